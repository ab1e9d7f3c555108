"""Files of people's decisions: changed whole or not at all, the old one kept, nothing lost between two commands."""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from communique.errors import AuthorityError
from communique.judgements import append_judgement, read_judgements
from communique.ledger import rewrite
from communique.records import Judgement

ROW = Judgement("person", "a#1-2", "b#3-4", "same", "one office", "R. Bell", "2022-01-02", "")


def names(folder: Path) -> set[str]:
    """The files of a folder."""
    return {path.name for path in folder.iterdir()}


def test_the_old_file_is_kept(tmp_path: Path) -> None:
    """What stood there before the last change stands beside it."""
    path = tmp_path / "identity.tsv"
    append_judgement(path, ROW)
    before = path.read_bytes()

    append_judgement(path, ROW)

    assert (tmp_path / "identity.tsv.old").read_bytes() == before
    assert names(tmp_path) == {"identity.tsv", "identity.tsv.old"}


def test_the_kept_file_is_no_input(tmp_path: Path) -> None:
    """Judgements are read from the file alone."""
    for _ in range(2):
        append_judgement(tmp_path / "identity.tsv", ROW)

    assert len(read_judgements(tmp_path)) == 2


def test_a_change_of_nothing_writes_nothing(tmp_path: Path) -> None:
    """The kept file is what stood there before the last change, not before the last look."""
    path = tmp_path / "rows"
    rewrite(path, lambda _: "a")

    rewrite(path, lambda known: known)

    assert names(tmp_path) == {"rows"}


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_failure_leaves_the_file_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    """On a full disk, or where the file cannot be replaced, the message says so, and nothing else is left behind."""
    path = tmp_path / "rows"
    rewrite(path, lambda _: "old")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os if step == "fsync" else Path, step, fail)

    with pytest.raises(AuthorityError, match="it is as it was"):
        rewrite(path, lambda _: "new")
    assert path.read_text(encoding="utf-8") == "old"
    assert names(tmp_path) == {"rows"}


@pytest.mark.parametrize("known", [b"\xff", b"old"])
def test_what_is_no_text_is_refused(tmp_path: Path, known: bytes) -> None:
    """Neither is a file that is none rewritten, nor one written that no reader could read."""
    path = tmp_path / "rows"
    path.write_bytes(known)

    with pytest.raises(AuthorityError, match="UTF-8"):
        rewrite(path, lambda text: text + "\udcff")
    assert path.read_bytes() == known


def test_two_commands_at_once_lose_nothing(tmp_path: Path) -> None:
    """Each change sees the one before it."""
    path = tmp_path / "rows"

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: rewrite(path, lambda known: f"{known}{number}\n"), range(60)))

    assert sorted(map(int, path.read_text(encoding="utf-8").split())) == list(range(60))
