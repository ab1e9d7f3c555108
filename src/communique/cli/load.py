"""`communique load`."""

import click

from communique.cli.output import note, open_project


@click.command("load", epilog="Example: communique load --endpoint http://localhost:7878/query --store http://localhost:7878/store")
@click.option("--endpoint", required=True, metavar="URL", help="The store's SPARQL endpoint.")
@click.option("--store", metavar="URL", help="Its Graph Store Protocol address (else /graphs beside the endpoint).")
@click.pass_context
def command(ctx: click.Context, endpoint: str, store: str | None) -> None:
    """Push the data set to another SPARQL store, graph by graph; what is there already is passed over."""
    from urllib.parse import urljoin

    from communique.cli.progress import shown_progress
    from communique.load import Target, load

    project = open_project(ctx)
    target = Target(endpoint, store or urljoin(endpoint, "graphs"))
    with shown_progress() as progress:
        loaded = load(project.store, target, lambda _graph, done, total: progress("load", done, total))
    for row in loaded:
        note(f"{row.graph}: {row.statements} statements{' (there already)' if row.skipped else ''}")
    note(f"{sum(row.statements for row in loaded)} statements in {len(loaded)} graphs")
