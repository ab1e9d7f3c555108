"""`communique ask`."""

from contextlib import suppress

import click

from communique.cli.output import format_option, note, open_project, print_rows


def _complete(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    """Return the names of questions that begin so, without opening the data."""
    from communique.errors import ProjectError
    from communique.resources import stock
    from communique.settings import find_root, read_settings

    folders = [stock("queries") / "questions"]
    with suppress(ProjectError):
        folders.append(read_settings(find_root(ctx.find_root().obj or ".")).paths["questions"])
    names = {path.stem for folder in folders for path in folder.glob("*.rq")}
    return sorted(name for name in names if name.startswith(incomplete))


@click.command(
    "ask",
    context_settings={"ignore_unknown_options": True, "allow_extra_args": True},
    epilog="Example: communique ask leaders --meeting 14 --why",
)
@click.argument("question", required=False, shell_complete=_complete)
@format_option
@click.option("--endpoint", metavar="URL", help="Ask this SPARQL endpoint instead of the local data set.")
@click.option("--why", is_flag=True, help="Add to each row the words that it rests on.")
@click.pass_context
def command(ctx: click.Context, question: str | None, form: str, endpoint: str | None, why: bool) -> None:
    """Answer the saved question QUESTION; without it, list all questions.

    Parameters are given as --NAME VALUE: an address, its last part, a meeting's number, or a name.
    """
    project = open_project(ctx)
    if question is None:
        _list(ctx, form)
        return
    answer = project.answer(question, _parameters(ctx.args, question), why=why, endpoint=endpoint)
    if answer.graph and answer.rows:
        from communique.sparql_rows import as_turtle

        click.echo(as_turtle(answer.graph.triples()), nl=False)
        return
    columns = [*answer.columns, *(["why"] if why else [])]
    print_rows(answer.rows, columns, form)
    if not answer.rows:
        note("no answer in the data; that nothing says so does not mean that it is not so")


def _parameters(args: list[str], question: str) -> dict[str, str]:
    given = {}
    words = iter(args)
    for word in words:
        name, equals, value = word.partition("=")
        if not name.startswith("--"):
            msg = f"{question}: unexpected {word!r}; expected parameters like --meeting 14"
            raise click.UsageError(msg)
        found = value if equals else next(words, None)
        if found is None:
            msg = f"{question}: {name} has no value; expected {name} VALUE"
            raise click.UsageError(msg)
        given[name.removeprefix("--")] = found
    return given


def _list(ctx: click.Context, form: str) -> None:
    from communique.inputs import question_folders
    from communique.questions import load_questions

    questions = load_questions(*question_folders(open_project(ctx).settings))
    rows = [
        {"question": q.id, "asks": q.summary["en"], "parameters": [p.name for p in q.parameters]}
        for _, q in sorted(questions.items())
    ]
    print_rows(rows, ["question", "asks", "parameters"], form)
