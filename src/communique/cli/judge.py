"""`communique judge`."""

import datetime
import sys
from typing import TYPE_CHECKING

import click

from communique.cli.output import format_option, note, open_project, print_rows

if TYPE_CHECKING:
    from communique.judging import Case

_EXAMPLE = "Example: communique judge --settle 1f0c --verdict 2021-12-02 --by 'A. Bell' --reason 'so the minutes'"
_COLUMNS = ("case", "kind", "what", "choices", "reasons")


@click.command("judge", epilog=_EXAMPLE)
@click.option("--settle", metavar="CASE", help="The case to settle, by the beginning of its id.")
@click.option("--verdict", help="One of the case's choices.")
@click.option("--reason", help="Why; it stands in the data.")
@click.option("--by", help="Who judges.")
@click.option("--date", help="The day of the judgement (today unless given).")
@format_option
@click.pass_context
def command(ctx: click.Context, /, settle: str | None, form: str, **given: str | None) -> None:
    """List what waits for a judgement, or settle one case; on a terminal, ask about each.

    The next build follows a judgement. Take it back by deleting its row in data/judgements/.
    """
    from communique.judging import open_cases
    from communique.pipeline import weigh_project

    cases = open_cases(*weigh_project(open_project(ctx).settings))
    if settle:
        _settle(ctx, _find(cases, settle), given)
    elif sys.stdin.isatty() and sys.stdout.isatty() and form == "table":
        _ask_each(ctx, cases)
    else:
        print_rows([_row(case) for case in cases], _COLUMNS, form)
        note(f"{len(cases)} cases wait for a judgement" if cases else "nothing waits for a judgement")


def _row(case: "Case") -> dict[str, object]:
    return dict(zip(_COLUMNS, (case.id, case.kind, case.what, list(case.choices), list(case.reasons)), strict=True))


def _find(cases: "list[Case]", start: str) -> "Case":
    found = [case for case in cases if case.id.startswith(start)]
    if len(found) != 1:
        msg = f"{start!r} names {len(found)} open cases; expected the beginning of one id, as 'communique judge' lists them"
        raise click.UsageError(msg)
    return found[0]


def _settle(ctx: click.Context, case: "Case", given: dict[str, str | None]) -> None:
    from communique.judgements import append_judgement
    from communique.judging import file_of, judge

    missing = [f"--{name}" for name in ("verdict", "reason", "by") if not given[name]]
    if missing:
        msg = f"{case.id}: {', '.join(missing)} missing; choices: {', '.join(case.choices)}"
        raise click.UsageError(msg)
    date = given["date"] or datetime.datetime.now(tz=datetime.UTC).date().isoformat()
    judgement = judge(case, str(given["verdict"]), (str(given["reason"]), str(given["by"]), date))
    path = file_of(open_project(ctx).settings.paths["judgements"], judgement)
    append_judgement(path, judgement)
    note(f"recorded in {path.name}; run 'communique build' to follow it")


def _ask_each(ctx: click.Context, cases: "list[Case]") -> None:
    by = None
    for number, case in enumerate(cases, 1):
        click.secho(f"\n{number}/{len(cases)}  {case.what}", bold=True)
        for reason in case.reasons:
            click.echo(f"    {reason}")
        choices = list(case.choices)
        for index, choice in enumerate(choices, 1):
            click.echo(f"  {index}  {choice}")
        answer = click.prompt("which (Enter to skip)", default=0, show_default=False, type=click.IntRange(0, len(choices)))
        if answer:
            reason = click.prompt("why")
            by = click.prompt("your name", default=by)
            _settle(ctx, case, {"verdict": choices[answer - 1], "reason": reason, "by": by, "date": None})
