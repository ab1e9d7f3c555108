"""Claims: what a reading says, as statements about mentions."""

from dataclasses import replace

import pytest

from communique.claims import claim_id, make_claims
from communique.properties import PROPERTIES
from communique.records import (
    Attendance,
    Claim,
    Excerpt,
    Mention,
    ReadBody,
    Reading,
    ReadMeeting,
    ReadPost,
    ReadRole,
    Reference,
    Saying,
    Value,
)
from tests.making import document

TEXT = "On May 4, Deputy Minister Ann Bell of the Ministry of Trade (MoT) led the Freedonian delegation to the 3rd Bridge Dialogue."
DOCUMENT = document("a", TEXT, published="2021-05-05")


def at(words: str) -> Excerpt:
    """Return where words stand in the text."""
    start = TEXT.index(words)
    return Excerpt(start, start + len(words), words)


SENTENCE = (at(TEXT),)
POST = ReadPost(
    "Deputy Minister", "Ministry of Trade", acting=True, rule="title-name", evidence=SENTENCE, body_at=at("Ministry of Trade")
)
ROLE = ReadRole("lead", "delegation", "led the Freedonian delegation", "led", SENTENCE)
ANN = Attendance("Ann Bell", at("Ann Bell"), "led", SENTENCE, posts=(POST,), side="Freedonia", roles=(ROLE,))
MEETING = ReadMeeting(
    name="3rd Bridge Dialogue",
    series="Bridge Dialogue",
    ordinal=3,
    start="2021-05-04",
    end="2021-05-04",
    place=None,
    mode=None,
    status="held",
    evidence=SENTENCE,
    says={"start": Saying("year-from-publication", (at("May 4"),), "published")},
    attendance=(ANN,),
)
BODY = ReadBody("Ministry of Trade", "MoT", at("Ministry of Trade (MoT)"), SENTENCE, "acronym")
READING = Reading("a", DOCUMENT.sha256, meetings=(MEETING,), bodies=(BODY,))


def made(reading: Reading = READING) -> tuple[dict[str, Mention], tuple[Claim, ...]]:
    """Return mentions by id, and claims."""
    mentions, claims = make_claims(DOCUMENT, reading)
    return {mention.id: mention for mention in mentions}, claims


def said(claims: tuple[Claim, ...], key: str) -> list[tuple[str, str]]:
    """Return subject and value of the claims of one property."""
    return [(claim.subject, claim.value.text) for claim in claims if claim.property == key]


def test_a_field_becomes_a_claim_with_its_rule_and_source() -> None:
    """The start date is claimed with the rule that gave the year, its words, and the metadata that it leans on."""
    (claim,) = (c for c in made()[1] if c.property == "meeting.start")

    assert (claim.value, claim.rule, claim.source) == (Value("date", "2021-05-04"), "year-from-publication", "published")
    assert claim.evidence == (at("May 4"),)


def test_a_field_without_a_value_makes_no_claim() -> None:
    """Not stated is not claimed: no place, no mode."""
    assert said(made()[1], "meeting.place") == said(made()[1], "meeting.mode") == []


def test_a_person_is_a_mention_where_the_name_stands() -> None:
    """The mention of a person carries the hints that identity weighs."""
    person = made()[0][f"a#{ANN.at.start}-{ANN.at.end}"]

    assert (person.kind, person.name, person.side, person.meeting) == ("person", "Ann Bell", "a#side/freedonia", "a#meeting-1")
    assert [(post.title, post.acting) for post in person.posts] == [("Deputy Minister", True)]


def test_leading_a_delegation_is_claimed_of_the_delegation_and_of_the_part() -> None:
    """The role says what was led, and the delegation names its leader."""
    claims = made()[1]

    assert said(claims, "participation.role") == [(f"a#meeting-1/{ANN.at.start}-{ANN.at.end}", "role/lead-delegation")]
    assert said(claims, "delegation.led-by") == [("a#meeting-1/delegation/freedonia", f"a#{ANN.at.start}-{ANN.at.end}")]


def test_leading_a_meeting_says_nothing_of_a_delegation() -> None:
    """`The meeting was led by` makes no leader of a delegation."""
    role = replace(ROLE, scope="meeting", words="The meeting was led by")
    meeting = replace(MEETING, attendance=(replace(ANN, roles=(role,)),))

    claims = made(replace(READING, meetings=(meeting,)))[1]

    assert said(claims, "delegation.led-by") == []
    assert [value for _, value in said(claims, "participation.role")] == ["role/lead-meeting"]


def test_an_acronym_in_brackets_is_a_second_name_of_the_body() -> None:
    """The body is claimed to be called by its name and by its acronym."""
    names = {value for _, value in said(made()[1], "body.name")}

    assert names == {"Ministry of Trade", "MoT"}


def test_an_acting_holder_has_another_tenure() -> None:
    """Acting is part of the tenure, not of the post."""
    mentions, claims = made()
    ((_, tenure),) = said(claims, "participation.capacity")

    assert mentions[tenure].name == "acting"
    assert mentions[mentions[tenure].parts[1]].name == "Deputy Minister"


def test_said_twice_is_one_claim_with_two_excerpts() -> None:
    """The same statement at two places of a document is one claim."""
    first = Reference("Border Talks", at("Bridge Dialogue"), "named", (at("May 4"),), date="2020")
    again = replace(first, evidence=(at("led"),))

    claims = [c for c in made(replace(READING, references=(first, again)))[1] if c.value.text == "Border Talks"]

    assert [claim.evidence for claim in claims] == [(at("May 4"), at("led"))]


def test_a_claim_is_named_by_what_was_read_alone() -> None:
    """Another rule, or other evidence, makes no other claim."""
    meeting = replace(MEETING, says={"start": Saying("weekday", SENTENCE)})

    assert {c.id for c in made()[1]} == {c.id for c in made(replace(READING, meetings=(meeting,)))[1]}


@pytest.mark.parametrize(
    "other",
    [
        ("1", "a#m", "meeting.start", Value("date", "2021")),
        ("0", "b#m", "meeting.start", Value("date", "2021")),
        ("0", "a#m", "meeting.end", Value("date", "2021")),
        ("0", "a#m", "meeting.start", Value("text", "2021")),
    ],
)
def test_any_other_content_makes_another_id(other: tuple[str, str, str, Value]) -> None:
    """Document, subject, property and value each count."""
    assert claim_id("0", "a#m", "meeting.start", Value("date", "2021")) != claim_id(*other)


def test_every_claim_is_in_the_property_table_and_about_known_mentions() -> None:
    """No claim uses a property that the table lacks, or a mention that is not made."""
    mentions, claims = made()

    assert claims
    assert {claim.property for claim in claims} <= PROPERTIES.keys()
    assert {claim.subject for claim in claims} <= mentions.keys()
    assert {claim.value.text for claim in claims if claim.value.kind == "mention"} <= mentions.keys()
