"""`communique sparql`."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from communique.cli.output import format_option, open_project, print_rows

if TYPE_CHECKING:
    from communique.sparql_rows import Table


@click.command("sparql", epilog='Example: communique sparql "SELECT (COUNT(*) AS ?n) { ?m a meet:Meeting }"')
@click.argument("query")
@click.option("--endpoint", metavar="URL", help="Ask this SPARQL endpoint instead of the project's data set.")
@click.option("--timeout", type=click.FloatRange(0, min_open=True), default=60.0, show_default=True, help="Seconds it may take.")
@format_option
@click.pass_context
def command(ctx: click.Context, query: str, endpoint: str | None, timeout: float, form: str) -> None:
    """Run QUERY (its text, a file that holds it, or '-' for standard input).

    The prefixes of the data set need not be declared. Rows are printed as --format tells; graphs as Turtle.
    """
    from communique.query_worker import ask_in_time
    from communique.sparql_rows import with_prefixes

    project = open_project(ctx)
    text = with_prefixes(_text(query), project.settings.base)
    answer = _remote(endpoint, text, timeout) if endpoint else ask_in_time(project.settings.root, text, timeout)
    if isinstance(answer, str):
        click.echo(answer, nl=False)
    else:
        print_rows(answer.rows, answer.columns, form)


def _remote(endpoint: str, text: str, timeout: float) -> "Table | str":
    from communique.remote import ask_endpoint
    from communique.sparql_rows import Table

    found = ask_endpoint(endpoint, text, timeout)
    rows = tuple(dict(zip(found.columns, row, strict=True)) for row in found.rows)
    return found.turtle if found.turtle is not None else Table(found.columns, rows)


def _text(query: str) -> str:
    if query == "-":
        return sys.stdin.read()
    path = Path(query)
    looks_like_file = "{" not in query and "\n" not in query
    if not looks_like_file:
        return query
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        msg = (
            f"{query}: not a query and not a readable file ({error.strerror}); expected text like 'SELECT * {{ ?s ?p ?o }} LIMIT 5'"
        )
        raise click.UsageError(msg) from None
