"""Putting files into a project: names that are free, files that appear whole."""

import os
from pathlib import Path

import pytest

from communique.documents import make_document, read_document
from communique.errors import DocumentError
from communique.shelf import Shelf, open_shelf, stored_form, write_new


def shelf(folder: Path) -> Shelf:
    """Open a shelf in a folder."""
    return open_shelf(folder / "documents", folder / "originals")


def test_nothing_is_ever_overwritten(tmp_path: Path) -> None:
    """A file that exists stays as it is, and the refusal says so."""
    (tmp_path / "a.txt").write_text("old")

    with pytest.raises(DocumentError, match=r"a\.txt: cannot be written \(File exists\); nothing was overwritten"):
        write_new(tmp_path / "a.txt", b"new")

    assert {"a.txt": "old"} == {path.name: path.read_text() for path in tmp_path.iterdir()}


def test_a_failed_write_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where writing fails half-way, neither a part of the file nor a draft stays."""

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)

    with pytest.raises(DocumentError, match="No space left on device"):
        write_new(tmp_path / "a.txt", b"new")

    assert [] == list(tmp_path.iterdir())


def test_a_taken_name_gets_a_number(tmp_path: Path) -> None:
    """Names differ in more than case, and the first free number is taken."""
    opened = shelf(tmp_path)
    for name in ("Lake", "lake-2"):
        opened.note(make_document(name, f"They met at {name}.", "x"))

    assert ("lake-3", "river") == (opened.free_name("lake"), opened.free_name("river"))


def test_an_original_is_kept_once(tmp_path: Path) -> None:
    """The same bytes are kept once, other bytes of the same name get a number."""
    opened = shelf(tmp_path)

    names = [opened.keep_original("a.pdf", data) for data in (b"one", b"one", b"two", b"two")]

    assert ["a.pdf", "a.pdf", "a-2.pdf", "a-2.pdf"] == names
    assert {"a.pdf", "a-2.pdf"} == {path.name for path in (tmp_path / "originals").iterdir()}


def test_what_is_there_is_known(tmp_path: Path) -> None:
    """Opening a folder reads what it holds."""
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "a.txt").write_text("They met.")

    opened = shelf(tmp_path)

    assert ({"a"}, ["a"]) == (opened.names, list(opened.by_text.values()))


def test_a_folder_that_cannot_be_is_refused(tmp_path: Path) -> None:
    """A path below a file is no folder."""
    (tmp_path / "documents").write_text("x")

    with pytest.raises(DocumentError, match="cannot be used"):
        shelf(tmp_path)


def test_signs_of_the_list_are_taken_out_of_places(tmp_path: Path) -> None:
    """A place that has the signs which part the list of places is stored without them."""
    page = tmp_path / "a.html"
    page.write_text("<meta name=date content=2021-12-10><p>They met.")

    assert "found_in: published=meta date\n" in stored_form(read_document(page))
