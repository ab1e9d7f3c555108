"""A project's own words, beside the general ones: an agency, a nickname, the title of a post, a noun for a meeting.

Each file of the project's folder (`data/lexicon`) has the name and the columns of a general table, and its rows are read after
those of that table. Which words hold is a matter of context: `using` makes a glossary hold for a while, `use` from now on, and
`kept` keeps the results of a function apart for each. A process or thread that was just started has the general words only.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import lru_cache, update_wrapper
from pathlib import Path
from typing import Final, Generic, ParamSpec, TypeVar

from communique.errors import GlossaryError
from communique.lexicon.tables import Row, Rows, columns, general, key_of, table_names

P = ParamSpec("P")
R = TypeVar("R")

#: Tables that hold the grammar of the language rather than words of a field.
_CLOSED_TABLES: Final = frozenset({"small", "starters"})
#: Columns in which only the values that the general table has mean something.
_CODES: Final = frozenset({"class", "kind", "part", "sort", "strength"})
#: Of so many glossaries the results are kept at a time.
_GLOSSARIES: Final = 4


@dataclass(frozen=True, slots=True)
class Glossary:
    """The rows that a project adds, by table; `digest` tells two glossaries apart and is empty where nothing is added."""

    tables: Mapping[str, Rows] = field(default_factory=dict)
    digest: str = ""


_PRESENT: Final = ContextVar("glossary", default=Glossary())  # noqa: B039 - nothing changes it


def read_glossary(folder: str | Path) -> Glossary:
    """Read the tables of a project's folder; a folder that is missing adds nothing.

    Raises:
        GlossaryError: a file has the name of no table, another head, or a row that means nothing.
    """
    found = {path.stem: _read(path) for path in sorted(Path(folder).glob("*.tsv"))}
    tables = {name: rows for name, rows in found.items() if rows}
    _check_states(Path(folder), tables)
    digest = hashlib.sha256(repr(sorted(tables.items())).encode()).hexdigest() if tables else ""
    return Glossary(tables, digest)


def present() -> Glossary:
    """Return the glossary that holds.

    >>> present().digest
    ''
    """
    return _PRESENT.get()


def use(glossary: Glossary) -> None:
    """Make a glossary hold from now on, in this thread and what it calls."""
    _PRESENT.set(glossary)


@contextmanager
def using(glossary: Glossary) -> Iterator[None]:
    """Make a glossary hold for a while."""
    token = _PRESENT.set(glossary)
    try:
        yield
    finally:
        _PRESENT.reset(token)


class Kept(Generic[P, R]):
    """A function that depends on the words that hold, with its results kept, apart for each glossary."""

    def __init__(self, function: Callable[P, R], most: int | None = None) -> None:
        self._function = function
        self._most = most
        self._by_words: dict[str, Callable[P, R]] = {}
        update_wrapper(self, function)

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R:
        """Return the function's result, kept or new."""
        return self.now()(*args, **kwargs)

    def now(self) -> Callable[P, R]:
        """Return the function for the words that hold now, for calls in a row."""
        digest = _PRESENT.get().digest
        found = self._by_words.get(digest)
        return found if found is not None else self._start(digest)

    def _start(self, digest: str) -> Callable[P, R]:
        for other in list(self._by_words)[: 1 - _GLOSSARIES]:
            del self._by_words[other]
        started: Callable[P, R] = lru_cache(self._most)(self._function)  # type: ignore[assignment]
        self._by_words[digest] = started
        return started


def kept(function: Callable[P, R]) -> Kept[P, R]:
    """Keep the results of a function that depends on words, apart for each glossary."""
    return Kept(function)


def _read(path: Path) -> Rows:
    name = path.stem
    own = [table for table in table_names() if table not in _CLOSED_TABLES]
    if name not in own:
        raise GlossaryError(f"{path}: no table has this name; expected one of {', '.join(own)}; rename the file")
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise GlossaryError(f"{path}: cannot be read ({error}); save the file as UTF-8 text") from None
    numbered = [(number, line) for number, line in enumerate(lines, 1) if line.strip() and not line.startswith("#")]
    head = "\t".join(columns(name))
    if not numbered or numbered[0][1].rstrip() != head:
        raise GlossaryError(f"{path}: the columns are not those of its table; expected a line {head!r}, with a tab between")
    return tuple(_row(name, line, f"{path}, line {number}") for number, line in numbered[1:])


def _row(name: str, line: str, where: str) -> Row:
    found, expected = [cell.strip() for cell in line.split("\t")], columns(name)
    if len(found) > len(expected):
        raise GlossaryError(f"{where}: {len(found)} cells; expected at most {len(expected)}: {', '.join(expected)}; remove a tab")
    row = dict(zip(expected, found + [""] * (len(expected) - len(found)), strict=True))
    if not row[expected[0]] or not any(key_of(name, row)):
        raise GlossaryError(f"{where}: the cell of {expected[0]!r} is empty; expected a word or name, cells with a tab between")
    for column in sorted(_CODES.intersection(expected)):
        known = dict.fromkeys(other[column] for other in general(name))
        if row[column] not in known:
            raise GlossaryError(f"{where}: {column} is {row[column]!r}; expected one of {', '.join(sorted(known))}")
    return row


def _check_states(folder: Path, tables: Mapping[str, Rows]) -> None:
    """Check that the states of bodies and cities are known, or among the project's own."""
    known = {row["code"] for row in (*general("states"), *tables.get("states", ()))} | {""}
    for name in ("agencies", "cities"):
        for row in tables.get(name, ()):
            if row["state"] not in known:
                raise GlossaryError(
                    f"{folder / name}.tsv: the state of {row['name']!r} is {row['state']!r}; expected a code such as PER of "
                    "ISO 3166-1, or one that states.tsv beside it adds"
                )
