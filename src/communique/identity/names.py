"""Comparing personal names.

Two names are compatible if their words can be laid side by side in order so that no gap has words on both sides, the given
names fit, and a surname is shared. What makes them fit (a nickname, an initial, an added surname …) is the kind of the match;
the kinds and what each is worth stand in `reasons.py`.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Final, Literal, get_args

from communique.folding import fold
from communique.lexicon import cells, rows
from communique.lexicon.glossary import Kept, kept

NameMatch = Literal[
    "equal", "spelling", "longer", "respelled", "nickname", "nicknames", "initial", "reversed", "letter", "near", "surname"
]
#: From the surest to the least sure; a match is as good as the worst that it needs.
_ORDER: Final[tuple[NameMatch, ...]] = get_args(NameMatch)

_QUOTED: Final = re.compile(r'[“"«‘(]([^”"»’)]+)[”"»’)]')
_PARTICLES: Final = frozenset((
    "al", "el", "de", "del", "della", "la", "las", "los", "le", "da", "das", "do", "dos", "di", "du", "van", "von", "der", "den",
    "ter", "ten", "bin", "ibn", "bint", "y", "e", "of",
))  # fmt: skip
_SUFFIXES: Final = {"jr": "jr", "junior": "jr", "sr": "sr", "senior": "sr", "ii": "ii", "iii": "iii", "iv": "iv"}
_LONG_GIVEN: Final = 7
_LONG_SURNAME: Final = 6

Tokens = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PersonName:
    """A personal name taken apart: folded words without particles, quoted nicknames, a suffix such as "jr"."""

    tokens: Tokens
    quoted: Tokens = ()
    suffix: str = ""

    @property
    def full(self) -> bool:
        """Whether it has more than a surname."""
        return len(self.tokens) > 1


@lru_cache(maxsize=262144)
def read_name(text: str) -> PersonName:
    """Take a personal name apart.

    >>> read_name("de la Cruz-Pérez, María “Mari” J.")
    PersonName(tokens=('maria', 'j', 'cruz', 'perez'), quoted=('mari',), suffix='')
    >>> read_name("Omar al-Amin, Jr.").suffix
    'jr'
    """
    quoted = tuple(word for part in _QUOTED.findall(text) for word in _split(part))
    before, comma, after = _QUOTED.sub(" ", text).partition(",")
    first, last = _split(before), _split(after)
    tokens = (*last, *first) if comma and last and last[0] not in _SUFFIXES else (*first, *last)
    suffix = _SUFFIXES.get(tokens[-1], "") if len(tokens) > 1 else ""
    tokens = tokens[:-1] if suffix else tokens
    plain = tuple(token for index, token in enumerate(tokens) if token not in _PARTICLES or (index == 0 and not comma))
    return PersonName(plain if len(plain) > 1 else tokens, quoted, suffix)


def _split(text: str) -> Tokens:
    return tuple(re.findall(r"\w+", fold(text).replace("'", "")))


@kept
def _groups(table: str, column: str) -> Mapping[str, frozenset[str]]:
    """Return for each form of a given name the names that it stands beside in a table, itself among them."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in rows(table):
        name = fold(row["name"])
        for form in map(fold, cells(row, column)):
            found[form] |= {form, name}
            found[name].add(name)
    return {form: frozenset(names) for form, names in found.items()}


def formal_names(token: str) -> frozenset[str]:
    """Return the given names that a name can be a short form of, itself among them.

    >>> sorted(formal_names("bill"))
    ['bill', 'guillermo', 'william']
    """
    return _groups("nicknames", "short").get(token, frozenset({token}))


def spellings(token: str) -> frozenset[str]:
    """Return the usual spellings of the names that a given name can be a spelling of, itself among them.

    >>> sorted(spellings("sergey"))
    ['sergei', 'sergey']
    """
    return _groups("given_spellings", "spellings").get(token, frozenset({token}))


@partial(Kept, most=1048576)
def compare_names(left: PersonName, right: PersonName) -> NameMatch | None:
    """Return how two names fit, or nothing if they cannot be one person's.

    >>> compare_names(read_name("Bill Oduya"), read_name("William T. Oduya"))
    'nickname'
    >>> compare_names(read_name("Daniel Ruiz"), read_name("Daniela Ruiz")) is None
    True
    """
    if left.suffix and right.suffix and left.suffix != right.suffix:
        return None
    if left.tokens == right.tokens:
        return "equal" if left.full else "surname"
    if not (left.full and right.full):
        return _surname_only(left, right)
    if "".join(left.tokens) == "".join(right.tokens):
        return "spelling"
    found = [match for a in _readings(left) for b in _readings(right) if (match := _align(a, b))]
    if found:
        return min(found, key=_ORDER.index)
    return "reversed" if _reversed(left.tokens, right.tokens) else None


def _readings(name: PersonName) -> Iterator[Tokens]:
    """Yield the ways to write a name: as it stands, and with a quoted nickname for the given name."""
    yield name.tokens
    for nickname in name.quoted:
        yield (nickname, *name.tokens[1:])


def _surname_only(left: PersonName, right: PersonName) -> NameMatch | None:
    short, long = sorted((left.tokens, right.tokens), key=len)
    return "surname" if short and short[0] in long[1:] else None


def _reversed(left: Tokens, right: Tokens) -> bool:
    joined = "".join(left)
    return any("".join(turned) == joined for turned in ((*right[1:], right[0]), (right[-1], *right[:-1])))


def _align(left: Tokens, right: Tokens) -> NameMatch | None:
    """Return the worst match that the best alignment of two names needs."""
    found = [
        (max(matches, key=_ORDER.index), pairs)
        for skip_left, skip_right in _openings(left, right)
        for matches, pairs in _alignments(left, right, (skip_left, skip_right))
        if _shares_surname(left, right, pairs)
    ]
    return min((match for match, _ in found), key=_ORDER.index, default=None)


def _openings(left: Tokens, right: Tokens) -> Iterator[tuple[int, int]]:
    """Yield where the given names can begin: at the front, or on one side after initials."""
    yield 0, 0
    for index in range(1, len(left) - 1):
        if all(len(token) == 1 for token in left[:index]):
            yield index, 0
    for index in range(1, len(right) - 1):
        if all(len(token) == 1 for token in right[:index]):
            yield 0, index


Alignment = tuple[tuple[NameMatch, ...], tuple[tuple[int, int], ...]]


def _alignments(left: Tokens, right: Tokens, start: tuple[int, int]) -> Iterator[Alignment]:
    first = match_given(left[start[0]], right[start[1]])
    if first:
        opening: tuple[NameMatch, ...] = ("longer",) if any(start) else ()
        for matches, pairs in _rest(left, right, (start[0] + 1, start[1] + 1)):
            yield (*opening, first, *matches), (start, *pairs)


def _rest(left: Tokens, right: Tokens, at: tuple[int, int]) -> Iterator[Alignment]:
    """Yield the alignments of what follows: words that match, and gaps that have words on one side only."""
    i, j = at
    if i == len(left) and j == len(right):
        yield (), ()
        return
    for step_left, step_right in (
        (0, 0),
        *((k, 0) for k in range(1, len(left) - i + 1)),
        *((0, k) for k in range(1, len(right) - j + 1)),
    ):
        gap: tuple[NameMatch, ...] = ("longer",) if step_left or step_right else ()
        a, b = i + step_left, j + step_right
        if a == len(left) and b == len(right):
            yield gap, ()
        elif a < len(left) and b < len(right) and (match := _match_later(left[a], right[b])):
            for matches, pairs in _rest(left, right, (a + 1, b + 1)):
                yield (*gap, match, *matches), ((a, b), *pairs)


def _shares_surname(left: Tokens, right: Tokens, pairs: tuple[tuple[int, int], ...]) -> bool:
    """Tell whether words that are no initials match at the end of at least one of the names."""
    return any((a == len(left) - 1 or b == len(right) - 1) and min(len(left[a]), len(right[b])) > 1 for a, b in pairs[1:])


@partial(Kept, most=262144)
def match_given(left: str, right: str) -> NameMatch | None:
    """Return how two given names fit.

    >>> match_given("k", "kofi"), match_given("thomas", "tom"), match_given("ana", "bea")
    ('initial', 'nickname', None)
    """
    if left == right:
        return "equal"
    if min(len(left), len(right)) == 1:
        return "initial" if left[0] == right[0] else None
    if spellings(left) & spellings(right):
        return "respelled"
    if shared := formal_names(left) & formal_names(right):
        return "nickname" if shared & {left, right} or left[:3] == right[:3] else "nicknames"
    if min(len(left), len(right)) < _LONG_GIVEN or not _one_letter(left, right) or _tells_women_from_men(left, right):
        return None
    return "near" if _ends_apart(left, right) else "letter"


def _match_later(left: str, right: str) -> NameMatch | None:
    if left == right:
        return "equal"
    if min(len(left), len(right)) == 1:
        return "longer" if left[0] == right[0] else None
    return "near" if min(len(left), len(right)) >= _LONG_SURNAME and _one_letter(left, right) else None


def _one_letter(left: str, right: str) -> bool:
    """Tell whether one letter added, left out or changed makes one word of the other."""
    short, long = sorted((left, right), key=len)
    if len(long) - len(short) > 1:
        return False
    start = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return short[start + (len(short) == len(long)) :] == long[start + 1 :]


def _tells_women_from_men(left: str, right: str) -> bool:
    """Tell whether the difference is an ending in "a", by which many languages part women's names from men's."""
    return left.endswith("a") != right.endswith("a")


def _ends_apart(left: str, right: str) -> bool:
    """Tell whether the names differ in their last letter only, which can make another name ("Martin", "Martine")."""
    return left[:-1] == right or right[:-1] == left or left[:-1] == right[:-1]


def block_keys(name: PersonName) -> Iterator[Tokens]:
    """Yield keys of which two compatible full names share one, unless a given name is an initial of the other.

    >>> sorted(set(block_keys(read_name("Tom Oduya"))) & set(block_keys(read_name("Thomas B. Oduya"))))
    [('oduya', 'thomas')]
    """
    tokens = name.tokens
    for index, surname in enumerate(tokens[1:], 1):
        for given in (*tokens[:index], *name.quoted) if len(surname) > 1 else ():
            yield from ((surname, form) for form in formal_names(given) | spellings(given))
            if len(given) >= _LONG_GIVEN:
                yield (surname, given[:3])
    yield ("letters", "".join(sorted("".join(tokens))))


def short_keys(name: PersonName) -> Iterator[Tokens]:
    """Yield a key for a name that is a surname only, or keys for one that begins with an initial.

    >>> list(short_keys(read_name("Oduya"))), list(short_keys(read_name("T. Oduya")))
    ([('oduya',)], [('oduya', 't')])
    """
    if not name.full:
        yield name.tokens
    elif len(name.tokens[0]) == 1:
        yield from ((surname, name.tokens[0]) for surname in name.tokens[1:] if len(surname) > 1)


def long_keys(name: PersonName) -> Iterator[Tokens]:
    """Yield the keys that shorter forms of a name would have.

    >>> list(long_keys(read_name("Tom Oduya")))
    [('oduya',), ('oduya', 't')]
    """
    for surname in name.tokens[1:]:
        yield (surname,)
        yield (surname, name.tokens[0][0])
