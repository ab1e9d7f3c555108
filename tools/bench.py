"""Measures speed, prints one table, and writes the figures into docs/measured.json.

    python tools/bench.py [SECTION ...] [--documents 200]

A ratio is printed only when both of its sides were measured in this run.
"""

import argparse
import importlib
import json
import resource
import signal
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parents[1]
MEASURED: Final = ROOT / "docs" / "measured.json"
#: Documents that stock pySHACL is given: it takes minutes for more.
CHECKED: Final = 6
#: Seconds that rdflib is given for one question.
PATIENCE: Final = 10.0
Figures = dict[str, Any]


@contextmanager
def timed(into: Figures, key: str) -> Iterator[None]:
    """Add the seconds that a block takes."""
    began = time.perf_counter()
    yield
    into[key] = round(time.perf_counter() - began, 3)


def generated(folder: Path, documents: int) -> Any:
    """Make a project of generated documents."""
    from communique.settings import read_settings
    from tools.generate_corpus import main as generate

    sys.argv = ["generate_corpus.py", str(folder / "corpus"), "--documents", str(documents)]
    generate()
    (folder / "data").mkdir()
    (folder / "data" / "documents").symlink_to(folder / "corpus" / "documents")
    text = 'name = "generated"\ntitle = "Generated"\nbase = "https://example.org/generated/"\n'
    (folder / "communique.toml").write_text(text, encoding="utf-8")
    return read_settings(folder)


def bench_build(documents: int) -> Figures:
    """Time each stage: the five documents, and a generated corpus."""
    from communique.project import Project
    from communique.settings import read_settings

    found: Figures = {}
    with timed(found, "five_documents_seconds"):
        Project(read_settings(ROOT)).build()
    with tempfile.TemporaryDirectory() as folder:
        found["generated"] = _stages(generated(Path(folder), documents))
    found["peak_memory_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return found


def _stages(settings: Any) -> Figures:
    from communique.pipeline import assemble

    marks: list[tuple[str, float]] = []
    began = time.perf_counter()
    built = assemble(settings, lambda step, done, _all: marks.append((step, time.perf_counter())) if done == 0 else None)
    ends = [*(at for _, at in marks[1:]), time.perf_counter()]
    stages = {f"{step}_seconds": round(end - at, 3) for (step, at), end in zip(marks, ends, strict=True)}
    count = len(built.material.documents)
    total = time.perf_counter() - began
    return {"documents": count, "quads": len(built.quads), "documents_per_second": round(count / total, 1), **stages}


def bench_checks(_documents: int) -> Figures:
    """Time our checks against one stock pySHACL call over rdflib's memory, on the same data in the same run."""
    from pyoxigraph import Store
    from pyshacl import validate

    from communique.checks.shacl import read_shapes, shacl_findings, union_graph
    from communique.inputs import rules
    from communique.pipeline import assemble

    found: Figures = {}
    with tempfile.TemporaryDirectory() as folder:
        settings = generated(Path(folder), CHECKED)
        store = Store()
        store.bulk_extend(assemble(settings).quads)
        shapes = read_shapes(rules(settings).shapes)
        found["triples"] = len(store)
        with timed(found, "ours_seconds"):
            shacl_findings(store, shapes)
        graph = union_graph(store)
        with timed(found, "pyshacl_seconds"):
            validate(graph, shacl_graph=shapes, inference="none")
    return {**found, "times_as_fast": round(found["pyshacl_seconds"] / found["ours_seconds"], 1)}


def bench_questions(_documents: int) -> Figures:
    """Time every saved question in the embedded engine and in rdflib's own, on the five documents, in one run.

    rdflib is stopped after `PATIENCE` seconds a question, which then counts as if it had taken just so long.
    """
    from communique.inputs import question_folders
    from communique.project import Project
    from communique.questions import load_questions

    project = Project.open(ROOT)
    graph = project.dataset()
    texts = [question.text for question in load_questions(*question_folders(project.settings)).values()]
    ours = [min(_seconds(_in_store(project, text)) for _ in range(3)) for text in texts]
    theirs = [_seconds(lambda text=text: list(graph.query(text))) for text in texts]
    return {
        "questions": len(texts),
        "median_ms": round(1000 * statistics.median(ours), 2),
        "rdflib_stopped": sum(seconds >= PATIENCE for seconds in theirs),
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


def _in_store(project: Any, text: str) -> Callable[[], object]:
    def call() -> object:
        answer = project.store.query(text, use_default_graph_as_union=True)
        return list(answer) if hasattr(answer, "__iter__") else bool(answer)

    return call


def elsewhere(module: str) -> Callable[[int], Figures]:
    """Return the section that another tool measures."""

    def section(_documents: int) -> Figures:
        found: Figures = importlib.import_module(f"tools.{module}").section()
        return found

    return section


SECTIONS: Final[dict[str, Callable[[int], Figures]]] = {
    "build": bench_build,
    "checks": bench_checks,
    "questions": bench_questions,
    "reading-speed": elsewhere("bench_reading"),
    "server": elsewhere("bench_server"),
    "load": elsewhere("bench_load"),
}


def show(name: str, figures: Figures, indent: str = "") -> None:
    """Print figures as lines of a table."""
    for key, value in figures.items():
        if isinstance(value, dict):
            show(f"{name} {key}", value, indent)
        else:
            print(f"{name:28} {key:32} {value}")


def main() -> None:
    """Run the sections that are named, or all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sections", nargs="*", metavar="SECTION", help=", ".join(SECTIONS))
    parser.add_argument("--documents", type=int, default=200)
    options = parser.parse_args()
    measured = json.loads(MEASURED.read_text(encoding="utf-8")) if MEASURED.is_file() else {}
    for name in options.sections or SECTIONS:
        measured[name] = SECTIONS[name](options.documents)
        show(name, measured[name])
    MEASURED.write_text(json.dumps(measured, indent=1, sort_keys=True, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main()
