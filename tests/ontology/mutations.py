"""Small faults put into the published data set, and whether the shapes see them.

1. A seeded die picks a triple of the facts, of what is derived, of the claims, of their weighing or of the documents.
2. The triple is deleted, or exchanges its value with another of the same property, or gets a node of another class as value.
3. The shapes are asked: their queries of the whole store first, and pySHACL for the rest where these see nothing.
"""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Final

from pyoxigraph import NamedNode, Quad, RdfFormat, Store, Triple, parse, serialize
from rdflib import RDF, SKOS, Graph, URIRef
from rdflib.term import Node
from tools.ontology.tree import short

from tests.ontology.shape_cases import ask, core_shapes, shacl_findings, sparql_shapes, touched

Change = tuple[list[Triple], list[Triple]]
KINDS: Final = ("delete", "swap", "retarget")
TYPE: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
#: The last parts of the names of graphs that hold what the program reads, weighs and derives.
_GRAPHS: Final = ("facts", "derived", "weighing", "documents")


@dataclass(frozen=True, slots=True)
class Mutation:
    """One fault: its kind, the property whose triple it changes, and what goes and comes."""

    kind: str
    property: str
    out: list[Triple]
    put: list[Triple]


@dataclass
class Lab:
    """The published data set as one graph that can be changed and restored."""

    file: Path
    store: Store = field(default_factory=Store)
    graph: Graph = field(default_factory=Graph)
    own: list[Triple] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Load the data; `own` gets the triples that may be changed, in a fixed order."""
        quads = list(parse(path=self.file, format=RdfFormat.N_QUADS))
        self.store.bulk_extend(Quad(q.subject, q.predicate, q.object) for q in quads)
        self.graph.parse(data=self._text(), format="nt")
        self.own = sorted({q.triple for q in quads if _is_own(q)}, key=str)

    def _text(self) -> bytes:
        text = serialize((quad.triple for quad in self.store), format=RdfFormat.N_TRIPLES)
        assert text is not None
        return text

    @cached_property
    def nodes(self) -> dict[str, list[NamedNode]]:
        """The nodes of each class, in a fixed order."""
        found: dict[str, list[NamedNode]] = {}
        for triple in self.own:
            if triple.predicate.value == TYPE and isinstance(triple.subject, NamedNode):
                found.setdefault(str(triple.object), []).append(triple.subject)
        return found

    def mutations(self, number: int, seed: int) -> Iterator[Mutation]:
        """Yield faults, the same for the same seed."""
        die = random.Random(seed)
        for turn in range(number):
            kind = KINDS[turn % len(KINDS)]
            while not (found := self._mutation(kind, die)):
                pass
            yield found

    def _mutation(self, kind: str, die: random.Random) -> Mutation | None:
        triple = die.choice(self.own)
        out, put = {"delete": _delete, "swap": self._swap, "retarget": self._retarget}[kind](triple, die)
        if not out or set(put) & set(self.own):
            return None
        return Mutation(kind, short(URIRef(triple.predicate.value)), out, put)

    def _swap(self, triple: Triple, die: random.Random) -> Change:
        alike = [other for other in self.own if other.predicate == triple.predicate]
        others = [other for other in alike if other.object != triple.object and other.subject != triple.subject]
        if not others or triple.predicate.value == TYPE:
            return [], []
        other = die.choice(others)
        put = [Triple(triple.subject, triple.predicate, other.object), Triple(other.subject, triple.predicate, triple.object)]
        return [triple, other], put

    def _retarget(self, triple: Triple, die: random.Random) -> Change:
        if not isinstance(triple.object, NamedNode) or triple.predicate.value == TYPE:
            return [], []
        classes = [name for name, nodes in self.nodes.items() if triple.object not in nodes]
        return [triple], [Triple(triple.subject, triple.predicate, die.choice(self.nodes[die.choice(classes)]))]

    @contextmanager
    def changed(self, mutation: Mutation) -> Iterator[None]:
        """Make a fault; afterwards the data are as before."""
        self._exchange(mutation.out, mutation.put)
        try:
            yield
        finally:
            self._exchange(mutation.put, mutation.out)

    def _exchange(self, out: list[Triple], put: list[Triple]) -> None:
        for triple in out:
            self.store.remove(Quad(triple.subject, triple.predicate, triple.object))
            self.graph.remove(_for_rdflib(triple))
        for triple in put:
            self.store.add(Quad(triple.subject, triple.predicate, triple.object))
            self.graph.add(_for_rdflib(triple))

    def sees(self, mutation: Mutation) -> bool:
        """Tell whether the shapes find anything new once the fault is made."""
        assert self.baseline
        with self.changed(mutation):
            return self.finds_by_query() or self.finds_by_shape(mutation)

    def finds_by_shape(self, mutation: Mutation) -> bool:
        """Tell whether a core shape finds anything at the nodes that the fault touches.

        Only what the shapes can read of these nodes is given to pySHACL: their triples, those that lead to them, and the classes
        and schemes of their values.
        """
        nodes = touched(self.graph, [_for_rdflib(triple) for triple in (*mutation.out, *mutation.put)])
        part = Graph()
        for node in nodes:
            part += self.graph.triples((node, None, None))
            part += self.graph.triples((None, None, node))
        for value in set(part.objects()):
            for predicate in (RDF.type, SKOS.inScheme):
                part += self.graph.triples((value, predicate, None))
        found = shacl_findings(part, core_shapes())
        return bool({str(node) for node in nodes} & {focus for focus, _, _ in found})

    def finds_by_query(self) -> bool:
        """Tell whether a query of a shape finds what it does not find in the data as published."""
        return any(self._found(query) - self.baseline[shape] for shape, query in sparql_shapes().items())

    @cached_property
    def baseline(self) -> dict[str, set[str]]:
        """What the queries find in the data as published."""
        return {shape: self._found(query) for shape, query in sparql_shapes().items()}

    def _found(self, query: str) -> set[str]:
        return {str(solution["this"]) for solution in ask(self.store, query)}


def _delete(triple: Triple, die: random.Random) -> Change:
    return [triple], []


def _is_own(quad: Quad) -> bool:
    name = getattr(quad.graph_name, "value", "").rpartition("/graph/")[2]
    return name in _GRAPHS or name.startswith("claims/")


def _for_rdflib(triple: Triple) -> tuple[Node, Node, Node]:
    graph = Graph().parse(data=f"{triple} .", format="nt")
    return next(iter(graph))
