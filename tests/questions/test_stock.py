"""The stock questions keep what they promise: columns, codes, labels, and answers that never guess."""

from collections.abc import Mapping
from typing import Final

import pytest
from pyoxigraph import Store

from communique.properties import PROPERTIES
from communique.questions.base import Question
from communique.questions.run import ask
from communique.sparql import read_tokens
from communique.terms import PREFIXES
from tests.questions.engines import BASE, ROOT

Questions = Mapping[str, Question]

#: The columns that other programs rely on; others may follow them.
COLUMNS: Final = {
    "meetings": "meeting name series ordinal start end place mode status documents disputed",
    "attendance": "meeting ordinal person name side post organization acting roles documents disputed",
    "leaders": "meeting ordinal side name role document quote",
    "people": "person name aliases side meetings first_attested last_attested",
    "agencies": "meeting ordinal organization name side how documents",
    "outcomes": "meeting ordinal kind text document",
    "things": "thing name kind documents",
    "disagreements": "about property kind status values documents preferred reason label",
    "sources": "document title publisher published claims facts witness",
    "quotations": "speaker text meeting document",
}


@pytest.mark.parametrize("name", COLUMNS)
def test_the_basic_questions_have_their_columns(questions: Questions, name: str) -> None:
    """The promised columns come first and in their order."""
    promised = COLUMNS[name].split()

    actual = [column.name for column in questions[name].columns]

    assert promised == actual[: len(promised)]


def test_there_are_enough_questions_of_each_form(questions: Questions) -> None:
    """At least thirty are saved, among them some that ask yes or no and some that make graphs."""
    forms = [question.form for question in questions.values()]

    assert len(questions) >= 30
    assert forms.count("ask") >= 2
    assert forms.count("construct") >= 2


def test_questions_use_neither_graph_nor_from(questions: Questions) -> None:
    """A question runs where everything lies in one default graph."""
    words = {name: {token.word for token in read_tokens(question.text)} for name, question in questions.items()}

    assert {
        name: found & {"graph", "from", "service"} for name, found in words.items() if found & {"graph", "from", "service"}
    } == {}


def test_disagreements_name_every_property_that_can_differ(questions: Questions) -> None:
    """The labels in the query are those of the property table, for each property whose difference means something."""
    text = questions["disagreements"].text
    rows = {(row.iri, row.label) for row in PROPERTIES.values() if row.difference != "none"}
    short = {
        iri: f"{prefix}:{iri.removeprefix(PREFIXES[prefix])}"
        for iri, _ in rows
        for prefix in ("meet", "org")
        if iri.startswith(PREFIXES[prefix])
    }

    missing = [label for iri, label in sorted(rows) if f'({short[iri]} "{label}")' not in text]

    assert missing == []
    assert len(rows) >= 18


def test_codes_come_from_code_lists(harbour: Store, questions: Questions) -> None:
    """Each parameter that takes codes of a list names one that exists."""
    lists = {p.among for question in questions.values() for p in question.parameters if isinstance(p.among, str)}

    assert lists
    assert [name for name in sorted(lists) if not (ROOT / f"ontology/codelists/{name}.ttl").is_file()] == []


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2031-05-04", {"Ada Lindqvist": "disputed", "Bo Kessler": "disputed"}),
        ("2031-05-05", {"Ada Lindqvist": "disputed", "Bo Kessler": "disputed"}),
        ("2030-01-01", {"Ada Lindqvist": "unknown", "Bo Kessler": "unknown"}),
        ("2029-09-01", {"Ada Lindqvist": "unknown", "Fay Ostrow": "unknown"}),
    ],
)
def test_a_holding_is_never_guessed(harbour: Store, questions: Questions, day: str, expected: Mapping[str, str]) -> None:
    """A day on which documents differ is disputed; a day between two others, or of a month known as such, is unknown."""
    rows = [
        row
        for of in ("ministry-of-ports-norvia", "port-authority")
        for row in ask(harbour, questions["post-on-date"], {"of": of, "date": day}).rows
    ]

    assert expected.items() <= {str(row["name"]): row["answer"] for row in rows}.items()


def test_a_holding_is_told_with_its_documents(harbour: Store, questions: Questions) -> None:
    """On the day of a meeting that nobody disputes the answer is yes, with who says so."""
    undisputed = Store()
    undisputed.extend(quad for quad in harbour if not str(quad.subject).endswith("/disagreement/d1>"))

    row = ask(undisputed, questions["post-on-date"], {"of": "under-secretary-of-trade", "date": "2031-05-04"}).rows[0]

    assert (row["answer"], row["name"], row["documents"]) == ("yes", "Dario Quint", [BASE + "document/norvia-2031"])


def test_a_person_without_a_post_has_one_row_without_a_body(harbour: Store, questions: Questions) -> None:
    """The bodies of other people's posts do not stray into the row."""
    (row,) = ask(harbour, questions["attendance"], {"person": "Eli Marsh"}).rows

    assert (row["post"], row["organization"], row["acting"]) == (None, None, None)


def test_disputed_is_what_an_open_contradiction_touches(harbour: Store, questions: Questions) -> None:
    """Those whom documents differently name as leaders are disputed, the others of the meeting are not."""
    rows = ask(harbour, questions["attendance"], {"meeting": "2"}).rows

    assert {row["name"] for row in rows if row["disputed"]} == {"Ada Lindqvist", "Bo Kessler"}
    assert {row["name"] for row in rows if not row["disputed"]} == {"Carmen Ibarra", "Dario Quint", "Eli Marsh"}


def test_leaders_are_told_by_each_document(harbour: Store, questions: Questions) -> None:
    """Every document speaks, also where its word is outweighed."""
    rows = ask(harbour, questions["leaders"], {"meeting": "2"}).rows

    told = [(row["name"], row["role"], str(row["document"]).rpartition("/")[2], row["standing"]) for row in rows]

    assert told == [
        ("Ada Lindqvist", "lead", "daily-2031", "asserted"),
        ("Ada Lindqvist", "lead", "norvia-2031", "asserted"),
        ("Bo Kessler", "lead", "sudria-2031", "disputed"),
        ("Carmen Ibarra", "chair", "sudria-2031", "asserted"),
        ("Carmen Ibarra", "lead", "norvia-2031", "asserted"),
    ]


def test_a_reprint_is_no_second_witness(harbour: Store, questions: Questions) -> None:
    """What a release and its reprint say rests on one witness, a party to the meeting."""
    rows = ask(harbour, questions["witnesses"], {"about": "participation/harbour-plenary-2--ada-lindqvist"}).rows

    (role,) = [row for row in rows if str(row["property"]).endswith("#role")]

    assert (role["witnesses"], role["party"], len(role["documents"] or [])) == (1, True, 2)  # type: ignore[arg-type]


def test_who_is_listed_by_one_document_alone(harbour: Store, questions: Questions) -> None:
    """Each silence tells who lists the person or body, and who does not."""
    rows = ask(harbour, questions["silences"], {"meeting": "2"}).rows

    (eli,) = [row for row in rows if row["name"] == "Eli Marsh"]

    assert eli["documents"] == [BASE + "document/sudria-2031"]
    assert eli["silent"] == [BASE + "document/daily-2031", BASE + "document/norvia-2031"]


def test_changes_between_two_meetings(harbour: Store, questions: Questions) -> None:
    """Each person is listed at the earlier meeting, the later one, or both."""
    rows = ask(harbour, questions["attendance-changes"], {"earlier": "1", "later": "2"}).rows

    assert [(row["listed"], row["name"]) for row in rows] == [
        ("both", "Ada Lindqvist"),
        ("both", "Carmen Ibarra"),
        ("earlier", "Fay Ostrow"),
        ("later", "Bo Kessler"),
        ("later", "Dario Quint"),
        ("later", "Eli Marsh"),
    ]
