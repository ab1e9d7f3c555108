"""Meetings while they are put together: who takes part by which words, in which sentences, under which names."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from communique.reading.frames import Actor, Frame
from communique.reading.names import MeetingName
from communique.reading.roster import Person


class Told(list[int]):
    """The numbers of sentences in the order in which they were found, each once; asked for as fast in a long text as in a short."""

    def __init__(self, numbers: Iterable[int] = ()) -> None:
        super().__init__(dict.fromkeys(numbers))
        self._known = set(self)

    def __contains__(self, number: object) -> bool:
        return number in self._known

    def append(self, number: int) -> None:
        """Add a number that is not there."""
        if number not in self._known:
            self._known.add(number)
            super().append(number)


@dataclass(slots=True)
class Part:
    """One person's part in a draft, with the sentences that tell of it."""

    person: Person
    actors: list[tuple[int, Actor, Frame]] = field(default_factory=list)
    sentences: Told = field(default_factory=Told)


@dataclass(slots=True)
class Draft:
    """A meeting being put together: people by order of appearance, sentences, verbs, names; `trip` is its journey."""

    sentences: Told = field(default_factory=Told)
    parts: dict[int, Part] = field(default_factory=dict)
    verbs: list[tuple[int, str]] = field(default_factory=list)
    names: list[MeetingName] = field(default_factory=list)
    trip: "Draft | None" = None

    def add(self, person: Person, sentence: int, actor: Actor, frame: Frame) -> None:
        """Add one person's part as one frame tells it."""
        part = self.parts.setdefault(id(person), Part(person))
        part.actors.append((sentence, actor, frame))
        part.sentences.append(sentence)
        self.sentences.append(sentence)

    def has(self, people: Sequence[tuple[Person, Actor]]) -> bool:
        """Tell whether all these people are already part of it."""
        return all(id(person) in self.parts for person, _ in people)


def series_words(name: str) -> frozenset[str]:
    """Return the words by which the name of a series is compared: no small words, no acronym of a body at its end."""
    words = re.sub(r"(?<=\w )[A-Z]{3,5}$", "", name).lower().replace("’", "'").split()
    return frozenset(words) - {"the", "of", "annual", "bilateral", "and"}


def same_series(one: str, other: str) -> bool:
    """Tell whether one name of a series holds all words of the other.

    >>> same_series("Strategic Dialogue", "U.S.-Kenya Strategic Dialogue")
    True
    """
    first, second = series_words(one), series_words(other)
    return bool(first and second) and (first <= second or second <= first)
