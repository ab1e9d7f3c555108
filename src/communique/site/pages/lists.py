"""The lists: every meeting, person, body, thing, topic, document and disagreement; what is on one leaf alone is looked up."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import accumulate, groupby
from typing import Any, Final

from communique.site.base import Brief, Head, Link
from communique.site.data import Data, sort_by_label
from communique.site.disputes import brief, kind_of, rank
from communique.site.evidence import Evidence
from communique.site.gatherings import Occasion, latest_first, occasion
from communique.site.leaves import Leaf, count_leaves
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


def make_meetings(evidence: Evidence, leaf: Leaf) -> MeetingsPage:
    """Return a leaf of the list of meetings."""
    data = evidence.data
    series = sort_by_label(data, data.instances(MEET.MeetingSeries), evidence.wording.language) if leaf.number == 1 else []
    meetings = leaf.rows(latest_first(evidence, data.instances(MEET.Meeting)))
    return MeetingsPage(
        head=_head(evidence, "meeting", leaf),
        leaf=leaf,
        meetings=tuple(occasion(evidence, meeting) for meeting in meetings),
        series=tuple((evidence.link(one), len(data.subjects(MEET.inSeries, one))) for one in series),
    )


def make_disagreements(evidence: Evidence, leaf: Leaf) -> DisagreementsPage:
    """Return a leaf of the list of disagreements."""
    found = sorted(evidence.data.instances(MEET.Disagreement), key=partial(rank, evidence))
    counts = Counter(kind_of(evidence, iri) for iri in found)
    starts = accumulate(counts.values(), initial=0)
    groups = (
        (kind, list(group)) for kind, group in groupby((brief(evidence, iri) for iri in leaf.rows(found)), key=lambda one: one.kind)
    )
    return DisagreementsPage(
        head=_head(evidence, "disagreement", leaf),
        leaf=leaf,
        kinds=tuple(
            (evidence.label(kind), count, f"{leaf.of_row(start)}#{kind.rpartition('/')[2]}")
            for (kind, count), start in zip(counts.items(), starts, strict=False)
        ),
        groups=tuple((kind, group[0].kind_label, tuple(group)) for kind, group in groups),
    )


def _head(evidence: Evidence, kind: str, leaf: Leaf) -> Head:
    return Head(leaf.path, evidence.wording(f"list.{kind}"), kind)


# --- plain lists ---


def make_list(kind: str, rolls: Callable[[Evidence], Iterable[Roll]], evidence: Evidence, leaf: Leaf) -> ListPage:
    """Return a leaf of a list: of each table the rows that stand on it, if there are any."""
    tables, at = [], 0
    for roll in rolls(evidence):
        rows = tuple(roll.row(iri) for iri in leaf.rows(roll.iris, at))
        at += len(roll.iris)
        tables += [Table(roll.title, roll.columns, rows)] if rows else []
    return ListPage(_head(evidence, kind, leaf), leaf, tuple(tables))


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


make_people = partial(make_list, "person", _people)
make_bodies = partial(make_list, "agency", _bodies)
make_things = partial(make_list, "thing", _things)
make_topics = partial(make_list, "topic", _topics)
make_documents = partial(make_list, "document", _documents)

#: The classes of what each list has, by which its leaves are counted; the topics fit on one.
_LISTED: Final[dict[str, tuple[Any, ...]]] = {
    "meetings": (MEET.Meeting,),
    "people": (MEET.Person,),
    "bodies": (MEET.State, MEET.Agency, ORG.Post),
    "things": (MEET.Mechanism, MEET.Programme, MEET.Project, MEET.Instrument, MEET.Facility, MEET.Place),
    "topics": (),
    "documents": (MEET.SourceDocument,),
    "disagreements": (MEET.Disagreement,),
}


def leaves(data: Data, name: str) -> int:
    """Return how many leaves a list has."""
    return count_leaves(sum(len(data.instances(one)) for one in _LISTED[name]))
