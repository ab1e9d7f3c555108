# ruff: noqa: E501 - a case is read as one line
"""Constructions of the register, each with names of its own, beside what it must not be taken for."""

import pytest

from tests.reading.making import meeting, people, posts, reading, roles

POSTS = [
    ("a title in the plural before its names", "Secretary Bell received the foreign ministers of the three Alpine states: Ana Ito of Peru, Bo Lang of Chile, and Cy Moss of Kenya.", {"Bell": [("Secretary", None)], "Ana Ito": [("foreign minister", None)], "Bo Lang": [("foreign minister", None)], "Cy Moss": [("foreign minister", None)]}),
    ("titles before names in a row", "The Foreign Minister of Japan, Eto Arai, the Foreign Minister of Peru, Ana Ito, and the Minister of Trade of Chile, Juan Soto, met in Lima.", {"Eto Arai": [("Foreign Minister", None)], "Ana Ito": [("Foreign Minister", None)], "Juan Soto": [("Minister of Trade", None)]}),
    ("names before titles in a row", "Ana Ito, Peru’s Minister of Trade, Juan Soto, Chile’s Minister of Trade, and Lea Moss, Secretary of Commerce of the United States, met in Lima.", {"Ana Ito": [("Minister of Trade", None)], "Juan Soto": [("Minister of Trade", None)], "Lea Moss": [("Secretary of Commerce", None)]}),
    ("a numbered title", "Jo Tan, Foreign Minister II of Brunei, met with Secretary Bell.", {"Jo Tan": [("Foreign Minister II", None)], "Bell": [("Secretary", None)]}),
    ("an organisation whose post it is", "The Secretary-General of the GCC, H.E. Ali Noor, met with Secretary Bell.", {"Ali Noor": [("Secretary-General", "GCC")], "Bell": [("Secretary", None)]}),
    ("an organisation inside a title", "The Deputy Secretary-General of ASEAN for Trade, H.E. Lim Boon, met with Secretary Bell.", {"Lim Boon": [("Deputy Secretary-General for Trade", "ASEAN")], "Bell": [("Secretary", None)]}),
    ("two titles joined by a dash", "Deputy Prime Minister – Minister of Trade Ana Ito met with Secretary Bell.", {"Ana Ito": [("Deputy Prime Minister", None), ("Minister of Trade", None)], "Bell": [("Secretary", None)]}),
    ("duties performed", "Performing the Duties of Assistant Secretary of Defense Lea Moss met with Peruvian Minister Ana Ito.", {"Lea Moss": [("+Assistant Secretary of Defense", None)], "Ana Ito": [("Minister", None)]}),
    ("a post in small letters", "Maj. Gen. Ray Haines, deputy director for plans on the Joint Staff, met with Kenyan Minister Joe Otieno.", {"Ray Haines": [("deputy director for plans", "Joint Staff")], "Joe Otieno": [("Minister", None)]}),
    ("a sovereign keeps the state", "Secretary Bell met with the King of Jordan, Omar Hadid.", {"Bell": [("Secretary", None)], "Omar Hadid": [("King of Jordan", None)]}),
    ("a possessive body inside a post", "Dr. Mei Long, Director of DOE’s Energy Office, met with Kenyan Minister Joe Otieno.", {"Mei Long": [("Director", "DOE")], "Joe Otieno": [("Minister", None)]}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in POSTS], ids=[case[0] for case in POSTS])
def test_posts_go_to_those_who_hold_them(text: str, expected: dict[str, object]) -> None:
    """Titles in lists, in the plural, of organisations and in small letters stay with their people."""
    found = posts(text)

    assert found == expected


SIDES = [
    ("an ambassador tells the receiving state", "Secretary Bell met with Minister of Roads Lia Soto and U.S. Ambassador to Chile Ken Hogan.", "Lia Soto", "Chile"),
    ("the side told before a passive", "On the Peruvian side, the meeting was led by Ana Ito; Director Ann Bell attended.", "Ana Ito", "Peru"),
    ("for whom one of a list stands", "Co-chairing the second Bridge Dialogue were Dr. Lea Moss, Deputy Assistant Secretary for Science, for the United States, and for Chile, Mr. Juan Soto, President of the Science Fund.", "Juan Soto", "Chile"),
    ("those who host together", "On 6 May, the Secretary of State for Trade, the Rt Hon Miles Farn MP, and the Secretary of State for Roads, the Rt Hon Jane Ash, hosted Peru’s Minister of Trade, Ana Ito, for the 2nd Peru-UK Trade Dialogue.", "Jane Ash", "United Kingdom"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "who", "side"), [case[1:] for case in SIDES], ids=[case[0] for case in SIDES])
def test_words_around_a_person_tell_the_side(text: str, who: str, side: str) -> None:
    """What an ambassador is accredited to, an opening phrase, and a word beside the name tell whose somebody is."""
    found = people(text)[who]

    assert found == side


ROLES = [
    ("was host to", "Director Ann Bell was host to the second Bridge Dialogue with Minister Ana Ito.", "Ann Bell", [("host", "meeting")]),
    ("delegation under", "The Kenyan delegation under Minister Joe Otieno met with Director Ann Bell.", "Joe Otieno", [("lead", "delegation")]),
    ("at the head of", "Director Ann Bell was at the head of the U.S. delegation.", "Ann Bell", [("lead", "delegation")]),
    ("led in a city by", "The third Bridge Dialogue will be led in Lima by Director Ann Bell and Minister Ana Ito.", "Ana Ito", [("lead", "meeting")]),
    ("were co-chairs", "Director Ann Bell and Minister Ana Ito were co-chairs of the Bridge Dialogue.", "Ana Ito", [("chair", "meeting")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "who", "expected"), [case[1:] for case in ROLES], ids=[case[0] for case in ROLES])
def test_other_words_give_a_role_too(text: str, who: str, expected: list[tuple[str, str]]) -> None:
    """Hosting, leading and chairing are told by more than their verbs."""
    found = roles(text)[who]

    assert found == expected


def test_a_guest_has_no_role() -> None:
    """One who is hosted to dinner, or received, hosts nothing."""
    found = roles("Secretary Bell was received by Peruvian Minister Ana Ito in Lima.")

    assert found["Bell"] == []


FIELDS = [
    ("a city that is a state", "Secretary Bell met with Kenyan Minister Joe Otieno in Singapore on May 3.", ("Singapore", "2022-05-03", None)),
    ("a state is no place", "Secretary Bell met with Kenyan Minister Joe Otieno in Kenya on May 3.", (None, "2022-05-03", None)),
    ("day before month in numbers", "Secretary Bell met with Kenyan Minister Joe Otieno on 14.4.2022 in Nairobi.", ("Nairobi", "2022-04-14", None)),
    ("several days", "Representatives of Peru and Kenya met in Lima on the 4th, 5th and 6th of May.", ("Lima", "2022-05-04", None)),
    ("a town that no table knows, before the day", "Kenya and Peru held the third round of the Water Dialogue with Secretary Bell in Holsapolis on May 3.", ("Holsapolis", "2022-05-03", 3)),
    ("a town that no table knows, after a person", "On May 3, Secretary Bell met with Kenyan Minister Joe Otieno in Holsapolis.", ("Holsapolis", "2022-05-03", None)),
    ("a town with its region", "Secretary Bell met with Kenyan Minister Joe Otieno in Holsapolis, Virginia, on May 3.", ("Holsapolis", "2022-05-03", None)),
    ("a house is no town", "Secretary Bell met with Kenyan Minister Joe Otieno in Parliament on May 3.", (None, "2022-05-03", None)),
    ("what they spoke of is not where they met", "Secretary Bell met with Kenyan Minister Joe Otieno on May 3. They spoke of the storm in Holsapolis on Monday.", (None, "2022-05-03", None)),
    ("a number told beside the name", "Secretary Bell and Kenyan Minister Joe Otieno held talks in Nairobi on May 3. This was the second round; the inaugural round took place in Lima in 2020.", ("Nairobi", "2022-05-03", 2)),
    ("a city as the host", "Lima hosted the second Peru-Kenya Bridge Dialogue on May 3.", ("Lima", "2022-05-03", 2)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in FIELDS], ids=[case[0] for case in FIELDS])
def test_place_day_and_number_are_read(text: str, expected: tuple[object, ...]) -> None:
    """A city, a day and a number are read from more than one form, a state never as a place."""
    one = meeting(text)

    assert (one.place, one.start, one.ordinal) == expected


def test_another_round_held_by_video_says_nothing_of_this_one() -> None:
    """Words about how the round before was held give no mode."""
    one = meeting("Secretary Bell and Minister Ana Ito chaired the Bridge Dialogue, whose second round was virtual, in Lima.")

    assert one.mode == "in-person"


def test_calls_apart_are_meetings_apart() -> None:
    """“Separate calls with A and with B” are two calls, one with each."""
    found = reading(
        "Secretary Bell held separate phone calls on May 3 with Peru’s Minister of Trade, Ana Ito, and with Chile’s Minister of Trade, Juan Soto."
    )

    assert [[one.person for one in each.attendance] for each in found.meetings] == [["Bell", "Ana Ito"], ["Bell", "Juan Soto"]]


def test_a_call_with_two_is_one_call() -> None:
    """Two people on one call, with nothing that parts them, are one meeting."""
    found = reading("Secretary Bell spoke with Peruvian Minister Ana Ito and Chilean Minister Juan Soto on May 3.")

    assert len(found.meetings) == 1


def test_a_journey_has_a_meeting_for_each_stop() -> None:
    """Each stop with people to meet is a meeting of its own, also where the leaders are not named."""
    text = (
        "Secretary Lea Bell will travel to Lima and Nairobi May 20-24. In Lima, she will meet with Peruvian Minister Ana Ito."
        " She will then travel to Nairobi to meet with Kenyan Minister Joe Otieno."
        "\n\nSecretary Bell will then meet with leaders of the government of Chile on trade."
    )

    found = reading(text)

    assert [[one.person for one in each.attendance] for each in found.meetings] == [
        ["Lea Bell", "Ana Ito"],
        ["Lea Bell", "Joe Otieno"],
        ["Lea Bell"],
    ]


def test_what_was_said_when_others_met_is_no_meeting() -> None:
    """A text about no meeting that recalls one has none."""
    found = reading(
        "The United States imposed visa restrictions. As Secretary Bell made clear when she met with Minister Ana Ito in Lima, there will be consequences."
    )

    assert found.meetings == ()


def test_what_is_connected_has_not_met() -> None:
    """To connect virtually is to meet; trade that connects two ministers is no meeting."""
    met = meeting("Secretary Bell connected virtually with Peruvian Minister Ana Ito.")
    none = reading("Secretary Bell said that trade connected Peruvian Minister Ana Ito and Chilean Minister Juan Soto.")

    assert [one.person for one in met.attendance] == ["Bell", "Ana Ito"]
    assert none.meetings == ()


BODIES = [
    ("officials at the table", "Director Ann Bell and Minister Ana Ito led the Bridge Dialogue. Also at the table were officials of the U.S. Departments of Commerce and Labor and the National Security Council.", {"Department of Commerce", "Department of Labor", "National Security Council"}),
    ("agencies represented", "Director Ann Bell led the U.S. delegation. Other agencies represented were the Department of Justice and the Coast Guard.", {"Department of Justice", "Coast Guard"}),
    ("members of the team", "Director Ann Bell and Minister Ana Ito chaired the Bridge Dialogue. Officials from the Department of Labor were on the U.S. team.", {"Department of Labor"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in BODIES], ids=[case[0] for case in BODIES])
def test_bodies_are_told_by_more_than_their_presence(text: str, expected: set[str]) -> None:
    """Bodies at the table, represented, or on a team took part."""
    found = {one.organization for one in meeting(text).represented}

    assert found == expected


OUTCOMES = [
    ("the verb before a list", "Secretary Bell met with Minister Ana Ito in Lima.\n\nThe ministers signed a Statement of Intent and decided to:\n\na. open talks on roads;\n\nb. hold an exercise in June.", ["adoption", "commitment", "commitment"]),
    ("a welcome to a person is none", "Secretary Bell welcomed Peruvian Minister Ana Ito today. They discussed roads.", []),
    ("ties affirmed are none", "Secretary Bell met with Minister Ana Ito in Lima. They reaffirmed the strong ties of their countries.", []),
    ("officials tasked", "Secretary Bell met with Minister Ana Ito in Lima. They tasked their officials with a plan for roads.", ["commitment"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in OUTCOMES], ids=[case[0] for case in OUTCOMES])
def test_outcomes_are_told_from_courtesies(text: str, expected: list[str]) -> None:
    """What is decided or signed is an outcome, a courtesy is none."""
    found = [outcome.kind for outcome in meeting(text).outcomes]

    assert found == expected


REFERENCES = [
    ("the round before", "Secretary Bell and Minister Ana Ito led the third Bridge Dialogue in Lima. The previous round was held in Nairobi.", {"previous round"}),
    ("the meeting of leaders", "Secretary Bell met with Minister Ana Ito in Lima. They recalled the meeting of the two presidents in May.", {"meeting of the two presidents"}),
    ("last month is no meeting", "Secretary Bell met with Minister Ana Ito in Lima. The law was passed last month.", set()),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in REFERENCES], ids=[case[0] for case in REFERENCES])
def test_other_meetings_are_referred_to(text: str, expected: set[str]) -> None:
    """Meetings before this one, and of others, are references."""
    found = {one.name for one in reading(text).references}

    assert found == expected


def test_a_headline_names_no_thing_that_the_text_does_not() -> None:
    """Verbs and nouns of a headline run together are no name."""
    found = reading("Treasury Sanctions Shipping Network\n\nThe Department of the Treasury today designated two companies.")

    assert found.things == ()
