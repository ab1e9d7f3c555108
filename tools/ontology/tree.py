"""The ontology's files: their texts, their graphs, and the terms that they declare."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Final

from rdflib import OWL, RDF, RDFS, Graph, URIRef
from rdflib.term import Node

from communique.terms import MEET

ROOT: Final = Path(__file__).resolve().parents[2]
#: What a check returns: how many things it looked at, and what is wrong with them.
Found = tuple[int, list[str]]
_KINDS: Final = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)


@cache
def _parsed(text: str) -> Graph:
    return Graph().parse(data=text, format="turtle")


@dataclass(frozen=True)
class Tree:
    """The Turtle files below `ontology/` by path, and the texts that use their terms.

    `changed` puts other texts in the place of some, so that a test can plant a fault without writing a file.
    """

    root: Path = ROOT
    changed: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def texts(self) -> dict[str, str]:
        """Every Turtle file of the ontology, as text."""
        folder = self.root / "ontology"
        return {str(path.relative_to(folder)): self.read(path) for path in sorted(folder.rglob("*.ttl"))}

    def read(self, path: Path) -> str:
        """Return the text of a file, or what stands in its place."""
        name = str(path.relative_to(self.root))
        return self.changed[name] if name in self.changed else path.read_text(encoding="utf-8")

    def graph(self, name: str) -> Graph:
        """Return one file as a graph."""
        return _parsed(self.texts[name])

    @cached_property
    def core(self) -> tuple[str, ...]:
        """The files of the ontology proper."""
        return tuple(name for name in self.texts if "/" not in name and name != "prefixes.ttl")

    def folder(self, name: str) -> tuple[str, ...]:
        """Return the files of one folder."""
        return tuple(path for path in self.texts if path.startswith(f"{name}/"))

    @cached_property
    def merged(self) -> Graph:
        """The ontology proper as one graph."""
        return union(self.graph(name) for name in self.core)

    @cached_property
    def declared(self) -> dict[URIRef, str]:
        """Each own class and property with the file that declares it."""
        return {term: name for name in self.core for term in _declared_in(self.graph(name))}

    @cached_property
    def classes(self) -> tuple[URIRef, ...]:
        """The own classes, sorted."""
        return tuple(sorted(term for term in self.declared if (term, RDF.type, OWL.Class) in self.merged))

    @cached_property
    def properties(self) -> tuple[URIRef, ...]:
        """The own properties, sorted."""
        return tuple(sorted(set(self.declared) - set(self.classes)))


def union(graphs: Iterable[Graph]) -> Graph:
    """Return one graph with the triples of several."""
    whole = Graph()
    for graph in graphs:
        whole += graph
    return whole


def short(term: Node) -> str:
    """Return the last part of an IRI.

    >>> short(MEET.Meeting)
    'Meeting'
    """
    return str(term).rpartition("#")[2].rpartition("/")[2]


def in_order(terms: Iterable[Node]) -> list[Node]:
    """Return terms sorted by what they say, each once."""
    return sorted(set(terms), key=str)


def texts_in(graph: Graph, term: Node, predicate: URIRef, language: str) -> list[str]:
    """Return the texts of a term in one language."""
    return [str(value) for value in graph.objects(term, predicate) if getattr(value, "language", None) == language]


def parents(graph: Graph, term: Node) -> list[Node]:
    """Return the own classes or properties directly above a term."""
    above = [*graph.objects(term, RDFS.subClassOf), *graph.objects(term, RDFS.subPropertyOf)]
    return [parent for parent in above if str(parent).startswith(str(MEET))]


def _declared_in(graph: Graph) -> Iterator[URIRef]:
    for kind in _KINDS:
        for term in graph.subjects(RDF.type, kind):
            if isinstance(term, URIRef) and term.startswith(str(MEET)):
                yield term
