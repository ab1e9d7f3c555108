"""What features see of people."""

from dataclasses import replace

import pytest

from communique.linking.features import THRESHOLD, compare
from tests.linking.records import ENVOY, RECORD, person


@pytest.mark.parametrize("name", ["Harrow", "Ruth Harrow", "R. Harrow", "Ruth A. Harrow", "HARROW, Ruth"])
def test_a_name_with_its_post_and_date_is_enough(name: str) -> None:
    """However much of the name a release prints, name, post and date together lead to the record."""
    assert compare(person(name), RECORD).value >= THRESHOLD


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
