# ruff: noqa: E501 - a case is read as one line
"""Names with posts, in every order in which releases write them."""

import pytest

from tests.reading.making import people, posts

POSTS = [
    (
        "Foreign Minister Ana Ito met with Kenyan President Joe Otieno.",
        {"Ana Ito": [("Foreign Minister", None)], "Joe Otieno": [("President", None)]},
    ),
    (
        "The Department of Energy’s Assistant Secretary for Nuclear Energy Rita B. Holm met with Ana Ito, Minister of Mines.",
        {
            "Rita B. Holm": [("Assistant Secretary for Nuclear Energy", "Department of Energy")],
            "Ana Ito": [("Minister of Mines", None)],
        },
    ),
    (
        "The meeting was led by Permanent Secretary of the Ministry of Fisheries Somchai Prasert and DHS Acting Deputy Commissioner Lee Moss.",
        {"Somchai Prasert": [("Permanent Secretary", "Ministry of Fisheries")], "Lee Moss": [("+Deputy Commissioner", "DHS")]},
    ),
    (
        "The Peruvian delegation included General Luis Ángel Rojas, Director General of Roads, Transport Ministry; Inés Paz, Deputy Head of "
        "Customs, Tax Administration Service; and Senior Adviser for Ports Hugo Lima; and other officials.",
        {
            "Luis Ángel Rojas": [("Director General of Roads", "Transport Ministry")],
            "Inés Paz": [("Deputy Head of Customs", "Tax Administration Service")],
            "Hugo Lima": [("Senior Adviser for Ports", None)],
        },
    ),
    (
        "Deputy Secretary of State Joan Whitlock met with Malaysian Deputy Prime Minister and Minister of Foreign Affairs Azlan bin Yusof.",
        {
            "Joan Whitlock": [("Deputy Secretary of State", None)],
            "Azlan bin Yusof": [("Deputy Prime Minister", None), ("Minister of Foreign Affairs", None)],
        },
    ),
    (
        "The talks were led by the Head of the Andean Unit of the Ministry of Foreign Affairs, Rosa Quispe, and the Bolivian Ambassador to "
        "the United States, Iván Mamani.",
        {
            "Rosa Quispe": [("Head of the Andean Unit", "Ministry of Foreign Affairs")],
            "Iván Mamani": [("Ambassador to the United States", None)],
        },
    ),
    (
        "U.S. Chargé d’Affaires, a.i. Pat O’Dell met with H.E. Dr. K. Ramanathan, External Affairs Minister of India.",
        {"Pat O’Dell": [("Chargé d’Affaires, a.i.", None)], "K. Ramanathan": [("External Affairs Minister", None)]},
    ),
    (
        "Dr. Laila Haddad, Jordan’s Minister of Water, met with Roberto “Beto” Ruiz-Díaz, Jr., Director for Dams at the National Water Board.",
        {
            "Laila Haddad": [("Minister of Water", None)],
            "Roberto “Beto” Ruiz-Díaz, Jr.": [("Director for Dams", "National Water Board")],
        },
    ),
    (
        "Mr. TANAKA Jiro, Ambassador in charge of Cyber Policy, Ministry of Foreign Affairs of Japan, met with Under Secretary Ann Bell.",
        {
            "TANAKA Jiro": [("Ambassador in charge of Cyber Policy", "Ministry of Foreign Affairs of Japan")],
            "Ann Bell": [("Under Secretary", None)],
        },
    ),
    (
        "Foreign Minister Ito met with Presidents Silva and Ochoa.",
        {"Ito": [("Foreign Minister", None)], "Silva": [("President", None)], "Ochoa": [("President", None)]},
    ),
    (
        "Deputy Russian Foreign Minister Oleg Sorin met with First Vice Foreign Minister Kang Min-ho.",
        {"Oleg Sorin": [("Deputy Foreign Minister", None)], "Kang Min-ho": [("First Vice Foreign Minister", None)]},
    ),
    (
        "Assistant Secretary for Democracy, Human Rights, and Labor Uma Bose met with former President Carl Voss.",
        {"Uma Bose": [("Assistant Secretary for Democracy, Human Rights, and Labor", None)], "Carl Voss": []},
    ),
    (
        "Foreign Minister Ana Ito met with Diplomatic Adviser to President Silva, Elio Prado, in Lima.",
        {"Ana Ito": [("Foreign Minister", None)], "Elio Prado": [("Diplomatic Adviser to President Silva", None)]},
    ),
]


@pytest.mark.parametrize(("text", "expected"), POSTS, ids=[text[:30] for text, _ in POSTS])
def test_a_person_has_the_posts_that_the_words_give(text: str, expected: dict[str, object]) -> None:
    """Titles, bodies and "acting" are taken apart, whatever their order."""
    found = posts(text)

    assert found == expected


SIDES = [
    ("Foreign Minister Ana Ito of Japan met with Kenyan President Joe Otieno.", {"Ana Ito": "Japan", "Joe Otieno": "Kenya"}),
    (
        "Secretary of State Ann Bell met with South Korean Minister Park Jin-woo.",
        {"Ann Bell": "United States", "Park Jin-woo": "Republic of Korea"},
    ),
    (
        "Ann Bell, Counselor, led the U.S. delegation and Luc Moreau, Director for Ports, led the Canadian delegation.",
        {"Ann Bell": "United States", "Luc Moreau": "Canada"},
    ),
    (
        "Assistant Secretary Ann Bell met with Serbian President Ivo Rak, Prime Minister Ana Lov, and Foreign Minister Nik Sel.",
        {"Ann Bell": "United States", "Ivo Rak": "Serbia", "Ana Lov": "Serbia", "Nik Sel": "Serbia"},
    ),
    (
        "The Dialogue was chaired by Director Ann Bell for the United States and by Director Omar Said for Algeria.",
        {"Ann Bell": "United States", "Omar Said": "Algeria"},
    ),
    ("EU High Representative Jan Maes met with NATO Secretary General Per Dahl.", {"Jan Maes": "EU", "Per Dahl": "NATO"}),
]


@pytest.mark.parametrize(("text", "expected"), SIDES, ids=[text[:30] for text, _ in SIDES])
def test_a_person_is_on_the_side_that_some_word_names(text: str, expected: dict[str, str | None]) -> None:
    """Adjectives, possessives, delegations and neighbours in a list tell sides."""
    found = people(text)

    assert found == expected


def test_a_surname_alone_is_the_person_named_in_full_elsewhere() -> None:
    """Mentions of one person are one entry under the fullest name."""
    text = "Minister Ito met with Kenyan President Joe Otieno in Nairobi. Japanese Foreign Minister Ana Ito and President Otieno agreed to meet again."
    found = people(text)

    assert found == {"Ana Ito": "Japan", "Joe Otieno": "Kenya"}


def test_people_who_are_only_talked_about_do_not_attend() -> None:
    """A recalled meeting's people, and those whose plans are discussed, stay out."""
    text = (
        "Foreign Minister Ana Ito met with Kenyan President Joe Otieno. They welcomed the May 2021 meeting between President Bell and "
        "President Voss and discussed the summit hosted by Prime Minister Lena Dahl."
    )
    found = people(text)

    assert list(found) == ["Ana Ito", "Joe Otieno"]


def test_the_word_before_a_name_is_no_name() -> None:
    """A sentence that begins with a capitalised adverb does not make a person of it."""
    found = people("However, Secretary of State Ann Bell met with Kenyan President Joe Otieno.")

    assert list(found) == ["Ann Bell", "Joe Otieno"]
