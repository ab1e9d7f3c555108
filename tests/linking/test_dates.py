"""Dates of any precision."""

from datetime import date

import pytest

from communique.linking.dates import bounds, iso_date


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2021-12-02", "2021-12-02"),
        ("+2021-12-02T00:00:00Z", "2021-12-02"),
        (" 2021-12 ", "2021-12"),
        ("1950-00-00", "1950"),
        ("1950-05-00", "1950-05"),
        ("2021-02-30", ""),
        ("2021-13", ""),
        ("0000", ""),
        ("3/2/1955", ""),
        ("1955/3/2", ""),
        ("20211202", ""),
        ("c. 1890", ""),
        ("", ""),
    ],
)
def test_iso_dates_are_read_as_precisely_as_they_are_given(text: str, expected: str) -> None:
    """What is not known is left out, and what is no date gives none."""
    assert expected == iso_date(text)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2021", date(2021, 1, 1), date(2021, 12, 31)),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29)),
        ("2021-12-02", date(2021, 12, 2), date(2021, 12, 2)),
    ],
)
def test_a_date_has_a_first_and_a_last_day(text: str, first: date, last: date) -> None:
    """A year, a month and a day are spans."""
    assert (first, last) == bounds(text)
