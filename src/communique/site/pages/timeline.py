"""The timeline: a lane for each publisher, so that two dates of one meeting stand above each other.

Where they differ, the date that the data set prefers stands in a lane of its own.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from communique.site.base import Head, Said, Stated
from communique.site.context import Context
from communique.site.evidence import Evidence, first
from communique.site.gatherings import Occasion, in_time, occasion
from communique.site.leaves import ROWS
from communique.site.paths import VENDORED, VENDORED_STYLES
from communique.terms import MEET

#: How many meetings the picture shows.
MAX_DRAWN: Final = 200
#: The lane of what the data set prefers.
_OWN: Final = "preferred"


@dataclass(frozen=True, slots=True)
class Dated:
    """A meeting with all its dates and with how many took part."""

    occasion: Occasion
    people: int
    differs: bool


@dataclass(frozen=True, slots=True)
class TimelinePage:
    """The timeline: of `all` meetings the latest are in the table, and the latest `drawn` of these in the picture."""

    head: Head
    meetings: tuple[Dated, ...]
    drawn: int
    all: int


def make_timeline(evidence: Evidence, _context: Context) -> TimelinePage:
    """Return the timeline of the latest meetings, as many as a list has on one leaf."""
    meetings = in_time(evidence, evidence.data.instances(MEET.Meeting))
    dated = tuple(_dated(evidence, occasion(evidence, meeting)) for meeting in meetings[:ROWS])
    head = Head(
        path="timeline.html",
        title=evidence.wording("timeline.title"),
        kind="timeline",
        styles=(VENDORED_STYLES["vis-timeline"],),
        scripts=(VENDORED["vis-timeline"], "timeline.js"),
        picture=_picture(evidence, dated[:MAX_DRAWN]),
    )
    return TimelinePage(head, dated, min(len(dated), MAX_DRAWN), len(meetings))


def _dated(evidence: Evidence, one: Occasion) -> Dated:
    days = {stated.raw for stated in one.dates}
    return Dated(one, len(evidence.data.texts(one.iri, MEET.attendedBy)), len(days) > 1)


def _picture(evidence: Evidence, dated: Iterable[Dated]) -> dict[str, object]:
    lanes: dict[str, str] = {_OWN: evidence.wording("timeline.preferred")}
    items: list[dict[str, object]] = []
    for one in dated:
        day = first(one.occasion.dates)
        if day and one.differs:
            items.append(_item(evidence, one, day, _OWN))
        for stated, said in _claims(one.occasion.dates):
            lanes.setdefault(said.source.by, said.source.by)
            items.append(_item(evidence, one, stated.raw, said.source.by) | {"standing": stated.standing})
    unique = {(item["group"], item["start"], item["href"]): item for item in items}
    groups = [{"id": key, "content": label, "order": number} for number, (key, label) in enumerate(lanes.items())]
    return {"groups": groups, "items": list(unique.values()), "language": evidence.wording.language}


def _claims(dates: Iterable[Stated]) -> Iterator[tuple[Stated, Said]]:
    for stated in dates:
        for said in stated.said:
            yield stated, said


def _item(evidence: Evidence, one: Dated, day: str, lane: str) -> dict[str, object]:
    """Return a point in time, or for a partial date the whole of the month or year."""
    link = one.occasion.link
    return {
        "label": link.text,
        "day": evidence.wording.date(day),
        "start": day,
        "group": lane,
        "href": link.path,
        "differs": one.differs,
    }
