"""SHACL: faults are found, and asking constraints at once finds what pySHACL finds."""

from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store
from tests.checks.reference import damaged, key, reference

from communique.checks import Finding, check, is_violation
from communique.checks.findings import read_waivers, waive
from communique.checks.shacl import read_shapes, shacl_findings
from communique.errors import AuthorityError, ShapeError
from communique.inputs import rules
from communique.project import Project
from communique.terms import MEET, SH

BASE = "https://example.org/bridges/"


@pytest.fixture
def store(bridges: Project) -> Store:
    """A copy of the small data set, to be damaged."""
    copy = Store()
    copy.extend(bridges.store)
    return copy


def test_a_clean_data_set_has_no_violation(bridges: Project) -> None:
    """The small project conforms."""
    assert not [f for f in check(bridges.store, rules(bridges.settings)) if is_violation(f)]


def test_a_finding_leads_to_document_and_words(store: Store, bridges: Project) -> None:
    """A second ordinal of the meeting is found, with the words of the meeting."""
    (meeting,) = (q for q in store.quads_for_pattern(None, NamedNode(str(MEET.ordinal)), None, None))
    store.add(Quad(meeting.subject, meeting.predicate, Literal("third"), meeting.graph_name))

    found = [f for f in check(store, rules(bridges.settings)) if f.focus == str(meeting.subject)[1:-1]]

    assert found
    assert all(f.document and f.quote for f in found)


def test_everything_is_found_as_by_pyshacl(bridges: Project) -> None:
    """All constraints, those in SPARQL included, find the same as pySHACL on a data set with random faults."""
    shapes = read_shapes(rules(bridges.settings).shapes)
    store = damaged(bridges.store, 1, 120, strange=False)
    ours = {key(finding) for finding in shacl_findings(store, shapes)}

    assert 5 < len([one for one in ours if one[-1] == str(SH.SPARQLConstraintComponent)])
    assert ours == reference(store, shapes)


FINDING = Finding("violation", "MTG-01", f"{BASE}meeting/m", "odd", value="1")


def test_a_waived_finding_stops_nothing() -> None:
    """What people let pass, with a reason, is reported as waived."""
    (waived,) = waive([FINDING], {FINDING.id: "known (R. Bell, 2022-01-02)"})

    assert waived.waived == "known (R. Bell, 2022-01-02)"
    assert not is_violation(waived)


def test_an_unknown_finding_is_not_waived() -> None:
    """A waiver for another value of the same check lets nothing else pass."""
    (left,) = waive([replace(FINDING, value="2")], {FINDING.id: "known"})

    assert is_violation(left)


def test_waivers_are_read_strictly(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A row with other than four cells is refused."""
    path = tmp_path_factory.mktemp("waivers") / "waivers.tsv"
    path.write_text("finding\treason\tby\tdate\nabc\tknown\n", encoding="utf-8")

    with pytest.raises(AuthorityError, match="2 cells"):
        read_waivers(path)


def test_shapes_that_changed_are_read_again(tmp_path: Path) -> None:
    """In one process, a file of shapes counts as it stands now."""
    path = tmp_path / "own.ttl"
    path.write_text("<http://e/a> <http://e/b> <http://e/c> .")
    before = len(read_shapes((tmp_path,)))

    path.write_text("<http://e/a> <http://e/b> <http://e/c> , <http://e/d> .")

    assert (1, 2) == (before, len(read_shapes((tmp_path,))))


@pytest.mark.parametrize("text", ["Every document should say.", "<http://e/a> <http://e/b>", "@prefix"])
def test_shapes_that_are_no_turtle_are_refused(tmp_path: Path, text: str) -> None:
    """The message names the file and what to do."""
    (tmp_path / "own.ttl").write_text(text)

    with pytest.raises(ShapeError, match=r"own\.ttl: not Turtle .*; mend the file"):
        read_shapes((tmp_path,))
