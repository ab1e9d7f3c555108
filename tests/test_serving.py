"""A project's server as a whole: pages, data, endpoint, questions and reconciliation at their addresses."""

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from communique.project import Project
from communique.server import create_app
from communique.serving import server_settings
from tests.conftest import Run


@pytest.fixture(scope="module")
def client(bridges: Project) -> Iterator[TestClient]:
    """A client of the small project's server."""
    with TestClient(create_app(server_settings(bridges)), base_url="http://127.0.0.1", follow_redirects=False) as client:
        yield client


@pytest.mark.parametrize(
    ("address", "accept", "status", "media"),
    [
        ("/", "text/html", 200, "text/html"),
        ("/person/luc-moreau.html", "text/html", 200, "text/html"),
        ("/id/person/luc-moreau", "text/turtle", 303, ""),
        ("/data/person/luc-moreau.ttl", "*/*", 200, "text/turtle"),
        ("/sparql?query=ASK%20%7B%7D", "*/*", 200, "application/sparql-results"),
        ("/api/questions/leaders", "application/json", 200, "application/json"),
        ("/reconcile", "application/json", 200, "application/json"),
        ("/openapi.json", "*/*", 200, "application/json"),
        ("/person/nobody.html", "text/html", 404, ""),
    ],
)
def test_every_kind_of_address_answers(client: TestClient, address: str, accept: str, status: int, media: str) -> None:
    """Each route gives its kind of answer."""
    answer = client.get(address, headers={"Accept": accept})

    assert answer.status_code == status
    assert answer.headers.get("Content-Type", "").startswith(media)


def test_the_data_set_can_be_reconciled_with(client: TestClient) -> None:
    """A name of the data set comes back as its entity."""
    answer = client.post("/reconcile", data={"queries": '{"q0": {"query": "Luc Moreau"}}'}).json()

    assert answer["q0"]["result"][0]["id"] == "person/luc-moreau"


def test_a_server_ends_as_interrupted(run: Run, bridges: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """Serving ends when it is interrupted, and the command says so with its status."""
    monkeypatch.setattr("communique.serving.serve", lambda _settings, host, port, ready: ready(host, port))
    status, _, err = run("serve", "--review", project=bridges.settings.root)

    assert status == 130
    assert "decide at http://127.0.0.1:8000/review" in err
