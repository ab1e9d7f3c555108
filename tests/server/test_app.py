"""The application as a whole: what every answer carries, and what stands before the routes."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from communique.errors import DataError
from communique.server import Page, ServerSettings, create_app
from communique.server.headers import CAREFUL, DATA_POLICY, PAGE_POLICY

from .conftest import BASE

TARGETS = [
    "/", "/sparql", "/sparql?query=ASK%7B%7D", "/sparql?query=", "/graphs?graph=urn:none", "/id/person/ana-prado",
    "/data/person/ana-prado.ttl", "/page/person/ana-prado",
    "/api/questions", "/api/questions/who-came", "/openapi.json", "/nothing/here",
]  # fmt: skip


@pytest.mark.parametrize("target", TARGETS)
def test_every_answer_carries_the_headers_of_a_careful_site(client: TestClient, target: str) -> None:
    """Refusals too."""
    headers = client.get(target).headers
    policy = PAGE_POLICY if headers.get("content-type", "").startswith("text/html") else DATA_POLICY

    assert {name: headers.get(name) for name in CAREFUL} == CAREFUL
    assert headers["content-security-policy"] == policy


def test_no_policy_allows_inline_scripts() -> None:
    """Nor scripts from elsewhere."""
    assert "script-src 'self';" in PAGE_POLICY
    assert "unsafe" not in PAGE_POLICY


@pytest.mark.parametrize("target", TARGETS)
def test_every_answer_can_be_read_by_programs_of_other_sites(client: TestClient, target: str) -> None:
    """Whoever asks."""
    assert client.get(target, headers={"Origin": "https://a.example"}).headers["access-control-allow-origin"] == "*"


def test_other_sites_may_send_queries_and_no_changes(client: TestClient) -> None:
    """A browser asks before it sends."""
    asked = {"Origin": "https://a.example", "Access-Control-Request-Headers": "content-type"}
    answers = [client.options("/sparql", headers=asked | {"Access-Control-Request-Method": method}) for method in ("POST", "PUT")]

    assert [answer.status_code for answer in answers] == [200, 400]


@pytest.mark.parametrize(
    "path",
    ["/%2e%2e/%2e%2e/etc/passwd", "/static/..%2f..%2fetc/passwd", "/static/..%5c..%5cboot.ini", "/static/%00", "//etc/passwd"],
)
def test_a_path_never_leads_to_a_file(client: TestClient, path: str) -> None:
    """What climbs is not found, whoever serves the pages."""
    assert client.get(path).status_code == 404


def test_a_page_source_is_never_asked_for_a_climbing_path(settings: ServerSettings) -> None:
    """So it cannot get this wrong."""
    asked: list[str] = []

    class Pages:
        def page(self, path: str, _query: Mapping[str, str], _language: str, /) -> Page | None:
            asked.append(path)
            return None

    with TestClient(create_app(replace(settings, pages=Pages()))) as client:
        for path in ("/static/..%2fa", "/a%5cb", "/%2e%2e", "/plain"):
            client.get(path)

    assert asked == ["plain"]


def test_a_page_may_carry_headers_of_its_own(settings: ServerSettings) -> None:
    """A looser policy for one picture, a longer life for a file."""

    class Pages:
        def page(self, _path: str, _query: Mapping[str, str], _language: str, /) -> Page | None:
            return Page(b"x", "text/css", headers={"Content-Security-Policy": "sandbox", "Cache-Control": "max-age=60"})

    with TestClient(create_app(replace(settings, pages=Pages()))) as client:
        headers = client.get("/static/a.css").headers

    assert (headers["content-security-policy"], headers["cache-control"]) == ("sandbox", "max-age=60")


def test_our_own_failure_says_nothing_of_its_cause(settings: ServerSettings) -> None:
    """And carries the same headers as all else."""

    class Pages:
        def page(self, _path: str, _query: Mapping[str, str], _language: str, /) -> Page | None:
            raise RuntimeError("secret")

    with TestClient(create_app(replace(settings, pages=Pages())), raise_server_exceptions=False) as client:
        answer = client.get("/")

    assert (answer.status_code, "secret" in answer.text) == (500, False)
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_without_pages_the_root_links_to_what_there_is(plain_client: TestClient) -> None:
    """A plain list."""
    assert 'href="/sparql"' in plain_client.get("/").text


def test_head_gives_the_headers_alone(client: TestClient) -> None:
    """As HTTP has it."""
    answer = client.head("/data/person/ana-prado.ttl")

    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/turtle; charset=utf-8")


def test_missing_data_are_named_before_anything_is_served(settings: ServerSettings, tmp_path: Path) -> None:
    """With what to do."""
    with pytest.raises(DataError, match="run 'communique build'"), TestClient(create_app(replace(settings, data=tmp_path))):
        pass


def test_data_that_are_no_quads_are_named(settings: ServerSettings, tmp_path: Path) -> None:
    """Before anything is served."""
    (tmp_path / "everything.nq").write_text("no quads", encoding="utf-8")

    with (
        pytest.raises(DataError, match=r"everything\.nq: not N-Quads, or damaged \(Parser error at line 1"),
        TestClient(create_app(replace(settings, data=tmp_path))),
    ):
        pass


def test_a_writable_server_leaves_the_data_as_they_were(settings: ServerSettings, quads: Path) -> None:
    """It works on a copy, and the copy is gone afterwards."""
    before = (quads / "everything.nq").read_bytes()
    with TestClient(create_app(replace(settings, writable=True))) as client:
        client.post("/sparql", data={"update": "DROP ALL"})
        left = client.get("/sparql", params={"query": "ASK { ?s ?p ?o }"}).json()["boolean"]

    assert (left, (quads / "everything.nq").read_bytes()) == (False, before)


def test_a_store_is_served_as_it_is(settings: ServerSettings, tmp_path: Path) -> None:
    """Read where it lies, or copied to be written."""
    from pyoxigraph import NamedNode, Quad, Store

    Store(str(tmp_path / "store")).add(
        Quad(NamedNode("urn:a"), NamedNode("urn:b"), NamedNode("urn:c"), NamedNode(f"{BASE}graph/facts"))
    )
    found = []
    for writable in (True, False):
        with TestClient(create_app(replace(settings, data=tmp_path / "store", writable=writable))) as client:
            if writable:
                client.post("/sparql", data={"update": "DROP ALL"})
            found.append(client.get("/sparql", params={"query": "ASK { ?s ?p ?o }"}).json()["boolean"])

    assert found == [False, True]


def test_no_address_is_corrected_by_a_redirect(client: TestClient) -> None:
    """A slash too many is another address; nothing is sent to where a client's Host header says."""
    answers = [client.request(method, "/api/questions/who-came/", headers={"Host": "evil.example"}) for method in ("GET", "POST")]

    assert [answer.status_code for answer in answers] == [404, 405]


def test_routes_of_others_answer_below_their_path(settings: ServerSettings) -> None:
    """With all that stands before our own, and without a slash at the end."""

    def answer(request: Request) -> PlainTextResponse:
        return PlainTextResponse(f"{request.method} {request.url.path}")

    routes = (Route("/", answer, methods=["GET", "POST"]), Route("/suggest/entity", answer))
    with TestClient(create_app(replace(settings, mounted=(("/reconcile", routes),)))) as client:
        answers = [client.get("/reconcile"), client.post("/reconcile"), client.get("/reconcile/suggest/entity")]

    assert [answer.text for answer in answers] == ["GET /reconcile", "POST /reconcile", "GET /reconcile/suggest/entity"]
    assert {answer.headers["x-content-type-options"] for answer in answers} == {"nosniff"}
