"""The saved questions give, on the flagship's documents, the rows that were checked against those documents."""

import json
from collections.abc import Mapping

import pytest
from pyoxigraph import Store
from tools.expected_rows import FOLDER, given_for, load_published, rows_of

from communique.questions.base import Question

IDS = sorted(path.stem for path in FOLDER.glob("*.json"))


@pytest.fixture(scope="module")
def published() -> Store:
    """The published data set."""
    return load_published()


def test_rows_are_those_of_saved_questions(questions: Mapping[str, Question]) -> None:
    """Every saved question has its file of rows, and no file is left of a question that is gone."""
    assert set(IDS) == set(questions)
    assert len(IDS) >= 30


@pytest.mark.parametrize("name", IDS)
def test_a_question_gives_its_rows(name: str, published: Store, questions: Mapping[str, Question]) -> None:
    """A question gives the expected rows; `python -m tools.expected_rows` writes them again, to be looked at."""
    expected = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))

    assert expected == {"given": given_for(name), "rows": rows_of(published, questions[name])}
