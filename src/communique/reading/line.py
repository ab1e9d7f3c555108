"""A sentence as a line of labelled units, and the tagger that makes it.

A unit is a word or a known phrase; `Line.labels` has one letter for each (see `words`), so that `re` finds patterns of units and
the offsets of a match lead back to the text.
"""

import re
from dataclasses import dataclass
from typing import Final

from communique.reading.words import ORDINALS, TOKEN, Entry, Lexicon, lexicon

#: Units that one line may have; longer sentences are cut, so that no pattern can take long.
LONGEST: Final = 400
_ROMAN: Final = re.compile(r"(?=[IVX]{1,5}$)X{0,3}(?:IX|IV|V?I{0,3})$")
_ORDINAL: Final = re.compile(r"(\d{1,3})(?:st|nd|rd|th)$")
_TENS: Final = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70}
_ACRONYM: Final = re.compile(r"[A-Z][A-Z0-9&]{1,9}$|[A-Z]{2,}s$")
#: First words of states of two words, as they stand at the end of a compound.
_PARTS: Final = frozenset("United New Saudi South North Costa El Sri Dominican Czech Papua Sierra Burkina Central Equatorial Marshall Solomon".split())
_X: Final = Entry("x")
_PARTY: Final = frozenset("SJ")
#: A place, month or people that stands where a given name stands.
_GIVEN: Final = re.compile(r"(?:^|(?<=[TVhA,;&b:KBS@w']))[SJEMWV](?=[CWI])")
_PARTICLE: Final = re.compile(r"(?<=[CWIE])[xoezu&lr]{1,3}(?=[CW])")
#: A title or body that stands where a surname stands, and a surname in capitals.
_SURNAME: Final = re.compile(r"(?<=[CI])[TKhRVW](?![CWIoftT])")
#: A city that stands where a surname stands.
_CITY: Final = re.compile(r"(?<=[TVh]C)E(?![CWE])|(?<=[TVh]CC)E(?![CWE])")
_CAPITALS: Final = re.compile(r"(?<=[Th])Y(?=[CWp])|(?<=[Th]C)Y(?![CT])|(?<=[Th]CC)Y(?![CT])")
_LOOSE: Final = re.compile(r"\((?:Y|B|S|K)\)")


@dataclass(slots=True)
class Line:
    """Labelled units: label, start, end and value of each stand at one index."""

    labels: str
    starts: list[int]
    ends: list[int]
    values: list[str]

    def merged(self, spans: list[tuple[int, int, str, str]]) -> "Line":
        """Return the line with each span `(first, last, label, value)` of units made into one unit."""
        if not spans:
            return self
        labels, starts, ends, values, at = [], [], [], [], 0  # type: list[str], list[int], list[int], list[str], int
        for first, last, label, value in spans:
            labels += [self.labels[at:first], label]
            starts += [*self.starts[at:first], self.starts[first]]
            ends += [*self.ends[at:first], self.ends[last - 1]]
            values += [*self.values[at:first], value]
            at = last
        return Line("".join([*labels, self.labels[at:]]), starts + self.starts[at:], ends + self.ends[at:], values + self.values[at:])


def ordinal_of(word: str) -> int | None:
    """Return the number that an ordinal names.

    >>> [ordinal_of(word) for word in ("Seventh", "13th", "XI", "twenty-first", "inaugural", "border")]
    [7, 13, 11, 21, 1, None]
    """
    if found := _ORDINAL.match(word):
        return int(found[1])
    small = word.lower()
    if small == "inaugural":
        return 1
    if small in ORDINALS:
        return ORDINALS.index(small) + 1
    tens, _, rest = small.partition("-")
    if tens in _TENS and rest in ORDINALS:
        return _TENS[tens] + ORDINALS.index(rest) + 1
    return _roman(word) if len(word) > 1 and _ROMAN.match(word) else None


def _roman(word: str) -> int:
    digits = [{"I": 1, "V": 5, "X": 10}[mark] for mark in word]
    return sum(-one if one < after else one for one, after in zip(digits, [*digits[1:], 0], strict=True))


def _hyphened(word: str, words: dict[str, Entry]) -> Entry | None:
    """Return the entry of a compound: `U.S.-Mexico` is a pair of parties, `Politico-Military` a word of offices."""
    found = [words.get(part) for part in word.split("-")]
    known = [entry for entry in found if entry]
    if len(known) == len(found) and all(entry.label in _PARTY for entry in known):
        return Entry("Z", "|".join(entry.value for entry in known))
    if any(entry.label in _PARTY for entry in known) and word[0].isupper() and len(found) > 1:
        return Entry("Z", "|".join(entry.value for entry in known if entry.label in _PARTY))
    if found[-1] is None and word.split("-")[-1] in _PARTS:
        return Entry("Z")
    return Entry("V") if any(entry.label in "VKT" for entry in known) and word[0].isupper() else None


def _shape(word: str, words: dict[str, Entry]) -> Entry:
    """Return the entry of a word that no table has, from its shape."""
    first = word[0]
    if word.islower() and "-" not in word and word[0].isalpha():
        return _X
    if first.isdigit():
        return Entry("O", word) if _ORDINAL.match(word) else Entry("Y" if word[-1].isupper() else "0", word)
    if not first.isalpha():
        return Entry("q") if first in '"(' and len(word) > 1 else Entry(first if first in ",;:.'()/-\"" else "x")
    if "-" in word and not word.endswith(("-elect", "-designate")) and (compound := _hyphened(word, words)):
        return compound
    if first.islower():
        return Entry("O", word) if ordinal_of(word) else _X
    if word.endswith(("-elect", "-Elect", "-designate", "-Designate")):
        return Entry("T", "elect")
    if word in ("Jr.", "Sr.", "Jr", "Sr"):
        return Entry("q")
    if len(word) > 1 and word[-1] == "." and word.replace(".", "").isupper():
        return Entry("I")
    if word == "I":
        return _X
    if ordinal_of(word):
        return Entry("O", word)
    return Entry("Y") if _ACRONYM.match(word) else Entry("C")


def _phrase(words: list[str], at: int, known: Lexicon) -> tuple[int, Entry | None]:
    """Return how many words the longest known phrase at `at` takes, and its entry."""
    word = words[at]
    for parts, entry in known.phrases[word] if word in known.phrases else ():
        if words[at + 1] == parts[1] and tuple(words[at : at + len(parts)]) == parts:
            return len(parts), entry
    return 1, known.words.get(word) or (known.words.get(word[:-1]) if word[-1:] == "." and len(word) > 2 else None)  # noqa: PLR2004 - an initial is no word


def tag(view: str, start: int, end: int) -> Line:
    """Return the line of a sentence.

    >>> tag("Mexican Foreign Minister Ana Ito met Dr. Bo Li.", 0, 47).labels
    'JVTCCkhCC.'
    """
    known = lexicon()
    spans = [found.span() for found in TOKEN.finditer(view, start, end)][:LONGEST]
    words = [view[first:last] for first, last in spans] + [""]
    labels, starts, ends, values, at, total = [], [], [], [], 0, len(spans)  # type: list[str], list[int], list[int], list[str], int, int
    while at < total:
        count, entry = _phrase(words, at, known)
        label, value = entry or _shape(words[at], known.words)
        labels.append(label)
        values.append(value)
        starts.append(spans[at][0])
        at += count
        ends.append(spans[at - 1][1])
    return _mended(Line("".join(labels), starts, ends, values), view, known)


def _with_pairs(line: Line, view: str, known: Lexicon) -> Line:
    """Return the line with pairs of parties written in two words made one unit: "U.S.-New Zealand", "Japan-United States"."""
    if "Z" not in line.labels:
        return line
    spans: list[tuple[int, int, str, str]] = []
    for at, label in enumerate(line.labels):
        if label != "Z" or line.values[at].count("|"):
            continue
        for last in range(min(len(line.labels), at + 4), at + 1, -1):
            words = view[line.starts[at] : line.ends[last - 1]]
            other = known.words.get(words[words.find("-") + 1 :])
            if other and other.label == "S":
                spans.append((at, last, "Z", f"{line.values[at]}|{other.value}".strip("|")))
                break
        else:
            words = view[line.starts[at - 1] : line.ends[at]] if at else ""
            other = known.words.get(words[: words.find("-")])
            if other and other.label == "S" and " " in words and not (spans and spans[-1][1] > at - 1):
                spans.append((at - 1, at + 1, "Z", f"{other.value}|{line.values[at]}".strip("|")))
    return line.merged(spans)


def _mended(line: Line, view: str, known: Lexicon) -> Line:
    """Return the line with the labels that depend on neighbours: names that are also words, particles, acronyms in brackets."""
    labels = list(line.labels)
    if line.labels[:2] in ("Tr", "To") and line.values[0] == "plural" and view[line.starts[0] : line.ends[0]] in ("Representatives", "Officials"):
        labels[0] = "Q"
    for found in _GIVEN.finditer(line.labels):
        at = found.start()
        if view[line.starts[at] : line.ends[at]] in known.given:
            labels[at] = "C"
    for found in _SURNAME.finditer("".join(labels)):
        if view[line.starts[found.start()] : line.ends[found.start()]] in known.surnames:
            labels[found.start()] = "W"
    for found in _CITY.finditer("".join(labels)):
        labels[found.start()] = "W"
    for found in _CAPITALS.finditer("".join(labels)):
        if line.ends[found.start()] - line.starts[found.start()] > 2:  # noqa: PLR2004 - shorter ones are acronyms
            labels[found.start()] = "C"
    for found in _PARTICLE.finditer("".join(labels)):
        if all(view[line.starts[at] : line.ends[at]] in known.particles for at in range(*found.span())):
            labels[found.start() : found.end()] = "p" * len(found[0])
    for at in range(1, len(labels)):
        if labels[at] == "O" and _ROMAN.match(view[line.starts[at] : line.ends[at]]) and labels[at - 1] in "CW":
            labels[at] = "q"
    line.labels = "".join(labels)
    line = _with_pairs(line, view, known)
    return line.merged([(found.start() - 1, found.end(), line.labels[found.start() - 1], line.values[found.start() - 1]) for found in _LOOSE.finditer(line.labels) if found.start()])
