"""Taking documents into a project: `communique add`.

1. Each file, each file of a folder, and each entry of a feed is read; one that cannot be read is reported and stops no other.
2. A text that is already there is left alone. A new one gets a name that is free; nothing is ever overwritten.
3. Plain text is copied byte for byte. Of other formats the extracted text is stored with front matter that tells what was
   found where, and the original is kept in a folder of its own.
4. Texts that share much with a known one are reported, so that people may mark them as copies (`copy_of`).

Every file appears whole or not at all.
"""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path, PurePath
from typing import Final, Literal

from communique.documents import foreign
from communique.documents.base import Extract
from communique.documents.feed import entries
from communique.documents.files import document_of, make_document, read_bytes
from communique.documents.foreign import is_foreign
from communique.documents.formats import FEED_SUFFIXES, SUFFIXES, check_size, extract, format_of
from communique.documents.text import decode
from communique.errors import CommuniqueError
from communique.records import Document
from communique.shelf import Shelf, open_shelf
from communique.summary import Progress, quiet

Status = Literal["added", "present", "refused"]

_SUFFIX_OF: Final = {"text": ".txt", "html": ".html", "pdf": ".pdf", "docx": ".docx", "mail": ".eml", "feed": ".xml"}
_LONGEST_NAME: Final = 80


@dataclass(frozen=True, slots=True)
class Incoming:
    """Bytes that come without a file, such as standard input; `label` stands for them in messages."""

    label: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Row:
    """What became of one document.

    `alike` are documents of the project that share much of its text, each with the share. `message` says why it was refused, or
    what its text lacks.
    """

    source: str
    status: Status
    document: Document | None = None
    alike: tuple[tuple[str, float], ...] = ()
    message: str = ""


def add(
    folder: str | Path, sources: Sequence[Path | Incoming], *, originals: str | Path | None = None, progress: Progress = quiet
) -> tuple[Row, ...]:
    """Copy documents into a project's folder of documents; returns a row for each.

    `originals` is where files of other formats than plain text are kept, by default `originals` beside the folder.

    Raises:
        DocumentError: a source does not exist, or the folder cannot be written or holds what cannot be read.
    """
    folder = Path(folder)
    shelf = open_shelf(folder, Path(originals) if originals else folder.parent / "originals")
    rows: list[Row] = []
    files = list(chain.from_iterable(map(_files_of, sources)))
    for done, source in enumerate(files):
        progress("take", done, len(files))
        try:
            found = list(_documents_in(source))
        except CommuniqueError as error:
            rows.append(Row(_label(source), "refused", message=str(error)))
            continue
        rows += [_take(shelf, part) for part in found]
    return tuple(rows)


@dataclass(frozen=True, slots=True)
class _Part:
    """One document of a source: its wished name, its content (plain) or extract, and the source's bytes."""

    source: Path | Incoming
    name: str
    suffix: str
    data: bytes
    found: Extract | None


def _files_of(source: Path | Incoming) -> Iterator[Path | Incoming]:
    if isinstance(source, Incoming) or not source.is_dir():
        yield source
        return
    known = (*SUFFIXES, *FEED_SUFFIXES)
    for path in sorted(source.rglob("*")):
        visible = not any(part.startswith((".", "README")) for part in path.relative_to(source).parts)
        if visible and path.is_file() and path.suffix.lower() in known:
            yield path


def _documents_in(source: Path | Incoming) -> Iterator[_Part]:
    data = source.data if isinstance(source, Incoming) else read_bytes(source)
    path = PurePath() if isinstance(source, Incoming) else source
    where = _label(source)
    check_size(data, where)
    kind = format_of(path.suffix, data)
    suffix = path.suffix.lower() or _SUFFIX_OF[kind]
    if kind == "text" and is_foreign(decode(data, where)):
        yield _Part(source, path.stem, suffix, data, foreign.extract(data, where))
    elif kind == "text":
        document = make_document("document", decode(data, where), where)
        yield _Part(
            source, _wished(path.stem, document.title, document.published), suffix if suffix in SUFFIXES else ".txt", data, None
        )
    elif kind == "feed":
        for entry in entries(data, where):
            yield _Part(source, _wished_of("", entry), suffix, data, entry)
    else:
        found = extract(kind, data, where)
        yield _Part(source, _wished_of(path.stem, found), suffix, data, found)


def _take(shelf: Shelf, part: _Part) -> Row:
    document = _document_of(part, shelf.free_name(part.name))
    there = shelf.by_text.get(document.sha256)
    if there:
        known = replace(document, name=there)
        return Row(_label(part.source), "present", known, message=f"the same text is there as {there}")
    alike = tuple(shelf.similarity.find(document.text))
    if part.found is None:
        shelf.put_plain(document, part.suffix, part.data)
        return Row(_label(part.source), "added", document, alike)
    kept_as = shelf.keep_original(document.extracted_from or document.name, part.data)
    document = replace(document, extracted_from=kept_as)
    shelf.put_extract(document)
    return Row(_label(part.source), "added", document, alike, "; ".join(part.found.notes))


def _document_of(part: _Part, name: str) -> Document:
    where = _label(part.source)
    if part.found is None:
        return make_document(name, decode(part.data, where), where)
    file_name = f"{name}{part.suffix}" if isinstance(part.source, Incoming) else part.source.name
    head = {"extracted_from": file_name, "original_sha256": hashlib.sha256(part.data).hexdigest()}
    return document_of(name, part.found, head, where)


def _wished_of(stem: str, found: Extract) -> str:
    said = {entry.field: entry.value for entry in found.stated}
    return _wished(stem, said.get("title"), said.get("published"))


def _wished(stem: str, title: str | None, published: str | None) -> str:
    """Make a name of the file's own, or of date and title where there is no file."""
    wished = stem or f"{published or ''} {title or ''}".lower()
    name = re.sub(r"[^\w.-]+|\.{2,}", "-", wished).strip("-._")[:_LONGEST_NAME].rstrip("-._")
    return name or "document"


def _label(source: Path | Incoming) -> str:
    return source.label if isinstance(source, Incoming) else str(source)
