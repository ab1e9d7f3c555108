"""Rules asked of a data set that memory has no room for: some at a time, each time of the statements that these rules need."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from pyoxigraph import Store

from communique.checks.asking import ask, shards
from communique.checks.findings import Finding
from communique.checks.follow import read_around
from communique.checks.large import Large
from communique.checks.near import Gathering, Near
from communique.checks.needs import Need, needs_of, together
from communique.checks.places import Places
from communique.checks.rule import Rule, Source
from communique.checks.tracing import reach_of
from communique.checks.whole import opened
from communique.checks.words import WORDS, is_node, with_evidence
from communique.store import available_memory
from communique.terms import RDFS

#: Bytes of memory that a statement takes in a store: 343 and 400 of a few million claims and excerpts, 310 to 325 of forty million.
STATEMENT: Final = 350
#: The share of the memory that is free which a batch may take; queries took up to a quarter as much besides.
_SHARE: Final = 2 / 3
_SUBCLASS: Final = f"<{RDFS.subClassOf}>".encode()


def ask_in_batches(folder: Path, parts: Collection[Path], source: Source, jobs: int) -> tuple[Sequence[Rule], list[list[Finding]]]:
    """Return the rules, and what each finds in files whose places a folder has, with the words behind it.

    A rule that needs more than memory has room for, or perhaps any statement, is asked of a store on disk.
    """
    places = Places(folder, parts)
    large = Large(parts, places)
    rules = source.rules(large.store([_SUBCLASS]))
    room = available_memory() * _SHARE
    found: dict[int, list[Finding]] = {}
    for batch in batches([needs_of(rule, large.values) for rule in rules], large, room):
        found.update(_ask(large.store(batch.needs), rules, batch.rules, jobs))
    left = [number for number in range(len(rules)) if number not in found]
    if left:
        with opened(parts, folder) as store:
            found.update(_ask(store, rules, left, jobs))
    return rules, [list(_with_words(found[number], places)) for number in range(len(rules))]


def _ask(store: Store, rules: Sequence[Rule], numbers: Sequence[int], jobs: int) -> Iterator[tuple[int, list[Finding]]]:
    return zip(numbers, ask(store, [rules[number] for number in numbers], jobs), strict=True)


def _with_words(findings: Sequence[Finding], places: Places) -> Iterator[Finding]:
    """Add to findings the words behind them, looked up where they lie."""
    words = reach_of(WORDS)
    assert words
    for some in shards(findings):
        gathering = Gathering(Near(places))
        read_around(gathering, words.follows, words.focus, {f"<{finding.focus}>" for finding in some if is_node(finding.focus)})
        yield from with_evidence(some, gathering.store())


class Batch(NamedTuple):
    """Rules that are asked together, by their numbers, and what they need."""

    rules: tuple[int, ...]
    needs: frozenset[Need]


def batches(needs: Sequence[frozenset[Need] | None], large: Large, room: float) -> Iterator[Batch]:
    """Yield batches of rules with some needs that take at most so many bytes of memory; a rule that needs more is in none.

    The next batch begins with the rule that needs most, and goes on with that which adds least.
    """
    waiting = {number: some for number, some in enumerate(needs) if some is not None and _taken(large, some) <= room}
    while waiting:
        following: int | None = max(waiting, key=lambda number: _taken(large, waiting[number]))
        taken: list[int] = []
        every = frozenset[Need]()
        while following is not None:
            every = together(every, waiting.pop(following))
            taken.append(following)
            following = min(waiting, key=lambda number: _taken(large, waiting[number] - every), default=None)
            if following is not None and _taken(large, together(every, waiting[following])) > room:
                following = None
        yield Batch(tuple(sorted(taken)), every)


def _taken(large: Large, needs: Iterable[Need]) -> int:
    return sum(map(large.count, needs)) * STATEMENT
