"""A SPARQL endpoint as a target, against one on this machine."""

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from communique.errors import TargetError
from communique.linking.asking import Asker
from communique.linking.base import Office, Subject
from communique.linking.endpoint import Endpoint, literals, select
from communique.linking.suggest import suggest
from tests.linking.loopback import Answer, Asked, serving

SPACE = "http://example.org/entity/"
HARROW = {
    "id": f"{SPACE}Q7",
    "label": "Ruth Harrow",
    "name": "Ruth A. Harrow",
    "began": "1950-01-01T00:00:00Z",
    "about": "diplomat",
}
POST = {"title": "Ambassador to Peru", "post": f"{SPACE}Q8", "start": "2010-09-01T00:00:00Z", "end": "2013-08-01T00:00:00Z"}
ROWS = [{**HARROW, **POST, "statement": "s1"}, {**HARROW, "name": "R. Harrow"}]


def results(rows: list[dict[str, str]]) -> bytes:
    """Return rows as SPARQL's JSON results."""
    bound = [{name: {"type": "literal", "value": value} for name, value in row.items()} for row in rows]
    return json.dumps({"head": {"vars": []}, "results": {"bindings": bound}}).encode()


def answer(body: str) -> Answer:
    """Answer with the rows of the page asked for."""
    limit, _, offset = parse_qs(body)["query"][0].rpartition("LIMIT ")[2].partition(" OFFSET ")
    return 200, {"Content-Type": "application/sparql-results+json"}, results(ROWS[int(offset) : int(offset) + int(limit)])


@pytest.fixture
def asked() -> Iterator[Asked]:
    """Serve the rows."""
    with serving(answer) as found:
        yield found


def endpoint(address: str, folder: Path, *, network: bool = True) -> Endpoint:
    """Return the service as a target."""
    query = "SELECT * WHERE { VALUES ?name { %names% } }"
    about = {
        "name": "t",
        "prefix": "t",
        "space": SPACE,
        "address": address,
        "kind": "person",
        "query": query,
        "page": 2,
        "languages": ["en"],
    }
    return Endpoint(about, Asker(folder, network=network, sleep=lambda _: None))


OURS = Subject("person/h", "person", "Ruth Harrow", ("R. Harrow",), posts=(Office("Ambassador to Peru", start="2011-05-02"),))


def test_rows_of_one_address_make_one_record(asked: Asked, tmp_path: Path) -> None:
    """Names and posts are gathered; dates lose their time."""
    assert endpoint(asked.address, tmp_path).candidates(OURS) == [
        Subject(
            id="Q7",
            kind="person",
            label="Ruth Harrow",
            names=("Ruth A. Harrow", "R. Harrow"),
            posts=(Office("Ambassador to Peru", "", "", "2010-09-01", "2013-08-01", iri=f"{SPACE}Q8", source="s1"),),
            began="1950-01-01",
            iri=f"{SPACE}Q7",
            description="diplomat",
        )
    ]


def test_a_suggestion_needs_no_more_than_that(asked: Asked, tmp_path: Path) -> None:
    """The record of the endpoint is compared like any other."""
    [found] = suggest([OURS], endpoint(asked.address, tmp_path))

    assert (found.verdict, found.candidates[0].record.id) == ("match", "Q7")


def test_all_names_are_asked_for_by_name(asked: Asked, tmp_path: Path) -> None:
    """The query holds each form as a literal, and the program says who it is."""
    list(endpoint(asked.address, tmp_path).candidates(OURS))
    query = parse_qs(asked.bodies[0])["query"][0]

    assert '"Ruth Harrow"@en "R. Harrow"@en' in query
    assert asked.agents[0].startswith("communique/")


def test_pages_are_asked_for_until_one_is_short(asked: Asked, tmp_path: Path) -> None:
    """A full page is followed by the next, until one is not full."""
    rows = list(select(asked.address, "SELECT *", Asker(tmp_path, network=True), page=1))

    assert (rows, len(asked.bodies)) == (ROWS, 3)


def test_a_second_run_needs_no_network(asked: Asked, tmp_path: Path) -> None:
    """What was asked once is answered from the disk."""
    first = endpoint(asked.address, tmp_path).candidates(OURS)
    times = len(asked.bodies)

    assert endpoint(asked.address, tmp_path, network=False).candidates(OURS) == first
    assert len(asked.bodies) == times


def test_another_kind_is_not_asked_for(asked: Asked, tmp_path: Path) -> None:
    """A query about people is not sent for a body."""
    assert endpoint(asked.address, tmp_path).candidates(Subject("agency/x", "agency", "Harbour Office")) == ()
    assert asked.bodies == []


def test_quotation_marks_do_not_end_a_literal() -> None:
    """Names are escaped, so that a name cannot become a query."""
    assert literals(['Ruth "R" Harrow'], []) == r'"Ruth \"R\" Harrow"'


@pytest.mark.parametrize(
    ("status", "body", "says"), [(200, b"", "200 with nothing"), (400, b"bad query", "QueryBadFormed"), (429, b"", "busy")]
)
def test_a_failing_endpoint_is_told_in_words(tmp_path: Path, status: int, body: bytes, says: str) -> None:
    """An empty reply, a refused query and a busy service are errors of the target."""
    with serving(lambda _: (status, {"Retry-After": "0"}, body)) as asked, pytest.raises(TargetError, match=says):
        endpoint(asked.address, tmp_path).candidates(OURS)


def test_a_query_without_end_is_stopped(tmp_path: Path) -> None:
    """An endpoint that always gives a full page is not followed for ever."""
    full = (200, {"Content-Type": "application/sparql-results+json"}, results([HARROW]))
    with serving(lambda _: full) as asked, pytest.raises(TargetError, match="narrow the query"):
        list(select(asked.address, "SELECT *", Asker(tmp_path, network=True), page=1))


def test_a_query_that_binds_no_id_is_told(tmp_path: Path) -> None:
    """The message says what the target's query must do."""
    rows = (200, {"Content-Type": "application/sparql-results+json"}, results([{"label": "Ruth Harrow"}]))
    with serving(lambda _: rows) as asked, pytest.raises(TargetError, match="a row without"):
        endpoint(asked.address, tmp_path).candidates(OURS)
