"""Meetings as lists and pages show them: when, who took part for whom, and who led."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from communique.site.base import Link, Stated
from communique.site.evidence import Evidence, first
from communique.terms import MEET


@dataclass(frozen=True, slots=True)
class Participant:
    """One person's part in one meeting; `said` are the claims that the person took part."""

    person: Link
    iri: str
    side: str
    sides: tuple[Stated, ...]
    roles: tuple[Stated, ...]
    capacities: tuple[Stated, ...]
    attended: Stated

    @property
    def prominent(self) -> bool:
        """Whether the person led, chaired or hosted."""
        return bool(self.roles)


@dataclass(frozen=True, slots=True)
class Occasion:
    """A meeting in one line; one that is not `reported` is only mentioned."""

    iri: str
    link: Link
    day: str
    dates: tuple[Stated, ...]
    places: tuple[Stated, ...]
    leaders: tuple[tuple[str, tuple[Stated, ...]], ...]
    contested: bool
    reported: bool


def participations(evidence: Evidence, meeting: str) -> list[str]:
    """Return the participations of a meeting."""
    return evidence.data.subjects(MEET.inMeeting, meeting)


def find_participants(evidence: Evidence, meeting: str) -> tuple[Participant, ...]:
    """Return who took part in a meeting: those with a role first, then by name."""
    attended = {stated.raw: stated for stated in evidence.stated(meeting, MEET.attendedBy)}
    nodes = (node for node in participations(evidence, meeting) if evidence.data.text(node, MEET.participant))
    found = [participant(evidence, node, attended) for node in nodes]
    return tuple(sorted(found, key=lambda one: (not one.prominent, one.person.text.casefold())))


def participant(evidence: Evidence, node: str, attended: dict[str, Stated]) -> Participant:
    """Return one participation; `attended` gives what is said of each person's taking part."""
    person = evidence.data.text(node, MEET.participant)
    sides = evidence.stated(node, MEET.onSide)
    return Participant(
        person=evidence.link(person),
        iri=person,
        side=first(sides),
        sides=sides,
        roles=evidence.stated(node, MEET.role),
        capacities=tuple(map(partial(capacity, evidence), evidence.stated(node, MEET.inCapacity))),
        attended=attended.get(person) or Stated(evidence.link(person), person, known=True),
    )


def capacity(evidence: Evidence, stated: Stated) -> Stated:
    """Return a tenure as the post that was held."""
    post = evidence.data.text(stated.raw, MEET.ofPost)
    acting = evidence.data.text(stated.raw, MEET.acting) == "true"
    label = evidence.label(post)
    return replace(stated, value=evidence.link(post, evidence.wording("acting", post=label) if acting else label))


def occasion(evidence: Evidence, meeting: str) -> Occasion:
    """Return a meeting in one line."""
    data = evidence.data
    dates = evidence.stated(meeting, MEET.startDate)
    sides = [node for node in data.subjects(MEET.ofMeeting, meeting) if data.text(node, MEET.ofSide)]
    leaders = ((evidence.label(data.text(node, MEET.ofSide)), evidence.stated(node, MEET.ledBy)) for node in sides)
    contested = any(evidence.dispute(subject, name)[1] for subject, name in _disputable(evidence, meeting))
    return Occasion(
        iri=meeting,
        link=evidence.link(meeting),
        day=first(dates) or min((stated.raw for stated in dates), default=""),
        dates=dates,
        places=evidence.stated(meeting, MEET.place),
        leaders=tuple((side, led) for side, led in leaders if led),
        contested=contested,
        reported=bool(data.text(meeting, MEET.reportedIn)),
    )


def _disputable(evidence: Evidence, meeting: str) -> Iterator[tuple[str, object]]:
    for subject in parts_of(evidence, meeting):
        for iri in evidence.data.subjects(MEET.about, subject):
            yield subject, evidence.data.text(iri, MEET.onProperty)


def parts_of(evidence: Evidence, meeting: str) -> list[str]:
    """Return a meeting with its participations, representations and delegations: all that a disagreement on it can be about."""
    data = evidence.data
    return [meeting, *data.subjects(MEET.inMeeting, meeting), *data.subjects(MEET.ofMeeting, meeting)]


def in_time(evidence: Evidence, meetings: Iterable[str]) -> list[str]:
    """Return meetings from the latest to the earliest, those without a date last."""
    return sorted(meetings, key=partial(_time, evidence), reverse=True)


def _time(evidence: Evidence, meeting: str) -> tuple[str, str, str]:
    """Return what a meeting is sorted by: its day, or where none holds the first that anybody tells; its number; its name."""
    data = evidence.data
    day = data.text(meeting, MEET.startDate) or min(evidence.told(meeting, MEET.startDate), default="")
    return day, data.text(meeting, MEET.ordinal).zfill(6), meeting
