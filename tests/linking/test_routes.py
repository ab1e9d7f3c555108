"""The reconciliation service over HTTP."""

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.testclient import TestClient

from communique.linking.base import Subject
from communique.linking.routes import reconcile_routes
from communique.linking.service import make_index
from tests.linking import recon_schemas as schemas

INDEX = make_index("Demonstration", "http://example.org/ours/", [Subject("person/ruth-harrow", "person", "Ruth Harrow")])
QUERIES = json.dumps({"q0": {"query": "Ruth Harrow", "type": "person"}})


@pytest.fixture(scope="module")
def client() -> TestClient:
    """Return a client of an application that mounts the routes."""
    return TestClient(Starlette(routes=[Mount("/reconcile", routes=reconcile_routes(INDEX))]), base_url="http://127.0.0.1")


def check(answer: Any, schema: schemas.Schema) -> None:
    """Fail where an answer is not of the API's form."""
    Draft202012Validator(schema).validate(answer)


def test_the_bare_address_gives_the_manifest(client: TestClient) -> None:
    """Its addresses are those at which the service answers, wherever it is mounted."""
    manifest = client.get("/reconcile/").json()

    check(manifest, schemas.MANIFEST)
    assert manifest["preview"]["url"] == "http://127.0.0.1/reconcile/preview?id={{id}}"


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_queries_are_taken_in_the_address_and_as_a_form(client: TestClient, method: str) -> None:
    """Clients use either."""
    sent = {"params": {"queries": QUERIES}} if method == "GET" else {"data": {"queries": QUERIES}}
    answer = client.request(method, "/reconcile/", **sent).json()  # type: ignore[arg-type]

    check(answer, schemas.RESULTS)
    assert answer["q0"]["result"][0]["id"] == "person/ruth-harrow"


@pytest.mark.parametrize(
    ("path", "schema"),
    [
        ("/suggest/entity?prefix=ru", schemas.ENTITIES),
        ("/suggest/type?prefix=pe", schemas.TYPES),
        ("/suggest/property?prefix=", schemas.PROPERTIES),
    ],
)
def test_suggestions_are_of_the_form(client: TestClient, path: str, schema: schemas.Schema) -> None:
    """Each has something to suggest."""
    answer = client.get("/reconcile" + path).json()

    check(answer, schema)
    assert answer["result"]


def test_values_are_fetched_by_a_form(client: TestClient) -> None:
    """Data extension is posted to the same address as queries."""
    question = {"ids": ["person/ruth-harrow"], "properties": [{"id": "name"}]}
    answer = client.post("/reconcile/", data={"extend": json.dumps(question)}).json()

    check(answer, schemas.EXTENSION)
    assert answer["rows"]["person/ruth-harrow"]["name"] == [{"str": "Ruth Harrow"}]


def test_properties_are_proposed(client: TestClient) -> None:
    """Where the manifest says."""
    assert client.get("/reconcile/properties?type=person").json()["type"] == "person"


def test_a_preview_is_a_page(client: TestClient) -> None:
    """An entity without quotations has one, too."""
    answer = client.get("/reconcile/preview", params={"id": "person/ruth-harrow"})

    assert answer.headers["content-type"].startswith("text/html")
    assert "Ruth Harrow" in answer.text


@pytest.mark.parametrize("path", ["/", "/suggest/entity?prefix=r", "/preview?id=person/ruth-harrow", "/preview?id=nobody"])
def test_pages_of_other_origins_may_ask(client: TestClient, path: str) -> None:
    """Each answer, an error too, lets them in."""
    assert client.get("/reconcile" + path).headers["access-control-allow-origin"] == "*"


def test_browsers_may_ask_beforehand(client: TestClient) -> None:
    """A preflight is answered without content."""
    answer = client.options("/reconcile/", headers={"Origin": "http://example.net", "Access-Control-Request-Method": "POST"})

    assert (answer.status_code, answer.headers["access-control-allow-origin"]) == (204, "*")


def test_old_clients_get_a_script(client: TestClient) -> None:
    """A callback of a plain name wraps the answer."""
    answer = client.get("/reconcile/", params={"queries": QUERIES, "callback": "app.take"})

    assert answer.headers["content-type"].startswith("application/javascript")
    assert answer.text.startswith("/**/app.take({")


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"queries": "{"}, "queries: no JSON"),
        ({"queries": "[]"}, "expected a JSON object"),
        ({"queries": "{}", "callback": "alert(1)"}, "no name of a function"),
        ({"extend": "{}"}, "no 'ids'"),
    ],
)
def test_bad_requests_are_answered_in_words(client: TestClient, fields: dict[str, str], says: str) -> None:
    """Status 400, and a message that says what was expected."""
    answer = client.post("/reconcile/", data=fields)

    assert answer.status_code == 400
    assert says in answer.json()["message"]


@pytest.mark.parametrize("body", [b"queries=\xff", b"queries=" + b"x" * 1_000_001])
def test_bodies_that_no_client_sends_are_refused(client: TestClient, body: bytes) -> None:
    """Neither broken text nor endless text is read."""
    assert (
        client.post("/reconcile/", content=body, headers={"Content-Type": "application/x-www-form-urlencoded"}).status_code == 400
    )
