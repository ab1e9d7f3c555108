"""`communique explain`."""

import json
from dataclasses import asdict

import click

from communique.cli.output import open_project, text_option


@click.command("explain", epilog="Example: communique explain meeting/esc-plenary-13")
@click.argument("thing")
@text_option
@click.pass_context
def command(ctx: click.Context, thing: str, form: str) -> None:
    """Show THING (an address, its path, or an exact name), its facts, and the words behind them."""
    from communique.explain import explain

    project = open_project(ctx)
    found = explain(project.store, project.settings.base, thing)
    click.echo(json.dumps(asdict(found), ensure_ascii=False, indent=1) if form == "json" else _text(found))


def _text(found: object) -> str:
    from communique.explain import Explanation
    from communique.vocabulary import words_for

    assert isinstance(found, Explanation)
    kinds = ", ".join(words_for(kind) for kind in found.types)
    lines = [f"{found.label} ({kinds})", found.iri]
    lines += [f"! {label}" for _, label in found.disagreements]
    for statement in found.statements:
        mark = "" if statement.asserted else "  (claimed, not asserted)"
        one, property_, other = statement.label, statement.property, found.label
        lines += ["", f"{_without(other, one)} {property_} {other}{mark}" if statement.inverse else f"{property_}: {one}{mark}"]
        for words in statement.words:
            quote = " ".join(words.quote.split())
            lines.append(f"    {_last(words.document)} {words.start}-{words.end} [{words.rule}]: “{quote}”")
    return "\n".join(lines)


def _without(whole: str, label: str) -> str:
    """Return a label without the name of the whole that it is part of: "Ana Ito, Third Dialogue" takes part in that."""
    return label.removesuffix(f", {whole}").removeprefix(f"{whole}, ")


def _last(iri: str) -> str:
    return iri.rsplit("/", 1)[-1].rsplit("#", 1)[-1]
