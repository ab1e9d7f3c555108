"""Reading official titles."""

import pytest

from communique.identity.nations import make_nations
from communique.identity.titles import read_title

NATIONS = make_nations([("state/ghana", ["Ghana", "Ghanaian"]), ("state/chile", ["Chile", "Chilean"])])


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Foreign Minister", "Minister of Foreign Affairs"),
        ("Foreign Minister", "Ministra de Relaciones Exteriores"),
        ("Foreign Minister", "Secretary of External Relations"),
        ("Deputy Health Minister", "Deputy Minister of Health"),
        ("Secretary of State for Ports", "State Secretary for Ports"),
        ("Ghanaian Ambassador to Chile", "Ambassador of Ghana to Chile"),
        ("Ambassador to Chile", "Embajador en Chile"),
        ("Director General for Customs", "Director-General of Customs"),
    ],
)
def test_one_title_in_other_words(left: str, right: str) -> None:
    """Word order, small words, translations and the own nation do not tell titles apart."""
    assert read_title(left, "state/ghana", NATIONS) == read_title(right, "state/ghana", NATIONS)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Foreign Minister", "Deputy Foreign Minister"),
        ("Foreign Minister", "Prime Minister"),
        ("Under Secretary for Trade", "Assistant Secretary for Trade"),
        ("Ambassador to Chile", "Ambassador to Ghana"),
        ("Press Secretary", "Foreign Secretary"),
        ("Secretary of Health", "Secretary General"),
    ],
)
def test_other_titles(left: str, right: str) -> None:
    """Rank, portfolio and destination tell titles apart."""
    assert read_title(left, "state/ghana", NATIONS) != read_title(right, "state/ghana", NATIONS)


def test_a_title_tells_whether_it_is_more_than_a_rank() -> None:
    """The word "Director" is not a post by itself, "Director for Ports" and "President" are."""
    found = [
        read_title(title, "state/ghana", NATIONS).specific
        for title in ("Director", "Deputy Director", "Director for Ports", "President")
    ]

    assert found == [False, False, True, True]
