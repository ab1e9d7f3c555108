"""The files of N-Quads that make up a data set, and what changed between two sets of them."""

import hashlib
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from pyoxigraph import RdfFormat, Store

from communique.errors import DataError


def load_parts(store: Store, parts: Iterable[Path]) -> Store:
    """Load files into a store, and return it.

    Raises:
        DataError: a file is damaged.
    """
    for part in parts:
        try:
            store.bulk_load(path=str(part), format=RdfFormat.N_QUADS)
        except (SyntaxError, ValueError) as error:
            raise DataError(f"{part}: damaged ({error}); run 'communique build' to publish it again") from None
    return store


def by_hash(parts: Iterable[Path]) -> dict[str, Path]:
    """Return files by the SHA-256 of their content."""
    found = {}
    for part in parts:
        with part.open("rb") as file:
            found[hashlib.file_digest(file, "sha256").hexdigest()] = part
    return found


def difference(old: Iterable[Path], new: Iterable[Path]) -> tuple[bytes, bytes]:
    """Return the lines that only the old files have, and those that only the new ones have.

    The lines may stand in any order and in any file. About 90 bytes are held for each line of the old files: a hash of it.
    """
    olds = list(old)
    gone = {hash(line) for line in _lines(olds)}
    come = []
    for line in _lines(new):
        mark = hash(line)
        if mark in gone:
            gone.discard(mark)
        else:
            come.append(line)
    return b"".join(line for line in _lines(olds) if hash(line) in gone), b"".join(come)


def _lines(parts: Iterable[Path]) -> Iterator[bytes]:
    return chain.from_iterable(map(_lines_of, parts))


def _lines_of(part: Path) -> Iterator[bytes]:
    with part.open("rb") as file:
        yield from file
