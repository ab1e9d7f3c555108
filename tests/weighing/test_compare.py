"""What a difference between documents means, kind by kind."""

import pytest

from communique.properties import PROPERTIES
from communique.records import DisagreementKind, Term
from communique.weighing.compare import COMPARISONS, contains


def said(**documents: tuple[str, ...]) -> dict[str, frozenset[Term]]:
    """What each document says, as texts."""
    return {name: frozenset(Term("text", value) for value in values) for name, values in documents.items()}


@pytest.mark.parametrize(
    ("difference", "first", "second", "expected"),
    [
        ("contradiction", ("Oslo",), ("oslo",), None),
        ("contradiction", ("Oslo",), ("Bergen",), "contradiction"),
        ("granularity-or-contradiction", ("2021-05",), ("2021-05-04",), "granularity"),
        ("granularity-or-contradiction", ("2021-05-03",), ("2021-05-04",), "contradiction"),
        ("granularity-or-contradiction", ("has held annual talks",), ("has generally held annual talks",), "granularity"),
        ("granularity-or-contradiction", ("annual",), ("monthly",), "contradiction"),
        ("set", ("a", "b"), ("a", "b"), None),
        ("set", ("a",), ("a", "b"), "silence"),
        ("set", ("a", "c"), ("a", "b"), "contradiction"),
        ("naming", ("Ann Bell",), ("A. Bell",), "naming"),
        ("naming", ("Ann Bell", "A. Bell"), ("A. Bell",), None),
        ("aspect", ("lead",), ("chair",), "aspect"),
        ("aspect", ("lead",), ("lead", "host"), None),
        ("change", ("planned",), ("held",), "change"),
        ("silence", ("a",), ("a", "b"), "silence"),
        ("silence", ("a", "b"), ("b", "a"), None),
        ("none", ("a",), ("b",), None),
    ],
)
def test_a_difference_has_its_kind(
    difference: str, first: tuple[str, ...], second: tuple[str, ...], expected: DisagreementKind | None
) -> None:
    """Two documents' values compare as the kind of the property tells."""
    assert COMPARISONS[difference](said(a=first, b=second)) == expected


def test_every_kind_of_difference_in_the_table_has_a_comparison() -> None:
    """No property names a kind of difference that nothing compares."""
    assert {row.difference for row in PROPERTIES.values()} <= COMPARISONS.keys()


@pytest.mark.parametrize(
    ("longer", "shorter", "expected"),
    [
        ("2021-12-02", "2021", True),
        ("2021-12-02", "2022", False),
        ("2021-12", "2021-12-02", False),
        ("three Mexican and three U.S. administrations", "three Mexican and U.S. administrations", True),
        ("annual", "generally annual", False),
    ],
)
def test_containment(longer: str, shorter: str, expected: bool) -> None:
    """A date contains its month and year; a phrase contains another whose words it all has."""
    assert contains(longer, shorter) is expected
