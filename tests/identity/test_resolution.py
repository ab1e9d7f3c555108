"""Properties of the whole: order, repetition and judgements."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.errors import AuthorityError
from communique.identity import resolve
from communique.records import Mention
from tests.identity.pages import Page, judgement, lexicon, mentions_of, one, resolved

GIVEN = ("Ana", "Tom", "Thomas", "A.", "Luz")
SURNAMES = ("Paz", "Rey", "Paz Rey", "Oduya")
TITLES = ("Director of Dikes", "Director", "Foreign Minister", "Ambassador to Chile", "Minister of Foreign Affairs")
BODIES = (None, "Ministry of Works", "Works Ministry", "WA", "Foreign Ministry")
SIDES = ("Peru", "Chile", None)
SERIES = (None, "Peru-Chile Works Forum", "Strategic Dialogue")
DATES = ("2021-03-01", "2021-03-02", "2021-03", "2022-05-05", None)

PERSON = st.tuples(
    st.sampled_from(GIVEN), st.sampled_from(SURNAMES), st.sampled_from(TITLES), st.sampled_from(BODIES), st.sampled_from(SIDES)
)
MEETING = st.tuples(st.sampled_from(SERIES), st.sampled_from((None, 3)), st.sampled_from(DATES), st.lists(PERSON, max_size=3))
DOCUMENTS = st.lists(st.lists(MEETING, min_size=1, max_size=2), min_size=1, max_size=4)
SETTINGS = settings(max_examples=25, deadline=None)


def pages_of(documents: list[list[tuple[object, ...]]]) -> list[Page]:
    """Lay drawn documents out as pages."""
    pages = []
    for number, meetings in enumerate(documents):
        page = Page(f"doc-{number}", "2021-04-01" if number % 2 else None)
        for series, ordinal, date, people in meetings:
            meeting = page.meeting("", series, date, ordinal=ordinal)  # type: ignore[arg-type]
            for first, last, title, body, side in people:  # type: ignore[attr-defined]
                page.person(f"{first} {last}", (title, body), side=side, meeting=meeting, listed="list-1")
        pages.append(page)
    return pages


@given(DOCUMENTS, st.randoms(use_true_random=False))
@SETTINGS
def test_the_order_of_mentions_changes_nothing(documents: list[list[tuple[object, ...]]], rng: random.Random) -> None:
    """Mentions in another order, or given twice, resolve alike."""
    mentions = list(mentions_of(*pages_of(documents)))
    expected = resolve(mentions, lexicon())
    shuffled = mentions * 2
    rng.shuffle(shuffled)

    assert resolve(shuffled, lexicon()) == expected


@given(DOCUMENTS)
@SETTINGS
def test_every_mention_has_one_entity(documents: list[list[tuple[object, ...]]]) -> None:
    """Each mention belongs to exactly one entity, of its own kind of path, and each entity to some mention."""
    mentions = mentions_of(*pages_of(documents))
    found = resolve(mentions, lexicon())

    assert {mention.id for mention in mentions} == set(found.entity_of)
    assert sorted(m for entity in found.entities for m in entity.mentions) == sorted({mention.id for mention in mentions})
    assert len({entity.id for entity in found.entities}) == len(found.entities)


@given(DOCUMENTS)
@SETTINGS
def test_compounds_are_made_of_entities(documents: list[list[tuple[object, ...]]]) -> None:
    """The parts of every compound are entities of the result."""
    found = resolve(mentions_of(*pages_of(documents)), lexicon())
    known = {entity.id for entity in found.entities}

    assert {part for entity in found.entities for part in entity.parts} <= known


@given(DOCUMENTS, st.sampled_from(("same", "different")), st.randoms(use_true_random=False))
@SETTINGS
def test_a_judgement_is_followed_and_can_be_taken_back(
    documents: list[list[tuple[object, ...]]], verdict: str, rng: random.Random
) -> None:
    """Two people mentions are one or two as judged; without the judgement the result is what it was."""
    mentions = mentions_of(*pages_of(documents))
    people = sorted(mention.id for mention in mentions if mention.kind == "person")
    if len(people) < 2:
        return
    left, right = rng.sample(people, 2)
    before = resolve(mentions, lexicon())
    judged = resolve(mentions, lexicon(), (judgement("person", left, right, verdict),))

    assert (judged.entity_of[left] == judged.entity_of[right]) == (verdict == "same")
    assert resolve(mentions, lexicon(), ()) == before


@given(DOCUMENTS)
@SETTINGS
def test_no_two_entries_of_one_list_become_one_person(documents: list[list[tuple[object, ...]]]) -> None:
    """Whatever else is alike, two names of one list of one meeting stay two people."""
    mentions = mentions_of(*pages_of(documents))
    entity_of = resolve(mentions, lexicon()).entity_of
    people = [mention for mention in mentions if mention.kind == "person"]
    listed: dict[tuple[str | None, str], set[str]] = {}
    for person in people:
        seen = listed.setdefault((person.meeting, entity_of[person.id]), set())
        seen.add(person.name)

    assert [names for names in listed.values() if len(names) > 1] == []


def test_a_removed_document_leaves_no_trace() -> None:
    """What is resolved without a document is what a build that never had it resolves, judgements on it included."""
    kept, gone = Page("a"), Page("b")
    kept.person("Ana Paz", side="Peru")
    other = gone.person("Ana Paz", side="Peru")
    rows = (judgement("person", "a#10-17", other, "same"),)

    assert resolved(kept, judgements=rows) == resolved(kept)


def test_contradicting_judgements_are_an_error() -> None:
    """Same, same and different in a triangle cannot all hold; the message names the mentions."""
    pages = [Page(name) for name in "abc"]
    a, b, c = (page.person("Ana Paz") for page in pages)
    rows = (judgement("person", a, b, "same"), judgement("person", b, c, "same"), judgement("person", a, c, "different"))

    with pytest.raises(AuthorityError, match=f"{a} and {c} are judged different"):
        resolved(*pages, judgements=rows)


def test_judgements_on_other_kinds_are_followed() -> None:
    """Bodies, posts, meetings and things can be judged too."""
    first, second = Page("a"), Page("b")
    left, right = (page.body("Harbour Trust") for page in (first, second))
    apart = judgement("body", str(left), str(right), "different")

    assert one(resolved(first, second), left, right)
    assert not one(resolved(first, second, judgements=[apart]), left, right)


def test_a_followed_judgement_is_told_among_the_decisions() -> None:
    """Who judged and why is there to be shown."""
    first, second = Page("a"), Page("b")
    left, right = first.person("Ana Paz"), second.person("Anna Paz")

    found = resolved(first, second, judgements=[judgement("person", left, right, "same")])

    assert "judged by A. Reader on 2024-01-31: told by the register" in [
        reason for merge in found.merges for reason in merge.reasons
    ]


def test_mentions_alone_make_a_result() -> None:
    """No mention, no entity."""
    assert resolve((), lexicon()).entities == ()
    assert resolve((Mention("a#document", "document", "a", "a"),), lexicon()).entity_of == {"a#document": "document/a"}
