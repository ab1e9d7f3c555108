"""Names made comparable: folded, cut into parts, and the words that say little left out.

No name is changed in the data; these forms are only for comparing.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from communique.folding import fold as folded
from communique.lexicon import cells, rows
from communique.lexicon.glossary import kept

_WORD: Final = re.compile(r"\w+")
_NICKNAME: Final = re.compile(r"[“\"(][^”\")]*[”\")]")
#: "U.S.", "a.i."
_DOTTED: Final = re.compile(r"\b(?:[A-Za-z]\.){2,}")
_SUFFIXES: Final = frozenset(["jr", "sr", "ii", "iii", "iv", "v"])
_HONORIFICS: Final = frozenset(["mr", "mrs", "ms", "dr", "hon", "honorable", "general", "gen", "ambassador", "amb", "sir", "dame"])
#: Words that stand before a family name and belong to it.
PARTICLES: Final = frozenset([
    "de", "del", "della", "der", "den", "di", "da", "dos", "du", "la", "le", "van", "von", "ter", "al", "el", "bin", "ben",
])  # fmt: skip
#: Words of titles and bodies that tell nothing apart.
_EMPTY: Final = frozenset([
    "the", "of", "for", "to", "and", "in", "at", "on", "de", "del", "la", "y", "us", "united", "states", "extraordinary",
    "plenipotentiary", "acting", "interim", "ad", "ai", "affairs", "office", "his", "her",
])  # fmt: skip
#: Words that give the rank of a post: two posts that differ in one are two posts.
RANKS: Final = frozenset([
    "deputy", "assistant", "under", "vice", "principal", "associate", "first", "second", "third", "junior", "senior", "sub",
    "shadow", "former",
])  # fmt: skip
#: Words that many titles share, so that sharing them means little.
_COMMON: Final = RANKS | frozenset([
    "secretary", "minister", "director", "ambassador", "envoy", "charge", "chief", "head", "general", "officer", "president",
    "chair", "commissioner", "administrator", "coordinator", "representative", "special", "department", "ministry", "agency",
    "bureau", "division", "national", "federal", "state",
])  # fmt: skip


@cache
def fold(text: str) -> str:
    """Return a text without accents, case and punctuation, its words apart by one space.

    >>> fold("Núñez-Prieto,  O’Higgins")
    'nunez prieto ohiggins'
    """
    return " ".join(_WORD.findall(folded(text).replace("'", "")))


@cache
def words(text: str) -> frozenset[str]:
    """Return the folded words of a title or a body's name that tell something.

    >>> sorted(words("U.S. Department of State")), sorted(words("Chargé d'Affaires a.i."))
    (['department', 'state'], ['charge', 'daffaires'])
    """
    return frozenset(in_order(text)) - _EMPTY


def in_order(text: str) -> list[str]:
    """Return all folded words of a text; letters with dots make one word.

    >>> in_order("U.S. Chargé d'Affaires a.i.")
    ['us', 'charge', 'daffaires', 'ai']
    """
    return fold(_DOTTED.sub(lambda found: found[0].replace(".", ""), text)).split()


def likeness(left: frozenset[str], right: frozenset[str]) -> float:
    """Return how much two sets of words share, from 0 to 1; a word that many titles have counts a third of another.

    >>> likeness(words("Ambassador to Peru"), words("Minister to Peru"))
    0.6
    """
    return _weight(left & right) / _weight(left | right) if left | right else 0.0


def _weight(these: frozenset[str]) -> int:
    return sum(1 if word in _COMMON else 3 for word in these)


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name in parts, each folded; `family` ends with the last family name."""

    given: tuple[str, ...]
    family: tuple[str, ...]
    suffix: str = ""


@cache
def person_name(text: str) -> PersonName:
    """Return the parts of a person's name as Western and Spanish usage order them.

    >>> person_name("Juan Carlos de la Vega Ruiz")
    PersonName(given=('juan', 'carlos'), family=('de', 'la', 'vega', 'ruiz'), suffix='')
    >>> person_name("Harrow, Thomas B., Jr.")
    PersonName(given=('thomas', 'b'), family=('harrow',), suffix='jr')
    """
    bare = _NICKNAME.sub(" ", text)
    parts = [fold(part).split() for part in (bare if fold(bare) else text).split(",")]
    suffix = next((word for part in parts for word in part[-1:] if word in _SUFFIXES), "")
    kept = [[word for word in part if word not in _SUFFIXES or (part.index(word) == 0 and len(part) > 1)] for part in parts]
    kept = [part for part in kept if part]
    if len(kept) > 1:
        return PersonName(tuple(word for part in kept[1:] for word in part), tuple(kept[0]), suffix)
    return _in_order([word for word in (kept[0] if kept else []) if word not in _HONORIFICS], suffix)


def _in_order(parts: list[str], suffix: str) -> PersonName:
    """Cut given from family names: at the first particle, else before the last word."""
    cut = next((place for place, word in enumerate(parts) if word in PARTICLES and place < len(parts) - 1), len(parts) - 1)
    return PersonName(tuple(parts[:cut]), tuple(parts[max(cut, 0) :]), suffix)


@kept
def _short_forms() -> frozenset[frozenset[str]]:
    """Return the pairs of given names of which one is a short form of the other."""
    pairs = ((row["name"], short) for row in rows("nicknames") for short in cells(row, "short"))
    return frozenset(frozenset((fold(name), fold(short))) for name, short in pairs)


def same_given(left: str, right: str) -> float:
    """Return how well two folded given names agree: 1 equal, 0.9 one short for the other, 0.6 an initial, 0 not at all.

    >>> same_given("thomas", "t"), same_given("thomas", "tom"), same_given("thomas", "timothy")
    (0.6, 0.9, 0.0)
    """
    if left == right:
        return 1.0
    if frozenset((left, right)) in _short_forms():
        return 0.9
    return 0.6 if min(len(left), len(right)) == 1 and left[:1] == right[:1] else 0.0


@kept
def _states() -> dict[str, str]:
    """Return the code of each name of a state, folded."""
    found = [(form, row["code"]) for row in rows("states") for form in (row["name"], row["formal"], *cells(row, "aliases"))]
    return {fold(form): code for form, code in found if form}


@kept
def country_code(text: str) -> str:
    """Return the ISO 3166-1 alpha-3 code of a state's name, code or slug; nothing for other words.

    >>> country_code("south-korea"), country_code("Great Britain"), country_code("Ruritania")
    ('KOR', 'GBR', '')
    """
    return text if text in _states().values() else _states().get(fold(text), "")
