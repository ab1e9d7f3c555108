"""A whole data set, held while it is checked: in memory where there is room for it, else on disk."""

import shutil
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from pyoxigraph import Store

from communique.checks.parts import load_parts
from communique.errors import DataError
from communique.store import TAKEN, available_memory


def fits(parts: Iterable[Path]) -> bool:
    """Tell whether memory has room for a store of some files: whether that takes at most half of what is free."""
    return sum(part.stat().st_size for part in parts) * TAKEN <= available_memory() / 2


@contextmanager
def opened(parts: Collection[Path], folder: Path) -> Iterator[Store]:
    """Hold what some files say in a store: in memory where there is room for it, else on disk in a folder.

    On disk all questions take several times as long. What a kill has left there is removed by the next.

    Raises:
        DataError: a file is damaged, or the disk cannot take the store.
    """
    if fits(parts):
        yield load_parts(Store(), parts)
        return
    place = folder / "whole"
    shutil.rmtree(place, ignore_errors=True)
    try:
        yield _on_disk(parts, place)
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _on_disk(parts: Collection[Path], place: Path) -> Store:
    try:
        store = load_parts(Store(str(place)), parts)
        store.optimize()
    except OSError as error:
        raise DataError(f"{place}: cannot be written ({error}); a data set too large for memory is checked there") from None
    return store
