"""Word documents (`.docx`): paragraphs, lists and tables in the order of the body.

Two parts of the package are read, the body and the properties, each only up to a bound, so that an archive that unfolds
without end does no harm. Deleted text, notes, headers and footers are left out, inserted text is taken. When the file was made
is not when its text was published, so no date is taken from the properties.
"""

import io
import re
import zipfile
import zlib
from typing import Any, Final

from communique.documents.base import Extract, Stated, first_of_each, join_blocks, library, one_line, parse_xml, version
from communique.errors import DocumentError

READER: Final = "docx-1"
MAX_PART: Final = 32 * 1024 * 1024
MAX_PARTS: Final = 10_000

_BODY: Final = "word/document.xml"
_STYLES: Final = "word/styles.xml"
_PROPERTIES: Final = "docProps/core.xml"
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LEFT_OUT: Final = {f"{_W}{name}" for name in ("del", "moveFrom", "instrText", "delText", "footnoteReference", "pict", "drawing")}
_LEFT_OUT.add("{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback")
_WRITTEN: Final = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}


def extract(data: bytes, where: str) -> Extract:
    """Extract the text of a Word document.

    Raises:
        DocumentError: it is no Word document, is damaged, or is too large when unpacked.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            if len(package.namelist()) > MAX_PARTS:
                raise DocumentError(f"{where}: more than {MAX_PARTS} parts; expected a Word document; save its text as .txt")
            body, styles, properties = (_part(package, name, where) for name in (_BODY, _STYLES, _PROPERTIES))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise DocumentError(f"{where}: not a Word document ({one_line(str(error))}); open it and save it again as .docx") from None
    if body is None:
        raise DocumentError(f"{where}: not a Word document (it has no {_BODY}); open it and save it again as .docx")
    ranks = _ranks(styles)
    blocks = [block for element in body.iter(f"{_W}p", f"{_W}tbl") if _is_top(element) for block in _block(element, ranks)]
    return Extract(join_blocks(blocks), _stated(properties), f"{READER} (lxml {version('lxml')})")


def _part(package: zipfile.ZipFile, name: str, where: str) -> Any | None:
    if name not in package.namelist():
        return None
    with package.open(name) as part:
        content = part.read(MAX_PART + 1)
    if len(content) > MAX_PART:
        raise DocumentError(f"{where}: {name} unpacks to more than {MAX_PART} bytes; expected a document; save its text as .txt")
    return parse_xml(content, f"{where}, {name}")


def _ranks(styles: Any | None) -> dict[str, int]:
    """Map the styles that are headings to their rank: by their English names, which Word keeps in every language."""
    ranks: dict[str, int] = {}
    for style in styles.iter(f"{_W}style") if styles is not None else ():
        name = style.find(f"{_W}name")
        heading = re.fullmatch(r"(?:heading (\d)|(title))", name.get(f"{_W}val", ""), re.I) if name is not None else None
        if heading:
            ranks[style.get(f"{_W}styleId", "")] = 1 if heading[2] else min(int(heading[1]), 6)
    return ranks


def _is_top(element: Any) -> bool:
    """Tell whether a paragraph or table stands in the body itself, not in a table's cell or a text box's copy."""
    above = next(element.iterancestors(f"{_W}tbl", *_LEFT_OUT), None)
    return above is None


def _block(element: Any, ranks: dict[str, int]) -> list[tuple[str, str]]:
    if element.tag == f"{_W}tbl":
        rows = [" | ".join(_words(cell) for cell in row.iter(f"{_W}tc")) for row in element.iter(f"{_W}tr")]
        return [("gap", ""), *(("row", row) for row in rows if row.strip(" |"))]
    text = _text(element).strip()
    style = element.find(f"{_W}pPr/{_W}pStyle")
    rank = ranks.get(style.get(f"{_W}val", ""), 0) if style is not None else 0
    if not text:
        return []
    if rank:
        return [("heading", "#" * rank + " " + one_line(text))]
    if element.find(f"{_W}pPr/{_W}numPr") is not None or (style is not None and style.get(f"{_W}val", "").startswith("List")):
        return [("entry", "- " + text)]
    return [("paragraph", text)]


def _text(element: Any) -> str:
    pieces: list[str] = []
    left_out = 0
    for event, part in _walk(element):
        if part.tag in _LEFT_OUT:
            left_out += 1 if event == "start" else -1
        elif event == "start" and not left_out:
            pieces.append((part.text or "") if part.tag == f"{_W}t" else _WRITTEN.get(part.tag, ""))
    return "".join(pieces)


def _words(cell: Any) -> str:
    return one_line(" ".join(_text(paragraph) for paragraph in cell.iter(f"{_W}p")))


def _walk(element: Any) -> Any:
    return library("lxml.etree").iterwalk(element, events=("start", "end"))


def _stated(properties: Any | None) -> tuple[Stated, ...]:
    if properties is None:
        return ()
    said = {element.tag.rpartition("}")[2]: one_line(element.text or "") for element in properties}
    return first_of_each([Stated(field, said.get(field, ""), f"document properties, {field}") for field in ("title", "language")])
