"""Who met whom: people and the meetings that brought them together, as a picture and as a table of the same."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from communique.site.base import Head, Link
from communique.site.context import Context
from communique.site.evidence import Evidence
from communique.site.gatherings import Occasion, Participant, find_participants, in_time, occasion
from communique.site.leaves import ROWS
from communique.site.paths import VENDORED
from communique.terms import MEET

#: A picture of more nodes than this shows nothing.
MAX_NODES: Final = 60
#: How many of the people met a row names.
_MET: Final = 40
#: How many sides have a colour of their own.
_COLOURS: Final = 6


@dataclass(frozen=True, slots=True)
class Meeter:
    """One person's row: the sides, the meetings, and those of other sides who were there."""

    person: Link
    sides: tuple[Link, ...]
    meetings: tuple[Link, ...]
    met: tuple[Link, ...]
    met_more: int
    keys: str


@dataclass(frozen=True, slots=True)
class NetworkPage:
    """The network of the `latest` of `all` meetings, of which `meetings` have people; the latest `drawn` are in the picture.

    The `coloured` sides are those of most people.
    """

    head: Head
    people: tuple[Meeter, ...]
    sides: tuple[tuple[str, str], ...]
    coloured: tuple[tuple[str, str], ...]
    series: tuple[tuple[str, str], ...]
    drawn: int
    meetings: int
    latest: int
    all: int


@dataclass(frozen=True, slots=True)
class _Gathering:
    """A meeting with who was there; `series` is the end of the series' IRI."""

    occasion: Occasion
    people: tuple[Participant, ...]
    series: str


def make_network(evidence: Evidence, _context: Context) -> NetworkPage:
    """Return the network of people and the latest meetings, as many as a list has on one leaf."""
    meetings = in_time(evidence, evidence.data.instances(MEET.Meeting))
    found = _gatherings(evidence, meetings[:ROWS])
    drawn = _fitting(found)
    head = Head(
        path="network.html",
        title=evidence.wording("network.title"),
        kind="network",
        scripts=(VENDORED["cytoscape"], "network.js"),
        picture={"elements": [*_nodes(evidence, drawn), *_edges(drawn)]},
    )
    often = Counter(one.side for gathering in drawn for one in gathering.people if one.side)
    most = sorted(often, key=lambda side: (-often[side], side))[:_COLOURS]
    sides = {one.side: evidence.label(one.side) for gathering in found for one in gathering.people if one.side}
    series = {gathering.series: evidence.label(gathering.series) for gathering in found if gathering.series}
    return NetworkPage(
        head=head,
        people=_meeters(evidence, found),
        sides=tuple((_key(iri), label) for iri, label in sorted(sides.items(), key=lambda one: one[1])),
        coloured=tuple((_key(iri), sides[iri]) for iri in most),
        series=tuple((_key(iri), label) for iri, label in sorted(series.items(), key=lambda one: one[1])),
        drawn=len(drawn),
        meetings=len(found),
        latest=min(len(meetings), ROWS),
        all=len(meetings),
    )


def _gatherings(evidence: Evidence, meetings: Iterable[str]) -> list[_Gathering]:
    occasions = (occasion(evidence, meeting) for meeting in meetings)
    found = (_Gathering(one, find_participants(evidence, one.iri), evidence.data.text(one.iri, MEET.inSeries)) for one in occasions)
    return [gathering for gathering in found if gathering.people]


def _fitting(found: Iterable[_Gathering]) -> list[_Gathering]:
    """Return the latest meetings that fit into one picture, at least one."""
    fitting: list[_Gathering] = []
    nodes: set[str] = set()
    for gathering in found:
        nodes |= {gathering.occasion.iri, *(one.iri for one in gathering.people)}
        if fitting and len(nodes) > MAX_NODES:
            break
        fitting.append(gathering)
    return fitting


def _key(iri: str) -> str:
    return iri.rpartition("/")[2]


def _nodes(evidence: Evidence, drawn: Iterable[_Gathering]) -> list[dict[str, object]]:
    nodes: dict[str, dict[str, object]] = {}
    sides: dict[str, set[str]] = {}
    for gathering in drawn:
        one = gathering.occasion
        nodes[one.iri] = {
            "id": one.iri, "label": evidence.wording.date(one.day[:7]) or one.link.text, "title": one.link.text, "kind": "meeting",
            "href": one.link.path, "series": _key(gathering.series), "year": one.day[:4],
        }  # fmt: skip
        for person in gathering.people:
            sides.setdefault(person.iri, set()).add(person.side)
            nodes[person.iri] = {"id": person.iri, "label": person.person.text, "kind": "person", "href": person.person.path}
    for iri, of in sides.items():
        nodes[iri]["side"] = _key(min(of))
    return [{"data": node} for node in nodes.values()]


def _edges(drawn: Iterable[_Gathering]) -> list[dict[str, object]]:
    pairs = ((gathering.occasion.iri, one) for gathering in drawn for one in gathering.people)
    return [
        {"data": {"id": f"{meeting} {one.iri}", "source": one.iri, "target": meeting, "leads": int(one.prominent)}}
        for meeting, one in pairs
    ]


def _meeters(evidence: Evidence, found: Iterable[_Gathering]) -> tuple[Meeter, ...]:
    meetings: dict[str, list[_Gathering]] = {}
    for gathering in found:
        for one in gathering.people:
            meetings.setdefault(one.iri, []).append(gathering)
    rows = (_meeter(evidence, iri, at) for iri, at in meetings.items())
    return tuple(sorted(rows, key=lambda row: (-len(row.meetings), row.person.text.casefold())))


def _meeter(evidence: Evidence, iri: str, meetings: Iterable[_Gathering]) -> Meeter:
    sides: set[str] = set()
    met: dict[str, Link] = {}
    keys: set[str] = set()
    for gathering in meetings:
        own = {one.side for one in gathering.people if one.iri == iri}
        met |= {one.iri: one.person for one in gathering.people if one.iri != iri and one.side not in own}
        sides |= own
        keys |= {_key(gathering.series), gathering.occasion.day[:4]}
    keys |= {_key(side) for side in sides}
    return Meeter(
        person=evidence.link(iri),
        sides=tuple(evidence.link(side) for side in sorted(sides - {""})),
        meetings=tuple(gathering.occasion.link for gathering in meetings),
        met=tuple(sorted(met.values(), key=lambda link: link.text.casefold())[:_MET]),
        met_more=max(0, len(met) - _MET),
        keys=" ".join(sorted(keys - {""})),
    )
