"""The store: in memory while it fits, on disk above; a cache that is whole or not there, and never stale."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from pyoxigraph import Store

from communique import store as module
from communique.errors import DataError
from communique.store import disk_store, fits, is_store, open_store


def publish(graph: Path, count: int, word: str = "a") -> None:
    """Publish so many statements."""
    graph.mkdir(exist_ok=True)
    lines = (f'<https://example.org/{n}> <https://example.org/p> "{word}" <https://example.org/graph/a> .\n' for n in range(count))
    (graph / "everything.nq").write_text("".join(lines), encoding="utf-8")


def stores(cache: Path) -> list[Path]:
    """The folders below the cache of stores."""
    return sorted(path for path in (cache / "stores").iterdir() if path.is_dir())


def test_a_small_data_set_is_in_memory(tmp_path: Path) -> None:
    """Nothing is written for it."""
    publish(tmp_path / "graph", 3)

    found = open_store(tmp_path / "graph", tmp_path / "cache")

    assert (len(found), (tmp_path / "cache").exists()) == (3, False)


def test_a_large_one_is_on_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Opened for reading alone."""
    publish(tmp_path / "graph", 3)
    monkeypatch.setattr(module, "IN_MEMORY", 10)

    found = open_store(tmp_path / "graph", tmp_path / "cache")

    with pytest.raises(RuntimeError, match="read-write"):
        found.update("CLEAR ALL")
    assert len(found) == 3
    assert is_store(stores(tmp_path / "cache")[0])


@pytest.mark.parametrize(
    ("most", "available", "processes", "expected"),
    [(1000, 10_000, 1, True), (1000, 10_000, 6, False), (100, 10_000, 1, False), (1000, 600, 1, False), (1000, 10**9, 5, True)],
)
def test_the_rule_counts_bytes_processes_and_memory(
    most: int, available: float, processes: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, expected: bool
) -> None:
    """All processes together stay below the limit, and below half of what is available."""
    part = tmp_path / "everything.nq"
    part.write_bytes(b"#" * 180)
    monkeypatch.setattr(module, "IN_MEMORY", most)
    monkeypatch.setattr(module, "available_memory", lambda: available)

    assert fits([part], processes) is expected


def test_a_store_is_made_once(tmp_path: Path) -> None:
    """As long as the data set is the same, also where its file is another."""
    publish(tmp_path / "graph", 3)
    made = disk_store(tmp_path / "graph", tmp_path / "cache")
    mark = (made / "CURRENT").stat().st_mtime_ns
    publish(tmp_path / "graph", 3)

    again = disk_store(tmp_path / "graph", tmp_path / "cache")

    assert (again, (again / "CURRENT").stat().st_mtime_ns) == (made, mark)


def test_another_data_set_is_another_store(tmp_path: Path) -> None:
    """Even where it is of the same size; the one before stays for those who read it, and no more."""
    made = []
    for word in "abcb":
        publish(tmp_path / "graph", 3, word)
        made.append(disk_store(tmp_path / "graph", tmp_path / "cache"))

    assert str(next(iter(Store.read_only(str(made[-1])))).object) == '"b"'
    assert stores(tmp_path / "cache") == sorted({made[2], made[3]})
    assert len({*made}) == 3


def test_a_store_that_is_read_outlives_the_next_build(tmp_path: Path) -> None:
    """A server goes on over what it was started with."""
    publish(tmp_path / "graph", 3)
    made = disk_store(tmp_path / "graph", tmp_path / "cache")
    publish(tmp_path / "graph", 5)
    disk_store(tmp_path / "graph", tmp_path / "cache")

    assert len(Store.read_only(str(made))) == 3


def test_damaged_quads_leave_no_store(tmp_path: Path) -> None:
    """They are named."""
    (tmp_path / "graph").mkdir()
    (tmp_path / "graph/everything.nq").write_text("no quads", encoding="utf-8")

    with pytest.raises(DataError, match=r"everything\.nq: not N-Quads"):
        disk_store(tmp_path / "graph", tmp_path / "cache")
    assert [path for path in stores(tmp_path / "cache") if not path.suffix] == []


@pytest.mark.parametrize("first", ["", "load(*given)"])
def test_a_kill_leaves_nothing_that_could_be_taken_for_a_store(first: str, tmp_path: Path) -> None:
    """Killed before or after its statements are in, the store is made again, whole."""
    publish(tmp_path / "graph", 50)
    killed = (
        "import os, signal, sys; from pathlib import Path; from communique import store\n"
        "load = store.load_parts\n"
        f"def stop(*given): {first or 'pass'}; os.kill(os.getpid(), signal.SIGKILL)\n"
        "store.load_parts = stop\n"
        "store.disk_store(Path(sys.argv[1]), Path(sys.argv[2]))\n"
    )
    command = [sys.executable, "-c", killed, str(tmp_path / "graph"), str(tmp_path / "cache")]
    ended = subprocess.run(command, check=False, timeout=60)
    left = stores(tmp_path / "cache")

    found = Store.read_only(str(disk_store(tmp_path / "graph", tmp_path / "cache")))

    assert (ended.returncode, [path.suffix for path in left], len(found)) == (-signal.SIGKILL, [".new"], 50)
    assert [path for path in stores(tmp_path / "cache") if path.suffix] == []


@pytest.mark.parametrize("damage", [b"", b"\xff" * 64], ids=["emptied", "overwritten"])
def test_a_damaged_store_is_made_again(tmp_path: Path, damage: bytes) -> None:
    """It is a cache: what cannot be opened is no loss."""
    publish(tmp_path / "graph", 3)
    made = disk_store(tmp_path / "graph", tmp_path / "cache")
    for path in made.iterdir():
        path.write_bytes(damage)

    again = disk_store(tmp_path / "graph", tmp_path / "cache")

    assert len(Store.read_only(str(again))) == 3
