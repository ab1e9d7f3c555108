"""A question is asked with its parameters put in by the engine, and answered in values that are ready for JSON."""

import json
from collections.abc import Mapping
from dataclasses import replace

import pytest
from pyoxigraph import Literal, NamedNode, Store

from communique.questions.base import Column, Question
from communique.questions.run import answer, ask, bind, row_maker
from tests.questions.engines import BASE

Questions = Mapping[str, Question]
XSD = "http://www.w3.org/2001/XMLSchema#"


def test_a_parameter_is_put_into_its_row_alone(questions: Questions) -> None:
    """Only the row of defaults changes, and what is not given is left out of it."""
    question = questions["attendance"]
    row = "VALUES (?meeting ?person) { (UNDEF UNDEF) }"

    bound = bind(question, {"person": NamedNode(BASE + "person/ada-lindqvist")})

    assert bound == question.text.replace(row, f"VALUES (?person) {{ (<{BASE}person/ada-lindqvist>) }}")
    assert bind(question, {}) == question.text.replace(row, "")


def test_a_text_cannot_leave_its_place(harbour: Store, questions: Questions) -> None:
    """A value with quotes, brackets and query words is a text and nothing more."""
    nasty = Literal('") } } ; DROP ALL # \n \\')

    actual = answer(harbour, questions["things"], {"kind": nasty})

    assert list(actual.rows) == []


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        ("iri", NamedNode("http://example.org/a"), "http://example.org/a"),
        ("text", Literal("a"), "a"),
        ("date", Literal("2031-05", datatype=NamedNode(XSD + "gYearMonth")), "2031-05"),
        ("code", Literal("lead"), "lead"),
        ("integer", Literal(3), 3),
        ("boolean", Literal(True), True),
        ("boolean", Literal(False), False),
        ("texts", Literal("b\na\n\nb"), ["a", "b"]),
        ("iris", Literal(""), []),
        ("joined", Literal("b\na"), "a; b"),
        ("joined", Literal(""), None),
        ("text", None, None),
        ("codes", None, []),
    ],
)
def test_a_value_is_written_by_the_type_of_its_column(
    questions: Questions, kind: str, value: Literal | None, expected: object
) -> None:
    """Arrays are sorted and without doubles; what is absent is null, and an array then empty."""
    question = replace(questions["things"], columns=(Column("it", kind),))

    actual = row_maker(question, ["it"])([value])

    assert {"it": expected} == actual


def test_rows_have_the_columns_in_order(harbour: Store, questions: Questions) -> None:
    """Each row has exactly the columns of the head, in their order, and is JSON as it is."""
    actual = ask(harbour, questions["meetings"], {})

    assert [tuple(row) for row in actual.rows] == [actual.columns] * 3
    assert json.loads(json.dumps(actual.rows)) == list(actual.rows)


@pytest.mark.parametrize(("person", "expected"), [("Eli Marsh", True), ("Dario Quint", True), ("ada-lindqvist", True)])
def test_a_yes_or_no_question_has_one_row(harbour: Store, questions: Questions, person: str, expected: bool) -> None:
    """An ASK answers in one row with one truth value."""
    actual = ask(harbour, questions["attended"], {"person": person, "meeting": "2"})

    assert list(actual.rows) == [{"answer": expected}]


def test_no_is_an_answer_too(harbour: Store, questions: Questions) -> None:
    """A person whom nobody lists at a meeting gives no."""
    actual = ask(harbour, questions["attended"], {"person": "Eli Marsh", "meeting": "1"})

    assert list(actual.rows) == [{"answer": False}]


def test_a_construct_gives_triples_and_rows(harbour: Store, questions: Questions) -> None:
    """A CONSTRUCT answers with its triples, sorted, and a row for each."""
    actual = ask(harbour, questions["meetings-as-events"], {"meeting": "3"})

    assert actual.graph is not None
    assert [str(triple) for triple in actual.graph.triples()] == sorted({str(triple) for triple in actual.graph.triples()})
    rows = list(actual.rows)
    assert [actual.rows[0], actual.rows[-1], actual.rows[1:-1]] == [rows[0], rows[-1], rows[1:-1]]
    assert [row["subject"] for row in actual.rows] == [BASE + "meeting/harbour-plenary-3"] * 3
    assert {"Harbour Commission Plenary, 3rd"} < {row["object"] for row in actual.rows}
