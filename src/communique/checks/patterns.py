"""The triple patterns of a query, each with those that must match beside it, and with what a statement more or less can do there.

Read from rdflib's algebra of the query. A pattern in an OPTIONAL, a MINUS, an EXISTS or one branch of a UNION matters only where
the patterns around it match; these are its company.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from rdflib.paths import AlternativePath, InvPath, MulPath, Path, SequencePath
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.term import Node, Variable

from communique.checks.groups import LEFT, Company, Pattern, sure, together, translated
from communique.checks.reach import Way

#: What more solutions of a part of an operator do to those of the operator: bring some (1) or take some away (-1), or nothing.
#: A part that is not named can do both.
_EFFECTS: Final[Mapping[str, Mapping[str, int]]] = {
    **{name: {"p": 1} for name in ("SelectQuery", "Project", "Distinct", "Reduced", "OrderBy", "Extend", "Graph", "ToMultiSet")},
    **{name: {"p1": 1, "p2": 1} for name in ("Join", "Union")},
    **{name: {"expr": 1, "other": 1} for name in ("ConditionalAndExpression", "ConditionalOrExpression")},
    "LeftJoin": {"p1": 1},
    "Minus": {"p1": 1, "p2": -1},
    "Filter": {"p": 1, "expr": 1},
    "UnaryNot": {"expr": -1},
    "Builtin_EXISTS": {"graph": 1},
    "Builtin_NOTEXISTS": {"graph": -1},
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a pattern stands: its company, and what one more statement that fits it does to the rows of the answer.

    `effect` is 1 if it can only bring rows, -1 if it can only take rows away, 0 if it can do both. `group` are the patterns that
    match together in the innermost NOT EXISTS around it.
    """

    company: Company = ()
    effect: int = 1
    group: Company = ()

    def within(self, operator: CompValue, part: str, beside: Company = ()) -> "Place":
        """Return the place of a part of the operator that stands here."""
        effect = _EFFECTS.get(operator.name, {}).get(part, 0)
        group = together(translated(operator.graph))[0] if operator.name == "Builtin_NOTEXISTS" else self.group
        return Place((*self.company, *beside), self.effect * effect, group)


def algebra_of(query: str) -> CompValue:
    """Return rdflib's algebra of a query, which the functions below read.

    Raises:
        ParseException: it does not parse.
    """
    found: CompValue = prepareQuery(query).algebra
    return found


def patterns_of(algebra: CompValue) -> list[tuple[Pattern, Place]]:
    """Return the patterns of a query, each with its place.

    >>> algebra = algebra_of("SELECT ?x { ?x a 1 FILTER NOT EXISTS { ?x a 2 } OPTIONAL { ?x a 3 } }")
    >>> [place.effect for _, place in patterns_of(algebra)]
    [1, 0, -1]
    """
    return list(_walk(algebra, Place()))


def _walk(part: Any, place: Place) -> Iterator[tuple[Pattern, Place]]:
    if isinstance(part, (list, tuple)):
        for one in part:
            yield from _walk(one, place)
    elif isinstance(part, CompValue):
        yield from _walk_operator(part, place)


def _walk_operator(part: CompValue, place: Place) -> Iterator[tuple[Pattern, Place]]:
    if part.name == "BGP":
        for triple in part.triples:
            beside = tuple(other for other in part.triples if other is not triple)
            yield triple, replace(place, company=(*place.company, *beside))
    elif part.name == "Join":
        yield from _walk(part.p1, place.within(part, "p1", sure(part.p2)))
        yield from _walk(part.p2, place.within(part, "p2", sure(part.p1)))
    elif part.name in LEFT:
        yield from _walk(part.p1, place.within(part, "p1"))
        yield from _walk(part.p2, place.within(part, "p2", sure(part.p1)))
        yield from _walk(part.expr, place.within(part, "expr", sure(part.p1)))
    elif part.name in {"Builtin_EXISTS", "Builtin_NOTEXISTS"}:
        yield from _walk(translated(part.graph), place.within(part, "graph"))
    else:
        inner = part.p if "p" in part else None
        yield from _walk(inner, place.within(part, "p"))
        for key, value in part.items():
            if key not in {"p", "_vars"}:
                yield from _walk(value, place.within(part, key, sure(inner)))


def is_subject(algebra: CompValue, name: str) -> bool:
    """Tell whether a variable is the subject of some statement in every row of a query's answer.

    >>> is_subject(algebra_of("SELECT ?x { { ?x <y:a> 1 } UNION { ?x <y:b> 2 } }"), "x")
    True
    >>> is_subject(algebra_of("SELECT ?x { { ?x <y:a> 1 } UNION { 2 <y:b> ?x } }"), "x")
    False
    """
    return _has_subject(algebra, Variable(name))


def _has_subject(part: Any, name: Variable) -> bool:
    if not isinstance(part, CompValue):
        return False
    if part.name == "Union":
        return _has_subject(part.p1, name) and _has_subject(part.p2, name)
    if part.name == "BGP":
        return any(subject == name and not isinstance(path, Path) for subject, path, _ in part.triples)
    if part.name == "Join":
        return _has_subject(part.p1, name) or _has_subject(part.p2, name)
    return _has_subject(part.p1 if part.name in LEFT else part.p if "p" in part else None, name)


@dataclass(frozen=True, slots=True)
class Step:
    """One predicate in a path: how the path's subject leads to it, and how it leads to the path's object; None is at once."""

    before: Way | None
    predicate: str
    after: Way | None


def way_of(path: Node | Path) -> Way:
    """Return a path of a query as a value that JSON can hold.

    Raises:
        NotImplementedError: it is a negated property set.

    >>> from rdflib import URIRef
    >>> way_of(~URIRef("x:a") / URIRef("x:b"))
    ('/', ('^', '<x:a>'), '<x:b>')
    """
    if not isinstance(path, Path):
        return str(path.n3())
    if isinstance(path, InvPath):
        return ("^", way_of(path.arg))
    if isinstance(path, MulPath):
        return (path.mod, way_of(path.path))
    if isinstance(path, (SequencePath, AlternativePath)):
        return ("/" if isinstance(path, SequencePath) else "|", *map(way_of, path.args))
    message = f"{path.n3()}: a path of this kind is not followed"
    raise NotImplementedError(message)


def steps_of(way: Way) -> Iterator[Step]:
    """Yield each place of a path at which a statement can stand.

    Raises:
        NotImplementedError: a part of the path runs backwards.

    >>> [(step.before, step.predicate, step.after) for step in steps_of(("/", "<x:a>", "<x:b>"))]
    [(None, '<x:a>', '<x:b>'), ('<x:a>', '<x:b>', None)]
    """
    if isinstance(way, str):
        yield Step(None, way, None)
        return
    operator, *parts = way
    if operator == "/":
        for place, part in enumerate(parts):
            yield from _within(part, parts[:place], parts[place + 1 :])
    elif operator == "|":
        for part in parts:
            yield from steps_of(part)
    elif operator == "^":
        message = f"{way}: a path that runs backwards within another is not followed from its middle"
        raise NotImplementedError(message)
    else:
        again = [("*", *parts)] if operator in {"*", "+"} else []
        yield from _within(parts[0], again, again)


def _within(part: Way, before: Sequence[Way], after: Sequence[Way]) -> Iterator[Step]:
    for step in steps_of(part):
        start = [*before, *([step.before] if step.before else [])]
        end = [*([step.after] if step.after else []), *after]
        yield Step(_chain(start), step.predicate, _chain(end))


def _chain(ways: Sequence[Way]) -> Way | None:
    return ("/", *ways) if len(ways) > 1 else ways[0] if ways else None


def turned(pattern: Pattern) -> Pattern:
    """Return a pattern whose path runs backwards as the same with the ends exchanged."""
    subject, path, value = pattern
    return (value, path.arg, subject) if isinstance(path, InvPath) else pattern
