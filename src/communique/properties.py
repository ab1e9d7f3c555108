"""The properties that can be claimed: one table, from which claims, weighing, graph and documentation are made.

A property's key is `SUBJECT.NAME`. `many` says whether one subject can have several values that all hold; `difference` is what
it means when two documents give one subject different values (`DESIGN` of disagreements; see `weighing.py`):

- `contradiction`: at most one can be right;
- `granularity-or-contradiction`: the same where one value contains the other, else a contradiction;
- `set`: the values of each document are compared as sets, of which neither may lack what the other has;
- `naming`: other words for one thing;
- `aspect`: both can hold;
- `change`: both can hold, at other dates or side by side;
- `silence`: an open list; one document names what another leaves out;
- `none`: nothing to compare (each document speaks for itself).
"""

from dataclasses import dataclass
from typing import Final, Literal

from communique.terms import MEET, ORG

Difference = Literal["contradiction", "granularity-or-contradiction", "set", "naming", "aspect", "change", "silence", "none"]


@dataclass(frozen=True, slots=True)
class Property:
    """One row of the table: what may be said of what, by which RDF property, and what a difference means."""

    key: str
    iri: str
    value: str
    many: bool
    difference: Difference
    label: str


def _row(key: str, iri: str, value: str, cardinality: Literal["one", "many"], difference: Difference, label: str) -> Property:  # noqa: PLR0913 - a table row
    return Property(key, str(iri), value, cardinality == "many", difference, label)


_ROWS: Final = (
    _row("meeting.name", MEET.name, "text", "many", "naming", "name"),
    _row("meeting.series", MEET.inSeries, "series", "one", "contradiction", "series"),
    _row("meeting.ordinal", MEET.ordinal, "integer", "one", "contradiction", "ordinal"),
    _row("meeting.start", MEET.startDate, "date", "one", "granularity-or-contradiction", "start date"),
    _row("meeting.end", MEET.endDate, "date", "one", "granularity-or-contradiction", "end date"),
    _row("meeting.place", MEET.place, "place", "one", "contradiction", "place"),
    _row("meeting.mode", MEET.attendanceMode, "code", "one", "contradiction", "mode"),
    _row("meeting.status", MEET.status, "code", "one", "change", "status"),
    _row("meeting.attended-by", MEET.attendedBy, "person", "many", "silence", "attendance"),
    _row("meeting.body", MEET.attendedByBody, "body", "many", "silence", "bodies represented"),
    _row("meeting.reported-in", MEET.reportedIn, "document", "many", "none", "reported in"),
    _row("meeting.mentioned-in", MEET.mentionedIn, "document", "many", "none", "mentioned in"),
    _row("participation.side", MEET.onSide, "side", "one", "contradiction", "side"),
    _row("participation.role", MEET.role, "code", "many", "aspect", "role"),
    _row("participation.capacity", MEET.inCapacity, "tenure", "many", "none", "capacity"),
    _row("representation.side", MEET.onSide, "side", "one", "contradiction", "side"),
    _row("delegation.led-by", MEET.ledBy, "person", "many", "set", "leaders"),
    _row("person.name", MEET.name, "text", "many", "naming", "name"),
    _row("person.holds", ORG.holds, "post", "many", "change", "post"),
    _row("post.title", MEET.title, "text", "many", "naming", "title"),
    _row("post.body", ORG.postIn, "body", "many", "naming", "body"),
    _row("body.name", MEET.name, "text", "many", "naming", "name"),
    _row("series.name", MEET.name, "text", "many", "naming", "name"),
    _row("series.began", MEET.began, "date", "one", "granularity-or-contradiction", "beginning"),
    _row("series.frequency", MEET.frequency, "text", "one", "granularity-or-contradiction", "frequency"),
    _row("series.span", MEET.span, "text", "one", "granularity-or-contradiction", "span"),
    _row("series.goal", MEET.goal, "text", "many", "none", "goal"),
    _row("thing.name", MEET.name, "text", "many", "naming", "name"),
    _row("thing.began", MEET.began, "date", "one", "granularity-or-contradiction", "beginning"),
    _row("thing.frequency", MEET.frequency, "text", "one", "granularity-or-contradiction", "frequency"),
    _row("thing.span", MEET.span, "text", "one", "granularity-or-contradiction", "span"),
    _row("thing.goal", MEET.goal, "text", "many", "none", "goal"),
    _row("thing.mentioned-in", MEET.mentionedIn, "document", "many", "none", "mentioned in"),
    _row("outcome.of", MEET.outcomeOf, "meeting", "one", "none", "meeting"),
    _row("outcome.kind", MEET.outcomeKind, "code", "one", "none", "kind"),
    _row("outcome.text", MEET.text, "text", "one", "none", "text"),
    _row("quotation.speaker", MEET.speaker, "person", "one", "none", "speaker"),
    _row("quotation.text", MEET.text, "text", "one", "none", "text"),
    _row("quotation.meeting", MEET.saidAt, "meeting", "one", "none", "meeting"),
)

PROPERTIES: Final = {row.key: row for row in _ROWS}
