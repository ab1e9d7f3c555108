"""The store in memory beside the store on disk: what opening costs, what memory, and how fast saved questions are answered.

The data are those of `tools/bench_questions.py`: one data set of 1,400 generated documents, and two side by side. Both stores are
asked the same in one run, each in a process of its own: every question about the whole that takes no parameter, and every question
about one thing, of three things.
"""

import os
import statistics
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import Any, Final

from pyoxigraph import Store

from tools import bench_questions
from tools.bench_questions import ROOT, apart, cases, make_part, measure, resident

SIZES: Final = (1, 2)
ASKED: Final = 3
Figures = dict[str, Any]


def section() -> Figures:
    """Measure both stores at each size, and return how many times as long the one on disk takes."""
    kept = os.environ.get("COMMUNIQUE_BENCH")
    found: Figures = {}
    with tempfile.TemporaryDirectory() as made:
        for count in SIZES:
            parts = [make_part(number, Path(kept or made)) for number in range(1, count + 1)]
            both = {place: apart(partial(_measured, place, parts, Path(made))) for place in ("memory", "disk")}
            size = f"{both['memory'].pop('statements'):,} statements, {round(sum(part.stat().st_size for part in parts) / 1e6)} MB"
            both["disk"].pop("statements")
            memory, disk = both["memory"].pop("whole"), both["disk"].pop("whole")
            times = [disk[name] / memory[name] for name in memory]
            found[size] = {
                **both,
                "whole_ms": {name: [memory[name], disk[name]] for name in memory},
                "whole_times_as_long_on_disk": round(statistics.geometric_mean(times), 2),
            }
    return found


def _measured(place: str, parts: list[Path], folder: Path) -> Figures:
    from communique.parts import load_parts
    from communique.questions import load_questions

    bench_questions.ASKED = ASKED
    found: Figures = {}
    began = time.perf_counter()
    if place == "memory":
        store = Store()
        load_parts(store, parts)
    else:
        made = Store(str(folder / f"disk-{len(parts)}"))
        load_parts(made, parts)
        made.optimize()
        made.flush()
        del made
        found["made_seconds"] = round(time.perf_counter() - began, 1)
        began = time.perf_counter()
        store = Store.read_only(str(folder / f"disk-{len(parts)}"))
    found["opened_seconds"] = round(time.perf_counter() - began, 3)
    found["memory_mb"] = resident()
    questions = load_questions(ROOT / "queries" / "questions")
    asked = [(name, way, measure(store, case)["ms"]) for name, way, case in cases(store, questions)]
    found["one_median_ms"] = round(statistics.median(ms for _, way, ms in asked if way == "one"), 1)
    found["whole"] = {name: ms for name, way, ms in asked if way == "whole"}
    return found | {"statements": len(store)}
