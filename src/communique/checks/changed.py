"""The statements of a change, and the nodes that they concern."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from communique.checks.follow import Terms, quick_rows, rows
from communique.checks.lines import read_plain
from communique.checks.near import Near
from communique.checks.reach import Join, Narrowing, Reach, Touch

Triple = tuple[str, str, str]
#: The place of the predicate, of which there are few.
_PREDICATE: Final = 1
#: The sides of a change, and by the effect of a pattern those whose statements can bring a finding there, or only take one away.
_GONE: Final = 0
_COME: Final = 1
_BRINGING: Final[Mapping[int, Sequence[int]]] = {1: (_COME,), 0: (_GONE, _COME), -1: (_GONE,)}
_TAKING: Final[Mapping[int, Sequence[int]]] = {1: (_GONE,), 0: (), -1: (_COME,)}


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What is wanted of the statements of a side.

    `terms` are the subject, the predicates and the value that they have, None for any; `same` says that subject and value are one
    node; `places` are the terms that are told of them, and `tests` the joins that must lead on from one of these.
    """

    side: int
    terms: tuple[str | None, tuple[str, ...] | None, str | None]
    same: bool
    places: tuple[int, ...]
    tests: tuple[tuple[int, str | None], ...]


class _Side:
    """Statements that went or came, by what patterns name of them."""

    def __init__(self, statements: Iterable[Sequence[bytes]]) -> None:
        self._by_predicate: dict[str, list[Triple]] = defaultdict(list)
        for subject, rest in statements:
            predicate, value = rest.decode().split(" ", 1)
            self._by_predicate[predicate].append((subject.decode(), predicate, value))
        self._by_value: dict[str, Mapping[str, Sequence[Triple]]] = {}

    def fitting(self, wanted: _Wanted) -> Iterator[Triple]:
        """Yield the statements that have the wanted terms, and, if asked, one node as subject and value."""
        subject, predicates, value = wanted.terms
        for predicate in self._by_predicate if predicates is None else predicates:
            for triple in self._with(predicate, value):
                if subject in (None, triple[0]) and (not wanted.same or triple[0] == triple[2]):
                    yield triple

    def _with(self, predicate: str, value: str | None) -> Sequence[Triple]:
        """Return the statements with a predicate, and a value if one is given."""
        every = self._by_predicate.get(predicate, ())
        if value is None:
            return every
        if predicate not in self._by_value:
            by_value: dict[str, list[Triple]] = defaultdict(list)
            for triple in every:
                by_value[triple[2]].append(triple)
            self._by_value[predicate] = by_value
        return self._by_value[predicate].get(value, ())


class Changed:
    """The statements that went and those that came, and the nodes that they concern."""

    def __init__(self, gone: Iterable[bytes], come: Iterable[bytes], before: Near, near: Near) -> None:
        """Take the lines that went and those that came, and the data as they were and as they are.

        A statement that only went from graph to graph counts as neither.
        """
        olds, news = ({line.groups() for line in read_plain(b"".join(lines))} for lines in (gone, come))
        self._before = before
        self._near = near
        self._sides = (_Side(olds - news), _Side(news - olds))
        self._found: dict[_Wanted, Collection[tuple[str, ...]]] = {}
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
            narrowing = touch.narrowing if side in _BRINGING[touch.effect] else None
            self._known[key] = frozenset(self._follow(touch, focus, side) if narrowing is None else self._narrowed(key, narrowing))
        return self._known[key]

    def _follow(self, touch: Touch, focus: str, side: int) -> Iterator[str]:
        for told in self._starts(touch, touch.joins, {focus}, side):
            yield from (row[focus] for row in rows(self._near, touch.joins, told))

    def _narrowed(self, key: tuple[Touch, str, int], narrowing: Narrowing) -> Iterator[str]:
        """Yield the nodes of the rows that statements can bring, unless what is asked none of is there."""
        touch, focus, side = key
        joins = (*touch.joins, *narrowing.now)
        named = {focus, *narrowing.kept, *(name for join in narrowing.before for name in join if isinstance(name, str))}
        choices = {name: frozenset(terms) for name, terms in narrowing.choices}
        found: set[str] = set()
        for told in self._starts(touch, joins, named, side):
            for old in quick_rows(self._before, narrowing.before, told):
                for row in quick_rows(self._near, joins, old):
                    chosen = all(name not in row or row[name] in terms for name, terms in choices.items())
                    if chosen and row[focus] not in found and not self._is_barred(narrowing, row):
                        found.add(row[focus])
        yield from found

    def _is_barred(self, narrowing: Narrowing, row: Terms) -> bool:
        terms = {name: row[name] for name in narrowing.kept}
        return any(next(quick_rows(self._near, bar, terms), None) is not None for bar in narrowing.bars)

    def _starts(self, touch: Touch, joins: Sequence[Join], named: set[str], side: int) -> Iterator[Terms]:
        """Yield what the statements of a side that fit a touch have of the variables named, there and in joins."""
        terms = (touch.subject, touch.predicate, touch.object)
        named = named | {name for join in joins for name in join if isinstance(name, str)}
        places = tuple(place for place in range(3) if terms[place] in named and terms[place].startswith("?"))
        names = [terms[place] for place in places]
        choices = dict(touch.narrowing.choices).get(touch.predicate) if touch.narrowing else None
        predicates = choices if touch.predicate.startswith("?") else (touch.predicate,)
        subject, value = (None if term.startswith("?") else term for term in (touch.subject, touch.object))
        tests = {test for number, name in enumerate(names) for test in _tests(joins, name, number)}
        order = sorted(tests, key=lambda test: (places[test[0]] != _PREDICATE, test[1] or "", test[0]))
        wanted = _Wanted(side, (subject, predicates, value), terms[0] == terms[2], places, tuple(order))
        yield from (dict(zip(names, told, strict=True)) for told in self._fitting(wanted))

    def _fitting(self, wanted: _Wanted) -> Collection[tuple[str, ...]]:
        """Return what the statements that are wanted have in some places; most nodes of what is gone are gone with it."""
        if wanted not in self._found:
            if wanted.tests:
                number, way = wanted.tests[-1]
                told = self._fitting(replace(wanted, tests=wanted.tests[:-1]))
                good = {term for term in {one[number] for one in told} if self._leads_on(way, term)}
                self._found[wanted] = [one for one in told if one[number] in good]
            else:
                fitting = self._sides[wanted.side].fitting(wanted)
                self._found[wanted] = {tuple(triple[place] for place in wanted.places) for triple in fitting}
        return self._found[wanted]

    def _leads_on(self, way: str | None, term: str) -> bool:
        return bool(self._near.of(term) if way is None else self._near.count(way, term))


def _tests(joins: Iterable[Join], name: str, number: int) -> Iterator[tuple[int, str | None]]:
    """Yield what must be there for joins to lead on from a variable: subjects with it as the value of a predicate, or it itself."""
    plain = [join for join in joins if isinstance(join[1], str) and not join[1].startswith("?")]
    yield from ((number, str(way)) for subject, way, value in plain if value == name and subject.startswith("?"))
    if any(join[0] == name for join in joins if isinstance(join[1], str)):
        yield number, None
