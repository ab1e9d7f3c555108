"""`communique check`."""

from typing import TYPE_CHECKING

import click

from communique.cli.output import note, open_project, print_rows

if TYPE_CHECKING:
    from communique.checks import Finding
    from communique.settings import Settings

_COLUMNS = ("severity", "check", "focus", "message", "value", "document", "quote", "waived", "finding")

_FORMATS = ("table", "json", "csv", "turtle")


@click.command("check", epilog="Example: communique check --format json")
@click.option("--format", "form", type=click.Choice(_FORMATS), default="table", show_default=True, help="How findings are printed.")
@click.option("--documents", is_flag=True, help="Check what a build would make of the documents, not what is published.")
@click.option("--jobs", type=click.IntRange(1, 256), default=1, show_default=True, help="Threads that look at what is published.")
@click.pass_context
def command(ctx: click.Context, form: str, documents: bool, jobs: int) -> None:
    """Show what the shapes and integrity queries find in the data set, with document and sentence.

    Exit status 0 when nothing is found, 1 when something is.
    """
    from communique.checks.report import write_report

    project = open_project(ctx)
    settings = project.settings
    findings = _of_documents(settings) if documents else project.check(jobs=jobs)
    if form == "turtle":
        click.echo(write_report(findings, settings.base), nl=False)
    else:
        rows = [{name: f.id if name == "finding" else getattr(f, name) for name in _COLUMNS} for f in findings]
        print_rows(rows, _COLUMNS, form)
    open_findings = [finding for finding in findings if finding.waived is None]
    note(f"{len(open_findings)} findings" if open_findings else "nothing found")
    ctx.exit(1 if open_findings else 0)


def _of_documents(settings: "Settings") -> "tuple[Finding, ...]":
    from communique.pipeline import assemble

    return assemble(settings).findings
