"""A folder for bulk loaders: the data set's parts as plain N-Quads, their hashes, and what starts the loader of a store.

A part appears whole or not at all, and one that is there already, by its hash, is passed over, so that what was broken off goes on.
Loading itself is the store's: Virtuoso keeps a list of the files that it has taken in, and to any store a part that comes twice
tells nothing new, because there are no blank nodes. Whether all is there, `load.py` verifies at the store's endpoint.
"""

import hashlib
import os
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import Final

from communique.errors import DataError
from communique.parts import MANIFEST, read_parts

#: What starts a store's bulk loader, by file; `FOLDER` is the folder, which Virtuoso must be allowed to read (`DirsAllowed`).
STARTERS: Final = {
    "virtuoso.sql": "ld_dir('FOLDER', '*.nq', 'urn:x-communique:default');\nrdf_loader_run();\ncheckpoint;\n",
    "oxigraph.sh": """#!/bin/sh
# oxigraph.sh LOCATION: fills the store at LOCATION
exec oxigraph load --location "$1" --file "$(dirname "$0")"/*.nq
""",
}
#: Told after each part: how many are there, and how many there are to be.
Progress = Callable[[int, int], None]


def write_bulk(parts: Sequence[Path], folder: Path, progress: Progress) -> list[Path]:
    """Let a folder hold the data set for bulk loaders, and return its parts.

    Raises:
        DataError: a part of the data set is damaged, or the folder cannot be written or holds other N-Quads.
    """
    names = {path.name.removesuffix(".gz"): path for path in parts}
    digests = {}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _refuse_others(folder, names)
        for done, (name, part) in enumerate(names.items(), 1):
            digests[name] = _put(part, folder / name)
            progress(done, len(names))
        for name, text in STARTERS.items():
            (folder / name).write_text(text.replace("FOLDER", str(folder.resolve()).replace("'", "''")), encoding="utf-8")
        lines = (f"{digest}  {name}\n" for name, digest in digests.items())
        (folder / MANIFEST).write_text("".join(lines), encoding="ascii")
    except OSError as error:
        raise DataError(f"{folder}: cannot be written ({error.strerror}); name a folder that can be") from None
    return [folder / name for name in names]


def _refuse_others(folder: Path, names: Collection[str]) -> None:
    others = sorted(path.name for path in folder.glob("*.nq") if path.name not in names)
    if others:
        raise DataError(f"{folder / others[0]}: not of this data set, and a loader would take it in; remove it")


def _put(part: Path, target: Path) -> str:
    """Write a part, unpacked, unless it is there; return its hash."""
    digest = _digest(part)
    if not target.is_file() or _digest(target) != digest:
        draft = target.with_suffix(".new")
        with draft.open("wb") as file:
            file.writelines(read_parts((part,)))
            file.flush()
            os.fsync(file.fileno())
        draft.replace(target)
    return digest


def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    for piece in read_parts((path,)):
        digest.update(piece)
    return digest.hexdigest()
