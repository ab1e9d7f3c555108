"""What became of documents that were taken in, for people."""

from collections.abc import Iterable

from communique.cli.output import note
from communique.intake import Row


def print_intake(rows: Iterable[Row]) -> None:
    """Print one line for each document, on standard error."""
    for row in rows:
        name = row.document.name if row.document and row.status == "added" else row.source
        alike = "".join(f"; {share:.0%} like {other}" for other, share in row.alike)
        message = row.message.removeprefix(f"{row.source}: ")
        note(f"{row.status}: {name}{_found(row)}{alike}{f': {message}' if message else ''}")


def _found(row: Row) -> str:
    if row.document is None or row.status != "added":
        return ""
    sources = dict(row.document.sources)
    fields = ("title", "published", "publisher", "url", "language")
    found = [f"{field} {value!r} from {sources[field]}" for field in fields if (value := getattr(row.document, field))]
    undated = [] if row.document.published else ["no date of publication"]
    return f" ({'; '.join([*found, *undated])})"
