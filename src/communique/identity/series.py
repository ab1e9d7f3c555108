"""Series of meetings, and mechanisms: names that belong to their parties.

"U.S.-Kenya Strategic Dialogue" and "Strategic Dialogue" between the same two are one; "Strategic Dialogue" alone could be
anybody's. The parties are those that the name begins with, else the two sides of the meeting.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from communique.folding import split_brackets, words
from communique.identity.context import Context
from communique.identity.nations import Words, leading
from communique.records import Mention

_ORDINAL: Final = re.compile(r"^(?:(\d+)(?:st|nd|rd|th)|[ivxl]+)$")
_NUMBERS: Final = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth "
    "seventeenth eighteenth nineteenth twentieth"
).split()
#: Words before a series' name that tell which meeting of it is meant.
_OPENING: Final = frozenset(
    [
        *_NUMBERS,
        *"the next last previous upcoming forthcoming annual inaugural plenary meeting meetings session round iteration of".split(),
    ]
)
#: Words of which a name can consist that any parties could use.
_COMMON: Final = frozenset(
    "strategic stability economic security defense defence political policy high level joint bilateral trilateral annual senior officials "
    "working group groups committee commission council dialogue consultation consultations partnership forum conference meeting meetings "
    "summit ministerial talks plenary session steering executive trade energy investment consular cooperation cultural human rights science "
    "technology commercial counterterrorism counternarcotics cyber climate health migration border military general director deputy of the "
    "and on for informal leaders leader foreign ministers minister action plan plans statement declaration communique memorandum "
    "understanding agreement agreements roadmap framework strategy initiative programme program project resourcing".split()
)


@dataclass(frozen=True, slots=True)
class SeriesName:
    """The words of a name without its parties, the parties, and whether anybody could use it."""

    core: Words
    parties: frozenset[str]

    @property
    def common(self) -> bool:
        """Whether the words alone do not tell whose series it is."""
        return all(token in _COMMON for token in self.core)


def read_series(context: Context, name: str) -> SeriesName:
    """Return the parts of the name of a series, mechanism or meeting, without ordinal and brackets."""
    tokens = context.nations.mark(words(split_brackets(name)[0]))
    start = 0
    while start < len(tokens) - 1 and (tokens[start] in _OPENING or _ORDINAL.match(tokens[start])):
        start += 1
    parties, core = leading(tokens[start:])
    if not core:
        return SeriesName(tokens[start:], frozenset())
    return SeriesName(core, frozenset(parties))


def read_ordinal(name: str) -> int | None:
    """Return the number that a name begins with.

    >>> read_ordinal("13th Plenary Meeting"), read_ordinal("the Second U.S.-Kenya Dialogue"), read_ordinal("Dialogue")
    (13, 2, None)
    """
    for token in words(name)[:2]:
        found = _ORDINAL.match(token)
        if token in _NUMBERS:
            return _NUMBERS.index(token) + 1
        if found and found[1]:
            return int(found[1])
    return None


def known_names(context: Context, kind: str) -> dict[Words, str]:
    """Return the names of a kind's entries of the authority, as marked words, with their paths."""
    entries = (entry for entry in context.authority.entries.values() if entry.kind == kind)
    return {marked(context, name): entry.id for entry in entries for name in entry.names}


def marked(context: Context, name: str) -> Words:
    """Return the words of a name with its nations marked, without brackets and a leading "the"."""
    tokens = context.nations.mark(words(split_brackets(name)[0]))
    return tokens[1:] if tokens[:1] == ("the",) else tokens


Key = tuple[object, ...]


def series_keys(context: Context, mentions: Iterable[Mention], parties_of: dict[str, frozenset[str]]) -> dict[str, Key]:
    """Return what each mention of a series shares with the others of it.

    `parties_of` has the sides of the meetings of each series mention.
    """
    known = known_names(context, "series")
    mentions = list(mentions)
    read = {mention.id: read_series(context, mention.name) for mention in mentions}
    spelled: dict[Words, set[frozenset[str]]] = defaultdict(set)
    for name in read.values():
        if name.parties:
            spelled[name.core].add(name.parties)
    keys: dict[str, Key] = {}
    for mention in mentions:
        entity = known.get(marked(context, mention.name))
        keys[mention.id] = ("known", entity) if entity else _key(mention, read[mention.id], (spelled, parties_of))
    return keys


def _key(mention: Mention, name: SeriesName, told: tuple[dict[Words, set[frozenset[str]]], dict[str, frozenset[str]]]) -> Key:
    spelled, parties_of = told
    if name.parties:
        return ("of", name.core, name.parties)
    sides = parties_of.get(mention.id, frozenset())
    if name.common:
        return ("of", name.core, sides) if len(sides) > 1 else ("in", mention.document, name.core)
    options = spelled.get(name.core, set())
    return ("of", name.core, next(iter(options)) if len(options) == 1 else frozenset())
