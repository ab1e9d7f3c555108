"""Rows are sorted by the program where a question sorts by variables alone, and by the engine where it sorts by more."""

from collections.abc import Mapping

import pytest
from pyoxigraph import Literal, NamedNode, Store

from communique.questions.base import Column, Question
from communique.questions.order import find_order, order_of, sort_key
from communique.questions.run import answer, bind, row_maker


def test_the_order_is_that_of_the_engine(harbour: Store, questions: Mapping[str, Question]) -> None:
    """Rows come as the engine sorts them when it is asked with the ORDER BY of the file."""
    sorted_here = [question for question in questions.values() if order_of(question)]

    for question in sorted_here:
        found = harbour.query(bind(question, {}), use_default_graph_as_union=True)
        names = [variable.value for variable in found.variables]  # type: ignore[union-attr]
        expected = [row_maker(question, names)(row) for row in found]  # type: ignore[union-attr]
        assert list(answer(harbour, question, {}).rows) == expected, question.id

    assert len(sorted_here) > 25


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?a { ?a ?b ?c }",
        "SELECT ?a { { SELECT ?a { ?a ?b ?c } ORDER BY ?a } }",
        "SELECT ?a { ?a ?b ?c } ORDER BY DESC(STR(?a))",
        "SELECT ?a { ?a ?b ?c } ORDER BY ?a DESC(?a) (?a)",
        "SELECT ?a { ?a ?b ?c } ORDER BY STR(?a)",
        "SELECT ?a { ?a ?b ?c } ORDER BY ?a LIMIT 1",
        "SELECT DISTINCT ?a { ?a ?b ?c } ORDER BY ?c",
        "ASK { ?a ?b ?c }",
    ],
)
def test_any_other_order_is_left_to_the_engine(text: str) -> None:
    """A query that sorts by expressions, takes a part of its rows, or sorts distinct rows by no column of theirs stays as it is."""
    assert find_order(text, ("a",)) is None


def test_a_direction_is_followed() -> None:
    """DESC turns the order round for its own variable alone, what is unbound included; ASC changes nothing."""
    rows = 'VALUES (?a ?b ?c) { (1 "x" <a:2>) (9 "x" <a:1>) (10 "x" <a:1>) (UNDEF "x" <a:1>) (10 "b" <a:3>) (10 "x" <a:0>) }'
    text = f"SELECT ?a ?b ?c {{ {rows} }} ORDER BY DESC ( ?b ) desc(?a) ASC($c)"
    columns = (Column("a", "text"), Column("b", "text"), Column("c", "iri"))
    question = Question("it", "it.rq", "select", text, {}, "", (), columns)

    found = [tuple(row.values()) for row in answer(Store(), question, {}).rows]

    expected = [("10", "a:0"), ("10", "a:1"), ("9", "a:1"), ("1", "a:2"), (None, "a:1"), ("10", "a:3")]
    assert [(a, c) for a, _, c in found] == expected
    assert order_of(question) is not None


def test_parameters_stay_where_they_are(questions: Mapping[str, Question]) -> None:
    """The clause is taken out of a query that has its parameters, and a variable that is no column is asked for as well."""
    question = questions["single-source"]
    bound = bind(question, {"about": NamedNode("https://example.org/it")})
    order = order_of(question)
    assert order is not None

    actual = order.leave_out(bound)

    assert "ORDER BY" not in actual
    assert "SELECT ?object ?about ?property" in actual
    assert "VALUES (?about) { (<https://example.org/it>) }" in actual


@pytest.mark.parametrize(
    ("less", "more"),
    [
        (None, NamedNode("z:z")),
        (NamedNode("z:z"), Literal("a")),
        (Literal(9), Literal(10)),
        (Literal("B"), Literal("a")),
        (Literal("z"), Literal("é")),
        (Literal("2021-05-04"), Literal("2021-05-04T")),
    ],
)
def test_terms_are_compared_as_sparql_has_it(less: Literal | NamedNode | None, more: Literal | NamedNode) -> None:
    """What is unbound comes first, then IRIs, then literals: numbers by value, texts by their code points."""
    assert sort_key([less]) < sort_key([more])
