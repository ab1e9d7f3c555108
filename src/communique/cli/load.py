"""`communique load`."""

import os

import click

from communique.cli.output import note, open_project

_PASSWORD = "COMMUNIQUE_PASSWORD"  # noqa: S105 - the name of a variable


@click.command("load", epilog="Example: communique load --endpoint http://localhost:7878/query --store http://localhost:7878/store")
@click.option("--endpoint", required=True, metavar="URL", help="The store's SPARQL endpoint.")
@click.option("--store", metavar="URL", help="Its Graph Store Protocol address (else /graphs beside the endpoint).")
@click.option("--user", metavar="NAME", help=f"Who may write there; the password is taken from {_PASSWORD}.")
@click.option("--counts-only", is_flag=True, help="Do not read the graphs back to compare them; trust the counts.")
@click.pass_context
def command(ctx: click.Context, endpoint: str, store: str | None, user: str | None, counts_only: bool) -> None:
    """Push the data set to another SPARQL store, graph by graph, and verify what is there.

    What is there already is passed over; a load that was broken off goes on where it was.
    """
    from functools import partial
    from hashlib import sha256
    from urllib.parse import urljoin

    from communique.cli.progress import shown_progress
    from communique.graphstore import GraphStore, Login
    from communique.load import Target, load
    from communique.parts import find_parts

    settings = open_project(ctx).settings
    address = store or urljoin(endpoint, "graphs")
    login = Login(user, os.environ.get(_PASSWORD, "")) if user else None
    target = Target(endpoint, GraphStore(address, login), read_back=not counts_only)
    journal = settings.cache / "loads" / sha256(address.encode()).hexdigest()[:16]
    with shown_progress() as progress:
        loaded = load(find_parts(settings.paths["graph"]), target, journal, partial(progress, "load"))
    there = sum(row.skipped for row in loaded)
    note(f"{sum(row.statements for row in loaded)} statements in {len(loaded)} graphs, {there} of them there already; verified")
