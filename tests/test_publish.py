"""Publishing: whole or not at all."""

import os
from pathlib import Path

import pytest

from communique.errors import DataError
from communique.publish import locked, publish


def contents(folder: Path) -> dict[str, bytes]:
    """Return the files of a folder."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_the_folder_holds_exactly_the_new_files(tmp_path: Path) -> None:
    """What was published before and is not published now is gone."""
    publish(tmp_path / "graph", {"a": b"1", "b": b"2"})
    publish(tmp_path / "graph", {"a": b"3"})

    assert contents(tmp_path / "graph") == {"a": b"3"}


def test_nothing_is_left_beside(tmp_path: Path) -> None:
    """After publishing, only the folder itself is there."""
    publish(tmp_path / "graph", {"a": b"1"})
    publish(tmp_path / "graph", {"a": b"2"})

    assert [path.name for path in tmp_path.iterdir()] == ["graph"]


def test_what_a_killed_build_left_is_cleared_away(tmp_path: Path) -> None:
    """A half-written folder of an earlier build does not get into the next."""
    (tmp_path / ".graph.new").mkdir()
    (tmp_path / ".graph.new" / "half").write_bytes(b"x")

    publish(tmp_path / "graph", {"a": b"1"})

    assert contents(tmp_path / "graph") == {"a": b"1"}


def test_a_failure_leaves_the_old_files(tmp_path: Path) -> None:
    """When a file cannot be written, what was published stays, and the error says so."""
    publish(tmp_path / "graph", {"a": b"1"})

    with pytest.raises(DataError, match="is as it was"):
        publish(tmp_path / "graph", {"a": b"2", "no/such/folder": b"3"})

    assert contents(tmp_path / "graph") == {"a": b"1"}


def test_a_second_build_is_refused_while_one_runs(tmp_path: Path) -> None:
    """The lock is held by one build at a time."""
    with locked(tmp_path), pytest.raises(DataError, match="another build"), locked(tmp_path):
        pass


def test_the_lock_is_free_again_afterwards(tmp_path: Path) -> None:
    """A finished build leaves the lock free."""
    with locked(tmp_path):
        pass
    with locked(tmp_path):
        assert os.path.exists(tmp_path / "lock")  # noqa: PTH110 - the lock file itself
