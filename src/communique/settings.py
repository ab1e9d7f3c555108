"""The project file `communique.toml`: what the data set is called, and where its parts lie."""

import difflib
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from communique.errors import ProjectError

FILE: Final = "communique.toml"

#: Keys of the file with the type and default of each; a key without a default must be given.
_KEYS: Final[dict[str, tuple[type, Any]]] = {
    "name": (str, None),
    "title": (str, None),
    "base": (str, None),
    "description": (str, ""),
    "publisher": (str, ""),
    "licence": (str, ""),
    "languages": (list, ["en"]),
    "paths": (dict, {}),
    "services": (list, []),
}
#: The parts of a project and where each lies, below the folder of the file.
PATHS: Final = {
    "documents": "data/documents",
    "authority": "data/authority",
    "judgements": "data/judgements",
    "links": "data/links",
    "graph": "data/graph",
    "questions": "queries/questions",
    "shapes": "ontology/shapes",
    "lexicon": "data/lexicon",
    "waivers": "data/waivers.tsv",
    "takedowns": "data/takedowns.tsv",
}


@dataclass(frozen=True, slots=True)
class Settings:
    """The project file's content, with every path made whole.

    `services` are the addresses that a query's `SERVICE` may name.
    """

    root: Path
    name: str
    title: str
    base: str
    description: str
    publisher: str
    licence: str
    languages: tuple[str, ...]
    services: tuple[str, ...]
    paths: dict[str, Path]

    @property
    def cache(self) -> Path:
        """The folder of what can be made again at any time."""
        return self.root / ".communique"


def find_root(start: str | Path) -> Path:
    """Return the nearest folder at or above `start` that holds a project file.

    Raises:
        ProjectError: there is none.
    """
    start = Path(start).resolve()
    for folder in (start, *start.parents):
        if (folder / FILE).is_file():
            return folder
    raise ProjectError(f"{start}: no {FILE} here or above; go into a project's folder, or make one with 'communique new DIR'")


def read_settings(root: str | Path) -> Settings:
    """Read the project file of a folder.

    Raises:
        ProjectError: it is missing, is not TOML, or a key is unknown, missing or of the wrong type.
    """
    path = Path(root) / FILE
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ProjectError(f"{path}: cannot be read ({error.strerror}); expected a project file") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ProjectError(f"{path}: not TOML: {error}; mend the line") from None
    _check_keys(content, _KEYS, str(path))
    values = {key: _value(content, key, str(path)) for key in _KEYS}
    _check_keys(values["paths"], PATHS, f"{path}, [paths]")
    _check_base(values["base"], str(path))
    paths = {key: Path(root) / values["paths"].get(key, default) for key, default in PATHS.items()}
    lists = {key: tuple(map(str, values[key])) for key in ("languages", "services")}
    return Settings(root=Path(root), **{**values, **lists, "paths": paths})


def _check_keys(content: dict[str, Any], known: dict[str, Any], where: str) -> None:
    for key in content:
        if key not in known:
            near = difflib.get_close_matches(key, known, 1)
            hint = f"did you mean {near[0]!r}?" if near else f"expected one of {', '.join(known)}"
            raise ProjectError(f"{where}: unknown key {key!r}; {hint}")


def _value(content: dict[str, Any], key: str, where: str) -> Any:
    kind, default = _KEYS[key]
    value = content.get(key, default)
    if value is None:
        raise ProjectError(f'{where}: {key!r} is missing; add a line like {key} = "…"')
    if not isinstance(value, kind):
        raise ProjectError(f"{where}: {key!r} is a {type(value).__name__}; expected a {kind.__name__}")
    return value


def _check_base(base: str, where: str) -> None:
    if not re.fullmatch(r"https?://[^\s<>\"{}|\\^`]+[/#]", base):
        raise ProjectError(
            f"{where}: base is {base!r}; expected an address that ends in '/' like \"https://example.org/meetings/\""
        )
