"""What pySHACL finds over a whole data set: the reference that our checks are held against."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any, Final

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store
from rdflib import Graph
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.processor import SPARQLProcessor

from communique.checks.findings import Finding
from communique.checks.shacl import pyshacl_findings, union_graph
from communique.terms import RDF, SH

#: What claims say has values of all kinds, and its property tells of which.
_OF_ALL_KINDS: Final = frozenset({str(RDF.predicate), str(RDF.object)})

_SPARQL: Final = str(SH.SPARQLConstraintComponent)
Key = tuple[str | None, ...]


def key(finding: Finding) -> Key:
    """What a finding says, but for its words; the value of a query that names none is its node."""
    value = finding.focus if finding.value is None and finding.component == _SPARQL else finding.value
    return (finding.severity, finding.check, finding.focus, finding.path, value, finding.component)


def reference(store: Store, shapes: Graph) -> set[Key]:
    """Return what pySHACL finds in a store, all constraints included."""
    with parsing_once():
        return {key(finding) for finding in pyshacl_findings(union_graph(store), shapes)}


@contextmanager
def parsing_once() -> Iterator[None]:
    """Let rdflib parse each query once: pySHACL has it parsed again for every node, which is five sixths of its time."""
    prepared = cache(lambda text, names: prepareQuery(text, initNs=dict(names)))
    ask = SPARQLProcessor.query

    def query(self: SPARQLProcessor, text: Any, bindings: Any = None, names: Any = None, *rest: Any, **more: Any) -> Any:
        parsed = prepared(text, tuple(sorted((names or {}).items()))) if isinstance(text, str) else text
        return ask(self, parsed, bindings or {}, names or {}, *rest, **more)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(SPARQLProcessor, "query", query)
        yield


def damaged(store: Store, seed: int, times: int, *, strange: bool = True) -> Store:
    """Return a copy in which some statements are gone, or have another value, or stand twice.

    Values are of the same property; `strange` ones also of any other kind, which rdflib orders where SPARQL has no order, or
    fails on. So without them the properties and values of claims, which are of all kinds, are only taken away.
    """
    chance = random.Random(seed)
    quads = sorted(store, key=str)
    values: dict[str, list[Any]] = {}
    for quad in quads:
        values.setdefault(quad.predicate.value, []).append(quad.object)
    copy = Store()
    copy.bulk_extend(quads)
    for quad in chance.sample(quads, times):
        if chance.random() < 0.8:
            copy.remove(quad)
        free = strange or quad.predicate.value not in _OF_ALL_KINDS
        others = [None, *chance.choices(values[quad.predicate.value], k=3)] if free else [None]
        if strange:
            others += [Literal(""), Literal("7"), NamedNode("https://example.org/x"), chance.choice(quads).object]
        other = chance.choice(others)
        if other is not None:
            copy.add(Quad(quad.subject, quad.predicate, other, quad.graph_name))
    return copy
