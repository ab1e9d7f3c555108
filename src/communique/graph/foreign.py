"""Statements that others made with rdflib, as quads of a named graph."""

from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode, Quad
from rdflib import Literal as RdflibLiteral
from rdflib import URIRef
from rdflib.term import Node


def from_rdflib(triples: Iterable[tuple[Node, Node, Node]], graph: NamedNode) -> Iterable[Quad]:
    """Yield rdflib's triples as quads of `graph`, sorted, literals in the form in which they were written.

    Raises:
        ValueError: a triple has a blank node; the data set holds none.
    """
    for subject, predicate, value in sorted(triples):
        yield Quad(_node(subject), _node(predicate), _term(value), graph)


def _node(term: Node) -> NamedNode:
    if not isinstance(term, URIRef):
        message = f"{term!r} is not an IRI; name the node, since the data set holds no blank nodes"
        raise ValueError(message)
    return NamedNode(str(term))


def _term(term: Node) -> NamedNode | Literal:
    if not isinstance(term, RdflibLiteral):
        return _node(term)
    if term.language:
        return Literal(str(term), language=term.language)
    return Literal(str(term), datatype=NamedNode(str(term.datatype))) if term.datatype else Literal(str(term))
