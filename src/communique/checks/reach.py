"""Which nodes a change can concern: from the statements that changed back to the nodes that a rule would ask about.

A rule's query is a set of triple patterns, some nearer to the node that it asks about than others. What it finds at a node
depends on the statements that match these patterns. Take, of those that changed, one that is nearest: all that lie nearer are in
the data as they now are, and lead from it to the node. So for each pattern the changed statements that fit it are joined with
the patterns that are nearer. That finds too many nodes at times, never too few.
"""

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
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


def touches_of(rule: Rule) -> list[Touch] | None:
    """Return the ways in which a statement can concern a node that a rule asks about; None where that cannot be told."""
    try:
        found = patterns_of(rule.query)
        return [touch for pattern, company in found for touch in _touches(pattern, company, Variable(rule.focus))]
    except (ParseException, NotImplementedError):
        return None


def _touches(pattern: Pattern, company: Company, focus: Variable) -> Iterator[Touch]:
    far = _distances((pattern, *company), focus)
    subject, path, value = turned(pattern)
    mine = _distance(pattern, far)
    needed = [other for other in company if _distance(other, far) < mine]
    from_subject = far.get(subject, math.inf) <= far.get(value, math.inf)
    for step in steps_of(path):
        links = [_text(other) for other in needed]
        if step.before and from_subject:
            links.append(f"{subject.n3()} {step.before} ?begin")
        if step.after and not from_subject:
            links.append(f"?end {step.after} {value.n3()}")
        yield Touch(
            "?begin" if step.before else subject.n3(),
            step.predicate.n3(),
            "?end" if step.after else value.n3(),
            " . ".join(links) if mine < math.inf else None,
        )


def _distances(patterns: Iterable[Pattern], focus: Variable) -> dict[Node, float]:
    """Return how many patterns lie between the focus and each variable."""
    found: dict[Node, float] = {focus: 0}
    waiting = list(patterns)
    while near := [one for one in waiting if _distance(one, found) < math.inf]:
        pattern = min(near, key=lambda one: _distance(one, found))
        waiting.remove(pattern)
        step = _distance(pattern, found) + 1
        for variable in _variables(pattern):
            found.setdefault(variable, step)
    return found


def _variables(pattern: Pattern) -> list[Node]:
    return [term for term in pattern if isinstance(term, Variable)]


def _distance(pattern: Pattern, far: Mapping[Node, float]) -> float:
    return min((far.get(variable, math.inf) for variable in _variables(pattern)), default=math.inf)


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
