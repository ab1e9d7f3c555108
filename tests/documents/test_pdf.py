"""PDF files: paragraphs from lines, nothing run, everything bounded."""

import zlib

import pytest

from communique.documents import pdf, pdf_worker
from communique.documents.pdf import extract
from communique.errors import DocumentError
from tests.documents.make_pdf import make_pdf, paragraphs

LONG = "The Lake Council met in Quito on 3 May 2020, and its high-level group agreed on a plan for the lake and all its fish."


def test_paragraphs_are_put_together() -> None:
    """Lines of one paragraph become one line of text; paragraphs and entries of lists stand apart."""
    data = make_pdf([paragraphs(["Joint Statement", LONG, "• First point", "• Second point"])])

    assert f"Joint Statement\n\n{LONG}\n\n• First point\n\n• Second point\n" == extract(data, "a.pdf").text


def test_a_sentence_runs_on_over_pages() -> None:
    """A sentence that the end of a page divides is one, and the number of the page is left out."""
    first, second = LONG[:64].strip(), LONG[64:].strip()
    data = make_pdf([[*paragraphs([first]), (300, 40, 9, "Page 1 of 2")], [*paragraphs([second]), (300, 40, 9, "Page 2 of 2")]])

    assert f"{LONG}\n" == extract(data, "a.pdf").text


def test_lines_that_stand_on_every_page_are_left_out() -> None:
    """What repeats at the head of pages is not part of the text."""
    pages = [[(72, 800, 9, "Ministry of Waters"), *paragraphs([f"Point {word}."])] for word in ("one", "two", "three")]

    assert "Point one.\n\nPoint two.\n\nPoint three.\n" == extract(make_pdf(pages), "a.pdf").text


def test_title_and_language_are_read() -> None:
    """The file's own title and language are taken with their places; when it was made is not when the text was published."""
    found = extract(make_pdf([paragraphs([LONG])], title="Lake Talks", language="en-GB"), "a.pdf")

    stated = {entry.field: (entry.value, entry.source) for entry in found.stated}
    assert {"title": ("Lake Talks", "PDF properties, title"), "language": ("en-GB", "PDF catalogue, language")} == stated


@pytest.mark.parametrize("title", ["Microsoft Word - talks.docx", "talks-final.pdf", "Untitled"])
def test_a_file_name_is_no_title(title: str) -> None:
    """What programs write into the title by themselves is not taken."""
    assert () == extract(make_pdf([paragraphs([LONG])], title=title), "a.pdf").stated


def test_pages_without_words_are_counted() -> None:
    """A page that is a picture is named in the notes."""
    assert ("1 of 2 pages have no words (pictures?)",) == extract(make_pdf([paragraphs([LONG]), []]), "a.pdf").notes


def test_scripts_are_never_looked_at() -> None:
    """A script that the file would run on opening leaves no trace in the text."""
    data = make_pdf([paragraphs([LONG])], extra=b"/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >> ")

    assert f"{LONG}\n" == extract(data, "a.pdf").text


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (make_pdf([[]]), "no words on its 1 pages, which seem to be pictures; run OCR"),
        (b"%PDF-1.7\nnonsense", "not a readable PDF"),
        (make_pdf([paragraphs([LONG])])[:300], "not a readable PDF"),
        (b"They met.", "not a readable PDF"),
    ],
)
def test_what_cannot_be_read_is_refused(data: bytes, message: str) -> None:
    """A file that is damaged or has no words is refused on one line, with the reason."""
    with pytest.raises(DocumentError, match=message) as refusal:
        extract(data, "a.pdf")

    assert "\n" not in str(refusal.value)


def test_objects_nested_without_end_are_refused() -> None:
    """A file with ten thousand objects in one another is refused and harms nobody."""
    nested = b"[" * 10_000 + b"]" * 10_000

    try:
        text = extract(make_pdf([paragraphs([LONG])], extra=b"/Nested " + nested), "a.pdf").text
    except DocumentError as refusal:
        text = str(refusal)

    assert text in {f"{LONG}\n"} or "not a readable PDF" in text


def test_a_stream_that_unfolds_without_end_is_refused() -> None:
    """A small file whose content unfolds to a hundred million bytes is refused."""
    packed = zlib.compress(b" " * 100_000_000, 1)
    stream = b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed)
    data = make_pdf([[]]).replace(b"<< /Length 0 >>\nstream\n\nendstream", stream)

    with pytest.raises(DocumentError, match="not a readable PDF"):
        extract(data, "a.pdf")


def test_pages_in_a_circle_are_refused() -> None:
    """A page tree that contains itself ends."""
    data = make_pdf([paragraphs([LONG])]).replace(b"/Kids [5 0 R]", b"/Kids [2 0 R]")

    with pytest.raises(DocumentError, match=r"^a\.pdf: "):
        extract(data, "a.pdf")


def test_time_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file whose reading takes too long is refused, and the process that reads it is ended."""
    monkeypatch.setattr(pdf, "TIME_LIMIT", 0.01)

    with pytest.raises(DocumentError, match=r"takes more than 0\.01 s"):
        extract(make_pdf([paragraphs([LONG])]), "a.pdf")


def test_pages_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file with more pages than the bound ends the reading process with the reason."""
    monkeypatch.setattr(pdf_worker, "MAX_PAGES", 1)

    with pytest.raises(SystemExit, match="more than 1 pages"):
        pdf_worker.read(make_pdf([[], []]))


def test_text_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file with more letters than the bound ends the reading process with the reason."""
    monkeypatch.setattr(pdf_worker, "MAX_TEXT", 10)

    with pytest.raises(SystemExit, match="more than 10 letters"):
        pdf_worker.read(make_pdf([paragraphs([LONG])]))
