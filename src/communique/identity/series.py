"""Names of series, mechanisms and meetings, which belong to their parties.

"U.S.-Kenya Strategic Dialogue" and "Strategic Dialogue" between the same two are one; "Strategic Dialogue" alone could be
anybody's. The parties are those that the name begins with, else those whose series the sides of the meeting are of.
"""

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from communique.folding import split_brackets, words
from communique.identity.context import Context
from communique.identity.marks import Marked
from communique.identity.nations import Nations, leading
from communique.identity.parties import SHARED, Claimants, Parties
from communique.identity.tables import Words, forms, word_set
from communique.records import Mention, MentionKind

_ORDINAL: Final = re.compile(r"(\d+)(?:st|nd|rd|th)")
Key = tuple[Hashable, ...]


@dataclass(frozen=True, slots=True)
class SeriesName:
    """The words of a name without its parties, and the parties."""

    core: Words
    parties: Parties

    @property
    def common(self) -> bool:
        """Whether the words alone do not tell whose it is."""
        return all(token in word_set("series_words", "common") for token in self.core)


def read_ordinal(name: str) -> int | None:
    """Return the number that a name begins with.

    >>> read_ordinal("13th Plenary Meeting"), read_ordinal("the Second U.S.-Kenya Dialogue"), read_ordinal("Dialogue")
    (13, 2, None)
    """
    return next((number for token in words(name)[:2] if (number := _number(token))), None)


def _number(token: str) -> int | None:
    found = _ORDINAL.fullmatch(token)
    return int(found[1] if found else forms("series_words", "ordinal").get((token,), "0")) or None


def read_series(name: str, nations: Nations) -> SeriesName:
    """Return the parts of the name of a series, mechanism or meeting, without ordinal and brackets.

    >>> from communique.identity.nations import make_nations
    >>> nations = make_nations([("state/kenya", ["Kenya"]), ("agency/eu", ["EU"])])
    >>> read_series("the second meeting of the EU-Kenya Trade Forum (EKTF)", nations).core
    ('trade', 'forum')
    """
    tokens = nations.mark(words(split_brackets(name)[0]))
    opening, start = word_set("series_words", "opening"), 0
    while start < len(tokens) - 1 and (tokens[start] in opening or _number(tokens[start])):
        start += 1
    parties, core = leading(tokens[start:])
    return SeriesName(core, frozenset(parties)) if core else SeriesName(tokens[start:], frozenset())


def marked_words(name: str, nations: Nations) -> Words:
    """Return the words of a name with its nations marked, without brackets and a leading "the"."""
    tokens = nations.mark(words(split_brackets(name)[0]))
    return tokens[1:] if tokens[:1] == ("the",) else tokens


def known_names(context: Context, kind: MentionKind) -> dict[Words, str]:
    """Return the names of a kind's entries of the authority, as marked words, with their paths."""
    return {marked_words(name, context.nations): entry.id for entry in context.authority.of_kind(kind) for name in entry.names}


def mark_series(context: Context, mentions: Iterable[Mention]) -> Iterator[Marked]:
    """Yield what two mentions share whose names can be those of one series: words, or an entry of the authority."""
    known = known_names(context, "series")
    for mention in mentions:
        yield mention.id, ("core", read_series(mention.name, context.nations).core)
        if entity := known.get(marked_words(mention.name, context.nations)):
            yield mention.id, ("series", entity)


def series_keys(context: Context, mentions: Sequence[Mention], sides: Mapping[str, Parties]) -> dict[str, Key]:
    """Return what each mention of a series shares with the others of it; `sides` has the sides of the meetings of each."""
    known = known_names(context, "series")
    read = {mention.id: read_series(mention.name, context.nations) for mention in mentions}
    claimants = _claimants(read, sides)
    keys: dict[str, Key] = {}
    for mention in mentions:
        entity = known.get(marked_words(mention.name, context.nations))
        name = read[mention.id]
        whose = name.parties or _whose(name, sides.get(mention.id, frozenset()), claimants)
        told: Key = ("in", mention.document, name.core) if whose is None else ("of", name.core, whose)
        keys[mention.id] = ("known", entity) if entity else told
    return keys


def _claimants(read: Mapping[str, SeriesName], sides: Mapping[str, Parties]) -> dict[Words, Claimants]:
    """Return who has a series of each name: parties that stand before it, and sides that met under it alone."""
    spelled: dict[Words, set[Parties]] = defaultdict(set)
    met: dict[Words, set[Parties]] = defaultdict(set)
    for mention, name in read.items():
        told, parties = (spelled, name.parties) if name.parties else (met, sides.get(mention, frozenset()))
        told[name.core].add(parties)
    return {core: Claimants.of(spelled[core], met[core]) for core in {*spelled, *met}}


def _whose(name: SeriesName, sides: Parties, claimants: Mapping[Words, Claimants]) -> Parties | None:
    """Return the parties of a name that does not tell them; those of common words alone only where two sides met."""
    if name.common:
        return sides if len(sides) >= SHARED else None
    return claimants[name.core].whose(sides)
