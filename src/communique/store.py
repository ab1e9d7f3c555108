"""The published data set as a SPARQL store, in memory while it fits and on disk above.

1. In memory while what all processes load together is at most `IN_MEMORY` bytes of N-Quads, and would take at most half of the
   memory that is available (`TAKEN` bytes for each byte of N-Quads).
2. Else on disk, in `.communique/stores/HASH`, opened read-only by every process. It is made beside under another name and renamed
   when it is whole, so that a kill leaves nothing that could be taken for it.
3. It is made anew whenever the hash of the published N-Quads is another.
4. The store used before stays until the next is made, for processes that still read it.
"""

import fcntl
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from pyoxigraph import Store

from communique.errors import DataError
from communique.parts import count_bytes, find_parts, hash_parts, load_parts

#: Bytes of N-Quads, in all processes together, that are held in memory: they load in a few seconds.
IN_MEMORY: Final = 300_000_000
#: Bytes of memory that a store takes for each byte of N-Quads.
TAKEN: Final = 2
#: What tells glibc to ask for pages of two megabytes, in which an engine that looks things up all over a large store waits less.
_LARGE_PAGES: Final = {"GLIBC_TUNABLES": "glibc.malloc.hugetlb=1"}
_KEPT: Final = 2
_MEMORY: Final = Path("/proc/meminfo")
_NAME: Final = 32
#: A file that every store on disk has.
_STORE_MARK: Final = "CURRENT"


def open_store(graph: Path, cache: Path) -> Store:
    """Return the published data set as a store, in memory or on disk by its size.

    Raises:
        DataError: nothing is published, or a file is damaged.
    """
    parts = find_parts(graph)
    if not fits(parts):
        return Store.read_only(str(disk_store(graph, cache)))
    store = Store()
    load_parts(store, parts)
    return store


def with_large_pages(environment: Mapping[str, str]) -> dict[str, str]:
    """Return the environment of a process that is to hold a store in memory, in large pages where the system has them.

    What is set by people stays; other systems than Linux with glibc do not look at it.

    >>> with_large_pages({"GLIBC_TUNABLES": "", "HOME": "/"})
    {'GLIBC_TUNABLES': '', 'HOME': '/'}
    """
    return {**_LARGE_PAGES, **environment}


def is_store(place: Path) -> bool:
    """Say whether a folder is that of a store on disk."""
    return (place / _STORE_MARK).is_file()


def fits(parts: Sequence[Path], processes: int = 1) -> bool:
    """Say whether so many processes should hold the data set in memory, each for itself."""
    size = count_bytes(parts) * processes
    return size <= IN_MEMORY and has_room(size)


def has_room(size: int) -> bool:
    """Say whether a store of so many bytes of N-Quads takes at most half of the memory that is available."""
    return size * TAKEN <= available_memory() / 2


def available_memory() -> float:
    """Return the bytes of memory that programs may still take; without end where the system does not say."""
    try:
        lines = _MEMORY.read_text(encoding="ascii").splitlines()
    except OSError:
        return float("inf")
    return next((1024.0 * int(line.split()[1]) for line in lines if line.startswith("MemAvailable:")), float("inf"))


def disk_store(graph: Path, cache: Path) -> Path:
    """Return the folder of the store on disk, making it if the data set has changed.

    Raises:
        DataError: nothing is published, a file is damaged, or the cache cannot be written.
    """
    parts, folder = find_parts(graph), cache / "stores"
    try:
        with _alone(folder):
            place = folder / hash_parts(parts)[:_NAME]
            if not _opens(place):
                shutil.rmtree(place, ignore_errors=True)
                _make(parts, place)
            os.utime(place)
            _clear(folder)
    except OSError as error:
        raise DataError(f"{folder}: cannot be written ({error}); a large data set needs a store on disk there") from None
    return place


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Wait until no other process works in the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w", encoding="ascii") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _opens(place: Path) -> bool:
    """Tell whether a store is there and whole enough to be opened; the engine calls damage by several names."""
    try:
        Store.read_only(str(place))
    except (OSError, RuntimeError, ValueError):
        return False
    return True


def _make(parts: Sequence[Path], place: Path) -> None:
    draft = place.with_name(f"{place.name}.new")
    shutil.rmtree(draft, ignore_errors=True)
    store = Store(str(draft))
    try:
        load_parts(store, parts)
        store.optimize()
        store.flush()
    finally:
        del store
    draft.rename(place)


def _clear(folder: Path) -> None:
    """Remove what a kill has left, and all stores but the last used."""
    stores = sorted((path for path in folder.iterdir() if path.is_dir()), key=lambda path: path.stat().st_mtime_ns, reverse=True)
    for path in (*(path for path in stores if path.suffix), *[path for path in stores if not path.suffix][_KEPT:]):
        shutil.rmtree(path, ignore_errors=True)
