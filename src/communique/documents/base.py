"""What the readers of all formats share: the extract that each gives, the bounds that each keeps, and careful XML."""

import importlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import ModuleType
from typing import Any, Final, Protocol

from communique.errors import DocumentError

#: The largest file that is read, in bytes.
MAX_BYTES: Final = 64 * 1024 * 1024

_DISTRIBUTIONS: Final[Mapping[str, str]] = {"lxml": "lxml", "pypdf": "pypdf"}


@dataclass(frozen=True, slots=True)
class Stated:
    """One field of metadata that a file states, and where: `Stated("published", "2021-12-10", "meta date")`."""

    field: str
    value: str
    source: str


@dataclass(frozen=True, slots=True)
class Extract:
    """The text of a file that is not plain text.

    `stated` has at most one entry for a field. `extractor` names the reader and its version. `notes` tell what the text lacks
    (pages without words, attachments).
    """

    text: str
    stated: tuple[Stated, ...]
    extractor: str
    notes: tuple[str, ...] = ()


class Extractor(Protocol):
    """Turns the bytes of one file into its extract; raises `DocumentError` where it cannot."""

    def __call__(self, data: bytes, where: str) -> Extract:
        """Extract the text of `data`; `where` is named in errors."""
        ...


def library(name: str, where: str = "this file") -> ModuleType:
    """Import a library that only some formats need.

    Raises:
        DocumentError: it is not installed; the message names the extra that brings it.
    """
    try:
        return importlib.import_module(name)
    except ImportError:
        needed = _DISTRIBUTIONS[name.partition(".")[0]]
        message = f"{where}: reading this format needs {needed}, which is not installed; run: pip install 'communique[formats]'"
        raise DocumentError(message) from None


def version(name: str) -> str:
    """Return the installed version of a library.

    >>> version("lxml") > "5"
    True
    """
    from importlib.metadata import version as installed

    return installed(name)


def parse_xml(data: bytes, where: str) -> Any:
    """Parse XML from anywhere: no document type, no entities, no network; returns the root element.

    Raises:
        DocumentError: it is not XML, or has a document type declaration with content, which could hide an attack.
    """
    etree = library("lxml.etree", where)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise DocumentError(f"{where}: not XML ({one_line(str(error))}); save the file again from its source") from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise DocumentError(f"{where}: has a document type declaration, which is not read for safety; remove the <!DOCTYPE …> part")
    return root


def one_line(text: str) -> str:
    r"""Fold white space, as metadata need it.

    >>> one_line(" Joint\n  Statement ")
    'Joint Statement'
    """
    return re.sub(r"\s+", " ", text).strip()


def first_of_each(stated: list[Stated]) -> tuple[Stated, ...]:
    """Keep the first entry of each field, and none that is empty.

    >>> first_of_each([Stated("title", "", "h1"), Stated("title", "A", "title"), Stated("title", "B", "og:title")])
    (Stated(field='title', value='A', source='title'),)
    """
    kept: dict[str, Stated] = {}
    for entry in stated:
        if entry.value:
            kept.setdefault(entry.field, entry)
    return tuple(kept.values())


def join_blocks(blocks: Iterable[tuple[str, str]]) -> str:
    r"""Join blocks, each with its kind, into a text: entries of one list and rows of one table close together, all else apart.

    >>> join_blocks([("heading", "# Side"), ("entry", "- Peru"), ("entry", "- Chad"), ("gap", ""), ("entry", "- Mali")])
    '# Side\n\n- Peru\n- Chad\n\n- Mali\n'
    """
    parts: list[str] = []
    before = ""
    for kind, block in blocks:
        if block:
            parts += ["\n" if kind == before and kind in {"entry", "row"} else "\n\n", block]
        before = kind
    return "".join(parts[1:]) + "\n" if parts else ""
