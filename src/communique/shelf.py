"""A project's folder of documents as a place for new ones: free names, known texts, files that appear whole."""

import os
import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Final

from communique.documents.files import find_documents, read_document
from communique.documents.formats import SUFFIXES
from communique.documents.front import FIELDS, render
from communique.errors import DocumentError
from communique.records import Document
from communique.similarity import Similarity

_STORED: Final = tuple(name for name in FIELDS if name not in {"rights", "copy_of", "found_in"})


@dataclass(slots=True)
class Shelf:
    """The folder, the folder of originals, and what is known to be in the first."""

    folder: Path
    originals: Path
    names: set[str] = field(default_factory=set)
    by_text: dict[str, str] = field(default_factory=dict)
    similarity: Similarity = field(default_factory=Similarity)

    def note(self, document: Document) -> None:
        """Remember a document that is there."""
        self.names.add(document.name.casefold())
        self.by_text.setdefault(document.sha256, document.name)
        self.similarity.add(document.name, document.text)

    def free_name(self, wished: str) -> str:
        """Return the wished name, with a number if it is taken."""
        return next(name for name in _numbered(wished) if name.casefold() not in self.names)

    def put_plain(self, document: Document, suffix: str, data: bytes) -> None:
        """Store a plain text byte for byte."""
        write_new(self.folder / f"{document.name}{suffix}", data)
        self.note(document)

    def put_extract(self, document: Document) -> None:
        """Store an extracted document as plain text with front matter."""
        write_new(self.folder / f"{document.name}.txt", stored_form(document).encode())
        self.note(document)

    def keep_original(self, name: str, data: bytes) -> str:
        """Keep a file that a text was extracted from, unless it is kept already; returns the name that it has there."""
        stem, suffix = Path(name).stem, Path(name).suffix
        path = next(path for part in _numbered(stem) if _is_free(path := self.originals / f"{part}{suffix}", data))
        if not path.exists():
            write_new(path, data)
        return path.name


def open_shelf(folder: Path, originals: Path) -> Shelf:
    """Open a folder of documents, making it if need be, and read what is there.

    Raises:
        DocumentError: it cannot be used, or a document in it cannot be read.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        is_empty = not any(
            path.suffix.lower() in SUFFIXES and not path.name.startswith((".", "README")) for path in folder.iterdir()
        )
    except OSError as error:
        raise DocumentError(f"{folder}: cannot be used ({error.strerror}); expected a folder that can be written") from None
    shelf = Shelf(folder, originals)
    for path in () if is_empty else find_documents(folder):
        shelf.note(read_document(path))
    return shelf


def stored_form(document: Document) -> str:
    """Write an extracted document as plain text with front matter, from which the same text and metadata are read again.

    >>> from communique.records import Document
    >>> print(stored_form(Document("a", "They met.", "", title="Talks", sources=(("title", "h1"),))))
    ---
    title: Talks
    found_in: title=h1
    ---
    They met.
    """
    values = {name: value for name in _STORED if (value := getattr(document, name))}
    found = "; ".join(f"{name}={re.sub('[;=]', ',', source)}" for name, source in document.sources if name in values)
    return render({**values, "found_in": found}) + document.text


def write_new(path: Path, data: bytes) -> None:
    """Write a file that must not exist yet, so that it appears whole or not at all.

    Raises:
        DocumentError: it exists by now, or cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".adding-", delete=False) as draft:
            try:
                draft.write(data)
                draft.flush()
                os.fsync(draft.fileno())
                Path(draft.name).chmod(0o644)
                os.link(draft.name, path)
            finally:
                Path(draft.name).unlink()
    except OSError as error:
        raise DocumentError(
            f"{path}: cannot be written ({error.strerror}); nothing was overwritten; free the name or the disk"
        ) from None


def _numbered(wished: str) -> Iterator[str]:
    yield wished
    yield from (f"{wished}-{number}" for number in count(2))


def _is_free(path: Path, data: bytes) -> bool:
    return not path.exists() or path.read_bytes() == data
