"""Moments in universal time may fall on the day after the publisher's own, so a day that the text itself gives goes first."""

import re
from datetime import date, timedelta
from typing import Final

from communique.documents.base import Stated
from communique.documents.dates import iso_date
from communique.documents.text import stated_in

_UTC: Final = " (UTC)"
_IN_UTC: Final = re.compile(r"\d\d:\d\d(?::[\d.]+)? ?(?:Z|UT|UTC|GMT|[+-]00:?00)\s*(?:\([A-Z]+\))?$")
_ONE_DAY: Final = timedelta(days=1)


def published(moment: str, source: str) -> Stated:
    """Return the day of publication that a moment falls on; its source says so if that day is one of universal time.

    >>> published("Fri, 10 Dec 2021 23:46:00 GMT", "meta date")
    Stated(field='published', value='2021-12-10', source='meta date (UTC)')
    """
    return Stated("published", iso_date(moment) or "", f"{source}{_UTC}" if _IN_UTC.search(moment.strip()) else source)


def by_the_text(stated: list[Stated], text: str) -> list[Stated]:
    r"""Put the day that the text itself gives before one of universal time, where the two differ by a day at most.

    >>> found = by_the_text([Stated("published", "2021-12-11", "meta date (UTC)")], "# Talks\n\nDecember 10, 2021\n\nThey met.")
    >>> found[0].value
    '2021-12-10'
    """
    first = next((entry for entry in stated if entry.field == "published" and entry.value), None)
    said = next((entry for entry in stated_in(text) if entry.field == "published"), None)
    if first is None or said is None or not first.source.endswith(_UTC):
        return stated
    apart = abs(date.fromisoformat(first.value) - date.fromisoformat(said.value))
    return [said, *stated] if apart <= _ONE_DAY else stated
