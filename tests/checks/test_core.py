"""The compiled core constraints find what pySHACL finds."""

import random

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store
from rdflib import Graph

from communique.checks.core import find_faults, supports
from communique.checks.findings import Finding
from communique.checks.shacl import core_findings, read_shapes, union_graph
from communique.pipeline import rules
from communique.project import Project


@pytest.fixture(scope="module")
def shapes(bridges: Project) -> Graph:
    """The stock shapes."""
    return read_shapes(rules(bridges.settings).shapes)


def keys(findings: list[Finding]) -> set[tuple[str | None, ...]]:
    """What a finding says, but for its words."""
    return {(f.severity, f.check, f.focus, f.path, f.value, f.component) for f in findings}


def damaged(store: Store, seed: int, times: int) -> Store:
    """Return a copy in which some statements are gone, or have another value."""
    chance = random.Random(seed)
    quads = sorted(store, key=str)
    copy = Store()
    copy.extend(quads)
    for quad in chance.sample(quads, times):
        copy.remove(quad)
        other = chance.choice([None, Literal(""), Literal("7"), NamedNode("https://example.org/x"), chance.choice(quads).object])
        if other is not None:
            copy.add(Quad(quad.subject, quad.predicate, other, quad.graph_name))
    return copy


def test_our_shapes_need_nothing_else(shapes: Graph) -> None:
    """The stock shapes stay within what is compiled."""
    assert supports(shapes)


@pytest.mark.parametrize("shape", ["<x:s> sh:closed true .", "<x:s> sh:path (<x:a> <x:b>) ; sh:minCount 1 ."])
def test_shapes_beyond_it_are_told(shape: str) -> None:
    """A shape with another kind of constraint, or a path of several steps, is left to pySHACL."""
    graph = Graph().parse(data=f"@prefix sh: <http://www.w3.org/ns/shacl#> . {shape}", format="turtle")

    assert not supports(graph)


@pytest.mark.parametrize("seed", [1, 2])
def test_the_findings_are_those_of_pyshacl(bridges: Project, shapes: Graph, seed: int) -> None:
    """On a data set with forty random faults, both report the same."""
    store = damaged(bridges.store, seed, 40)
    ours = keys(list(find_faults(store, shapes)))

    assert ours
    assert ours == keys(core_findings(union_graph(store), shapes))


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3, 30))
def test_the_findings_are_those_of_pyshacl_again(bridges: Project, shapes: Graph, seed: int) -> None:
    """The same with many more faults."""
    store = damaged(bridges.store, seed, 200)

    assert keys(list(find_faults(store, shapes))) == keys(core_findings(union_graph(store), shapes))
