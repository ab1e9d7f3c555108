"""The people of a document: mentions of one person brought together, with the fullest name, the posts and the party."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from communique.reading.frames import Clause
from communique.reading.page import Page
from communique.reading.people import Mention, Span, Title
from communique.reading.words import plain

_WORD: Final = re.compile(r"[\w.'-]+")
_NICKNAME: Final = re.compile(r"\"[^\"]*\"|\([^)]*\)")
#: What stands between two of one enumeration, and how far apart they are looked for.
_AND: Final = re.compile(r"[\s,;]*(?:and|with|as well as|along with|&)?\s*(?:the\s+)?")
_NEAR: Final = 24
_FEW: Final = 40
_SUFFIX: Final = frozenset({"jr", "sr", "ii", "iii", "iv"})


@dataclass(slots=True)
class Person:
    """One person: the names as written, the mentions with the sentence of each, and what they tell."""

    name: str
    at: Span
    words: tuple[str, ...]
    mentions: list[tuple[int, Mention]] = field(default_factory=list)
    forms: list[str] = field(default_factory=list)
    best: Mention = field(init=False)

    def settle(self) -> None:
        """Choose the mention that tells the posts: the fullest name, then the most words of title."""
        full = [mention for _, mention in self.mentions if mention.name == self.at or mention.posts]
        self.best = max(
            full, key=lambda one: (_length(one), sum(title.held for title in one.posts), sum(map(len_of, one.posts)), -one.name[0])
        )

    @property
    def titles(self) -> tuple[Title, ...]:
        """The posts held, from the mention that tells most."""
        return tuple(title for title in self.best.posts if title.held)

    def party(self) -> tuple[str, Span] | None:
        """Return the party that the words of some mention name, and where."""
        for mention in (self.best, *(mention for _, mention in self.mentions)):
            if mention.party and mention.party_at:
                return mention.party, mention.party_at
            for title in mention.posts:
                if title.party and title.party_at:
                    return title.party, title.party_at
        return None


def _length(mention: Mention) -> int:
    return mention.name[1] - mention.name[0]


def len_of(title: Title) -> int:
    """Return how much a title tells, in characters of title and body."""
    return title.title[1] - title.title[0] + (title.body[1] - title.body[0] if title.body else 0)


def name_words(name: str) -> tuple[str, ...]:
    """Return the words of a name for comparing: no marks, no nicknames, no suffixes.

    >>> name_words("Inés M. “Nena” Ruíz-Díaz, Jr.")
    ('ines', 'm', 'ruiz-diaz')
    """
    bare = _NICKNAME.sub(" ", plain(name))
    folded = "".join(mark for mark in unicodedata.normalize("NFKD", bare) if not unicodedata.combining(mark)).casefold()
    found = tuple(word.replace(".", "").strip("'") for word in _WORD.findall(folded))
    return tuple(word for word in found if word and word not in _SUFFIX) or found


def _meets(one: str, other: str) -> bool:
    """Tell whether two words of names can be the same: equal, an initial, or a short form."""
    short, long = sorted((one, other), key=len)
    return one == other or (len(short) == 1 and long[0] == short) or (len(short) > 2 and long.startswith(short))


def same_name(short: Sequence[str], long: Sequence[str]) -> bool:
    """Tell whether the shorter name can stand for the longer: it keeps the last name or the first, and every word meets one.

    >>> same_name(("ruiz",), ("ines", "ruiz")), same_name(("ines",), ("ines", "ruiz")), same_name(("ana", "ruiz"), ("ines", "ruiz"))
    (True, False, False)
    """
    if len(short) == 1:
        return short[0] in long[1:] or short[0] == long[-1]
    return {short[0], short[-1]} & set(long) != set() and all(any(_meets(word, other) for other in long) for word in short)


class Roster:
    """The people of one document, by mention."""

    def __init__(self, page: Page, clauses: Sequence[Clause]) -> None:
        self.people: list[Person] = []
        self._view = page.view
        self._by_word: dict[str, list[Person]] = defaultdict(list)
        self._of: dict[Span, Person] = {}
        found = [(number, mention) for number, clause in enumerate(clauses) for mention in clause.mentions]
        named = [(number, mention, page.value(*mention.name)) for number, mention in found]
        words = {name: name_words(name) for _, _, name in named}
        for number, mention, name in sorted(named, key=lambda item: (-len(words[item[2]]), item[1].name)):
            person = self._find(words[name], mention)
            if person is None:
                person = Person(name, mention.name, words[name])
                self.people.append(person)
                for word in set(words[name]):
                    self._by_word[word].append(person)
            person.mentions.append((number, mention))
            person.forms.append(name)
            self._of[mention.name] = person
        for person in self.people:
            person.settle()

    def _find(self, words: tuple[str, ...], mention: Mention) -> Person | None:
        near = {id(person): person for word in {words[0], words[-1]} for person in self._by_word[word]} if words else {}
        fits = [person for person in near.values() if same_name(words, person.words) and not self._beside(person, mention)]
        if not fits and len(words) == 1 and mention.rule != "name alone":
            fits = [person for person in near.values() if words[0] == person.words[0] and not self._beside(person, mention)]
        if len(fits) > 1:
            titled = [person for person in fits if words[-1] == person.words[-1]]
            fits = titled or fits
        if len(fits) > 1:
            fits = [
                max(
                    fits,
                    key=lambda person: (
                        person.at[0] <= mention.name[0],
                        person.at[0] if person.at[0] <= mention.name[0] else -person.at[0],
                    ),
                )
            ]
        return fits[0] if fits else None

    def _beside(self, person: Person, mention: Mention) -> bool:
        """Tell whether a mention stands in one enumeration with another of the person: then they are two people."""
        for _, other in person.mentions[-_FEW:]:
            first, last = sorted((mention.whole, other.whole))
            if first[1] < last[0] < first[1] + _NEAR and _AND.fullmatch(self._view, first[1], last[0]):
                return True
        return False

    def of(self, mention: Mention) -> Person:
        """Return the person whom a mention names."""
        return self._of[mention.name]
