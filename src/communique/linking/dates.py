"""Dates of any precision, as the tables of others write them."""

import re
from datetime import date, timedelta
from typing import Final

_ISO: Final = re.compile(r"\+?(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?(?![\d/])")


def iso_date(text: str) -> str:
    """Return a date in ISO 8601 as precisely as a text gives it; nothing for what is no such date.

    Zeros stand for what is not known, as some registers have it; other orders of day and month are not guessed at.

    >>> iso_date("2011-05-02T00:00:00Z"), iso_date("+1950-00-00"), iso_date("3/2/1955")
    ('2011-05-02', '1950', '')
    """
    found = _ISO.match(text.strip())
    parts = [part for part in found.groups() if part and int(part)] if found else []
    return "-".join(parts) if parts and _is_day(*map(int, parts)) else ""


def _is_day(year: int, month: int = 1, day: int = 1) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def bounds(text: str) -> tuple[date, date]:
    """Return the first and the last day of an ISO date of any precision.

    >>> bounds("2021-12")
    (datetime.date(2021, 12, 1), datetime.date(2021, 12, 31))
    """
    year, month, day = ([int(part) for part in text[:10].split("-")] + [0, 0])[:3]
    first = date(year, month or 1, day or 1)
    if day:
        return first, first
    last_month = month or 12
    after = date(year + last_month // 12, last_month % 12 + 1, 1) if year < 9999 else date.max
    return first, after - timedelta(days=1)
