"""What Spark costs: builds of generated documents by two workers, beside those of one machine with two processes.

Every build runs in processes of its own, without checks. Core time is the processor time of all processes together (driver, Java,
workers), as Linux counts it; what a further document costs is the difference between the two largest sizes, which leaves out
what a build of any size costs.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from tools.rows import Row, Table

Figures = dict[str, Any]
#: The sizes that are built, up to the one asked for, and these at least.
SIZES: Final = (1_000, 4_000, 10_000)
_LEAST: Final = 4_000
_MASTER: Final = "local-cluster[2,1,1024]"
_ROOT: Final = Path(__file__).resolve().parents[1]
_TICKS: Final = os.sysconf("SC_CLK_TCK")
_MILLION: Final = 1_000_000
_HOUR: Final = 3_600


def section(table: Table, documents: int) -> Figures:
    """Add the rows of each size, and return what a million documents would cost if each cost what the last ones did."""
    found = {size: _size(table, size) for size in SIZES if size <= max(documents, _LEAST)}
    small, large = sorted(found)[-2:]
    return {
        **{f"{size} documents": figures for size, figures in found.items()},
        "core_hours_per_million_documents": {
            engine: round(_further(found[small][engine], found[large][engine], "core_seconds", large - small) * _MILLION / _HOUR, 1)
            for engine in ("spark", "local")
        },
        "core_seconds_of_any_build_by_spark": round(
            found[small]["spark"]["core_seconds"]
            - small * _further(found[small]["spark"], found[large]["spark"], "core_seconds", large - small)
        ),
        "driver_bytes_a_further_document": round(
            1024 * 1024 * _further(found[small]["spark"], found[large]["spark"], "driver_python_mb", large - small)
        ),
    }


def _further(small: Figures, large: Figures, name: str, documents: int) -> float:
    return float((large[name] - small[name]) / documents)


def _size(table: Table, documents: int) -> Figures:
    from tools.bench import generated

    size = f"{documents:,} documents"
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        generated(root, documents)
        found = {engine: _run(root, engine) for engine in ("local", "spark")}
    assert found["local"]["digest"] == found["spark"]["digest"], "the engines do not agree"
    rows = [
        table.add(Row(size, stage, found[engine]["seconds"], documents, found[engine]["triples"], found[engine]["peak_mb"]))
        for engine, stage in (("local", "one machine, two processes"), ("spark", "Spark, two workers"))
    ]
    table.compare(*rows)
    return found


def _run(root: Path, engine: str) -> Figures:
    """Build in processes of their own and return what was measured."""
    environment = {
        **os.environ,
        "PYTHONPATH": f"{_ROOT}:{_ROOT / 'src'}",
        "SPARK_LOCAL_IP": "127.0.0.1",
        "SPARK_CONF_DIR": str(root),
    }
    settings = {"spark.driver.bindAddress": "127.0.0.1", "spark.driver.host": "127.0.0.1"}
    settings |= {"spark.executorEnv.SPARK_LOCAL_IP": "127.0.0.1", "spark.executorEnv.PYTHONPATH": str(_ROOT / "src")}
    (root / "spark-defaults.conf").write_text("".join(f"{name} {value}\n" for name, value in settings.items()), encoding="utf-8")
    run = [sys.executable, "-m", "tools.bench_spark", str(root), engine]
    done = subprocess.run(run, cwd=root, env=environment, stdout=subprocess.PIPE, check=True)
    found: Figures = json.loads(done.stdout.splitlines()[-1])
    return found


def measure(root: Path, engine: str) -> Figures:
    """Build the project below a folder and return times, processor time, memory and the hash of what was made."""
    from communique.parted import make_job
    from communique.settings import read_settings
    from communique.stream.depot import Depot
    from communique.stream.local import LocalEngine

    settings = read_settings(root)
    job, folder = make_job(settings), root / f"by-{engine}"
    folder.mkdir()
    marks = _Marks()
    began = time.perf_counter()
    if engine == "local":
        depot = Depot(root / "bench.sqlite")
        made = LocalEngine(depot, root / "none", 2, marks.mark).make(job, folder)
        depot.close()
    else:
        from communique.stream.spark import SparkEngine, spark_context

        with spark_context(_MASTER) as context:
            made = SparkEngine(context, settings.paths["documents"].resolve().as_uri(), marks.mark).make(job, folder)
            marks.end()
    marks.end()
    return {
        "seconds": round(time.perf_counter() - began, 1),
        "core_seconds": round(marks.cores, 1),
        "steps": marks.seconds,
        "peak_mb": marks.peak,
        "driver_python_mb": _peak(os.getpid()),
        "triples": made.tally.triples,
        "digest": made.digest,
    }


class _Marks:
    """What each step took, and the processor time and memory of this process and all that it started, looked at between steps."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self.cores, self.peak = 0.0, 0
        self._began = time.perf_counter()

    def mark(self, step: str, done: int, of: int) -> None:
        """Note that a step begins or ends."""
        if done == 0:
            self._began = time.perf_counter()
        elif done == of:
            self.seconds[step] = round(time.perf_counter() - self._began, 1)
            self.end()

    def end(self) -> None:
        """Look at the processes."""
        family = [os.getpid(), *_descendants(os.getpid())]
        self.cores = max(self.cores, sum(map(_core_seconds, family)))
        self.peak = max(self.peak, sum(map(_peak, family)))


def _descendants(process: int) -> Iterator[int]:
    for task in Path(f"/proc/{process}/task").glob("*/children"):
        for child in task.read_text().split():
            yield int(child)
            yield from _descendants(int(child))


def _core_seconds(process: int) -> float:
    """Return the processor time of a process and of those that it started and that have ended."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    except OSError:
        return 0.0
    return sum(map(int, fields[11:15])) / _TICKS


def _peak(process: int) -> int:
    """Return the most memory that a process had, in MB."""
    try:
        told = Path(f"/proc/{process}/status").read_text()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in told.splitlines() if line.startswith("VmHWM")), 0) // 1024


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1]), sys.argv[2])))
