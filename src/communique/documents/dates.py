"""Dates as files state them, turned into ISO 8601 texts."""

import re
from datetime import date
from typing import Final

_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
#: The months' names in Spanish, French and Portuguese.
_OTHER_MONTHS: Final = {
    name: number
    for names in (
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    )
    for number, name in enumerate(names.split(), 1)
}
_NUMBERS: Final = {name: number for number, name in enumerate(_MONTHS, 1)}
_MONTH: Final = (
    r"(?P<month>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    rf"|Nov(?:ember)?|Dec(?:ember)?|{'|'.join(_OTHER_MONTHS)})\.?"
)
_DAY: Final = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR: Final = r"(?P<year>(?:19|20)\d\d)"
#: The written forms, most telling first.
_FORMS: Final = tuple(
    re.compile(form, re.I)
    for form in (
        r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)",
        r"(?<!\d)(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)(?!\d)",
        rf"\b{_MONTH} +{_DAY},? +{_YEAR}\b",
        rf"\b{_DAY} +(?:of +|de +)?{_MONTH},? +(?:de +)?{_YEAR}\b",
    )
)
_DAYS: Final = (rf"{_MONTH} +{_DAY}", rf"{_DAY} +(?:de +)?{_MONTH}")
_WEEKDAY: Final = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? +)?"
#: A line that is nothing but a date, perhaps with the day of the week before it.
DATE_LINES: Final = tuple(re.compile(rf"^[ \t*_]*{_WEEKDAY}{form},? +(?:de +)?{_YEAR}[ \t.*_]*$", re.M) for form in _DAYS)
#: Words in front of a date that make it that of an event.
_EVENT: Final = (
    r"(?:meeting|session|round|dialogue|summit|conference|talks|visit|statement|agenda|schedule|updated|forum|workshop"
    r"|consultations?|remarks|signed|done|seminar|deadline|programme|program)"
)
_CAPITALISED: Final = r"[^\W\d_a-z][\w.’'-]*"
#: A place and a date: on a line of their own, or in front of the text and parted from it by a dash.
DATELINES: Final = tuple(
    re.compile(
        rf"[ \t*_(]*(?![^\d\n]*\b(?i:{_EVENT})\b)(?:{_CAPITALISED}(?:,? +{_CAPITALISED}){{0,3}}),?(?: +\([^()\n]{{2,40}}\))?"
        rf"(?: *[,/|–—-]+)? *{_WEEKDAY}(?i:{form}),? +(?:de +)?{_YEAR}[ \t*_)]*(?:$|[–—:.-])"
    )
    for form in _DAYS
)


def iso_date(text: str) -> str | None:
    """Return the first full date in a text, or `None` if it has none.

    >>> iso_date("Fri, 10 Dec 2021 23:46:00 -0500"), iso_date("December 10th, 2021"), iso_date("2021-12-10T02:46Z")
    ('2021-12-10', '2021-12-10', '2021-12-10')
    >>> iso_date("31 February 2021") is None
    True
    """
    for form in _FORMS:
        match = form.search(text)
        if match:
            return iso_of(match["year"], match["month"], match["day"])
    return None


def iso_of(year: str, month: str, day: str) -> str | None:
    """Return the ISO form of a date whose month is a number or a name, or `None` if there is no such day.

    >>> iso_of("2021", "Dec", "2"), iso_of("2021", "agosto", "2"), iso_of("2021", "Brumaire", "2")
    ('2021-12-02', '2021-08-02', None)
    """
    name = month.lower().rstrip(".")
    number = int(month) if month.isdigit() else _OTHER_MONTHS.get(name) or _NUMBERS.get(name[:3], 0)
    try:
        return date(int(year), number, int(day)).isoformat()
    except ValueError:
        return None
