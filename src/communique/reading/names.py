# ruff: noqa: E501 - a pattern or a row of a table is read as one line

"""Names of meetings: their ordinal, the series they belong to, and whether the text is about them or only refers to them."""

import re
from dataclasses import dataclass
from typing import Final

from communique.reading.line import Line, ordinal_of
from communique.reading.page import Page

Span = tuple[int, int]
_BEFORE: Final = r"(?:[VWCJSZYKTREBOh]'?|0(?=[VWCJZm])|m(?=[VWCKBY]{1,4}(?:,?&[VW]{0,2})?m)|,?&(?=[VWCJ]|[BK][TVWm])|(?<=[VW]),?&(?=m)|(?<=[VW]),(?=[VW]{1,3},?&?[VW]|[VW],?&m)|(?<=[VWCJZ])[of]e?(?=[VWCZSJ]))"
_AFTER: Final = r"(?:[ofu]e?(?:[VWCJSZYKREB]'?|&(?=[VWCJ])|oe?(?=[VWCZSJ])){1,8}){0,3}"
#: A meeting by name: "13th Plenary Meeting of the … Committee", "second U.S.-Kenya Strategic Dialogue", "47th session of the … Council".
NAMED: Final = re.compile(
    rf"(?:(?P<lead>(?:O|x)?[xzVJ]?m{{1,2}}oe?)(?P<of>[Oz]?x?(?:{_BEFORE}{{1,14}}m{{0,3}}|m)(?:\(?Y\)?)?)|(?P<core>(?<!M)(?:O[xz]?)?{_BEFORE}{{1,14}}m{{1,3}})|(?P<plain>(?:Ox?)?m{{1,2}}))(?P<after>{_AFTER})"
)
#: Plurals that name no one meeting.
_GENERAL: Final = re.compile(r"\b(?:meetings|sessions|talks|discussions|calls|events|visits)$")
#: A standing body that is convened, chaired or hosted.
BODY: Final = re.compile(r"(?:(?<=[Hc+])z?e?|^e(?=O?Z?[VWC]{0,4}B(?:\(e?[BK]\))?z?k))(O?Z?[VWC]{0,4}B)")
_MEETS: Final = re.compile(r"(?:Commission|Committee|Council|Board|Group)(?: \([A-Z]+\))?$")
_BRACKET: Final = re.compile(r"\s*\([A-Z0-9][\w.&+-]*\)")
_YEAR: Final = re.compile(r"^(?:20\d\d|[Aa]nnual)\s+|\s+(?:of\s+)?20\d\d$")
#: Words before a name that make it a reference, not what the document is about.
REFERRED: Final = re.compile(
    r"\b(?:margins?|sidelines?|ahead|advance|outcomes?|results?|part|auspices|context|preparation|preparations|implementation|success|goals|members|chairmanship|basis|launch|conclusions?|anniversary|since|after|following|before|prior|until|through|identified|building on|built upon|recalled|recalling|during|(?<!delegation )(?<!delegations )at|upcoming|forthcoming|next|previous|last|recent|past|earlier|future|include|including|such as|like|(?<!delegation )(?<!delegations )to|and|or|by|(?<!framework )of|support|supports?|from|discussed|welcomed|noted|praised|commended|under)"
    r"(?:\s+(?:of|to|for|in|from|made in))?(?:\s+(?:the|its|their|our|this|a|an|his|her))?(?:\s+(?:upcoming|forthcoming|next|previous|recent|successful|annual))?(?:\s+[A-Z][a-z]+ \d{1,2}(?:, \d{4})?,?)?\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class MeetingName:
    """A named meeting in the text: the whole name, where the name of its series stands, and its number in the series."""

    at: Span
    series_at: Span
    series: str
    ordinal: int | None
    ordinal_at: Span | None
    sentence: int


def _ordinal(line: Line, first: int, last: int, page: Page) -> tuple[int | None, Span | None]:
    for at in range(first, last):
        if line.labels[at] == "O" and not page.view.startswith(
            "anniversary", line.starts[at + 1] if at + 1 < len(line.starts) else 0
        ):
            span = line.starts[at], line.ends[at]
            return ordinal_of(page.view[slice(*span)]), span
    return None, None


def series_of(words: str) -> str:
    """Return the name of a series: without acronym in brackets, year or "annual".

    >>> series_of("2022 Annual U.S.-Kenya Trade Forum (UKTF)")
    'U.S.-Kenya Trade Forum'
    """
    return _YEAR.sub("", _YEAR.sub("", _BRACKET.sub("", words))).strip()


def _of_body(line: Line, match: re.Match[str], page: Page, sentence: int) -> MeetingName:
    """Return a meeting that goes by the name of the standing body that meets: "convened the U.S.-Kenya Trade Commission"."""
    first, last = match.span(1)
    number, number_at = _ordinal(line, first, first + 1, page)
    at, series_at = (line.starts[first], line.ends[last - 1]), (line.starts[first + bool(number)], line.ends[last - 1])
    return MeetingName(at, series_at, series_of(page.value(*series_at)), number, number_at, sentence)


#: "The Joint Committee on Trade held its third session".
_ITS: Final = re.compile(
    r"e?(?P<series>(?:[ZVWCJS]'?){0,8}(?:B|m)(?:[ofu]e?[VWCJZS]{1,5}(?:,?&[VW]{1,3})?)?)(?:\(Y\))?z?[+kH]e?(?P<core>Ox?m)(?!o)"
)


def _held_its(line: Line, page: Page, sentence: int) -> MeetingName | None:
    """Return the meeting of a standing body that is told by its number: "the Committee held its third session"."""
    found = _ITS.search(line.labels)
    if not found or not page.view.startswith(("its ", "their "), line.starts[found.start("core") - 1]):
        return None
    first, last = found.span("core")
    series_at = line.starts[found.start("series")], line.ends[found.end("series") - 1]
    number, number_at = _ordinal(line, first, first + 1, page)
    words = series_of(page.value(*series_at))
    if number is None or not any(word[:1].isupper() for word in words.split()):
        return None
    return MeetingName((line.starts[first], line.ends[last - 1]), series_at, words, number, number_at, sentence)


def _is_formal(line: Line, units: Span, words: str) -> bool:
    """Tell whether a noun of meeting names a meeting without words before it: "Foreign Office Consultations"."""
    noun = words.rsplit(" of ", 1)[0]
    return all(line.values[at] == "formal" for at in range(*units) if line.labels[at] == "m") and noun.istitle() and " " in noun


def find_names(line: Line, page: Page, sentence: int) -> list[MeetingName]:
    """Return the meetings that a line names, in order."""
    found = [
        _of_body(line, match, page, sentence)
        for match in (BODY.finditer(line.labels) if "B" in line.labels else ())
        if _MEETS.search(page.view, line.starts[match.start(1)], line.ends[match.end() - 1])
    ]
    if "m" not in line.labels:
        return found
    if its := _held_its(line, page, sentence):
        found.append(its)
    for match in NAMED.finditer(line.labels):
        first, last = match.span()
        group = "of" if match["of"] else "core" if match["core"] else "plain"
        start, end = match.start(group), match.end()
        number, number_at = _ordinal(line, first, match.start("of") + 1 if match["of"] else start + 1, page)
        while start < match.end(group) and line.labels[start] in "Oxz" and line.labels[start + 1 : start + 2] not in ("", "o"):
            start += 1
        at, series_at = (line.starts[first], line.ends[last - 1]), (line.starts[start], line.ends[end - 1])
        words = page.value(*series_at)
        series = "" if match["of"] and not number and not re.search(r"[mKB](?:\(?Y\)?)?$", match["of"]) else series_of(words)
        if (
            (match["plain"] and not _is_formal(line, match.span("plain"), words))
            or _GENERAL.search(page.view[slice(*series_at)])
            or line.values[line.labels.rindex("m", first, last)] == "talk"
            or not any(word[:1].isupper() for word in words.split())
        ):
            continue
        found.append(MeetingName(at, series_at, series, number, number_at, sentence))
    return found
