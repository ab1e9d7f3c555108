"""`communique doctor`."""

import click

from communique.cli.output import format_option, note, open_project, print_rows

_COLUMNS = ("what", "next", "documents", "rule", "weight")


@click.command("doctor", epilog="Example: communique doctor --format json")
@format_option
@click.pass_context
def command(ctx: click.Context, form: str) -> None:
    """Say what hinders a better data set, most useful first, each with the next step."""
    from communique.pipeline import examine_project

    found = examine_project(open_project(ctx).settings)
    print_rows([{name: _plain(getattr(row, name)) for name in _COLUMNS} for row in found], _COLUMNS, form)
    note(f"{len(found)} things to do" if found else "nothing hinders")


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value
