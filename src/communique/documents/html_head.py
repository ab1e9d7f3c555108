"""Metadata that an HTML page states in its head and marks in its body.

Each is taken from the first of the listed places that has it. When a page was made or fetched is not when its text was
published; only what is labelled as publication counts.
"""

import json
import re
from collections.abc import Iterator
from typing import Any, Final

from communique.documents.base import Stated, one_line
from communique.documents.moments import published

#: Field, and the names of the `meta` elements that state it, the most telling first.
_METAS: Final = (
    ("title", ("og:title", "dc.title", "dcterms.title", "twitter:title")),
    ("published", (
        "article:published_time", "og:article:published_time", "datepublished", "dcterms.issued", "dc.date.issued", "dcterms.date",
        "dc.date", "pubdate", "publishdate", "publish-date", "publication_date", "release_date", "date",
    )),
    ("publisher", ("og:site_name", "dcterms.publisher", "dc.publisher", "publisher")),
    ("language", ("og:locale", "dcterms.language", "dc.language", "language")),
    ("url", ("og:url",)),
)  # fmt: skip
_JSON_LD: Final = (("title", "headline"), ("published", "datePublished"), ("publisher", "publisher"), ("language", "inLanguage"))
_JSON_LD_LIMIT: Final = 1_000_000
_PUBLISHED_NAMES: Final = re.compile(r"publish|posted|post-date|entry-date|pubdate|release-date|date-?line", re.I)
_SAVED_FROM: Final = re.compile(r"saved from url=\(\d+\)(\S+)")


def read_head(page: Any) -> list[Stated]:
    """Return all that a page states about its text, the most telling place of each field first."""
    entries = [*_links(page), *_data_blocks(page), *_metas(page), *_marked_dates(page), *_others(page)]
    return [_plain(entry) for entry in entries]


def _links(page: Any) -> Iterator[Stated]:
    for link in page.xpath("//link[@rel='canonical']/@href")[:1]:
        yield Stated("url", link, "link canonical")


def _metas(page: Any) -> Iterator[Stated]:
    said: dict[str, str] = {}
    for meta in page.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        said.setdefault(name.lower(), meta.get("content", ""))
    for field, names in _METAS:
        yield from (Stated(field, said[name], f"meta {name}") for name in names if said.get(name))


def _data_blocks(page: Any) -> Iterator[Stated]:
    for script in page.xpath("//script[@type='application/ld+json']"):
        text = script.text or ""
        try:
            data = json.loads(text) if len(text) < _JSON_LD_LIMIT else None
        except (ValueError, RecursionError):
            continue
        for thing in _things(data):
            for field, key in _JSON_LD:
                value = thing.get(key)
                value = value.get("name") if isinstance(value, dict) else value
                if isinstance(value, str):
                    yield Stated(field, value, f"JSON-LD {key}")


def _things(data: Any) -> list[dict[str, Any]]:
    """Return the things of a JSON-LD block that are dated: those describe the text, others the site."""
    graph = data.get("@graph", [data]) if isinstance(data, dict) else data
    return [thing for thing in graph if isinstance(thing, dict) and "datePublished" in thing] if isinstance(graph, list) else []


def _marked_dates(page: Any) -> Iterator[Stated]:
    for element in page.xpath("//*[@itemprop='datePublished']"):
        yield Stated("published", element.get("datetime") or element.get("content") or _words(element), "itemprop datePublished")
    times = list(page.iter("time"))
    for time in times:
        names = " ".join(f"{part.get('class', '')} {part.get('id', '')}" for part in (time, time.getparent()) if part is not None)
        if "pubdate" in time.attrib or _PUBLISHED_NAMES.search(names):
            yield Stated("published", time.get("datetime") or _words(time), "time marked as publication")
    for time in times if len(times) == 1 else []:
        yield Stated("published", time.get("datetime") or _words(time), "the page's only time")


def _others(page: Any) -> Iterator[Stated]:
    for title in page.xpath("//head/title")[:1]:
        yield Stated("title", _words(title), "title")
    yield Stated("language", page.get("lang") or page.get("{http://www.w3.org/XML/1998/namespace}lang") or "", "html lang")
    for comment in page.xpath("//comment()"):
        saved = _SAVED_FROM.search(comment.text or "")
        if saved:
            yield Stated("url", saved[1], "comment of the browser that saved the page")


def _plain(entry: Stated) -> Stated:
    if entry.field == "published":
        return published(entry.value, entry.source)
    value = entry.value.strip().replace("_", "-") if entry.field == "language" else one_line(entry.value)
    return Stated(entry.field, value, entry.source)


def _words(element: Any) -> str:
    return one_line("".join(element.itertext()))
