"""What hinders, the most useful first."""

from dataclasses import replace
from itertools import combinations
from pathlib import Path

from communique.doctor import Case, Hindrance, examine
from communique.records import Attendance, Document, Entity, Excerpt, Identities, Merge, Reading, ReadMeeting
from tests.making import document

NOBODY = Identities({}, ())
RELEASE = "The Lake Council met in Quito on 3 May 2020. Ana Stone led the delegation of Peru and Bo Reed that of Chad."


def found(*documents: Document, identities: Identities = NOBODY, **meetings: tuple[ReadMeeting, ...]) -> list[Hindrance]:
    """Examine documents whose readings hold these meetings."""
    readings = {one.name: Reading(one.name, one.sha256, meetings=meetings.get(one.name, ())) for one in documents}
    return list(examine(Case(documents, readings, identities)))


def meeting(start: str | None) -> ReadMeeting:
    """Make a meeting on a day."""
    return ReadMeeting(None, None, None, start, start, None, None, "held", ())


def test_a_meeting_that_no_date_follows_for_comes_before_other_undated_documents() -> None:
    """A missing date of publication weighs more where a meeting's date hangs on it."""
    rows = found(
        document("a"), document("b", "They left."), document("c", "They ate."), a=(meeting(None),), b=(meeting("2020-05-03"),)
    )

    assert [(8, ("a",)), (2, ("b", "c"))] == [(row.weight, row.documents) for row in rows]
    assert "write 'published: YYYY-MM-DD', the day of the release, into its front matter" == rows[0].next


def test_a_dated_document_hinders_nothing() -> None:
    """A document with its date, whose meeting has none, is not the front matter's fault."""
    assert [] == found(document("a", published="2020-05-04"), a=(meeting(None),))


def test_an_unmarked_copy_is_named_with_its_share() -> None:
    """A reprint that does not say so counts as an independent witness."""
    rows = found(document("b", RELEASE, published="2020-05-04"), document("a", f"WIRE – {RELEASE}", published="2020-05-05"))

    copies = [row for row in rows if row.rule == "copy-unmarked"]
    assert [("b", "a")] == [row.documents for row in copies]
    assert "if it is a reprint, write 'copy_of: b' into its front matter" == copies[0].next


def test_a_marked_copy_hinders_nothing() -> None:
    """A reprint that says what it copies is in order."""
    rows = found(document("b", RELEASE, published="2020-05-04"), document("a", RELEASE, published="2020-05-05", copy_of="b"))

    assert "copy-unmarked" not in {row.rule for row in rows}


def test_a_copy_of_nothing_is_named() -> None:
    """A document that copies one that is not there is named with both ways out."""
    [row] = found(document("a", published="2020-05-05", copy_of="none"))

    assert ("original-missing", 12) == (row.rule, row.weight)
    assert "add none, or mend copy_of in the front matter of a" == row.next


def test_unsure_people_are_named_with_the_reasons() -> None:
    """A pair that identity is unsure of is shown with the names and what spoke for and against."""
    entities = (Entity("person/ana-stone", "person", "Ana Stone", mentions=("a#0-9",)),)
    merges = (Merge("a#0-9", "b#0-8", "unsure", 0.5, ("one surname", "no post")), Merge("a#0-9", "c#0-9", "same", 1.0, ()))

    [row] = found(identities=Identities({"a#0-9": "person/ana-stone"}, entities, merges))

    assert "Ana Stone and b#0-8 in a, b may be one: one surname; no post" == row.what
    assert (("a", "b"), "decide it: communique judge") == (row.documents, row.next)


def test_two_whom_others_brought_together_are_decided() -> None:
    """A pair whose own words leave it open hinders nothing once both are one person."""
    entity = Entity("person/ana-stone", "person", "Ana Stone", mentions=("a#0-9", "b#0-9", "c#0-9"))
    merges = (Merge("a#0-9", "b#0-9", "unsure", 0.6, ("one name",)), Merge("b#0-9", "c#0-9", "same", 1.0, ()))

    assert [] == found(identities=Identities(dict.fromkeys(entity.mentions, entity.id), (entity,), merges))


def test_reasons_are_words() -> None:
    """What speaks for a pair is told without its weight."""
    merges = (Merge("a#0-9", "b#0-9", "unsure", 0.6, ("+0.60 the full names are the same", "-0.10 years lie between")),)

    [row] = found(identities=Identities({}, (), merges))

    assert row.what.endswith("may be one: the full names are the same; years lie between")


def test_a_document_in_another_language_is_named() -> None:
    """A text that is in no language that is read says why it gave nothing."""
    rows = found(document("a", language="es-MX", published="2020"), document("b", "Bo.", language="en-GB", published="2020"))

    assert [("language-unread", "a is in the language 'es-MX'; only English is read")] == [(row.rule, row.what) for row in rows]


def test_people_of_no_side_are_named() -> None:
    """A document none of whose participants has a side is named with what to teach."""
    people = tuple(Attendance(name, Excerpt(0, 3, "Ana"), "name", ()) for name in ("Ana Stone", "Bo Reed"))
    sided = (*people, replace(people[0], person="Cy Lund", side="Peru"))
    rows = found(
        document("a", published="2020"),
        document("b", "They ate.", published="2020"),
        a=(replace(meeting("2020"), attendance=people),),
        b=(replace(meeting("2020"), attendance=sided),),
    )

    assert [("no-side", 4, "a has no side for 2 participants, Ana Stone for one")] == [(r.rule, r.weight, r.what) for r in rows]


def test_a_headline_is_no_sentence_that_was_passed_over() -> None:
    """A title that speaks of the meeting below gives nothing of its own."""
    text = "# Ana Stone meets with Bo Reed in Quito\n\nIt rained."

    assert [] == found(document("a", text, published="2020", title="Ana Stone meets with Bo Reed in Quito"))


def test_one_name_is_one_row() -> None:
    """However many mentions of one name are unsure, they are one thing to decide."""
    mentions = ("a#0-9", "b#0-9", "c#0-9")
    entities = tuple(Entity(f"person/ana-stone-{mention[0]}", "person", "Ana Stone", mentions=(mention,)) for mention in mentions)
    merges = tuple(Merge(left, right, "unsure", 0.6, ("one name",)) for left, right in combinations(mentions, 2))
    entity_of = {mention: entity.id for mention, entity in zip(mentions, entities, strict=True)}

    [row] = found(identities=Identities(entity_of, entities, merges))

    assert ("The bearers of the name Ana Stone in a, b, c may be one: one name", 8) == (row.what, row.weight)


def test_bodies_named_often_are_worth_a_row() -> None:
    """A body that is not known beforehand and is named three times or more is named; known and rare ones are not."""
    many = ("a#1-2", "a#3-4", "b#1-2")
    entities = (
        Entity("agency/x", "body", "Ministry of Waters", mentions=many),
        Entity("agency/y", "body", "Ministry of Birds", mentions=many, authority=True),
        Entity("agency/z", "body", "Ministry of Nets", mentions=many[:2]),
    )

    [row] = found(identities=Identities({}, entities))

    assert ("Ministry of Waters is named 3 times and is not known beforehand", 6) == (row.what, row.weight)


def test_people_known_by_one_name_are_named() -> None:
    """A person of whom only the surname is known is named last."""
    entities = (Entity("person/stone", "person", "Stone", mentions=("a#0-5",)), Entity("person/b", "person", "Bo Reed"))

    assert ["Stone is known by one name only"] == [row.what for row in found(identities=Identities({}, entities))]


def test_silent_sentences_weigh_most_where_nothing_was_read() -> None:
    """A document without a meeting, though it speaks of one, comes before one of which a sentence was passed over."""
    rows = found(document("a", RELEASE, published="2020"), document("b", RELEASE, published="2020"), b=(meeting("2020-05-03"),))

    silent = [row for row in rows if row.rule == "sentence-unread"]
    assert [(20, ("a",)), (6, ("b",))] == [(row.weight, row.documents) for row in silent]
    assert silent[0].what.startswith("2 sentences of a look like meetings and gave nothing: “The Lake Council met in Quito")


def test_files_that_nothing_reads_are_named() -> None:
    """Files among the documents that are no documents are named with the command that takes them."""
    [row] = examine(Case((), {}, NOBODY, (Path("x/news.xml"), Path("x/list.csv"))))

    assert "2 files among the documents in a form that is not read there: news.xml, list.csv" == row.what
