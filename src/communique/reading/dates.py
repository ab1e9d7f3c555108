# ruff: noqa: E501 - a pattern or a row of a table is read as one line

"""Dates as texts write them, each resolved by a named rule.

A date without a year takes it from the publication date, else from years in the text that fix it, else from the name of an image file
of the same day. "Today" and its kin count from the publication date. What nothing fixes stays partial or absent: never a guess.
"""

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from communique.reading.words import MONTHS, WEEKDAYS, plain
from communique.records import Status

_MONTH: Final = "(?P<{0}>" + "|".join(f"{name[:3]}(?:{name[3:]}|t?\\.)" if len(name) > 4 else f"{name}" for name in MONTHS) + ")"
_DAY: Final = r"(?P<{0}>[0-3]?\d)(?:st|nd|rd|th)?(?![\d:%]|[.,]\d|\w)"
_YEAR: Final = r"(?P<year>(?:19|20)\d\d)(?!\d|[.,]\d)"
_TO: Final = r"\s*(?:-|and|to|through|until|&)\s*"
_WEEKDAY: Final = rf"(?:(?:{'|'.join(WEEKDAYS)}),?\s+)?(?:the\s+)?"


_AT_WORD: Final = r"(?<![\w-])"


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(_AT_WORD + text)


_M, _M2, _D, _D2 = _MONTH.format("month"), _MONTH.format("month2"), _DAY.format("day"), _DAY.format("day2")
#: How dates are written, by rule, the more complete first.
FORMS: Final = tuple(
    (rule, _pattern(pattern))
    for rule, pattern in (
        ("range over months", rf"{_M}\s+{_D}(?:,?\s+(?:19|20)\d\d)?{_TO}{_WEEKDAY}{_M2}\s+{_D2}(?:,?\s+{_YEAR})?"),
        ("range over months", rf"{_D}\s+(?:of\s+)?{_M}{_TO}{_WEEKDAY}{_D2}\s+(?:of\s+)?{_M2}(?:,?\s+{_YEAR})?"),
        ("range of days", rf"{_M}\s+{_D}{_TO}{_WEEKDAY}{_D2}(?:,?\s+{_YEAR})?"),
        ("range of days", rf"{_D}{_TO}{_D2}\s+(?:of\s+)?{_M}(?:,?\s+{_YEAR})?"),
        ("several days", rf"{_D}(?:, [0-3]?\d(?:st|nd|rd|th)?)*,?\s+and\s+{_D2}\s+(?:of\s+)?{_M}(?:,?\s+{_YEAR})?"),
        ("several days", rf"{_M}\s+{_D}(?:, [0-3]?\d(?:st|nd|rd|th)?)*,\s+and\s+{_D2}(?:,?\s+{_YEAR})?"),
        ("month and day", rf"{_M}\s+(?:the\s+)?{_D}(?:,?\s+{_YEAR})?"),
        ("day and month", rf"{_D}\s+(?:of\s+)?{_M}(?:,?\s+(?:of\s+)?{_YEAR})?"),
        ("numbers", r"(?P<year>20\d\d)-(?P<monthno>[01]\d)-(?P<day>[0-3]\d)(?!\d)"),
        ("numbers, day before month", r"(?P<day>[0-3]?\d)\.(?P<monthno>[01]?\d)\.(?P<year>20\d\d)(?!\d)"),
        ("numbers, day before month", r"(?P<day>1[3-9]|2\d|3[01])/(?P<monthno>[01]?\d)/(?P<year>20\d\d)(?!\d)"),
        ("month of a year", rf"{_M},?\s+(?:of\s+)?{_YEAR}"),
        ("day counted from publication", r"(?P<near>[Tt]oday|[Yy]esterday|[Tt]omorrow|(?:[Tt]his|[Ee]arlier this) (?:morning|afternoon|evening)|[Tt]onight)"),
        ("weekday counted from publication", rf"(?:(?:on|On|this|last|next)\s+|(?<=, )(?=[A-Z][a-z]+day,))(?P<weekday>{'|'.join(WEEKDAYS)})(?!,?\s+(?:{'|'.join(MONTHS)}))"),
    )
)  # fmt: skip
_NAMED_GROUP: Final = re.compile(r"[(][?]P<[a-z0-9]+>")
#: All forms as one; each begins at a word, which is asked once for all of them.
_ANY: Final = re.compile(
    rf"{_AT_WORD}(?=[\dA-Zteyol])(?:"
    + "|".join(f"({_NAMED_GROUP.sub('(?:', form.pattern.removeprefix(_AT_WORD))})" for _, form in FORMS)
    + ")"
)
#: Something a date begins with; a sentence without it has none.
HINT: Final = re.compile(r"\d|[Tt]oday|[Yy]esterday|[Tt]omorrow|[Tt]onight|[Tt]his |day\b")
_IMAGE_DAY: Final = re.compile(r"(?:IMG|PHOTO|DSC|image|foto)[-_](20\d\d)([01]\d)([0-3]\d)", re.IGNORECASE)
_YEARS: Final = re.compile(r"(?<!\d)(?:(?<=in )|(?<=during )|(?<=[a-z] of )|(?<=(?:y|h|l|e|t|r) ))(20\d\d)(?!\d|[-–][a-z])")
_NOT_NOW: Final = re.compile(
    r"(?:[Bb]y|[Ss]ince|[Uu]ntil|launched in|established in|founded in|created in|signed in|began in|next in|for fiscal year|fiscal year) $"
)
_NUMBER: Final = {name[:3]: number for number, name in enumerate(MONTHS, 1)}
_SHIFT: Final = {"yesterday": -1, "tomorrow": 1}
_FAR: Final = 200
#: Days after publication on which something held may yet lie: a text may be issued before what it tells of.
_SOON: Final = 30


@dataclass(frozen=True, slots=True)
class When:
    """A date in the text: ISO start and end (or `None`), the rule that fixed it, and where what it leans on stands."""

    start: str | None
    end: str | None
    rule: str
    at: tuple[int, int]
    source: str | None = None
    leans_on: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Calendar:
    """What fixes the year of a date without one: the publication date and the text as stored."""

    published: str | None
    text: str
    dateline: tuple[str, tuple[int, int]] | None = None

    @property
    def issued(self) -> str | None:
        """The day of publication: as the metadata has it, else as the text begins."""
        if self.published and len(self.published) >= len("2021-05-03"):
            return self.published[:10]
        return self.dateline[0] if self.dateline else None

    @property
    def source(self) -> tuple[str | None, tuple[int, int] | None]:
        """What tells the day of publication: the metadata field, or where the dateline stands."""
        told = bool(self.published and len(self.published) >= len("2021-05-03"))
        return ("published", None) if told or not self.dateline else (None, self.dateline[1])

    def year_of(self, month: int, day: int, status: Status = "held") -> tuple[int, str, str | None, tuple[int, int] | None] | None:
        """Return year, rule, metadata field and place of the year for a month and a day, if something fixes it."""
        if self.issued:
            return self._nearest(month, day, status), "year of publication", *self.source
        for found in _IMAGE_DAY.finditer(self.text):
            if (int(found[2]), int(found[3])) == (month, day):
                return int(found[1]), "year of an image of that day", None, found.span()
        return self._from_text()

    def _nearest(self, month: int, day: int, status: Status) -> int:
        """Return the year that brings the day nearest to the publication, before it for what was held."""
        issued = date.fromisoformat(self.issued or "")
        ahead = (date(2000, month, min(day, 28)) - date(2000, issued.month, min(issued.day, 28))).days
        if ahead > (_FAR if status == "planned" else _SOON):
            return issued.year - 1
        return issued.year + 1 if ahead < -_FAR else issued.year

    def _from_text(self) -> tuple[int, str, str | None, tuple[int, int] | None] | None:
        """Return the year that the text names most often as its present, if one stands out."""
        found = [
            match
            for match in _YEARS.finditer(self.text)
            if not _NOT_NOW.search(self.text, max(0, match.start() - 20), match.start())
        ]
        counts = Counter(match[1] for match in found).most_common(2)
        if not counts or (len(counts) > 1 and counts[0][1] == counts[1][1]):
            return None
        best = counts[0][0]
        return int(best), "year in the text", None, next(match.span() for match in found if match[1] == best)


#: A line or the beginning of a line that dates the text: "Lima, May 3, 2022 -", "3 May 2022".
_DATELINE: Final = re.compile(
    rf"(?m)^[ \t]*(?:(?:[A-Z][\w.' -]{{1,30}}, ){{0,2}}[A-Z][\w.' -]{{2,30}},? |(?:Release |Publication )?[Dd]ate:? |Published (?:on )?)?(?:\(?(?:{'|'.join(WEEKDAYS)}),? )?"
    rf"(?P<date>{_M} {_D},? {_YEAR}|{_D.replace('day', 'day2')} {_M2},? {_YEAR.replace('year', 'year2')})\)?(?=\s*(?:[.:-]|$))"
)
#: Characters at the beginning of a text in which a dateline is looked for.
_HEAD: Final = 700


def find_dateline(text: str) -> tuple[str, tuple[int, int]] | None:
    """Return the day by which a text dates itself, and where it stands.

    >>> find_dateline("Lima, May 3, 2022. The ministers met yesterday.")
    ('2022-05-03', (6, 17))
    """
    found = _DATELINE.search(plain(text[:_HEAD]))
    if not found:
        return None
    month, day, year = (found[name] or found[f"{name}2"] for name in ("month", "day", "year"))
    iso = _iso(int(year), _NUMBER[month[:3]], int(day))
    return (iso, found.span("date")) if iso else None


def _iso(year: int | None, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat() if year else None
    except ValueError:
        return None


def _counted(found: re.Match[str], calendar: Calendar, rule: str, status: Status) -> When:
    """Return a date that counts from the publication date."""
    at = found.span()
    if not calendar.issued:
        return When(None, None, rule, at)
    issued = date.fromisoformat(calendar.issued)
    if "weekday" in found.re.groupindex:
        gap = WEEKDAYS.index(found["weekday"]) - issued.weekday()
        ahead = found[0].startswith("next") or (status == "planned" and not found[0].startswith("last"))
        days = gap % 7 if ahead else gap % 7 - 7 if gap % 7 else (-7 if found[0].startswith("last") else 0)
    else:
        days = _SHIFT.get(found["near"].lower(), 0)
    day = (issued + timedelta(days=days)).isoformat()
    source, leans_on = calendar.source
    return When(day, day, rule, at, source, leans_on)


def _resolve(found: re.Match[str], rule: str, calendar: Calendar, status: Status) -> When:
    parts = found.groupdict()
    if "near" in parts or "weekday" in parts:
        return _counted(found, calendar, rule, status)
    month = int(parts["monthno"]) if parts.get("monthno") else _NUMBER[parts["month"][:3]]
    if "day" not in parts:
        iso = f"{parts['year']}-{month:02}"
        return When(iso, iso, rule, found.span())
    day, month2, day2 = (
        int(parts["day"]),
        _NUMBER[(parts.get("month2") or "")[:3]] if parts.get("month2") else month,
        int(parts.get("day2") or parts["day"]),
    )
    if parts.get("year"):
        year = int(parts["year"])
        return When(_iso(year - (month2 < month), month, day), _iso(year, month2, day2), rule, found.span())
    fixed = calendar.year_of(month, day, status)
    if fixed is None:
        return When(None, None, rule, found.span())
    year, why, source, leans_on = fixed
    return When(
        _iso(year, month, day), _iso(year + (month2 < month), month2, day2), f"{rule}, {why}", found.span(), source, leans_on
    )


def find_dates(view: str, span: tuple[int, int], calendar: Calendar, status: Status = "held") -> list[When]:
    """Return the dates between two offsets, in order.

    >>> [(when.start, when.end, when.rule) for when in find_dates("from May 9 to 10, 2022", (0, 22), Calendar(None, ""))]
    [('2022-05-09', '2022-05-10', 'range of days')]
    """
    if not HINT.search(view, *span):
        return []
    dates = []
    for found in _ANY.finditer(view, *span):
        rule, pattern = FORMS[(found.lastindex or 1) - 1]
        again = pattern.match(view, *found.span())
        if again:
            dates.append(_resolve(again, rule, calendar, status))
    return dates
