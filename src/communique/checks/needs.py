"""What statements a rule needs: read from its own query.

What a query finds depends on the statements that fit one of its triple patterns, and on no others. So it finds the same in a store
that holds only those with the predicates that it names.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Final

from pyparsing import ParseException
from rdflib import URIRef
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.term import Variable

from communique.checks.groups import Pattern, choices_of, is_of_one_scope
from communique.checks.patterns import Place, algebra_of, patterns_of, way_of
from communique.checks.reach import Way
from communique.checks.rule import Rule

#: A predicate, or a predicate and a name that is its value, as a line of N-Quads has them.
Need = bytes
#: Tells which predicates are the value of a predicate somewhere in the data.
Predicates = Callable[[Need], Iterable[Need]]
_GRAPH: Final = re.compile(r"\bGRAPH\b", re.IGNORECASE)


def needs_of(rule: Rule, predicates: Predicates) -> frozenset[Need] | None:
    """Return what a rule needs; None where it can be any statement.

    >>> rule = Rule("X", "info", "", "", "SELECT ?x { ?x a <x:Claim> ; <x:of>+ ?y . ?y ?any <x:z> FILTER(?any IN (<x:p>, <x:q>)) }")
    >>> sorted(needs_of(rule, lambda predicate: ()))[1:]
    [b'<x:of>', b'<x:p>', b'<x:q>']
    """
    if _GRAPH.search(rule.query):
        return None
    try:
        algebra = algebra_of(rule.query)
        found = [tuple(_needs(pattern, place, algebra, predicates)) for pattern, place in patterns_of(algebra)]
    except (ParseException, NotImplementedError):
        return None
    return together(*found)


def together(*needs: Collection[Need]) -> frozenset[Need]:
    """Return all needs, but for those of a value where any value is needed.

    >>> sorted(together([b"<x:p>", b"<x:q> <x:b>"], [b"<x:p> <x:a>"]))
    [b'<x:p>', b'<x:q> <x:b>']
    """
    every = frozenset[Need]().union(*needs)
    return frozenset(need for need in every if _predicate(need) == need or _predicate(need) not in every)


def _predicate(need: Need) -> Need:
    return need.partition(b" ")[0]


def _needs(pattern: Pattern, place: Place, algebra: CompValue, predicates: Predicates) -> Iterator[Need]:
    _, path, value = pattern
    if isinstance(path, Variable):
        yield from _choices(path, place, algebra, predicates)
    elif isinstance(path, URIRef) and isinstance(value, URIRef):
        yield f"{path.n3()} {value.n3()}".encode()
    else:
        way = way_of(path)
        if _may_be_empty(way):
            message = f"{pattern}: leads from every node to itself"
            raise NotImplementedError(message)
        yield from (predicate.encode() for predicate in _predicates(way))


def _choices(name: Variable, place: Place, algebra: CompValue, predicates: Predicates) -> Iterator[Need]:
    """Yield the predicates that a variable can be: by a list in the query, or as values of a predicate."""
    listed = choices_of(algebra).get(name, ())
    told = [path for _, path, value in place.company if value == name and isinstance(path, URIRef)]
    if not (listed or told) or not is_of_one_scope(algebra):
        message = f"?{name}: can be any predicate"
        raise NotImplementedError(message)
    yield from (one.n3().encode() for one in listed) if listed else predicates(told[0].n3().encode())


def _may_be_empty(way: Way) -> bool:
    if isinstance(way, str):
        return False
    operator, *parts = way
    tell = any if operator == "|" else all
    return operator in {"*", "?"} or tell(map(_may_be_empty, parts))


def _predicates(way: Way) -> Iterator[str]:
    if isinstance(way, str):
        yield way
    else:
        for part in way[1:]:
            yield from _predicates(part)
