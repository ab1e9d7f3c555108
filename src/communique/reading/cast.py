"""Whom the words of a sentence stand for: names, titles alone ("the Secretary") and pronouns."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from communique.reading.frames import Actor, Clause
from communique.reading.page import Page
from communique.reading.roster import Person, Roster

_PERSONAL: Final = re.compile(r"^(?:he|she)$", re.IGNORECASE)
#: How many titles before it a title alone may stand for.
_FEW: Final = 60
_SAME_TITLE: Final = {
    "foreign minister": (
        "minister of foreign affairs",
        "minister for foreign affairs",
        "secretary of foreign affairs",
        "minister of external affairs",
    ),
    "defense minister": ("minister of defense", "minister of national defense"),
    "secretary": ("secretary of state",),
    "deputy secretary": ("deputy secretary of state",),
    "minister": ("foreign minister", "minister of foreign affairs"),
}


class Cast:
    """The people of a document as its sentences speak of them; `last` is the last subject, for whom "he" and "she" stand."""

    def __init__(self, page: Page, roster: Roster) -> None:
        self.page = page
        self.roster = roster
        self.last: Person | None = None
        self.titles: list[tuple[int, str, Person]] = sorted(
            (
                (mention.name[0], page.view[slice(*post.title)].lower(), person)
                for person in roster.people
                for _, mention in person.mentions
                for post in mention.posts
            ),
            key=lambda item: item[0],
        )

    def person(self, clause: Clause, actor: Actor) -> Person | None:
        """Return the person of an actor; a title alone stands for the one named with it, "he" for the last subject."""
        if actor.mention >= 0:
            return self.roster.of(clause.mentions[actor.mention])
        words = self.page.view[slice(*actor.words)] if actor.words else ""
        if _PERSONAL.match(words):
            return self.last
        return self._titled(re.sub(r"^the ", "", words.lower()), actor.words[0]) if actor.words else None

    def people(self, clause: Clause, actors: Sequence[Actor]) -> list[tuple[Person, Actor]]:
        """Return those actors who are known, with their people."""
        found = ((self.person(clause, actor), actor) for actor in actors)
        return [(person, actor) for person, actor in found if person]

    def named(self, clause: Clause) -> set[int]:
        """Return the identities of the people whom a sentence names."""
        return {id(self.roster.of(mention)) for mention in clause.mentions}

    def _titled(self, title: str, before: int) -> Person | None:
        earlier = self.titles[: bisect_left(self.titles, before, key=lambda item: item[0])][-_FEW:]
        fits = {id(person): person for _, words, person in earlier if self._answers(title, words)}
        return next(iter(fits.values())) if len(fits) == 1 else None

    @staticmethod
    def _answers(short: str, title: str) -> bool:
        return title == short or title.startswith(f"{short} of ") or title in _SAME_TITLE.get(short, ())
