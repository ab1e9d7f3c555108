"""The page about a body or a state: its names, where it belongs, its posts and who holds them, the meetings that it was at."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from communique.site import schema
from communique.site.base import Brief, Head, Link, Row, Stated
from communique.site.data import sort_by_label
from communique.site.disputes import find_disputes
from communique.site.evidence import Evidence
from communique.site.gatherings import Occasion, in_time, occasion
from communique.site.pages.base import elsewhere, make_head
from communique.terms import DCTERMS, MEET, ORG, SKOS

_ROWS: Final[Mapping[str, object]] = {
    "property.name": MEET.name,
    "property.notation": SKOS.notation,
    "property.of-state": MEET.ofState,
    "property.part-of": ORG.subOrganizationOf,
    "property.succeeded-by": MEET.succeededBy,
    "property.mechanism": MEET.underMechanism,
}


@dataclass(frozen=True, slots=True)
class KnownName:
    """A name that was known beforehand, with its language, kind, and the time in which it was valid."""

    text: str
    language: str
    kind: str
    valid: str


@dataclass(frozen=True, slots=True)
class BodyPage:
    """A body or a state."""

    head: Head
    rows: tuple[Row, ...]
    names: tuple[KnownName, ...]
    posts: tuple[tuple[Link, tuple[Link, ...]], ...]
    parts: tuple[Link, ...]
    meetings: tuple[tuple[Occasion, Stated | None], ...]
    series: tuple[Link, ...]
    disputes: tuple[Brief, ...]
    elsewhere: tuple[Link, ...]


def make_body(evidence: Evidence, iri: str) -> BodyPage:
    """Return the page about a body or a state."""
    data = evidence.data
    language = evidence.wording.language
    nodes = data.subjects(MEET.representedBody, iri)
    parts = {*data.subjects(ORG.subOrganizationOf, iri), *data.subjects(MEET.ofState, iri)}
    agencies = [part for part in parts if (data.path(part) or "").startswith("agency/")]
    return BodyPage(
        head=make_head(evidence, iri, schema=schema.organization(evidence, iri)),
        rows=evidence.rows(iri, _ROWS),
        names=tuple(sorted(_names(evidence, iri), key=lambda name: (name.language, name.text.casefold()))),
        posts=tuple(_posts(evidence, iri)),
        parts=tuple(evidence.link(part) for part in sort_by_label(data, agencies, language)),
        meetings=_meetings(evidence, iri),
        series=tuple(evidence.link(node) for node in data.subjects(MEET.ofBody, iri)),
        disputes=find_disputes(evidence, [iri, *nodes]),
        elsewhere=elsewhere(evidence, iri),
    )


def _names(evidence: Evidence, iri: str) -> Iterator[KnownName]:
    for node in evidence.data.texts(iri, MEET.hasName):
        text, language, kind, since, until = (
            evidence.data.text(node, name) for name in (MEET.text, DCTERMS.language, MEET.nameKind, MEET.validFrom, MEET.validUntil)
        )
        yield KnownName(text, language, kind, f"{since}–{until}" if since or until else "")


def _posts(evidence: Evidence, iri: str) -> Iterator[tuple[Link, tuple[Link, ...]]]:
    """Yield the posts in a body with those who held them."""
    data = evidence.data
    language = evidence.wording.language
    for post in sort_by_label(data, data.subjects(ORG.postIn, iri), language):
        holders = {data.text(tenure, MEET.holder) for tenure in data.subjects(MEET.ofPost, post)}
        yield evidence.link(post), tuple(evidence.link(one) for one in sort_by_label(data, holders, language))


def _meetings(evidence: Evidence, iri: str) -> tuple[tuple[Occasion, Stated | None], ...]:
    """Return the meetings at which a body was represented, or which had a delegation of a state, with what says so."""
    data = evidence.data
    represented = data.subjects(MEET.attendedByBody, iri)
    sided = {data.text(node, MEET.ofMeeting) for node in data.subjects(MEET.ofSide, iri)}
    says = {
        meeting: next((one for one in evidence.stated(meeting, MEET.attendedByBody) if one.raw == iri), None)
        for meeting in sorted({*represented, *sided} - {""})
    }
    return tuple((occasion(evidence, meeting), says[meeting]) for meeting in in_time(evidence, says))
