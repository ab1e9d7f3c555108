"""Times the checks: a tenth of a million statements beside one stock pySHACL call, a million, and a change of one in a hundred."""

import multiprocessing
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, Final

from pyoxigraph import RdfFormat, serialize

from tools.rows import Row, Table

#: Documents for about a tenth of a million statements, and for a million.
SMALL, LARGE = 115, 1250
#: Seconds that pySHACL is given.
PATIENCE: Final = 600.0
#: One document in so many is taken away for the change.
CHANGED: Final = 100
Figures = dict[str, Any]


def section(table: Table) -> Figures:
    """Add the rows of the checks."""
    with tempfile.TemporaryDirectory() as folder:
        files = [_quads(Path(folder), documents) for documents in (SMALL, LARGE)]
        ours = _whole(table, files[0], SMALL)
        table.compare(ours, _pyshacl(table, files[0][0], ours))
        _whole(table, files[1], LARGE)
        _changed(table, files[1], Path(folder) / "kept")
    return {"patience_seconds": PATIENCE}


def _quads(folder: Path, documents: int) -> tuple[Path, Path, Any]:
    """Write the N-Quads of generated documents, and those without one in a hundred; return also the rules."""
    from communique.pipeline import rules
    from tools.bench import generated

    home = folder / str(documents)
    home.mkdir()
    settings = generated(home, documents)
    whole = _write(home / "whole.nq", settings)
    for path in sorted((home / "corpus" / "documents").iterdir())[CHANGED // 2 :: CHANGED]:
        path.unlink()
    return whole, _write(home / "fewer.nq", settings), rules(settings)


def _write(path: Path, settings: Any) -> Path:
    from communique.pipeline import make_data

    path.write_bytes(serialize(make_data(settings), format=RdfFormat.N_QUADS) or b"")
    return path


def _whole(table: Table, files: tuple[Path, Path, Any], documents: int) -> Row:
    from communique.checks import check

    whole, _, rules = files
    with table.timed(_row(whole, "load and check", documents)) as row:
        check([whole], rules, jobs=2)
    return row[0]


def _row(file: Path, stage: str, documents: int) -> Row:
    with file.open("rb") as lines:
        count = sum(1 for _ in lines)
    return Row(f"{count:,} statements", stage, 0, documents=documents, triples=count)


def _changed(table: Table, files: tuple[Path, Path, Any], kept: Path) -> None:
    """Check what is kept after one document in a hundred is gone, beside the whole of the same."""
    from communique.checks import check

    whole, fewer, rules = files
    check([whole], rules, jobs=2, kept=kept)
    with table.timed(_row(fewer, "check after a change of 1 %", 0)) as changed:
        found = check([fewer], rules, jobs=2, kept=kept)
    with table.timed(_row(fewer, "check of the whole", 0)) as again:
        assert found == check([fewer], rules, jobs=2)
    table.compare(changed[0], again[0])


def _pyshacl(table: Table, file: Path, ours: Row) -> Row:
    """Time one stock call in a process of its own, and stop it after `PATIENCE` seconds."""
    context = multiprocessing.get_context("spawn")
    began, process = context.Value("d", 0.0), None
    process = context.Process(target=_validate, args=(str(file), began))
    process.start()
    process.join(PATIENCE)
    stopped = process.is_alive()
    process.kill()
    process.join()
    seconds = round(time.time() - began.value, 1) if began.value else PATIENCE
    return table.add(Row(ours.size, "one stock pySHACL call", seconds, triples=ours.triples, stopped=stopped))


def _validate(file: str, began: Any) -> None:
    from pyoxigraph import Store
    from pyshacl import validate

    from communique.checks.shacl import read_shapes, union_graph
    from communique.resources import stock

    store = Store()
    store.bulk_load(path=file, format=RdfFormat.N_QUADS)
    graph, shapes = union_graph(store), read_shapes((stock("ontology") / "shapes",))
    began.value = time.time()
    validate(graph, shacl_graph=shapes, inference="none")


if __name__ == "__main__":
    sys.exit("run it as: python tools/bench.py checks")
