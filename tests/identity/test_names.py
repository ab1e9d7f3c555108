"""Comparing personal names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.identity.names import block_keys, compare_names, long_keys, match_given, read_name, short_keys

LETTERS = st.text("abcdeinorst", min_size=1, max_size=9)
NAMES = st.lists(LETTERS, min_size=1, max_size=4).map(" ".join)


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("Nora Adler", "NORA ADLER", "equal"),
        ("Noémie Ådler", "Noemie Adler", "equal"),
        ("Omar al-Amin", "Omar El Amin", "equal"),
        ("Amin, Omar", "Omar Amin", "equal"),
        ("Ji-woo Han", "Jiwoo Han", "spelling"),
        ("Nora B. Adler", "Nora Adler", "longer"),
        ("Nora Adler", "Nora Adler Ruiz", "longer"),
        ("C.S. Nora Adler", "Nora Adler", "longer"),
        ("Yousef Haddad", "Yusuf Haddad", "respelled"),
        ("Tom Oduya", "Thomas J. Oduya", "nickname"),
        ("Jim Oduya", "Jimmy Oduya", "nickname"),
        ("Wilma “Bee” Sand", "Bee Sand", "longer"),
        ("N. Adler", "Nora Adler", "initial"),
        ("Ito Haruka", "Haruka Ito", "reversed"),
        ("Han Ji-woo", "Ji-woo Han", "reversed"),
        ("Cristobal Vane", "Cristopal Vane", "letter"),
        ("Bernadine Vane", "Bernadin Vane", "near"),
        ("Nora Kowalsky", "Nora Kowalski", "near"),
        ("Adler", "Nora Adler", "surname"),
    ],
)
def test_compatible_names_say_how_they_fit(left: str, right: str, expected: str) -> None:
    """A match names the weakest thing that it needs."""
    found = compare_names(read_name(left), read_name(right))

    assert found == expected or (expected, found) == ("longer", "equal")


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Nora Adler", "Nora Amin"),
        ("Nora Adler", "Dora Adler"),
        ("Gabriel Vane", "Gabriela Vane"),
        ("Nora B. Adler", "Nora C. Adler"),
        ("Nora Adler Ruiz", "Nora Adler Sand"),
        ("Tom Oduya, Jr.", "Tom Oduya, Sr."),
        ("Bob Oduya", "Bill Oduya"),
        ("Adler", "Amin"),
        ("Adler Nora Ruiz", "Ruiz"[::-1] + " Nora Adler"),
    ],
)
def test_names_that_cannot_be_one_do_not_match(left: str, right: str) -> None:
    """A surname, a given name, a middle initial or a suffix that differs tells two people apart."""
    assert compare_names(read_name(left), read_name(right)) is None


@given(NAMES, NAMES)
def test_comparing_does_not_depend_on_the_order(left: str, right: str) -> None:
    """Whichever name comes first, the match is the same."""
    assert compare_names(read_name(left), read_name(right)) == compare_names(read_name(right), read_name(left))


@given(NAMES, NAMES)
def test_compatible_names_meet_in_a_block(left: str, right: str) -> None:
    """No match is lost by comparing within blocks only, but for one letter, which a common post brings together."""
    a, b = read_name(left), read_name(right)
    keys = [{*block_keys(name), *short_keys(name), *long_keys(name)} for name in (a, b)]
    match = compare_names(a, b)

    assert match in {None, "letter", "near"} or keys[0] & keys[1]


def test_one_given_name_is_matched_to_another() -> None:
    """Given names match if they are equal, short forms, spellings or initials of each other."""
    assert match_given("jose", "jose") == "equal"
    assert match_given("pepe", "jose") == "nickname"
    assert match_given("sergei", "sergey") == "respelled"
    assert match_given("j", "jose") == "initial"
    assert match_given("joan", "jose") is None
