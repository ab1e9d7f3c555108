"""The files in which people's decisions stand: changed only by a command of theirs, whole or not at all, the old one kept.

1. The folder is locked, so that of two commands at once the second sees what the first wrote.
2. The new text is written and flushed beside the file.
3. The file as it was is kept as `NAME.old`; the new one takes its place in one step.
"""

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from communique.errors import AuthorityError


def rewrite(path: Path, change: Callable[[str], str]) -> None:
    r"""Replace the text of a file by what `change` makes of it; a missing file, which is made, counts as empty.

    Raises:
        AuthorityError: it cannot be written, or is not UTF-8; it is then as it was.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder) / "rows.tsv"
    ...     for row in ("a", "b"):
    ...         rewrite(path, lambda known: f"{known}{row}\n")
    ...     [(one.name, one.read_text()) for one in sorted(path.parent.iterdir())]
    [('rows.tsv', 'a\nb\n'), ('rows.tsv.old', 'a\n')]
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with _locked(path.parent):
            known = path.read_text(encoding="utf-8") if path.is_file() else ""
            fresh = change(known)
            if fresh != known:
                _put(path, fresh)
    except UnicodeError:
        raise AuthorityError(f"{path}: not UTF-8 text, or not to be; it is as it was; save it as UTF-8 first") from None
    except OSError as error:
        raise AuthorityError(f"{path}: cannot be written ({error.strerror}); it is as it was") from None


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _put(path: Path, text: str) -> None:
    fresh, spare = path.with_name(f".{path.name}.new"), path.with_name(f".{path.name}.old")
    try:
        _write(fresh, text.encode())
        if path.exists():
            shutil.copy2(path, spare)
            spare.replace(path.with_name(f"{path.name}.old"))
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)
        spare.unlink(missing_ok=True)


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
