"""Joins followed from statement to statement, through what lies near."""

from collections.abc import Iterable, Iterator, Sequence

from communique.checks.near import Lookup, Near, against, along
from communique.checks.reach import Join, Reach, Way

Terms = dict[str, str]


def rows(near: Lookup, joins: Sequence[Join], bound: Terms) -> Iterator[Terms]:
    """Yield the values of variables with which all joins match.

    Each join must share a variable that is bound with those before it, or name a term.
    """
    if not joins:
        yield bound
        return
    for more in _match(near, joins[0], bound):
        yield from rows(near, joins[1:], more)


def quick_rows(near: Near, joins: Sequence[Join], bound: Terms) -> Iterator[Terms]:
    """Yield the same in another order: at each step the join that brings the fewest statements is followed."""
    if not joins:
        yield bound
        return
    join = _quickest(near, joins, bound)
    rest = tuple(one for one in joins if one is not join)
    for more in _match(near, join, bound):
        yield from quick_rows(near, rest, more)


def _quickest(near: Near, joins: Sequence[Join], bound: Terms) -> Join:
    """Return a join whose subject is bound, or the one whose value has the fewest subjects."""
    best, least = joins[0], -1
    for join in joins:
        subject, way, value = join
        if _term(subject, bound) is not None:
            return join
        end = _term(value, bound)
        if end is not None and isinstance(way, str) and not way.startswith("?"):
            count = near.count(way, end)
            if least < 0 or count < least:
                best, least = join, count
    return best


def _match(near: Lookup, join: Join, bound: Terms) -> Iterator[Terms]:
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


def _match_any(near: Lookup, join: Join, bound: Terms) -> Iterator[Terms]:
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


def can_be_found(near: Lookup, reach: Reach, node: str) -> bool:
    """Tell whether the query can find something at a node at all."""
    if reach.subject and not near.of(node):
        return False
    return all(next(_match(near, join, {reach.focus: node}), None) is not None for join in reach.needs)


def read_around(near: Lookup, follows: Sequence[Join], focus: str, nodes: Iterable[str]) -> None:
    """Look up all statements to which joins lead from some nodes."""
    known: dict[str, set[str]] = {focus: set(nodes)}
    while _lead_on(near, follows, known):
        pass


def _lead_on(near: Lookup, follows: Sequence[Join], known: dict[str, set[str]]) -> bool:
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


def _told(near: Lookup, way: Way, start: str) -> Iterable[tuple[str, str]]:
    if isinstance(way, str) and way.startswith("?"):
        return [(predicate, value) for predicate, values in near.of(start).items() for value in values]
    return [("", end) for end in along(near, way, start)]
