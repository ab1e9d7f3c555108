# ruff: noqa: E501 - a case is read as one line
"""Who led, chaired, hosted and joined."""

import pytest

from tests.reading.making import meeting, roles

ROLES = [
    ("Director Ann Bell led the U.S. delegation.", {"Ann Bell": [("lead", "delegation")]}),
    (
        "The meeting was led by Director Ann Bell and Minister Ana Ito.",
        {"Ann Bell": [("lead", "meeting")], "Ana Ito": [("lead", "meeting")]},
    ),
    ("Director Ann Bell led the meeting for the United States.", {"Ann Bell": [("lead", "delegation")]}),
    (
        "The Kenyan delegation, led by Minister Joe Otieno, met with Director Ann Bell.",
        {"Joe Otieno": [("lead", "delegation")], "Ann Bell": []},
    ),
    (
        "Director Ann Bell led the U.S. delegation and co-hosted the Bridge Dialogue alongside the U.S. Ambassador to Kenya, Max Roe.",
        {"Ann Bell": [("lead", "delegation"), ("host", "meeting")], "Max Roe": [("host", "meeting")]},
    ),
    (
        "The 4th Bridge Dialogue was held on May 3, co-chaired by Director Ann Bell and Minister Ana Ito.",
        {"Ann Bell": [("chair", "meeting")], "Ana Ito": [("chair", "meeting")]},
    ),
    (
        "The Bridge Dialogue was hosted by Minister Ana Ito; by Director Ann Bell; and by Judge Lea Fox.",
        {"Ana Ito": [("host", "meeting")], "Ann Bell": [("host", "meeting")], "Lea Fox": [("host", "meeting")]},
    ),
    (
        "Director Ann Bell hosted Kenyan Minister Joe Otieno for the Bridge Dialogue.",
        {"Ann Bell": [("host", "meeting")], "Joe Otieno": []},
    ),
    (
        "Director Ann Bell co-chaired the Bridge Dialogue with Minister Ana Ito.",
        {"Ann Bell": [("chair", "meeting")], "Ana Ito": [("chair", "meeting")]},
    ),
    (
        "The delegations of Peru, led by Minister Rosa Paz, and Chile, led by Minister Juan Soto, co-chaired the Bridge Dialogue.",
        {"Rosa Paz": [("lead", "delegation"), ("chair", "meeting")], "Juan Soto": [("lead", "delegation"), ("chair", "meeting")]},
    ),
]


@pytest.mark.parametrize(("text", "expected"), ROLES, ids=[text[:40] for text, _ in ROLES])
def test_a_verb_of_leading_gives_a_role(text: str, expected: dict[str, object]) -> None:
    """Active, passive and split forms give roles with their scope."""
    found = roles(text)

    assert found == expected


def test_the_words_of_a_role_are_kept() -> None:
    """A role carries the phrase that gives it."""
    found = meeting("Director Ann Bell led the U.S. delegation.").attendance[0].roles[0]

    assert found.words == "led the U.S. delegation"


def test_a_retreat_that_somebody_else_hosted_gives_no_role() -> None:
    """A role at another event, told in a later sentence, is not one at this meeting."""
    text = (
        "Minister Ana Ito met with Kenyan Minister Joe Otieno. They discussed the Lake Retreat hosted by Prime Minister Lena Dahl."
    )
    found = roles(text)

    assert found == {"Ana Ito": [], "Joe Otieno": []}


def test_those_in_one_enumeration_are_told_apart_by_it() -> None:
    """Members of one list share its name, so that they are known to be different people."""
    found = meeting(
        "The U.S. delegation included Director Ann Bell and Counselor Max Roe. Minister Ana Ito led the Kenyan delegation."
    ).attendance

    assert found[0].listed == found[1].listed is not None
    assert found[2].listed is None


def test_bodies_take_part_as_such() -> None:
    """Representatives, officials and hosts name bodies; the side is the delegation's."""
    text = (
        "On May 3, the U.S. and Peruvian governments met in Lima for the Third Bridge Dialogue. The U.S. delegation included representatives "
        "from the Departments of State and Energy, DHS, and the National Security Council, while the Peruvian delegation included "
        "representatives from the Ministry of Transport and Ports."
    )
    found = {body.organization: body.side for body in meeting(text).represented}

    assert found == {
        "Department of State": "United States", "Department of Energy": "United States", "DHS": "United States",
        "National Security Council": "United States", "Ministry of Transport and Ports": "Peru",
    }  # fmt: skip


def test_a_body_is_of_the_state_that_it_is_said_to_be_of() -> None:
    """A name that one state's department is known by is another's where that state stands behind it."""
    found = meeting(
        "Ghana and Chile met in Lima. Representatives of the Department of Agriculture of Ghana and the Department of Ports of Chile "
        "also joined the meeting."
    ).represented

    assert {body.organization: body.side for body in found} == {
        "Department of Agriculture of Ghana": "Ghana",
        "Department of Ports of Chile": "Chile",
    }
