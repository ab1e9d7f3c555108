"""Word documents: the body's order, marked changes, and archives made to harm."""

import io
import zipfile

import docx
import pytest

from communique.documents import docx as reader
from communique.documents.docx import extract
from communique.errors import DocumentError

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def word_file() -> bytes:
    """Make a document with another library: headings, a list, a table."""
    document = docx.Document()
    document.core_properties.title = "Lake Talks"
    document.core_properties.language = "en-GB"
    document.add_heading("Talks", 2)
    document.add_paragraph("They met in Quito.").add_run(" All agreed.").bold = True
    document.add_paragraph("Ana Stone", style="List Bullet")
    document.add_paragraph("Bo Reed", style="List Bullet")
    table = document.add_table(rows=2, cols=2)
    for cell, words in zip((cell for row in table.rows for cell in row.cells), ("Side", "Head", "Peru", "Ana Stone"), strict=True):
        cell.text = words
    document.add_paragraph("End.")
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def package(body: str, **parts: str) -> bytes:
    """Make an archive with this body and, by name, other parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", body)
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def body_of(content: str) -> bytes:
    """Make an archive with these paragraphs."""
    return package(f'<w:document xmlns:w="{W}"><w:body>{content}</w:body></w:document>')


def test_text_keeps_the_order_of_the_body() -> None:
    """Headings, paragraphs, lists and tables come out in the order in which they stand."""
    expected = "## Talks\n\nThey met in Quito. All agreed.\n\n- Ana Stone\n- Bo Reed\n\nSide | Head\nPeru | Ana Stone\n\nEnd.\n"

    assert expected == extract(word_file(), "a.docx").text


def test_title_and_language_are_read() -> None:
    """The properties give title and language with their places, and never a date."""
    stated = {entry.field: (entry.value, entry.source) for entry in extract(word_file(), "a.docx").stated}

    assert {
        "title": ("Lake Talks", "document properties, title"),
        "language": ("en-GB", "document properties, language"),
    } == stated


CHANGES = {
    "inserted": ("<w:p><w:r><w:t>They </w:t></w:r><w:ins><w:r><w:t>met.</w:t></w:r></w:ins></w:p>", "They met.\n"),
    "deleted": ("<w:p><w:r><w:t>They met.</w:t></w:r><w:del><w:r><w:delText> Not.</w:delText></w:r></w:del></w:p>", "They met.\n"),
    "moved away": ("<w:p><w:r><w:t>They met.</w:t></w:r><w:moveFrom><w:r><w:t> Not.</w:t></w:r></w:moveFrom></w:p>", "They met.\n"),
    "link": ("<w:p><w:hyperlink><w:r><w:t>They met.</w:t></w:r></w:hyperlink></w:p>", "They met.\n"),
    "field": ("<w:p><w:r><w:instrText>DATE</w:instrText></w:r><w:r><w:t>They met.</w:t></w:r></w:p>", "They met.\n"),
    "line break": ("<w:p><w:r><w:t>They</w:t><w:br/><w:t>met.</w:t></w:r></w:p>", "They\nmet.\n"),
    "hyphen": ("<w:p><w:r><w:t>high</w:t><w:noBreakHyphen/><w:t>level</w:t></w:r></w:p>", "high-level\n"),
    "cells": ("<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl><w:p><w:r><w:t>They met.</w:t></w:r></w:p>", "They met.\n"),
}


@pytest.mark.parametrize("case", CHANGES)
def test_what_the_reader_of_the_document_sees_is_read(case: str) -> None:
    """Inserted text and links belong to the text; what was deleted, moved away or instructs the program does not."""
    content, expected = CHANGES[case]

    assert expected == extract(body_of(content), "a.docx").text


BOMB = (
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" if n else "&a;"}{"&a;" * 9}">' for n in range(9))
    + "]>"
)
REFUSED = {
    "no archive": (b"They met.", "not a Word document"),
    "another archive": (package("x").replace(b"document.xml", b"documents.xm"), "it has no word/document.xml"),
    "cut off": (word_file()[:2000], "not a Word document"),
    "not XML": (package("They met."), "not XML"),
    "entities": (package(f"{BOMB}<x>&a8;</x>"), "a.docx, word/document.xml: "),
    "outer entity": (package('<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'), "document type declaration"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_no_word_document_is_refused(case: str) -> None:
    """A damaged archive, one without a body, and one that would unfold or reach outside are refused on one line."""
    data, message = REFUSED[case]

    with pytest.raises(DocumentError) as refusal:
        extract(data, "a.docx")

    assert message in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_an_archive_that_unfolds_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A part is unpacked no further than the bound."""
    monkeypatch.setattr(reader, "MAX_PART", 1_000_000)

    with pytest.raises(DocumentError, match="unpacks to more than 1000000 bytes"):
        extract(package(" " * 50_000_000), "a.docx")


def test_an_archive_of_too_many_parts_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The number of parts is bounded."""
    monkeypatch.setattr(reader, "MAX_PARTS", 2)

    with pytest.raises(DocumentError, match="more than 2 parts"):
        extract(word_file(), "a.docx")
