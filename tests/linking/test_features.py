"""The sum of the features of a pair, and what forbids it."""

import pytest

from communique.linking.base import Subject
from communique.linking.features import TABLES, THRESHOLD, Mark, Score, compare
from communique.linking.service import TYPES
from tests.linking.records import ENVOY, RECORD, person


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


def test_a_name_alone_is_never_enough() -> None:
    """A full name without a second witness stays below the threshold."""
    assert 0 < compare(person("Ruth Ann Harrow", posts=(), dates=()), RECORD).value < THRESHOLD


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


def test_every_kind_with_features_is_a_type_of_the_service() -> None:
    """The feature tables and the service know the same kinds."""
    assert set(TABLES) <= set(TYPES)
