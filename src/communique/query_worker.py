"""A query of `communique sparql`, answered by a process of its own that may be killed.

The engine does not let itself be interrupted. So the process that runs a query is another one: it has no network unless the
project allows addresses, a bound on memory, and is killed when its time is over or when the user wants it no longer. The answer
is whole, or there is none.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

from communique.errors import CommuniqueError, QueryError
from communique.sparql_rows import Table

#: What a query may take of memory beyond the data, in bytes.
MOST_BYTES: Final = 2_000_000_000
_PAGE: Final = 4096


def ask_in_time(root: Path, text: str, seconds: float) -> Table | str:
    """Answer a query over a project's published data set: a table, or Turtle.

    Raises:
        QueryError: the query is wrong or not allowed, or takes too much time or memory.
        CommuniqueError: nothing is published.
    """
    command = [sys.executable, "-P", "-m", "communique.query_worker", str(root)]
    try:
        done = subprocess.run(command, input=text.encode(), capture_output=True, timeout=seconds, check=False)  # noqa: S603 - our own module
    except subprocess.TimeoutExpired:
        raise QueryError(f"the query was stopped after {seconds:g} seconds; ask for less, or allow it more (--timeout)") from None
    if not done.stdout:
        raise QueryError("the query was broken off: it needs more memory than it may have; ask for less")
    found = json.loads(done.stdout)
    if "error" in found:
        raise (QueryError if found["query"] else CommuniqueError)(found["error"])
    return found["turtle"] if "turtle" in found else Table(tuple(found["columns"]), tuple(found["rows"]))


def main(root: str) -> None:
    """Answer the query on standard input, as JSON on standard output."""
    try:
        answer = _answer(root, sys.stdin.buffer.read().decode())
    except CommuniqueError as error:
        answer = {"error": str(error), "query": isinstance(error, QueryError)}
    except MemoryError:
        sys.exit(1)
    json.dump(answer, sys.stdout)


def _answer(root: str, text: str) -> dict[str, Any]:
    from communique.project import Project
    from communique.sparql_rows import ask_store

    project = Project.open(root)
    store, services = project.store, project.settings.services
    _shut_in(allowed=bool(services))
    found = ask_store(store, text, services)
    return {"turtle": found} if isinstance(found, str) else {"columns": found.columns, "rows": found.rows}


def _shut_in(*, allowed: bool) -> None:
    try:
        from communique.server.sandbox import confine, limit_memory
    except ImportError:  # no such bounds on this system
        return
    if not allowed:
        confine()
    held = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * _PAGE if Path("/proc/self/statm").exists() else 0
    limit_memory(held + MOST_BYTES)


if __name__ == "__main__":
    main(sys.argv[1])
