# ruff: noqa: E501 - a case is read as one line
"""What a release can say, sentence by sentence, each shown on three texts with names of their own."""

import pytest

from communique.records import ReadMeeting
from tests.reading.making import meeting, people, posts, reading, roles

Posts = dict[str, list[tuple[str, str | None]]]

POSTS: dict[str, list[tuple[str, Posts]]] = {
    "posts before names": [
        (
            "Chilean Minister of Energy Rosa Paz met with Energy Secretary Lea Moss.",
            {"Rosa Paz": [("Minister of Energy", None)], "Lea Moss": [("Energy Secretary", None)]},
        ),
        (
            "Deputy Assistant Secretary of State for European Affairs Tom Hale met with Latvian State Secretary Ilze Ozola.",
            {
                "Tom Hale": [("Deputy Assistant Secretary of State for European Affairs", None)],
                "Ilze Ozola": [("State Secretary", None)],
            },
        ),
        (
            "Kenyan Cabinet Secretary for Trade Joe Otieno met with Under Secretary for Economic Growth Jed Carter.",
            {"Joe Otieno": [("Cabinet Secretary for Trade", None)], "Jed Carter": [("Under Secretary for Economic Growth", None)]},
        ),
    ],
    "posts after names": [
        (
            "Rosa Paz, Minister of Energy of Chile, met with Lea Moss, Secretary of Energy.",
            {"Rosa Paz": [("Minister of Energy", None)], "Lea Moss": [("Secretary of Energy", None)]},
        ),
        (
            "Tom Hale, Director for Europe at the National Security Council, met with Ilze Ozola, State Secretary of Latvia.",
            {"Tom Hale": [("Director for Europe", "National Security Council")], "Ilze Ozola": [("State Secretary", None)]},
        ),
        (
            "Joe Otieno, Kenya’s Cabinet Secretary for Trade, met with Jed Carter, the U.S. Ambassador to Kenya.",
            {"Joe Otieno": [("Cabinet Secretary for Trade", None)], "Jed Carter": [("Ambassador to Kenya", None)]},
        ),
    ],
    "possessive agencies": [
        (
            "The Department of Labor’s Deputy Under Secretary Lea Moss met with Minister Rosa Paz.",
            {"Lea Moss": [("Deputy Under Secretary", "Department of Labor")], "Rosa Paz": [("Minister", None)]},
        ),
        (
            "The Ministry of Energy’s Director General Rosa Paz met with Secretary Bell.",
            {"Rosa Paz": [("Director General", "Ministry of Energy")], "Bell": [("Secretary", None)]},
        ),
        (
            "The Department of Commerce’s Assistant Secretary for Industry Jed Carter met with Minister Joe Otieno.",
            {"Jed Carter": [("Assistant Secretary for Industry", "Department of Commerce")], "Joe Otieno": [("Minister", None)]},
        ),
    ],
    "lists that mix both orders": [
        (
            "The U.S. delegation included Lea Moss, Director, Department of Energy; Deputy Secretary of Labor Tom Hale; and Jed Carter, Adviser, USAID.",
            {
                "Lea Moss": [("Director", "Department of Energy")],
                "Tom Hale": [("Deputy Secretary of Labor", None)],
                "Jed Carter": [("Adviser", "USAID")],
            },
        ),
        (
            "The Chilean delegation included Minister of Energy Rosa Paz; Juan Soto, Director General, Ministry of Mines; and Ambassador to the United States Ana Lillo.",
            {
                "Rosa Paz": [("Minister of Energy", None)],
                "Juan Soto": [("Director General", "Ministry of Mines")],
                "Ana Lillo": [("Ambassador to the United States", None)],
            },
        ),
        (
            "The Kenyan delegation included Joe Otieno, Cabinet Secretary for Trade; Principal Secretary for Roads Ann Njeri; and Peter Kimani, Chief of Staff, Ministry of Defence.",
            {
                "Joe Otieno": [("Cabinet Secretary for Trade", None)],
                "Ann Njeri": [("Principal Secretary for Roads", None)],
                "Peter Kimani": [("Chief of Staff", "Ministry of Defence")],
            },
        ),
    ],
    "several posts of one person": [
        (
            "Deputy Prime Minister and Minister of Energy Rosa Paz met with Secretary Bell.",
            {"Rosa Paz": [("Deputy Prime Minister", None), ("Minister of Energy", None)], "Bell": [("Secretary", None)]},
        ),
        (
            "Joe Otieno, Minister of Trade and Ambassador to the United Nations, met with Secretary Bell.",
            {
                "Joe Otieno": [("Minister of Trade", None), ("Ambassador to the United Nations", None)],
                "Bell": [("Secretary", None)],
            },
        ),
        (
            "Prime Minister and Minister for Foreign Affairs Ilze Ozola met with Secretary Bell.",
            {"Ilze Ozola": [("Prime Minister", None), ("Minister for Foreign Affairs", None)], "Bell": [("Secretary", None)]},
        ),
    ],
    "acting, chargé, special envoys": [
        (
            "Acting Deputy Assistant Secretary Lea Moss met with Minister Rosa Paz.",
            {"Lea Moss": [("+Deputy Assistant Secretary", None)], "Rosa Paz": [("Minister", None)]},
        ),
        (
            "Chargé d’Affaires Tom Hale met with Minister Rosa Paz.",
            {"Tom Hale": [("Chargé d’Affaires", None)], "Rosa Paz": [("Minister", None)]},
        ),
        (
            "U.S. Special Envoy for Fisheries Jed Carter met with Minister Joe Otieno.",
            {"Jed Carter": [("Special Envoy for Fisheries", None)], "Joe Otieno": [("Minister", None)]},
        ),
    ],
    "former and elect are no posts held": [
        ("Former Secretary of Labor Lea Moss met with Minister Rosa Paz.", {"Lea Moss": [], "Rosa Paz": [("Minister", None)]}),
        ("President-elect Joe Otieno met with Secretary Bell.", {"Joe Otieno": [], "Bell": [("Secretary", None)]}),
        ("Former Ambassador Tom Hale met with Minister Joe Otieno.", {"Tom Hale": [], "Joe Otieno": [("Minister", None)]}),
    ],
    "titles of foreign officials in every order": [
        (
            "Permanent Secretary of the Ministry of Trade Anan Suwan met with Secretary Bell.",
            {"Anan Suwan": [("Permanent Secretary", "Ministry of Trade")], "Bell": [("Secretary", None)]},
        ),
        (
            "Secretary Bell met with Ministry of Trade Permanent Secretary Anan Suwan.",
            {"Anan Suwan": [("Permanent Secretary", "Ministry of Trade")], "Bell": [("Secretary", None)]},
        ),
        (
            "Secretary Bell met with Anan Suwan, Permanent Secretary of the Ministry of Trade.",
            {"Anan Suwan": [("Permanent Secretary", "Ministry of Trade")], "Bell": [("Secretary", None)]},
        ),
    ],
}


@pytest.mark.parametrize(("text", "expected"), [case for cases in POSTS.values() for case in cases], ids=[f"{name} {number}" for name, cases in POSTS.items() for number in range(len(cases))])  # fmt: skip
def test_posts_are_read_as_they_are_given(text: str, expected: Posts) -> None:
    """Each order of title, body and name gives the post, and only posts that are held."""
    assert posts(text) == expected


NAMES = {
    "particles": ["Ana de la Paz", "Jan van der Berg", "Omar bin Said"],
    "initials": ["J. P. Moss", "Lea R. Hale", "M. Joe Otieno"],
    "hyphens": ["Ana-Rosa Paz", "Lea Moss-Hale", "Jung-min Seo"],
    "apostrophes": ["Pat O’Neil", "N’Golo Keita", "Dara D’Souza"],
    "nicknames": ["Joseph “Joe” Moss", "Margaret “Peg” Hale", "Rosario “Charo” Paz"],
    "diacritics": ["Þóra Björnsdóttir", "Łukasz Żak", "Ñusta Quispe"],
    "surname first": ["Nguyen Van Minh", "Kim Min-jae", "Tan Wei Ling"],
}


@pytest.mark.parametrize("name", [name for names in NAMES.values() for name in names])
def test_names_of_every_form_are_whole(name: str) -> None:
    """Particles, initials, hyphens, apostrophes, nicknames and foreign letters belong to the name."""
    assert name in people(f"Secretary Bell met with Foreign Minister {name} in Lima.")


@pytest.mark.parametrize(
    "honorific", ["H.E.", "Dr.", "Shri", "General", "Her Excellency", "The Honourable", "Dato’", "Sheikh", "Lt. Gen."]
)
def test_an_honorific_is_no_part_of_a_name(honorific: str) -> None:
    """What honours a name stands outside it."""
    assert "Ana Ito" in people(f"Secretary Bell met with {honorific} Ana Ito, Minister of Trade, in Lima.")


def test_single_names_are_names() -> None:
    """A person with one name is named by it."""
    assert [
        list(people(f"Secretary Bell met with Foreign Minister {name} in Jakarta."))[1] for name in ("Wiranto", "Suharso", "Retno")
    ] == ["Wiranto", "Suharso", "Retno"]


BACK = [
    (
        "Secretary Lea Moss met with Minister Rosa Paz in Lima. Secretary Moss then led the second Energy Dialogue with Minister Paz.",
        {"Lea Moss", "Rosa Paz"},
    ),
    (
        "Foreign Minister Joe Otieno and Deputy Secretary Tom Hale met in Nairobi. The Deputy Secretary thanked the Foreign Minister.",
        {"Joe Otieno", "Tom Hale"},
    ),
    (
        "Under Secretary Jed Carter and State Secretary Ilze Ozola co-chaired the Baltic Dialogue. Carter and Ozola signed a plan.",
        {"Jed Carter", "Ilze Ozola"},
    ),
]


@pytest.mark.parametrize(("text", "expected"), BACK)
def test_those_spoken_of_again_are_the_same_people(text: str, expected: set[str]) -> None:
    """A surname, and a title alone, stand for the one named in full before."""
    assert set(people(text)) == expected


ABSENT = [
    ("Secretary Bell met with Minister Rosa Paz in Lima. They discussed President Ana Lillo’s visit to Chile.", "Ana Lillo"),
    ("Secretary Bell met with Minister Joe Otieno in Nairobi and conveyed greetings from President Jane Roe.", "Jane Roe"),
    (
        "Secretary Bell met with Minister Ilze Ozola in Riga. The meeting followed that of President Jane Roe and Prime Minister Karl Berg in May.",
        "Karl Berg",
    ),
]


@pytest.mark.parametrize(("text", "who"), ABSENT)
def test_those_only_talked_about_are_not_there(text: str, who: str) -> None:
    """To be named is not to attend."""
    assert who not in people(text)


ROLES = [
    ("The talks in Lima were led by Minister Rosa Paz and Director Tom Hale.", "Tom Hale", "lead"),
    ("The Chilean delegation, headed by Minister Rosa Paz, met with Director Tom Hale.", "Rosa Paz", "lead"),
    ("Director Tom Hale led the U.S. delegation, and Minister Rosa Paz headed the Chilean side.", "Rosa Paz", "lead"),
    ("Minister Rosa Paz chaired the Energy Dialogue; Director Tom Hale attended.", "Rosa Paz", "chair"),
    ("The third Energy Dialogue was co-chaired by Minister Rosa Paz and Director Tom Hale.", "Tom Hale", "chair"),
    ("Minister Rosa Paz and Director Tom Hale co-chaired the third Energy Dialogue.", "Rosa Paz", "chair"),
    ("Minister Rosa Paz hosted Director Tom Hale in Lima for the Energy Dialogue.", "Rosa Paz", "host"),
    ("The Energy Dialogue was hosted by Minister Rosa Paz in Lima; Director Tom Hale took part.", "Rosa Paz", "host"),
    ("Minister Rosa Paz convened the Energy Dialogue with Director Tom Hale in Lima.", "Rosa Paz", "host"),
]


@pytest.mark.parametrize(("text", "who", "role"), ROLES)
def test_who_led_chaired_or_hosted(text: str, who: str, role: str) -> None:
    """Active, passive and split forms give the role."""
    assert role in [name for name, _ in roles(text)[who]]


JOINED = [
    "Minister Rosa Paz opened the Energy Dialogue in Lima, which Director Ann Bell chaired.",
    "Director Ann Bell chaired the Energy Dialogue in Lima. She was joined by Minister Rosa Paz.",
    "Director Ann Bell chaired the Energy Dialogue in Lima. Minister Rosa Paz also participated.",
]


@pytest.mark.parametrize("text", JOINED)
def test_those_who_open_and_join_take_part(text: str) -> None:
    """Opening, joining and participating are attending."""
    assert "Rosa Paz" in people(text)


BODIES = [
    (
        "The U.S. delegation, led by Director Ann Bell, included representatives from the Department of Energy, USAID, and the Coast Guard.",
        {"Department of Energy", "USAID", "Coast Guard"},
    ),
    (
        "Director Ann Bell led the U.S. delegation. Officials from the Department of Labor and the Peace Corps also participated in the meeting.",
        {"Department of Labor", "Peace Corps"},
    ),
    (
        "Director Ann Bell and Minister Rosa Paz chaired the meeting, joined by the Department of Justice and the Ministry of Interior.",
        {"Department of Justice", "Ministry of Interior"},
    ),
]


@pytest.mark.parametrize(("text", "expected"), BODIES)
def test_bodies_that_took_part_as_such(text: str, expected: set[str]) -> None:
    """Agencies and ministries in lists took part as bodies."""
    assert {body.organization for body in meeting(text).represented} == expected


MET = "Secretary Bell met with Minister Rosa Paz"
DATES = [
    ("on April 3, 2022", "2022-04-03", "2022-04-03", "month and day"),
    ("on 3 April 2022", "2022-04-03", "2022-04-03", "day and month"),
    ("on the 3rd of April, 2022", "2022-04-03", "2022-04-03", "day and month"),
    ("on May 3", "2022-05-03", "2022-05-03", "month and day, year of publication"),
    ("on 3 May", "2022-05-03", "2022-05-03", "day and month, year of publication"),
    ("on December 9", "2021-12-09", "2021-12-09", "month and day, year of publication"),
    ("today", "2022-05-12", "2022-05-12", "day counted from publication"),
    ("this morning", "2022-05-12", "2022-05-12", "day counted from publication"),
    ("yesterday", "2022-05-11", "2022-05-11", "day counted from publication"),
    ("on Tuesday", "2022-05-10", "2022-05-10", "weekday counted from publication"),
    ("last Thursday", "2022-05-05", "2022-05-05", "weekday counted from publication"),
    ("on Wednesday, May 11", "2022-05-11", "2022-05-11", "month and day, year of publication"),
    ("May 9 and 10", "2022-05-09", "2022-05-10", "range of days, year of publication"),
    ("on 7-8 April, 2022", "2022-04-07", "2022-04-08", "range of days"),
    ("from April 30 to May 2", "2022-04-30", "2022-05-02", "range over months, year of publication"),
    ("this week", None, None, None),
    ("recently", None, None, None),
    ("in the spring", None, None, None),
]


@pytest.mark.parametrize(("words", "start", "end", "rule"), DATES, ids=[case[0] for case in DATES])
def test_a_date_is_resolved_by_a_named_rule_or_not_at_all(words: str, start: str | None, end: str | None, rule: str | None) -> None:
    """Published on Thursday, 12 May 2022: each form gives its days, the rule and its evidence; what nothing fixes stays out."""
    one = meeting(f"{MET} in Lima {words}.")

    assert (one.start, one.end) == (start, end)
    assert (one.says["start"].rule if start else None) == rule
    assert not start or one.says["start"].evidence


MODES = [
    ("in Lima", "in-person", "Lima"),
    ("at the Department of State", "in-person", None),
    ("in person", "in-person", None),
    ("virtually", "virtual", None),
    ("by videoconference", "virtual", None),
    ("online", "virtual", None),
    ("by telephone", "call", None),
    ("today", None, None),
]


@pytest.mark.parametrize(("words", "mode", "place"), MODES, ids=[case[0] for case in MODES])
def test_how_and_where_people_met(words: str, mode: str | None, place: str | None) -> None:
    """A place, words of a call or a screen give the mode; nothing gives none."""
    one = meeting(f"{MET} {words}.")

    assert (one.mode, one.place) == (mode, place)


CALLS = [
    "Secretary Bell spoke with Minister Rosa Paz.",
    "Secretary Bell held a call with Minister Rosa Paz.",
    "Secretary Bell spoke by phone today with Minister Rosa Paz.",
]


@pytest.mark.parametrize("text", CALLS)
def test_who_speaks_with_another_calls(text: str) -> None:
    """To speak with somebody is a call."""
    assert meeting(text).mode == "call"


HYBRID = [
    "The second Energy Dialogue was held in a hybrid format in Lima.",
    "The second Energy Dialogue, a hybrid meeting, was held in Lima.",
    "The second Energy Dialogue was held in Lima on May 3, with some participants joining virtually.",
]


@pytest.mark.parametrize("text", HYBRID)
def test_hybrid_meetings_are_both(text: str) -> None:
    """Some in the room and some on the screen is hybrid."""
    assert meeting(text).mode == "hybrid"


PLANNED = [
    "Secretary Bell will meet with Minister Rosa Paz in Lima on May 20.",
    "Secretary Bell will travel to Lima May 20 to meet with Minister Rosa Paz.",
    "Secretary Bell is scheduled to co-chair the Energy Dialogue with Minister Rosa Paz in Lima on May 20.",
]


@pytest.mark.parametrize("text", PLANNED)
def test_what_is_to_come_is_planned(text: str) -> None:
    """The future is planned, the past is held."""
    assert meeting(text).status == "planned"
    assert meeting(f"{MET} in Lima.").status == "held"


NONE = [
    "On behalf of the United States, I congratulate the people of Chile on their national day.",
    "The Department of the Treasury today sanctioned three companies for moving oil.",
    "Secretary Bell delivered a speech on trade at the University of Lima.",
]


@pytest.mark.parametrize("text", NONE)
def test_a_text_about_no_meeting_tells_of_none(text: str) -> None:
    """Greetings, sanctions and speeches are no meetings."""
    assert reading(text).meetings == ()


SERIES = [
    ("The United States and Chile held the Seventh U.S.-Chile Energy Dialogue in Lima.", "U.S.-Chile Energy Dialogue", 7),
    ("The United States and Chile held the 13th U.S.-Chile Energy Dialogue in Lima.", "U.S.-Chile Energy Dialogue", 13),
    ("The United States and Chile held the XI U.S.-Chile Energy Dialogue in Lima.", "U.S.-Chile Energy Dialogue", 11),
    ("The United States and Chile held the inaugural U.S.-Chile Energy Dialogue in Lima.", "U.S.-Chile Energy Dialogue", 1),
    (
        "The United States and Chile held the second meeting of the U.S.-Chile Energy Working Group in Lima.",
        "U.S.-Chile Energy Working Group",
        2,
    ),
]


@pytest.mark.parametrize(("text", "series", "number"), SERIES)
def test_series_and_number_are_read(text: str, series: str, number: int) -> None:
    """Words, digits and Roman numbers count; the series is named without them."""
    one = meeting(text)

    assert (one.series, one.ordinal) == (series, number)


@pytest.mark.parametrize("acronym", ["EPD", "CNWG", "HLED"])
def test_an_acronym_stands_for_its_series(acronym: str) -> None:
    """The acronym in brackets is the same meeting afterwards, and the next one of it a reference."""
    found = reading(
        f"The United States and Chile held the second Energy Policy Dialogue ({acronym}) in Lima. The next {acronym} will be held in Washington."
    )

    assert len(found.meetings) == 1
    assert f"next {acronym}" in {one.name for one in found.references}


OUTCOMES = [
    ("They signed a Memorandum of Understanding on roads.", "adoption"),
    ("The ministers adopted the 2023 Action Plan.", "adoption"),
    ("They endorsed the Lima Roadmap.", "adoption"),
    ("They agreed to open an office in Lima.", "commitment"),
    ("Both sides pledged to share data.", "commitment"),
    ("The United States committed to train inspectors.", "commitment"),
    ("They welcomed the opening of the Salt River Bridge.", "achievement"),
    ("The Secretary noted progress on the training of inspectors.", "achievement"),
    ("They announced the completion of the first phase.", "achievement"),
]


@pytest.mark.parametrize(("text", "kind"), OUTCOMES)
def test_outcomes_have_their_kind(text: str, kind: str) -> None:
    """What is adopted, promised or done is told apart."""
    assert [one.kind for one in meeting(f"{MET} in Lima. {text}").outcomes] == [kind]


THINGS = [
    ("the Pacific Security Dialogue", "Pacific Security Dialogue", "mechanism"),
    ("the Salt River Initiative", "Salt River Initiative", "mechanism"),
    ("the Andes Cyber Working Group", "Andes Cyber Working Group", "mechanism"),
    ("the Young Pilots Program", "Young Pilots Program", "programme"),
    ("the Blue Harbour Fellowship", "Blue Harbour Fellowship", "programme"),
    ("the Coral Reef Scholarship", "Coral Reef Scholarship", "programme"),
    ("the Salt River project", "Salt River project", "project"),
    ("the Andes Pipeline", "Andes Pipeline", "project"),
    ("the North Coast Corridor", "North Coast Corridor", "project"),
    ("the Lima Free Trade Agreement", "Lima Free Trade Agreement", "instrument"),
    ("the Coral Charter", "Coral Charter", "instrument"),
    ("the 2023 Action Plan", "2023 Action Plan", "instrument"),
    ("the Salt River Bridge", "Salt River Bridge", "facility"),
    ("the Tacna Port of Entry", "Tacna Port of Entry", "facility"),
    ("the Coral Bay Air Base", "Coral Bay Air Base", "facility"),
]


@pytest.mark.parametrize(("words", "name", "kind"), THINGS)
def test_named_things_have_their_kind(words: str, name: str, kind: str) -> None:
    """Mechanisms, programmes, projects, instruments and facilities are told by their nouns."""
    found = {one.name: one.kind for one in reading(f"{MET} in Lima. They discussed {words}.").things}

    assert found == {name: kind}


REFERENCES = [
    ("They recalled the July 2021 meeting between President Roe and President Lillo.", "2021-07"),
    ("The next meeting of the Energy Dialogue will be held in Quito in 2023.", "2023"),
    ("They met on the margins of the Ninth Summit of the Americas.", None),
]


@pytest.mark.parametrize(("text", "day"), REFERENCES)
def test_other_meetings_are_references(text: str, day: str | None) -> None:
    """Meetings recalled, to come and around this one are references, with their date where it is told."""
    (found,) = reading(f"{MET} in Lima. {text}").references

    assert found.date == day


QUOTES = [
    ("“We have a plan,” said Minister Paz.", "Rosa Paz", "We have a plan,"),
    ("Minister Paz said: “Roads bring us together.”", "Rosa Paz", "Roads bring us together."),
    ("“Nothing is settled,” Secretary Bell told reporters.", "Bell", "Nothing is settled,"),
]


@pytest.mark.parametrize(("text", "speaker", "words"), QUOTES)
def test_direct_speech_has_its_speaker(text: str, speaker: str, words: str) -> None:
    """What somebody said stands in the words between the marks."""
    (found,) = reading(f"{MET} in Lima. {text}").quotations

    assert (found.speaker, found.text) == (speaker, words)


def test_what_is_said_of_a_role_and_a_field_is_kept() -> None:
    """The words of a role, and rule and evidence of each field, can be shown."""
    one = meeting("Director Ann Bell co-chaired the third Energy Dialogue with Minister Rosa Paz in Lima on May 3.")
    said = {person.person: person.roles[0].words for person in one.attendance}

    assert said == {"Ann Bell": "co-chaired the third Energy Dialogue", "Rosa Paz": "co-chaired the third Energy Dialogue"}
    assert {"name", "series", "ordinal", "start", "place", "mode", "status"} <= set(one.says)


STATEMENTS = [
    ("The Energy Dialogue was established in 2014.", "began"),
    ("The Energy Dialogue meets annually.", "frequency"),
    ("The goal of the Energy Dialogue is to keep the lights on.", "goal"),
]


@pytest.mark.parametrize(("text", "about"), STATEMENTS)
def test_what_is_said_of_a_series_is_a_statement(text: str, about: str) -> None:
    """When a series began, how often it meets and what for are statements about it."""
    found = reading(f"Director Ann Bell and Minister Rosa Paz co-chaired the third Energy Dialogue in Lima. {text}").statements

    assert about in {one.property for one in found}


NOISE = [
    ("Home\n\n", "menu"),
    (
        "You are subscribed to Press Releases for U.S. Department of State. This information has recently been updated.\n\n",
        "mailer header",
    ),
    ("![group](photos/IMG_1.jpg)\n\n", "image path"),
    ("[1] Embassy of Chile, 2022.\n\n", "footnote"),
    ("Media contact: press@example.org\n\n", "further information"),
]


@pytest.mark.parametrize(("line", "rule"), NOISE, ids=[case[1] for case in NOISE])
def test_noise_is_marked_and_moves_nothing(line: str, rule: str) -> None:
    """What is no part of the release is marked by a rule; offsets of the rest stay."""
    found = reading(f"{line}{MET} in Lima.")
    one: ReadMeeting = found.meetings[0]

    assert rule in {noise.rule for noise in found.noise}
    assert one.attendance[0].at.start == len(line) + len("Secretary ")
