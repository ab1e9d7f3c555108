"""`communique load`."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from communique.cli.output import note, open_project

if TYPE_CHECKING:
    from communique.load import Target
    from communique.settings import Settings

_PASSWORD = "COMMUNIQUE_PASSWORD"  # noqa: S105 - the name of a variable


@click.command("load", epilog="Example: communique load --endpoint http://localhost:7878/query --store http://localhost:7878/store")
@click.option("--endpoint", metavar="URL", help="The store's SPARQL endpoint.")
@click.option("--store", metavar="URL", help="Its Graph Store Protocol address (else /graphs beside the endpoint).")
@click.option("--user", metavar="NAME", help=f"Who may write there; the password is taken from {_PASSWORD}.")
@click.option("--counts-only", is_flag=True, help="Do not read the graphs back to compare them; trust the counts.")
@click.option("--bulk", metavar="FOLDER", type=click.Path(path_type=Path), help="Write files for the store's bulk loader there.")
@click.option("--verify", "only_verify", is_flag=True, help="Send nothing; see whether the store holds the data set.")
@click.pass_context
def command(ctx: click.Context, /, endpoint: str | None, bulk: Path | None, only_verify: bool, **where: Any) -> None:
    """Push the data set to another SPARQL store, graph by graph, and verify what is there.

    What is there already is passed over; a load that was broken off goes on where it was. With --bulk, files are written for
    the store's own bulk loader instead, and --verify tells afterwards whether all of it is there.
    """
    if (endpoint is None) == (bulk is None):
        raise click.UsageError("give either --endpoint URL, or --bulk FOLDER")
    settings = open_project(ctx).settings
    if bulk is not None:
        _write(settings, bulk)
    elif endpoint is not None:
        _load(settings, _target(endpoint, **where), only_verify=only_verify)


def _write(settings: "Settings", folder: Path) -> None:
    from functools import partial

    from communique.bulk import STARTERS, write_bulk
    from communique.cli.progress import shown_progress
    from communique.parts import find_parts

    with shown_progress() as progress:
        written = write_bulk(find_parts(settings.paths["graph"]), folder, partial(progress, "load"))
    note(f"{len(written)} files of N-Quads in {folder}, with {' and '.join(STARTERS)}; verify with --verify")


def _target(endpoint: str, store: str | None, user: str | None, counts_only: bool) -> "Target":
    from urllib.parse import urljoin

    from communique.graphstore import GraphStore, Login
    from communique.load import Target

    login = Login(user, os.environ.get(_PASSWORD, "")) if user else None
    return Target(endpoint, GraphStore(store or urljoin(endpoint, "graphs"), login), read_back=not counts_only)


def _load(settings: "Settings", target: "Target", *, only_verify: bool) -> None:
    from functools import partial
    from hashlib import sha256

    from communique.cli.progress import shown_progress
    from communique.load import load, verify
    from communique.parts import find_parts

    parts = find_parts(settings.paths["graph"])
    journal = settings.cache / "loads" / sha256(target.store.address.encode()).hexdigest()[:16]
    with shown_progress() as progress:
        loaded = verify(parts, target) if only_verify else load(parts, target, journal, partial(progress, "load"))
    there = sum(row.skipped for row in loaded)
    note(f"{sum(row.statements for row in loaded)} statements in {len(loaded)} graphs, {there} of them there already; verified")
