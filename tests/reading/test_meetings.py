# ruff: noqa: E501 - a case is read as one line
"""Which meetings a text is about, and their fields."""

import pytest

from tests.reading.making import meeting, reading

FIELDS = [
    (
        "The United States and Ghana held the third U.S.-Ghana Harbour Dialogue on May 9 and 10 in Accra.",
        ("U.S.-Ghana Harbour Dialogue", 3, "2022-05-09", "2022-05-10", "Accra", "in-person", "held"),
    ),
    (
        "Minister Ana Ito spoke by phone yesterday with Kenyan President Joe Otieno.",
        (None, None, "2022-05-11", "2022-05-11", None, "call", "held"),
    ),
    (
        "Minister Ana Ito met virtually with Kenyan President Joe Otieno on Tuesday.",
        (None, None, "2022-05-10", "2022-05-10", None, "virtual", "held"),
    ),
    (
        "Minister Ana Ito met today with Kenyan President Joe Otieno.",
        (None, None, "2022-05-12", "2022-05-12", None, None, "held"),
    ),
    (
        "Assistant Secretary Ann Bell will travel to Warsaw, Poland, May 29-June 2 to meet with Deputy Foreign Minister Jan Zych.",
        (None, None, "2022-05-29", "2022-06-02", "Warsaw", "in-person", "planned"),
    ),
    (
        "The XI plenary meeting of the Peru-Chile River Committee was held in a hybrid format on 5 April 2021 in Lima.",
        ("Peru-Chile River Committee", 11, "2021-04-05", "2021-04-05", "Lima", "hybrid", "held"),
    ),
    (
        "Senior officials of Japan and New Zealand met December 14 for the inaugural Japan-New Zealand Ocean Dialogue.",
        ("Japan-New Zealand Ocean Dialogue", 1, "2021-12-14", "2021-12-14", None, None, "held"),
    ),
]


@pytest.mark.parametrize(("text", "expected"), FIELDS, ids=[text[:40] for text, _ in FIELDS])
def test_a_meeting_has_its_fields(text: str, expected: tuple[object, ...]) -> None:
    """Series, ordinal, dates, place, mode and status are read, each only where something tells."""
    one = meeting(text)
    found = (one.series, one.ordinal, one.start, one.end, one.place, one.mode, one.status)

    assert found == expected


def test_every_field_with_a_value_says_how_it_was_read() -> None:
    """A rule and its words stand beside each value; a year that was supplied names the metadata it leans on."""
    one = meeting("Minister Ana Ito met in Nairobi on May 3 with Kenyan President Joe Otieno.")
    found = {name for name in ("start", "end", "place", "mode", "status") if getattr(one, name)}

    assert found <= set(one.says)
    assert one.says["start"].rule == "month and day, year of publication"
    assert one.says["start"].source == "published"


def test_a_day_that_nothing_gives_a_year_stays_out() -> None:
    """A month and a day without a year, publication date or year in the text is no date."""
    one = meeting("Minister Ana Ito met on May 3 with Kenyan President Joe Otieno.", published=None)

    assert one.start is None


def test_the_year_of_an_image_fixes_its_day() -> None:
    """An image file named for the very day tells the year."""
    one = meeting("Minister Ana Ito met on May 3 with Kenyan President Joe Otieno.\n\n/files/IMG-20220503-WA1.jpg", published=None)

    assert (one.start, one.says["start"].rule) == ("2022-05-03", "month and day, year of an image of that day")


def test_three_separate_meetings_are_three() -> None:
    """A sentence with new people in each part, or a new sentence, opens another meeting."""
    text = (
        "Counselor Ann Bell met today with Kenyan President Joe Otieno. She also met with Ghanaian Foreign Minister Ama Osei. "
        "Counselor Bell also spoke with Egyptian Foreign Minister Adel Nasr."
    )
    found = [[person.person for person in one.attendance] for one in reading(text).meetings]

    assert found == [["Ann Bell", "Joe Otieno"], ["Ann Bell", "Ama Osei"], ["Ann Bell", "Adel Nasr"]]


NONE = [
    "We congratulate the people of Kenya on their national day and look forward to continuing our partnership.",
    "The Department of State today imposed sanctions on Director Max Roe for corruption.",
    "I urge President Otieno not to sign the law. Kenya is an important partner.",
    "Secretary of State Ann Bell issued a report on trade. The report was presented to Congress.",
    "Secretary of State Ann Bell will deliver remarks at the UN Security Council meeting on food security on May 19.",
    "On behalf of the United States, I send best wishes to the people of Kenya. I met with Foreign Minister Raila Omamo last month.",
    "Fact Sheet: Kenya\n\nPresident Joe Otieno visited Washington in October 2021 and met with President Carl Voss. Trade grew.",
    "Ambassador Ann Bell presented her credentials to President Alar Kask on May 3.",
]


@pytest.mark.parametrize("text", NONE)
def test_a_text_about_no_meeting_has_none(text: str) -> None:
    """Greetings, sanctions, statements and reports are no meetings."""
    assert reading(text).meetings == ()


def test_the_next_meeting_and_a_recalled_one_are_references() -> None:
    """Meetings that are only mentioned are references, with their dates where stated."""
    text = (
        "On May 3, the United States and Ghana held the Third U.S.-Ghana Harbour Dialogue. It followed the July 2021 meeting between "
        "President Bell and President Osei. The two sides look forward to the next U.S.-Ghana Harbour Dialogue in 2023."
    )
    found = {one.name: one.date for one in reading(text).references}

    assert found == {
        "July 2021 meeting between President Bell and President Osei": "2021-07",
        "next U.S.-Ghana Harbour Dialogue": "2023",
    }


def test_a_journey_is_a_meeting_at_each_stop() -> None:
    """Those who travel are at each stop, with the journey's dates and the stop's city."""
    text = (
        "Under Secretary Ann Bell will travel to Lima, Peru, and Quito, Ecuador, May 22-28. Deputy Assistant Secretary Max Roe will join her. "
        "In Peru, Under Secretary Bell will meet with President Rosa Paz. In Ecuador, the delegation will meet with Foreign Minister Juan Soto."
    )
    found = [(one.place, one.start, [person.person for person in one.attendance]) for one in reading(text).meetings]

    assert found == [
        ("Lima", "2022-05-22", ["Ann Bell", "Max Roe", "Rosa Paz"]),
        ("Quito", "2022-05-22", ["Ann Bell", "Max Roe", "Juan Soto"]),
    ]


def test_one_sentence_can_tell_of_several_meetings() -> None:
    """Parts of a sentence that semicolons divide are meetings of their own."""
    text = "Counselor Ann Bell visited Peru and Chile. The delegation met with Peruvian President Rosa Paz; and with Chilean President Juan Soto."
    found = [[person.person for person in one.attendance] for one in reading(text).meetings]

    assert found == [["Ann Bell", "Rosa Paz"], ["Ann Bell", "Juan Soto"]]


def test_a_roll_names_participants() -> None:
    """Lines under words that end in a colon name people who took part."""
    text = (
        "On May 3, 2022, Peru and Norway held the Third Peru-Norway Fisheries Dialogue in Oslo.\n\nThe Peruvian delegation included:\n\n"
        "- Rosa Paz, Director of Fisheries, Ministry of Production\n- Dr. Juan Soto, Head of Research\n\nThe two sides agreed to meet again."
    )
    found = {person.person: person.side for person in meeting(text).attendance}

    assert found == {"Rosa Paz": "Peru", "Juan Soto": "Peru"}


def test_a_secretary_of_state_for_something_is_of_no_country_by_the_title() -> None:
    """Only the bare title is that of one country's minister; also where the short form follows."""
    text = "Secretary of State for the Sea Ana Prado met with Ghanaian Minister Kofi Addo. Secretary of State Prado left on May 3."

    assert [None, "Ghana"] == [person.side for person in meeting(text, publisher=None).attendance]
