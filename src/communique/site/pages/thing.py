"""The pages about named things and places: names, what is said of them, which outcomes concern them, who mentions them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from communique.site import schema
from communique.site.base import Brief, Head, Link, Row
from communique.site.data import sort_by_label
from communique.site.disputes import find_disputes
from communique.site.evidence import Evidence
from communique.site.gatherings import Occasion, in_time, occasion
from communique.site.pages.base import elsewhere, make_head
from communique.site.sayings import Outcome, find_outcomes
from communique.terms import MEET

_ROWS: Final[Mapping[str, object]] = {
    "property.name": MEET.name,
    "property.began": MEET.began,
    "property.frequency": MEET.frequency,
    "property.span": MEET.span,
    "property.goal": MEET.goal,
    "property.mentioned-in": MEET.mentionedIn,
}


@dataclass(frozen=True, slots=True)
class NamedThingPage:
    """A mechanism, programme, project, instrument or facility."""

    head: Head
    rows: tuple[Row, ...]
    bodies: tuple[Link, ...]
    outcomes: tuple[tuple[str, str, tuple[Outcome, ...]], ...]
    disputes: tuple[Brief, ...]
    elsewhere: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class PlacePage:
    """A place and the meetings there."""

    head: Head
    meetings: tuple[Occasion, ...]
    elsewhere: tuple[Link, ...]


def make_thing(evidence: Evidence, iri: str) -> NamedThingPage:
    """Return the page about a named thing."""
    data = evidence.data
    bodies = sort_by_label(data, data.subjects(MEET.underMechanism, iri), evidence.wording.language)
    return NamedThingPage(
        head=make_head(evidence, iri, schema=schema.thing(evidence, iri)),
        rows=evidence.rows(iri, _ROWS),
        bodies=tuple(evidence.link(body) for body in bodies),
        outcomes=find_outcomes(evidence, data.subjects(MEET.concerns, iri)),
        disputes=find_disputes(evidence, [iri]),
        elsewhere=elsewhere(evidence, iri),
    )


def make_place(evidence: Evidence, iri: str) -> PlacePage:
    """Return the page about a place."""
    meetings = evidence.data.subjects(MEET.place, iri)
    return PlacePage(
        head=make_head(evidence, iri, schema=schema.place(evidence, iri)),
        meetings=tuple(occasion(evidence, meeting) for meeting in in_time(evidence, meetings)),
        elsewhere=elsewhere(evidence, iri),
    )
