"""Measures speed, prints one table, and writes the figures into docs/measured.json.

    python tools/bench.py [SECTION ...] [--documents 200]

Each section adds rows to the table (`tools/rows.py`), which refuses a ratio unless both of its sides were measured in this run;
what does not fit a row, it returns.
"""

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parents[1]
if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))

from tools.rows import Row, Table  # noqa: E402 - found once the path is set

MEASURED: Final = ROOT / "docs" / "measured.json"
Figures = dict[str, Any]


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


def bench_build(table: Table, documents: int) -> Figures:
    """Time each stage: the five documents, and a generated corpus."""
    from communique.project import Project
    from communique.settings import read_settings

    with table.timed(Row("five documents", "build", 0, documents=5)):
        Project(read_settings(ROOT)).build()
    with tempfile.TemporaryDirectory() as folder:
        return {"quads": _stages(table, generated(Path(folder), documents), documents)}


def _stages(table: Table, settings: Any, documents: int) -> int:
    """Add a row for each step of a build and one for all; return how many statements were made."""
    from communique.pipeline import assemble

    marks: list[tuple[str, float]] = []
    with table.timed(Row(f"{documents} documents", "all steps", 0, documents=documents)) as whole:
        built = assemble(settings, lambda step, done, _all: marks.append((step, time.perf_counter())) if done == 0 else None)
    ends = [*(at for _, at in marks[1:]), time.perf_counter()]
    for (step, at), end in zip(marks, ends, strict=True):
        table.add(replace(whole[0], stage=step, seconds=round(end - at, 3), triples=len(built.quads)))
    return len(built.quads)


def bench_checks(table: Table, documents: int) -> Figures:
    """Time our checks and one stock pySHACL call over rdflib's memory on the same data, and the checks alone on more.

    pySHACL is stopped after `PATIENCE` seconds of tools/bench_checks.py; the ratio is then told as the least that it can be.
    """
    from tools.bench_checks import section

    return section(table, documents)


def bench_checks_at_size(table: Table, documents: int) -> Figures:
    """Time the checks alone on as many documents as are asked for, and after a change of one in a hundred."""
    from tools.bench_checks import section_at_size

    return section_at_size(table, documents)


def bench_questions(table: Table, documents: int) -> Figures:
    """Time every saved question in the embedded engine and in rdflib's own, on the five documents and on generated ones."""
    from tools.bench_engines import section

    return section(table, generated, documents)


def bench_reading(table: Table, _documents: int) -> Figures:
    """Time reading on one core, beside spaCy where it is installed."""
    from tools.bench_reading import section

    return section(table)


def bench_server(_table: Table, _documents: int) -> Figures:
    """Measure the server: what it adds to a query, and how it bears many clients."""
    from tools.bench_server import section

    return section()


def bench_load(_table: Table, _documents: int) -> Figures:
    """Measure an hour's mixed load on the server."""
    from tools.bench_load import section

    found: Figures = section()
    return found


def bench_sizes(_table: Table, _documents: int) -> Figures:
    """Measure every saved question on one and ten million statements."""
    from tools.bench_questions import section

    found: Figures = section()
    return found


def bench_builds(table: Table, documents: int) -> Figures:
    """Build generated documents at the sizes up to the one asked for."""
    from tools.bench_builds import section

    return section(table, documents)


def bench_spark(table: Table, documents: int) -> Figures:
    """Build generated documents with two workers of Spark, beside one machine."""
    from tools.bench_spark import section

    return section(table, documents)


def bench_stores(_table: Table, _documents: int) -> Figures:
    """Measure the store in memory beside the one on disk."""
    from tools.bench_stores import section

    found: Figures = section()
    return found


SECTIONS: Final[dict[str, Callable[[Table, int], Figures]]] = {
    "build": bench_build,
    "checks": bench_checks,
    "questions": bench_questions,
    "reading-speed": bench_reading,
    "server": bench_server,
    "load": bench_load,
    "builds": bench_builds,
    "questions-at-size": bench_sizes,
    "checks-at-size": bench_checks_at_size,
    "spark": bench_spark,
    "stores": bench_stores,
}
#: What runs only when it is named: it takes half an hour, and needs six gigabytes of memory or Spark.
LONG: Final = frozenset({"questions-at-size", "checks-at-size", "spark", "stores"})
#: Those of stores that are large in memory.
IN_LARGE_PAGES: Final = frozenset({"questions-at-size", "stores"})


def begin_in_large_pages() -> None:
    """Begin this program anew with its memory in large pages, as the server begins its processes that hold a store."""
    from communique.store import with_large_pages

    if os.environ != (wanted := with_large_pages(os.environ)):
        sys.stdout.flush()
        os.execve(sys.executable, sys.orig_argv, wanted)


def show(name: str, figures: Figures) -> None:
    """Print figures that stand in no row."""
    for key, value in figures.items():
        if isinstance(value, dict):
            show(f"{name} {key}", value)
        else:
            print(f"{name:28} {key:32} {value}")


def main() -> None:
    """Run the sections that are named, or all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sections", nargs="*", metavar="SECTION", help=", ".join(SECTIONS))
    parser.add_argument("--documents", type=int, default=200)
    options = parser.parse_args()
    measured: Figures = {}
    whole = Table()
    named = options.sections or [name for name in SECTIONS if name not in LONG]
    if IN_LARGE_PAGES.intersection(named):
        begin_in_large_pages()
    for name in named:
        table = Table()
        measured[name] = SECTIONS[name](table, options.documents) | table.figures()
        whole.rows += table.rows
        whole.ratios += table.ratios
    print(whole.text())
    for name in named:
        show(name, {key: value for key, value in measured[name].items() if key not in {"rows", "ratios"}})
    # read only now: another measurement may have been written meanwhile
    measured = (json.loads(MEASURED.read_text(encoding="utf-8")) if MEASURED.is_file() else {}) | measured
    MEASURED.write_text(json.dumps(measured, indent=1, sort_keys=True, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
