"""The page about a document: its text with the words highlighted that something rests on, and what was read from them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from communique.site import schema
from communique.site.base import Head, Link, Row, Said
from communique.site.disputes import property_label
from communique.site.evidence import Evidence
from communique.site.pages.base import elsewhere, make_head
from communique.site.segments import Segment, Span, around, cut
from communique.terms import DCTERMS, MEET, PROV, RDF

_ROWS: Final[Mapping[str, object]] = {
    "property.publisher": DCTERMS.publisher,
    "property.issued": DCTERMS.issued,
    "property.language": DCTERMS.language,
    "property.source": DCTERMS.source,
    "property.rights": MEET.rights,
    "property.copy-of": MEET.copyOf,
    "property.sha256": MEET.sha256,
}


@dataclass(frozen=True, slots=True)
class Item:
    """One claim as read: of what, what, and which value."""

    about: Link
    on: str
    value: Link
    said: Said


@dataclass(frozen=True, slots=True)
class Note:
    """What rests on one span, by what it is about; `span` is missing for what rests on the document's metadata alone."""

    span: Span | None
    quote: str
    groups: tuple[tuple[Link, tuple[Item, ...]], ...]


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """A document; `whole` tells whether all of its text may be shown, `at_hand` whether there is a text to show."""

    head: Head
    rows: tuple[Row, ...]
    language: str
    segments: tuple[Segment, ...]
    notes: tuple[Note, ...]
    whole: bool
    at_hand: bool
    copies: tuple[Link, ...]
    read: tuple[int, int, int]
    elsewhere: tuple[Link, ...]


def make_document(evidence: Evidence, iri: str) -> DocumentPage:
    """Return the page about a document."""
    data = evidence.data
    name = (data.path(iri) or iri).removeprefix("document/")
    text = data.shelf.find(name, data.text(iri, MEET.sha256))
    notes = tuple(_notes(evidence, iri))
    spans = [note.span for note in notes if note.span]
    whole = data.text(iri, MEET.rights).endswith("/open")
    return DocumentPage(
        head=make_head(evidence, iri, _summary(evidence, iri), schema.article(evidence, iri)),
        rows=evidence.rows(iri, _ROWS),
        language=data.text(iri, DCTERMS.language),
        segments=cut(text, spans, None if whole else around(text, spans)) if text else (),
        notes=notes,
        whole=whole,
        at_hand=text is not None,
        copies=tuple(evidence.link(copy) for copy in data.subjects(MEET.copyOf, iri)),
        read=_coverage(evidence, iri),
        elsewhere=elsewhere(evidence, iri),
    )


def _summary(evidence: Evidence, iri: str) -> str:
    publisher, issued = (evidence.data.text(iri, name) for name in (DCTERMS.publisher, DCTERMS.issued))
    return ", ".join(filter(None, (publisher, evidence.wording.date(issued))))


def _coverage(evidence: Evidence, iri: str) -> tuple[int, int, int]:
    """Return how many characters there are, were read, and are noise."""
    reading = next(iter(evidence.data.subjects(PROV.used, iri)), "")
    names = (MEET.charactersTotal, MEET.charactersRead, MEET.charactersNoise)
    total, read, noise = (int(evidence.data.text(reading, name) or 0) if reading else 0 for name in names)
    return total, read, noise


def _notes(evidence: Evidence, iri: str) -> Iterable[Note]:
    """Yield what was read, by the narrowest of its spans, in the order of the text."""
    items = [_item(evidence, claim) for claim in evidence.data.subjects(MEET.statedIn, iri)]
    placed = [((quote.start, -quote.end), quote.text, item) for item in items for quote in item.said.quotes]
    placed.sort(key=lambda one: one[0])
    for (start, end), group in groupby(placed, key=lambda one: one[0]):
        entries = list(group)
        yield Note((start, -end), entries[0][1], _by_subject(item for _, _, item in entries))
    bare = [item for item in items if not item.said.quotes]
    if bare:
        yield Note(None, "", _by_subject(bare))


def _by_subject(items: Iterable[Item]) -> tuple[tuple[Link, tuple[Item, ...]], ...]:
    in_order = sorted(items, key=lambda item: (item.about.text, item.about.path or "", item.on, item.value.text))
    return tuple((about, tuple(group)) for about, group in groupby(in_order, key=lambda item: item.about))


def _item(evidence: Evidence, claim: str) -> Item:
    data = evidence.data
    subject, predicate = (data.text(claim, name) for name in (RDF.subject, RDF.predicate))
    on = property_label(evidence, predicate)
    return Item(evidence.about(subject), on, evidence.value(data.values(claim, RDF.object)[0]), evidence.said(claim))
