"""The lists: every meeting, person, body, thing, topic, document and disagreement; what is on one leaf alone is looked up."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import accumulate, groupby

from communique.site.base import Brief, Head, Link
from communique.site.data import sort_by_label
from communique.site.disputes import brief, in_order
from communique.site.evidence import Evidence
from communique.site.gatherings import Occasion, in_time, occasion
from communique.site.leaves import Leaf, find_leaf
from communique.terms import DCTERMS, MEET, ORG

Cell = tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table of links and texts: the keys of its title and columns, and its rows."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Roll:
    """All of a table that is not made yet: the things in their order, and what makes the row of one."""

    title: str
    columns: tuple[str, ...]
    iris: Sequence[str]
    row: Callable[[str], tuple[Cell, ...]]


@dataclass(frozen=True, slots=True)
class ListPage:
    """A leaf of a list."""

    head: Head
    leaf: Leaf
    tables: tuple[Table, ...]


@dataclass(frozen=True, slots=True)
class MeetingsPage:
    """A leaf of all meetings, from the latest to the first; the first one has all series."""

    head: Head
    leaf: Leaf
    meetings: tuple[Occasion, ...]
    series: tuple[tuple[Link, int], ...]


@dataclass(frozen=True, slots=True)
class DisagreementsPage:
    """A leaf of all disagreements, by kind; `kinds` tells how many there are of each, and where the first one stands."""

    head: Head
    leaf: Leaf
    kinds: tuple[tuple[str, int, str], ...]
    groups: tuple[tuple[str, str, tuple[Brief, ...]], ...]


def make_meetings(evidence: Evidence, number: int) -> MeetingsPage | None:
    """Return a leaf of the list of meetings, if it has so many."""
    data = evidence.data
    found = in_time(evidence, data.instances(MEET.Meeting))
    leaf = find_leaf("meetings", number, len(found))
    if leaf is None:
        return None
    series = sort_by_label(data, data.instances(MEET.MeetingSeries), evidence.wording.language) if number == 1 else []
    return MeetingsPage(
        head=_head(evidence, "meeting", leaf),
        leaf=leaf,
        meetings=tuple(occasion(evidence, meeting) for meeting in leaf.rows(found)),
        series=tuple((evidence.link(one), len(data.subjects(MEET.inSeries, one))) for one in series),
    )


def make_disagreements(evidence: Evidence, number: int) -> DisagreementsPage | None:
    """Return a leaf of the list of disagreements, if it has so many."""
    found = in_order(evidence, evidence.data.instances(MEET.Disagreement))
    leaf = find_leaf("disagreements", number, len(found))
    if leaf is None:
        return None
    briefs = [brief(evidence, iri) for iri in leaf.rows(found)]
    groups = ((kind, list(group)) for kind, group in groupby(briefs, key=lambda one: one.kind))
    return DisagreementsPage(
        head=_head(evidence, "disagreement", leaf),
        leaf=leaf,
        kinds=tuple(_kinds(evidence, found, leaf)),
        groups=tuple((kind, group[0].kind_label, tuple(group)) for kind, group in groups),
    )


def _kinds(evidence: Evidence, disagreements: Iterable[str], leaf: Leaf) -> Iterator[tuple[str, int, str]]:
    """Yield each kind with how many there are, and where the first one stands."""
    counts = Counter(evidence.data.text(iri, MEET.disagreementKind) for iri in disagreements)
    for (kind, count), row in zip(counts.items(), accumulate(counts.values(), initial=0), strict=False):
        yield evidence.label(kind), count, f"{leaf.of_row(row)}#{kind.rpartition('/')[2]}"


def _head(evidence: Evidence, kind: str, leaf: Leaf) -> Head:
    return Head(leaf.path, evidence.wording(f"list.{kind}"), kind)


# --- plain lists ---


@dataclass(frozen=True, slots=True)
class Plain:
    """A list that is nothing but tables: the name of its pages, the kind of things in it, and what makes its tables."""

    name: str
    kind: str
    rolls: Callable[[Evidence], Iterable[Roll]]


def make_list(plain: Plain, evidence: Evidence, number: int) -> ListPage | None:
    """Return a leaf of a list, if it has so many: of each table the rows that stand on it, if there are any."""
    found = tuple(plain.rolls(evidence))
    leaf = find_leaf(plain.name, number, sum(len(roll.iris) for roll in found))
    if leaf is None:
        return None
    tables, at = [], 0
    for roll in found:
        rows = tuple(roll.row(iri) for iri in leaf.rows(roll.iris, at))
        at += len(roll.iris)
        tables += [Table(roll.title, roll.columns, rows)] if rows else []
    return ListPage(_head(evidence, plain.kind, leaf), leaf, tuple(tables))


def _sorted(evidence: Evidence, *classes: str) -> list[str]:
    data = evidence.data
    return sort_by_label(data, data.instances(*(MEET[name] for name in classes)), evidence.wording.language)


def _links(evidence: Evidence, iris: Iterable[str]) -> Cell:
    return tuple(evidence.link(iri) for iri in iris)


def _number(evidence: Evidence, count: int) -> Cell:
    """Return a count; none is left blank, for nothing says that there was none."""
    return (Link(evidence.wording.number(count)),) if count else ()


def _people(evidence: Evidence) -> Iterator[Roll]:
    columns = ("property.name", "property.side", "property.post", "list.meeting")
    yield Roll("list.person", columns, _sorted(evidence, "Person"), partial(_person_row, evidence))


def _person_row(evidence: Evidence, iri: str) -> tuple[Cell, ...]:
    data = evidence.data
    nodes = data.subjects(MEET.participant, iri)
    sides = sorted({side for node in nodes for side in data.texts(node, MEET.onSide)})
    posts = _links(evidence, data.texts(iri, ORG.holds))
    return _links(evidence, [iri]), _links(evidence, sides), posts, _number(evidence, len(nodes))


def _bodies(evidence: Evidence) -> Iterator[Roll]:
    data = evidence.data
    states = partial(_body_row, evidence, MEET.ofSide, None)
    yield Roll("list.state", ("property.name", "list.meeting"), _sorted(evidence, "State"), states)
    agencies = partial(_body_row, evidence, MEET.attendedByBody, MEET.ofState)
    yield Roll("list.agency", ("property.name", "property.of-state", "list.meeting"), _sorted(evidence, "Agency"), agencies)
    posts = sort_by_label(data, data.instances(ORG.Post), evidence.wording.language)
    yield Roll("list.post", ("property.title", "property.body", "property.holder"), posts, partial(_post_row, evidence))


def _body_row(evidence: Evidence, counted: object, state: object, iri: str) -> tuple[Cell, ...]:
    count = _number(evidence, len(evidence.data.subjects(counted, iri)))
    of = (_links(evidence, evidence.data.texts(iri, state)),) if state else ()
    return (_links(evidence, [iri]), *of, count)


def _post_row(evidence: Evidence, iri: str) -> tuple[Cell, ...]:
    data = evidence.data
    holders = {data.text(tenure, MEET.holder) for tenure in data.subjects(MEET.ofPost, iri)}
    held = sort_by_label(data, holders, evidence.wording.language)
    return _links(evidence, [iri]), _links(evidence, data.texts(iri, ORG.postIn)), _links(evidence, held)


def _things(evidence: Evidence) -> Iterator[Roll]:
    columns = ("property.name", "property.mentioned-in", "list.outcome")
    for name in ("Mechanism", "Programme", "Project", "Instrument", "Facility"):
        yield Roll(f"list.{name.lower()}", columns, _sorted(evidence, name), partial(_thing_row, evidence))
    places = partial(_body_row, evidence, MEET.place, None)
    yield Roll("list.place", ("property.name", "list.meeting"), _sorted(evidence, "Place"), places)


def _thing_row(evidence: Evidence, iri: str) -> tuple[Cell, ...]:
    data = evidence.data
    documents = _links(evidence, data.texts(iri, MEET.mentionedIn))
    return _links(evidence, [iri]), documents, _number(evidence, len(data.subjects(MEET.concerns, iri)))


def topics_in_use(evidence: Evidence) -> list[str]:
    """Return the topics of outcomes, by label."""
    data = evidence.data
    found = {quad.object.value for quad in data.quads(None, MEET.topic) if hasattr(quad.object, "value")}
    return sort_by_label(data, found, evidence.wording.language)


def _topics(evidence: Evidence) -> Iterator[Roll]:
    row = partial(_body_row, evidence, MEET.topic, None)
    yield Roll("list.topic", ("property.topic", "list.outcome"), topics_in_use(evidence), row)


def _documents(evidence: Evidence) -> Iterator[Roll]:
    data = evidence.data
    latest = sorted(data.instances(MEET.SourceDocument), key=lambda iri: data.text(iri, DCTERMS.issued), reverse=True)
    columns = ("property.document", "property.publisher", "property.issued", "list.claim")
    yield Roll("list.document", columns, latest, partial(_document_row, evidence))


def _document_row(evidence: Evidence, iri: str) -> tuple[Cell, ...]:
    data = evidence.data
    publisher, issued = Link(data.text(iri, DCTERMS.publisher)), Link(evidence.wording.date(data.text(iri, DCTERMS.issued)))
    return _links(evidence, [iri]), (publisher,), (issued,), _number(evidence, len(data.subjects(MEET.statedIn, iri)))


make_people = partial(make_list, Plain("people", "person", _people))
make_bodies = partial(make_list, Plain("bodies", "agency", _bodies))
make_things = partial(make_list, Plain("things", "thing", _things))
make_topics = partial(make_list, Plain("topics", "topic", _topics))
make_documents = partial(make_list, Plain("documents", "document", _documents))
