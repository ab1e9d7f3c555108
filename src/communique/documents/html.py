"""HTML pages: what a reader of the page sees of its release, block by block in the page's order.

1. The bytes are decoded: by byte-order mark, else as UTF-8, else as the page declares; what fits none is refused.
2. The tree is cleaned of what is no text of the release (`html_tree.py`): scripts, menus, footers, what is hidden.
3. The part that holds most of the text is written as blocks (`html_blocks.py`): headings, paragraphs, lists, table rows.
4. Metadata come from the page's head (`html_head.py`), each with the element that states it.

Nothing is fetched, no entity is resolved but HTML's own, nothing is run.
"""

import codecs
import re
from typing import Any, Final

from communique.documents.base import Extract, Stated, first_of_each, library, one_line, version
from communique.documents.html_blocks import write_blocks
from communique.documents.html_head import read_head
from communique.documents.html_tree import clean, main_part
from communique.documents.moments import by_the_text
from communique.errors import DocumentError

READER: Final = "html-1"
#: The most elements that a page may have; a long release has some thousands.
MAX_ELEMENTS: Final = 300_000

_BOMS: Final = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_CHARSET: Final = re.compile(rb"<(?:meta\b[^>]*?\bcharset|\?xml\b[^>]*?\bencoding)\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]+)", re.I)
#: Names that pages use for another encoding than they say (WHATWG Encoding Standard).
_MEANT: Final = {
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
}


def extract(data: bytes, where: str) -> Extract:
    """Extract the release that an HTML page holds.

    Raises:
        DocumentError: its encoding is unclear, it is nested too deeply, or lxml is missing.
    """
    page = parse(_decode(data, where), where)
    stated = read_head(page)
    headlines = _headlines(page)
    clean(page)
    part = main_part(page)
    headline = _headline(headlines, _headlines(part), stated)
    text = write_blocks(part)
    if headline is not None and headline.source == "h1 above the text":
        text = f"# {headline.value}\n\n{text}"
    titles = [headline] if headline else []
    return Extract(text, first_of_each([*titles, *by_the_text(stated, text)]), f"{READER} (lxml {version('lxml')})")


def extract_fragment(markup: str, where: str) -> str:
    """Extract the text of a piece of HTML, such as a feed's item or a mail's part."""
    page = parse(f"<html><body>{markup}</body></html>", where)
    clean(page)
    return write_blocks(page)


def parse(markup: str, where: str) -> Any:
    """Parse HTML text; returns the root element, comments kept.

    Raises:
        DocumentError: it is nested too deeply to be kept whole, or has no element at all.
    """
    if "\0" in markup:
        raise DocumentError(f"{where}: not text: a NUL character at {markup.index(chr(0))}; save the page as UTF-8")
    etree = library("lxml.etree", where)
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True, remove_pis=True)
    try:
        page = etree.fromstring(markup.encode("utf-8", "replace"), parser)
    except etree.ParserError:
        page = None
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise DocumentError(f"{where}: its elements are nested too deeply; expected a page of a release; save its text as .txt")
    if page is None:
        raise DocumentError(f"{where}: no text found in this html file; expected the words of a release; save its text as .txt")
    page.extend(list(page.itersiblings()))  # what stands after </html> belongs to the page, as in a browser
    if page.xpath("count(//*)") > MAX_ELEMENTS:
        raise DocumentError(f"{where}: more than {MAX_ELEMENTS} elements; expected a page of a release; save its text as .txt")
    return page


def _decode(data: bytes, where: str) -> str:
    declared = _CHARSET.search(data[:4096])
    name = declared[1].decode("ascii").lower() if declared else ""
    marked = next((encoding for bom, encoding in _BOMS if data.startswith(bom)), None)
    for encoding in [marked] if marked else ["utf-8", _MEANT.get(name, name)]:
        try:
            return data.decode(encoding or "utf-8")
        except (UnicodeDecodeError, LookupError):
            continue
    said = f"declares {name!r}" if name else "declares no encoding"
    raise DocumentError(f"{where}: not text: it {said} and is not UTF-8 either; save the page as UTF-8")


def _headlines(part: Any) -> list[str]:
    return [text for text in (one_line("".join(heading.itertext())) for heading in part.iter("h1")) if text]


def _headline(of_page: list[str], inside: list[str], stated: list[Stated]) -> Stated | None:
    """Find the page's headline: the one `h1` of the text, or one elsewhere of some length that the page's title repeats."""
    if len(inside) == 1:
        return Stated("title", inside[0], "h1")
    titles = [entry.value for entry in stated if entry.field == "title"]
    above = [text for text in of_page if text not in inside and text.count(" ") >= 3 and any(text in title for title in titles)]
    return Stated("title", max(above, key=len), "h1 above the text") if above else None
