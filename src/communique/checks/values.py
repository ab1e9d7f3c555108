"""SHACL core constraints on one value, each as a SPARQL expression: one row for each kind that is compiled.

Semantics are those of SHACL (W3C Recommendation, 20 July 2017), section 4. Each maker takes the constraint's parameter and gives
an expression that holds where `?value` offends; it never fails, so that no offending value is lost to an error.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from rdflib import BNode, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from communique.terms import SH, XSD

#: Datatypes whose values the engine can read, so that a text that is none of them is told.
_READABLE: Final = frozenset(
    str(XSD[name])
    for name in ("boolean", "date", "dateTime", "decimal", "double", "float", "gYear", "gYearMonth", "integer", "time")
)
_NODE_KINDS: Final[Mapping[Node, str]] = {
    SH.IRI: "isIRI(?value)",
    SH.Literal: "isLiteral(?value)",
    SH.BlankNode: "isBlank(?value)",
    SH.IRIOrLiteral: "!isBlank(?value)",
    SH.BlankNodeOrIRI: "!isLiteral(?value)",
    SH.BlankNodeOrLiteral: "!isIRI(?value)",
}


@dataclass(frozen=True, slots=True)
class Context:
    """What the makers look things up in: the shapes, and the subclasses of each class in the data."""

    shapes: Graph
    subclasses: Mapping[str, frozenset[str]]

    def members(self, node: str, kind: Node) -> str:
        """Return the pattern of the nodes of a class: `node` is a variable's name."""
        kinds = sorted({str(kind)} | self.subclasses.get(str(kind), frozenset()))
        if len(kinds) == 1:
            return f"?{node} a <{kinds[0]}> ."
        return f"VALUES ?{node}Kind {{ {' '.join(f'<{one}>' for one in kinds)} }} ?{node} a ?{node}Kind ."


def _datatype(_context: Context, datatype: Node) -> str:
    other = f"!isLiteral(?value) || DATATYPE(?value) != {_term(datatype)}"
    if str(datatype) not in _READABLE:
        return other
    return f"{other} || !COALESCE(isLiteral({_term(datatype)}(STR(?value))), false)"


def _min_length(_context: Context, least: Node) -> str:
    return f"isBlank(?value) || STRLEN(STR(?value)) < {least}"


def _max_length(_context: Context, most: Node) -> str:
    return f"isBlank(?value) || STRLEN(STR(?value)) > {most}"


def _pattern(_context: Context, pattern: Node) -> str:
    return f"isBlank(?value) || !REGEX(STR(?value), {Literal(str(pattern)).n3()})"


def _class(context: Context, kind: Node) -> str:
    return f"NOT EXISTS {{ {context.members('value', kind)} }}"


def _node_kind(_context: Context, kind: Node) -> str:
    return f"!({_NODE_KINDS[kind]})"


def _in(context: Context, items: Node) -> str:
    return "!(" + " || ".join(f"sameTerm(?value, {_term(item)})" for item in Collection(context.shapes, items)) + ")"


def _has_bound(operator: str) -> Callable[[Context, Node], str]:
    return lambda _context, bound: f"!COALESCE(?value {operator} {_term(bound)}, false)"


def _or(context: Context, ways: Node) -> str:
    return " && ".join(f"({offence(context, way)})" for way in Collection(context.shapes, ways))


def _node(context: Context, shape: Node) -> str:
    return offence(context, shape)


#: The constraints on one value: the parameter, the component that a report names, and the maker of its expression.
MAKERS: Final[Mapping[URIRef, tuple[URIRef, Callable[[Context, Node], str]]]] = {
    SH.minLength: (SH.MinLengthConstraintComponent, _min_length),
    SH.maxLength: (SH.MaxLengthConstraintComponent, _max_length),
    SH.pattern: (SH.PatternConstraintComponent, _pattern),
    SH.datatype: (SH.DatatypeConstraintComponent, _datatype),
    SH["class"]: (SH.ClassConstraintComponent, _class),
    SH.nodeKind: (SH.NodeKindConstraintComponent, _node_kind),
    SH["in"]: (SH.InConstraintComponent, _in),
    SH.minInclusive: (SH.MinInclusiveConstraintComponent, _has_bound(">=")),
    SH.maxInclusive: (SH.MaxInclusiveConstraintComponent, _has_bound("<=")),
    SH["or"]: (SH.OrConstraintComponent, _or),
    SH.node: (SH.NodeConstraintComponent, _node),
}


def offences(context: Context, shape: Node) -> Iterator[tuple[str, str]]:
    """Yield the component and the expression of each of a shape's own constraints on one value."""
    for predicate, (component, make) in MAKERS.items():
        for parameter in sorted(context.shapes.objects(shape, predicate), key=str):
            yield str(component), make(context, parameter)


def offence(context: Context, shape: Node) -> str:
    """Return the expression that holds where a value does not conform to a shape."""
    return " || ".join(f"({expression})" for _, expression in offences(context, shape)) or "false"


def _term(node: Node) -> str:
    assert not isinstance(node, BNode), node
    return node.n3()
