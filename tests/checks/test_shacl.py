"""SHACL: faults are found, and asking constraints at once finds what pySHACL finds."""

from dataclasses import replace

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from communique.checks import Finding, check, is_violation
from communique.checks.findings import read_waivers, waive
from communique.checks.shacl import core_findings, read_shapes, sparql_findings, union_graph
from communique.errors import AuthorityError
from communique.pipeline import rules
from communique.project import Project
from communique.terms import MEET, OA

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


def test_constraints_asked_at_once_find_what_pyshacl_finds(store: Store, bridges: Project) -> None:
    """Both engines report the same nodes for the same shapes, on a data set with a planted fault."""
    quad = next(iter(store.quads_for_pattern(None, NamedNode(str(OA.exact)), None, None)))
    store.remove(quad)
    store.add(Quad(quad.subject, quad.predicate, Literal("other words"), quad.graph_name))
    shapes = read_shapes(rules(bridges.settings).shapes)

    at_once = {(f.check, f.focus) for f in sparql_findings(store, shapes)}

    assert at_once
    assert at_once == whole_pyshacl(store, shapes)


def whole_pyshacl(store: Store, shapes: object) -> set[tuple[str, str]]:
    """The findings of the SPARQL constraints when pySHACL runs everything."""
    from pyshacl import validate
    from rdflib import RDF, SH, Graph

    assert isinstance(shapes, Graph)
    _, report, _ = validate(union_graph(store), shacl_graph=shapes, inference="none")
    results = [
        r
        for r in report.subjects(RDF.type, SH.ValidationResult)
        if (r, SH.sourceConstraintComponent, SH.SPARQLConstraintComponent) in report
    ]
    core = {(f.check, f.focus) for f in core_findings(union_graph(store), shapes)}
    names = {(str(report.value(r, SH.sourceShape)).rsplit("#", 1)[-1], str(report.value(r, SH.focusNode))) for r in results}
    return names - core


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
