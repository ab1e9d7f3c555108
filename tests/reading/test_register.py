# ruff: noqa: E501 - a case is read as one line
"""The register of releases: leadership, sides, lists, calls, sessions and statements in the forms that many issuers use."""

import pytest

from tests.reading.making import meeting, people, posts, reading, roles

LED = [
    (
        "Under the leadership of Director Ann Bell and Kenyan Minister Joe Otieno, the second Bridge Dialogue was held in Lima.",
        "lead",
    ),
    (
        "The second Bridge Dialogue was held in Lima under the co-chairmanship of Director Ann Bell and Kenyan Minister Joe Otieno.",
        "chair",
    ),
    (
        "Delegations from the United States and Kenya met in Lima. The leaders of the delegations were Director Ann Bell and Minister Joe Otieno.",
        "lead",
    ),
    (
        "The second Bridge Dialogue was co-chaired on the U.S. side by Ann Bell, Director, and on the Kenyan side by Joe Otieno, Minister.",
        "chair",
    ),
    ("The second U.S.-Kenya Bridge Dialogue was chaired by Director Ann Bell and presided over by Minister Joe Otieno.", "chair"),
    (
        "Co-led by Director Ann Bell and Kenyan Ministry of Energy and Mineral Resources Director General Joe Otieno, the second Bridge Dialogue was held in Lima.",
        "lead",
    ),
]


@pytest.mark.parametrize(("text", "role"), LED)
def test_both_who_lead_or_chair_have_the_role(text: str, role: str) -> None:
    """Phrases of leadership, nouns for those who lead, and sides named inside the phrase all give the role."""
    found = roles(text)

    assert {name: [one for one, _ in given] for name, given in found.items()} == {"Ann Bell": [role], "Joe Otieno": [role]}


ASIDES = [
    "Minister Ana Ito met with Kenyan Minister Joe Otieno. They spoke of the Road Forum, whose fifth meeting was led by Minister Rosa Paz.",
    "Minister Ana Ito met with Kenyan Minister Joe Otieno. On May 3 she had met with Minister Rosa Paz.",
    "Minister Ana Ito met with Kenyan Minister Joe Otieno to tell him of her discussions with Minister Rosa Paz.",
    "Minister Ana Ito met with Kenyan Minister Joe Otieno. They called on President Rosa Paz to hold elections.",
    "Minister Ana Ito met with Kenyan Minister Joe Otieno. President Rosa Paz called for calm.",
    "Minister Ana Ito met with Kenyan Minister Joe Otieno. On Friday she will meet with Minister Rosa Paz.",
]


@pytest.mark.parametrize("text", ASIDES)
def test_what_was_before_and_what_is_to_come_brings_nobody_in(text: str) -> None:
    """Relative clauses, the pluperfect, talk of other talks, appeals and later plans belong to other meetings."""
    (only,) = reading(text).meetings

    assert [person.person for person in only.attendance] == ["Ana Ito", "Joe Otieno"]


def test_another_number_is_another_meeting() -> None:
    """Who chaired an earlier meeting of the series was not at this one, which is a reference."""
    text = "The fifth Bridge Dialogue was held in Lima on May 3, chaired by Minister Ana Ito. The fourth meeting was chaired by Minister Rosa Paz."
    found = reading(text)

    assert [person.person for person in found.meetings[0].attendance] == ["Ana Ito"]
    assert [reference.name for reference in found.references] == ["fourth meeting"]


SIDES = [
    ("accompanied", "Kenyan Minister Joe Otieno, accompanied by Director Ann Bell, met with Minister Ana Ito of Peru.", "Ann Bell", "Kenya"),
    ("joined", "Kenyan Minister Joe Otieno met with Minister Ana Ito of Peru. Minister Otieno was joined by Defense Secretary Ann Bell.", "Ann Bell", "Kenya"),
    ("represented", "The ministers met in Lima. Kenya was represented by Minister Joe Otieno, and Chile by Director Ann Bell.", "Ann Bell", "Chile"),
    ("on a side", "The second Bridge Dialogue was held in Lima. On the Kenyan side, Minister Joe Otieno and Director Ann Bell participated.", "Ann Bell", "Kenya"),
    ("on behalf", "The second Bridge Dialogue was held in Lima. On behalf of Kenya, the following officials took part: Director Ann Bell; and Minister Joe Otieno.", "Ann Bell", "Kenya"),
    ("government", "Minister Ana Ito spoke with the Government of Kenya’s Director Ann Bell.", "Ann Bell", "Kenya"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "person", "side"), [case[1:] for case in SIDES], ids=[case[0] for case in SIDES])
def test_a_side_follows_from_those_beside(text: str, person: str, side: str) -> None:
    """Company, representation and the side named at the head of a sentence tell whose somebody is."""
    found = people(text)

    assert found[person] == side


def test_several_states_give_no_one_a_side() -> None:
    """Ministers listed after several states, in one of which they met, have no side for that."""
    found = people(
        "Secretary of State Ann Bell met in Lima with the ministers of Peru, Chile, and Kenya: Minister Rosa Paz and Minister Juan Soto."
    )

    assert (found["Rosa Paz"], found["Juan Soto"]) == (None, None)


POSTS = [
    ("nested bodies", "Director Ann Bell of the Department of State’s Bureau of Energy Resources met with Minister Ana Ito.", "Ann Bell", [("Director", "Department of State")]),
    ("a part of a body", "Joe Otieno, Head of the Unit for North America, MFA, met with Minister Ana Ito.", "Joe Otieno", [("Head of the Unit for North America", "MFA")]),
    ("portfolio with an and", "New Zealand Ministry of Foreign Affairs and Trade Secretary Joe Otieno met with Minister Ana Ito.", "Joe Otieno", [("Secretary", "New Zealand Ministry of Foreign Affairs and Trade")]),
    ("state behind a portfolio", "Minister Ana Ito met with Joe Otieno, Minister of Foreign Affairs of the Republic of Kenya.", "Joe Otieno", [("Minister of Foreign Affairs", None)]),
    ("trade representative", "United States Trade Representative Ann Bell met with Minister Ana Ito.", "Ann Bell", [("United States Trade Representative", None)]),
    ("posts in a row", "Minister Ana Ito met with Party Secretary, Director of the Commission for Trade, and Foreign Minister Joe Otieno.", "Joe Otieno", [("Party Secretary", None), ("Director", "Commission for Trade"), ("Foreign Minister", None)]),
    ("newly appointed", "The Honourable Joe Otieno, the newly appointed Minister of Trade, today spoke with Minister Ana Ito.", "Joe Otieno", [("Minister of Trade", None)]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "person", "expected"), [case[1:] for case in POSTS], ids=[case[0] for case in POSTS])
def test_posts_are_taken_apart_as_the_guidelines_have_it(text: str, person: str, expected: list[tuple[str, str | None]]) -> None:
    """The outermost body goes with the post, parts of bodies stay in the title, a state behind it does not."""
    found = posts(text)

    assert found[person] == expected


NAMES = [
    ("a surname that is a state", "Deputy Attorney General Lisa Monaco met with Minister Ana Ito.", "Lisa Monaco"),
    ("a surname behind an initial", "Director Jed P. Royal met with Minister Ana Ito.", "Jed P. Royal"),
    ("a surname that is a pronoun", "Minister Ana Ito met with Vice Premier He Feng.", "He Feng"),
    ("an honorific in brackets", "Minister Ana Ito met with General (ret.) Joe Otieno, Director for Roads.", "Joe Otieno"),
    ("an honorific inside a name", "Minister Ana Ito met with Minister Erwan Pehin Yusuf.", "Erwan Pehin Yusuf"),
]


@pytest.mark.parametrize(("text", "name"), [case[1:] for case in NAMES], ids=[case[0] for case in NAMES])
def test_words_of_the_lexicon_may_be_names(text: str, name: str) -> None:
    """States, posts, pronouns and honorifics inside a name belong to it."""
    found = people(text)

    assert name in found


def test_a_surname_before_the_given_name_is_resolved() -> None:
    """Where the surname stands first, the title with it alone is the same person."""
    found = meeting("Deputy Minister Kang Min-seo met with Minister Ana Ito. Deputy Minister Kang thanked her.")

    assert [person.person for person in found.attendance] == ["Kang Min-seo", "Ana Ito"]


def test_two_meetings_held_together_are_two() -> None:
    """One sentence that tells of two numbered meetings gives both, with the same people, day and place."""
    text = (
        "Minister Ana Ito and Kenyan Minister Joe Otieno held the fifth Bridge Forum and the third Road Dialogue in Lima on May 3."
    )
    first, second = reading(text).meetings

    assert [(one.series, one.ordinal, one.place) for one in (first, second)] == [
        ("Bridge Forum", 5, "Lima"),
        ("Road Dialogue", 3, "Lima"),
    ]
    assert [person.person for person in second.attendance] == ["Ana Ito", "Joe Otieno"]


def test_a_standing_body_holds_its_session() -> None:
    """The number stands behind the name of the body: its series is the body's name."""
    found = meeting("The Joint Committee on Trade held its third session in Lima on May 3, 2022.")

    assert (found.series, found.ordinal, found.start, found.place) == ("Joint Committee on Trade", 3, "2022-05-03", "Lima")


def test_meetings_under_one_roof_have_its_place() -> None:
    """Words like "held the following meetings" is no meeting: each paragraph is one, at the place and with the host named above."""
    text = (
        "Meetings of Minister Ito\n\nOn the margins of the assembly in Lima, Minister Ana Ito held the following bilateral meetings on May 3 and 4:\n\n"
        "Kenya: The Minister met on May 3 with Kenyan Minister Joe Otieno.\n\nChile: The Minister met on May 4 with Chilean Minister Juan Soto."
    )
    found = reading(text).meetings

    assert [(one.place, one.start, len(one.attendance)) for one in found] == [("Lima", "2022-05-03", 2), ("Lima", "2022-05-04", 2)]


def test_a_statement_after_a_meeting_names_who_met() -> None:
    """Those who issue a statement following their meeting took part in it."""
    found = meeting(
        "Following their meeting on May 3 in Lima, Minister Ana Ito and Kenyan Minister Joe Otieno issued the following joint statement."
    )

    assert ([person.person for person in found.attendance], found.start, found.place) == (
        ["Ana Ito", "Joe Otieno"],
        "2022-05-03",
        "Lima",
    )


def test_yesterday_counts_from_the_dateline() -> None:
    """Where the metadata has no date, the text's own dateline stands for it, and is the evidence."""
    found = meeting("Lima, May 4, 2022. The fifth Bridge Dialogue was held yesterday, chaired by Minister Ana Ito.", published=None)

    assert found.start == "2022-05-03"
    assert "May 4, 2022" in [excerpt.quote for excerpt in found.says["start"].evidence]


def test_a_trip_recalled_gives_no_date_to_a_call() -> None:
    """The day of something else in the sentence is not the meeting's; "today's call" is."""
    text = "Deputy Secretary of State Ann Bell held a call with Kenyan Minister Joe Otieno. Following the May 1-2 trip to Lima, she said in today’s call that roads matter."

    assert meeting(text).start == "2022-05-12"


def test_the_office_of_a_venue_lends_its_city() -> None:
    """A city stands behind the name of the venue."""
    found = meeting("The 9th Peru-Kenya Strategic Dialogue was held at Lancaster House, London on 5 May 2022.")

    assert (found.place, found.mode, found.start) == ("London", "in-person", "2022-05-05")


BODIES = [
    ("a plural of departments", "The second Bridge Dialogue was held in Lima. Representatives from the U.S. Departments of State and Treasury participated.", ["Department of State", "Department of Treasury"]),
    ("an and inside a name", "The second Bridge Dialogue was held in Lima. The delegation included representatives of the Economic and Financial Crimes Commission, and the Department of State.", ["Economic and Financial Crimes Commission", "Department of State"]),
    ("lists with semicolons", "The second Bridge Dialogue was held in Lima. The U.S. interagency team comprised officials from the Department of State; the Federal Bureau of Investigation; and USAID.", ["Department of State", "Federal Bureau of Investigation", "USAID"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in BODIES], ids=[case[0] for case in BODIES])
def test_bodies_in_every_form_of_list_are_represented(text: str, expected: list[str]) -> None:
    """Plurals are taken apart, conjunctions inside a name are not."""
    found = [body.organization for body in meeting(text).represented]

    assert found == expected


GUESTS = [
    ("received", "Director Ann Bell traveled to Lima on May 3, where she was received by President Rosa Paz of Peru.", ["Ann Bell", "Rosa Paz"]),
    ("hosted to lunch", "Kenyan Minister Joe Otieno was hosted to lunch by Minister Ana Ito.", ["Joe Otieno", "Ana Ito"]),
    ("who is visiting", "Kenyan Minister Joe Otieno, who is visiting Peru, paid a courtesy call on Minister Ana Ito.", ["Joe Otieno", "Ana Ito"]),
    ("invited", "At the invitation of Minister Rosa Paz, Kenyan Minister Joe Otieno met with Minister Ana Ito.", ["Joe Otieno", "Ana Ito"]),
    ("present", "The second Bridge Dialogue was held in Lima. Also in attendance were Minister Joe Otieno and Minister Ana Ito.", ["Joe Otieno", "Ana Ito"]),
    ("remarks", "The second Bridge Dialogue was held in Lima, chaired by Minister Joe Otieno. Closing remarks were delivered by Minister Ana Ito.", ["Joe Otieno", "Ana Ito"]),
    ("participants were", "The second Bridge Dialogue was held in Lima. The Kenyan participants were Minister Joe Otieno and Director Ana Ito.", ["Joe Otieno", "Ana Ito"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in GUESTS], ids=[case[0] for case in GUESTS])
def test_guests_and_those_present_take_part(text: str, expected: list[str]) -> None:
    """The passive, a clause about the subject, and words for being present bring people in; an invitation does not."""
    found = people(text)

    assert sorted(found) == sorted(expected)


def test_a_working_group_beside_its_committee_is_a_meeting_of_its_own() -> None:
    """Another named body that has its own chairs is no part of the first meeting."""
    text = (
        "The Joint Road Committee met on May 3 in Lima. It was co-chaired by Minister Ana Ito and Kenyan Minister Joe Otieno.\n\n"
        "The Bridge Working Group was co-chaired by Director Ann Bell and Minister Rosa Paz."
    )
    found = reading(text).meetings

    assert [[person.person for person in one.attendance] for one in found] == [["Ana Ito", "Joe Otieno"], ["Ann Bell", "Rosa Paz"]]


def test_a_title_in_the_plural_stands_for_those_who_have_it() -> None:
    """A title like "the two Ministers" stands for the two who were named with it."""
    text = "Minister Ana Ito and Minister Joe Otieno met with Director Ann Bell in Lima. The two Ministers also met with President Rosa Paz."
    second = reading(text).meetings[1]

    assert [person.person for person in second.attendance] == ["Ana Ito", "Joe Otieno", "Rosa Paz"]


def test_those_in_both_meetings_are_in_both() -> None:
    """Words like "participated in both meetings" add to each."""
    text = "Minister Ana Ito met with Minister Joe Otieno. She also met with Minister Rosa Paz. Director Ann Bell participated in both meetings."
    found = reading(text).meetings

    assert ["Ann Bell" in [person.person for person in one.attendance] for one in found] == [True, True]


def test_a_meeting_before_the_dialogue_is_another() -> None:
    """The same people may meet before or beside the named meeting."""
    text = "Minister Ana Ito and Kenyan Minister Joe Otieno co-chaired the fifth Bridge Dialogue. Before the Dialogue, Minister Ito met with Minister Otieno."

    assert [one.ordinal for one in reading(text).meetings] == [5, None]


ROLLS = [
    (
        "heading of a party",
        "Participants\n\nKenya\nJoe Otieno – Director of Planning, Ministry of Roads (co-chair)\n\nThe end of it.",
    ),
    ("heads of delegations", "Head of the Kenyan delegation: Joe Otieno, Director of Planning\n\nThe end of it."),
]


@pytest.mark.parametrize("roll", [case[1] for case in ROLLS], ids=[case[0] for case in ROLLS])
def test_a_roll_tells_party_and_role(roll: str) -> None:
    """A party may head its lines or stand in each; brackets and the words before a colon tell the role."""
    (person,) = meeting(f"The fifth Bridge Dialogue was held in Lima on May 3.\n\n{roll}").attendance

    assert (person.person, person.side, len(person.roles)) == ("Joe Otieno", "Kenya", 1)


SHOWS = [
    "The Office of Roads hosted a webinar with Director Ann Bell.",
    "Minister Ana Ito held a press briefing.",
]


@pytest.mark.parametrize("text", SHOWS)
def test_a_show_is_no_meeting(text: str) -> None:
    """Webinars and briefings that somebody hosts are no meetings."""
    assert reading(text).meetings == ()


SECOND = [
    "The Secretary also met with Chilean President Rosa Paz.",
    "Later that day, Secretary Bell called on Chilean President Rosa Paz.",
    "In a separate meeting, Secretary Bell and Chilean President Rosa Paz discussed roads.",
    "During a meeting with Chilean President Rosa Paz, Secretary Bell raised roads.",
    "Secretary Bell’s meeting with Chilean President Rosa Paz focused on roads.",
    "A meeting between Secretary Bell and Chilean President Rosa Paz took place on May 4.",
    "Secretary Bell was also received by Chilean President Rosa Paz.",
    "Secretary Bell attended a dinner hosted by Chilean President Rosa Paz.",
    "Deputy Secretary Lena Roe led the U.S. delegation to the second Road Forum on May 4; the Chilean delegation was led by President Rosa Paz.",
    "On May 4, the second U.S.-Chile Road Forum took place, chaired by Deputy Secretary Lena Roe and Chilean President Rosa Paz.",
    "The second Road Forum was held on May 4. It was chaired by Deputy Secretary Lena Roe and Chilean President Rosa Paz.",
    "A working group meeting on May 4 was led by Deputy Secretary Lena Roe and Chilean President Rosa Paz.",
]


@pytest.mark.parametrize("text", SECOND)
def test_a_second_meeting_is_told_from_the_first(text: str) -> None:
    """However it is told, another meeting has its own people, and the first keeps its own."""
    first, second = reading(f"Secretary of State Ann Bell met with Kenyan Minister Joe Otieno in Lima on May 3. {text}").meetings

    assert [person.person for person in first.attendance] == ["Ann Bell", "Joe Otieno"]
    assert "Rosa Paz" in [person.person for person in second.attendance]
    assert len(second.attendance) == 2


RECALLED = [
    "In a meeting last year with Chilean President Rosa Paz, Secretary Bell raised roads.",
    "Secretary Bell’s recent meeting with Chilean President Rosa Paz focused on roads.",
    "The second Road Forum was held in 2019. It was chaired by President Rosa Paz.",
]


@pytest.mark.parametrize("text", RECALLED)
def test_a_meeting_of_another_year_is_no_second_one(text: str) -> None:
    """Words that set a meeting long before keep its people out."""
    (only,) = reading(f"Secretary of State Ann Bell met with Kenyan Minister Joe Otieno in Lima on May 3. {text}").meetings

    assert [person.person for person in only.attendance] == ["Ann Bell", "Joe Otieno"]


WORDED = [
    "Minister Ana Ito and Kenyan Minister Joe Otieno gathered in Lima on May 3.",
    "Minister Ana Ito received a courtesy call from Kenyan Minister Joe Otieno on May 3.",
    "Minister Ana Ito is scheduled to hold talks with Kenyan Minister Joe Otieno on May 20.",
    "Minister Ana Ito discussed trade with Kenyan Minister Joe Otieno in Lima on May 3.",
    "Kenyan Minister Joe Otieno visited Minister Ana Ito in Lima on May 3.",
    "Present at the meeting in Lima on May 3 were Minister Ana Ito and Kenyan Minister Joe Otieno.",
]


@pytest.mark.parametrize("text", WORDED)
def test_a_meeting_in_other_words_is_read(text: str) -> None:
    """Verbs of gathering, calling, planning, discussing and visiting tell of meetings."""
    found = people(f"Readout\n\n{text}")

    assert sorted(found) == ["Ana Ito", "Joe Otieno"]
