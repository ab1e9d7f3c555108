# ruff: noqa: E501 - a pattern or a row of a table is read as one line

"""Meetings that a document only mentions: the next of a series, a summit ahead, a dated meeting recalled."""

import re
from collections.abc import Sequence
from typing import Final

from communique.reading.dates import Calendar, find_dates
from communique.reading.drafts import same_series
from communique.reading.line import ordinal_of
from communique.reading.names import REFERRED, MeetingName
from communique.reading.page import Page
from communique.reading.people import Span
from communique.records import ReadMeeting, Reference

_AHEAD: Final = re.compile(r"\b((?:next|upcoming|forthcoming)\s+)$")
_EVENT: Final = re.compile(
    r"\b(?:summit|meetings?|ministerial|conference|retreat|session|consultations|iteration|round|talks|general assembly|plenary|forum)\b",
    re.IGNORECASE,
)
_RECALLED: Final = re.compile(
    r"\b(?:built (?:up)?on|building on|progress made in|ahead of|margins of|sidelines of|following|identified (?:through|at|in)|outcomes of|at|during|since|attended?|participat\w+ in|host\w*|welcomed)\s+(?:the\s+)?(?:\w+\s+){0,3}$"
)
_DATED: Final = re.compile(
    r"(?:(?:January|February|March|April|May|June|July|August|September|October|November|December)(?: \d{1,2},?)?(?: (?:20\d\d))? )(?:(?!for |with |to |in |at |on |of |and )[a-z-]+ |[A-Z][\w-]+ ){0,3}(?:meeting|summit|visit|call)(?: (?:between|with) [^.,;]{3,80}?(?= which| that| to | in | on |[.,;]|$))?"
)
#: What a meeting is of: "the next round of the Consultations", "the fourth meeting of the group".
_OF: Final = r"(?: of (?:the |its |their )?(?:[A-Z][\w.&'-]*(?:,? (?:of|on|for|and|the|[A-Z][\w.&'-]*))*(?<! of)(?<! on)(?<! for)(?<! and)(?<! the)|group|committee|dialogue|commission)(?: \([A-Z]+\))?)?"
_NEXT: Final = re.compile(
    r"\b(?:next|upcoming|forthcoming) (?:[A-Z][\w.'-]+ |[a-z-]+ ){0,5}?(?:meetings?|rounds?|session|dialogue|summit|consultations|ministerial|plenary|edition|iteration|Summit|Dialogue|Conference|Ministerial|Meeting|Session|Round|Plenary|Council|Commission|Committee)\b"
    + _OF
)
#: What was before: "the last meeting of the Council", "the inaugural round".
_LAST: Final = re.compile(
    r"\b(?:last|previous|preceding|inaugural|first two) (?!month|week|year|few|night|several)(?!meetings?\b(?! (?:of|in|on|was|took|held)\b))(?:[A-Z][\w.'-]+ |[a-z-]+ ){0,4}?(?:meetings?|rounds?|session|dialogue|summit|consultations|ministerial|plenary|edition|iteration|talks|Summit|Dialogue|Conference|Ministerial|Meeting|Session|Round|Plenary|Intersessional|Council|Commission)\b"
    + _OF
)
#: A visit or meeting of named or counted people: "the meeting of the two presidents", "the State Visit of President Ito to Peru".
_OF_PEOPLE: Final = re.compile(
    r"\b(?:meeting|summit|talks|call) (?:of|between) (?:the|our|their) (?:two |three )?(?:presidents|leaders|prime ministers|foreign ministers|ministers|heads of state)\b"
)
#: "the State Visit of President Ito to Peru", "an official visit in May 2020"
_VISIT: Final = re.compile(
    r"\b(?:[Ss]tate |[Oo]fficial |[Ww]orking )+[Vv]isit(?: (?:of|by) (?:[A-Z][\w.'-]+ ?){2,6}(?: to (?:the )?[A-Z]\w+(?: [A-Z]\w+)*)?|(?= (?:to [A-Z]\w+ )?in (?:[A-Z][a-z]+ )?20\d\d))"
)
_NTH: Final = r"(?:[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ff]ifth|[Ss]ixth|[Ss]eventh|[Ee]ighth|[Nn]inth|[Tt]enth|[Ee]leventh|[Tt]welfth|\d{1,3}(?:st|nd|rd|th)|[IVX]{1,5})"
#: A meeting told by its number; whether it is another than the document's own is asked of the number.
_NUMBERED: Final = re.compile(
    rf"\b({_NTH}) (?:[A-Z][\w.'-]+ |[a-z-]+ ){{0,4}}?(?:meeting|round|session|dialogue|consultations|edition|iteration|Meeting|Round|Session|Dialogue|Consultations){_OF}"
)
_COP: Final = re.compile(r"\bCOP-? ?\d\d\b")
_MONTHS: Final = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_THEIRS: Final = re.compile(
    rf"(?<= )[th](?:heir|is|er) (?:[a-z-]+ ){{0,2}}?(?:meetings?|calls?|talks|summit)(?: with [A-Z][^,.;]{{2,60}}?)? (?:in (?:[A-Z]\w+ (?:in |last |on ))?|on |last ){_MONTHS}(?: \d{{1,2}})?(?:,? 20\d\d)?"
)
_SIDE_EVENT: Final = re.compile(r"\bside events? on [^.,;]{5,120}")
#: Patterns by rule, with parts of words without which they find nothing.
_PATTERNS: Final = (
    (("meeting", "summit", "visit", "call"), _DATED, "dated meeting recalled"),
    ((" in ", " last "), _THEIRS, "meeting of theirs recalled"),
    (("COP",), _COP, "conference by its number"),
    (("next ", "upcoming ", "forthcoming "), _NEXT, "next of a series"),
    (("last ", "previous ", "preceding ", "inaugural ", "first two "), _LAST, "one before in a series"),
    ((" presidents", " leaders", " ministers", " heads of"), _OF_PEOPLE, "meeting of people recalled"),
    (("tate visit", "tate Visit", "fficial visit", "fficial Visit", "orking visit", "orking Visit"), _VISIT, "visit recalled"),
    (("side event",), _SIDE_EVENT, "side event by its subject"),
)
_BUILDS: Final = re.compile(r"\b(?:built (?:up)?on|building on|builds on|progress made (?:in|at|during))\b")
_LISTS: Final = re.compile(r"\b(?:including|such as|like|through|via|called|calls)\s+(?:the\s+)?$")
_HOSTED: Final = re.compile(
    r"\s+(?:(?:being |to be |successfully )?(?:hosted|held|convened) (?:by|in|on|today)|later this|this (?:fall|spring|summer|winter|week|month|year)|on (?:January|February|March|April|May|June|July|August|September|October|November|December))"
)
#: A place and a month, or a month, right after a name.
_SET: Final = re.compile(
    r"\s+(?:in (?:the )?[A-Z][\w.]+(?: [A-Z]\w+)? )?(?:in (?:early |late |mid-)?(?:January|February|March|April|May|June|July|August|September|October|November|December)|(?:early|later|next) (?:next |this )?(?:year|month|fall|spring|summer|winter))\b"
)
_YEAR: Final = re.compile(r"\s+in (20\d\d)\b")
_YEAR_TO_COME: Final = re.compile(
    r" (?:will|is to|is expected to|shall) (?:be (?:held|hosted|convened)|take place|convene|meet)(?: (?:in|by) [A-Z][\w.,]*(?: [A-Z][\w.,]*){0,3})? in (20\d\d)\b"
)


def _date(page: Page, span: Span, calendar: Calendar) -> tuple[str | None, Span | None]:
    """Return the date inside a name or right after it."""
    sentence = page.sentence_at(span[0])
    if year := _YEAR.match(page.view, span[1]) or _YEAR_TO_COME.match(page.view, span[1], sentence.end):
        return year[1], year.span(1)
    window = (span[0], min(sentence.end, span[1] + 45))
    when = next((when for when in find_dates(page.view, window, calendar) if when.start), None)
    if when is None and page.view.startswith(("On ", "In "), sentence.start):
        when = next(
            (
                when
                for when in find_dates(page.view, (sentence.start, min(sentence.start + 30, sentence.end)), calendar)
                if when.start
            ),
            None,
        )
    return (when.start, when.at) if when else (None, None)


def _reference(page: Page, span: Span, rule: str, calendar: Calendar) -> Reference:
    date, at = _date(page, span, calendar)
    evidence = [page.excerpt(*span), *([page.excerpt(*at)] if at else [])]
    return Reference(page.value(*span), page.excerpt(*span), rule, tuple(evidence), date)


def _by_name(page: Page, name: MeetingName, own: Sequence[str], acronyms: frozenset[str]) -> tuple[Span, str] | None:
    """Return span and rule when a named meeting is referred to."""
    start = page.sentences[name.sentence].start
    before = page.view[max(start, name.at[0] - 60) : name.at[0]]
    words = page.view[slice(*name.at)]
    if found := _AHEAD.search(before):
        return (name.at[0] - len(found[1]), name.at[1]), "next of a series"
    if any(same_series(name.series, series) for series in own) or (set(name.series.split()) & acronyms):
        return None
    if _LISTS.search(before):
        return None
    if (
        name.ordinal
        or (_EVENT.search(words) and (REFERRED.search(before) or _HOSTED.match(page.view, name.at[1])))
        or _SET.match(page.view, name.at[1])
    ):
        return name.at, "other meeting by name"
    builds = _BUILDS.search(page.view, start, name.at[0])
    return (name.at, "meeting that this one builds on") if (builds or _RECALLED.search(before)) and " " in words else None


def _is_own(words: str, numbers: set[int]) -> bool:
    """Tell whether a number before an acronym is that of the document's own meeting."""
    return ordinal_of(words.split()[0]) in numbers


def find_references(
    page: Page, names: Sequence[MeetingName], own: Sequence[ReadMeeting], calendar: Calendar
) -> tuple[Reference, ...]:
    """Return the meetings that the text refers to, each once; `own` are the document's own meetings."""
    found: dict[str, Reference] = {}
    acronyms = frozenset(found for meeting in own for found in re.findall(r"\(([A-Z][\w&-]+)\)", meeting.name or ""))
    series, dates = [meeting.series for meeting in own if meeting.series], {meeting.start for meeting in own}
    spans: list[tuple[Span, str]] = [
        got for name in names if page.sentences[name.sentence].kind != "heading" and (got := _by_name(page, name, series, acronyms))
    ]
    numbers = {meeting.ordinal for meeting in own if meeting.ordinal}
    spans += [
        (match.span(), "other meeting by its number")
        for match in (_NUMBERED.finditer(page.view) if numbers else ())
        if ordinal_of(match[1]) not in {*numbers, None} and page.sentence_at(match.start()).kind != "heading"
    ]
    if acronyms:
        short = re.compile(
            rf"\b(?:{_NTH}|next|last|previous|upcoming|forthcoming) (?:{'|'.join(map(re.escape, sorted(acronyms)))})\b"
        )
        spans += [
            (match.span(), "other meeting by its acronym") for match in short.finditer(page.view) if not _is_own(match[0], numbers)
        ]
    for hints, pattern, rule in _PATTERNS:
        if any(hint in page.view for hint in hints):
            spans += [(match.span(), rule) for match in pattern.finditer(page.view)]
    for span, rule in sorted(spans, key=lambda item: (item[0][0], -item[0][1])):
        if any(one.at.start <= span[0] < one.at.end for one in found.values()):
            continue
        reference = _reference(page, span, rule, calendar)
        if rule == "dated meeting recalled" and reference.date in dates:
            continue
        if rule == "one before in a series" and 1 in numbers and "inaugural" in reference.name:
            continue
        found.setdefault(reference.name.lower(), reference)
    return tuple(found.values())
