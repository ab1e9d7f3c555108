"""The data about one thing, as files beside its page: its statements, those that point at it, and the claims behind them."""

from collections.abc import Iterator
from typing import Final

from pyoxigraph import NamedNode, Quad

from communique.export import write
from communique.site.data import Data
from communique.terms import MEET, RDF, RDFS

#: The format of each ending.
FORMATS: Final = {"ttl": "turtle", "jsonld": "json-ld", "nt": "ntriples", "rdf": "rdfxml"}
_ABOUT: Final = ("facts", "derived", "weighing", "authority", "documents", "links", "codelists")


def write_thing(data: Data, iri: str, ending: str) -> bytes:
    """Return the data about a thing in the format of an ending."""
    quads = {Quad(quad.subject, quad.predicate, quad.object) for quad in _quads(data, iri)}
    return write(quads, FORMATS[ending], data.base)


def _quads(data: Data, iri: str) -> Iterator[Quad]:
    """Yield what is said of a thing, what points at it with what that is, and the claims about it with their words."""
    node = NamedNode(iri)
    yield from data.quads(iri)
    for graph in _ABOUT:
        for quad in data.quads(None, None, node, graph):
            yield quad
            yield from data.quads(quad.subject.value)  # type: ignore[union-attr]
    for quad in data.quads(iri):
        if isinstance(quad.object, NamedNode):
            yield from data.quads(quad.object.value, RDFS.label)
    for claim in data.subjects(RDF.subject, iri):
        yield from data.quads(claim)
        for excerpt in data.texts(claim, MEET.restsOn):
            yield from data.quads(excerpt)
