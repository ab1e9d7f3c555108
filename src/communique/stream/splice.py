"""Files written of new blocks and of blocks of their former state, which are copied.

A stream of blocks, in a fixed order, fills the parts of the data set one after the other: each part holds the blocks of one range
of slots. So a part is the same whenever its blocks are, and a block that has not changed is copied from where it lay before.
"""

import hashlib
import os
import zlib
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Final

from communique.stream.depot import DamagedError

SLOTS: Final = 1 << 16
#: About so many documents fill a part of each stream.
_DOCUMENTS: Final = 256
_PIECE: Final = 1 << 20


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
    """The file that is being written; nothing is on disk before the first byte is known to be new."""

    name: str
    file: IO[bytes] | None = None
    digest: "hashlib._Hash" = field(default_factory=hashlib.sha256)
    size: int = 0


class Former:
    """The files of the former state below a folder, of which only those count that have the hashes expected."""

    def __init__(self, folder: Path, expected: Mapping[str, str], readers: ThreadPoolExecutor) -> None:
        self._folder, self._expected = folder, expected
        self._found = {name: readers.submit(_digest, folder / name) for name in expected}

    def path(self, name: str) -> Path:
        """Return the path of a file once it is known to be what was published.

        Raises:
            DamagedError: it is not.
        """
        if name not in self._found or self._found[name].result() != self._expected[name]:
            raise DamagedError
        return self._folder / name

    def digest(self, name: str) -> str:
        """Return the hash that a file is expected to have."""
        return self._expected[name]


@contextmanager
def former(folder: Path, expected: Mapping[str, str]) -> Iterator[Former]:
    """Have the files of the former state looked at in a thread of their own, beside what else is done."""
    with ThreadPoolExecutor(1) as readers:
        try:
            yield Former(folder, expected, readers)
        finally:
            readers.shutdown(wait=False, cancel_futures=True)


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


class Splicer:
    """Writes files below a new folder, one at a time; a run of copied blocks is copied at once, a whole file not at all."""

    def __init__(self, old: Former, new: Path) -> None:
        self._old, self._new = old, new
        self._open: _Open | None = None
        self._run: Span | None = None
        self._sources: dict[str, IO[bytes]] = {}
        self.digests: dict[str, str] = {}

    def write(self, name: str, body: bytes) -> Span:
        """Append a block to a file and return where it lies."""
        file = self._turn_to(name)
        self._flush(file)
        start = file.size
        self._append(file, body)
        return Span(name, start, len(body))

    def copy(self, name: str, span: Span) -> Span:
        """Append to a file a block of the former state."""
        file, run = self._turn_to(name), self._run
        if not span.length or (run and run.file == span.file and run.start + run.length == span.start):
            start = file.size + (run.length if run else 0)
            self._run = Span(run.file, run.start, run.length + span.length) if run else None
        else:
            self._flush(file)
            start, self._run = file.size, span
        return Span(name, start, span.length)

    def close(self) -> Mapping[str, str]:
        """End the last file and return the SHA-256 of each."""
        self._end()
        for found in self._sources.values():
            found.close()
        self._sources.clear()
        return self.digests

    def _turn_to(self, name: str) -> _Open:
        if self._open is None or self._open.name != name:
            self._end()
            self._open = _Open(name)
        return self._open

    def _append(self, file: _Open, body: bytes) -> None:
        if file.file is None:
            path = self._new / file.name
            path.parent.mkdir(parents=True, exist_ok=True)
            file.file = path.open("wb")
        file.file.write(body)
        file.digest.update(body)
        file.size += len(body)

    def _flush(self, file: _Open) -> None:
        """Copy the run that is waiting."""
        run, self._run = self._run, None
        if run:
            source, left = self._source(run.file), run.length
            source.seek(run.start)
            while left:
                piece = source.read(min(left, _PIECE))
                if not piece:
                    raise DamagedError
                self._append(file, piece)
                left -= len(piece)

    def _end(self) -> None:
        file, self._open = self._open, None
        if file is None:
            return
        if file.file is None and self._run and self._linked(file.name, self._run):
            self._run = None
            return
        self._flush(file)
        self._append(file, b"")
        assert file.file
        file.file.flush()
        os.fsync(file.file.fileno())
        file.file.close()
        self.digests[file.name] = file.digest.hexdigest()

    def _linked(self, name: str, run: Span) -> bool:
        """Link a file that is the former one as a whole; tell whether it is."""
        source = self._source(run.file)
        if run.file != name or run.start or run.length != os.fstat(source.fileno()).st_size:
            return False
        path = self._new / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        os.link(self._old.path(name), path)
        self.digests[name] = self._old.digest(name)
        return True

    def _source(self, name: str) -> IO[bytes]:
        """Open a file to copy from, once it is known to be what was published."""
        if name not in self._sources:
            self._sources[name] = self._old.path(name).open("rb")
        return self._sources[name]


@contextmanager
def splicing(old: Former, new: Path) -> Iterator[Splicer]:
    """Write files below `new`, copying from those of the former state."""
    splicer = Splicer(old, new)
    try:
        yield splicer
    finally:
        splicer.close()
