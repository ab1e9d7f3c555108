"""Files written of new blocks and of blocks of their former state, which are copied.

A stream of blocks, in a fixed order, fills the parts of the data set one after the other: each part holds the blocks of one range
of slots. So a part is the same whenever its blocks are, and a block that has not changed is copied from where it lay before.
"""

import hashlib
import mmap
import os
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Final

from communique.stream.depot import DamagedError

SLOTS: Final = 1 << 16
#: About so many documents fill a part of each stream.
_DOCUMENTS: Final = 256


def slot_of(name: str) -> int:
    """Return the place of a name, spread evenly.

    >>> 0 <= slot_of("person/ann-bell") < SLOTS
    True
    """
    return zlib.crc32(name.encode()) % SLOTS


def parts_for(documents: int) -> int:
    """Return how many parts each stream has: a power of two, so that more documents split parts and mix none.

    >>> parts_for(150), parts_for(2000), parts_for(100_000)
    (1, 8, 512)
    """
    return 1 << max(0, (documents - 1) // _DOCUMENTS).bit_length()


@dataclass(frozen=True, slots=True)
class Span:
    """Where a block lies: file, start and length."""

    file: str
    start: int
    length: int


@dataclass(slots=True)
class _Open:
    name: str
    file: IO[bytes]
    digest: "hashlib._Hash" = field(default_factory=hashlib.sha256)
    size: int = 0


class Splicer:
    """Writes files below a new folder; one at a time is open, and a run of copied blocks is copied at once."""

    def __init__(self, old: Path, new: Path, expected: Mapping[str, str]) -> None:
        self._old, self._new, self._expected = old, new, expected
        self._open: _Open | None = None
        self._run: Span | None = None
        self._maps: dict[str, mmap.mmap] = {}
        self.digests: dict[str, str] = {}

    def write(self, name: str, body: bytes) -> Span:
        """Append a block to a file and return where it lies."""
        self._flush()
        file = self._turn_to(name)
        return self._append(file, body)

    def copy(self, name: str, span: Span) -> Span:
        """Append to a file a block of the former state."""
        file = self._turn_to(name)
        if not span.length:
            return Span(name, file.size + (self._run.length if self._run else 0), 0)
        pending = self._run.length if self._run else 0
        run = self._run
        if run and run.file == span.file and run.start + run.length == span.start:
            self._run = Span(run.file, run.start, run.length + span.length)
        else:
            self._flush()
            pending = 0
            self._run = span
        return Span(name, file.size + pending, span.length)

    def close(self) -> Mapping[str, str]:
        """End the last file and return the SHA-256 of each."""
        self._end()
        for found in self._maps.values():
            found.close()
        return self.digests

    def _turn_to(self, name: str) -> _Open:
        if self._open is None or self._open.name != name:
            self._end()
            path = self._new / name
            path.parent.mkdir(parents=True, exist_ok=True)
            self._open = _Open(name, path.open("wb"))
        return self._open

    def _append(self, file: _Open, body: bytes | memoryview) -> Span:
        start = file.size
        file.file.write(body)
        file.digest.update(body)
        file.size += len(body)
        return Span(file.name, start, len(body))

    def _flush(self) -> None:
        if self._run and self._open:
            run, self._run = self._run, None
            with memoryview(self._map(run.file)) as view, view[run.start : run.start + run.length] as piece:
                self._append(self._open, piece)

    def _end(self) -> None:
        self._flush()
        if self._open:
            self._open.file.flush()
            os.fsync(self._open.file.fileno())
            self._open.file.close()
            self.digests[self._open.name] = self._open.digest.hexdigest()
            self._open = None

    def _map(self, name: str) -> mmap.mmap:
        if name not in self._maps:
            try:
                with (self._old / name).open("rb") as file:
                    found = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            except (OSError, ValueError) as error:
                raise DamagedError from error
            if hashlib.sha256(found).hexdigest() != self._expected.get(name):
                raise DamagedError
            self._maps[name] = found
        return self._maps[name]


@contextmanager
def splicing(old: Path, new: Path, expected: Mapping[str, str]) -> Iterator[Splicer]:
    """Write files below `new`, copying from those below `old` that have the hashes expected."""
    splicer = Splicer(old, new, expected)
    try:
        yield splicer
    finally:
        splicer.close()
