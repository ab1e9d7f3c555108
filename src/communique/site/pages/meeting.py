"""The page about a meeting: when and where, the delegations side by side, what came of it, who said what, what is disputed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from communique.site import schema
from communique.site.base import Brief, Head, Link, Row, Stated
from communique.site.disputes import find_disputes
from communique.site.evidence import Evidence, first
from communique.site.gatherings import Participant, find_participants, parts_of
from communique.site.pages.base import make_head
from communique.site.sayings import Outcome, Speech, find_outcomes, speech
from communique.terms import MEET

_ROWS: Final[Mapping[str, object]] = {
    "property.name": MEET.name,
    "property.start": MEET.startDate,
    "property.end": MEET.endDate,
    "property.place": MEET.place,
    "property.mode": MEET.attendanceMode,
    "property.status": MEET.status,
    "property.series": MEET.inSeries,
    "property.ordinal": MEET.ordinal,
}
_SOURCES: Final[Mapping[str, object]] = {"property.reported-in": MEET.reportedIn, "property.mentioned-in": MEET.mentionedIn}


@dataclass(frozen=True, slots=True)
class Side:
    """One delegation, or those whose side nobody states: who led it, its people, its bodies."""

    title: Link
    leaders: Row | None
    people: tuple[Participant, ...]
    bodies: tuple[Stated, ...]


@dataclass(frozen=True, slots=True)
class MeetingPage:
    """A meeting."""

    head: Head
    rows: tuple[Row, ...]
    sides: tuple[Side, ...]
    outcomes: tuple[tuple[str, str, tuple[Outcome, ...]], ...]
    speeches: tuple[Speech, ...]
    disputes: tuple[Brief, ...]
    reports: tuple[Row, ...]


def make_meeting(evidence: Evidence, iri: str) -> MeetingPage:
    """Return the page about a meeting."""
    data = evidence.data
    people = find_participants(evidence, iri)
    return MeetingPage(
        head=make_head(evidence, iri, _summary(evidence, iri), schema.event(evidence, iri, people)),
        rows=_rows(evidence, iri),
        sides=_sides(evidence, iri, people),
        outcomes=find_outcomes(evidence, data.subjects(MEET.outcomeOf, iri)),
        speeches=tuple(speech(evidence, node) for node in data.subjects(MEET.saidAt, iri)),
        disputes=find_disputes(evidence, parts_of(evidence, iri)),
        reports=evidence.rows(iri, _SOURCES),
    )


def _rows(evidence: Evidence, iri: str) -> tuple[Row, ...]:
    """Return what is stated of the meeting; an end on the day of the beginning goes without saying."""
    same = {one.raw for one in evidence.stated(iri, MEET.startDate)} == {one.raw for one in evidence.stated(iri, MEET.endDate)}
    return evidence.rows(iri, {key: name for key, name in _ROWS.items() if not (same and name == MEET.endDate)})


def _summary(evidence: Evidence, iri: str) -> str:
    day, place = (first(evidence.stated(iri, name)) for name in (MEET.startDate, MEET.place))
    return ", ".join(filter(None, (evidence.wording.date(day), evidence.label(place) if place else "")))


def _sides(evidence: Evidence, meeting: str, people: Sequence[Participant]) -> tuple[Side, ...]:
    """Return the sides by name, those whose side nobody states last."""
    data = evidence.data
    bodies = _bodies(evidence, meeting)
    led = {data.text(node, MEET.ofSide): node for node in data.subjects(MEET.ofMeeting, meeting)}
    named = sorted({*led, *(one.side for one in people), *(side for side, _ in bodies)} - {""}, key=evidence.label)
    found = [_side(evidence, side, led.get(side, ""), people, bodies) for side in [*named, ""]]
    return tuple(side for side in found if side.people or side.bodies or side.leaders)


def _side(  # noqa: PLR0913 - what a side is made of
    evidence: Evidence, side: str, delegation: str, people: Sequence[Participant], bodies: Sequence[tuple[str, Stated]]
) -> Side:
    return Side(
        title=evidence.link(side) if side else Link(evidence.wording("side.none")),
        leaders=evidence.row(evidence.wording("property.led-by"), delegation, MEET.ledBy) if delegation else None,
        people=tuple(one for one in people if one.side == side),
        bodies=tuple(body for of, body in bodies if of == side),
    )


def _bodies(evidence: Evidence, meeting: str) -> list[tuple[str, Stated]]:
    """Return the bodies that were represented, each with its side."""
    data = evidence.data
    nodes = {data.text(node, MEET.representedBody): node for node in data.subjects(MEET.inMeeting, meeting)}
    stated = evidence.stated(meeting, MEET.attendedByBody)
    return [(first(evidence.stated(nodes[one.raw], MEET.onSide)) if one.raw in nodes else "", one) for one in stated]
