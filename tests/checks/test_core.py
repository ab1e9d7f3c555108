"""The compiled core constraints find what pySHACL finds, and shapes beyond them are left to it."""

import pytest
from pyoxigraph import RdfFormat, Store
from rdflib import Graph
from tests.checks.reference import Key, damaged, key

from communique.checks.findings import Finding
from communique.checks.shacl import left_over, pyshacl_findings, read_shapes, shacl_findings, union_graph
from communique.inputs import rules
from communique.project import Project
from communique.terms import SH

HEAD = """
@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix : <https://example.org/> .
"""
DATA = f"""{HEAD}
:a a :Kind ; :p 1 , 2 , 3 ; :q "one" , "two"@en , "2021-02-30"^^xsd:date , "2021-02-28"^^xsd:date ; :r :b , :c .
:b a :Below ; :p 7 ; :q "" ; :s :a .
:c a :Other ; :p "7" ; :r "text" . :d a :Middle ; :p 1 , "x" ; :q "t" ; :r "text" .
:e a :Kind .
:Below rdfs:subClassOf :Middle . :Middle rdfs:subClassOf :Kind .
"""
#: One constraint each, on the nodes of a class that has subclasses.
CONSTRAINTS = (
    "sh:path :p ; sh:minCount 1", "sh:path :q ; sh:minCount 2", "sh:path :p ; sh:maxCount 0", "sh:path :p ; sh:maxCount 1",
    "sh:path :p ; sh:maxCount 2", "sh:path :q ; sh:minLength 1", "sh:path :q ; sh:maxLength 3", 'sh:path :q ; sh:pattern "^t"',
    "sh:path :q ; sh:datatype xsd:string", "sh:path :q ; sh:datatype xsd:date", "sh:path :r ; sh:class :Kind",
    "sh:path :r ; sh:nodeKind sh:Literal", "sh:path :r ; sh:nodeKind sh:IRI", 'sh:path :q ; sh:in ( "one" 2 )',
    "sh:path :p ; sh:in ( 1 2 )", "sh:path :p ; sh:minInclusive 2", "sh:path :p ; sh:maxInclusive 2",
    "sh:path :r ; sh:or ( [ sh:class :Other ] [ sh:class :Middle ] )", "sh:path :r ; sh:node [ sh:class :Other ]",
    "sh:path [ sh:inversePath :r ] ; sh:minCount 1", "sh:path [ sh:alternativePath ( :r :s ) ] ; sh:minCount 2",
    "sh:path [ sh:alternativePath ( :r :s ) ] ; sh:class :Kind",
)  # fmt: skip
#: Shapes that go beyond what is compiled.
BEYOND = (
    "sh:targetClass :Kind ; sh:closed true",
    "sh:targetClass :Kind ; sh:property [ sh:path ( :r :p ) ; sh:maxCount 1 ]",
    "sh:targetClass :Kind ; sh:node [ sh:property [ sh:path :q ; sh:minCount 1 ] ]",
    "sh:targetNode :c ; sh:property [ sh:path :q ; sh:minCount 1 ]",
    'sh:targetClass :Kind ; sh:sparql [ sh:select "SELECT $this { { SELECT $this { $this a ?kind } } }" ]',
)


@pytest.fixture(scope="module")
def shapes(bridges: Project) -> Graph:
    """The stock shapes."""
    return read_shapes(rules(bridges.settings).shapes)


def core(findings: list[Finding]) -> set[Key]:
    """The findings that are not of a SPARQL constraint."""
    return {key(finding) for finding in findings if finding.component != str(SH.SPARQLConstraintComponent)}


def small() -> Store:
    """The little data set above."""
    store = Store()
    store.load(DATA.encode(), format=RdfFormat.TURTLE)
    return store


def test_our_shapes_need_nothing_else(shapes: Graph) -> None:
    """The stock shapes stay within what is compiled."""
    assert left_over(shapes) is None


@pytest.mark.parametrize("constraint", CONSTRAINTS)
def test_each_constraint_is_as_in_pyshacl(constraint: str) -> None:
    """Each kind of constraint and of path, compiled, finds what pySHACL finds, and something."""
    shapes = Graph().parse(data=f"{HEAD} :shape sh:targetClass :Kind ; sh:property :part . :part {constraint} .", format="turtle")
    ours = {key(finding) for finding in shacl_findings(small(), shapes)}

    assert left_over(shapes) is None
    assert ours
    assert ours == {key(finding) for finding in pyshacl_findings(union_graph(small()), shapes)}


@pytest.mark.parametrize("shape", BEYOND)
def test_shapes_beyond_it_are_left_to_pyshacl(shape: str) -> None:
    """A shape with another kind of constraint, path or target is evaluated by pySHACL, beside those that are compiled."""
    plain = ":plain sh:targetClass :Kind ; sh:property :part . :part sh:path :q ; sh:minCount 2 ."
    shapes = Graph().parse(data=f"{HEAD} {plain} :shape a sh:NodeShape ; {shape} .", format="turtle")
    rest = left_over(shapes)
    ours = {key(finding) for finding in shacl_findings(small(), shapes)}

    assert rest is not None
    assert {finding.check for finding in pyshacl_findings(union_graph(small()), rest)}.isdisjoint({"https://example.org/part"})
    assert ours == {key(finding) for finding in pyshacl_findings(union_graph(small()), shapes)}


@pytest.mark.parametrize("seed", [1, 2])
def test_the_findings_are_those_of_pyshacl(bridges: Project, shapes: Graph, seed: int) -> None:
    """On a data set with forty random faults, both report the same."""
    store = damaged(bridges.store, seed, 40)
    ours = core(shacl_findings(store, shapes))

    assert ours
    assert ours == core(pyshacl_findings(union_graph(store), without_queries(shapes)))


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3, 30))
def test_the_findings_are_those_of_pyshacl_again(bridges: Project, shapes: Graph, seed: int) -> None:
    """The same with many more faults."""
    store = damaged(bridges.store, seed, 200)

    assert core(shacl_findings(store, shapes)) == core(pyshacl_findings(union_graph(store), without_queries(shapes)))


def without_queries(shapes: Graph) -> Graph:
    """Return the shapes without their SPARQL constraints."""
    left = Graph()
    left += (triple for triple in shapes if triple[1] != SH.sparql)
    return left
