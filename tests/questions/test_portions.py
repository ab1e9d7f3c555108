"""A question asked in portions has the rows that it has as a whole."""

from collections.abc import Mapping

import pytest
from pyoxigraph import Literal, NamedNode, Store

from communique.questions import portions
from communique.questions.base import Question
from communique.questions.portions import find_portions, solve, solve_as_bytes
from communique.questions.run import answer
from communique.terms import MEET

XSD = "http://www.w3.org/2001/XMLSchema#"
#: Terms of all sorts, as a query has them.
TERMS = [
    *("<a:b>", '"x"', '"día"@es', '"12"', '"<a:b>"', '"_:x"', '""', "UNDEF"),
    *('"tab \\t line \\n back \\\\ \\" quote"', '"bell \\u0007 \\u007F"', '"end \\u2028 \\u0085"'),
    *("12", "-3", "1.50", "2e3", "true", f'"2021-12-02"^^<{XSD}date>'),
    *(f'"x"^^<{XSD}integer>', f'"+07"^^<{XSD}integer>', f'"NaN"^^<{XSD}double>'),
]


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every data set be a large one."""
    monkeypatch.setattr(portions, "LARGE", 1)


@pytest.mark.parametrize("why", [False, True])
def test_in_portions_the_rows_are_the_same(
    harbour: Store, questions: Mapping[str, Question], monkeypatch: pytest.MonkeyPatch, why: bool
) -> None:
    """Each question that may be split gives the same rows, in the same order, with the same words behind them."""
    split = [question for question in questions.values() if any(parameter.split for parameter in question.parameters)]
    whole = {question.id: list(answer(harbour, question, {}, why=why).rows) for question in split}
    monkeypatch.setattr(portions, "LARGE", 1)

    assert {question.id: list(answer(harbour, question, {}, why=why).rows) for question in split} == whole
    assert len(split) > 3


@pytest.mark.usefixtures("large")
def test_the_largest_portion_comes_first(harbour: Store, questions: Mapping[str, Question]) -> None:
    """There is a portion for each property of claims, the largest first, so that the last is soon done."""
    found = find_portions(harbour, questions["who-says"], {})

    sizes = [len(answer(harbour, questions["who-says"], portion).rows) for portion in found]
    assert sizes == sorted(sizes, reverse=True)
    assert len(sizes) > 5


@pytest.mark.usefixtures("large")
def test_a_question_about_something_is_asked_once(harbour: Store, questions: Mapping[str, Question]) -> None:
    """What is given says already what is looked for; a question without such a parameter is not split at all."""
    given = {"property": NamedNode(str(MEET.place))}

    assert find_portions(harbour, questions["who-says"], given) == [given]
    assert find_portions(harbour, questions["attendance"], {}) == [{}]


def test_a_small_data_set_is_asked_once(harbour: Store, questions: Mapping[str, Question]) -> None:
    """Five documents are not worth the trouble."""
    assert find_portions(harbour, questions["who-says"], {}) == [{}]


@pytest.mark.parametrize("term", TERMS)
def test_terms_come_back_as_they_were(term: str) -> None:
    """What the engine writes down and what is read of it again are the terms, whatever they are."""
    store = Store()
    query = f"SELECT ?a ?b {{ VALUES (?a ?b) {{ ({term} <a:next>) }} }}"
    (expected,) = [tuple(row) for row in store.query(query)]  # type: ignore[union-attr]

    (read, again) = (tuple(row) for solutions in solve(store, [query, query]) for row in solutions)
    (written,) = solve_as_bytes(store, [query])

    assert read == again == expected
    assert written == [b"" if one is None else str(one).encode() for one in expected]


def test_a_single_variable_may_be_unbound() -> None:
    """A line with nothing on it is a solution too."""
    query = "SELECT ?a { VALUES ?a { UNDEF 1 } }"

    assert [tuple(row) for solutions in solve(Store(), [query, query]) for row in solutions] == [(None,), (Literal(1),)] * 2
    assert [list(row) for row in solve_as_bytes(Store(), [query])] == [[b""], [str(Literal(1)).encode()]]


def test_a_fault_in_one_portion_is_told() -> None:
    """What the engine raises of one of several queries is raised here."""
    with pytest.raises(SyntaxError):
        list(solve(Store(), ["SELECT * { ?a ?b ?c }", "SELECT nothing"]))
