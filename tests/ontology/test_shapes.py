"""Every constraint of every shape, proven: the sample conforms, and each edit of one statement fires one shape."""

from collections import Counter
from functools import cache

import pytest
from rdflib import SH

from communique.checks.shacl import left_over
from communique.checks.shacl import shacl_findings as find_by_program
from tests.ontology.shape_cases import (
    HEAD,
    SHAPES,
    Edit,
    Finding,
    batches,
    core_shapes,
    edited,
    nodes_of,
    read_base,
    read_edits,
    read_shapes,
    read_store,
    shacl_findings,
    sparql_findings,
    sparql_shapes,
)

EDITS = read_edits()
#: Parameters of a shape that are no constraint by themselves.
_NO_CONSTRAINT = {"path", "severity", "message", "targetclass", "targetsubjectsof", "property"}


def numbers(findings: set[Finding]) -> set[str]:
    """Return the numbers of the shapes that found something."""
    return {shape[:6] for _, shape, _ in findings}


def _local(iri: object) -> str:
    return str(iri).rpartition("#")[2]


def all_names() -> set[str]:
    """Return the names of all shapes that state a severity."""
    return {str(shape).removeprefix(SHAPES) for shape in read_shapes().subjects(SH.severity)}


def all_constraints() -> set[tuple[str, str]]:
    """Return every parameter of every shape that can be broken by itself."""
    shapes = read_shapes()
    parts = {(shape, str(key)) for shape in shapes.subjects(SH.severity) for key in shapes.predicates(shape)}
    named = {(_local(shape), _local(key).casefold()) for shape, key in parts if key.startswith(str(SH))}
    return {(shape, part) for shape, part in named if part not in _NO_CONSTRAINT}


@cache
def core_results() -> dict[Edit, set[Finding]]:
    """Return what the core shapes find after each edit, on the nodes that the edit can change."""
    found = {}
    for batch in batches(EDITS):
        with edited(*batch) as graph:
            results = shacl_findings(graph, core_shapes())
        for edit in batch:
            nodes = {str(node) for node in nodes_of(edit)}
            found[edit] = {result for result in results if result[0] in nodes}
            results -= found[edit]
        assert results == set(), "a finding on a node that no edit touches"
    return found


@cache
def sparql_results() -> dict[Edit, set[Finding]]:
    """Return what the queries of the shapes find after each edit."""
    found = {}
    for edit in EDITS:
        with edited(edit):
            found[edit] = sparql_findings()
    return found


def test_sample_conforms() -> None:
    """The sample gives no finding, by the core shapes and by the queries."""
    found = shacl_findings(read_base(), core_shapes()) | sparql_findings()

    assert set() == found


def test_each_edit_fires_its_shape_and_no_other() -> None:
    """One changed statement fires the shape that its row names and no other, and all together fire every constraint."""
    findings = {edit: core_results()[edit] | sparql_results()[edit] for edit in EDITS}
    wrong = {str(edit): numbers(found) for edit, found in findings.items() if numbers(found) != {edit.fires}}
    fired = {
        (shape, _local(part).removesuffix("ConstraintComponent").casefold()) for _, shape, part in set().union(*findings.values())
    }

    assert {} == wrong
    assert all_constraints() == fired


def test_constraints_are_counted() -> None:
    """There are more than three hundred constraints: each minimum, each class, each query."""
    assert 300 < len(all_constraints())


def test_rows_are_counted() -> None:
    """There are about three hundred edits, of all six kinds, for every class."""
    actions = Counter(edit.action for edit in EDITS)

    assert 300 < len(EDITS)
    assert {"add", "remove", "replace", "say", "unsay", "resay"} == set(actions)
    assert {name[:3] for name in all_names()} == {edit.fires[:3] for edit in EDITS}


def test_sample_is_restored() -> None:
    """After an edit the sample is as before, in the graph and in the store."""
    before = len(read_base()), len(read_store())
    with edited(*[edit for edit in EDITS if edit.action == "add"][:2]) as graph:
        during = len(graph), len(read_store())

    assert during != before
    assert before == (len(read_base()), len(read_store()))


@pytest.mark.parametrize("shape", sorted(sparql_shapes()))
def test_queries_keep_to_what_shacl_allows(shape: str) -> None:
    """A query of a shape asks for `$this`, and has no clause that pre-binding forbids or that other engines answer otherwise."""
    query = sparql_shapes()[shape]

    assert query.startswith("SELECT $this")
    assert not {"MINUS", "VALUES", "SERVICE", "GRAPH", "$PATH", "$currentShape"} & set(query.split())
    assert read_store().query(HEAD + query) is not None


@pytest.mark.slow
def test_pyshacl_finds_the_same_with_its_own_queries() -> None:
    """pySHACL, asking each query once for every node, finds what whole-store queries find.

    One edit takes many seconds, so every twentieth is tried; the program's checker is held against all of them.
    """
    wanted = [edit for edit in EDITS if int(edit.fires[4:]) >= 20]
    wrong = {}
    for edit in wanted[::20]:
        with edited(edit) as graph:
            found = numbers(shacl_findings(graph, read_shapes()))
        if found != {edit.fires}:
            wrong[str(edit)] = found

    assert 49 <= len(wanted)
    assert {} == wrong


def test_checker_of_the_program_knows_every_constraint() -> None:
    """The program's own checker evaluates all that the shapes use, without help."""
    assert left_over(read_shapes()) is None


@pytest.mark.slow
def test_checker_of_the_program_finds_the_same() -> None:
    """After each edit the program's own checker names the one shape that must fire."""
    wrong = {}
    for edit in EDITS:
        with edited(edit):
            found = {finding.check[:6] for finding in find_by_program(read_store(), read_shapes())}
        if found != {edit.fires}:
            wrong[str(edit)] = found

    assert {} == wrong


@pytest.mark.slow
def test_batches_hide_nothing() -> None:
    """Each edit by itself gives the findings that it gives among others."""
    wrong, among_others = [], core_results()
    for edit in EDITS:
        with edited(edit) as graph:
            if shacl_findings(graph, core_shapes()) != among_others[edit]:
                wrong.append(str(edit))

    assert [] == wrong
