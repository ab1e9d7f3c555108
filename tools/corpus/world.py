"""The invented world: states, bodies, posts and who held them, series of meetings over decades.

Everything follows from the seed. Names come from a pool that does not grow with the world, so that people who share a name become
more frequent the larger it is.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Final

from corpus.words import BODY_FORMS, CITY_PARTS, FIELDS, GIVEN_PARTS, SERIES_FORMS, SURNAME_PARTS, TOPICS

from communique.lexicon import cells, rows

FIRST_YEAR: Final = 1994
LAST_YEAR: Final = 2024
_STATES: Final = 60
#: One word, and none that takes an article ("the Netherlands").
_IS_PLAIN: Final = re.compile(r"(?!Gambia)\w+[^s\W]")


@dataclass(frozen=True, slots=True)
class State:
    """A real state with the word for what is of it."""

    name: str
    adjective: str
    code: str


@dataclass(frozen=True, slots=True)
class Body:
    """An invented body of a state."""

    id: str
    name: str
    state: State


@dataclass(frozen=True, slots=True)
class Post:
    """An office: its title, the body that a text ties to it (none where the title says it all), its state."""

    title: str
    body: Body | None
    state: State


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a name in its parts."""

    id: str
    given: str
    middle: str
    surname: str
    state: State

    @property
    def name(self) -> str:
        """Return the fullest name."""
        return " ".join(filter(None, (self.given, self.middle, self.surname)))


@dataclass(frozen=True, slots=True)
class Seat:
    """One person's part in one meeting."""

    person: Person
    post: Post
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Series:
    """A recurring meeting of two states."""

    id: str
    name: str
    parties: tuple[State, State]
    began: int


@dataclass(frozen=True, slots=True)
class Meeting:
    """What truly happened."""

    id: str
    series: Series | None
    ordinal: int | None
    parties: tuple[State, State]
    start: date
    end: date
    place: str | None
    mode: str
    seats: tuple[Seat, ...]
    bodies: tuple[Body, ...]


class World:
    """Makes meetings one after the other; the same seed makes the same ones."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        known = [row for row in rows("states") if row["adjectives"] and _IS_PLAIN.fullmatch(row["name"])]
        self.states = [State(row["name"], cells(row, "adjectives")[0], row["code"]) for row in self.random.sample(known, _STATES)]
        self._people = 0
        self._meetings = 0
        self._bodies: dict[tuple[str, str], Body] = {}
        self._holders: dict[tuple[str, str], tuple[Person, int]] = {}

    def meetings(self) -> Iterator[Meeting]:
        """Yield meetings without end: now a whole series, now some that stand alone."""
        number = 0
        while True:
            number += 1
            yield from self._series(number)
            for _ in range(4):
                yield self._single()

    def _series(self, number: int) -> Iterator[Meeting]:
        random = self.random
        parties = self._parties()
        topic = random.choice(TOPICS)
        name = random.choice(SERIES_FORMS).format(a=parties[0].name, b=parties[1].name, topic=topic)
        series = Series(f"series-{number}", name, parties, random.randint(FIRST_YEAR, LAST_YEAR - 6))
        fields = random.sample(FIELDS, 4)
        for ordinal in range(1, random.randint(4, 16)):
            year = series.began + ordinal - 1
            if year > LAST_YEAR:
                return
            yield self._meeting(parties, year, fields, (series, ordinal))

    def _single(self) -> Meeting:
        return self._meeting(self._parties(), self.random.randint(FIRST_YEAR, LAST_YEAR), self.random.sample(FIELDS, 2), None)

    def _meeting(self, parties: tuple[State, State], year: int, fields: list[str], of: tuple[Series, int] | None) -> Meeting:
        random = self.random
        self._meetings += 1
        start = date(year, 1, 8) + timedelta(days=random.randint(0, 340))
        mode = random.choices(("in-person", "virtual", "call"), (6, 2, 0 if of else 4))[0]
        place = self._name(CITY_PARTS) if mode == "in-person" else None
        lengths = (0, 1, 2) if of and place else (0,)
        roles: tuple[str, ...] = (("chair",) if random.random() < 0.4 else ("lead",)) if of else ()
        seats = [Seat(self._holder(post, year), post, roles) for post in self._heads(parties, fields[0])]
        for other in fields[1:] if of else ():
            for party in parties if random.random() < 0.6 else ():
                post = self._deputy(party, other)
                seats.append(Seat(self._holder(post, year), post, ()))
        once = {seat.person.id: seat for seat in seats}
        bodies = tuple(self._bodies_of(parties)) if of and random.random() < 0.5 else ()
        end = start + timedelta(days=random.choice(lengths))
        series, ordinal = of or (None, None)
        return Meeting(f"meeting-{self._meetings}", series, ordinal, parties, start, end, place, mode, tuple(once.values()), bodies)

    def _bodies_of(self, parties: tuple[State, State]) -> Iterator[Body]:
        for party in parties:
            for topic in self.random.sample(FIELDS, 2):
                yield self.body(party, topic)

    def body(self, state: State, topic: str) -> Body:
        """Return the body of a state that is for a field."""
        key = (state.code, topic)
        if key not in self._bodies:
            form = BODY_FORMS[(len(state.name) + len(topic)) % len(BODY_FORMS)]
            self._bodies[key] = Body(f"body-{state.code.lower()}-{topic.lower()}", form.format(field=topic), state)
        return self._bodies[key]

    def _heads(self, parties: tuple[State, State], topic: str) -> list[Post]:
        return [Post(f"Minister of {topic}", None, party) for party in parties]

    def _deputy(self, state: State, topic: str) -> Post:
        title = self.random.choice(("Director for International Affairs", "Deputy Director", "Chief Adviser", "Secretary General"))
        return Post(title, self.body(state, topic), state)

    def _holder(self, post: Post, year: int) -> Person:
        """Return who holds a post in a year; holders change every few years."""
        key = (post.state.code, f"{post.title}/{post.body.id if post.body else ''}/{year // 5}")
        if key not in self._holders:
            self._people += 1
            self._holders[key] = (self._person(post.state), year)
        return self._holders[key][0]

    def _person(self, state: State) -> Person:
        random = self.random
        middle = f"{random.choice('ABCDEFGHJKLMNPRSTVW')}." if random.random() < 0.3 else ""
        return Person(f"person-{self._people}", self._name(GIVEN_PARTS), middle, self._name(SURNAME_PARTS), state)

    def _parties(self) -> tuple[State, State]:
        first, second = self.random.sample(self.states, 2)
        return first, second

    def _name(self, parts: tuple[str, ...]) -> str:
        """Put a name together; the first of each part's syllables are the most frequent, as names are."""
        return "".join(pool[int(len(pool) * self.random.random() ** 1.6)] for pool in (part.split(" ") for part in parts))
