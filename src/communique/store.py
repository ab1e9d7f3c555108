"""The published data set as a SPARQL store.

A data set of up to `IN_MEMORY` bytes of N-Quads is loaded into memory at each use (about a million statements in three
seconds); a larger one into a cache on disk, made again whenever its recorded hash differs from that of the file.
"""

import hashlib
import shutil
from pathlib import Path
from typing import Final

from pyoxigraph import RdfFormat, Store

from communique.errors import DataError

DATA: Final = "everything.nq"
IN_MEMORY: Final = 200_000_000
_HASH: Final = "sha256"


def open_store(graph: Path, cache: Path) -> Store:
    """Return the published data set as a store, in memory or on disk by its size.

    Raises:
        DataError: nothing is published, or the file is damaged.
    """
    path = find_data(graph)
    if path.stat().st_size > IN_MEMORY:
        return Store.read_only(str(disk_store(graph, cache)))
    store = Store()
    _load(store, path)
    return store


def find_data(graph: Path) -> Path:
    """Return the file that holds the whole published data set.

    Raises:
        DataError: nothing is published.
    """
    path = graph / DATA
    if not path.is_file():
        raise DataError(f"{path}: nothing is published yet; run 'communique build'")
    return path


def disk_store(graph: Path, cache: Path) -> Path:
    """Return the folder of the store on disk, making it anew when the data set has changed.

    Raises:
        DataError: nothing is published, or the file is damaged.
    """
    path = find_data(graph)
    digest = _file_hash(path)
    folder, record = cache / "store", cache / _HASH
    if folder.is_dir() and record.is_file() and record.read_text(encoding="ascii") == digest:
        return folder
    record.unlink(missing_ok=True)
    shutil.rmtree(folder, ignore_errors=True)
    cache.mkdir(parents=True, exist_ok=True)
    store = Store(str(folder))
    _load(store, path)
    store.flush()
    del store
    record.write_text(digest, encoding="ascii")
    return folder


def _load(store: Store, path: Path) -> None:
    try:
        store.bulk_load(path=str(path), format=RdfFormat.N_QUADS)
    except (SyntaxError, ValueError) as error:
        raise DataError(f"{path}: damaged ({error}); run 'communique build' to publish it again") from None


def _file_hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
