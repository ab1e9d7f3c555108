"""Each row leads to the words behind it."""

from collections.abc import Mapping

import pytest
from pyoxigraph import Store

from communique.questions.base import Json, Question
from communique.questions.run import ask
from tests.questions.engines import BASE

Questions = Mapping[str, Question]
SUDRIA = BASE + "document/sudria-2031"


def _why(store: Store, question: Question, given: Mapping[str, str], at: int = 0) -> Json:
    return ask(store, question, given, why=True).rows[at]["why"]


def test_a_row_has_the_words_of_its_claims(harbour: Store, questions: Questions) -> None:
    """The words come with document, offsets and rule, in the order of the text."""
    expected = [
        {
            "document": SUDRIA,
            "quote": "Adah Lindqvist, Minister of Ports, and Eli Marsh attended.",
            "start": 178,
            "end": 236,
            "rule": rule,
        }
        for rule in ("listed", "side-by-delegation")
    ]

    actual = _why(harbour, questions["attendance"], {"person": "Eli Marsh"})

    assert expected == actual


def test_words_of_another_value_are_not_among_them(harbour: Store, questions: Questions) -> None:
    """A meeting's row shows the words for the day that it gives, not those for the other day."""
    why = _why(harbour, questions["meetings"], {}, at=2)

    quotes = {item["quote"] for item in why if isinstance(item, dict)} if isinstance(why, list) else set()

    assert "May 4, 2031" in quotes
    assert "5 May 2031" not in quotes


def test_claims_in_a_column_are_followed(harbour: Store, questions: Questions) -> None:
    """A disagreement's row shows the words of every claim that it gathers."""
    rows = ask(harbour, questions["disagreements"], {"kind": "contradiction"}, why=True).rows

    quotes = {item["quote"] for row in rows for item in row["why"] if isinstance(item, dict)}  # type: ignore[union-attr]

    assert {"May 4, 2031", "5 May 2031", "Port Director Bo Kessler headed the Norvian delegation"} <= quotes


def test_parameters_lead_to_words_too(harbour: Store, questions: Questions) -> None:
    """A yes-or-no question has no columns that name things, so its parameters do."""
    why = _why(harbour, questions["attended"], {"person": "Dario Quint", "meeting": "2"})

    assert isinstance(why, list)
    assert len(why) == 1


@pytest.mark.parametrize(
    "name",
    ["meetings", "attendance", "leaders", "people", "agencies", "outcomes", "things", "disagreements", "sources", "quotations"],
)
def test_no_row_is_without_words(harbour: Store, questions: Questions, name: str) -> None:
    """Every row of the ten basic questions leads to at least one quotation."""
    rows = ask(harbour, questions[name], {}, why=True).rows

    assert rows
    assert all(row["why"] for row in rows)


def test_rows_have_no_words_unless_asked(harbour: Store, questions: Questions) -> None:
    """Without `why`, a row has the columns alone."""
    assert "why" not in ask(harbour, questions["people"], {}).rows[0]
