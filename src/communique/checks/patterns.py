"""The triple patterns of a query, each with those that must match beside it.

Read from rdflib's algebra of the query. A pattern in an OPTIONAL, a MINUS, an EXISTS or one branch of a UNION matters only where
the patterns around it match; these are its company.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from rdflib.paths import AlternativePath, InvPath, MulPath, Path, SequencePath
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.algebra import translateGroupGraphPattern
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.term import Node

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


def _translated(graph: CompValue) -> CompValue:
    """Return the algebra of the group of an EXISTS, which rdflib leaves as it was written where it stands inside an expression."""
    found: CompValue = translateGroupGraphPattern(graph) if graph.name.startswith("GroupGraphPattern") else graph
    return found


@dataclass(frozen=True, slots=True)
class Step:
    """One predicate in a path: how the path's subject leads to it, and how it leads to the path's object; None is at once."""

    before: str | None
    predicate: Node
    after: str | None


def steps_of(path: Node | Path) -> Iterator[Step]:
    """Yield each place of a path at which a statement can stand.

    >>> from rdflib import URIRef
    >>> a, b = URIRef("x:a"), URIRef("x:b")
    >>> [(step.before, str(step.predicate), step.after) for step in steps_of(a / b)]
    [(None, 'x:a', '<x:b>'), ('<x:a>', 'x:b', None)]
    """
    if not isinstance(path, Path):
        yield Step(None, path, None)
    elif isinstance(path, SequencePath):
        for place, part in enumerate(path.args):
            yield from _within(part, tuple(path.args[:place]), tuple(path.args[place + 1 :]))
    elif isinstance(path, AlternativePath):
        for way in path.args:
            yield from steps_of(way)
    elif isinstance(path, MulPath):
        again = (MulPath(path.path, "*"),) if path.mod in {"*", "+"} else ()
        yield from _within(path.path, again, again)
    else:
        message = f"{path.n3()}: a path of this kind cannot be followed backwards"
        raise NotImplementedError(message)


def _within(part: Node | Path, before: tuple[Any, ...], after: tuple[Any, ...]) -> Iterator[Step]:
    for step in steps_of(part):
        start, end = [path_text(one) for one in before], [path_text(one) for one in after]
        start += [step.before] if step.before else []
        end = [step.after, *end] if step.after else end
        yield Step("/".join(start) or None, step.predicate, "/".join(end) or None)


def path_text(path: Any) -> str:
    """Return a path as SPARQL writes it."""
    if isinstance(path, InvPath):
        return f"^{path_text(path.arg)}"
    if isinstance(path, MulPath):
        return f"({path_text(path.path)}){path.mod}"
    if isinstance(path, (SequencePath, AlternativePath)):
        joint = "/" if isinstance(path, SequencePath) else "|"
        return "(" + joint.join(path_text(one) for one in path.args) + ")"
    return str(path.n3())


def turned(pattern: Pattern) -> Pattern:
    """Return a pattern whose path runs backwards as the same with the ends exchanged."""
    subject, path, value = pattern
    return (value, path.arg, subject) if isinstance(path, InvPath) else pattern
