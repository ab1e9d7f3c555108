"""Source documents of all formats; `files.py` tells how a file becomes a `Document`."""

from communique.documents.files import (
    document_from,
    find_documents,
    find_unread,
    make_document,
    read_bytes,
    read_document,
    read_folder,
)
from communique.documents.formats import FEED_SUFFIXES, SUFFIXES
from communique.documents.text import decode

__all__ = [
    "FEED_SUFFIXES",
    "SUFFIXES",
    "decode",
    "document_from",
    "find_documents",
    "find_unread",
    "make_document",
    "read_bytes",
    "read_document",
    "read_folder",
]
