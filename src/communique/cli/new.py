"""`communique new`."""

from pathlib import Path

import click

from communique.cli.intake import print_intake
from communique.cli.output import note


@click.command("new", epilog="Example: communique new talks --from my-releases")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--from", "source", type=click.Path(path_type=Path), help="A folder or file of documents to take in.")
@click.option("--title", help="What the data set is called.")
@click.option("--base", metavar="IRI", help="The address below which its things get theirs.")
def command(folder: Path, source: Path | None, title: str | None, base: str | None) -> None:
    """Make a project for your own documents in FOLDER, and build it when there are documents."""
    from communique.cli.progress import shown_progress
    from communique.project import Project
    from communique.scaffold import Naming, new

    with shown_progress() as progress:
        made = new(folder, source, Naming(title, base), progress)
    note(f"made {folder}")
    print_intake(made.rows)
    if any(row.document for row in made.rows):
        with shown_progress() as progress:
            summary = Project.open(made.root).build(progress)
        note(f"built it: {summary.documents} documents, {summary.facts} facts")
        note(f"next: cd {folder}; communique ask meetings; communique doctor")
    else:
        note(f"next: cd {folder}; communique add FILE …; communique build")
