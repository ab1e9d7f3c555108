"""A Reconciliation API service as a target: our own service, asked over the network as any other."""

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from communique.errors import TargetError
from communique.linking import service
from communique.linking.asking import Asker
from communique.linking.base import Office, Subject
from communique.linking.reconciliation import Reconciliation
from communique.linking.suggest import suggest
from tests.linking.loopback import Answer, Asked, serving

INDEX = service.make_index(
    "Register of bodies",
    "http://example.org/body/",
    [
        Subject("7", "agency", "Ministry of Harbours", country="MEX", description="a ministry"),
        Subject("8", "post", "Minister of Harbours", country="MEX"),
    ],
)
TYPES = {"agency": "agency", "post": "post"}


def answer(body: str) -> Answer:
    """Answer as the service does."""
    fields = {name: values[0] for name, values in parse_qs(body).items()}
    kind, answering = ("queries", service.reconcile) if "queries" in fields else ("extend", service.extend)
    return 200, {"Content-Type": "application/json"}, json.dumps(answering(INDEX, json.loads(fields[kind]))).encode()


@pytest.fixture
def asked() -> Iterator[Asked]:
    """Serve the register."""
    with serving(answer) as found:
        yield found


def target(address: str, folder: Path, **more: object) -> Reconciliation:
    """Return the service as a target."""
    about = {"name": "r", "prefix": "r", "space": "http://example.org/body/", "address": address, "types": TYPES, **more}
    return Reconciliation(about, Asker(folder, network=True, sleep=lambda _: None))


OURS = Subject("agency/harbours", "agency", "Ministry of Harbours", ("Harbours Ministry",), country="MEX")


def test_the_service_proposes_and_the_features_decide(asked: Asked, tmp_path: Path) -> None:
    """With the country fetched by data extension, the body is the match; its minister's post is not even asked for."""
    [found] = suggest([OURS], target(asked.address, tmp_path, properties={"country": "country"}))

    assert (found.verdict, [one.record.id for one in found.candidates]) == ("match", ["7"])


def test_names_alone_do_not_decide(asked: Asked, tmp_path: Path) -> None:
    """Without further values the candidate is shown and not proposed, whatever score the service gave."""
    [found] = suggest([OURS], target(asked.address, tmp_path))

    assert found.verdict == "unsure"


def test_a_candidate_becomes_a_record(asked: Asked, tmp_path: Path) -> None:
    """Type, description and address come from the answer."""
    assert target(asked.address, tmp_path).candidates(OURS) == [
        Subject("7", "agency", "Ministry of Harbours", iri="http://example.org/body/7", description="a ministry")
    ]


def test_each_name_is_a_query_of_the_type(asked: Asked, tmp_path: Path) -> None:
    """One batch asks for all names, and says which type is wanted."""
    target(asked.address, tmp_path).candidates(OURS)
    queries = json.loads(parse_qs(asked.bodies[0])["queries"][0])

    assert [one["query"] for one in queries.values()] == ["Ministry of Harbours", "Harbours Ministry"]
    assert {tuple(one["type"]) for one in queries.values()} == {("agency",)}


def test_posts_and_dates_can_be_fetched(tmp_path: Path) -> None:
    """Cells of data extension of any form become a post with its dates."""
    cells = {"t": [{"str": "Ambassador"}], "w": [{"name": "Peru", "id": "Q1"}], "s": [{"date": "2010-09-01T00:00:00Z"}], "e": [{}]}
    found = {"q0": {"result": [{"id": "9", "name": "Ruth Harrow", "score": 1}]}, "rows": {"9": cells}, "meta": []}
    wanted = {"title": "t", "place": "w", "start": "s", "end": "e"}
    with serving(lambda _: (200, {}, json.dumps(found).encode())) as asked:
        [record] = target(asked.address, tmp_path, properties=wanted).candidates(Subject("p", "person", "Harrow"))

    assert record.posts == (Office("Ambassador", "Peru", "", "2010-09-01", ""),)


def test_a_service_of_another_kind_is_told(tmp_path: Path) -> None:
    """An answer without the keys of the queries is no reconciliation service's."""
    with serving(lambda _: (200, {}, b'{"error": "x"}')) as asked, pytest.raises(TargetError, match="right kind of service"):
        target(asked.address, tmp_path).candidates(OURS)


@pytest.mark.parametrize("result", [[{"name": "no id"}], ["text"], [{"id": "1"}], {"id": "1"}, 7])
def test_an_answer_of_another_form_is_told(tmp_path: Path, result: object) -> None:
    """A service that does not keep to the API gives a message, not a traceback."""
    body = json.dumps({"q0": {"result": result}}).encode()
    with serving(lambda _: (200, {}, body)) as asked, pytest.raises(TargetError, match="not of the API's form"):
        target(asked.address, tmp_path).candidates(Subject("a", "agency", "Harbours"))
