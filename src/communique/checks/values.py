"""SHACL core constraints on sets of values: one row for each kind that our shapes use.

Semantics are those of SHACL (W3C Recommendation, 20 July 2017), section 4; each maker takes the constraint's parameter and gives
a test that returns the offending values, or `[None]` where the set as a whole offends.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, Store, Triple
from rdflib import Graph
from rdflib import Literal as RdflibLiteral
from rdflib.collection import Collection
from rdflib.term import Node

from communique.terms import RDF, RDFS, SH, XSD

Term = NamedNode | BlankNode | Literal | Triple
Test = Callable[[Sequence[Term], "Data"], list[Term | None]]
_TYPE: Final = str(RDF.type)
_INTEGER: Final = str(XSD.integer)
_SUBCLASS: Final = str(RDFS.subClassOf)


@dataclass(slots=True)
class Data:
    """The statements of a store, by predicate, then by subject and by object."""

    forward: dict[str, dict[Term, list[Term]]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(list)))
    inverse: dict[str, dict[Term, list[Term]]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(list)))
    _members: dict[str, frozenset[Term]] = field(default_factory=dict)

    @classmethod
    def of(cls, store: Store, predicates: Iterable[str]) -> "Data":
        """Index the statements with some predicates, over all graphs."""
        data = cls()
        for name in sorted({*predicates, _TYPE, _SUBCLASS}):
            seen: set[tuple[Term, Term]] = set()
            for quad in store.quads_for_pattern(None, NamedNode(name), None, None):
                if (quad.subject, quad.object) not in seen:
                    seen.add((quad.subject, quad.object))
                    data.forward[name][quad.subject].append(quad.object)
                    data.inverse[name][quad.object].append(quad.subject)
        return data

    def members(self, kind: str) -> frozenset[Term]:
        """Return the nodes of a class and its subclasses."""
        if kind not in self._members:
            classes, waiting = set(), [NamedNode(kind)]
            while waiting:
                one = waiting.pop()
                if one not in classes:
                    classes.add(one)
                    waiting += [sub for sub in self.inverse[_SUBCLASS].get(one, ()) if isinstance(sub, NamedNode)]
            self._members[kind] = frozenset(node for one in classes for node in self.inverse[_TYPE].get(one, ()))
        return self._members[kind]


def to_term(node: Node) -> Term:
    """Return an rdflib term of a shape as one of the store."""
    if not isinstance(node, RdflibLiteral):
        return NamedNode(str(node))
    if node.language:
        return Literal(str(node), language=node.language)
    return Literal(str(node), datatype=NamedNode(str(node.datatype))) if node.datatype else Literal(str(node))


def _each(fits: Callable[[Term, Data], bool]) -> Test:
    return lambda values, data: [value for value in values if not fits(value, data)]


def _min_count(_shapes: Graph, least: Node) -> Test:
    return lambda values, _data: [None] if len(values) < int(str(least)) else []


def _max_count(_shapes: Graph, most: Node) -> Test:
    return lambda values, _data: [None] if len(values) > int(str(most)) else []


def _min_length(_shapes: Graph, least: Node) -> Test:
    return _each(lambda value, _data: len(_text(value)) >= int(str(least)))


def _pattern(_shapes: Graph, pattern: Node) -> Test:
    compiled = re.compile(str(pattern))
    return _each(lambda value, _data: compiled.search(_text(value)) is not None)


def _datatype(_shapes: Graph, datatype: Node) -> Test:
    return _each(lambda value, _data: isinstance(value, Literal) and value.datatype.value == str(datatype))


def _class(_shapes: Graph, kind: Node) -> Test:
    return _each(lambda value, data: value in data.members(str(kind)))


def _node_kind(_shapes: Graph, _kind: Node) -> Test:
    return _each(lambda value, _data: isinstance(value, NamedNode))


def _in(shapes: Graph, items: Node) -> Test:
    allowed = {to_term(item) for item in Collection(shapes, items)}
    return _each(lambda value, _data: value in allowed)


def _min_inclusive(_shapes: Graph, least: Node) -> Test:
    return _each(lambda value, _data: _is_integer(value) and int(_text(value)) >= int(str(least)))


def _is_integer(value: Term) -> bool:
    return isinstance(value, Literal) and value.datatype.value == _INTEGER and re.fullmatch(r"[+-]?\d+", value.value) is not None


def _or(shapes: Graph, alternatives: Node) -> Test:
    ways = [tests_of(shapes, way) for way in Collection(shapes, alternatives)]
    return _each(lambda value, data: any(_conforms(way, value, data) for way in ways))


def _node(shapes: Graph, shape: Node) -> Test:
    tests = tests_of(shapes, shape)
    return _each(lambda value, data: _conforms(tests, value, data))


def _conforms(tests: Sequence[tuple[str, Test]], value: Term, data: Data) -> bool:
    return not any(test([value], data) for _, test in tests)


def _text(value: Term) -> str:
    return str(getattr(value, "value", value))


#: The constraints that our shapes use: the parameter, the component that a report names, and the maker of its test.
MAKERS: Final[Mapping[str, tuple[str, Callable[[Graph, Node], Test]]]] = {
    str(SH.minCount): ("MinCountConstraintComponent", _min_count),
    str(SH.maxCount): ("MaxCountConstraintComponent", _max_count),
    str(SH.minLength): ("MinLengthConstraintComponent", _min_length),
    str(SH.pattern): ("PatternConstraintComponent", _pattern),
    str(SH.datatype): ("DatatypeConstraintComponent", _datatype),
    str(SH["class"]): ("ClassConstraintComponent", _class),
    str(SH.nodeKind): ("NodeKindConstraintComponent", _node_kind),
    str(SH["in"]): ("InConstraintComponent", _in),
    str(SH.minInclusive): ("MinInclusiveConstraintComponent", _min_inclusive),
    str(SH["or"]): ("OrConstraintComponent", _or),
    str(SH.node): ("NodeConstraintComponent", _node),
}


def tests_of(shapes: Graph, shape: Node) -> list[tuple[str, Test]]:
    """Return the tests of a shape's own constraints, each with its component."""
    return [
        (str(SH[component]), make(shapes, parameter))
        for predicate, (component, make) in MAKERS.items()
        for parameter in sorted(shapes.objects(shape, SH[predicate.rsplit("#", 1)[-1]]), key=str)
    ]
