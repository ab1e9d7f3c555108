"""The form of a word table, and the general tables, which come with the program.

A table is a TSV file. Lines that begin with `#` are its head and say what it is; the first other line names the columns; a cell
with several values separates them by `|`.
"""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final

Row = dict[str, str]
Rows = tuple[Row, ...]

#: Columns whose cells hold several values.
LISTS: Final = frozenset({"aliases", "adjectives", "spellings", "short", "forms"})
#: The columns that tell a row from the others of its table; without mention, the first.
_KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    "agencies": ("name", "state"),
    "body_words": ("sort", "word"),
    "series_words": ("sort", "word"),
    "title_words": ("sort", "word"),
}
_PACKAGE: Final = "communique.lexicon"


@cache
def table_names() -> tuple[str, ...]:
    """Return the names of the general tables, sorted.

    >>> "agencies" in table_names()
    True
    """
    return tuple(sorted(path.name.removesuffix(".tsv") for path in files(_PACKAGE).iterdir() if path.name.endswith(".tsv")))


@cache
def columns(name: str) -> tuple[str, ...]:
    """Return the columns of a table.

    >>> columns("nicknames")
    ('name', 'short')
    """
    return tuple(_lines(name)[0].split("\t"))


@cache
def general(name: str) -> Rows:
    """Return the rows of a general table, each as column → cell.

    >>> next(row["name"] for row in general("states") if row["code"] == "MEX")
    'Mexico'
    """
    return tuple(dict(zip(columns(name), line.split("\t"), strict=True)) for line in _lines(name)[1:])


def key_of(name: str, row: Row) -> tuple[str, ...]:
    """Return what tells a row from the others of its table.

    >>> key_of("agencies", {"name": "Treasury", "acronym": "", "aliases": "", "state": "USA", "parent": ""})
    ('Treasury', 'USA')
    """
    return tuple(row[column] for column in _KEYS.get(name, columns(name)[:1]))


def cells(row: Row, column: str) -> tuple[str, ...]:
    """Return the values of a cell that holds several.

    >>> cells({"aliases": "USA|U.S."}, "aliases")
    ('USA', 'U.S.')
    """
    return tuple(part for part in row[column].split("|") if part)


def join(name: str, more: Rows) -> Rows:
    """Return the general rows of a table with more after them.

    In a table whose cells hold lists, a row with the key of a general one joins it: lists are put together, and of other cells the
    new one counts, unless it is empty.

    >>> [row["short"] for row in join("nicknames", ({"name": "Abigail", "short": "Gail"},)) if row["name"] == "Abigail"]
    ['Abby|Gail']
    """
    if not more or not LISTS.intersection(columns(name)):
        return (*general(name), *more)
    found = {key_of(name, row): row for row in general(name)}
    for row in more:
        key = key_of(name, row)
        found[key] = _joined(found[key], row) if key in found else row
    return tuple(found.values())


def _joined(old: Row, new: Row) -> Row:
    def cell(column: str) -> str:
        if column in LISTS:
            return "|".join(dict.fromkeys((*cells(old, column), *cells(new, column))))
        return new[column] or old[column]

    return {column: cell(column) for column in old}


@cache
def _lines(name: str) -> tuple[str, ...]:
    text = files(_PACKAGE).joinpath(f"{name}.tsv").read_text("utf-8")
    return tuple(line for line in text.splitlines() if line and not line.startswith("#"))
