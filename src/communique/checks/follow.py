"""Joins followed from statement to statement, through what lies near."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from communique.checks.near import Near, against, along
from communique.checks.patterns import Way
from communique.checks.reach import Join, Reach, Touch

Terms = dict[str, str]
Triple = tuple[str, str, str]


def rows(near: Near, joins: Sequence[Join], bound: Terms) -> Iterator[Terms]:
    """Yield the values of variables with which all joins match.

    Each join must share a variable that is bound with those before it, or name a term.
    """
    if not joins:
        yield bound
        return
    for more in _match(near, joins[0], bound):
        yield from rows(near, joins[1:], more)


def _match(near: Near, join: Join, bound: Terms) -> Iterator[Terms]:
    subject, way, value = join
    start, end = _term(subject, bound), _term(value, bound)
    if start is None and end is None:
        message = f"{join}: nothing leads to it"
        raise NotImplementedError(message)
    if isinstance(way, str) and way.startswith("?"):
        yield from _match_any(near, join, bound)
    elif start is None:
        assert end is not None
        yield from ({**bound, subject: one} for one in against(near, way, end))
    elif end is None:
        yield from ({**bound, value: one} for one in along(near, way, start))
    elif end in along(near, way, start):
        yield bound


def _match_any(near: Near, join: Join, bound: Terms) -> Iterator[Terms]:
    """Match a join whose predicate is a variable."""
    subject, way, value = join
    start, told = _term(subject, bound), bound.get(str(way))
    if start is None:
        message = f"{join}: all statements with a value are not looked through"
        raise NotImplementedError(message)
    for predicate, values in near.of(start).items():
        if told in (None, predicate):
            end = _term(value, bound)
            yield from ({**bound, str(way): predicate, value: one} for one in values if end in (None, one))


def _term(name: str, bound: Terms) -> str | None:
    return bound.get(name) if name.startswith("?") else name


class Changed:
    """The statements that came or went, and the nodes that they concern."""

    def __init__(self, triples: Iterable[str], near: Near) -> None:
        self._near = near
        self._by_predicate: dict[str, list[Triple]] = defaultdict(list)
        for triple in triples:
            subject, predicate, value = triple.split(" ", 2)
            self._by_predicate[predicate].append((subject, predicate, value))
        self._columns: dict[tuple[Any, ...], frozenset[tuple[str, ...]]] = {}
        self._known: dict[tuple[Touch, str], frozenset[str]] = {}

    def nodes(self, reach: Reach) -> set[str]:
        """Return the nodes that the change can concern."""
        found: set[str] = set()
        for touch in reach.touches:
            key = (touch, reach.focus)
            if key not in self._known:
                self._known[key] = frozenset(self._follow(*key))
            found |= self._known[key]
        return found

    def _follow(self, touch: Touch, focus: str) -> Iterator[str]:
        terms = (touch.subject, touch.predicate, touch.object)
        named = {focus, *(name for join in touch.joins for name in join if isinstance(name, str))}
        places = tuple(place for place in range(3) if terms[place] in named and terms[place].startswith("?"))
        names = [terms[place] for place in places]
        for told in self._told(terms, places):
            yield from (row[focus] for row in rows(self._near, touch.joins, dict(zip(names, told, strict=True))))

    def _told(self, terms: tuple[str, str, str], places: tuple[int, ...]) -> frozenset[tuple[str, ...]]:
        """Return what the changed statements that fit a pattern have in some places."""
        same = terms[0] == terms[2]
        wanted = tuple(None if term.startswith("?") else term for term in terms)
        key = (wanted, places, same)
        if key not in self._columns:
            fitting = self._fitting(wanted, same)
            self._columns[key] = frozenset(tuple(triple[place] for place in places) for triple in fitting)
        return self._columns[key]

    def _fitting(self, wanted: Sequence[str | None], same: bool) -> Iterator[Triple]:
        """Yield the changed statements that have the wanted terms, and, if asked, one node as subject and value."""
        subject, predicate, value = wanted
        for one in self._by_predicate if predicate is None else [predicate]:
            for triple in self._by_predicate.get(one, ()):
                if subject in (None, triple[0]) and value in (None, triple[2]) and (not same or triple[0] == triple[2]):
                    yield triple


def can_be_found(near: Near, reach: Reach, node: str) -> bool:
    """Tell whether the query can find something at a node at all."""
    if reach.subject and not near.of(node):
        return False
    return all(next(_match(near, join, {reach.focus: node}), None) is not None for join in reach.needs)


def read_around(near: Near, follows: Sequence[Join], focus: str, nodes: Iterable[str]) -> None:
    """Look up all statements to which joins lead from some nodes."""
    known: dict[str, set[str]] = {focus: set(nodes)}
    for subject, way, value in follows:
        starts = known.get(subject) if subject.startswith("?") else {subject}
        if starts is None:
            ends = known[value] if value.startswith("?") else {value}
            known[subject] = {start for end in ends for start in against(near, way, end)}
            continue
        told = [one for start in starts for one in _told(near, way, start)]
        if isinstance(way, str) and way.startswith("?"):
            known.setdefault(way, {predicate for predicate, _ in told})
        known.setdefault(value, {end for _, end in told})


def _told(near: Near, way: Way, start: str) -> Iterable[tuple[str, str]]:
    if isinstance(way, str) and way.startswith("?"):
        return [(predicate, value) for predicate, values in near.of(start).items() for value in values]
    return [("", end) for end in along(near, way, start)]
