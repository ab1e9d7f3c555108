"""The triple patterns of a query, each with those that must match beside it.

Read from rdflib's algebra of the query. A pattern in an OPTIONAL, a MINUS, an EXISTS or one branch of a UNION matters only where
the patterns around it match; these are its company.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from rdflib.paths import AlternativePath, InvPath, MulPath, Path, SequencePath
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.algebra import translateGroupGraphPattern
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.term import Node, Variable

#: Subject, predicate or path, object.
Pattern = tuple[Node, Node | Path, Node]
Company = tuple[Pattern, ...]
#: Operators whose left side matches in every solution, and whose right side may not.
_LEFT: Final = frozenset({"LeftJoin", "Minus"})


def patterns_of(query: str) -> list[tuple[Pattern, Company]]:
    """Return the patterns of a query, each with its company."""
    return list(_walk(prepareQuery(query).algebra, ()))


def _walk(part: Any, around: Company) -> Iterator[tuple[Pattern, Company]]:
    if isinstance(part, (list, tuple)):
        for one in part:
            yield from _walk(one, around)
    elif isinstance(part, CompValue):
        yield from _walk_operator(part, around)


def _walk_operator(part: CompValue, around: Company) -> Iterator[tuple[Pattern, Company]]:
    if part.name == "BGP":
        for triple in part.triples:
            yield triple, (*around, *(other for other in part.triples if other is not triple))
    elif part.name == "Join":
        yield from _walk(part.p1, (*around, *_sure(part.p2)))
        yield from _walk(part.p2, (*around, *_sure(part.p1)))
    elif part.name in _LEFT:
        yield from _walk(part.p1, around)
        yield from _walk([part.p2, part.expr], (*around, *_sure(part.p1)))
    elif part.name in {"Builtin_EXISTS", "Builtin_NOTEXISTS"}:
        yield from _walk(_translated(part.graph), around)
    else:
        inner = part.p if "p" in part else None
        beside = (*around, *_sure(inner))
        yield from _walk(inner, around)
        yield from _walk([value for key, value in part.items() if key not in {"p", "_vars"}], beside)


def _sure(part: Any) -> Company:
    """Return the patterns that match in every solution of an operator."""
    if not isinstance(part, CompValue) or part.name == "Union":
        return ()
    if part.name == "BGP":
        return tuple(part.triples)
    if part.name == "Join":
        return (*_sure(part.p1), *_sure(part.p2))
    return _sure(part.p1 if part.name in _LEFT else part.p if "p" in part else None)


def sure_of(query: str) -> Company:
    """Return the patterns that match in every row of a query's answer."""
    return _sure(prepareQuery(query).algebra)


def is_subject(query: str, name: str) -> bool:
    """Tell whether a variable is the subject of some statement in every row of a query's answer.

    >>> is_subject("SELECT ?x { { ?x <y:a> 1 } UNION { ?x <y:b> 2 } }", "x")
    True
    >>> is_subject("SELECT ?x { { ?x <y:a> 1 } UNION { 2 <y:b> ?x } }", "x")
    False
    """
    return _has_subject(prepareQuery(query).algebra, Variable(name))


def _has_subject(part: Any, name: Variable) -> bool:
    if not isinstance(part, CompValue):
        return False
    if part.name == "Union":
        return _has_subject(part.p1, name) and _has_subject(part.p2, name)
    if part.name == "BGP":
        return any(subject == name and not isinstance(path, Path) for subject, path, _ in part.triples)
    if part.name == "Join":
        return _has_subject(part.p1, name) or _has_subject(part.p2, name)
    return _has_subject(part.p1 if part.name in _LEFT else part.p if "p" in part else None, name)


def _translated(graph: CompValue) -> CompValue:
    """Return the algebra of the group of an EXISTS, which rdflib leaves as it was written where it stands inside an expression."""
    found: CompValue = translateGroupGraphPattern(graph) if graph.name.startswith("GroupGraphPattern") else graph
    return found


#: A path: the text of a predicate, or one of the operators `^ / | * + ?` with the paths that it joins.
Way = str | tuple[Any, ...]


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
