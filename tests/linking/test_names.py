"""Names made comparable."""

import pytest

from communique.linking.names import PersonName, country_code, fold, likeness, person_name, same_given, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ruth Harrow", PersonName(("ruth",), ("harrow",))),
        ("Harrow", PersonName((), ("harrow",))),
        ("HARROW, Ruth Ann", PersonName(("ruth", "ann"), ("harrow",))),
        ("General Ruth Harrow", PersonName(("ruth",), ("harrow",))),
        ("Thomas “Tick” Harrow III", PersonName(("thomas",), ("harrow",), "iii")),
        ("(Dassel)", PersonName((), ("dassel",))),
        ("Piet van der Meulen", PersonName(("piet",), ("van", "der", "meulen"))),
        ("Mara Solís-Quint", PersonName(("mara", "solis"), ("quint",))),
        ("", PersonName((), ())),
    ],
)
def test_a_persons_name_is_cut_into_its_parts(text: str, expected: PersonName) -> None:
    """Honorifics and nicknames go, suffixes stand apart, particles belong to the family name."""
    assert expected == person_name(text)


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [("ruth", "ruth", 1.0), ("kenneth", "ken", 0.9), ("r", "ruth", 0.6), ("daniel", "daniela", 0.0), ("r", "s", 0.0)],
)
def test_given_names_agree_more_or_less(left: str, right: str, expected: float) -> None:
    """Equal, short, initial, or another name: one letter more is another name."""
    assert expected == same_given(left, right)


def test_a_short_form_agrees_either_way() -> None:
    """It does not matter which side has the short form."""
    assert same_given("bob", "robert") == same_given("robert", "bob") == 0.9


def test_folding_keeps_letters_of_any_script() -> None:
    """A name in another script does not vanish."""
    assert fold("Łódź, Ёлка") == "lodz елка"


def test_small_words_do_not_count() -> None:
    """The order of a body's name and its small words say nothing."""
    assert words("U.S. Department of State") == words("State Department")


def test_common_words_count_less_than_telling_ones() -> None:
    """Two ministries are less alike than two bodies for harbours."""
    ministries = likeness(words("Ministry of Harbours"), words("Ministry of Forests"))
    harbours = likeness(words("Ministry of Harbours"), words("Agency for Harbours"))

    assert ministries < 0.3 < harbours


def test_nothing_is_like_nothing() -> None:
    """Two names without telling words are not alike."""
    assert likeness(words("the"), words("of")) == 0.0


@pytest.mark.parametrize(
    ("name", "code"),
    [("Mexico", "MEX"), ("the Republic of Nowhere", ""), ("costa-rica", "CRI"), ("KOR", "KOR"), ("U.K.", "GBR")],
)
def test_states_are_known_by_their_names_and_codes(name: str, code: str) -> None:
    """Names, aliases, slugs and codes lead to the code; other words to none."""
    assert code == country_code(name)
