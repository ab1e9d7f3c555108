"""Writing an HTML tree as plain text: one block after the other, in the tree's order.

A heading gets as many `#` as its rank, an entry of a list `- ` or its number, a row of a table one line with ` | ` between cells.
Blocks are divided by an empty line, entries and rows by a line's end. White space is folded as a browser does; a footnote's
number is put in brackets, so that "2010" with note 1 is not read as "20101".
"""

import re
from collections.abc import Callable
from typing import Any, Final

from communique.documents.base import join_blocks, library

_HEADINGS: Final = {f"h{rank}": "#" * rank + " " for rank in range(1, 7)}
_BLOCKS: Final = frozenset(_HEADINGS) | {
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "header", "hgroup", "hr", "html", "legend", "li", "main",
    "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "tfoot", "thead", "tr", "ul",
}  # fmt: skip
#: Elements that give their block a mark or a kind.
_MARKED: Final = {**dict.fromkeys(_HEADINGS, "heading"), "li": "entry", "tr": "row"}
_LISTS: Final = ("ul", "ol")
_CELLS: Final = ("td", "th")
_TABLE_PARTS: Final = ("tbody", "thead", "tfoot", "tr", *_CELLS)
_LAYOUT_SIGNS: Final = ("table", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6")
#: Stands for a line's end while white space is folded; the text itself cannot hold it.
_BREAK: Final = "\0"
#: The name that a block within a table's cell gets: its words stand within the row's line.
_WORDS: Final = "words"
_NOTE_LENGTH: Final = 12
_NOTE_MARK: Final = re.compile(r"\s*\[?[\d*†‡§,\s]+\]?\s*")


class _Writer:
    """Gathers the pieces of a tree's text into blocks."""

    def __init__(self) -> None:
        self.blocks: list[tuple[str, str]] = []
        self.pieces: list[str] = []
        self.prefix, self.kind = "", "paragraph"
        self.lists: list[int] = []  # the next number of each list that is open; an unordered one counts below zero
        self.preformatted = 0

    def start(self, element: Any) -> None:
        """Take the beginning of an element and the text right after it."""
        tag = element.tag
        if tag in _BLOCKS:
            self.flush()
        if tag == "table" or (tag in _LISTS and not self.lists):
            self.blocks.append(("gap", ""))
        if tag in _MARKED:
            self.prefix, self.kind = self._mark(tag), _MARKED[tag]
        elif tag in _LISTS:
            self.lists.append(_first_number(element))
        elif tag in _INLINE:
            self.pieces.append(_INLINE[tag](element)[0])
        self.preformatted += tag == "pre"
        self.add(element.text)

    def end(self, element: Any) -> None:
        """Take the end of an element."""
        tag = element.tag
        if tag in _BLOCKS:
            self.flush()
        if tag in _MARKED:
            self.prefix, self.kind = "", "paragraph"
        elif tag in _LISTS:
            self.lists.pop()
        elif tag in _INLINE:
            self.pieces.append(_INLINE[tag](element)[1])
        self.preformatted -= tag == "pre"

    def add(self, text: str | None) -> None:
        """Take a piece of text."""
        if text:
            self.pieces.append(text.replace("\n", _BREAK) if self.preformatted else text)

    def flush(self) -> None:
        """End the block that is being gathered, if it has words."""
        folded = re.sub(r"[ \t\r\n\f]+", " ", "".join(self.pieces).replace("\u00ad", ""))
        text = re.sub(rf" *{_BREAK} *", "\n", folded).strip(" \n")
        self.pieces = []
        if text.replace("|", "").strip():
            self.blocks.append((self.kind, self.prefix + text))
            self.prefix, self.kind = "", "paragraph"

    def _mark(self, tag: str) -> str:
        if tag != "li":
            return _HEADINGS.get(tag, "")
        indent = "  " * (len(self.lists) - 1)
        if not self.lists or self.lists[-1] < 0:
            return f"{indent}- "
        self.lists[-1] += 1
        return f"{indent}{self.lists[-1] - 1}. "


def write_blocks(root: Any) -> str:
    """Write the text below an element; the tree's tables are changed on the way."""
    _unfold_tables(root)
    writer = _Writer()
    for event, element in library("lxml.etree").iterwalk(root, events=("start", "end")):
        if event == "start":
            writer.start(element)
        else:
            writer.end(element)
            if element is not root:
                writer.add(element.tail)
    writer.flush()
    return join_blocks(writer.blocks)


def _first_number(element: Any) -> int:
    start = element.get("start", "1")
    return -1 if element.tag == "ul" else int(start) if re.fullmatch("[0-9]{1,6}", start) else 1


def _note(element: Any) -> tuple[str, str]:
    if len(element) > 1 or (len(element) and len(element[0])):
        return ("", "")
    text = "".join(element.itertext())
    return ("[", "]") if len(text) <= _NOTE_LENGTH and "[" not in text and _NOTE_MARK.fullmatch(text) else ("", "")


def _cell(element: Any) -> tuple[str, str]:
    return (" | " if element.getprevious() is not None else "", "")


#: What is written before and after an element that stands within a line.
_INLINE: Final[dict[str, Callable[[Any], tuple[str, str]]]] = {
    "br": lambda _: (_BREAK, ""),
    "q": lambda _: ("“", "”"),
    "sup": _note,
    _WORDS: lambda _: (" ", " "),
    "td": _cell,
    "th": _cell,
}


def _unfold_tables(root: Any) -> None:
    """Turn tables that only lay out a page into plain blocks, and the blocks within other tables' cells into words of a line."""
    for table in list(root.iter("table")):
        if next(table.iterdescendants(*_LAYOUT_SIGNS), None) is not None:
            for part in list(table.iterdescendants(*_TABLE_PARTS)):
                if next(part.iterancestors("table"), None) is table:
                    part.tag = "div"
            table.tag = "div"
    for cell in list(root.iter(*_CELLS)):
        for block in list(cell.iterdescendants(*_BLOCKS)):
            block.tag = _WORDS
