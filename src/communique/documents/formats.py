"""Which format a file has, and the reader of each."""

import importlib
import re
from typing import Final

from communique.documents.base import MAX_BYTES, Extract
from communique.errors import DocumentError

#: The endings of files that hold one document, with their format.
SUFFIXES: Final = {
    ".txt": "text", ".text": "text", ".md": "text", ".markdown": "text",
    ".html": "html", ".htm": "html", ".xhtml": "html",
    ".pdf": "pdf", ".docx": "docx", ".eml": "mail",
}  # fmt: skip
#: The endings of files that hold several.
FEED_SUFFIXES: Final = (".xml", ".rss", ".atom")

#: What the first bytes of a format look like, for input without a telling ending.
_HEADERS: Final = rb"[^\n]*\n(?:[ \t][^\n]*\n|[A-Za-z-]+:[^\n]*\n){2,}\r?\n"
_SIGNS: Final = (
    ("pdf", re.compile(rb"\s*%PDF-")),
    ("docx", re.compile(rb"PK\x03\x04")),
    ("feed", re.compile(rb"\s*(?:<\?xml[^>]*\?>)?(?:\s|<!--.*?-->)*<(?:rss|feed|rdf:RDF)\b", re.S)),
    ("html", re.compile(rb"\s*(?:<\?xml[^>]*\?>)?(?:\s|<!--.*?-->)*<(?:!doctype html|html|head|body)\b", re.S | re.I)),
    ("mail", re.compile(rb"(?:Return-Path|Received|Delivered-To|MIME-Version|Message-ID|From|Date|Subject|To):" + _HEADERS, re.I)),
)
_OLD_WORD: Final = b"\xd0\xcf\x11\xe0"


def format_of(suffix: str, data: bytes) -> str:
    """Return the format of a file by its ending, or by its first bytes where the ending does not tell.

    >>> format_of(".htm", b""), format_of("", b"%PDF-1.7"), format_of(".xml", b"<rss>"), format_of("", b"They met.")
    ('html', 'pdf', 'feed', 'text')
    """
    suffix = suffix.lower()
    if suffix in SUFFIXES:
        return SUFFIXES[suffix]
    if suffix in FEED_SUFFIXES:
        return "feed"
    head = data[:4096].removeprefix(b"\xef\xbb\xbf")
    return next((name for name, sign in _SIGNS if sign.match(head)), "text")


def extract(kind: str, data: bytes, where: str) -> Extract:
    """Extract the text of a file in a format other than plain text.

    Raises:
        DocumentError: it cannot be read, is too large, or the format's library is missing.
    """
    reader = importlib.import_module(f"communique.documents.{kind}")
    found: Extract = reader.extract(data, where)
    if not found.text.strip():
        raise DocumentError(f"{where}: no text found in this {kind} file; expected the words of a release; save its text as .txt")
    return found


def check_size(data: bytes, where: str) -> None:
    """Raise `DocumentError` if a file is empty or too large."""
    if not data:
        raise DocumentError(f"{where}: the file is empty; expected the words of a release")
    if len(data) > MAX_BYTES:
        raise DocumentError(f"{where}: {len(data)} bytes; expected at most {MAX_BYTES}; split the file")
    if data.startswith(_OLD_WORD):
        raise DocumentError(f"{where}: an old Word file; expected .docx; open it and save it as .docx or .txt")
