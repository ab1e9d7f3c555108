# ruff: noqa: E501 - a case is read as one line
"""Names, lists and paragraphs in the less common forms that releases use, each beside what it must not be taken for."""

import pytest

from communique.reading.page import read_page
from tests.reading.making import meeting, people, posts, reading

NAMED = [
    ("surname that is a word of offices", "Assistant Secretary for Arms Control Jed Royal and Director Ann Bell led the U.S. delegation.", ["Jed Royal", "Ann Bell"]),
    ("plain names in a list", "Ann Bell and Jed Carter led the U.S. delegation at the second Bridge Dialogue.", ["Ann Bell", "Jed Carter"]),
    ("names after a list of offices", "The Foreign Ministers of Peru and Chile - Rosa Paz and Juan Soto - met in Lima.", ["Rosa Paz", "Juan Soto"]),
    ("a name cut short", "Ma. Elena Reyes of the Department of Tourism and Paul Roe of the Department of State co-chaired the Bridge Dialogue.", ["Ma. Elena Reyes", "Paul Roe"]),
    ("a particle with a hyphen", "Secretary Bell met with Yemeni Minister Omar al-Sadi.", ["Bell", "Omar al-Sadi"]),
    ("a counterpart behind a comma", "Director Ann Bell met with her German counterpart, Uta Lenz, in Bonn.", ["Ann Bell", "Uta Lenz"]),
    ("counterparts who act too", "Minister Ana Ito and her Kenyan counterpart Joe Otieno met in Lima.", ["Ana Ito", "Joe Otieno"]),
    ("states before names in brackets", "The ministers of Peru (Rosa Paz) and Chile (Juan Soto) met with Secretary Bell.", ["Rosa Paz", "Juan Soto", "Bell"]),
    ("letters behind a name", "Minister of State for Trade Lea Moss MP and Kenyan Minister Joe Otieno led the Bridge Dialogue.", ["Lea Moss", "Joe Otieno"]),
    ("posts in brackets behind an honorific", "Ms. Lea Moss (Director, Office of Bridges) and Mr. Joe Otieno (Director General, Ministry of Roads) co-chaired the meeting.", ["Lea Moss", "Joe Otieno"]),
    ("a meeting that opens the sentence", "In a meeting with Kenyan Minister Joe Otieno, Secretary Bell discussed roads.", ["Joe Otieno", "Bell"]),
    ("names behind a colon", "Secretary Bell hosted the Foreign Ministers of Peru and Chile: Rosa Paz and Juan Soto.", ["Bell", "Rosa Paz", "Juan Soto"]),
    ("a joint statement of a meeting", "The text of the joint statement by the Minister of Trade of Peru, Rosa Paz, the Minister of Trade of Chile, Juan Soto, and Secretary Bell on the occasion of their meeting in Lima follows.", ["Rosa Paz", "Juan Soto", "Bell"]),
    ("a body behind a comma", "Assistant Secretary Lea Moss, of the Bureau of Energy Resources, met with Kenyan Minister of Government Joe Otieno.", ["Lea Moss", "Joe Otieno"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in NAMED], ids=[case[0] for case in NAMED])
def test_everyone_who_takes_part_is_read(text: str, expected: list[str]) -> None:
    """No form of a name, and no neighbour in a list, loses a person."""
    found = people(text)

    assert sorted(found) == sorted(expected)


NOBODY = [
    "Minister Ana Ito met with Kenyan Minister Joe Otieno. They discussed Cedar Hollow and Amber Reach, and the work of Harbor Watch.",
    "Minister Ana Ito met with Kenyan Minister Joe Otieno. In a meeting with Minister Rosa Paz last year, President Silva promised funds.",
    "Minister Ana Ito met with Kenyan Minister Joe Otieno to discuss Arms Control and the Bureau of Fisheries.",
    "Minister Ana Ito met with Kenyan Minister Joe Otieno in Port Royal, with Green Valley as host of the next meeting.",
]


@pytest.mark.parametrize("text", NOBODY)
def test_capitalised_words_that_name_no_person_stay_out(text: str) -> None:
    """Places, topics and bodies are no people."""
    found = people(text)

    assert list(found) == ["Ana Ito", "Joe Otieno"]


def test_a_post_keeps_the_chambers_that_hold_each_other() -> None:
    """Bodies inside bodies do not lose the post."""
    found = posts("Minister Ana Ito met with Timur Aliyev, First Deputy Speaker of the Legislative Chamber of the Oliy Majlis.")

    assert found["Timur Aliyev"] == [("First Deputy Speaker of the Legislative Chamber of the Oliy Majlis", None)]


def test_members_of_a_delegation_have_the_side_of_its_leader() -> None:
    """A split sentence, "was led by … and included …", gives its party to both."""
    found = people("The U.S. delegation was led by Director Ann Bell and included Mark Lane, Ambassador to Peru.")

    assert found == {"Ann Bell": "United States", "Mark Lane": "United States"}


def test_a_roll_may_name_the_party_in_each_line() -> None:
    """Lines of a roll, and a roll on one line, give people and parties."""
    text = (
        "The second Bridge Dialogue was held on May 3, 2022.\n\nParticipants:\n\nPeru: Rosa Paz, Director for Roads\nChile: Juan Soto, Counselor\n\n"
        "U.S. participants: Ann Bell, Director; Mark Lane, Counselor."
    )
    found = people(text)

    assert found == {"Rosa Paz": "Peru", "Juan Soto": "Chile", "Ann Bell": "United States", "Mark Lane": "United States"}


def test_a_paragraph_wrapped_by_hand_reads_as_one() -> None:
    """Line feeds inside a paragraph part neither names nor dates."""
    text = (
        "U.S. Secretary of State Ann Bell and Kenyan Deputy Prime Minister and\nMinister of Foreign Affairs Joe Otieno met on May\n"
        "3, 2022, in Nairobi for the fifth annual United States-Kenya Bridge Dialogue. They\nwere joined by U.S. Ambassador Max Roe."
    )
    found = meeting(text)

    assert [person.person for person in found.attendance] == ["Ann Bell", "Joe Otieno", "Max Roe"]
    assert (found.start, found.ordinal) == ("2022-05-03", 5)


def test_lists_and_headings_are_not_joined_to_paragraphs() -> None:
    """Items, short lines and lines that end stay apart, and offsets hold."""
    text = "Joint Statement of the Bridge Dialogue\nThe ministers met in Lima and agreed on many things for roads:\n- roads for all\n- bridges for some\n"
    page = read_page(text)

    assert len({sentence.block for sentence in page.sentences}) == 4
    assert len(page.view) == len(text)


def test_a_span_holds_abbreviations() -> None:
    """What a mechanism spans is read whole, also with "U.S." in it."""
    (found,) = reading(
        "The Bridge Committee has worked for years, spanning three Kenyan and three U.S. presidential administrations.  It met in Lima."
    ).statements

    assert found.value == "three Kenyan and three U.S. presidential administrations"


def test_what_was_done_with_a_thing_is_not_its_name() -> None:
    """The noun of action before a name falls away."""
    found = reading("The committee met in Lima and reviewed:\n\n- Completion of the Salt River Pumping Station").things

    assert [thing.name for thing in found] == ["Salt River Pumping Station"]


def test_a_note_on_a_statement_is_no_part_of_it() -> None:
    """Whoever released the text, the meeting has its date and place from the text itself."""
    note = "The text of the following statement was released by the Governments of Peru and Chile on the occasion of the fifth Peru-Chile Bridge Dialogue."
    held = "The Governments of Peru and Chile held the fifth Peru-Chile Bridge Dialogue in Lima on November 22, 2022."

    found = meeting(f"{note}\n\nBegin text:\n\n{held}")

    assert (found.start, found.place, found.ordinal) == ("2022-11-22", "Lima", 5)
