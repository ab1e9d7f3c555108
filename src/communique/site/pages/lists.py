"""The lists: every meeting, person, body, thing, topic, document and disagreement, each in one table."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from communique.site.base import Brief, Head, Link
from communique.site.context import Context
from communique.site.data import sort_by_label
from communique.site.disputes import brief, in_order
from communique.site.evidence import Evidence
from communique.site.gatherings import Occasion, in_time, occasion
from communique.terms import DCTERMS, MEET, ORG

Cell = tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table of links and texts: the keys of its title and columns, and its rows."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class ListPage:
    """A list."""

    head: Head
    tables: tuple[Table, ...]


@dataclass(frozen=True, slots=True)
class MeetingsPage:
    """All meetings, from the latest to the first, and all series."""

    head: Head
    meetings: tuple[Occasion, ...]
    series: tuple[tuple[Link, int], ...]


@dataclass(frozen=True, slots=True)
class DisagreementsPage:
    """All disagreements, by kind."""

    head: Head
    groups: tuple[tuple[str, str, tuple[Brief, ...]], ...]


def make_meetings(evidence: Evidence, _context: Context) -> MeetingsPage:
    """Return the list of meetings."""
    data = evidence.data
    series = sort_by_label(data, data.instances(MEET.MeetingSeries), evidence.wording.language)
    return MeetingsPage(
        head=_head(evidence, "meeting", "meetings"),
        meetings=in_time(occasion(evidence, meeting) for meeting in data.instances(MEET.Meeting)),
        series=tuple((evidence.link(one), len(data.subjects(MEET.inSeries, one))) for one in series),
    )


def make_disagreements(evidence: Evidence, _context: Context) -> DisagreementsPage:
    """Return the list of disagreements."""
    found = in_order(brief(evidence, iri) for iri in evidence.data.instances(MEET.Disagreement))
    groups = ((kind, list(group)) for kind, group in groupby(found, key=lambda one: one.kind))
    return DisagreementsPage(
        head=_head(evidence, "disagreement", "disagreements"),
        groups=tuple((kind, group[0].kind_label, tuple(group)) for kind, group in groups),
    )


def _head(evidence: Evidence, kind: str, name: str) -> Head:
    return Head(f"{name}.html", evidence.wording(f"list.{kind}"), kind)


# --- plain lists ---


def make_list(
    kind: str, name: str, tables: Callable[[Evidence], Iterable[Table]], evidence: Evidence, _context: Context
) -> ListPage:
    """Return a list of the tables that have rows."""
    return ListPage(_head(evidence, kind, name), tuple(table for table in tables(evidence) if table.rows))


def _sorted(evidence: Evidence, *classes: str) -> list[str]:
    data = evidence.data
    return sort_by_label(data, data.instances(*(MEET[name] for name in classes)), evidence.wording.language)


def _links(evidence: Evidence, iris: Iterable[str]) -> Cell:
    return tuple(evidence.link(iri) for iri in iris)


def _number(evidence: Evidence, count: int) -> Cell:
    """Return a count; none is left blank, for nothing says that there was none."""
    return (Link(evidence.wording.number(count)),) if count else ()


def _people(evidence: Evidence) -> Iterator[Table]:
    data = evidence.data
    rows = []
    for iri in _sorted(evidence, "Person"):
        nodes = data.subjects(MEET.participant, iri)
        sides = sorted({side for node in nodes for side in data.texts(node, MEET.onSide)})
        posts = _links(evidence, data.texts(iri, ORG.holds))
        rows.append((_links(evidence, [iri]), _links(evidence, sides), posts, _number(evidence, len(nodes))))
    yield Table("list.person", ("property.name", "property.side", "property.post", "list.meeting"), tuple(rows))


def _bodies(evidence: Evidence) -> Iterator[Table]:
    data = evidence.data
    states = (_body_row(evidence, iri, MEET.ofSide) for iri in _sorted(evidence, "State"))
    yield Table("list.state", ("property.name", "list.meeting"), tuple(states))
    rows = (_body_row(evidence, iri, MEET.attendedByBody, MEET.ofState) for iri in _sorted(evidence, "Agency"))
    yield Table("list.agency", ("property.name", "property.of-state", "list.meeting"), tuple(rows))
    posts = sort_by_label(data, data.instances(ORG.Post), evidence.wording.language)
    yield Table(
        "list.post", ("property.title", "property.body", "property.holder"), tuple(_post_row(evidence, iri) for iri in posts)
    )


def _body_row(evidence: Evidence, iri: str, counted: object, state: object = None) -> tuple[Cell, ...]:
    count = _number(evidence, len(evidence.data.subjects(counted, iri)))
    of = (_links(evidence, evidence.data.texts(iri, state)),) if state else ()
    return (_links(evidence, [iri]), *of, count)


def _post_row(evidence: Evidence, iri: str) -> tuple[Cell, ...]:
    data = evidence.data
    holders = {data.text(tenure, MEET.holder) for tenure in data.subjects(MEET.ofPost, iri)}
    held = sort_by_label(data, holders, evidence.wording.language)
    return _links(evidence, [iri]), _links(evidence, data.texts(iri, ORG.postIn)), _links(evidence, held)


def _things(evidence: Evidence) -> Iterator[Table]:
    data = evidence.data
    for name in ("Mechanism", "Programme", "Project", "Instrument", "Facility"):
        rows = tuple(_thing_row(evidence, iri) for iri in _sorted(evidence, name))
        yield Table(f"list.{name.lower()}", ("property.name", "property.mentioned-in", "list.outcome"), rows)
    places = _sorted(evidence, "Place")
    held = (_number(evidence, len(data.subjects(MEET.place, iri))) for iri in places)
    rows = tuple((_links(evidence, [iri]), count) for iri, count in zip(places, held, strict=True))
    yield Table("list.place", ("property.name", "list.meeting"), rows)


def _thing_row(evidence: Evidence, iri: str) -> tuple[Cell, ...]:
    data = evidence.data
    documents = _links(evidence, data.texts(iri, MEET.mentionedIn))
    return _links(evidence, [iri]), documents, _number(evidence, len(data.subjects(MEET.concerns, iri)))


def topics_in_use(evidence: Evidence) -> list[str]:
    """Return the topics of outcomes, by label."""
    data = evidence.data
    found = {quad.object.value for quad in data.quads(None, MEET.topic) if hasattr(quad.object, "value")}
    return sort_by_label(data, found, evidence.wording.language)


def _topics(evidence: Evidence) -> Iterator[Table]:
    rows = (
        (_links(evidence, [iri]), _number(evidence, len(evidence.data.subjects(MEET.topic, iri))))
        for iri in topics_in_use(evidence)
    )
    yield Table("list.topic", ("property.topic", "list.outcome"), tuple(rows))


def _documents(evidence: Evidence) -> Iterator[Table]:
    data = evidence.data
    rows = []
    for iri in data.instances(MEET.SourceDocument):
        issued, publisher = data.text(iri, DCTERMS.issued), data.text(iri, DCTERMS.publisher)
        facts = _number(evidence, len(data.subjects(MEET.statedIn, iri)))
        rows.append((issued, (_links(evidence, [iri]), (Link(publisher),), (Link(evidence.wording.date(issued)),), facts)))
    rows.sort(key=lambda row: row[0], reverse=True)
    columns = ("property.document", "property.publisher", "property.issued", "list.claim")
    yield Table("list.document", columns, tuple(row for _, row in rows))


make_people = partial(make_list, "person", "people", _people)
make_bodies = partial(make_list, "agency", "bodies", _bodies)
make_things = partial(make_list, "thing", "things", _things)
make_topics = partial(make_list, "topic", "topics", _topics)
make_documents = partial(make_list, "document", "documents", _documents)
