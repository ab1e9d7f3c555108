"""The search page, and the index that it looks into: every thing with a page, by all its names, and what was agreed or said."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from communique.site.base import Head, Link
from communique.site.context import Context
from communique.site.evidence import Evidence
from communique.site.sayings import anchor
from communique.terms import MEET, RDFS, SKOS

INDEX: Final = "search-index.js"
_NAMES: Final = (RDFS.label, MEET.name, MEET.title, SKOS.notation)
#: How much of a text is in the index.
_TEXT: Final = 240
_CLASSES: Final = ("Adoption", "Commitment", "Achievement", "Quotation")


@dataclass(frozen=True, slots=True)
class SearchPage:
    """The search page."""

    head: Head
    lists: tuple[Link, ...]


def make_search(evidence: Evidence, _context: Context) -> SearchPage:
    """Return the search page; without scripts it leads to the lists."""
    wording = evidence.wording
    lists = {
        "person": "people",
        "meeting": "meetings",
        "agency": "bodies",
        "thing": "things",
        "topic": "topics",
        "document": "documents",
    }
    return SearchPage(
        head=Head("search.html", wording("search.title"), "search", scripts=("search.js",)),
        lists=tuple(Link(wording(f"list.{kind}"), f"{name}.html") for kind, name in lists.items()),
    )


def make_index(evidence: Evidence, iris: Iterator[str]) -> bytes:
    """Return the index as a script: for each entry the kind in words, the title, the page, and the other names."""
    entries = [*(_thing(evidence, iri) for iri in iris), *_texts(evidence)]
    rows = ",\n".join(json.dumps(entry, ensure_ascii=False, separators=(",", ":")) for entry in entries)
    return f"window.communiqueIndex = [\n{rows}\n];\n".encode()


def _thing(evidence: Evidence, iri: str) -> list[str]:
    data = evidence.data
    kind = (data.path(iri) or "").partition("/")[0]
    known = (text for node in data.texts(iri, MEET.hasName) for text in data.texts(node, MEET.text))
    names = dict.fromkeys([*(text for name in _NAMES for text in data.texts(iri, name)), *known])
    label = evidence.label(iri)
    return [
        evidence.wording(f"kind.{kind}"),
        label,
        evidence.link(iri).path or "",
        " · ".join(name for name in names if name != label),
    ]


def _texts(evidence: Evidence) -> Iterator[list[str]]:
    data = evidence.data
    for iri in data.instances(*(MEET[name] for name in _CLASSES)):
        page = evidence.about(iri).path
        if page:
            kind = "quotation" if "/quotation/" in iri else "outcome"
            yield [evidence.wording(f"kind.{kind}"), data.text(iri, MEET.text)[:_TEXT], f"{page}#{anchor(evidence, iri)}", ""]
