"""The page about a person: names, posts with the days on which each is attested, meetings, words spoken, people met."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from communique.site import schema
from communique.site.base import Brief, Head, Link, Row, Said, Stated
from communique.site.disputes import find_disputes
from communique.site.evidence import Evidence
from communique.site.gatherings import Occasion, Participant, find_participants, in_time, occasion, participant
from communique.site.pages.base import elsewhere, make_head
from communique.site.sayings import Speech, speech
from communique.terms import MEET, ORG

#: How many of the people met are shown.
_MET: Final = 60


@dataclass(frozen=True, slots=True)
class Holding:
    """The holding of a post: the post, its bodies, and on which days it is attested; never when it began or ended."""

    post: Stated
    bodies: tuple[Stated, ...]
    days: tuple[Stated, ...]


@dataclass(frozen=True, slots=True)
class PersonPage:
    """A person."""

    head: Head
    rows: tuple[Row, ...]
    holdings: tuple[Holding, ...]
    meetings: tuple[tuple[Occasion, Participant], ...]
    speeches: tuple[Speech, ...]
    met: tuple[tuple[Link, int], ...]
    met_more: int
    disputes: tuple[Brief, ...]
    elsewhere: tuple[Link, ...]


def make_person(evidence: Evidence, iri: str) -> PersonPage:
    """Return the page about a person."""
    data = evidence.data
    nodes = data.subjects(MEET.participant, iri)
    tenures = data.subjects(MEET.holder, iri)
    meetings = _meetings(evidence, nodes)
    met = _met(evidence, meetings)
    holdings = tuple(holding(evidence, tenure) for tenure in tenures)
    return PersonPage(
        head=make_head(evidence, iri, _summary(holdings), schema.person(evidence, iri)),
        rows=evidence.rows(iri, {"property.name": MEET.name}),
        holdings=holdings,
        meetings=meetings,
        speeches=tuple(speech(evidence, node) for node in data.subjects(MEET.speaker, iri)),
        met=met[:_MET],
        met_more=max(0, len(met) - _MET),
        disputes=find_disputes(evidence, [iri, *nodes, *tenures]),
        elsewhere=elsewhere(evidence, iri),
    )


def _summary(holdings: Iterable[Holding]) -> str:
    return "; ".join(dict.fromkeys(holding.post.value.text for holding in holdings))


def holding(evidence: Evidence, tenure: str) -> Holding:
    """Return a tenure with its evidence."""
    data = evidence.data
    post, holder = data.text(tenure, MEET.ofPost), data.text(tenure, MEET.holder)
    held = next((one for one in evidence.stated(holder, ORG.holds) if one.raw == post), None)
    acting = data.text(tenure, MEET.acting) == "true"
    label = evidence.label(post)
    link = evidence.link(post, evidence.wording("acting", post=label) if acting else label)
    return Holding(
        post=Stated(link, post, held.said if held else (), held.standing if held else "asserted"),
        bodies=evidence.stated(post, ORG.postIn),
        days=_days(evidence, tenure),
    )


def _days(evidence: Evidence, tenure: str) -> tuple[Stated, ...]:
    """Return the days of a tenure in order, each with the claims that show the person in the post at a meeting of that day."""
    data = evidence.data
    said: dict[str, list[Said]] = {}
    for node in data.subjects(MEET.inCapacity, tenure):
        meeting = data.text(node, MEET.inMeeting)
        claims = [one for stated in evidence.stated(node, MEET.inCapacity) if stated.raw == tenure for one in stated.said]
        for day in {data.text(meeting, MEET.earliest), data.text(meeting, MEET.latest)}:
            said.setdefault(day, []).extend(claims)
    days = evidence.stated(tenure, MEET.attestedOn)
    found = (replace(day, said=tuple(said.get(day.raw, day.said))) for day in days)
    return tuple(sorted(found, key=lambda day: day.raw))


def _meetings(evidence: Evidence, nodes: Sequence[str]) -> tuple[tuple[Occasion, Participant], ...]:
    parts = {}
    for node in nodes:
        meeting = evidence.data.text(node, MEET.inMeeting)
        attended = {stated.raw: stated for stated in evidence.stated(meeting, MEET.attendedBy)}
        parts[meeting] = participant(evidence, node, attended)
    return tuple((occasion(evidence, meeting), parts[meeting]) for meeting in in_time(evidence, parts))


def _met(evidence: Evidence, meetings: Iterable[tuple[Occasion, Participant]]) -> tuple[tuple[Link, int], ...]:
    """Return the people of other sides who were at the same meetings, most often first."""
    links: dict[str, Link] = {}
    often: Counter[str] = Counter()
    for one, own in meetings:
        for other in find_participants(evidence, one.iri):
            if other.iri != own.iri and other.side != own.side:
                links[other.iri] = other.person
                often[other.iri] += 1
    return tuple((links[iri], often[iri]) for iri in sorted(often, key=lambda iri: (-often[iri], links[iri].text.casefold())))
