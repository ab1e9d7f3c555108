"""Times every saved question in the embedded engine and in rdflib's own, in turns, on the five documents and on generated ones."""

import signal
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from tools.rows import Row, Table

ROOT: Final = Path(__file__).resolve().parents[1]
#: Seconds that rdflib is given for one question; one that is stopped counts as if it had taken just so long.
PATIENCE: Final = 10.0
Figures = dict[str, Any]


def section(table: Table, make: Callable[[Path, int], Any], documents: int) -> Figures:
    """Return the figures of the five documents and of as many generated ones as are asked for; `make` makes their project."""
    from communique.project import Project

    found = {"five documents": compare(table, Project.open(ROOT), "five documents")}
    with tempfile.TemporaryDirectory() as folder:
        project = Project(make(Path(folder), documents))
        project.build()
        found[f"{documents} documents"] = compare(table, project, f"{documents} documents")
    return found


def compare(table: Table, project: Any, size: str) -> Figures:
    """Time every question, the best of three in the embedded engine and once in rdflib, and return the figures."""
    from communique.inputs import question_folders
    from communique.questions import load_questions

    graph, store = project.dataset(), project.store
    texts = [question.text for question in load_questions(*question_folders(project.settings)).values()]
    ours, theirs = [], []
    for text in texts:
        ours.append(min(_seconds(_in_store(store, text)) for _ in range(3)))
        theirs.append(_seconds(lambda text=text: list(graph.query(text))))
    stopped = sum(seconds >= PATIENCE for seconds in theirs)
    table.compare(
        table.add(Row(size, f"{len(texts)} questions", round(sum(ours), 4), triples=len(store))),
        table.add(Row(size, "the same by rdflib", round(sum(theirs), 3), stopped=bool(stopped))),
    )
    return {
        "statements": len(store),
        "questions": len(texts),
        "median_ms": round(1000 * statistics.median(ours), 2),
        "rdflib_stopped": stopped,
        "times_as_fast_as_rdflib_at_least": round(statistics.geometric_mean(b / a for a, b in zip(ours, theirs, strict=True)), 1),
    }


def _stop(_signal: int, _frame: object) -> None:
    raise TimeoutError


def _seconds(call: Callable[[], object]) -> float:
    signal.signal(signal.SIGALRM, _stop)
    signal.setitimer(signal.ITIMER_REAL, PATIENCE)
    began = time.perf_counter()
    try:
        call()
    except TimeoutError:
        return PATIENCE
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    return time.perf_counter() - began


def _in_store(store: Any, text: str) -> Callable[[], object]:
    def call() -> object:
        answer = store.query(text, use_default_graph_as_union=True)
        return list(answer) if hasattr(answer, "__iter__") else bool(answer)

    return call
