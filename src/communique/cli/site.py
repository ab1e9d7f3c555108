"""`communique site`."""

from pathlib import Path

import click

from communique.cli.output import note, open_project


@click.command("site", epilog="Example: communique site public")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.pass_context
def command(ctx: click.Context, folder: Path) -> None:
    """Write the pages of the data set into FOLDER.

    They work from the folder itself, from any web server and from GitHub Pages, and ask nothing of anybody else.
    """
    from communique.cli.progress import shown_progress
    from communique.site import write_site

    project = open_project(ctx)
    with shown_progress() as progress:
        done = write_site(project.settings, project.store, folder, progress)
    note(f"{done.pages} pages, {done.files} files, {done.size / 1e6:.1f} MB in {folder}; open {folder / 'index.html'}")
