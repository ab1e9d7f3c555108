"""Saved feeds (RSS, Atom): several releases in one file, each with its own text and metadata.

Feeds are added to a project entry by entry; a feed with one entry is also one document.
"""

from collections.abc import Iterator
from typing import Any, Final

from communique.documents.base import Extract, Stated, first_of_each, library, one_line, parse_xml, version
from communique.documents.html import extract_fragment
from communique.documents.moments import by_the_text, published
from communique.errors import DocumentError

READER: Final = "feed-1"
MAX_ENTRIES: Final = 10_000

#: Field and the elements of an entry that state it (names without name spaces), the most telling first.
_FIELDS: Final = (
    ("title", ("title",)),
    ("published", ("pubDate", "published", "issued", "date", "updated")),
    ("url", ("origLink", "link", "guid", "id")),
    ("language", ("language",)),
    ("publisher", ("publisher", "creator")),
)
_TEXTS: Final = ("encoded", "content", "description", "summary")


def extract(data: bytes, where: str) -> Extract:
    """Extract the one entry of a feed.

    Raises:
        DocumentError: it is no feed, or has more than one entry.
    """
    found = entries(data, where)
    if len(found) > 1:
        raise DocumentError(f"{where}: a feed with {len(found)} entries; expected one document; run: communique add {where}")
    return found[0]


def entries(data: bytes, where: str) -> tuple[Extract, ...]:
    """Extract all entries of a feed that have words, in its order.

    Raises:
        DocumentError: it is no feed, or has no entry with words.
    """
    root = parse_xml(data, where)
    items = [element for element in root.iter() if _name(element) in {"item", "entry"}]
    if _name(root) not in {"rss", "feed", "RDF"} or not items or len(items) > MAX_ENTRIES:
        raise DocumentError(
            f"{where}: no feed with 1 to {MAX_ENTRIES} entries; expected RSS or Atom; save the release's page as .html"
        )
    channel = next((element for element in root.iter() if _name(element) == "channel"), root)
    common = [*_stated(channel, "language", "feed"), *_channel_title(channel)]
    found = tuple(entry for item in items if (entry := _entry(item, common, where)).text.strip())
    if not found:
        raise DocumentError(f"{where}: its {len(items)} entries have no words; expected releases; save the release's page as .html")
    return found


def _entry(item: Any, common: list[Stated], where: str) -> Extract:
    stated = [entry for field, _ in _FIELDS for entry in _stated(item, field, "feed entry")]
    texts = (_markup(child) for name in _TEXTS for child in item if _name(child) == name)
    text = extract_fragment(next((text for text in texts if text.strip()), ""), where)
    title = next((entry.value for entry in stated if entry.field == "title"), "")
    if text.strip() and title and title not in text:
        text = f"# {title}\n\n{text}"
    return Extract(text, first_of_each(by_the_text([*stated, *common], text)), f"{READER} (lxml {version('lxml')})")


def _stated(element: Any, field: str, place: str) -> Iterator[Stated]:
    for name in dict(_FIELDS)[field]:
        for child in element:
            if _name(child) == name and child.get("rel", "alternate") == "alternate":
                said = _words(child) or child.get("href", "")
                source = f"{place}, {name}"
                yield published(said, source) if field == "published" else Stated(field, said, source)


def _channel_title(channel: Any) -> Iterator[Stated]:
    for child in channel:
        if _name(child) == "title":
            yield Stated("publisher", _words(child), "feed, title")


def _markup(element: Any) -> str:
    """Return an element's content as HTML text: escaped markup as it is, nested elements written out."""
    if len(element) == 0:
        return element.text or ""
    return (element.text or "") + "".join(
        library("lxml.etree").tostring(child, encoding="unicode", method="html") for child in element
    )


def _words(element: Any) -> str:
    return one_line("".join(element.itertext()))


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]
