"""Which nodes a change can concern: from the statements that changed back to the nodes that a rule would ask about.

A rule's query is a set of triple patterns, some nearer to the node that it asks about than others. What it finds at a node
depends on the statements that match these patterns. Put the patterns in an order in which each hangs on the node or on one before
it, and take, of the statements that changed, the one whose pattern comes first: those of the patterns before it are in the data
as they now are, and lead from it to the node. So for each pattern the changed statements that fit it are joined with the patterns
before it. That finds too many nodes at times, never too few.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from pyoxigraph import NamedNode, Store, Triple
from pyparsing import ParseException
from rdflib.term import Node, Variable

from communique.checks.asking import shards
from communique.checks.patterns import Company, Pattern, path_text, patterns_of, steps_of, turned
from communique.checks.rule import Rule


@dataclass(frozen=True, slots=True)
class Touch:
    """One way in which a statement can concern a node: the pattern that it fits, and what leads from there to the node.

    `where` is empty where the node stands in the statement itself, and None where nothing leads to it.
    """

    subject: str
    predicate: str
    object: str
    where: str | None


@cache
def touches_of(rule: Rule) -> tuple[Touch, ...] | None:
    """Return the ways in which a statement can concern a node that a rule asks about; None where that cannot be told."""
    try:
        found = patterns_of(rule.query)
        return tuple(touch for pattern, company in found for touch in _touches(pattern, company, Variable(rule.focus)))
    except (ParseException, NotImplementedError):
        return None


def _touches(pattern: Pattern, company: Company, focus: Variable) -> Iterator[Touch]:
    order = _in_order({pattern, *company}, focus)
    nearer = order[: order.index(pattern)] if pattern in order else []
    subject, path, value = turned(pattern)
    from_subject = _is_nearer(subject, value, {focus, *(one for other in nearer for one in _variables(other))})
    for step in steps_of(path):
        begin = Variable("begin") if step.before else subject
        end = Variable("end") if step.after else value
        links: list[str] = []
        bound: set[Node] = {one for one in (begin, step.predicate, end) if isinstance(one, Variable)}
        if step.before and from_subject:
            links.append(f"{subject.n3()} {step.before} ?begin .")
            bound.add(subject)
        if step.after and not from_subject:
            links.append(f"?end {step.after} {value.n3()} .")
            bound.add(value)
        links += _joined(nearer, bound)
        yield Touch(begin.n3(), step.predicate.n3(), end.n3(), " ".join(links) if pattern in order else None)


def _is_nearer(subject: Node, value: Node, known: set[Node]) -> bool:
    return subject in known or value not in known


def _in_order(patterns: set[Pattern], focus: Variable) -> list[Pattern]:
    """Return patterns so that each shares a variable with one before it or the focus; what nothing leads to is left out."""
    found: list[Pattern] = []
    known: set[Node] = {focus}
    waiting = set(patterns)
    while near := [one for one in waiting if known & set(_variables(one))]:
        pattern = max(near, key=lambda one: _ease(one, known))
        waiting.remove(pattern)
        found.append(pattern)
        known |= set(_variables(pattern))
    return found


def _joined(patterns: list[Pattern], bound: set[Node]) -> Iterator[str]:
    """Yield patterns as one joins them from what is bound: those that bring nothing new as filters, which the engine looks up."""
    waiting, known = list(patterns), set(bound)
    while waiting:
        pattern = max(waiting, key=lambda one: _ease(one, known))
        waiting.remove(pattern)
        fresh = not set(_variables(pattern)) <= known
        yield f"{_text(pattern)} ." if fresh else f"FILTER EXISTS {{ {_text(pattern)} }}"
        known |= set(_variables(pattern))


def _ease(pattern: Pattern, known: set[Node]) -> tuple[bool, bool, bool, str, str]:
    """Return how few statements a pattern is likely to bring, the fewest last: a subject has few values, a value may have many.

    Of equals the last in the alphabet is taken: so the subject of a claim before its object, which more claims share.
    """
    named = set(_variables(pattern))
    return named <= known, pattern[0] in known, bool(named & known), path_text(pattern[1]), _text(pattern)


def _variables(pattern: Pattern) -> list[Node]:
    return [term for term in pattern if isinstance(term, Variable)]


def _text(pattern: Pattern) -> str:
    subject, path, value = pattern
    return f"{subject.n3()} {path_text(path)} {value.n3()}"


class Changed:
    """The statements that came or went, and the nodes that they concern.

    >>> triple = Triple(NamedNode("x:a"), NamedNode("x:p"), NamedNode("x:b"))
    >>> Changed([triple], Store()).nodes([Touch("?this", "<x:p>", "?value", "")], "this")
    {'x:a'}
    """

    def __init__(self, triples: Iterable[Triple], store: Store) -> None:
        self._all = list(dict.fromkeys(triples))
        self._store = store
        self._by_predicate: dict[str, list[Triple]] = {}
        for triple in self._all:
            self._by_predicate.setdefault(str(triple.predicate), []).append(triple)
        self._known: dict[tuple[Touch, str], frozenset[str]] = {}

    def nodes(self, touches: Iterable[Touch], focus: str) -> set[str] | None:
        """Return the nodes that a change can concern in some ways; None for all nodes."""
        found: set[str] = set()
        for touch in touches:
            if touch.where is None and list(self._fitting(touch)):
                return None
            if (touch, focus) not in self._known:
                self._known[touch, focus] = frozenset(self._follow(touch, focus))
            found |= self._known[touch, focus]
        return found

    def _fitting(self, touch: Touch) -> Iterator[Triple]:
        """Yield the changed statements that fit the constants of a pattern."""
        constant = not touch.predicate.startswith("?")
        for triple in self._by_predicate.get(touch.predicate, ()) if constant else self._all:
            if _fits(touch.subject, triple.subject) and _fits(touch.object, triple.object):
                yield triple

    def _follow(self, touch: Touch, focus: str) -> Iterator[str]:
        told = (touch.subject, touch.predicate, touch.object)
        if f"?{focus}" in told and not touch.where:
            place = told.index(f"?{focus}")
            yield from (term.value for triple in self._fitting(touch) if isinstance(term := list(triple)[place], NamedNode))
            return
        columns = [place for place in range(3) if told[place].startswith("?")]
        names = " ".join(told[place] for place in columns)
        for some in shards(self._fitting(touch)):
            rows = " ".join(f"({' '.join(str(list(triple)[place]) for place in columns)})" for triple in some)
            yield from self._ask(f"SELECT DISTINCT ?{focus} {{ VALUES ({names}) {{ {rows} }} {touch.where} }}", focus)

    def _ask(self, query: str, focus: str) -> Iterator[str]:
        rows: Any = self._store.query(query, use_default_graph_as_union=True)
        yield from (row[focus].value for row in rows if isinstance(row[focus], NamedNode))


def _fits(wanted: str, term: object) -> bool:
    return wanted.startswith("?") or wanted == str(term)
