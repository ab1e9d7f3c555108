"""Times the checks: a tenth of a million statements beside one stock pySHACL call, more of them, and a change of one in a hundred.

    python tools/bench.py checks --documents 1250

With so many documents the larger data set has about a million statements; ten times as many take twenty minutes and five gigabytes:

    python tools/bench.py checks-at-size --documents 12600

The data sets are kept in the folder that `COMMUNIQUE_BENCH` names, if it does.
"""

import multiprocessing
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from pyoxigraph import RdfFormat

from tools.rows import Row, Table

#: Documents for about a tenth of a million statements.
SMALL: Final = 115
#: Seconds that pySHACL is given.
PATIENCE: Final = 150.0
#: One document in so many is taken away for the change.
CHANGED: Final = 100
Figures = dict[str, Any]


def section(table: Table, documents: int) -> Figures:
    """Add the rows of the checks; `documents` make the larger data set."""
    with _home() as folder:
        small, large = (_data(folder, size) for size in (SMALL, documents))
        ours = _whole(table, small, SMALL)
        table.compare(ours, _pyshacl(table, small[0], ours))
        _whole(table, large, documents)
        _changed(table, large)
    return {"patience_seconds": PATIENCE}


def section_at_size(table: Table, documents: int) -> Figures:
    """Add the rows of a data set that is too large for a peer."""
    with _home() as folder:
        data = _data(folder, documents)
        _whole(table, data, documents)
        _changed(table, data)
    return {}


@contextmanager
def _home() -> Iterator[Path]:
    """Give the folder of the data sets: the one that `COMMUNIQUE_BENCH` names, where they stay, or one for this run."""
    kept = os.environ.get("COMMUNIQUE_BENCH")
    with tempfile.TemporaryDirectory() as made:
        yield Path(kept or made)


Data = tuple[list[Path], list[Path], Any]


def _data(folder: Path, documents: int) -> Data:
    """Return the files of the data set of generated documents, those without one document in a hundred, and the rules."""
    from communique.inputs import rules
    from communique.settings import read_settings
    from tools.bench import generated

    home = folder / str(documents)
    whole, fewer = home / "whole", home / "fewer"
    if not fewer.is_dir():
        shutil.rmtree(home, ignore_errors=True)
        home.mkdir()
        settings = generated(home, documents)
        _make(settings, whole)
        for path in sorted((home / "corpus" / "documents").iterdir())[CHANGED // 2 :: CHANGED]:
            path.unlink()
        _make(settings, home / "draft")
        (home / "draft").rename(fewer)
    return sorted(whole.glob("*/*.nq")), sorted(fewer.glob("*/*.nq")), rules(read_settings(home))


def _make(settings: Any, folder: Path) -> None:
    """Write the N-Quads of a project into a new folder, without checking them."""
    from communique.parted import make_job
    from communique.stream.depot import Depot
    from communique.stream.local import LocalEngine

    folder.mkdir()
    depot = Depot(settings.cache / "bench.sqlite")
    LocalEngine(depot, settings.paths["graph"], 2, lambda *_: None).make(make_job(settings), folder)
    depot.close()


def _whole(table: Table, data: Data, documents: int) -> Row:
    from communique.checks import check

    whole, _, rules = data
    with table.timed(_row(whole, "load and check", documents)) as row:
        check(whole, rules, jobs=2)
    return row[0]


def _row(files: list[Path], stage: str, documents: int | None = None) -> Row:
    count = sum(file.read_bytes().count(b"\n") for file in files)
    return Row(f"{count:,} statements", stage, 0, documents=documents, triples=count)


def _changed(table: Table, data: Data) -> None:
    """Check what is kept after one document in a hundred is gone, in this process and in a new one, and then the whole."""
    from communique.checks import check

    whole, fewer, rules = data
    with tempfile.TemporaryDirectory(dir=whole[0].parents[2]) as folder:
        kept = Path(folder) / "kept"
        with table.timed(_row(whole, "load, check and keep")):
            check(whole, rules, jobs=2, kept=kept)
        with table.timed(_row(fewer, "check after a change of 1 %")) as changed:
            found = check(fewer, rules, jobs=2, kept=kept)
        fresh = _fresh(table, fewer, rules, kept)
    with table.timed(_row(fewer, "load and check the whole")) as again:
        assert found == check(fewer, rules, jobs=2)
    table.compare(changed[0], again[0])
    table.compare(fresh, again[0])


def _fresh(table: Table, files: list[Path], rules: Any, kept: Path) -> Row:
    """Time a process that does nothing but the check after a change, from its start to its end."""
    context = multiprocessing.get_context("spawn")
    peak = context.Value("l", 0)
    process = context.Process(target=_check, args=(files, rules, kept, peak))
    began = time.perf_counter()
    process.start()
    process.join()
    seconds = round(time.perf_counter() - began, 3)
    assert process.exitcode == 0, "the check failed"
    return table.add(replace(_row(files, "the same by a new process"), seconds=seconds, peak_mb=peak.value))


def _check(files: list[Path], rules: Any, kept: Path, peak: Any) -> None:
    from communique.checks import check

    check(files, rules, jobs=2, kept=kept)
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    peak.value = next(int(line.split()[1]) // 1024 for line in lines if line.startswith("VmHWM:"))  # maxrss is the parent's


def _pyshacl(table: Table, files: list[Path], ours: Row) -> Row:
    """Time one stock call in a process of its own, and stop it after `PATIENCE` seconds."""
    context = multiprocessing.get_context("spawn")
    began = context.Value("d", 0.0)
    process = context.Process(target=_validate, args=([str(file) for file in files], began))
    process.start()
    while process.is_alive() and (not began.value or time.time() - began.value < PATIENCE):
        process.join(0.05)
    stopped = process.is_alive()
    process.kill()
    process.join()
    assert began.value, "pySHACL did not begin"
    seconds = round(time.time() - began.value, 1)
    return table.add(Row(ours.size, "one stock pySHACL call", seconds, triples=ours.triples, stopped=stopped))


def _validate(files: list[str], began: Any) -> None:
    from pyoxigraph import Store
    from pyshacl import validate

    from communique.checks.shacl import read_shapes, union_graph
    from communique.resources import stock

    store = Store()
    for file in files:
        store.bulk_load(path=file, format=RdfFormat.N_QUADS)
    graph, shapes = union_graph(store), read_shapes((stock("ontology") / "shapes",))
    began.value = time.time()
    validate(graph, shacl_graph=shapes, inference="none")


if __name__ == "__main__":
    sys.exit("run it as: python tools/bench.py checks")
