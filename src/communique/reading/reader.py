"""From a document to its reading: the order of the steps.

1. `page`: noise and sentences. 2. `line`, `people`, `frames`: each sentence tagged, its people and verbs. 3. `roster`: mentions of
one person together. 4. `names`, `events`: which meetings the document is about. 5. `fields`, `attendance`, …: the records.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from communique.reading.attendance import attend
from communique.reading.bodies import find_bodies
from communique.reading.dates import Calendar, find_dateline
from communique.reading.drafts import Draft
from communique.reading.events import Gatherer
from communique.reading.fields import Fields, Source, read_dates, read_mode, read_name, read_number, read_status
from communique.reading.frames import read_clauses
from communique.reading.line import tag
from communique.reading.names import find_names
from communique.reading.outcomes import read_outcomes
from communique.reading.page import read_page
from communique.reading.parties import publisher_party
from communique.reading.people import with_bodies
from communique.reading.quotations import find_quotations
from communique.reading.references import find_references
from communique.reading.represented import read_bodies
from communique.reading.roster import Roster
from communique.reading.sides import Context, read_sides
from communique.reading.statements import find_statements
from communique.reading.things import find_things
from communique.records import Document, Reading, ReadMeeting, Status

#: Days before publication beyond which a meeting without a name is only recalled.
_LONG_AGO: Final = 100
_ACRONYM: Final = re.compile(r"\(([A-Z][A-Za-z0-9&-]{1,9})\)")
#: A headline of a text that is about a meeting, however old.
_ABOUT: Final = re.compile(
    r"\b(?:[Mm]eeting|[Cc]all|[Dd]ialogue|[Vv]isit|[Tt]ravel|[Cc]onsultation|[Jj]oint [Ss]tatement|[Rr]eadout)"
)


def _meeting(draft: Draft, source: Source, context: Context, main: bool) -> ReadMeeting:
    fields = Fields()
    status, said = read_status(draft, source)
    fields.put("status", status, said)
    read_name(draft, source, fields, main)
    read_number(draft, source, fields)
    read_dates(draft, source, fields, status)
    read_mode(draft, source, fields, main)
    sides = read_sides(draft, context)
    people = tuple(attend(part, sides.get(key), context) for key, part in draft.parts.items())
    series = [name.series for name in draft.names] + [fields.values.get("series") or ""]
    bodies = read_bodies(draft, context, series if main else (), source.acronyms)
    got = fields.values.get
    planned: Status = "planned" if got("status") == "planned" else "held"
    evidence = tuple(context.sentence(number) for number in draft.sentences)
    return ReadMeeting(
        name=got("name"), series=got("series"), ordinal=got("ordinal"), start=got("start"), end=got("end"), place=got("place"),
        mode=got("mode"), status=planned, evidence=evidence, says=fields.says, attendance=people, represented=bodies,
    )  # fmt: skip


def _meetings(drafts: Sequence[Draft], source: Source, context: Context) -> tuple[ReadMeeting, ...]:
    meetings = [_meeting(draft, source, context, not number) for number, draft in enumerate(drafts)]
    outcomes = read_outcomes(source.page, [(draft.sentences[0], bool(draft.names)) for draft in drafts])
    found = (replace(meeting, outcomes=of_it) for meeting, of_it in zip(meetings, outcomes, strict=True))
    headline = source.page.view[: source.page.sentences[0].end] if source.page.sentences else ""
    return tuple(meeting for meeting in found if _ABOUT.search(headline) or not _is_recalled(meeting, source.calendar.published))


def _is_recalled(meeting: ReadMeeting, published: str | None) -> bool:
    """Tell whether a meeting without a name is dated, with its year, so far before the publication that it is only recalled."""
    if meeting.name or not meeting.start or meeting.says["start"].source or not published or len(published) < len("2021-05-03"):
        return False
    end = date.fromisoformat(f"{meeting.start}-28"[:10]) if len(meeting.start) > len("2021") else date(int(meeting.start), 12, 31)
    return (date.fromisoformat(published[:10]) - end).days > _LONG_AGO


def read(document: Document) -> Reading:
    """Return all that a document says about meetings.

    >>> text = "Foreign Minister Ana Ito met with Kenyan President Joe Otieno in Nairobi on May 3, 2022."
    >>> [person.person for person in read(Document("d", text, "")).meetings[0].attendance]
    ['Ana Ito', 'Joe Otieno']
    """
    page = read_page(document.text)
    lines = [with_bodies(tag(page.view, one.start, one.end)) for one in page.sentences]
    clauses = read_clauses(lines, page)
    names = [name for number, clause in enumerate(clauses) for name in find_names(clause.line, page, number)]
    acronyms = frozenset(_ACRONYM.findall(page.view))
    source = Source(
        page,
        clauses,
        names,
        Calendar(document.published, document.text, None if document.published else find_dateline(document.text)),
        acronyms,
    )
    roster = Roster(page, clauses)
    meetings = _meetings(
        Gatherer(page, clauses, roster, names).read(), source, Context(page, clauses, publisher_party(document.publisher))
    )
    series = [
        ((one.start, one.end), meeting.series)
        for meeting in meetings
        if meeting.series
        for one in meeting.says["series"].evidence[:1]
    ]
    return Reading(
        document=document.name, sha256=document.sha256, title=document.title, published=document.published,
        publisher=document.publisher, language=document.language, meetings=meetings, noise=page.noise,
        references=find_references(page, names, meetings, source.calendar),
        things=find_things(page, clauses, lines, series),
        quotations=find_quotations(page, clauses, roster),
        statements=tuple(find_statements(page)),
        bodies=find_bodies(page, lines),
    )  # fmt: skip
