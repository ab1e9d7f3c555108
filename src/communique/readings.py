"""The readings of many documents: read once, kept by content, read by several processes where that pays.

A reading is kept under a hash of all that it depends on: the document with its metadata, every file of the reader and its
lexicon, and the project's own words. So a change of any of them is read anew, and nothing else. A kept reading that cannot be
read back is read again.
"""

import hashlib
import os
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Final

from communique.lexicon.glossary import present, use
from communique.preserved import dump, load
from communique.reading import read
from communique.records import Document, Reading

#: Fewer unread documents than this are read by one process: starting others costs more.
WORTH_SHARING: Final = 64
_CHUNK: Final = 32

#: Told after each document: how many are read, and how many there are.
Progress = Callable[[int, int], None]


def read_all(documents: Sequence[Document], folder: Path, jobs: int, progress: Progress) -> dict[str, Reading]:
    """Return the reading of each document by its name; `folder` keeps them, `jobs` processes read what is not kept."""
    kept = {document.name: _load(folder, document) for document in documents}
    missing = [document for document in documents if kept[document.name] is None]
    done = len(documents) - len(missing)
    progress(done, len(documents))
    for document, reading in zip(missing, _read(missing, jobs), strict=True):
        _save(folder, document, reading)
        kept[document.name] = reading
        done += 1
        progress(done, len(documents))
    return {name: reading for name, reading in kept.items() if reading is not None}


def _read(documents: Sequence[Document], jobs: int) -> Iterable[Reading]:
    if jobs < 2 or len(documents) < WORTH_SHARING:
        yield from map(read, documents)
        return
    with ProcessPoolExecutor(jobs, initializer=use, initargs=(present(),)) as pool:
        yield from pool.map(read, documents, chunksize=_CHUNK)


@cache
def reader_hash() -> str:
    """Return a hash of every file that the reader is made of, its lexicon included."""
    digest = hashlib.sha256()
    for name in ("communique.reading", "communique.lexicon", "communique.records"):
        for path in _sources(name):
            digest.update(path.name.encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _sources(name: str) -> list[Traversable]:
    return sorted((path for path in files(name).iterdir() if path.name.endswith((".py", ".tsv"))), key=lambda path: path.name)


def _path(folder: Path, document: Document) -> Path:
    given = (reader_hash(), present().digest, document.sha256, document)
    key = hashlib.sha256(repr(given).encode("utf-8", "surrogatepass")).hexdigest()
    return folder / key[:2] / f"{key[2:34]}.reading"


def _load(folder: Path, document: Document) -> Reading | None:
    try:
        data = _path(folder, document).read_bytes()
    except OSError:
        return None
    try:
        found = load(data)
    except ValueError:
        return None
    return found if isinstance(found, Reading) and found.document == document.name else None


def _save(folder: Path, document: Document, reading: Reading) -> None:
    path = _path(folder, document)
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(f".{os.getpid()}")
    fresh.write_bytes(dump(reading))
    fresh.replace(path)
