"""The features of a pair, their sum, and what forbids a pair: the traps that public registers set."""

from dataclasses import replace

import pytest

from communique.linking.base import Office, Subject
from communique.linking.features import TABLES, THRESHOLD, Mark, Score, compare
from communique.linking.service import TYPES

ENVOY = Subject(
    "person/harrow",
    "person",
    "Ruth Harrow",
    posts=(Office("Ambassador to Peru", start="2011-05-02", end="2012-06-01", attested=True),),
    dates=("2011-05-02", "2012-06-01"),
)
RECORD = Subject(
    "harrow-ruth", "person", "Ruth Ann Harrow", posts=(Office("Ambassador", "peru", "", "2010-09-01", "2013-08-01"),), began="1950"
)


def person(name: str, **other: object) -> Subject:
    """Return the envoy under another name."""
    return replace(ENVOY, label=name, **other)  # type: ignore[arg-type]


def place(**other: object) -> Subject:
    """Return a town that several regions have."""
    return replace(Subject("place/otero", "place", "Otero", country="USA", region="Verde"), **other)  # type: ignore[arg-type]


def test_the_score_is_the_sum_of_its_marks() -> None:
    """What a person reads in the line of reasons adds up to the score."""
    score = compare(ENVOY, RECORD)

    assert round(sum(mark.points for mark in score.marks), 4) == score.value == 1.0


def test_the_reasons_name_what_was_seen() -> None:
    """Each mark says in words what it found."""
    assert compare(person("Harrow"), RECORD).why == (
        "family name +0.30 (harrow); post +0.25 (Ambassador peru); time +0.20 (2011-05-02 in 2010-09-01 to 2013-08-01) = 0.75"
    )


def test_a_score_of_nothing_says_so() -> None:
    """A pair without marks still reads as a sum."""
    assert Score(0.0, ()).why == " = 0.00"


def test_points_are_weight_times_value() -> None:
    """A feature against the pair takes points away."""
    assert Mark("time", 0.2, -1.0, "outside").points == -0.2


@pytest.mark.parametrize("name", ["Harrow", "Ruth Harrow", "R. Harrow", "Ruth A. Harrow", "HARROW, Ruth"])
def test_a_name_with_its_post_and_date_is_enough(name: str) -> None:
    """However much of the name a release prints, name, post and date together lead to the record."""
    assert compare(person(name), RECORD).value >= THRESHOLD


def test_a_name_alone_is_never_enough() -> None:
    """A full name without a second witness stays below the threshold."""
    assert 0 < compare(person("Ruth Ann Harrow", posts=(), dates=()), RECORD).value < THRESHOLD


def test_another_given_name_forbids_the_pair() -> None:
    """The same family name and post with another given name is another person."""
    assert compare(person("Raul Harrow"), RECORD).against == ("given names: raul / ruth ann",)


def test_junior_and_senior_are_two_people() -> None:
    """Different suffixes forbid the pair."""
    assert compare(person("Ruth Harrow Jr."), replace(RECORD, label="Ruth Harrow Sr.")).value == 0


def test_first_of_two_family_names_speaks_for_the_pair() -> None:
    """A Spanish name printed with one family name or with both is one name, a little less surely."""
    score = compare(person("Ruth Harrow"), replace(RECORD, label="Ruth Harrow Solís"))

    assert score.marks[0].value == 0.7
    assert score.value >= THRESHOLD


def test_the_dead_hold_no_posts() -> None:
    """A namesake who died before forbids the pair."""
    assert compare(ENVOY, replace(RECORD, ended="1999")).against == ("life: ended 1999, attested 2012-06-01",)


def test_children_hold_no_posts() -> None:
    """A namesake not yet grown forbids the pair."""
    assert compare(ENVOY, replace(RECORD, began="2001")).value == 0


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


# --- traps of public registers ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ours", "theirs", "reason"),
    [
        ("agency", "post", "an agency is not a post"),
        ("facility", "place", "a facility is not a place"),
        ("person", "agency", "a person is not an agency"),
    ],
)
def test_kinds_must_agree(ours: str, theirs: str, reason: str) -> None:
    """A ministry is never its minister's post, a port of entry never the town of the same name."""
    score = compare(Subject("a", ours, "Otero", country="USA"), Subject("b", theirs, "Otero", country="USA"))

    assert (score.value, score.against) == (0.0, (reason,))


def test_a_record_of_no_stated_kind_stays_below_the_threshold() -> None:
    """It may be looked at, and is never proposed."""
    body = Subject("a", "agency", "Harbour Office", country="MEX")

    assert compare(body, Subject("b", "", "Harbour Office", country="MEX")).value == pytest.approx(THRESHOLD - 0.01)


def test_two_towns_of_one_name_are_told_apart_by_region() -> None:
    """The same name in another part of the country forbids the pair."""
    assert compare(place(), place(region="Azul")).against == ("region: Verde / Azul",)


def test_name_and_country_do_not_make_a_town() -> None:
    """Without region or distance a town stays below the threshold."""
    assert compare(place(region=""), place()).value < THRESHOLD


def test_a_near_town_of_the_name_is_the_town() -> None:
    """Name, country and a short distance are enough."""
    assert compare(place(region="", point=(32.5, -117.0)), place(point=(32.55, -117.05))).value >= THRESHOLD


def test_wrong_coordinates_do_not_reject_the_right_town() -> None:
    """A register that places the town ninety kilometres away still has it, since the region agrees."""
    assert compare(place(point=(32.54, -117.03)), place(point=(33.25, -116.55))).value >= THRESHOLD


def test_one_acronym_in_two_countries_is_two_bodies() -> None:
    """Two agencies of one name are told apart by country."""
    ours = Subject("agency/wpa", "agency", "Water Protection Agency", ("WPA",), country="USA")

    assert compare(ours, replace(ours, id="x", country="IRL")).against == ("country: USA / IRL",)


def test_a_body_renamed_before_is_not_the_body() -> None:
    """A record that had ended when ours is attested does not match by its name."""
    ours = Subject("agency/roads", "agency", "Secretariat of Roads", country="MEX", dates=("2022-12-01",))
    theirs = Subject("7", "agency", "Secretariat of Roads", country="MEX", ended="2021-10-21")

    assert compare(ours, theirs).against == ("life: ended 2021-10-21, attested 2022-12-01",)


def test_an_event_needs_its_day() -> None:
    """A summit of another year is another summit."""
    ours = Subject("meeting/x", "meeting", "Lakes Summit", dates=("2021-11-18",))
    same, other = (
        Subject("1", "meeting", "Lakes Summit", began="2021-11-18"),
        Subject("2", "meeting", "Lakes Summit", began="2023-01-10"),
    )

    assert compare(ours, same).value >= THRESHOLD > 0.5 > compare(ours, other).value


def test_a_post_is_known_by_title_body_and_country() -> None:
    """A chair of another country's office is another chair."""
    chair = Subject("post/chair", "post", "Chair of the Lake Office", bodies=("Lake Office",), country="MEX")

    assert compare(chair, replace(chair, id="1")).value == 1.0
    assert compare(chair, replace(chair, id="2", country="USA")).value == 0.0


def test_every_kind_with_features_is_a_type_of_the_service() -> None:
    """The feature tables and the service know the same kinds."""
    assert set(TABLES) <= set(TYPES)
