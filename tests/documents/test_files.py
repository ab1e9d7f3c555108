"""Files and folders of documents: what becomes a document, and every refusal."""

import hashlib
import os
from pathlib import Path

import pytest

from communique.documents import find_documents, find_unread, make_document, read_document, read_folder
from communique.documents.base import MAX_BYTES
from communique.errors import DocumentError


def test_a_plain_file_becomes_a_document(tmp_path: Path) -> None:
    """A document has the file's name, the text after the front matter, its hash, and its metadata with where each came from."""
    path = tmp_path / "lake-3.txt"
    path.write_bytes("---\r\ntitle: Lake Council\r\n---\r\nFile date: Jan 4, 2022\r\nThey met at Café.\r\n".encode())

    document = read_document(path)

    assert "File date: Jan 4, 2022\nThey met at Café.\n" == document.text
    assert hashlib.sha256(document.text.encode()).hexdigest() == document.sha256
    assert ("lake-3", "Lake Council", "2022-01-04") == (document.name, document.title, document.published)
    assert (("published", "file-date-line"), ("title", "front matter")) == document.sources


def test_front_matter_outweighs_the_text() -> None:
    """What the front matter states is not replaced by what the text states."""
    assert "2020-01-01" == make_document("a", "---\npublished: 2020-01-01\n---\nFile date: Jan 4, 2022", "a.txt").published


def test_front_matter_may_tell_where_a_field_was_found() -> None:
    """Metadata of an extracted document keep the place in the original that stated them."""
    document = make_document("a", "---\ntitle: Talks\nfound_in: title=h1; published=meta date\n---\nThey met.", "a.txt")

    assert (("title", "h1"),) == document.sources


@pytest.mark.parametrize("content", ["", " \n\t\n", "---\ntitle: Talks\n---\n \n"])
def test_a_file_without_words_is_refused(tmp_path: Path, content: str) -> None:
    """A file in which no word follows the front matter is no document."""
    path = tmp_path / "a.txt"
    path.write_text(content)

    with pytest.raises(DocumentError, match=r"a\.txt: (the file is empty|no text); expected the words of a release"):
        read_document(path)


@pytest.mark.parametrize("name", ["", "a b", "a/b", "-a", "a<b", 'a"b', "..", "a\n"])
def test_a_name_that_no_address_can_carry_is_refused(name: str) -> None:
    """A document's name becomes part of addresses, so it has no spaces, slashes or brackets."""
    with pytest.raises(DocumentError, match="characters that an address cannot carry"):
        make_document(name, "They met.", "a.txt")


def test_half_a_character_is_refused() -> None:
    """Text with a lone surrogate cannot be stored, and is refused."""
    with pytest.raises(DocumentError, match="half a character"):
        make_document("a", "They \ud800met.", "a.txt")


def test_a_document_is_no_copy_of_itself() -> None:
    """A document that names itself as its original is refused."""
    with pytest.raises(DocumentError, match="copy_of names the document itself"):
        make_document("a", "---\ncopy_of: a\n---\nThey met.", "a.txt")


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    """A path at which there is nothing is named in the refusal."""
    with pytest.raises(DocumentError, match=r"none\.txt: cannot be read \(No such file or directory\)"):
        read_document(tmp_path / "none.txt")


def test_a_folder_is_no_document(tmp_path: Path) -> None:
    """A folder given as a file is refused."""
    with pytest.raises(DocumentError, match="not a regular file"):
        read_document(tmp_path)


def test_a_pipe_is_refused_without_waiting(tmp_path: Path) -> None:
    """A named pipe, which would never end, is refused at once."""
    os.mkfifo(tmp_path / "a.txt")

    with pytest.raises(DocumentError, match="not a regular file"):
        read_document(tmp_path / "a.txt")


def test_a_file_that_may_not_be_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file without permission to read is named in the refusal."""
    path = tmp_path / "a.txt"
    path.write_text("They met.")

    def refuse(_path: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)

    with pytest.raises(DocumentError, match="Permission denied"):
        read_document(path)


def test_a_file_that_is_too_large_is_refused_unread(tmp_path: Path) -> None:
    """The size is looked at before the file is read."""
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)

    with pytest.raises(DocumentError, match=f"{MAX_BYTES + 1} bytes; expected at most {MAX_BYTES}"):
        read_document(path)


def test_a_very_long_line_is_a_text_like_any_other(tmp_path: Path) -> None:
    """A line of ten million characters is read whole."""
    path = tmp_path / "a.txt"
    path.write_text("They met. " * 1_000_000)

    assert 10_000_000 == len(read_document(path).text)


def test_a_folder_is_read_in_the_order_of_names(tmp_path: Path) -> None:
    """Documents come sorted by name; hidden files, the folder's own README and folders are not documents."""
    for name in ("b.txt", "a.md", "c.TXT", ".hidden.txt", "README.md", "notes.csv"):
        (tmp_path / name).write_text("They met.")
    (tmp_path / "d.txt").mkdir()

    assert ["a", "b", "c"] == [document.name for document in read_folder(tmp_path)]
    assert [tmp_path / "notes.csv"] == list(find_unread(tmp_path))


def test_two_files_of_one_name_are_refused(tmp_path: Path) -> None:
    """Two documents must not have one name, in whatever case or format."""
    (tmp_path / "Lake.txt").write_text("They met.")
    (tmp_path / "lake.html").write_text("<p>They met.")

    with pytest.raises(DocumentError, match=r"the name 'lake' is also that of Lake\.txt; rename one of them"):
        find_documents(tmp_path)


def test_a_folder_without_documents_is_refused(tmp_path: Path) -> None:
    """A folder with no file that could be a document says what endings are expected."""
    with pytest.raises(DocumentError, match=r"no documents; expected files ending in \.txt"):
        find_documents(tmp_path)


@pytest.mark.parametrize("function", [find_documents, find_unread])
def test_a_missing_folder_is_refused(tmp_path: Path, function: object) -> None:
    """A folder that does not exist is named in the refusal."""
    assert callable(function)
    with pytest.raises(DocumentError, match="no such folder"):
        function(tmp_path / "none")
