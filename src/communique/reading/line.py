"""A sentence as a line of labelled units, and the tagger that makes it.

A unit is a word or a known phrase; `Line.labels` has one letter for each (see `words`), so that `re` finds patterns of units and
the offsets of a match lead back to the text.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Final

from communique.lexicon.glossary import Kept
from communique.reading.words import ORDINALS, TOKEN, Entry, Lexicon, lexicon

#: Units that one line may have; longer sentences are cut, so that no pattern can take long.
LONGEST: Final = 400
_ROMAN: Final = re.compile(r"(?=[IVX]{1,5}$)X{0,3}(?:IX|IV|V?I{0,3})$")
_ORDINAL: Final = re.compile(r"(\d{1,3})(?:st|nd|rd|th)$")
_TENS: Final = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70}
_ACRONYM: Final = re.compile(r"[A-Z][A-Z0-9&+]{1,9}(?:/[A-Z0-9-]{2,9})*$|[A-Z]{2,}s$")
#: Nouns for those who lead a delegation: "The heads of the delegations were …".
_HEADS: Final = frozenset({"leaders", "leader", "heads", "head", "Leaders", "Heads", "Leader", "Head", "chairs", "chair"})
#: "General (ret.) Ana Ito"
_ASIDE: Final = re.compile(r"\((?:[Rr]et|Mrs|Ms|Dr|H\.C|h\.c)")
_X: Final = Entry("x")
_PARTY: Final = frozenset("SJ")
#: A given name for as long as the word after it is looked at.
_GIVEN: Final = "1"
_OFFICIALS: Final = frozenset({"Representatives", "Officials"})
#: Labels that depend on neighbours: labels without which a row finds nothing, pattern, new label, and what the words must be.
RELABELS: Final[tuple[tuple[frozenset[str], re.Pattern[str], str, Callable[[str, Lexicon], bool]], ...]] = (
    (frozenset("T"), re.compile(r"^T(?=[ro])"), "Q", lambda word, _: word in _OFFICIALS),
    (frozenset("g"), re.compile(r"(?<=To)g(?=[CWI])"), "V", lambda _, __: True),
    # a place, month or people that stands where a given name stands
    (frozenset(""), re.compile(r"(?:^|(?<=[TVhA,;&b:KBS@w']))[SJEMWV](?=[CWI])"), "C", lambda word, known: word in known.given),
    (frozenset("T"), re.compile(r"(?<=T)T(?=[CWI])"), "C", lambda word, known: word in known.given),
    # a title or body that stands where a surname stands
    (frozenset(""), re.compile(r"(?<=[CI])[TKhRVW](?![CWIoftT])"), "W", lambda word, known: word in known.surnames),
    # whatever stands after a given name is its surname: the given name is marked, then unmarked
    (frozenset(""), re.compile(r"[CW](?=[TKhRVEmSJMB](?![CWIft]))"), _GIVEN, lambda word, known: word in known.given),
    (frozenset("1"), re.compile(rf"(?<={_GIVEN})[TKhRVEmSJMB]"), "W", lambda _, __: True),
    (frozenset("1"), re.compile(_GIVEN), "C", lambda _, __: True),
    (frozenset("h"), re.compile(r"(?<=hC)[TKRVEm](?![CWIoft'])"), "W", lambda _, __: True),
    # whatever stands after a given name and an initial
    (frozenset("I"), re.compile(r"(?<=[CW]I)[TKRVEmSJMB](?![CWI])"), "W", lambda _, __: True),
    (frozenset("T"), re.compile(r"(?<=[of,&])T(?![CWIo])"), "V", lambda word, _: word == "Justice"),
    (frozenset("s"), re.compile(r"s(?=[futrne])"), "x", lambda word, _: word == "called"),
    (frozenset("="), re.compile(r"(?<=[SJTV])=(?=C)"), "C", lambda word, _: word == "He"),
    (frozenset("H"), re.compile(r"H(?=z?[unafwy.MD])"), "k", lambda word, _: word.startswith("conven")),
    (frozenset("Ltd"), re.compile(r"L(?=oe?[JSZ]{1,2}dt)"), "T", lambda word, _: word == "Head"),
    (frozenset("od"), re.compile(r"[x#TcLR](?=oe?[JSZxg']{0,3}d(?!t))"), "L", lambda word, _: word in _HEADS),
    # an honorific that stands where a surname stands
    (frozenset("h"), re.compile(r"(?<=[CW])h{1,2}(?![CWIhT])"), "W", lambda word, _: word[-1] != "."),
    # a city that stands where a surname stands
    (frozenset("E"), re.compile(r"(?<=[TVh]C)E(?![CWE])|(?<=[TVh]CC)E(?![CWE])"), "W", lambda _, __: True),
    # a name in capitals; shorter ones are acronyms
    (
        frozenset("Y"),
        re.compile(r"(?<=[Th])Y(?=[CWp])|(?<=[Th]C)Y(?![CT])|(?<=[Th]CC)Y(?![CT])"),
        "C",
        lambda word, _: len(word) > _SHORT,
    ),
    (frozenset(""), re.compile(r"(?<=[CWIE])[xoezu&lr]{1,3}(?=[CW])"), "p", lambda word, known: word in known.particles),
    # "Commissioner for Peace and Security Ambassador Ana Ito"
    (frozenset("T"), re.compile(r"(?<=V)T(?=C[CWI])"), "h", lambda word, _: word == "Ambassador"),
    # a name in capitals behind what the post is of
    (frozenset("Y"), re.compile(r"(?<=[SVKB])Y(?=C(?![CWVKT]))"), "C", lambda word, _: len(word) > _LONG),
    # "Ministerial Council"
    (frozenset("mK"), re.compile(r"(?<=[VWCZ])m(?=K)"), "V", lambda _, __: True),
    # "Foreign Minister II"
    (frozenset("TO"), re.compile(r"(?<=T)O"), "T", lambda word, _: word.isupper() and bool(_ROMAN.match(word))),
    (frozenset("O"), re.compile(r"(?<=[CW])O"), "q", lambda word, _: bool(_ROMAN.match(word))),
)
_SHORT: Final = 2
_LONG: Final = 5
#: Letters of rank and membership behind a name, no part of it.
_POSTNOMINALS: Final = frozenset(
    {
        "MP",
        "MEP",
        "MLA",
        "MSP",
        "TD",
        "KC",
        "QC",
        "SC",
        "CBE",
        "OBE",
        "MBE",
        "KBE",
        "DBE",
        "KCMG",
        "CMG",
        "EGH",
        "EBS",
        "PC",
        "AM",
        "AO",
        "JP",
        "PhD",
    }
)
_LOOSE: Final = re.compile(r"(?<=[SJBKVYZ0mT])\((?:Y|B|S|K)\)|(?<=[CW])\(Y\)")


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
        return Line(
            "".join([*labels, self.labels[at:]]), starts + self.starts[at:], ends + self.ends[at:], values + self.values[at:]
        )


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


def _hyphened(word: str, lexical: Lexicon) -> Entry | None:
    """Return the entry of a compound: `U.S.-Mexico` is a pair of parties, `Politico-Military` a word of offices."""
    found = [lexical.words.get(part) for part in word.split("-")]
    known = [entry for entry in found if entry]
    if len(known) == len(found) and all(entry.label in _PARTY for entry in known):
        return Entry("Z", "|".join(entry.value for entry in known))
    if any(entry.label in _PARTY for entry in known) and word[0].isupper() and len(found) > 1:
        return Entry("Z", "|".join(entry.value for entry in known if entry.label in _PARTY))
    if found[-1] is None and word.split("-")[-1] in lexical.openings:
        return Entry("Z")
    return Entry("V") if any(entry.label in "VKT" for entry in known) and word[0].isupper() else None


_ELECT: Final = ("-elect", "-Elect", "-designate", "-Designate")
_SUFFIXES: Final = frozenset({"Jr.", "Sr.", "Jr", "Sr"})
#: What a capitalised word is by its shape, the first that fits.
_SHAPES: Final[tuple[tuple[Callable[[str], object], Entry], ...]] = (
    (lambda word: word.endswith(_ELECT), Entry("T", "elect")),
    (lambda word: word in _SUFFIXES, Entry("q")),
    (lambda word: len(word) > 1 and word[-1] == "." and word.replace(".", "").isupper(), Entry("I")),
    (lambda word: word == "I", _X),
    (ordinal_of, Entry("O")),
    (_ACRONYM.match, Entry("Y")),
)


def _shape(word: str, known: Lexicon) -> Entry:
    """Return the entry of a word that no table has, from its shape."""
    first = word[0]
    if first.isdigit():
        return Entry("O", word) if _ORDINAL.match(word) else Entry("Y" if word[-1].isupper() else "0", word)
    if not first.isalpha():
        if first == "(" and _ASIDE.match(word):
            return Entry("h")
        return Entry("q") if first in '"(' and len(word) > 1 else Entry(first if first in ",;:.'()/-\"" else "x")
    if first.islower() and "-" in word and word.partition("-")[2][:1].isupper() and word.partition("-")[0] in known.particles:
        return Entry("C")
    if "-" in word and not word.endswith(_ELECT) and (compound := _hyphened(word, known)):
        return compound
    if first.islower():
        return Entry("O", word) if "-" in word and ordinal_of(word) else _X
    return next((entry for fits, entry in _SHAPES if fits(word)), Entry("C"))


@partial(Kept, most=1 << 16)
def _single(word: str) -> Entry:
    """Return the entry of a word that is no part of a known phrase."""
    known = lexicon()
    entry = known.words.get(word) or (known.words.get(word[:-1]) if word[-1] == "." and len(word) > _SHORT else None)
    return entry or _shape(word, known)


def _phrases(words: list[str], known: Lexicon) -> Iterator[tuple[int, int, str, str]]:
    """Yield the known phrases among words, the longest at each place, as spans to merge."""
    phrases, after = known.phrases, 0
    for at in [at for at, word in enumerate(words) if word in phrases]:
        for parts, (label, value) in phrases[words[at]].get(words[at + 1], ()) if at >= after else ():
            listed = label == "V" and at and words[at - 1] == "," and ("and" in parts or "&" in parts)
            if tuple(words[at : at + len(parts)]) == parts and not listed:
                after = at + len(parts)
                yield at, after, label, value
                break


def tag(view: str, start: int, end: int) -> Line:
    """Return the line of a sentence.

    >>> tag("Mexican Foreign Minister Ana Ito met Dr. Bo Li.", 0, 47).labels
    'JTCCkhCC.'
    """
    known, single = lexicon(), _single.now()
    spans = [found.span() for found in TOKEN.finditer(view, start, end)][:LONGEST]
    words = [view[first:last] for first, last in spans]
    entries = [single(word) for word in words]
    labels = "".join([label for label, _ in entries])
    line = Line(labels, [first for first, _ in spans], [last for _, last in spans], [value for _, value in entries])
    return _mended(line.merged(list(_phrases([*words, ""], known))), view, known)


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


#: "the Government of Mexico's Foreign Secretary", "U.S. - Mexico Dialogue", "delegation co-chair Ana Ito".
_GOVERNMENT: Final = re.compile(r"goe?S(?=')")
_SPACED: Final = re.compile(r"[SJ]-[SJ](?=[VWKmCO0Z])")
_AS_NOUN: Final = re.compile(r"(?<=d)c(?=[JSARTVB]{0,5}T)")


def _relabelled(line: Line, view: str, known: Lexicon) -> str:
    """Return the labels after the rules of `RELABELS`, one after the other."""
    labels = line.labels
    present = {*labels, _GIVEN}
    for needs, pattern, label, test in RELABELS:
        if not needs <= present:
            continue
        for found in pattern.finditer(labels):
            first, last = found.span()
            if all(test(view[line.starts[at] : line.ends[at]], known) for at in range(first, last)):
                labels = labels[:first] + label * (last - first) + labels[last:]
    return labels


def _without_letters(line: Line, view: str) -> Line:
    """Return the line without letters behind names: "Lea Moss MP"."""
    if "Y" not in line.labels:
        return line
    kept = [
        at
        for at, label in enumerate(line.labels)
        if label != "Y" or line.labels[at - 1 : at] not in ("C", "W") or view[line.starts[at] : line.ends[at]] not in _POSTNOMINALS
    ]
    if len(kept) == len(line.labels):
        return line
    labels = "".join(line.labels[at] for at in kept)
    return Line(labels, [line.starts[at] for at in kept], [line.ends[at] for at in kept], [line.values[at] for at in kept])


def _mended(line: Line, view: str, known: Lexicon) -> Line:
    """Return the line with labels that depend on neighbours, pairs of parties, and acronyms joined to their words."""
    line.labels = _relabelled(line, view, known)
    if "d" in line.labels:
        line.labels = _AS_NOUN.sub("x", line.labels)
    line = _without_letters(_with_pairs(line, view, known), view)
    if "(" in line.labels:
        joined = [(found.start() - 1, found.end()) for found in _LOOSE.finditer(line.labels) if found.start()]
        line = line.merged([(first, last, line.labels[first], line.values[first]) for first, last in joined])
    spans = (
        [(found.start(), found.end(), "S", line.values[found.end() - 1]) for found in _GOVERNMENT.finditer(line.labels)]
        if "g" in line.labels
        else []
    )
    if "-" in line.labels:
        spans += [
            (first, last, "Z", f"{line.values[first]}|{line.values[last - 1]}")
            for first, last in (found.span() for found in _SPACED.finditer(line.labels))
        ]
    return line.merged(sorted(spans)) if spans else line
