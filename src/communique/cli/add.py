"""`communique add`."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from communique.cli.intake import print_intake
from communique.cli.output import note, open_project

if TYPE_CHECKING:
    from communique.intake import Incoming

#: Bytes; more than this is not one release.
_LARGEST = 50_000_000


@click.command("add", epilog="Example: communique add ~/releases/*.html")
@click.argument("sources", nargs=-1, required=True, metavar="FILE|FOLDER|-...")
@click.pass_context
def command(ctx: click.Context, sources: tuple[str, ...]) -> None:
    """Copy documents into the project: text, Markdown, HTML, PDF, DOCX, e-mail, saved feeds; '-' is standard input.

    Exit status 2 when a document was refused.
    """
    from communique.cli.progress import shown_progress
    from communique.intake import add

    settings = open_project(ctx).settings
    taken = [_standard_input() if name == "-" else Path(name) for name in sources]
    with shown_progress() as progress:
        rows = add(settings.paths["documents"], taken, progress=progress)
    print_intake(rows)
    if any(row.status == "refused" for row in rows):
        ctx.exit(2)
    note("next: communique build")


def _standard_input() -> "Incoming":
    from communique.intake import Incoming

    data = sys.stdin.buffer.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        msg = f"standard input: more than {_LARGEST:,} bytes; expected one release"
        raise click.UsageError(msg)
    return Incoming("standard input", data)
