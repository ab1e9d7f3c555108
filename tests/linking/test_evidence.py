"""What features see of bodies and places: the traps that gazetteers and registers set."""

from dataclasses import replace

from communique.linking.base import Subject
from communique.linking.features import THRESHOLD, compare
from tests.linking.records import place


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


def test_a_post_is_known_by_title_body_and_country() -> None:
    """A chair of another country's office is another chair."""
    chair = Subject("post/chair", "post", "Chair of the Lake Office", bodies=("Lake Office",), country="MEX")

    assert compare(chair, replace(chair, id="1")).value == 1.0
    assert compare(chair, replace(chair, id="2", country="USA")).value == 0.0
