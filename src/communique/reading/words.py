# ruff: noqa: E501 - a pattern or a row of a table is read as one line

"""The labels that words get: one letter for each class of word, from the tables of the lexicon.

A sentence becomes a string with one letter for each word or known phrase; patterns are regular expressions over such
strings. The letters:

- names of people: `C` an unknown capitalised word, `I` an initial, `p` a particle, `q` a nickname or suffix, `W` a word that may be a name;
- offices: `T` the noun of a title (`#` in small letters), `R` a word of rank, `A` acting, `X` former, `h` honorific or military rank,
  `V` a word of which names of offices are made;
- bodies: `K` the noun of a body's name, `B` a known body, `Y` an unknown acronym;
- parties: `S` a state or organisation, `J` its adjective, `Z` a hyphenated pair of them, `E` a city;
- time: `M` month, `D` weekday, `0` number, `O` ordinal, `y` today and its kin;
- meetings: `m` a noun of meeting, `d` delegation, `g` government, `Q` representatives, `U` participants, `N` counterpart;
- verbs: `L` lead, `c` chair, `H` host, `k` meet, `s` speak, `j` take part, `i` include, `l` be, `G` travel, `^` receive, `+` hold;
- after the people are found: `P` a person with posts, `$` a title and `=` a pronoun that stand for a person;
- small words: `o` of, `f` for, `t` to, `n` in, `a` at, `w` with, `b` by, `u` on, `r` from, `v` between, `&` and, `e` article, `z` adverb
  or auxiliary, `@` alongside, `!` joined by, `%` including, `~` which, `*` behalf, `?` invitation, `x` any other word; punctuation stands for itself.
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from communique.lexicon import cells, rows
from communique.lexicon.glossary import kept

TOKEN: Final = re.compile(
    r"""[a-z]+(?=[\ ,;:.)\n](?!\w)|\ )                        # the common case first
    | [A-Z][a-z]+(?=[\ ,])
    | (?:[A-Z]\.){2,}(?:-\w+)*                             # U.S., C.S., U.S.-Mexico
    | "[A-Z]\w+"(?=\ [A-Z]) | \([A-Z][a-z]+\)(?=\ [A-Z])     # nicknames
    | \((?:[Rr]et(?:ired|d)?|Mrs|Ms|Dr|H\.C|h\.c)\.?\)(?=\ [A-Z])
    | [A-Z]\.(?=\s|[A-Z])
    | (?:Dr|Mrs?|Ms|Prof|Gen|Lt|Col|Maj|Brig|Capt|Adm|Sgt|Hon|Rt|St|Jr|Sr|Amb|Sen|Rep|Gov|Engr?|Smt|Sh|Ma|Md|Mohd|Wm|Msgr|Rev|Fr|Ir|Drs|Arq|Lcdo|Lcda|Licda|Lic|Ing|Mtro|Mtra|Sra|Dra|Mgr|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.
    | [A-Z]?\d+\+\d+ | \d+[A-Z]{2,}\b | \d+(?:st|nd|rd|th)\b | \d+(?:[.,:]\d+)*
    | [^\W\d_]\w*(?:(?:-|/(?=[A-Z])|'(?!s\b))(?:(?:[A-Z]\.){2,}|\w+))*
    | '(?:s\b)? | \S""",
    re.VERBOSE,
)
#: Typographic marks and the plain ones that stand for them.
PLAIN: Final = {"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " ", "–": "-", "—": "-", "‑": "-", "‐": "-", "\u202f": " "}

SMALL: Final = {
    "of": "o", "for": "f", "to": "t", "in": "n", "at": "a", "with": "w", "by": "b", "on": "u", "from": "r", "between": "v", "and": "&",
    "the": "e", "day": "y", "adverb": "z", "be": "l", "alongside": "@", "joined-by": "!", "which": "~", "including": "%", "delegation": "d",
    "representative": "Q", "participants": "U", "counterpart": "N", "invitation": "?", "government": "g", "behalf": "*", "other": "x", "pronoun": "=",
}  # fmt: skip
VERBS: Final = {
    "sign": "k", "lead": "L", "lead-by": "L", "host-by": "H", "chair-by": "c", "co-lead": "L", "chair": "c", "co-chair": "c", "host": "H", "co-host": "H", "meet": "k", "speak": "s", "phone": "s", "join": "j",
    "attend": "j", "remarks-by": "j", "represent": "j", "include": "i",
    "be": "l", "travel": "G", "receive": "^", "welcome": "^", "hold": "+", "place": "+", "accompany": "j", "open": "j",
}  # fmt: skip
OFFICES: Final = {
    "head": "T",
    "capital-head": "T",
    "sovereign": "T",
    "rank": "R",
    "acting": "A",
    "former": "X",
    "honorific": "h",
    "military": "h",
}
MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
ORDINALS: Final = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth", "thirteenth",
    "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth",
)  # fmt: skip


class Entry(NamedTuple):
    """What the lexicon knows of a phrase: its label, and the code or class behind it."""

    label: str
    value: str = ""


Item = tuple[str, str, str]


def plain(text: str) -> str:
    r"""Return `text` with plain quotation marks, hyphens and spaces, character by character.

    >>> plain("Mexico’s “Plan”")
    'Mexico\'s "Plan"'
    """
    if text.isascii():
        return text
    for mark, simple in PLAIN.items():
        if mark in text:
            text = text.replace(mark, simple)
    return text


def _plural(noun: str) -> str:
    head, _, rest = noun.partition(" of ")
    many = head[:-1] + "ies" if head.endswith("y") and head[-2] not in "aeo" else head + "s"
    return f"{many} of {rest}" if rest else many


def _parties() -> Iterator[Item]:
    for table, key in (("states", "code"), ("organizations", "name")):
        for row in rows(table):
            names = (row["name"], row.get("formal", ""), row.get("acronym", ""), *cells(row, "aliases"))
            yield from ((word, "J", row[key]) for word in cells(row, "adjectives"))
            yield from ((name, "S", row[key]) for name in names)


def _agencies() -> Iterator[Item]:
    for row in rows("agencies"):
        names = (row["name"], row["acronym"], *cells(row, "aliases"))
        yield from ((name, "B", row["state"] or row["parent"] or row["name"]) for name in names if len(name) > 2)


def _offices() -> Iterator[Item]:
    for row in rows("offices"):
        label, words = OFFICES[row["part"]], row["words"]
        forms = (words, _plural(words)) if label == "T" else (words,)
        for form in forms:
            value = "plural" if form != words else row["part"]
            yield form, label, value
            if row["part"] in ("head", "sovereign"):
                yield from _low(form, value)


#: Words of rank that also stand in small letters before the noun of a title.
_LOW_RANKS: Final = (
    "deputy",
    "vice",
    "assistant",
    "under",
    "special",
    "permanent",
    "first deputy",
    "deputy assistant",
    "senior",
    "principal",
)


def _low(words: str, value: str) -> Iterator[Item]:
    """Yield a title in small letters, alone and with a word of rank."""
    low = words.lower()
    yield low, "#", value
    yield from ((f"{rank} {low}", "#", value) for rank in _LOW_RANKS)


def _meetings() -> Iterator[Item]:
    for row in rows("meetings"):
        words, kind = row["words"], row["kind"]
        yield words, "m", kind
        yield " ".join(word[:1].upper() + word[1:] for word in words.split()), "m", kind


def _times() -> Iterator[Item]:
    yield from ((name, "M", str(number)) for number, name in enumerate(MONTHS, 1))
    yield from ((name[:3] + ".", "M", str(number)) for number, name in enumerate(MONTHS, 1))
    yield "Sept.", "M", "9"
    yield from ((name, "D", str(number)) for number, name in enumerate(WEEKDAYS))
    for number, word in enumerate(ORDINALS, 1):
        yield word, "O", str(number)
        yield word.capitalize(), "O", str(number)
    yield from ((word, "O", "1") for word in ("inaugural", "Inaugural"))


def _small() -> Iterator[Item]:
    for table, labels in (("verbs", VERBS), ("small", SMALL)):
        for row in rows(table):
            if label := labels.get(row["class"]):
                yield row["words"], label, row["class"]


def _items() -> Iterator[Item]:
    """Yield phrases with label and value; a later one wins over an earlier one."""
    yield from ((row["words"], "V" if row["strength"] == "strong" else "W", row["strength"]) for row in rows("topics"))
    yield from ((row["name"], "E", row["state"]) for row in rows("cities"))
    yield from _meetings()
    yield from ((row["words"], "K", row["part"]) for row in rows("bodies"))
    yield from ((words[:1].upper() + words[1:], label, value) for words, label, value in _small())
    yield from _offices()
    yield from _small()
    yield from _agencies()
    yield from _parties()
    yield from _times()


class Lexicon(NamedTuple):
    """Single words, phrases by their first and second word, longest first, and words that change their part: `openings` begin names of states."""

    words: dict[str, Entry]
    phrases: dict[str, dict[str, tuple[tuple[tuple[str, ...], Entry], ...]]]
    given: frozenset[str]
    surnames: frozenset[str]
    openings: frozenset[str]
    particles: frozenset[str]


@kept
def lexicon() -> Lexicon:
    """Return the labelled words and phrases of all tables.

    >>> lexicon().words["Mexico"]
    Entry(label='S', value='MEX')
    """
    words: dict[str, Entry] = {}
    phrases: dict[str, dict[str, dict[tuple[str, ...], Entry]]] = {}
    for phrase, label, value in _items():
        parts = tuple(TOKEN.findall(plain(phrase)))
        if len(parts) == 1:
            words[parts[0]] = Entry(label, value)
        elif parts:
            if label == "S":
                words[plain(phrase)] = Entry(label, value)
            phrases.setdefault(parts[0], {}).setdefault(parts[1], {})[parts] = Entry(label, value)
    ordered = {
        first: {second: tuple(sorted(found.items(), key=lambda item: -len(item[0]))) for second, found in longer.items()}
        for first, longer in phrases.items()
    }
    given = {
        note: frozenset(row["word"] for row in rows("given") if (row["note"] == "surname") == (note == "surname"))
        for note in ("surname", "given")
    }
    openings = frozenset(name.split()[0] for name, entry in words.items() if entry.label == "S" and " " in name)
    return Lexicon(words, ordered, given["given"], given["surname"], openings, frozenset(row["word"] for row in rows("particles")))
