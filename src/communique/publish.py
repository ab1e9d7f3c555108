"""Publishing: the files of a data set are written beside the published ones and take their place at once.

1. A lock keeps a second build away.
2. All files are written and flushed to a new folder beside the published one.
3. The two folders are exchanged in one step, and the old one is removed.

A build that fails or is killed leaves the published folder as it was; what it left beside is removed by the next one.
"""

import ctypes
import fcntl
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from communique.errors import CommuniqueError, DataError

_EXCHANGE: Final = 2
_AT_FDCWD: Final = -100


@contextmanager
def locked(cache: Path) -> Iterator[None]:
    """Hold the project's build lock.

    Raises:
        DataError: another build holds it, or the folder cannot be written.
    """
    try:
        cache.mkdir(parents=True, exist_ok=True)
        file = (cache / "lock").open("w", encoding="ascii")
    except OSError as error:
        raise DataError(
            f"{cache}: cannot be written ({error.strerror}); a build needs to write below the project's folder"
        ) from None
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise DataError(f"{cache / 'lock'}: another build of this project is running; wait until it ends") from None
        yield


def publish(folder: Path, files: Mapping[str, bytes]) -> None:
    """Make `folder` hold exactly these files.

    Raises:
        DataError: something cannot be written; the folder is then as it was.
    """
    publish_made(folder, lambda fresh: write_files(fresh, files))


def write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files into a folder, each for good."""
    for name, content in files.items():
        _write(folder / name, content)


def publish_made(folder: Path, make: Callable[[Path], None]) -> None:
    """Make `folder` hold what `make` writes into the new folder that it is given; if it fails, nothing changes.

    Raises:
        DataError: something cannot be written; the folder is then as it was.
    """
    fresh = folder.with_name(f".{folder.name}.new")
    try:
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(parents=True)
        make(fresh)
        _swap(fresh, folder)
    except CommuniqueError:
        shutil.rmtree(fresh, ignore_errors=True)
        raise
    except OSError as error:
        shutil.rmtree(fresh, ignore_errors=True)
        raise DataError(f"{folder}: cannot be published ({error.strerror}); what was there before is as it was") from None
    shutil.rmtree(fresh, ignore_errors=True)


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _swap(fresh: Path, folder: Path) -> None:
    if not folder.exists():
        fresh.rename(folder)
    elif not _exchange(fresh, folder):
        old = folder.with_name(f".{folder.name}.old")
        shutil.rmtree(old, ignore_errors=True)
        folder.rename(old)
        fresh.rename(folder)
        shutil.rmtree(old, ignore_errors=True)


def _exchange(left: Path, right: Path) -> bool:
    """Exchange two folders in one step, where the system can (renameat2 of Linux)."""
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    return bool(rename(_AT_FDCWD, os.fsencode(left), _AT_FDCWD, os.fsencode(right), _EXCHANGE) == 0)
