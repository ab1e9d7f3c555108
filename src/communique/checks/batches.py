"""A data set that memory has no room for, asked some rules at a time: each time of the statements that these rules need."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import chain
from pathlib import Path
from typing import Final, NamedTuple

from pyoxigraph import RdfFormat, Store

from communique.checks.asking import ask, shards
from communique.checks.findings import Finding
from communique.checks.follow import read_around
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
#: The share of the memory that is free which a batch may take; what queries need besides is little.
_SHARE: Final = 2 / 3
_SUBCLASS: Final = f"<{RDFS.subClassOf}>".encode()
#: Bytes that are read, and statements that are loaded, at once.
_READ: Final = 1 << 24
_LOADED: Final = 300_000


class Batch(NamedTuple):
    """Rules that are asked together, by their numbers, and what they need."""

    rules: tuple[int, ...]
    needs: frozenset[Need]


class Large:
    """The files of a data set, in the form in which the engine writes them, and the places of their statements."""

    def __init__(self, parts: Collection[Path], places: Places) -> None:
        """Count the statements of each predicate."""
        self._parts = parts
        self._places = places
        self._counts: dict[Need, int] = Counter(line.split(b" ", 2)[1] for line in self._lines())
        self._predicates = tuple(self._counts)

    def count(self, need: Need) -> int:
        """Return how many statements are needed, or a few more."""
        found = self._counts.get(need)
        if found is None:
            found = self._counts[need] = self._places.count(need) if b" " in need else 0
        return found

    def values(self, predicate: Need) -> Iterator[Need]:
        """Yield the predicates that are values of a predicate somewhere."""
        return (one for one in self._predicates if any(self._places.to(b"%b %b" % (predicate, one))))

    def store(self, needs: Iterable[Need]) -> Store:
        """Return a store of what is needed; while the engine loads some lines, the next are picked."""
        store = Store()
        wanted = _by_predicate(filter(self.count, needs))
        loading: list[Future[None]] = []
        with ThreadPoolExecutor(1) as pool:
            for lines in shards(_select(self._lines(), wanted) if wanted else (), _LOADED):
                text = b"".join(lines)
                for load in loading:
                    load.result()
                loading = [pool.submit(store.bulk_load, text, format=RdfFormat.N_QUADS)]
        for load in loading:
            load.result()
        return store

    def _lines(self) -> Iterator[bytes]:
        return chain.from_iterable(map(_lines, self._parts))


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


def _lines(part: Path) -> Iterator[bytes]:
    with part.open("rb") as file:
        while lines := file.readlines(_READ):
            yield from lines


def _by_predicate(needs: Iterable[Need]) -> dict[Need, set[Need]]:
    """Return the values that are needed by predicate; the predicate itself stands for any."""
    found: dict[Need, set[Need]] = {}
    for need in needs:
        predicate, _, value = need.partition(b" ")
        found.setdefault(predicate, set()).add(value or predicate)
    return found


def _select(lines: Iterable[bytes], wanted: Mapping[Need, Collection[Need]]) -> Iterator[bytes]:
    for line in lines:
        _, predicate, rest = line.split(b" ", 2)
        values = wanted.get(predicate)
        if values and (predicate in values or rest.partition(b" ")[0] in values):
            yield line
