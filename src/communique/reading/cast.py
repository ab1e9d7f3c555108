"""Whom the words of a sentence stand for: names, titles alone ("the Secretary") and pronouns."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from communique.reading.frames import Actor, Clause
from communique.reading.page import Page
from communique.reading.roster import Person, Roster

_PERSONAL: Final = re.compile(r"^(?:he|she)$", re.IGNORECASE)
_ARTICLE: Final = re.compile(r"^the (?:visiting |new |two |three |four |both )?")
#: A title in the plural, and for how many it may stand.
_PLURAL: Final = re.compile(r"(?:the |both )(?:two |three |four )?([\w ]+?)(?:ies|s)")
_TOGETHER: Final = 4
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
        return self._titled(_ARTICLE.sub("", words.lower()), actor.words[0]) if actor.words else None

    def people(self, clause: Clause, actors: Sequence[Actor]) -> list[tuple[Person, Actor]]:
        """Return those actors who are known, with their people."""
        return [(person, actor) for actor in actors for person in self._each(clause, actor)]

    def _each(self, clause: Clause, actor: Actor) -> list[Person]:
        """Return the person of an actor, or those for whom a title in the plural stands: "the two Secretaries"."""
        words = self.page.view[slice(*actor.words)].lower() if actor.words and actor.mention < 0 else ""
        plural = _PLURAL.fullmatch(words)
        if plural and actor.words:
            title = plural[1] + ("y" if words.endswith("ies") else "")
            found = self._earlier(title, actor.words[0])
            return found if 1 < len(found) <= _TOGETHER else []
        person = self.person(clause, actor)
        return [person] if person else []

    def named(self, clause: Clause) -> set[int]:
        """Return the identities of the people whom a sentence names."""
        return {id(self.roster.of(mention)) for mention in clause.mentions}

    def _titled(self, title: str, before: int) -> Person | None:
        found = self._earlier(title, before)
        return found[0] if len(found) == 1 else None

    def _earlier(self, title: str, before: int) -> list[Person]:
        """Return those who have a title, from what stands before an offset."""
        earlier = self.titles[: bisect_left(self.titles, before, key=lambda item: item[0])][-_FEW:]
        return list({id(person): person for _, words, person in earlier if self._answers(title, words)}.values())

    @staticmethod
    def _answers(short: str, title: str) -> bool:
        return title == short or title.startswith(f"{short} of ") or title in _SAME_TITLE.get(short, ())
