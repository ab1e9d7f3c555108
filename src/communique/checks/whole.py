"""A whole data set, held while it is checked: in memory where there is room for it, else on disk."""

import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from pyoxigraph import Store

from communique.checks.parts import load_parts
from communique.errors import DataError
from communique.parts import count_bytes
from communique.store import has_room


@contextmanager
def opened(parts: Collection[Path], folder: Path) -> Iterator[Store]:
    """Hold what some files say in a store: in memory where there is room for it, else on disk in a folder.

    On disk all questions take several times as long. What a kill has left there is removed by the next.

    Raises:
        DataError: a file is damaged, or the disk cannot take the store.
    """
    if has_room(count_bytes(parts)):
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
