"""A whole data set, held while it is checked: in memory where there is room for it, else on disk."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from pyoxigraph import Store

from communique.checks.parts import load_parts
from communique.store import TAKEN, available_memory


@contextmanager
def opened(parts: Collection[Path], folder: Path) -> Iterator[Store]:
    """Hold what some files say in a store: in memory where that takes at most half of what is free, else on disk in a folder.

    On disk all questions take several times as long; a data set of a hundred thousand documents would take 30 GB of memory.

    Raises:
        DataError: a file is damaged.
    """
    if sum(part.stat().st_size for part in parts) * TAKEN <= available_memory() / 2:
        yield load_parts(Store(), parts)
        return
    with TemporaryDirectory(prefix="whole-", dir=folder) as place:
        store = load_parts(Store(place), parts)
        store.optimize()
        yield store
        del store
