"""Taking documents into a project: what is copied, found and reported."""

import hashlib
from pathlib import Path

import pytest

from communique.documents import read_document, read_folder
from communique.errors import DocumentError
from communique.intake import Incoming, Row, add
from tests.documents.make_pdf import make_pdf, paragraphs

RELEASE = (
    "The Lake Council met in Quito on 3 May 2020. Ana Stone led the delegation of Peru and Bo Reed that of Chad. "
    "The delegations agreed to count the fish of the lake every year and to publish the numbers in both languages.\n"
)
FEED = (
    "<rss><channel><title>Ministry</title>"
    "<item><title>Lake Talks</title><pubDate>3 May 2020</pubDate><description>They met in Quito.</description></item>"
    "<item><title>River Talks</title><description>They met in Lima.</description></item></channel></rss>"
)


def put(folder: Path, **contents: str) -> Path:
    """Write files, named by their stem and ending with `_` between, into a folder and return it."""
    folder.mkdir(exist_ok=True)
    for name, content in contents.items():
        (folder / name.replace("_", ".")).write_text(content)
    return folder


def names(rows: tuple[Row, ...]) -> list[tuple[str, str | None]]:
    """Return the status of each row with its document's name."""
    return [(row.status, row.document.name if row.document else None) for row in rows]


def test_plain_text_is_copied_byte_for_byte(tmp_path: Path) -> None:
    """A plain text comes in with every byte that it had."""
    data = b"\xef\xbb\xbf---\r\ntitle: Talks\r\n---\r\nThey met.\r\n"
    (tmp_path / "a.md").write_bytes(data)

    rows = add(tmp_path / "documents", [tmp_path / "a.md"])

    assert [("added", "a")] == names(rows)
    assert data == (tmp_path / "documents" / "a.md").read_bytes()


def test_other_formats_become_plain_text_with_front_matter(tmp_path: Path) -> None:
    """The extracted text is stored with what was found and where; the original is kept beside it, byte for byte."""
    page = put(tmp_path / "in", talks_html="<html lang=en><title>Talks</title><p>They met.") / "talks.html"

    [row] = add(tmp_path / "documents", [page])

    stored = read_document(tmp_path / "documents" / "talks.txt")
    assert row.document == stored == read_document(page)
    assert ("Talks", (("language", "html lang"), ("title", "title"))) == (stored.title, stored.sources)
    assert page.read_bytes() == (tmp_path / "originals" / "talks.html").read_bytes()
    assert hashlib.sha256(page.read_bytes()).hexdigest() == stored.original_sha256


def test_front_matter_of_another_program_is_translated(tmp_path: Path) -> None:
    """What a site generator's front matter states is kept under the project's names; the rest is named, and the file kept."""
    source = put(
        tmp_path / "in", a_md="---\nlayout: post\ntags: [a, b]\ndate: 2020-05-04 10:00:00 +0200\ntitle: Talks\n---\nThey met.\n"
    )

    [row] = add(tmp_path / "documents", [source])

    stored = read_document(tmp_path / "documents" / "a.txt")
    assert ("They met.\n", "Talks", "2020-05-04") == (stored.text, stored.title, stored.published)
    assert (("published", "front matter, date"), ("title", "front matter, title")) == stored.sources
    assert "left out of the front matter: layout, tags" == row.message
    assert (source / "a.md").read_bytes() == (tmp_path / "originals" / "a.md").read_bytes()


def test_a_pdf_comes_in_with_its_notes(tmp_path: Path) -> None:
    """What a text lacks is said in its row."""
    (tmp_path / "a.pdf").write_bytes(make_pdf([paragraphs(["They met in Quito."]), []]))

    [row] = add(tmp_path / "documents", [tmp_path / "a.pdf"])

    assert ("added", "1 of 2 pages have no words (pictures?)") == (row.status, row.message)


def test_a_feed_gives_a_document_for_each_entry(tmp_path: Path) -> None:
    """Entries are named by their date and title, and the feed is kept once."""
    put(tmp_path / "in", a_xml=FEED)

    rows = add(tmp_path / "documents", [tmp_path / "in"])

    assert [("added", "2020-05-03-lake-talks"), ("added", "river-talks")] == names(rows)
    assert ["a.xml"] == [path.name for path in (tmp_path / "originals").iterdir()]


def test_a_folder_is_taken_whole(tmp_path: Path) -> None:
    """Files of known endings come in, also from folders within; hidden files and READMEs do not."""
    source = put(tmp_path / "in", b_txt="They met.", notes_csv="x", README_md="x")
    put(source / "deeper", c_txt="They parted.")
    put(source / ".git", d_txt="x")

    assert [("added", "b"), ("added", "c")] == names(add(tmp_path / "documents", [source]))


def test_standard_input_is_taken(tmp_path: Path) -> None:
    """Bytes without a file are recognised and named by date and title."""
    page = b"<!DOCTYPE html><title>Lake Talks</title><meta name=date content=2020-05-03><p>They met."

    rows = add(tmp_path / "documents", [Incoming("standard input", page), Incoming("standard input", b"They parted.")])

    assert [("added", "2020-05-03-lake-talks"), ("added", "document")] == names(rows)
    assert ["2020-05-03-lake-talks.html"] == [path.name for path in (tmp_path / "originals").iterdir()]


def test_a_text_that_is_there_is_left_alone(tmp_path: Path) -> None:
    """The same text under another name, or in another format, is reported and not stored again."""
    source = put(tmp_path / "in", a_txt="They met.\n", b_txt="They met.\n", c_html="<p>They met.")

    rows = add(tmp_path / "documents", [source])

    assert [("added", "a"), ("present", "a"), ("present", "a")] == names(rows)
    assert "the same text is there as a" == rows[1].message
    assert ["a"] == [document.name for document in read_folder(tmp_path / "documents")]


def test_adding_twice_changes_nothing(tmp_path: Path) -> None:
    """What was added is present the second time, and no file changes."""
    source = put(tmp_path / "in", a_txt=RELEASE, b_html=f"<h1>Talks</h1><p>{RELEASE}", c_xml=FEED)
    add(tmp_path / "documents", [source])
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}

    rows = add(tmp_path / "documents", [source])

    assert {"present"} == {row.status for row in rows}
    assert before == {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}


def test_a_taken_name_is_not_overwritten(tmp_path: Path) -> None:
    """Another text of the same name gets a number."""
    rows = add(
        tmp_path / "documents", [put(tmp_path / "x", a_txt="They met.") / "a.txt", put(tmp_path / "y", a_txt="No.") / "a.txt"]
    )

    assert [("added", "a"), ("added", "a-2")] == names(rows)


def test_a_reprint_is_reported(tmp_path: Path) -> None:
    """A text that holds most of a known one is added, and the known one is named with the share."""
    add(tmp_path / "documents", [put(tmp_path / "x", original_txt=RELEASE)])

    [row] = add(tmp_path / "documents", [put(tmp_path / "y", reprint_txt=f"WIRE NEWS – {RELEASE} Share this.")])

    assert ("added", (("original", 1.0),)) == (row.status, row.alike)


def test_one_bad_file_stops_no_other(tmp_path: Path) -> None:
    """A file that cannot be read is reported with the reason, and the others come in."""
    source = put(tmp_path / "in", b_txt="", c_txt="They met.")
    (source / "a.pdf").write_bytes(b"nonsense")

    rows = add(tmp_path / "documents", [source])

    assert [("refused", None), ("refused", None), ("added", "c")] == names(rows)
    assert "b.txt: the file is empty" in rows[1].message


def test_a_missing_source_is_reported(tmp_path: Path) -> None:
    """A path at which there is nothing gives a row that says so."""
    [row] = add(tmp_path / "documents", [tmp_path / "none.txt"])

    assert ("refused", True) == (row.status, "No such file" in row.message)


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        ("Press Release (final).txt", "Press-Release-final"),
        ("..x..y.txt", "x-y"),
        ("Comunicación.txt", "Comunicación"),
        ("---.txt", "document"),
    ],
)
def test_names_are_made_fit_for_addresses(tmp_path: Path, file: str, expected: str) -> None:
    """A file's name is kept as far as an address can carry it, and never leads to another folder."""
    (tmp_path / file).write_text("They met.")

    assert [("added", expected)] == names(add(tmp_path / "documents", [tmp_path / file]))


def test_a_project_with_a_broken_document_is_refused(tmp_path: Path) -> None:
    """Nothing is added beside a document that cannot be read; the refusal names it."""
    put(tmp_path / "documents", broken_txt="")

    with pytest.raises(DocumentError, match=r"broken\.txt: the file is empty"):
        add(tmp_path / "documents", [put(tmp_path / "in", a_txt="They met.")])
