"""Reading the name of a body: whose it is, of what kind, and about what.

Word order, kind words and nation adjectives vary ("Homeland Security Department", "Mexican Ministry of Economy", "Secretariat of
the Economy"); the parts do not. Two names of one state with the same parts name one body.

1. What stands in brackets is parted off, and what follows a comma, if it is a body itself, is the parent.
2. Nations are taken from the front ("U.S. …") or after "of" at the end.
3. A word for a kind of body at either end gives the kind; the rest, without small words, is the topic.
4. Kinds and topics that mean the same become one by the table `body_words`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from communique.folding import content, split_brackets, words
from communique.identity.nations import MARK, Nations, Words, leading, trailing
from communique.lexicon import cells, rows


@dataclass(frozen=True, slots=True)
class BodyName:
    """The parts of a body's name. `kind` is empty when no word tells it; `plain` are its words without the nation."""

    state: str | None
    kind: str
    topic: Words
    plain: Words

    @property
    def parts(self) -> tuple[str, Words]:
        """What two names of one body of one state have in common."""
        return self.kind, self.topic


@cache
def _table(sort: str) -> Mapping[Words, str]:
    return {words(form): row["word"] for row in rows("body_words") if row["sort"] == sort for form in cells(row, "forms")}


def canonical_topic(tokens: Words) -> Words:
    """Return the topic that words stand for, without small words.

    >>> canonical_topic(("external", "relations"))
    ('foreign', 'affairs')
    """
    tokens = content(tokens)
    return words(_table("topic").get(tokens, " ".join(tokens)))


def split_parent(name: str) -> tuple[str, str | None]:
    """Part a nested name at its last comma, if what follows is a ministry by its first or last word.

    >>> split_parent("Narcotics Bureau, Ministry of Home Affairs")
    ('Narcotics Bureau', 'Ministry of Home Affairs')
    >>> split_parent("Ministry of Economy, Trade and Industry")
    ('Ministry of Economy, Trade and Industry', None)
    """
    unit, _, parent = name.rpartition(", ")
    ends = {words(parent)[:1], words(parent)[-1:]} & {(word,) for word in ("ministry", "department", "secretariat", "ministerio")}
    return (unit, parent) if unit and ends else (name, None)


def read_body(name: str, nations: Nations) -> BodyName:
    """Return the parts of a body's name.

    >>> from communique.identity.nations import make_nations
    >>> nations = make_nations([("state/kenya", ["Kenya", "Kenyan"])])
    >>> read_body("Kenyan Defence Ministry", nations).parts == read_body("Ministry of National Defense of Kenya", nations).parts
    True
    """
    marked = nations.mark(words(split_brackets(name)[0]))
    found, rest = leading(marked)
    if not rest:
        found, rest = (), marked
    state, tokens = (found[0], rest) if found else trailing(rest)
    plain = tuple(word.removeprefix(MARK) for word in _drop_the(tokens))
    kind, topic = _split_kind(plain)
    return BodyName(state, kind, canonical_topic(topic), plain)


def _drop_the(tokens: Words) -> Words:
    return tokens[1:] if tokens[:1] == ("the",) else tokens


def _split_kind(tokens: Words) -> tuple[str, Words]:
    kinds = _table("kind")
    for kind, rest in ((kinds.get(tokens[:1]), tokens[1:]), (kinds.get(tokens[-1:]), tokens[:-1])):
        if kind:
            return kind, rest
    return "", tokens
