"""The page about a series: what is said of it, and its meetings from the latest to the first."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from communique.site import schema
from communique.site.base import Brief, Head, Link, Row
from communique.site.disputes import find_disputes
from communique.site.evidence import Evidence
from communique.site.gatherings import Occasion, in_time, occasion
from communique.site.pages.base import elsewhere, make_head
from communique.terms import MEET

_ROWS: Final[Mapping[str, object]] = {
    "property.name": MEET.name,
    "property.of-body": MEET.ofBody,
    "property.began": MEET.began,
    "property.frequency": MEET.frequency,
    "property.span": MEET.span,
    "property.goal": MEET.goal,
}


@dataclass(frozen=True, slots=True)
class SeriesPage:
    """A series of meetings."""

    head: Head
    rows: tuple[Row, ...]
    meetings: tuple[Occasion, ...]
    disputes: tuple[Brief, ...]
    elsewhere: tuple[Link, ...]


def make_series(evidence: Evidence, iri: str) -> SeriesPage:
    """Return the page about a series."""
    meetings = evidence.data.subjects(MEET.inSeries, iri)
    return SeriesPage(
        head=make_head(evidence, iri, schema=schema.series(evidence, iri)),
        rows=evidence.rows(iri, _ROWS),
        meetings=tuple(occasion(evidence, meeting) for meeting in in_time(evidence, meetings)),
        disputes=find_disputes(evidence, [iri]),
        elsewhere=elsewhere(evidence, iri),
    )
