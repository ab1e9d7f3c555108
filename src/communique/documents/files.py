"""Source documents: a file becomes a `Document`, a folder several.

1. A plain text is taken as it is (`text.py`); of any other format the text is extracted (`formats.py`).
2. YAML front matter of a plain text between two `---` lines is taken off; the text begins right after the second one.
3. Metadata that front matter or file lack is read from the text where it is stated there, each by a named rule.

Offsets count Unicode code points of the text, exactly as stored or extracted.
"""

import hashlib
import re
import stat
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from communique.documents.base import MAX_BYTES, Extract, Stated, first_of_each
from communique.documents.formats import SUFFIXES, check_size, extract, format_of
from communique.documents.front import FIELDS, is_good, split
from communique.documents.text import decode, stated_in
from communique.errors import DocumentError
from communique.records import Document

_NAME: Final = re.compile(r"\w[\w.-]*")
_OF_DOCUMENT: Final = frozenset(FIELDS) - {"found_in"}
#: What is known of the file itself needs no telling where it came from.
_OF_FILE: Final = ("extracted_from", "extractor", "original_sha256")


def read_document(path: str | Path) -> Document:
    """Read one file of any format that holds one document.

    Raises:
        DocumentError: the file is missing, is not what its ending says, is empty, or its front matter is wrong.
    """
    return document_from(Path(path), read_bytes(Path(path)))


def document_from(path: Path, data: bytes) -> Document:
    """Make a document of the content of one file of any format.

    Raises:
        DocumentError: the content is not what the file's ending says, is empty, or its front matter is wrong.
    """
    check_size(data, str(path))
    kind = format_of(path.suffix, data)
    if kind == "text":
        return make_document(path.stem, decode(data, str(path)), str(path))
    head = {"extracted_from": path.name, "original_sha256": hashlib.sha256(data).hexdigest()}
    return document_of(path.stem, extract(kind, data, str(path)), head, str(path))


def read_folder(folder: str | Path) -> tuple[Document, ...]:
    """Read all documents of a folder, sorted by name.

    Raises:
        DocumentError: there is none, one cannot be read, or two have one name.
    """
    return tuple(read_document(path) for path in find_documents(folder))


def find_documents(folder: str | Path) -> tuple[Path, ...]:
    """Return the paths of a folder's documents, sorted by name.

    Raises:
        DocumentError: the folder is missing or holds no document, or two files would have one name.
    """
    paths = [path for path in _files(folder) if is_document(path.name)]
    if not paths:
        raise DocumentError(f"{folder}: no documents; expected files ending in {', '.join(SUFFIXES)}; put at least one there")
    check_names(paths)
    return tuple(paths)


def find_unread(folder: str | Path) -> tuple[Path, ...]:
    """Return the files of a folder that are no documents by their ending, sorted by name; feeds are among them.

    Raises:
        DocumentError: the folder is missing.
    """
    return tuple(path for path in _files(folder) if not is_document(path.name))


def make_document(name: str, content: str, where: str) -> Document:
    r"""Make a document of a plain text file's content, front matter included; `where` is named in errors.

    Raises:
        DocumentError: there is no text, the front matter is wrong, or the name has characters that an address cannot carry.

    >>> make_document("a", "---\npublished: 2021-12-10\n---\nThey met.", "a.txt").published
    '2021-12-10'
    """
    head, text = split(content, where)
    found = dict(entry.split("=", 1) for entry in head.pop("found_in", "").split("; ") if entry)
    return _make(name, text, [Stated(field, value, found.get(field, "front matter")) for field, value in head.items()], where)


def document_of(name: str, found: Extract, head: dict[str, str], where: str) -> Document:
    """Make a document of an extract; `head` holds what is known of the file itself.

    Raises:
        DocumentError: there is no text, or the name has characters that an address cannot carry.
    """
    of_file = [Stated(field, value, "file") for field, value in {**head, "extractor": found.extractor}.items()]
    return _make(name, found.text, [*of_file, *(entry for entry in found.stated if is_good(entry.field, entry.value))], where)


def read_bytes(path: Path) -> bytes:
    """Read a regular file of bearable size.

    Raises:
        DocumentError: it is missing, is no regular file, is too large, or may not be read.
    """
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise DocumentError(f"{path}: not a regular file; expected a document; give the path of a file")
        if status.st_size > MAX_BYTES:
            raise DocumentError(f"{path}: {status.st_size} bytes; expected at most {MAX_BYTES}; split the file")
        return path.read_bytes()
    except OSError as error:
        raise DocumentError(f"{path}: cannot be read ({error.strerror}); expected a readable file") from None


def _make(name: str, text: str, stated: list[Stated], where: str) -> Document:
    if not _NAME.fullmatch(name):
        raise DocumentError(
            f"{where}: the name {name!r} has characters that an address cannot carry; use letters, digits, '-', '_' and '.'"
        )
    if not text.strip():
        raise DocumentError(f"{where}: no text; expected the words of a release after the front matter")
    try:
        sha256 = hashlib.sha256(text.encode()).hexdigest()
    except UnicodeEncodeError as error:
        raise DocumentError(
            f"{where}: not text: half a character (a surrogate) at {error.start}; save the file as UTF-8 text"
        ) from None
    fields = first_of_each([*stated, *stated_in(text)])
    if any(entry.field == "copy_of" and entry.value == name for entry in fields):
        raise DocumentError(f"{where}: copy_of names the document itself; give the name of the other document")
    values = {entry.field: entry.value for entry in fields if entry.field in _OF_DOCUMENT}
    sources = tuple(sorted((entry.field, entry.source) for entry in fields if entry.field not in _OF_FILE))
    return Document(name=name, text=text, sha256=sha256, sources=sources, **values)


def _files(folder: str | Path) -> list[Path]:
    folder = Path(folder)
    if not folder.is_dir():
        raise DocumentError(f"{folder}: no such folder; expected the documents to read; make it and put files there")
    try:
        paths = [path for path in folder.iterdir() if not path.name.startswith((".", "README")) and not path.is_dir()]
    except OSError as error:
        raise DocumentError(f"{folder}: cannot be read ({error.strerror}); expected a readable folder") from None
    return sorted(paths, key=lambda path: (path.stem, path.name))


def is_document(name: str) -> bool:
    """Tell whether a file of this name is a document.

    >>> is_document("a.txt"), is_document("README.md"), is_document(".a.txt")
    (True, False, False)
    """
    return Path(name).suffix.lower() in SUFFIXES and not name.startswith((".", "README"))


def check_names(paths: Iterable[Path]) -> None:
    """See that no two files would be documents of one name.

    Raises:
        DocumentError: two would.
    """
    seen: dict[str, Path] = {}
    for path in paths:
        other = seen.setdefault(path.stem.casefold(), path)
        if other is not path:
            raise DocumentError(f"{path}: the name {path.stem!r} is also that of {other.name}; rename one of them")
