"""Joins followed from statement to statement, through what lies near."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from communique.checks.lines import read_plain
from communique.checks.near import Near, against, along
from communique.checks.reach import Join, Reach, Touch, Way

Terms = dict[str, str]
Triple = tuple[str, str, str]
#: The sides of a change, and by the effect of a pattern those whose statements can bring a finding there, or only take one away.
_GONE: Final = 0
_COME: Final = 1
_BRINGING: Final[Mapping[int, Sequence[int]]] = {1: (_COME,), 0: (_GONE, _COME), -1: (_GONE,)}
_TAKING: Final[Mapping[int, Sequence[int]]] = {1: (_GONE,), 0: (), -1: (_COME,)}


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
    """The statements that went and those that came, and the nodes that they concern."""

    def __init__(self, gone: Iterable[bytes], come: Iterable[bytes], near: Near) -> None:
        """Take the lines that went and those that came; one that only went from graph to graph counts as neither."""
        olds, news = ({line.groups() for line in read_plain(b"".join(lines))} for lines in (gone, come))
        self._near = near
        self._sides = (_by_predicate(olds - news), _by_predicate(news - olds))
        self._columns: dict[tuple[Any, ...], frozenset[tuple[str, ...]]] = {}
        self._known: dict[tuple[Touch, str, int], frozenset[str]] = {}

    def nodes(self, reach: Reach, known: Collection[str]) -> set[str]:
        """Return the nodes at which the change can bring a finding, and those that it concerns of the ones known to have one."""
        found = self._reached(reach, _BRINGING)
        return found | (self._reached(reach, _TAKING) & set(known)) if known else found

    def _reached(self, reach: Reach, sides: Mapping[int, Sequence[int]]) -> set[str]:
        return {node for touch in reach.touches for side in sides[touch.effect] for node in self._led(touch, reach.focus, side)}

    def _led(self, touch: Touch, focus: str, side: int) -> frozenset[str]:
        """Return the nodes to which a touch leads from the statements of a side."""
        key = (touch, focus, side)
        if key not in self._known:
            self._known[key] = frozenset(self._follow(*key))
        return self._known[key]

    def _follow(self, touch: Touch, focus: str, side: int) -> Iterator[str]:
        terms = (touch.subject, touch.predicate, touch.object)
        named = {focus, *(name for join in touch.joins for name in join if isinstance(name, str))}
        places = tuple(place for place in range(3) if terms[place] in named and terms[place].startswith("?"))
        names = [terms[place] for place in places]
        subjects = {join[0] for join in touch.joins if isinstance(join[1], str)}
        said = [place for place, name in enumerate(names) if name in subjects]
        for told in self._told(terms, places, side):
            if all(self._near.of(told[place]) for place in said):  # most nodes of what is gone are gone with it
                yield from (row[focus] for row in rows(self._near, touch.joins, dict(zip(names, told, strict=True))))

    def _told(self, terms: tuple[str, str, str], places: tuple[int, ...], side: int) -> frozenset[tuple[str, ...]]:
        """Return what the statements of a side that fit a pattern have in some places."""
        same = terms[0] == terms[2]
        wanted = tuple(None if term.startswith("?") else term for term in terms)
        key = (wanted, places, same, side)
        if key not in self._columns:
            fitting = _fitting(self._sides[side], wanted, same)
            self._columns[key] = frozenset(tuple(triple[place] for place in places) for triple in fitting)
        return self._columns[key]


def _by_predicate(statements: Iterable[Sequence[bytes]]) -> Mapping[str, Sequence[Triple]]:
    found: dict[str, list[Triple]] = defaultdict(list)
    for subject, rest in statements:
        predicate, value = rest.decode().split(" ", 1)
        found[predicate].append((subject.decode(), predicate, value))
    return found


def _fitting(statements: Mapping[str, Sequence[Triple]], wanted: Sequence[str | None], same: bool) -> Iterator[Triple]:
    """Yield the statements that have the wanted terms, and, if asked, one node as subject and value."""
    subject, predicate, value = wanted
    for one in statements if predicate is None else [predicate]:
        for triple in statements.get(one, ()):
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
    while _lead_on(near, follows, known):
        pass


def _lead_on(near: Near, follows: Sequence[Join], known: dict[str, set[str]]) -> bool:
    """Follow joins one after the other, and tell whether one has led to more terms of a variable that was followed before."""
    used: set[str] = set()
    again = False
    for subject, way, value in follows:
        starts = known.get(subject) if subject.startswith("?") else {subject}
        found: dict[str, set[str]] = {}
        if starts is None:
            used.add(value)
            ends = known[value] if value.startswith("?") else {value}
            found[subject] = {start for end in ends for start in against(near, way, end)}
        else:
            used.add(subject)
            told = [one for start in starts for one in _told(near, way, start)]
            found[value] = {end for _, end in told}
            if isinstance(way, str) and way.startswith("?"):
                found[way] = {predicate for predicate, _ in told}
        for name, terms in found.items():
            before = known.setdefault(name, set())
            again = again or (name in used and name.startswith("?") and not terms <= before)
            before |= terms
    return again


def _told(near: Near, way: Way, start: str) -> Iterable[tuple[str, str]]:
    if isinstance(way, str) and way.startswith("?"):
        return [(predicate, value) for predicate, values in near.of(start).items() for value in values]
    return [("", end) for end in along(near, way, start)]
