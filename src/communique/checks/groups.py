"""The patterns of a query that match together, and the groups that it asks none of.

Read from rdflib's algebra of the query. What a query asks none of keeps a row from being found; that can be told of one row by a
look at the few statements that match there.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from rdflib import BNode, URIRef
from rdflib.paths import Path
from rdflib.plugins.sparql.algebra import translateGroupGraphPattern
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.term import Node, Variable

#: Subject, predicate or path, object.
Pattern = tuple[Node, Node | Path, Node]
Company = tuple[Pattern, ...]
#: Operators whose left side matches in every solution, and whose right side may not.
LEFT: Final = frozenset({"LeftJoin", "Minus"})
_EXISTS: Final = frozenset({"Builtin_EXISTS", "Builtin_NOTEXISTS"})
#: Operators whose answer has a row for a row of their part, or for several rows with the same terms.
_ROW_BY_ROW: Final = frozenset({"SelectQuery", "Project", "Distinct", "Reduced", "OrderBy", "Extend"})


def sure(part: Any) -> Company:
    """Return the patterns that match in every solution of an operator."""
    if not isinstance(part, CompValue) or part.name == "Union":
        return ()
    if part.name == "BGP":
        return tuple(part.triples)
    if part.name == "Join":
        return (*sure(part.p1), *sure(part.p2))
    return sure(part.p1 if part.name in LEFT else part.p if "p" in part else None)


def translated(graph: CompValue) -> CompValue:
    """Return the algebra of the group of an EXISTS, which rdflib leaves as it was written where it stands inside an expression."""
    found: CompValue = translateGroupGraphPattern(graph) if graph.name.startswith("GroupGraphPattern") else graph
    return found


def variables(patterns: Iterable[Pattern]) -> set[Any]:
    """Return the variables of patterns, and their blank nodes, which are such."""
    return {term for pattern in patterns for term in pattern if isinstance(term, (Variable, BNode))}


def together(group: CompValue) -> tuple[Company, bool]:
    """Return the patterns that match where a group does, and tell whether the group matches wherever they do.

    Those of an EXISTS in a filter of the group are among them, unless two such use one variable, each for itself.
    """
    inner = group.p if group.name == "Filter" else group
    asked = _conjuncts(group.expr) if group.name == "Filter" else []
    own = sure(inner)
    parts = [translated(one.graph) for one in asked if isinstance(one, CompValue) and one.name == "Builtin_EXISTS"]
    fresh = [variables(sure(part)) - variables(own) for part in parts]
    if sum(map(len, fresh)) > len(set().union(*fresh)):
        return own, False
    patterns = (*own, *(pattern for part in parts for pattern in sure(part)))
    return patterns, len(parts) == len(asked) and all(_is_plain(part) for part in (inner, *parts))


def _is_plain(part: CompValue) -> bool:
    """Tell whether a part of a query is nothing but triple patterns."""
    if part.name == "Join":
        return _is_plain(part.p1) and _is_plain(part.p2)
    return part.name == "BGP" and not any(isinstance(path, Path) for _, path, _ in part.triples)


def _conjuncts(expression: Any) -> list[Any]:
    if isinstance(expression, CompValue) and expression.name == "ConditionalAndExpression":
        return [one for part in (expression.expr, *expression.other) for one in _conjuncts(part)]
    return [expression]


@dataclass(frozen=True, slots=True)
class Bar:
    """A group that a query asks none of: where its patterns match, no row is found with the terms of the variables shared."""

    patterns: Company
    shared: frozenset[Any]


def bars_of(algebra: CompValue) -> list[Bar]:
    """Return the groups each of which keeps a row from being found by matching.

    >>> from rdflib.plugins.sparql import prepareQuery
    >>> (bar,) = bars_of(prepareQuery("SELECT ?x { ?x a 1 FILTER NOT EXISTS { ?y <x:of> ?x } }").algebra)
    >>> sorted(bar.shared)
    [rdflib.term.Variable('x')]
    """
    inner, asked = _filtered(algebra)
    groups = [one for one in asked if isinstance(one, CompValue) and one.name == "Builtin_NOTEXISTS"]
    named = set(_named(inner))
    found = [together(translated(one.graph)) for one in groups]
    return [Bar(patterns, frozenset(variables(patterns) & named)) for patterns, exact in found if exact]


def choices_of(algebra: CompValue) -> dict[Variable, tuple[URIRef, ...]]:
    """Return the variables that can only be one of some names, with these.

    >>> from rdflib.plugins.sparql import prepareQuery
    >>> choices_of(prepareQuery("SELECT ?x { ?x ?p 1 FILTER(?p IN (<x:a>, <x:b>)) }").algebra)
    {rdflib.term.Variable('p'): (rdflib.term.URIRef('x:a'), rdflib.term.URIRef('x:b'))}
    """
    return {one.expr: tuple(one.other) for one in _filtered(algebra)[1] if _is_choice(one)}


def _is_choice(one: Any) -> bool:
    if not isinstance(one, CompValue) or one.name != "RelationalExpression" or one.op != "IN":
        return False
    return isinstance(one.expr, Variable) and all(isinstance(name, URIRef) for name in one.other)


def _filtered(algebra: CompValue) -> tuple[Any, list[Any]]:
    """Return what a query's outermost filter is asked of, and what must hold there."""
    while algebra.name in _ROW_BY_ROW:
        algebra = algebra.p
    return (algebra.p, _conjuncts(algebra.expr)) if algebra.name == "Filter" else (algebra, [])


def is_of_one_scope(algebra: CompValue) -> bool:
    """Tell whether every variable is the same wherever a query names it.

    It is not where an EXISTS or an inner SELECT has one to itself that stands elsewhere too.

    >>> from rdflib.plugins.sparql import prepareQuery
    >>> twice = "SELECT ?x { ?x a 1 FILTER NOT EXISTS { ?y a ?x } FILTER NOT EXISTS { ?y <x:of> ?x } }"
    >>> is_of_one_scope(prepareQuery(twice).algebra)
    False
    """
    scopes = [set(_own(algebra.p.p)), *_hidden(algebra.p.p, frozenset())]
    return sum(map(len, scopes)) == len(set().union(*scopes))


def _hidden(part: Any, around: frozenset[Variable]) -> Iterator[set[Variable]]:
    """Yield the variables that each EXISTS and each inner SELECT has to itself; those around it are known there."""
    if not isinstance(part, CompValue):
        for one in part if isinstance(part, (list, tuple)) else ():
            yield from _hidden(one, around)
    elif part.name in _EXISTS:
        group = translated(part.graph)
        yield set(_own(group)) - around
        yield from _hidden(group, around | set(_own(group)))
    elif part.name == "Project":
        yield set(_own(part.p)) - set(part.PV)
        yield from _hidden(part.p, frozenset(_own(part.p)))
    else:
        for one in part.values():
            yield from _hidden(one, around | set(_own(part)))


def _own(part: Any) -> Iterator[Variable]:
    """Yield the variables that a part of a query names, but for those within an EXISTS or an inner SELECT."""
    if isinstance(part, Variable):
        yield part
    elif isinstance(part, CompValue) and part.name == "Project":
        yield from part.PV
    elif isinstance(part, CompValue):
        for key, one in part.items() if part.name not in _EXISTS else ():
            yield from _own(one) if key != "_vars" else ()
    elif isinstance(part, (list, tuple, set, frozenset)):
        for one in part:
            yield from _own(one)


def _named(part: Any) -> Iterator[Variable]:
    """Yield the variables that a part of a query names anywhere."""
    if isinstance(part, Variable):
        yield part
    elif isinstance(part, (CompValue, list, tuple, set, frozenset)):
        for one in part.values() if isinstance(part, CompValue) else part:
            yield from _named(one)
