"""`communique add`."""

import sys
from pathlib import Path

import click

from communique.cli.intake import print_intake
from communique.cli.output import note, open_project


@click.command("add", epilog="Example: communique add ~/releases/*.html")
@click.argument("sources", nargs=-1, required=True, metavar="FILE|FOLDER|-...")
@click.pass_context
def command(ctx: click.Context, sources: tuple[str, ...]) -> None:
    """Copy documents into the project: text, Markdown, HTML, PDF, DOCX, e-mail, saved feeds; '-' is standard input.

    Exit status 2 when a document was refused.
    """
    from communique.intake import Incoming, add

    settings = open_project(ctx).settings
    taken = [Incoming("standard input", sys.stdin.buffer.read()) if name == "-" else Path(name) for name in sources]
    rows = add(settings.paths["documents"], taken)
    print_intake(rows)
    if any(row.status == "refused" for row in rows):
        ctx.exit(2)
    note("next: communique build")
