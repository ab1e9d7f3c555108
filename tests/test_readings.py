"""Readings of many documents: kept by content, and the same however they were come by."""

import pickle
from pathlib import Path

import pytest

from communique import readings
from communique.lexicon.glossary import Glossary, using
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


#: A state of nobody's, with which the sentence below has two sides.
OWN_WORDS = Glossary(
    {"states": ({"code": "RUR", "name": "Ruritania", "formal": "", "aliases": "", "adjectives": "Ruritanian"},)}, "own"
)
RURITANIAN = tuple(
    document(f"d{n}", f"Ruritanian President Ana Ito met with Kenyan President Joe Otieno on May {n + 1}, 2022.") for n in range(3)
)


def test_with_other_words_of_the_project_all_is_read_again(tmp_path: Path, counted: list[str]) -> None:
    """A reading that was kept under other words is not taken."""
    read_all(RURITANIAN, tmp_path, 1, quiet)
    counted.clear()

    with using(OWN_WORDS):
        found = read_all(RURITANIAN, tmp_path, 1, quiet)

    assert ["d0", "d1", "d2"] == counted
    assert ["Ruritania"] * 3 == [reading.meetings[0].attendance[0].side for reading in found.values()]


def test_every_process_knows_the_words_of_the_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two processes read with the project's own words what one does."""
    monkeypatch.setattr(readings, "WORTH_SHARING", 2)

    with using(OWN_WORDS):
        two = read_all(RURITANIAN, tmp_path / "two", 2, quiet)
        assert two == read_all(RURITANIAN, tmp_path / "one", 1, quiet)

    assert "Ruritania" == two["d0"].meetings[0].attendance[0].side
