"""Rows are sorted by the program where a question sorts by variables alone, and by the engine where it sorts by more."""

from collections.abc import Mapping

import pytest
from pyoxigraph import Literal, NamedNode, Store

from communique.questions.base import Question
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

    assert len(sorted_here) > 20


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?a { ?a ?b ?c }",
        "SELECT ?a { { SELECT ?a { ?a ?b ?c } ORDER BY ?a } }",
        "SELECT ?a { ?a ?b ?c } ORDER BY DESC(?a)",
        "SELECT ?a { ?a ?b ?c } ORDER BY STR(?a)",
        "SELECT ?a { ?a ?b ?c } ORDER BY ?a LIMIT 1",
        "SELECT DISTINCT ?a { ?a ?b ?c } ORDER BY ?c",
        "ASK { ?a ?b ?c }",
    ],
)
def test_any_other_order_is_left_to_the_engine(text: str) -> None:
    """A query that sorts by expressions, takes a part of its rows, or sorts distinct rows by no column of theirs stays as it is."""
    assert find_order(text, ("a",)) is None


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
