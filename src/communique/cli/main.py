"""The command `communique`: its sub-commands, loaded when they are called, and what becomes of errors."""

import importlib
import os
import sys
from collections.abc import Mapping
from itertools import zip_longest
from typing import Any, Final

import click

from communique import __version__
from communique.errors import CommuniqueError

#: Each sub-command with its help in a few words, in the order in which people meet them; its module has the same name.
COMMANDS: Final[Mapping[str, str]] = {
    "new": "Make a project",
    "add": "Copy documents in",
    "build": "Read, weigh, publish",
    "ask": "Answer a saved question",
    "explain": "A thing and its words",
    "read": "What one document says",
    "check": "What the checks find",
    "doctor": "What hinders, what next",
    "judge": "Settle open cases",
    "link": "Link to other data sets",
    "sparql": "Run any SPARQL query",
    "export": "Write another format",
    "diff": "Compare two states",
    "site": "Write the pages",
    "serve": "Serve pages and SPARQL",
    "load": "Fill another store",
    "forget": "Take a person down",
    "completion": "Completion for a shell",
}
_HELP: Final = """Records of official meetings as a graph: every fact leads to its words.

\b
Examples:
  communique new talks --from my-releases
  communique ask leaders --meeting 14 --why
"""
#: Characters of one of the two columns in which the sub-commands are listed.
_COLUMN: Final = 38


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
        """List the sub-commands in two columns, without importing them."""
        cells = [f"{name:10} {text}" for name, text in COMMANDS.items()]
        half = (len(cells) + 1) // 2
        with formatter.section("Commands (communique COMMAND --help says more)"):
            for left, right in zip_longest(cells[:half], cells[half:], fillvalue=""):
                formatter.write(f"  {left:{_COLUMN}}{right}".rstrip() + "\n")


def _print_versions(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
    if not value:
        return
    from importlib.metadata import version

    parts = ", ".join(f"{name} {version(name)}" for name in ("rdflib", "pyoxigraph", "pyshacl"))
    from communique.version import READER

    click.echo(f"communique {__version__} (reader {READER}, Python {sys.version.split()[0]}, {parts})")
    ctx.exit()


@click.group(cls=Commands, help=_HELP, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option("--project", metavar="DIR", default=".", envvar="COMMUNIQUE_PROJECT", help="A folder of the project.")
@click.option("--version", is_flag=True, expose_value=False, is_eager=True, callback=_print_versions, help="Show the versions.")
@click.pass_context
def group(ctx: click.Context, project: str) -> None:
    """Note which project is meant."""
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
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        _fail(f"{place}{error.strerror or error}; free the disk or give the right to it, and run the command again", 2)
    sys.exit(status if isinstance(status, int) else 0)


def _fail(message: str, status: int) -> None:
    click.echo(f"communique: {message}", err=True)
    sys.exit(status)
