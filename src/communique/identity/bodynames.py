"""Reading the name of a body: whose it is, of what kind, and about what.

Word order, kind words and nation adjectives vary ("Homeland Security Department", "Mexican Ministry of Economy", "Secretariat of
the Economy"); the parts do not. Two names of one state with the same parts name one body.

1. What stands in brackets is parted off, and what follows a comma, if it is a ministry, is the parent.
2. Nations are taken from the front ("U.S. …") or after "of" at the end.
3. A word for a kind of body at either end gives the kind; the rest, without small words, is the topic.
4. Kinds and topics that mean the same become one by the table `body_words`.
"""

from dataclasses import dataclass

from communique.folding import content, split_brackets, words
from communique.identity.nations import MARK, Nations, leading, trailing
from communique.identity.tables import Words, forms


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


def canonical_topic(tokens: Words) -> Words:
    """Return the topic that words stand for, without small words.

    >>> canonical_topic(("external", "relations"))
    ('foreign', 'affairs')
    """
    tokens = content(tokens)
    return words(forms("body_words", "topic").get(tokens, " ".join(tokens)))


def split_parent(name: str) -> tuple[str, str | None]:
    """Part a nested name at its last comma, if what follows is a ministry by its first or last word.

    >>> split_parent("Narcotics Bureau, Ministry of Home Affairs")
    ('Narcotics Bureau', 'Ministry of Home Affairs')
    >>> split_parent("Ministry of Economy, Trade and Industry")
    ('Ministry of Economy, Trade and Industry', None)
    """
    unit, _, parent = name.rpartition(", ")
    tokens, kinds = words(parent), forms("body_words", "kind")
    ministry = any(kinds.get(end) == "ministry" for end in (tokens[:1], tokens[-1:]))
    return (unit, parent) if unit and ministry else (name, None)


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
    plain = _unmarked(tokens[1:] if tokens[:1] == ("the",) else tokens)
    kind, topic = _split_kind(plain)
    return BodyName(state, kind, canonical_topic(topic), plain)


def _unmarked(tokens: Words) -> Words:
    """Write the nations that are part of the name itself as plain words again."""
    return tuple(word for token in tokens for word in (words(token.rpartition("/")[2]) if token.startswith(MARK) else (token,)))


def _split_kind(tokens: Words) -> tuple[str, Words]:
    kinds = forms("body_words", "kind")
    for kind, rest in ((kinds.get(tokens[:1]), tokens[1:]), (kinds.get(tokens[-1:]), tokens[:-1])):
        if kind:
            return kind, rest
    return "", tokens
