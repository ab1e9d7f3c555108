"""`communique export`."""

import sys
from pathlib import Path

import click

from communique.cli.output import note, open_project
from communique.export import FORMATS

_FORMATS = (*FORMATS, "rdf12", "graphml")


@click.command("export", epilog="Example: communique export --format json-ld -o data.jsonld")
@click.option(
    "--format",
    "form",
    type=click.Choice((*FORMATS, "rdf12", "graphml", "csv")),
    default="turtle",
    show_default=True,
    help="The format.",
)
@click.option("--graph", metavar="NAME", help="Only the named graph NAME (facts, derived, weighing, claims/DOCUMENT …).")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="The file to write (else standard output).")
@click.pass_context
def command(ctx: click.Context, form: str, graph: str | None, output: Path | None) -> None:
    """Write the data set in another format.

    turtle, ntriples and rdfxml hold one graph and give the facts unless --graph names another; the others hold all graphs.
    """
    from communique.exports import export

    project = open_project(ctx)
    content = export(project.store, form, project.settings.base, graph)
    if output is None:
        sys.stdout.buffer.write(content)
        return
    output.write_bytes(content)
    note(f"wrote {output} ({len(content)} bytes)")
