"""What became of documents that were taken in, for people."""

from collections.abc import Iterable

from communique.cli.output import note
from communique.intake import Row


def print_intake(rows: Iterable[Row]) -> None:
    """Print one line for each document, on standard error."""
    for row in rows:
        name = row.document.name if row.document else row.source
        alike = "".join(f"; {share:.0%} like {other}" for other, share in row.alike)
        note(f"{row.status}: {name}{_found(row)}{alike}{f': {row.message}' if row.message else ''}")


def _found(row: Row) -> str:
    if row.document is None:
        return ""
    fields = ("title", "published", "publisher", "language")
    found = [f"{field} {getattr(row.document, field)!r}" for field in fields if getattr(row.document, field)]
    return f" ({', '.join(found)})" if found else " (no metadata found)"
