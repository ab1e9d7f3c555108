"""Readings of many documents: kept by content, and the same however they were come by."""

import pickle
from pathlib import Path

import pytest

from communique import readings
from communique.reading import read
from communique.readings import read_all
from communique.records import Document
from tests.conftest import RELEASE
from tests.making import document

TEXT = RELEASE.split("---\n")[2]
DOCUMENTS = tuple(document(f"d{n}", TEXT.replace("May 4", f"May {n + 1}"), published="2021-05-20") for n in range(9))


def quiet(_done: int, _all: int) -> None:
    """Report nothing."""


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the documents that are read, as they are read."""
    names: list[str] = []

    def counting(one: Document) -> object:
        names.append(one.name)
        return read(one)

    monkeypatch.setattr(readings, "read", counting)
    return names


def test_a_kept_reading_equals_a_fresh_one(tmp_path: Path) -> None:
    """What comes back from the disk is what the reader gives."""
    read_all(DOCUMENTS, tmp_path, 1, quiet)

    assert read_all(DOCUMENTS, tmp_path, 1, quiet) == {one.name: read(one) for one in DOCUMENTS}


def test_only_what_changed_is_read_again(tmp_path: Path, counted: list[str]) -> None:
    """Of nine documents with one changed, one is read."""
    read_all(DOCUMENTS, tmp_path, 1, quiet)
    counted.clear()
    changed = document("d3", TEXT.replace("May 4", "May 30"), published="2021-05-20")

    read_all((*DOCUMENTS[:3], changed, *DOCUMENTS[4:]), tmp_path, 1, quiet)

    assert counted == ["d3"]


def test_metadata_count_as_content(tmp_path: Path, counted: list[str]) -> None:
    """Another date of publication may date a meeting otherwise, so the document is read again."""
    read_all(DOCUMENTS[:1], tmp_path, 1, quiet)
    counted.clear()

    read_all([document("d0", DOCUMENTS[0].text, published="2022-05-20")], tmp_path, 1, quiet)

    assert counted == ["d0"]


@pytest.mark.parametrize("damage", [b"", b"garbage", pickle.dumps(Path("/")), pickle.dumps("text")])
def test_a_damaged_reading_is_read_again(tmp_path: Path, damage: bytes) -> None:
    """Whatever stands in a kept file, it is never run, and the document is read again."""
    read_all(DOCUMENTS, tmp_path, 1, quiet)
    for path in tmp_path.rglob("*.reading"):
        path.write_bytes(damage)

    assert read_all(DOCUMENTS, tmp_path, 1, quiet) == {one.name: read(one) for one in DOCUMENTS}


def test_two_processes_read_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The number of processes changes nothing."""
    monkeypatch.setattr(readings, "WORTH_SHARING", 2)

    assert read_all(DOCUMENTS, tmp_path / "two", 2, quiet) == read_all(DOCUMENTS, tmp_path / "one", 1, quiet)
