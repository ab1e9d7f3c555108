"""`communique read`."""

import json
from pathlib import Path

import click

from communique.cli.output import text_option


@click.command("read", epilog="Example: communique read data/documents/*.txt --format json")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@text_option
@click.option("--coverage", is_flag=True, help="Account for every character: read, noise, or not understood.")
def command(files: tuple[Path, ...], form: str, coverage: bool) -> None:
    """Show what documents say, each read on its own."""
    from communique.documents import read_document
    from communique.reading import as_json, read
    from communique.reading import coverage as cover

    documents = [read_document(path) for path in files]
    readings = [read(document) for document in documents]
    if coverage:
        for document, reading in zip(documents, readings, strict=True):
            click.echo(cover(document, reading).as_text())
    elif form == "json":
        objects = [as_json(reading) for reading in readings]
        click.echo(json.dumps(objects[0] if len(objects) == 1 else objects, ensure_ascii=False, indent=1))
    else:
        for reading in readings:
            click.echo(_text(as_json(reading)))


def _text(reading: dict[str, object]) -> str:
    """Return a reading for people: what was read, indented, without the evidence."""
    lines = [f"{reading['document']}"]
    _tell(reading, 1, lines)
    return "\n".join(lines)


def _tell(value: object, depth: int, lines: list[str]) -> None:
    hidden = {"evidence", "says", "said", "document", "sha256"}
    pairs = value.items() if isinstance(value, dict) else enumerate(value, 1) if isinstance(value, list) else ()
    for key, item in pairs:
        if key in hidden or item in (None, [], {}):
            continue
        if isinstance(item, dict | list) and not all(isinstance(part, str) for part in item):
            lines.append(f"{'  ' * depth}{key}")
            _tell(item, depth + 1, lines)
        else:
            shown = ", ".join(item) if isinstance(item, list) else item
            lines.append(f"{'  ' * depth}{key}: {shown}")
