"""A new project for somebody's documents: `communique new`.

The files of `stock_project` are the template: what they say is what people read first. The project appears whole, with
its documents, or not at all.
"""

import json
import re
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from string import Template
from typing import Final

from communique.errors import ProjectError
from communique.intake import Row, add
from communique.settings import read_settings
from communique.summary import Progress, quiet

_NAME: Final = re.compile(r"[a-z0-9][a-z0-9-]*")


@dataclass(frozen=True, slots=True)
class Made:
    """A new project: its folder, and what became of each document that was to go in."""

    root: Path
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Naming:
    """What a new data set is called, and the address below which its things get theirs.

    What is missing is made of the folder's name.
    """

    title: str | None = None
    base: str | None = None


_UNNAMED: Final = Naming()


def new(folder: str | Path, source: str | Path | None = None, naming: Naming = _UNNAMED, progress: Progress = quiet) -> Made:
    """Make a project in a folder that is missing or empty, and take in the documents of `source`.

    The project's name is the folder's. It appears with its documents, or not at all.

    Raises:
        ProjectError: the folder holds files, cannot be made, or `source` does not exist; or a value is not fit.
    """
    root = Path(folder).resolve()
    name = re.sub(r"[^a-z0-9]+", "-", root.name.lower()).strip("-")
    _check(root, name, source)
    title = naming.title or f"Meetings in the documents of {root.name}"
    values = {
        "name": name,
        "title": title,
        "quoted_title": json.dumps(title, ensure_ascii=False),
        "base": naming.base or f"https://example.org/{name}/",
    }
    rows: list[Row] = []

    def take_in(fresh: Path) -> None:
        if source:
            rows.extend(add(fresh / "data" / "documents", [Path(source)], progress=progress))

    _put_in_place(root, values, take_in)
    return Made(root, tuple(rows))


def _check(root: Path, name: str, source: str | Path | None) -> None:
    if not _NAME.fullmatch(name):
        raise ProjectError(f"{root}: the folder's name gives the project's; expected letters or digits; choose another")
    if root.exists() and (not root.is_dir() or any(root.iterdir())):
        raise ProjectError(f"{root}: is not empty; expected a new folder; choose another, and add documents with --from")
    if source and not Path(source).exists():
        raise ProjectError(f"{source}: no such file or folder; expected the documents to take in")


def _put_in_place(root: Path, values: Mapping[str, str], take_in: Callable[[Path], None]) -> None:
    try:
        root.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=root.parent, prefix=f".{root.name}.") as draft:
            fresh = Path(draft) / root.name
            _copy(files("communique") / "stock_project", fresh, values)
            read_settings(fresh)
            take_in(fresh)
            fresh.replace(root)
    except OSError as error:
        raise ProjectError(f"{root}: cannot be made ({error.strerror}); expected a folder that can be written") from None


def _copy(template: Traversable, to: Path, values: Mapping[str, str]) -> None:
    to.mkdir()
    for part in sorted(template.iterdir(), key=lambda part: part.name):
        if part.is_dir():
            _copy(part, to / part.name, values)
        else:
            text = Template(part.read_text(encoding="utf-8")).safe_substitute(values)
            (to / part.name).write_text(text, encoding="utf-8")
