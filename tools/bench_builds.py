"""Builds of generated documents at growing sizes: time, memory, what a change costs, and how right the result is.

Each size is built by processes of its own, so that its peak of memory is its own; checks are timed apart.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from tools.chart import bars
from tools.rows import Row, Table

Figures = dict[str, Any]
#: The sizes that are built, up to the one asked for.
SIZES: Final = (1_000, 2_000, 10_000, 100_000)
_KILO: Final = 1024
_WHOLE: Final = "all but checks"
_LOADING: Final = "load into a store on disk"
_CHECKING: Final = "check, and keep what is found"
#: Up to this size everything is built with one process too.
_BOTH: Final = 2_000
#: Up to this size what was built is loaded and checked too; more takes as long as building it, and as much of the disk again.
_LOADED: Final = 10_000
_PROCESSES: Final = {1: "one process", 2: "two processes"}
IMAGES: Final = Path(__file__).resolve().parents[1] / "docs" / "images"


def section(table: Table, documents: int) -> Figures:
    """Add the rows of each size up to `documents`."""
    found = {str(size): _size(table, size) for size in SIZES if size <= documents}
    whole = [row for row in table.rows if row.stage == f"{_WHOLE}, two processes" and row.documents and row.peak_mb]
    for name, unit, rows in (
        ("time", "ms a document", [(row.size, 1000 * row.seconds / (row.documents or 1)) for row in whole]),
        ("memory", "MB", [(row.size, float(row.peak_mb or 0)) for row in whole]),
    ):
        (IMAGES / f"builds-{name}.svg").write_text(bars(f"Builds without checks: {unit}", rows, unit), encoding="utf-8")
    return found


def _size(table: Table, documents: int) -> Figures:
    from tools import score_weighing  # loads the program, which is part of what a build takes
    from tools.bench import generated

    name = f"{documents:,} documents"
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        generated(root, documents)
        alone = _series(table, (name, 1), root, documents) if documents <= _BOTH else {}
        shutil.rmtree(root / ".communique", ignore_errors=True)
        both = _series(table, (name, 2), root, documents)
        reads = [row for row in table.rows if row.size == name and row.stage.startswith("read, ")]
        if len(reads) > 1:
            table.compare(reads[-1], reads[0])
        right = {"people": _accuracy(root), "reading": score_weighing.reading(root), "weighing": score_weighing.weighing(root)}
        if documents <= _LOADED:
            for stage in APART:
                told = _child(root, stage)
                table.add(Row(name, stage, told["seconds"], documents, told["triples"], told["peak_mb"]))
        return {**alone, **both, **right}


def _series(table: Table, told: tuple[str, int], root: Path, documents: int) -> Figures:
    """Build everything, then again after each of three edits, with so many processes; a full build is made of nothing kept."""
    (name, jobs), processes = told, _PROCESSES[told[1]]
    full = _build(root, jobs)
    for step, seconds in full["steps"].items():
        table.add(Row(name, f"{step}, {processes}", seconds, documents, full["triples"], full["peaks"][step]["all"]))
    whole = table.add(Row(name, f"{_WHOLE}, {processes}", full["seconds"], documents, full["triples"], full["peak_mb"]))
    shares = {}
    for edit in EDITS:
        edit(root / "corpus" / "documents", documents // 2)
        again = _build(root, jobs)
        row = Row(name, f"{edit.__name__.strip('_')} one, {processes}", again["seconds"], peak_mb=again["peak_mb"])
        table.compare(table.add(row), whole)
        shares[edit.__name__.strip("_")] = round(again["seconds"] / full["seconds"], 3)
    return {
        f"share_of_a_full_build, {processes}": shares,
        f"peak_mb, {processes}": full["peaks"],
        "triples_per_claim_beyond_its_own_four": round(full["evidence"], 2),
    }


def _change(folder: Path, place: int) -> None:
    """Take the last paragraph of a document away."""
    victim = sorted(folder.iterdir())[place]
    victim.write_text(victim.read_text("utf-8").rstrip().rpartition("\n\n")[0] + "\n", encoding="utf-8")


def _remove(folder: Path, place: int) -> None:
    """Take a document away, and keep it beside."""
    victim = sorted(folder.iterdir())[place + 1]
    victim.rename(folder.parent / victim.name)


def _add(folder: Path, _place: int) -> None:
    """Add the document that was taken away, to documents that never had it."""
    victim = next(path for path in folder.parent.iterdir() if path.is_file())
    victim.rename(folder / victim.name)


#: What is done to one document before it is all built again; the last brings back what the one before has taken.
EDITS: Final[tuple[Callable[[Path, int], None], ...]] = (_change, _remove, _add)


def _build(root: Path, jobs: int) -> Figures:
    """Build in a process of its own, of a program that is compiled as an installed one is, and return what it measured."""
    source = Path(__file__).resolve().parents[1]
    subprocess.run([sys.executable, "-m", "compileall", "-q", str(source / "src")], check=True)
    return _child(root, str(jobs))


def _child(root: Path, what: str) -> Figures:
    """Do something in a process of its own, and return what it measured."""
    source = Path(__file__).resolve().parents[1]
    run = [sys.executable, "-m", "tools.bench_builds", str(root), what]
    done = subprocess.run(run, cwd=source, env={**os.environ, "PYTHONPATH": str(source)}, capture_output=True, check=True)
    found: Figures = json.loads(done.stdout.splitlines()[-1])
    return found


def load(root: Path) -> Figures:
    """Load the data set that is published below a folder into a store on disk, as the server does, and return time and memory."""
    from pyoxigraph import Store

    from communique.settings import read_settings
    from communique.store import disk_store

    settings, marks = read_settings(root), Marks()
    marks.begin(_LOADING)
    place = disk_store(settings.paths["graph"], settings.cache)
    seconds = marks.seconds()[_LOADING]
    return {"seconds": seconds, "triples": len(Store.read_only(str(place))), "peak_mb": marks.peaks[_LOADING]["all"]}


def check_published(root: Path) -> Figures:
    """Check the data set that is published below a folder, keep what is found, and return time, memory and counts."""
    from communique.checks import check
    from communique.inputs import rules
    from communique.parts import find_parts
    from communique.settings import read_settings

    settings, marks = read_settings(root), Marks()
    parts = find_parts(settings.paths["graph"])
    marks.begin(_CHECKING)
    found = check(parts, rules(settings), jobs=2, kept=settings.cache / "bench-checks")
    seconds = marks.seconds()[_CHECKING]
    triples = sum(part.read_bytes().count(b"\n") for part in parts)
    return {"seconds": seconds, "triples": triples, "peak_mb": marks.peaks[_CHECKING]["all"], "findings": len(found)}


#: What is done apart with what is published below a folder.
APART: Final[Mapping[str, Callable[[Path], Figures]]] = {_LOADING: load, _CHECKING: check_published}


def measure(root: Path, jobs: int) -> Figures:
    """Build the project below a folder without checks, publish it, and return times, peak memory and counts."""
    from communique.parted import make_job
    from communique.publish import publish_made
    from communique.settings import read_settings
    from communique.stream.depot import Depot
    from communique.stream.local import LocalEngine, Outcome

    settings = read_settings(root)
    marks = Marks()
    began = time.perf_counter()
    depot = Depot(settings.cache / "bench.sqlite")
    engine = LocalEngine(depot, settings.paths["graph"], jobs, lambda step, *_: marks.begin(step))
    made: list[Outcome] = []
    publish_made(settings.paths["graph"], lambda fresh: made.append(engine.make(make_job(settings), fresh)))
    engine.keep()
    depot.close()
    seconds = time.perf_counter() - began
    return {
        "seconds": round(seconds, 3),
        "steps": marks.seconds(),
        "peaks": marks.peaks,
        "peak_mb": max(peak["all"] for peak in marks.peaks.values()),
        "triples": made[0].tally.triples,
        "evidence": _evidence(made[0]),
    }


class Marks:
    """When each step began, and the most memory that this process and those that it started had in it (as Linux tells it)."""

    def __init__(self) -> None:
        self._began: list[tuple[str, float]] = []
        self.peaks: dict[str, dict[str, int]] = {}

    def begin(self, step: str) -> None:
        """Note that a step begins, if it does."""
        self._look()
        if not self._began or self._began[-1][0] != step:
            self._began.append((step, time.perf_counter()))
            for process in ("self", *_children()):
                (Path("/proc") / process / "clear_refs").write_text("5")

    def seconds(self) -> dict[str, float]:
        """End the last step, and return what each took."""
        self._look()
        ends = [*(at for _, at in self._began[1:]), time.perf_counter()]
        return {step: round(end - at, 3) for (step, at), end in zip(self._began, ends, strict=True)}

    def _look(self) -> None:
        if self._began:
            main, others = _peak("self"), sum(map(_peak, _children()))
            known = self.peaks.setdefault(self._began[-1][0], {"main": 0, "all": 0})
            known.update(main=max(known["main"], main), all=max(known["all"], main + others))


def _children() -> list[str]:
    return Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()


def _peak(process: str) -> int:
    """Return the most memory of a process since its peak was forgotten, in MB."""
    try:
        told = (Path("/proc") / process / "status").read_text()
    except FileNotFoundError:
        return 0
    return next((int(line.split()[1]) for line in told.splitlines() if line.startswith("VmHWM")), 0) // _KILO


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
    from tools.score_weighing import lines

    settings = read_settings(root)
    truth = {line["document"]: line["people"] for line in lines(root / "corpus" / "truth" / "entities.jsonl")}
    depot = Depot(settings.cache / "bench.sqlite")
    found = list(_people(depot, truth))
    depot.close()
    same = sum(count * (count - 1) for count in Counter(found).values())
    said = sum(count * (count - 1) for count in Counter(entity for _, entity in found).values())
    true = sum(count * (count - 1) for count in Counter(person for person, _ in found).values())
    return {"mentions": len(found), "precision": round(same / max(1, said), 5), "recall": round(same / max(1, true), 5)}


def _people(depot: Any, truth: Mapping[str, Mapping[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield, for each name that a document gives to somebody, who it truly is, and which person was made of it."""
    from communique.stream.depot import unseal
    from communique.stream.letters import unpack

    for home, document, body in depot.all("SELECT home, document, body FROM letter WHERE stream = 2 AND home LIKE 'person/%'"):
        names = {item.value.text for item in unpack(unseal(body)).voiced if item.property == "person.name"}
        for person in sorted({truth[document][name] for name in names if name in truth[document]}):
            yield person, home


def main(arguments: Iterable[str]) -> None:
    """Measure one build, or what is done apart with what is published, and print it as one line of JSON."""
    root, what = arguments
    print(json.dumps(APART[what](Path(root)) if what in APART else measure(Path(root), int(what))))


if __name__ == "__main__":
    main(sys.argv[1:])
