"""`communique link`: suggest, review, apply, mismatches, quickstatements."""

import datetime
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from communique.cli.output import format_option, hold_words, note, open_project, print_rows

if TYPE_CHECKING:
    from communique.linking.desk import Desk
    from communique.linking.sheet import SheetRow
    from communique.project import Project

target_option = click.option("--target", required=True, help="The name of a file in data/links/targets/, without its ending.")
network_option = click.option("--network", is_flag=True, help="Allow asking services on the network.")
tables_option = click.option(
    "--tables",
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder of local tables and dumps, if not beside the target.",
)
output_option = click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="The file to write.")


def _desk(project: "Project", *, network: bool = False, tables: Path | None = None) -> "Desk":
    from communique.linking.asking import Asker
    from communique.linking.desk import Desk

    settings = project.settings
    return Desk(settings.base, settings.paths["links"], Asker(settings.cache / "asked", network=network), tables, settings.licence)


@click.group("link", epilog="Example: communique link suggest --target wikidata -o review.tsv")
@click.pass_context
def command(ctx: click.Context) -> None:
    """Link to external data sets: candidates by machine, decisions by people, recorded as SSSOM."""
    hold_words(ctx)


@command.command("targets", epilog="Example: communique link targets")
@click.pass_context
def targets(ctx: click.Context) -> None:
    """List the data sets that can be linked to."""
    for name in _desk(open_project(ctx)).targets():
        click.echo(name)


@command.command("suggest", epilog="Example: communique link suggest --target historian -o review.tsv")
@target_option
@network_option
@tables_option
@output_option
@click.pass_context
def suggest(ctx: click.Context, target: str, network: bool, tables: Path | None, output: Path | None) -> None:
    """Find candidates for everything that is not linked yet, and write a sheet to review."""
    from communique.ledger import rewrite
    from communique.linking.sheet import write_sheet

    project = open_project(ctx)
    sheet = write_sheet(_desk(project, network=network, tables=tables).suggest(project.store, target))
    if output is None:
        click.echo(sheet, nl=False)
        return
    rewrite(output, lambda _: sheet)
    note(f"wrote {output}; fill the column 'decision', then: communique link apply {output} --target {target} --by NAME")


@command.command("review", epilog="Example: communique link review review.tsv")
@click.argument("sheet", type=click.Path(path_type=Path, dir_okay=False))
def review(sheet: Path) -> None:
    """Go through the undecided rows of SHEET on the terminal."""
    from communique.ledger import rewrite
    from communique.linking.sheet import DECISIONS, read_sheet, write_rows

    rows = read_sheet(sheet)
    if not sys.stdin.isatty():
        msg = "review asks at a terminal; in scripts, fill the column 'decision' of the sheet instead"
        raise click.UsageError(msg)
    for number, row in enumerate(rows):
        if row.decision:
            continue
        _show(row)
        choices = click.Choice(("", *DECISIONS, "q"))
        answer = click.prompt("decision (Enter to skip, q to stop)", default="", show_default=False, type=choices)
        if answer == "q":
            break
        rows[number] = replace(row, decision=answer)
    rewrite(sheet, lambda _: write_rows(rows))
    note(f"{sum(bool(row.decision) for row in rows)} of {len(rows)} rows decided in {sheet}")


def _show(row: "SheetRow") -> None:
    click.secho(f"\n{row.subject_label} ({row.kind}) {row.posts} {row.attested}", bold=True)
    click.echo(f"  “{row.quotation}”")
    click.echo(f"  {row.verdict}: {row.candidate_label} {row.candidate_about} {row.candidate_iri}")
    click.echo(f"  {row.score} {row.why}")


@command.command("apply", epilog="Example: communique link apply review.tsv --target historian --by 'A. Bell'")
@click.argument("sheet", type=click.Path(path_type=Path, dir_okay=False))
@target_option
@tables_option
@click.option("--by", required=True, help="Who decided.")
@click.option("--date", help="When (today unless given).")
@click.pass_context
def apply(ctx: click.Context, sheet: Path, target: str, tables: Path | None, by: str, date: str | None) -> None:
    """Write the decisions of SHEET into the mapping files; the next build follows them."""
    day = date or datetime.datetime.now(tz=datetime.UTC).date().isoformat()
    done = _desk(open_project(ctx), tables=tables).apply(sheet, target, by, day)
    note(f"{done.accepted} accepted, {done.rejected} rejected, {done.none} found nowhere, {done.left} left; run 'communique build'")


@command.command("mismatches", epilog="Example: communique link mismatches --target historian")
@target_option
@network_option
@tables_option
@click.option("--finder", is_flag=True, help="As CSV for Wikidata's Mismatch Finder.")
@format_option
@click.pass_context
def mismatches(ctx: click.Context, target: str, network: bool, tables: Path | None, finder: bool, form: str) -> None:
    """List where a linked data set gives another value."""
    from communique.linking.mismatches import finder_csv, mismatch_rows

    project = open_project(ctx)
    found = _desk(project, network=network, tables=tables).mismatches(project.store, target)
    if finder:
        click.echo(finder_csv(found), nl=False)
        return
    rows = mismatch_rows(found)
    print_rows(rows, list(rows[0]) if rows else [], form)
    note(f"{len(found)} mismatches")


@command.command("quickstatements", epilog="Example: communique link quickstatements > statements.txt")
@click.pass_context
def quickstatements(ctx: click.Context) -> None:
    """Write accepted links and sourced statements as QuickStatements for Wikidata."""
    project = open_project(ctx)
    click.echo(_desk(project).give_back(project.store), nl=False)


@command.command("ask", epilog="Example: communique link ask posts-in-wikidata --network")
@click.argument("question", required=False)
@network_option
@format_option
@click.pass_context
def ask(ctx: click.Context, question: str | None, network: bool, form: str) -> None:
    """Answer QUESTION, which joins the data set with another endpoint; without it, list such questions."""
    from communique.errors import QuestionError
    from communique.linking.federated import ask_federated, find_federated, read_federated
    from communique.resources import stock

    project = open_project(ctx)
    known = find_federated(stock("queries") / "federated", project.settings.root / "queries" / "federated")
    if question is None:
        print_rows(
            [{"question": name, "asks": read_federated(path).summary} for name, path in known.items()], ["question", "asks"], form
        )
        return
    if question not in known:
        message = f"{question}: no such question; expected one of {', '.join(known)}"
        raise QuestionError(message)
    asker = _desk(project, network=network).asker
    rows = ask_federated(project.store, read_federated(known[question]), asker)
    print_rows(rows, list(dict.fromkeys(column for row in rows for column in row)), form)
