"""How answers are printed: data on standard output, everything else on standard error; colour only on a terminal."""

import csv
import io
import json
import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import click

from communique.errors import ProjectError
from communique.project import Project
from communique.settings import find_root, read_settings

Row = Mapping[str, Any]
FORMATS: Final = ("table", "json", "csv")
#: Characters that a column of a table needs, so that words stay whole; with less, rows are printed as blocks.
ROOM: Final = 14
#: Beside the words that a row rests on, a table has room for so many columns in all.
_BESIDE_WORDS: Final = 4

#: The option of commands that print something else than rows, for people or for programs.
text_option: Final = click.option(
    "--format", "form", type=click.Choice(("table", "json")), default="table", show_default=True, help="For people or for programs."
)
#: The option of every command that prints rows.
format_option: Final = click.option(
    "--format", "form", type=click.Choice(FORMATS), default="table", show_default=True, help="How rows are printed."
)


def open_project(ctx: click.Context) -> Project:
    """Open the project that the command line names."""
    return Project.open(ctx.find_root().obj or ".")


def hold_words(ctx: click.Context) -> None:
    """Let the words of the project at hand, if there is one, hold while a command runs."""
    from communique.lexicon.glossary import read_glossary, using

    try:
        root = find_root(ctx.find_root().obj or ".")
    except ProjectError:
        return
    ctx.with_resource(using(read_glossary(read_settings(root).paths["lexicon"])))


def print_rows(rows: Sequence[Row], columns: Sequence[str], form: str) -> None:
    """Print rows in one of the formats; an empty table is not printed."""
    if rows or form != "table":
        WRITERS[form](rows, columns)


def note(text: str) -> None:
    """Print a message for people."""
    click.echo(text, err=True)


def _json(rows: Sequence[Row], _columns: Sequence[str]) -> None:
    click.echo(json.dumps([dict(row) for row in rows], ensure_ascii=False, indent=1))


def _csv(rows: Sequence[Row], columns: Sequence[str]) -> None:
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    names = [*columns, *(key for key in (rows[0] if rows else {}) if key not in columns)]
    writer.writerow(names)
    writer.writerows([flat(row.get(name)) for name in names] for row in rows)
    click.echo(file.getvalue(), nl=False)


def flat(value: Any) -> str:
    """Return a value as one cell of text.

    >>> flat(["a", "b"]), flat(None), flat(True)
    ('a; b', '', 'true')
    """
    if isinstance(value, list):
        return "; ".join(_quotation(item) if isinstance(item, dict) else flat(item) for item in value)
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)


def _quotation(item: Mapping[str, Any]) -> str:
    return f"“{item.get('quote', '')}” ({str(item.get('document', '')).rsplit('/', 1)[-1]})"


def _table(rows: Sequence[Row], columns: Sequence[str]) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table

    shown = _for_people(rows, columns)
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else 200
    if width < ROOM * len(shown) or (shown[-1] == "why" and len(shown) > _BESIDE_WORDS):
        _blocks(rows, shown)
        return
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for name in shown:
        table.add_column(name.replace("_", " "), overflow="fold")
    for row in rows:
        table.add_row(*(_cell(row.get(name)) for name in shown))
    console = Console(width=width, highlight=False, soft_wrap=False)
    console.print(table)


def _blocks(rows: Sequence[Row], shown: Sequence[str]) -> None:
    """Print each row as a block of lines, where a table would break its words."""
    longest = max(map(len, shown))
    for row in rows:
        cells = ((name, _plain(row.get(name))) for name in shown)
        lines = (f"{name.replace('_', ' '):{longest}}  {text}" for name, text in cells if text)
        click.echo("\n".join(lines) + "\n")


def _plain(value: Any) -> str:
    items = value if isinstance(value, list) else [value]
    return "; ".join(_quotation(item) if isinstance(item, dict) else _short(item) for item in items)


def _for_people(rows: Sequence[Row], columns: Sequence[str]) -> list[str]:
    """Leave out the trailing columns of mere addresses, which are there for programs."""
    shown = list(columns)
    tail = ["why"] if shown[-1:] == ["why"] else []
    while rows and len(shown) > 1 + len(tail):
        name = shown[-1 - len(tail)]
        if name in {"document", "documents"} or not all(_is_address(row.get(name)) for row in rows):
            break
        shown.remove(name)
    return shown


def _is_address(value: Any) -> bool:
    items = value if isinstance(value, list) else [value]
    return all(item is None or str(item).startswith(("http://", "https://")) for item in items)


def _cell(value: Any) -> str:
    from rich.markup import escape

    items = value if isinstance(value, list) else [value]
    return escape("\n".join(_quotation(item) if isinstance(item, dict) else _short(item) for item in items))


def _short(value: Any) -> str:
    """Return a cell for people: of an IRI, its last segment."""
    text = flat(value)
    return text.rsplit("/", 1)[-1] if text.startswith(("http://", "https://")) and " " not in text else text


WRITERS: Final[Mapping[str, Callable[[Sequence[Row], Sequence[str]], None]]] = {"table": _table, "json": _json, "csv": _csv}
