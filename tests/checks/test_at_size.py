"""A tenth of a million statements: the checks find what pySHACL finds over the whole.

pySHACL with all our shapes does not come to an end there, so it is given the core constraints together and each SPARQL constraint
by itself. A few of those it cannot finish either, because rdflib joins their patterns by going through all claims for each node;
they are held against it at the nodes where we find something and at a hundred others.
"""

import random
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Store
from pyshacl import validate
from rdflib import Graph
from rdflib.term import Node
from tests.checks.reference import Key, damaged, key, parsing_once
from tests.checks.test_core import core, without_queries

from communique.checks.findings import Finding, shape_name
from communique.checks.parts import load_parts
from communique.checks.shacl import findings_of, pyshacl_findings, read_shapes, shacl_findings, union_graph
from communique.parts import find_parts
from communique.project import Project
from communique.resources import stock
from communique.settings import read_settings
from communique.terms import RDF, SH

TOOLS = Path(__file__).parents[2] / "tools"
DOCUMENTS = 115
FAULTS = 300
#: Nodes beside those with findings at which a constraint is asked that pySHACL cannot finish.
SAMPLE = 100
#: Constraints that pySHACL did not finish within 90 seconds.
ENDLESS = frozenset({"CLM-24-one-value", "OUT-21-told-where-stated", "PRT-22-is-attended", "TEN-21-is-held"})
SHAPES = read_shapes((stock("ontology") / "shapes",))
QUERIED = sorted(set(SHAPES.subjects(SH.sparql, None)), key=str)

pytestmark = pytest.mark.slow


@dataclass(frozen=True, slots=True)
class Large:
    """A damaged data set in both forms, and what we find in it."""

    store: Store
    graph: Graph
    ours: list[Finding]


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Large:
    """Generated documents with three hundred random faults."""
    folder = tmp_path_factory.mktemp("large")
    command: list[str | Path] = [sys.executable, TOOLS / "generate_corpus.py", folder / "corpus", "--documents", str(DOCUMENTS)]
    subprocess.run(command, check=True, timeout=60)
    (folder / "data").mkdir()
    (folder / "data" / "documents").symlink_to(folder / "corpus" / "documents")
    told = 'name = "generated"\ntitle = "Generated"\nbase = "https://example.org/generated/"\n'
    (folder / "communique.toml").write_text(told, encoding="utf-8")
    settings = read_settings(folder)
    Project(settings).build()
    store = damaged(load_parts(Store(), find_parts(settings.paths["graph"])), 1, FAULTS, strange=False)
    return Large(store, union_graph(store), shacl_findings(store, SHAPES, 2))


def only(shape: Node) -> Graph:
    """Return the shapes with nothing but the SPARQL constraints of one."""
    left = Graph()
    left += (triple for triple in without_queries(SHAPES) if triple[1] != SH.property)
    left += SHAPES.triples((shape, SH.sparql, None))
    return left


def test_it_is_of_the_size(large: Large) -> None:
    """There are a hundred thousand statements, and hundreds of findings of both kinds."""
    of_queries = [one for one in large.ours if one.component == str(SH.SPARQLConstraintComponent)]

    assert len(large.graph) > 100_000
    assert len(of_queries) > 100
    assert len(large.ours) - len(of_queries) > 100


def test_the_core_finds_the_same(large: Large) -> None:
    """All constraints of SHACL's core, in one call of pySHACL over the whole."""
    assert core(large.ours) == core(pyshacl_findings(large.graph, without_queries(SHAPES)))


@pytest.mark.parametrize("shape", QUERIED, ids=lambda shape: shape_name(SHAPES, shape))
def test_a_query_finds_the_same(large: Large, shape: Node) -> None:
    """One SPARQL constraint over the whole, or at many nodes if pySHACL cannot finish it."""
    name = shape_name(SHAPES, shape)
    ours = {key(one) for one in large.ours if one.check == name and one.component == str(SH.SPARQLConstraintComponent)}
    nodes = sorted(chosen(large, shape, ours)) if name in ENDLESS else None
    with parsing_once():
        _, report, _ = validate(large.graph, shacl_graph=only(shape), inference="none", use_shapes=[str(shape)], focus_nodes=nodes)

    assert ours == {key(one) for one in findings_of(report, SHAPES)}


def chosen(large: Large, shape: Node, ours: set[Key]) -> set[str]:
    """Return the nodes at which we find something, and some others that the shape is about."""
    about = sorted(members(large.store, shape))
    return {str(found[2]) for found in ours} | set(random.Random(1).sample(about, min(SAMPLE, len(about))))


def members(store: Store, shape: Node) -> Iterator[str]:
    """Yield the nodes of the classes that a shape is about."""
    for kind in SHAPES.objects(shape, SH.targetClass):
        for quad in store.quads_for_pattern(None, NamedNode(str(RDF.type)), NamedNode(str(kind)), None):
            yield str(quad.subject)[1:-1]
