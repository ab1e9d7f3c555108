"""Which nodes a change can concern, and what a rule looks at: read from the rule's own query.

A rule's query is a set of triple patterns, some nearer to the node that it asks about than others. What it finds at a node
depends on the statements that match these patterns. Put the patterns in an order in which each hangs on the node or on one before
it, and take, of the statements that changed, the one whose pattern comes first: those of the patterns before it are in the data
as they now are, and lead from it to the node. So for each pattern the changed statements that fit it are joined with the patterns
before it. That finds too many nodes at times, never too few. The same order, followed from the node, leads to all statements that
decide what is found there.

A statement that came where the query asks for one, or went where it asks for none, can bring a finding; all others can only take
one away, which matters only where something was found.

Where a query asks none of some group (`groups.Bar`), or lists what a variable can be, more is told of a row that a statement can
bring than its node: the other patterns match beside the statement, in the data as they were if they stand in the group that the
statement went from, else as they are; and no row is found where such a group still matches (`reach.Narrowing`). So of a node that
much is said about, only what the change is about counts.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import pyoxigraph
from pyparsing import ParseException
from rdflib import BNode, Literal
from rdflib.paths import Path
from rdflib.term import Node, Variable

from communique.checks.groups import Bar, Pattern, bars_of, choices_of, is_of_one_scope, sure, variables
from communique.checks.patterns import Place, algebra_of, is_subject, patterns_of, steps_of, turned, way_of
from communique.checks.reach import Join, Narrowing, Reach, Touch
from communique.checks.rule import Rule

#: A name of a node in full; those of datatypes decide how a value is written.
_NAME: Final = re.compile(r"<(?!http://www\.w3\.org/2001/XMLSchema#)[^<>\"{}|^`\\\s]*>")
_BEGIN: Final = "?begin"
_END: Final = "?end"


def reach_of(rule: Rule) -> Reach | None:
    """Return what the query of a rule says of the nodes that it asks about; None where that cannot be told.

    Constraints of one kind differ by the names in their queries alone, so each kind is read once, with numbers for names.
    """
    if rule.head:  # which declares what names begin with
        return _reach(rule.query, rule.focus)
    names = list(dict.fromkeys(_NAME.findall(rule.query)))
    numbers = {name: f"<number:{number}>" for number, name in enumerate(names)}
    reach = _reach(_renamed(rule.query, numbers), rule.focus)
    return Reach.read(_renamed(reach.told(), {number: name for name, number in numbers.items()})) if reach else None


def _renamed(told: Any, names: Mapping[str, str]) -> Any:
    if isinstance(told, str):
        return _NAME.sub(lambda found: names.get(found[0], found[0]), told)
    return [_renamed(one, names) for one in told] if isinstance(told, (list, tuple)) else told


@lru_cache(maxsize=256)
def _reach(query: str, name: str) -> Reach | None:
    focus = Variable(name)
    try:
        algebra = algebra_of(query)
        if not is_of_one_scope(algebra):
            return None
        found = patterns_of(algebra)
        frame = _Frame(focus, tuple(bars_of(algebra)), choices_of(algebra))
        order = _in_order({pattern for pattern, _ in found}, focus)
        if len(order) < len({pattern for pattern, _ in found}) or not _can_be_followed(order, {focus}):
            return None
        return Reach(
            focus=_text(focus),
            touches=tuple(dict.fromkeys(touch for pattern, place in found for touch in _touches(pattern, place, frame))),
            needs=tuple(_join(pattern) for pattern in sure(algebra) if _hangs_on(pattern, focus)),
            subject=is_subject(algebra, name),
            follows=tuple(map(_join, order)),
        )
    except (ParseException, NotImplementedError):
        return None


@dataclass(frozen=True, slots=True)
class _Frame:
    """What a query says of all its rows."""

    focus: Variable
    bars: tuple[Bar, ...]
    choices: Mapping[Variable, tuple[Node, ...]]


def _touches(pattern: Pattern, place: Place, frame: _Frame) -> Iterator[Touch]:
    focus = frame.focus
    order = _in_order({pattern, *place.company}, focus)
    if pattern not in order:
        message = f"{pattern}: hangs on the node by what need not match"
        raise NotImplementedError(message)
    nearer = order[: order.index(pattern)]
    subject, path, value = turned(pattern)
    known = {focus, *variables(nearer)}
    from_subject = subject in known or value not in known
    begin, end = _text(subject), _text(value)
    for step in steps_of(way_of(path)):
        links: list[Join] = []
        bound = {one for one in (subject, value) if isinstance(one, (Variable, BNode))}
        if step.before:
            bound -= set() if from_subject else {subject}
            links += [(begin, step.before, _BEGIN)] if from_subject else []
        if step.after:
            bound -= {value} if from_subject else set()
            links += [] if from_subject else [(_END, step.after, end)]
        known = bound | ({path} if isinstance(path, Variable) else set())
        joined = list(_joined(nearer, known))
        if not _can_be_followed(joined, known | {subject, value}):
            message = f"{pattern}: leads to the node by a statement with any predicate"
            raise NotImplementedError(message)
        links += map(_join, joined)
        ends = _BEGIN if step.before else begin, _END if step.after else end
        narrowing = _narrowing(pattern, place, nearer, frame)
        yield Touch(ends[0], step.predicate, ends[1], place.effect, tuple(links), narrowing)


def _narrowing(pattern: Pattern, place: Place, nearer: Sequence[Pattern], frame: _Frame) -> Narrowing | None:
    """Return what more is told of the rows that a statement can bring; `nearer` are the patterns that lead to the node."""
    if isinstance(pattern[1], Path) or (place.effect != 1 and (place.effect != -1 or pattern not in place.group)):
        return None
    group = set(place.group) if place.effect == -1 else set()
    known = {frame.focus, *variables([pattern, *nearer])}
    before = _reached(group - {pattern, *nearer}, known)
    now = _reached(set(place.company) - group - {pattern, *nearer}, known | variables(before))
    known |= variables([*before, *now])
    bars = [bar for bar in frame.bars if bar.shared <= known and len(_reached(set(bar.patterns), bar.shared)) == len(bar.patterns)]
    if not bars and not frame.choices:
        return None
    kept = {frame.focus, *(name for bar in bars for name in bar.shared)}
    choices = {name: terms for name, terms in frame.choices.items() if name in known}
    return Narrowing(
        now=tuple(map(_join, now)),
        before=tuple(map(_join, before)),
        bars=tuple(tuple(map(_join, bar.patterns)) for bar in bars),
        kept=tuple(sorted(map(_text, kept))),
        choices=tuple((_text(name), tuple(map(_text, terms))) for name, terms in choices.items()),
    )


def _reached(patterns: set[Pattern], bound: Collection[Any]) -> list[Pattern]:
    """Return the patterns that can be joined one by one from what is bound; one with any predicate only from its subject."""
    found: list[Pattern] = []
    waiting, known = sorted(patterns, key=_key), set(bound)
    while near := [one for one in waiting if _can_be_joined(one, known)]:
        found += near
        known |= variables(near)
        waiting = [one for one in waiting if one not in near]
    return found


def _can_be_followed(patterns: Iterable[Pattern], bound: Collection[Any]) -> bool:
    """Tell whether patterns can be joined in their order from what is bound."""
    known = set(bound)
    for pattern in patterns:
        if not _can_be_joined(pattern, known):
            return False
        known |= variables([pattern])
    return True


def _can_be_joined(pattern: Pattern, known: set[Any]) -> bool:
    starts = pattern[:1] if isinstance(pattern[1], Variable) else (pattern[0], pattern[2])
    return any(term in known or not isinstance(term, (Variable, BNode)) for term in starts)


def _hangs_on(pattern: Pattern, focus: Variable) -> bool:
    """Tell whether a pattern says something of the focus and names no other node that more is said of."""
    return focus in (pattern[0], pattern[2]) and not isinstance(pattern[1], Variable)


def _in_order(patterns: set[Pattern], focus: Variable) -> list[Pattern]:
    """Return patterns so that each shares a variable with one before it or the focus; what nothing leads to is left out."""
    found: list[Pattern] = []
    known: set[Node] = {focus}
    waiting = set(patterns)
    while near := [one for one in waiting if known & variables([one])]:
        pattern = max(near, key=lambda one: _ease(one, known))
        waiting.remove(pattern)
        found.append(pattern)
        known |= variables([pattern])
    return found


def _joined(patterns: Iterable[Pattern], bound: set[Any]) -> Iterator[Pattern]:
    """Yield patterns in the order in which they are joined from what is bound."""
    waiting, known = list(patterns), set(bound)
    while waiting:
        pattern = max(waiting, key=lambda one: _ease(one, known))
        waiting.remove(pattern)
        yield pattern
        known |= variables([pattern])


def _ease(pattern: Pattern, known: set[Any]) -> tuple[bool, bool, bool, str]:
    """Return how few statements a pattern is likely to bring, the fewest last: a subject has few values, a value may have many.

    Of equals the last in the alphabet is taken: so the subject of a claim before its object, which more claims share.
    """
    named = variables([pattern])
    return named <= known, pattern[0] in known, bool(named & known), _key(pattern)


def _key(pattern: Pattern) -> str:
    subject, way, value = _join(pattern)
    return f"{way} {subject} {value}"


def _join(pattern: Pattern) -> Join:
    subject, path, value = pattern
    return _text(subject), way_of(path), _text(value)


def _text(node: Node) -> str:
    """Return a term as the engine writes it; a blank node in a query is a variable."""
    if isinstance(node, Literal):
        kind = pyoxigraph.NamedNode(str(node.datatype)) if node.datatype and not node.language else None
        return str(pyoxigraph.Literal(str(node), datatype=kind, language=node.language))
    return f"?_{node}" if isinstance(node, BNode) else str(node.n3())
