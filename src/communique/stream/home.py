"""Homes made: all letters to one thing, weighed together."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import Quad

from communique.graph import disjoint
from communique.graph.base import Material
from communique.graph.derived import Day, attested_rows, held_days, local_rows
from communique.graph.facts import fact_rows
from communique.graph.standings import weighing_rows
from communique.records import Entity, Identities
from communique.stream.frame import Frame
from communique.stream.homes import home_of
from communique.stream.letters import Letter
from communique.stream.written import Written, write
from communique.weighing import decide
from communique.weighing.voices import hear


@dataclass(frozen=True, slots=True)
class Home:
    """The statements about one thing, the days that it tells of each person's tenures, and what its claims came to.

    `facts` and `disagreements` are for the summary: how many facts, and how many disagreements of each kind.
    """

    written: Written
    days: Mapping[str, tuple[Day, ...]]
    facts: int
    disagreements: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Post:
    """What has come to one home: the letters, the days told of the tenures that live there, and what others say of it."""

    home: str
    letters: Sequence[Letter]
    days: Sequence[Day] = ()
    more: Sequence[Quad] = ()


def make_home(post: Post, frame: Frame) -> Home:
    """Weigh all that has come to one home and return the statements about it."""
    entities = {entity.id: entity for letter in post.letters for entity in letter.entities}
    voiced = sorted((item for letter in post.letters for item in letter.voiced), key=lambda item: item.id)
    beside = [item for letter in post.letters for item in letter.beside]
    voices = hear([letter.speaker for letter in post.letters], entities, voiced)
    told = sorted((row for letter in post.letters for row in letter.verdicts), key=lambda row: row[0])
    weighed = decide(voiced, voices, {(subject, key): verdict for _, subject, key, verdict in told}, beside)
    material = frame.material(weighed, Identities({}, tuple(entities.values())), None, ())
    written = write(disjoint(frame.veil.quads(_rows(post, material, frame))), frame, f"{frame.base}claim/")
    kinds: dict[str, int] = defaultdict(int)
    for found in weighed.disagreements:
        kinds[found.kind] += 1
    return Home(written, _days(material), len(weighed.facts), kinds)


def _rows(post: Post, material: Material, frame: Frame) -> Iterator[Quad]:
    present = sorted({name for letter in post.letters for name in letter.present})
    yield from fact_rows(material, [material.entities[name] for name in present])
    yield from local_rows(material, frame.topics)
    yield from attested_rows(material, post.days)
    yield from weighing_rows(material, ())
    yield from post.more


def _days(material: Material) -> dict[str, tuple[Day, ...]]:
    """Return the days of tenures by the homes of these."""
    found: dict[str, list[Day]] = defaultdict(list)
    for day in held_days(material):
        found[_holder(material.entities, day)].append(day)
    return {home: tuple(sorted(days, key=_order)) for home, days in sorted(found.items())}


def _holder(entities: Mapping[str, Entity], day: Day) -> str:
    return home_of(entities[day.tenure])


def _order(day: Day) -> tuple[str, str, str, Iterable[str]]:
    return day.tenure, day.first, day.last, day.claims
