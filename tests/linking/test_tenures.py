"""What features see of posts and days."""

from dataclasses import replace

from communique.linking.base import Office, Subject
from communique.linking.features import THRESHOLD, compare
from tests.linking.records import ENVOY, RECORD, person


def test_a_post_at_another_time_speaks_against() -> None:
    """The same post half a century before lowers the score below the threshold for a family name."""
    early = replace(RECORD, posts=(Office("Ambassador", "peru", "", "1960", "1963"),), began="")

    assert compare(person("Harrow"), early).value < 0.4


def test_a_register_that_dates_a_few_weeks_later_is_believed_in_part() -> None:
    """A date shortly before the tenure of the register counts half."""
    later = replace(RECORD, posts=(Office("Ambassador", "peru", "", "2011-06-01", "2013-08-01"),))

    assert [mark.value for mark in compare(ENVOY, later).marks if mark.feature == "time"] == [0.5]


def test_an_open_tenure_is_believed_for_some_years() -> None:
    """A tenure without an end covers the next years, and not all to come."""
    open_ended = replace(RECORD, posts=(Office("Ambassador", "peru", "", "2010"),))
    dates = [("2012-01-01", 1.0), ("2031-01-01", -1.0)]

    assert dates == [
        (date, mark.value)
        for date, _ in dates
        for mark in compare(person("Harrow", posts=(Office("Ambassador to Peru", start=date),), dates=()), open_ended).marks
        if mark.feature == "time"
    ]


def test_a_deputy_is_not_the_office_holder() -> None:
    """Ranks make posts: a deputy assistant secretary is no assistant secretary."""
    deputy = person("Harrow", posts=(Office("Deputy Assistant Secretary for Harbours"),))
    chief = replace(RECORD, posts=(Office("Assistant Secretary for Harbours"),))

    assert [mark.says for mark in compare(deputy, chief).marks if mark.feature == "post"] == ["no such post there"]


def test_an_ambassador_to_one_country_is_none_to_another() -> None:
    """The country is part of the post."""
    elsewhere = replace(RECORD, posts=(Office("Ambassador", "panama", "", "2010", "2013"),))

    assert [mark.value for mark in compare(ENVOY, elsewhere).marks if mark.feature == "post"] == [0.0]


def test_an_event_needs_its_day() -> None:
    """A summit of another year is another summit."""
    ours = Subject("meeting/x", "meeting", "Lakes Summit", dates=("2021-11-18",))
    same, other = (
        Subject("1", "meeting", "Lakes Summit", began="2021-11-18"),
        Subject("2", "meeting", "Lakes Summit", began="2023-01-10"),
    )

    assert compare(ours, same).value >= THRESHOLD > 0.5 > compare(ours, other).value
