"""The published data set as a SPARQL store.

A data set of up to `IN_MEMORY` bytes of N-Quads is loaded into memory at each use (about a million statements in three
seconds); a larger one into a cache on disk, made again whenever its recorded hash differs from that of the file.
"""

import hashlib
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from pyoxigraph import RdfFormat, Store

from communique.errors import DataError

DATA: Final = "everything.nq"
#: The folder of the parts of a large data set, and the file in it that has the hash of each.
PARTS: Final = "everything"
MANIFEST: Final = "SHA256SUMS"
IN_MEMORY: Final = 200_000_000
_HASH: Final = "sha256"


def open_store(graph: Path, cache: Path) -> Store:
    """Return the published data set as a store, in memory or on disk by its size.

    Raises:
        DataError: nothing is published, or the file is damaged.
    """
    if data_size(graph) > IN_MEMORY:
        return Store.read_only(str(disk_store(graph, cache)))
    store = Store()
    _load(store, find_data(graph))
    return store


def find_data(graph: Path) -> tuple[Path, ...]:
    """Return the files that together hold the whole published data set: one, or its parts in their order.

    Raises:
        DataError: nothing is published.
    """
    whole = graph / DATA
    parts = (whole,) if whole.is_file() else tuple(sorted((graph / PARTS).glob("*.nq")))
    if not parts:
        raise DataError(f"{whole}: nothing is published yet; run 'communique build'")
    return parts


def data_size(graph: Path) -> int:
    """Return how many bytes of N-Quads are published.

    Raises:
        DataError: nothing is published.
    """
    return sum(path.stat().st_size for path in find_data(graph))


def disk_store(graph: Path, cache: Path) -> Path:
    """Return the folder of the store on disk, making it anew when the data set has changed.

    Raises:
        DataError: nothing is published, or the file is damaged.
    """
    paths = find_data(graph)
    digest = _data_hash(graph)
    folder, record = cache / "store", cache / _HASH
    if folder.is_dir() and record.is_file() and record.read_text(encoding="ascii") == digest:
        return folder
    record.unlink(missing_ok=True)
    shutil.rmtree(folder, ignore_errors=True)
    cache.mkdir(parents=True, exist_ok=True)
    store = Store(str(folder))
    _load(store, paths)
    store.flush()
    del store
    record.write_text(digest, encoding="ascii")
    return folder


def _load(store: Store, paths: Iterable[Path]) -> None:
    for path in paths:
        try:
            store.bulk_load(path=str(path), format=RdfFormat.N_QUADS)
        except (SyntaxError, ValueError) as error:
            raise DataError(f"{path}: damaged ({error}); run 'communique build' to publish it again") from None


def _data_hash(graph: Path) -> str:
    """Return the hash of the one file, or of the file that has those of the parts."""
    whole = graph / DATA
    with (whole if whole.is_file() else graph / PARTS / MANIFEST).open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
