"""Builds of generated documents at growing sizes: time, memory, what a change costs, and how well people are told apart.

Each size is built by processes of its own, so that its peak of memory is its own; checks are timed apart.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from tools.chart import bars
from tools.rows import Row, Table

Figures = dict[str, Any]
#: The sizes that are built, up to the one asked for.
SIZES: Final = (1_000, 2_000, 10_000, 100_000)
_KILO: Final = 1024
_WHOLE: Final = "all but checks"
IMAGES: Final = Path(__file__).resolve().parents[1] / "docs" / "images"


def section(table: Table, documents: int) -> Figures:
    """Add the rows of each size up to `documents`."""
    found = {str(size): _size(table, size) for size in SIZES if size <= documents}
    whole = [row for row in table.rows if row.stage == _WHOLE and row.documents and row.peak_mb]
    for name, unit, rows in (
        ("time", "ms a document", [(row.size, 1000 * row.seconds / (row.documents or 1)) for row in whole]),
        ("memory", "MB", [(row.size, float(row.peak_mb or 0)) for row in whole]),
    ):
        (IMAGES / f"builds-{name}.svg").write_text(bars(f"Builds without checks: {unit}", rows, unit), encoding="utf-8")
    return found


def _size(table: Table, documents: int) -> Figures:
    from tools.bench import generated

    name = f"{documents:,} documents"
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        generated(root, documents)
        full = _build(root, 2)
        for step, seconds in full["steps"].items():
            table.add(Row(name, step, seconds, documents, full["triples"]))
        whole = table.add(Row(name, _WHOLE, full["seconds"], documents, full["triples"], full["peak_mb"]))
        victim = sorted((root / "corpus" / "documents").iterdir())[documents // 2]
        victim.write_text(victim.read_text("utf-8") + " The two sides will meet again.\n", encoding="utf-8")
        change = _build(root, 2)
        table.compare(table.add(Row(name, "after a change of one", change["seconds"], peak_mb=change["peak_mb"])), whole)
        return {
            "share_of_a_full_build": round(change["seconds"] / full["seconds"], 3),
            "triples_per_claim_beyond_its_own_four": round(full["evidence"], 2),
            "people": _accuracy(root),
        }


def _build(root: Path, jobs: int) -> Figures:
    """Build in a process of its own and return what it measured."""
    source = Path(__file__).resolve().parents[1]
    run = [sys.executable, "-m", "tools.bench_builds", str(root), str(jobs)]
    done = subprocess.run(run, cwd=source, env={**os.environ, "PYTHONPATH": str(source)}, capture_output=True, check=True)
    found: Figures = json.loads(done.stdout.splitlines()[-1])
    return found


def measure(root: Path, jobs: int) -> Figures:
    """Build the project below a folder without checks, publish it, and return times, peak memory and counts."""
    import resource

    from communique.parted import make_job
    from communique.publish import publish_made
    from communique.settings import read_settings
    from communique.stream.depot import Depot
    from communique.stream.local import LocalEngine, Outcome

    settings = read_settings(root)
    marks: list[tuple[str, float]] = []
    began = time.perf_counter()
    depot = Depot(settings.cache / "bench.sqlite")
    engine = LocalEngine(depot, settings.paths["graph"], jobs, lambda step, *_: _mark(marks, step))
    made: list[Outcome] = []
    publish_made(settings.paths["graph"], lambda fresh: made.append(engine.make(make_job(settings), fresh)))
    engine.keep()
    depot.close()
    seconds = time.perf_counter() - began
    ends = [*(at for _, at in marks[1:]), time.perf_counter()]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss + jobs * resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return {
        "seconds": round(seconds, 3),
        "steps": {step: round(end - at, 3) for (step, at), end in zip(marks, ends, strict=True)},
        "peak_mb": peak // _KILO,
        "triples": made[0].tally.triples,
        "evidence": _evidence(made[0]),
    }


def _mark(marks: list[tuple[str, float]], step: str) -> None:
    if not marks or marks[-1][0] != step:
        marks.append((step, time.perf_counter()))


def _evidence(outcome: Any) -> float:
    """Return the triples of the claims' graphs for each claim, beyond its type, subject, predicate and object."""
    from communique.terms import MEET, OA

    used, classes = outcome.tally.properties, outcome.tally.classes
    own = ("statedIn", "restsOn", "rule", "from", "inWords", "ofDocument")
    selectors = ("start", "end", "exact", "prefix", "suffix")
    types = 3 * classes[str(MEET.Excerpt)]
    total = sum(used[str(MEET[name])] for name in own) + sum(used[str(OA[name])] for name in selectors) + types
    return float(total / max(1, outcome.sums.claims))


def _accuracy(root: Path) -> Figures:
    """Return precision and recall of "these two mentions are one person", over all pairs, against the truth."""
    from communique.settings import read_settings
    from communique.stream.depot import Depot

    settings = read_settings(root)
    truth = {line["document"]: line["people"] for line in _lines(root / "corpus" / "truth" / "entities.jsonl")}
    depot = Depot(settings.cache / "bench.sqlite")
    found = list(_people(depot, truth))
    depot.close()
    same = sum(count * (count - 1) for count in Counter(found).values())
    said = sum(count * (count - 1) for count in Counter(entity for _, entity in found).values())
    true = sum(count * (count - 1) for count in Counter(person for person, _ in found).values())
    return {"mentions": len(found), "precision": round(same / max(1, said), 5), "recall": round(same / max(1, true), 5)}


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def _people(depot: Any, truth: Mapping[str, Mapping[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield, for each name that a document gives to somebody, who it truly is, and which person was made of it."""
    from communique.stream.depot import unseal
    from communique.stream.letters import unpack

    for home, document, body in depot.all("SELECT home, document, body FROM letter WHERE stream = 2 AND home LIKE 'person/%'"):
        names = {item.value.text for item in unpack(unseal(body)).voiced if item.property == "person.name"}
        for person in sorted({truth[document][name] for name in names if name in truth[document]}):
            yield person, home


def main(arguments: Iterable[str]) -> None:
    """Measure one build and print it as one line of JSON."""
    root, jobs = arguments
    print(json.dumps(measure(Path(root), int(jobs))))


if __name__ == "__main__":
    main(sys.argv[1:])
