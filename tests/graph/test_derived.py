"""What follows from facts, and by which rule."""

from pathlib import Path

import pytest
from tests.conftest import make_project

from communique.graph.codelists import topic_words
from communique.graph.derived import bounds
from communique.project import Project
from communique.resources import stock


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2021-05-04", "2021-05-05", ("2021-05-04", "2021-05-05")),
        ("2021-05", "2021-05", ("2021-05-01", "2021-05-31")),
        ("2024-02", "2024-02", ("2024-02-01", "2024-02-29")),
        ("2021", "2021", ("2021-01-01", "2021-12-31")),
        ("2021-05-30", "2021-06", ("2021-05-30", "2021-06-30")),
    ],
)
def test_partial_dates_have_a_first_and_a_last_day(start: str, end: str, expected: tuple[str, str]) -> None:
    """The bounds of a range are the first and last day that its precision allows."""
    assert bounds(start, end) == expected


def test_topics_have_words() -> None:
    """Most topics of the code list can be told by words."""
    words = topic_words(stock("ontology") / "codelists")

    assert len(words) >= 8
    assert all(words.values())


def test_an_attestation_is_no_beginning(bridges: Project) -> None:
    """A post exercised at a meeting is attested on that day; nothing says that it began or ended then."""
    found = bridges.sparql("SELECT DISTINCT ?p { ?t a meet:Tenure ; ?p ?day FILTER(DATATYPE(?day) = xsd:date) }")

    assert {row["p"].rsplit("#", 1)[-1] for row in found} == {"attestedOn", "firstAttested", "lastAttested"}


def test_who_reports_as_a_party_is_told_by_publisher_and_sides(tmp_path: Path) -> None:
    """A document of a body of a side that took part is a party's; that of a third state, or of nobody known, is not."""
    text = "On May 4, 2021, the Minister of Ports of Chile, Ada Lindqvist, met with the Minister of Ports of Peru, Bo Kessler."
    publishers = {"one": "Ministry of Ports of Peru", "two": "Government of Norway", "three": "Harbour Daily"}
    root = make_project(
        tmp_path, **{name: f"---\ntitle: {name}\npublisher: {publisher}\n---\n{text}" for name, publisher in publishers.items()}
    )
    project = Project.open(root)
    project.build()

    found = project.sparql("SELECT ?document { ?meeting meet:reportedByParty ?document }")

    assert [row["document"].rsplit("/", 1)[-1] for row in found] == ["one"]


def test_a_party_report_uses_the_claims_of_report_and_side(bridges: Project) -> None:
    """Its derivation leads to who reports the meeting, and to what tells that the publisher's side took part."""
    rows = bridges.sparql("SELECT DISTINCT ?p { ?d meet:byRule 'party-publisher' ; prov:used ?c . ?c rdf:predicate ?p }")

    assert {row["p"].rsplit("#", 1)[-1] for row in rows} == {"reportedIn", "ledBy"}
