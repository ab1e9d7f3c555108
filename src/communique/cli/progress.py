"""Progress of a build: a bar with the time left on a terminal, nothing in a pipe."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from communique.summary import Progress, quiet

#: What the bar of each step says.
STEPS: Final = {
    "take": "taking in",
    "load": "loading",
    "site": "writing",
    "read": "reading",
    "weigh": "weighing",
    "documents": "documents",
    "meetings": "meetings",
    "others": "all others",
    "check": "checking",
    "write": "writing",
}


@contextmanager
def shown_progress() -> Iterator[Progress]:
    """Yield a progress function that draws on standard error when that is a terminal."""
    if not sys.stderr.isatty():
        yield quiet
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bars

    columns = (TextColumn("{task.description:>10}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Bars(*columns, console=Console(stderr=True), transient=True) as bars:
        tasks = {step: bars.add_task(text, total=None, visible=False) for step, text in STEPS.items()}

        def progress(step: str, done: int, total: int) -> None:
            bars.update(tasks[step], completed=done, total=total, visible=True)

        yield progress
