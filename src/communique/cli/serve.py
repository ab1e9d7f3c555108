"""`communique serve`."""

from typing import Final

import click

from communique.cli.output import hold_words, note, open_project

#: A server ends when it is interrupted, as shells count it: 128 and the number of the signal.
_INTERRUPTED: Final = 130


@click.command("serve", epilog="Example: communique serve --port 8000")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="The port to listen on.")
@click.option("--writable", is_flag=True, help="Accept updates, on a copy that ends with the server.")
@click.option("--review", is_flag=True, help="Serve the pages on which a person decides, to this machine alone.")
@click.pass_context
def command(ctx: click.Context, host: str, port: int, writable: bool, review: bool) -> None:
    """Serve the pages, the SPARQL endpoint, the saved questions and the reconciliation service."""
    project = open_project(ctx)
    note(f"starting with {project.settings.title}")
    hold_words(ctx)
    from communique.serving import Place, serve_project

    def ready(host: str, port: int) -> None:
        place = f"http://{f'[{host}]' if ':' in host else host}:{port}"
        note(f"serving {project.settings.title} at {place}/ (Ctrl-C ends it)")
        if review:
            note(f"decide at {place}/review")

    serve_project(project, Place(host, port, ready), writable=writable, review=review)
    ctx.exit(_INTERRUPTED)
