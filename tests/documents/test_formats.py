"""Which format a file has; what is missing, empty or old."""

import sys
from pathlib import Path

import pytest

from communique.documents import make_document, read_document
from communique.documents.formats import format_of
from communique.errors import DocumentError
from communique.shelf import stored_form


@pytest.mark.parametrize(
    ("suffix", "data", "expected"),
    [
        (".TXT", b"<html>", "text"),
        (".markdown", b"", "text"),
        (".xhtml", b"", "html"),
        (".docx", b"", "docx"),
        (".eml", b"", "mail"),
        (".rss", b"", "feed"),
        ("", b"\n%PDF-1.4", "pdf"),
        ("", b"PK\x03\x04", "docx"),
        ("", b"\xef\xbb\xbf<!DOCTYPE html>", "html"),
        ("", b"<?xml version='1.0'?>\n<!-- a -->\n<html lang=en>", "html"),
        ("", b"<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'>", "feed"),
        ("", b"Received: from a\n by b\nSubject: x\nDate: y\n\nThey met.", "mail"),
        ("", b"Date: 3 May 2020\n\nThey met.", "text"),
        (".data", b"They met.", "text"),
    ],
)
def test_the_ending_tells_the_format_else_the_first_bytes(suffix: str, data: bytes, expected: str) -> None:
    """A known ending decides; without one, what the file begins with."""
    assert expected == format_of(suffix, data)


@pytest.mark.parametrize("name", ["a.html", "a.pdf", "a.docx", "a.eml", "a.xml"])
def test_an_empty_file_is_refused(tmp_path: Path, name: str) -> None:
    """An empty file of any format is refused in the same words."""
    (tmp_path / name).write_bytes(b"")

    with pytest.raises(DocumentError, match="the file is empty; expected the words of a release"):
        read_document(tmp_path / name)


def test_an_old_word_file_is_refused_with_what_to_do(tmp_path: Path) -> None:
    """A Word file of the old form is recognised and refused."""
    (tmp_path / "a.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")

    with pytest.raises(DocumentError, match=r"an old Word file; expected \.docx"):
        read_document(tmp_path / "a.doc")


@pytest.mark.parametrize(("name", "module", "needed"), [("a.html", "lxml.etree", "lxml"), ("a.pdf", "pypdf", "pypdf")])
def test_a_missing_library_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, module: str, needed: str) -> None:
    """Where a format's library is missing, the message names the extra that brings it."""
    (tmp_path / name).write_bytes(b"x")
    monkeypatch.setitem(sys.modules, module, None)

    with pytest.raises(DocumentError, match=rf"needs {needed}, which is not installed; run: pip install 'communique\[formats\]'"):
        read_document(tmp_path / name)


def test_an_extract_is_stored_and_read_again_as_it_was(tmp_path: Path) -> None:
    """The stored form of an extracted document gives the same text, hash, metadata and places."""
    page = tmp_path / "talks.html"
    page.write_text("<html lang=en><title>Talks</title><meta name=date content=2021-12-10><p>---<p>They &#x2028; met.")

    document = read_document(page)

    assert document == make_document("talks", stored_form(document), "talks.txt")
    assert ("talks.html", "html-1") == (document.extracted_from, (document.extractor or "").split()[0])


def test_what_a_file_states_wrongly_is_left(tmp_path: Path) -> None:
    """An address or language of a page that means nothing is not taken."""
    page = tmp_path / "talks.html"
    page.write_text("<html lang='no language at all'><link rel=canonical href='javascript:alert(1)'><p>They met.")

    document = read_document(page)

    assert (None, None) == (document.url, document.language)
