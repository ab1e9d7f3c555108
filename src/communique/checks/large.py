"""The files of a data set too large for memory, and stores of some of its statements."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import chain
from pathlib import Path
from typing import Final

from pyoxigraph import RdfFormat, Store

from communique.checks.asking import shards
from communique.checks.needs import Need
from communique.checks.places import Places

#: Bytes that are read, and statements that are loaded, at once.
_READ: Final = 1 << 24
_LOADED: Final = 300_000


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
