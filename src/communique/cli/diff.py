"""`communique diff`."""

import json
from dataclasses import asdict

import click

from communique.cli.output import open_project, text_option


@click.command("diff", epilog="Example: communique diff HEAD~1 data/graph")
@click.argument("old")
@click.argument("new")
@text_option
@click.pass_context
def command(ctx: click.Context, old: str, new: str, form: str) -> None:
    """Compare two published states, OLD and NEW: folders or git revisions."""
    from communique.diff import difference, read_state

    settings = open_project(ctx).settings
    states = [read_state(name, settings.root, settings.paths["graph"]) for name in (old, new)]
    found = difference(*states)
    if form == "json":
        click.echo(json.dumps(asdict(found), ensure_ascii=False, indent=1))
        return
    click.echo(f"{len(found.added)} facts added, {len(found.removed)} removed")
    for sign, facts in (("+", found.added), ("-", found.removed)):
        for fact in facts:
            subject, predicate, value = (part.removeprefix(settings.base) for part in fact)
            click.echo(f"{sign} {subject}  {predicate.rsplit('#', 1)[-1]}  {value}")
    for heading, labels in (("now disputed", found.now_disputed), ("no longer disputed", found.no_longer_disputed)):
        for label in labels:
            click.echo(f"{heading}: {label}")
