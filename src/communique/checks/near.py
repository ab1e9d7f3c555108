"""The statements near a few nodes, without a look at all the others.

The statements of a snapshot are found where they lie in its files; what came and what went since then is held in memory.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Protocol

from pyoxigraph import RdfFormat, Store

from communique.checks.lines import read_plain
from communique.checks.places import Places
from communique.checks.reach import Way


class Lookup(Protocol):
    """What tells the values of a subject, and the subjects of a value."""

    def of(self, subject: str) -> Mapping[str, Collection[str]]:
        """Return the values of a subject by predicate."""

    def to(self, predicate: str, value: str) -> Iterable[str]:
        """Return the subjects that have a value."""


#: A line, and its groups.
_Line = tuple[bytes, bytes, bytes]


class _Growing:
    """What an iterator brings, kept as far as it was looked at."""

    def __init__(self, source: Iterator[str]) -> None:
        self._source = source
        self._known: list[str] = []

    def __iter__(self) -> Iterator[str]:
        place = 0
        while place < len(self._known) or self._grows():
            yield self._known[place]
            place += 1

    def _grows(self) -> bool:
        more = list(islice(self._source, 1))
        self._known += more
        return bool(more)


class Near:
    """The statements of a snapshot as they are after a change; each node that is looked up is read once."""

    def __init__(self, places: Places, gone: Iterable[bytes] = (), come: Iterable[bytes] = ()) -> None:
        """Take the lines that are gone since the snapshot, and those that came, each of the form that is known."""
        self._places = places
        self._gone = frozenset(gone)
        self._come: dict[bytes, list[_Line]] = defaultdict(list)
        for line in read_plain(b"".join(come)):
            for key in line.groups():
                self._come[key].append((line[0], line[1], line[2]))
        self._lines: dict[str, list[bytes]] = {}
        self._of: dict[str, Mapping[str, Collection[str]]] = {}
        self._to: dict[str, _Growing] = {}
        self._counts: dict[str, int] = {}

    def of(self, subject: str) -> Mapping[str, Collection[str]]:
        """Return the values of a subject by predicate."""
        found = self._of.get(subject)
        if found is None:
            key = subject.encode()
            values: dict[str, dict[str, None]] = {}
            for _, rest in self._held(subject, self._places.of(key)):
                predicate, value = rest.decode().split(" ", 1)
                values.setdefault(predicate, {})[value] = None
            found = self._of[subject] = values
        return found

    def to(self, predicate: str, value: str) -> Iterable[str]:
        """Return the subjects that have a value; they are read as far as they are looked at."""
        rest = f"{predicate} {value}"
        found = self._to.get(rest)
        if found is None:
            lines = self._held(rest, self._places.to(rest.encode()))
            found = self._to[rest] = _Growing(subject.decode() for subject, _ in lines)
        return found

    def count(self, predicate: str, value: str) -> int:
        """Return about how many subjects have a value; 0 only if there is none."""
        rest = f"{predicate} {value}"
        found = self._counts.get(rest)
        if found is None:
            key = rest.encode()
            found = self._counts[rest] = self._places.count(key) + len(self._come.get(key, ()))
        return found

    def _held(self, key: str, lines: Iterable[re.Match[bytes]]) -> Iterator[tuple[bytes, bytes]]:
        """Return subject and rest of the lines that still hold, and of those that came with a subject or a rest."""
        self._lines[key] = []
        return _held(lines, self._gone, self._come.get(key.encode(), ()), self._lines[key])

    def lines(self, key: str) -> Sequence[bytes]:
        """Return the lines that were read of a subject, or of a predicate and value."""
        return self._lines[key]


def _held(
    lines: Iterable[re.Match[bytes]], gone: Collection[bytes], come: Iterable[_Line], read: list[bytes]
) -> Iterator[tuple[bytes, bytes]]:
    """Yield subject and rest of the lines that are not gone, and of those that came, and note the lines that were read."""
    for line in lines:
        whole = line[0]
        if whole not in gone:
            read.append(whole)
            yield line[1], line[2]
    for whole, subject, rest in come:
        read.append(whole)
        yield subject, rest


class Gathering:
    """A store of what was looked up through it."""

    def __init__(self, near: Near) -> None:
        """Take where to look."""
        self._near = near
        self._keys: dict[str, None] = {}
        self._loaded: set[str] = set()
        self._store = Store()

    def of(self, subject: str) -> Mapping[str, Collection[str]]:
        """Return the values of a subject by predicate."""
        self._keys[subject] = None
        return self._near.of(subject)

    def to(self, predicate: str, value: str) -> Iterable[str]:
        """Return the subjects that have a value."""
        self._keys[f"{predicate} {value}"] = None
        return list(self._near.to(predicate, value))

    def store(self) -> Store:
        """Return a store with all statements that were looked up so far."""
        fresh = [line for key in self._keys if key not in self._loaded for line in self._near.lines(key)]
        self._store.bulk_load(b"".join(fresh), format=RdfFormat.N_QUADS)
        self._loaded |= self._keys.keys()
        return self._store


def along(near: Lookup, way: Way, start: str) -> Iterable[str]:
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


def against(near: Lookup, way: Way, end: str) -> Iterable[str]:
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
