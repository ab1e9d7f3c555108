"""Which rows of compatible names are looked at together.

Only rows that share something can be found to be one person, or two: a post, a body, a series, a meeting, a document, or, where
both have bodies, a season. Of the others one pair suffices to say that they are undecided: each row beside the next of its name.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations, pairwise, product

from communique.identity.blocking import Matches, Names
from communique.identity.names import NameMatch
from communique.identity.rows import DAYS, Row

Candidate = tuple[Row, Row, NameMatch]


def by_names(rows: Iterable[Row]) -> dict[Names, list[Row]]:
    """Return the rows of each name, sorted."""
    found: dict[Names, list[Row]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: row.id):
        found[row.like.names].append(row)
    return found


def candidates(rows: Iterable[Row], matches: Matches) -> list[Candidate]:
    """Return the pairs of rows to look at, each once, with how their names fit."""
    named = by_names(rows)
    shared = {names: _index(group) for names, group in named.items()}
    found: list[Candidate] = []
    for names, group in named.items():
        match: NameMatch = "equal" if names[0].full else "surname"
        found += ((left, right, match) for left, right in _within(group, shared[names]))
    for (left_names, right_names), match in matches.items():
        lists = (named.get(left_names, ()), named.get(right_names, ()))
        if all(lists):
            found += ((left, right, match) for left, right in _between(lists, shared[left_names], shared[right_names]))
    return found


def _index(group: Iterable[Row]) -> Mapping[Hashable, list[Row]]:
    found: dict[Hashable, list[Row]] = defaultdict(list)
    for row in group:
        for key in set(_keys(row)):
            found[key].append(row)
    return found


def _keys(row: Row) -> Iterator[Hashable]:
    yield from row.documents
    yield from row.meetings
    yield from row.like.bodies
    yield from row.like.series
    yield from (post.words for post in row.like.posts)
    if row.like.bodies:
        for first, last in row.spans:
            yield from range(first // DAYS, last // DAYS + 2)


def _within(group: Sequence[Row], shared: Mapping[Hashable, list[Row]]) -> list[tuple[Row, Row]]:
    pairs = dict.fromkeys((*pairwise(group), *(pair for rows in shared.values() for pair in combinations(rows, 2))))
    return list(pairs)


def _between(
    groups: tuple[Sequence[Row], ...], left: Mapping[Hashable, list[Row]], right: Mapping[Hashable, list[Row]]
) -> list[tuple[Row, Row]]:
    common = left.keys() & right.keys()
    pairs = {pair for key in common for pair in product(left[key], right[key])}
    return [
        (groups[0][0], groups[1][0]),
        *sorted(pairs - {(groups[0][0], groups[1][0])}, key=lambda pair: (pair[0].id, pair[1].id)),
    ]
