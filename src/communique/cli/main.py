"""The command `communique`: its sub-commands, loaded when they are called, and what becomes of errors."""

import importlib
import os
import sys
from collections.abc import Mapping
from typing import Any, Final

import click

from communique import __version__
from communique.errors import CommuniqueError

#: Each sub-command with its one-line help, in the order in which people meet them; its module has the same name.
COMMANDS: Final[Mapping[str, str]] = {
    "new": "Make a project for your own documents.",
    "add": "Copy documents into the project.",
    "build": "Read all documents and publish the data set.",
    "ask": "Answer a saved question; without a name, list them.",
    "explain": "Show a thing, its facts, and the words behind them.",
    "read": "Show what one document says.",
    "check": "Show what the shapes and integrity queries find.",
    "doctor": "Say what hinders, and the next step for each.",
    "judge": "Settle what is unsure or disputed.",
    "link": "Link to external data sets.",
    "sparql": "Run any SPARQL query, here or at an endpoint.",
    "export": "Write the data set in another format.",
    "diff": "Compare two published states.",
    "site": "Write the pages of the data set.",
    "serve": "Serve the pages and the SPARQL endpoint.",
    "load": "Push the data set to another SPARQL store.",
    "forget": "Take a person down from everything published.",
    "completion": "Print the completion script for a shell.",
}


class Commands(click.Group):
    """The sub-commands, each imported only when it is called or its own help is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click calls it so
        """Return the names in their order."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click calls it so
        """Import and return one sub-command."""
        if cmd_name not in COMMANDS:
            return None
        command = importlib.import_module(f"communique.cli.{cmd_name}").command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click calls it so
        """List the sub-commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


def _print_versions(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
    if not value:
        return
    from importlib.metadata import version

    parts = ", ".join(f"{name} {version(name)}" for name in ("rdflib", "pyoxigraph", "pyshacl"))
    click.echo(f"communique {__version__} (Python {sys.version.split()[0]}, {parts})")
    ctx.exit()


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option("--project", metavar="DIR", default=".", envvar="COMMUNIQUE_PROJECT", help="A folder of the project.")
@click.option("--version", is_flag=True, expose_value=False, is_eager=True, callback=_print_versions, help="Show the versions.")
@click.pass_context
def group(ctx: click.Context, project: str) -> None:
    r"""Records of official meetings, as a graph in which every fact leads to its words.

    \b
    Examples:
      communique build
      communique ask leaders --meeting 14 --why
      communique explain meeting/esc-plenary-14
    """
    ctx.obj = project


def main() -> None:
    """Run the command line and exit; errors that people can mend become one line each."""
    try:
        status: Any = group.main(standalone_mode=False, prog_name="communique")
        sys.stdout.flush()
    except CommuniqueError as error:
        _fail(str(error), error.exit_status)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        _fail("interrupted", 130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    sys.exit(status if isinstance(status, int) else 0)


def _fail(message: str, status: int) -> None:
    click.echo(f"communique: {message}", err=True)
    sys.exit(status)
