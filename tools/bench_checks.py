"""Times the checks: a tenth of a million statements beside one stock pySHACL call, more of them, and a change of one in a hundred.

    python tools/bench.py checks --documents 1250

With so many documents the larger data set has about a million statements.
"""

import multiprocessing
import sys
import tempfile
import time
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
    with tempfile.TemporaryDirectory() as folder:
        data = [_data(Path(folder), size) for size in (SMALL, documents)]
        ours = _whole(table, data[0], SMALL)
        table.compare(ours, _pyshacl(table, data[0][0], ours))
        _whole(table, data[1], documents)
        _changed(table, data[1], Path(folder) / "kept")
    return {"patience_seconds": PATIENCE}


Data = tuple[list[Path], list[Path], Any]


def _data(folder: Path, documents: int) -> Data:
    """Return the files of the data set of generated documents, those without one document in a hundred, and the rules."""
    from communique.inputs import rules
    from tools.bench import generated

    home = folder / str(documents)
    home.mkdir()
    settings = generated(home, documents)
    whole = _made(settings, home / "whole")
    for path in sorted((home / "corpus" / "documents").iterdir())[CHANGED // 2 :: CHANGED]:
        path.unlink()
    return whole, _made(settings, home / "fewer"), rules(settings)


def _made(settings: Any, folder: Path) -> list[Path]:
    """Write the N-Quads of a project into a new folder, without checking them."""
    from communique.parted import make_job
    from communique.stream.depot import Depot
    from communique.stream.local import LocalEngine

    folder.mkdir()
    depot = Depot(settings.cache / "bench.sqlite")
    outcome = LocalEngine(depot, settings.paths["graph"], 2, lambda *_: None).make(make_job(settings), folder)
    depot.close()
    return [folder / name for name in outcome.parts]


def _whole(table: Table, data: Data, documents: int) -> Row:
    from communique.checks import check

    whole, _, rules = data
    with table.timed(_row(whole, "load and check", documents)) as row:
        check(whole, rules, jobs=2)
    return row[0]


def _row(files: list[Path], stage: str, documents: int | None = None) -> Row:
    count = sum(file.read_bytes().count(b"\n") for file in files)
    return Row(f"{count:,} statements", stage, 0, documents=documents, triples=count)


def _changed(table: Table, data: Data, kept: Path) -> None:
    """Check what is kept after one document in a hundred is gone, beside the whole of the same."""
    from communique.checks import check

    whole, fewer, rules = data
    check(whole, rules, jobs=2, kept=kept)
    with table.timed(_row(fewer, "check after a change of 1 %")) as changed:
        found = check(fewer, rules, jobs=2, kept=kept)
    with table.timed(_row(fewer, "load and check the whole")) as again:
        assert found == check(fewer, rules, jobs=2)
    table.compare(changed[0], again[0])


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
