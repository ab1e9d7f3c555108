"""`communique forget`."""

import datetime
import shutil
from pathlib import Path

import click

from communique.cli.output import note, open_project

#: What people write beside the documents; of questions and the project file, texts are published as they are.
_LOOKED_THROUGH = ("communique.toml", "data/*.tsv", "data/judgements/*", "data/links/*", "data/authority/*", "queries/*/*.rq")
#: What builds keep beside the data that holds what documents say.
_KEPT = ("readings", "checked", "depot.sqlite*", "stores")


@click.command("forget", epilog="Example: communique forget person/ann-bell --by 'R. Roe' --reason 'asked for it'")
@click.argument("person")
@click.option("--reason", required=True, help="Why; it is recorded.")
@click.option("--by", required=True, help="Who decides.")
@click.option("--date", help="The day of the decision (today unless given).")
@click.pass_context
def command(ctx: click.Context, person: str, reason: str, by: str, date: str | None) -> None:
    """Take PERSON (an address, its path, or an exact name) down from everything that is published.

    Hashes of the name's forms are recorded; every later build masks them in all texts before it reads them. Kept readings,
    and all else that builds keep, which hold the name, are removed.
    """
    from communique.explain import find_thing, names_of
    from communique.takedowns import append_takedowns, find_spellings, takedowns_of

    project = open_project(ctx)
    settings = project.settings
    names = names_of(project.store, find_thing(project.store, settings.base, person))
    day = date or datetime.datetime.now(tz=datetime.UTC).date().isoformat()
    rows = takedowns_of(names, (reason, by, day))
    append_takedowns(settings.paths["takedowns"], rows)
    _clear(settings.cache)
    note(f"recorded {len(rows)} forms of the name; run 'communique build' to publish without them")
    for path in find_spellings(settings.root, _LOOKED_THROUGH, rows):
        note(f"{path.relative_to(settings.root)}: spells the name; what is published of it is masked, the file is as it was")
    note("the source texts themselves are as they were; remove the name from them, or the texts, where you keep them")


def _clear(cache: Path) -> None:
    """Remove what builds keep: it holds the names, and the next build makes it again."""
    for kept in (path for name in _KEPT for path in cache.glob(name)):
        shutil.rmtree(kept) if kept.is_dir() else kept.unlink()
