"""The statements near a few nodes, without a look at all the others.

The statements of a snapshot are found where they lie in its files; what came and what went since then is held in memory.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from pyoxigraph import RdfFormat, Store

from communique.checks.lines import read_plain
from communique.checks.places import Places
from communique.checks.reach import Way


class Near:
    """The statements of a snapshot as they are after a change; each node that is looked up is read once."""

    def __init__(self, places: Places, gone: Iterable[bytes] = (), come: Iterable[bytes] = ()) -> None:
        """Take the lines that are gone since the snapshot, and those that came, each of the form that is known."""
        self._places = places
        self._gone = frozenset(gone)
        self._come: dict[bytes, list[tuple[bytes, bytes, bytes]]] = defaultdict(list)
        for line in read_plain(b"".join(come)):
            for key in line.groups():
                self._come[key].append((line[0], line[1], line[2]))
        self._fresh: list[bytes] = []
        self._store = Store()
        self._of: dict[str, Mapping[str, Sequence[str]]] = {}
        self._to: dict[str, Sequence[str]] = {}

    def of(self, subject: str) -> Mapping[str, Sequence[str]]:
        """Return the values of a subject by predicate."""
        if subject not in self._of:
            key = subject.encode()
            found: dict[str, dict[str, None]] = {}
            for _, rest in self._held(key, self._places.of(key)):
                predicate, value = rest.decode().split(" ", 1)
                found.setdefault(predicate, {})[value] = None
            self._of[subject] = {predicate: tuple(values) for predicate, values in found.items()}
        return self._of[subject]

    def to(self, predicate: str, value: str) -> Sequence[str]:
        """Return the subjects that have a value."""
        rest = f"{predicate} {value}"
        if rest not in self._to:
            key = rest.encode()
            found = (subject.decode() for subject, _ in self._held(key, self._places.to(key)))
            self._to[rest] = tuple(dict.fromkeys(found))
        return self._to[rest]

    def _held(self, key: bytes, lines: Iterable[re.Match[bytes]]) -> Iterator[tuple[bytes, bytes]]:
        """Yield subject and rest of the lines that still hold, and of those that came with a subject or a rest."""
        for line in lines:
            if line[0] not in self._gone:
                self._fresh.append(line[0])
                yield line[1], line[2]
        for whole, subject, rest in self._come.get(key, ()):
            self._fresh.append(whole)
            yield subject, rest

    def store(self) -> Store:
        """Return a store with all statements that were read so far."""
        self._store.bulk_load(b"".join(self._fresh), format=RdfFormat.N_QUADS)
        self._fresh.clear()
        return self._store


def along(near: Near, way: Way, start: str) -> Iterable[str]:
    """Return where a path leads from a node."""
    if isinstance(way, str):
        return near.of(start).get(way, ())
    operator, *parts = way
    if operator == "^":
        return against(near, parts[0], start)
    if operator == "|":
        return {end for part in parts for end in along(near, part, start)}
    if operator == "/":
        ends = {start}
        for part in parts:
            ends = {end for one in ends for end in along(near, part, one)}
        return ends
    return _repeated(operator, start, lambda one: along(near, parts[0], one))


def against(near: Near, way: Way, end: str) -> Iterable[str]:
    """Return from where a path leads to a node."""
    if isinstance(way, str):
        return near.to(way, end)
    operator, *parts = way
    if operator == "^":
        return along(near, parts[0], end)
    if operator == "|":
        return {start for part in parts for start in against(near, part, end)}
    if operator == "/":
        starts = {end}
        for part in reversed(parts):
            starts = {start for one in starts for start in against(near, part, one)}
        return starts
    return _repeated(operator, end, lambda one: against(near, parts[0], one))


def _repeated(operator: str, start: str, lead: Callable[[str], Iterable[str]]) -> Iterable[str]:
    found = set(lead(start))
    waiting = list(found) if operator != "?" else []
    while waiting:
        fresh = set(lead(waiting.pop())) - found
        found |= fresh
        waiting += fresh
    return found if operator == "+" else found | {start}
