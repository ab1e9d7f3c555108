"""Dates of any precision, as ISO texts."""

from datetime import date, timedelta
from functools import lru_cache

FAR = 10**6


@lru_cache(maxsize=65536)
def span(text: str) -> tuple[int, int]:
    """Return the first and last day of a date, as day numbers.

    >>> first, last = span("2024-02")
    >>> last - first
    28
    """
    parts = [int(part) for part in text.split("-")]
    first = date(parts[0], parts[1] if len(parts) > 1 else 1, parts[2] if len(parts) > 2 else 1)
    if len(parts) > 2:
        return first.toordinal(), first.toordinal()
    after = date(first.year + 1, 1, 1) if len(parts) == 1 else (first.replace(day=28) + timedelta(days=4)).replace(day=1)
    return first.toordinal(), after.toordinal() - 1


def days_between(left: str, right: str) -> int:
    """Return the fewest days that can lie between two dates.

    >>> days_between("2024-02", "2024-03-05")
    5
    """
    (a, b), (c, d) = span(left), span(right)
    return max(0, c - b, a - d)


def contains(left: str, right: str) -> bool:
    """Tell whether one date is the other, or the other made less precise.

    >>> contains("2024-02", "2024-02-11"), contains("2024-02-11", "2024-02-12")
    (True, False)
    """
    return left.startswith(right) or right.startswith(left)
