"""Every saved question runs unchanged in Oxigraph and in rdflib, with equal results."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
import rdflib
from pyoxigraph import Store

from communique.questions.base import Question
from communique.questions.parameters import find_parameters
from communique.questions.run import answer, bind
from tests.questions.engines import ROOT, rows_in_rdflib

IDS = sorted(path.stem for path in (ROOT / "queries/questions").glob("*.rq"))

pytestmark = pytest.mark.filterwarnings("ignore:Dataset.default_context:DeprecationWarning")


@pytest.mark.parametrize("name", IDS)
def test_both_engines_give_the_same_rows(
    name: str, harbour: Store, dataset: rdflib.Dataset, questions: Mapping[str, Question]
) -> None:
    """A question with its defaults gives some rows, and the same ones in the same order in both engines."""
    expected = list(rows_in_rdflib(dataset, questions[name]))

    actual = answer(harbour, questions[name], {})

    assert expected == list(actual.rows)
    assert actual.rows


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("attendance", {"meeting": "2", "person": "Bo Kessler"}),
        ("post-on-date", {"of": "Port Authority", "date": "2031-05-04"}),
        ("post-on-date", {"of": "minister-of-ports", "date": "2030-05-04"}),
        ("attendance-changes", {"earlier": "1", "later": "2"}),
        ("attended", {"person": "Eli Marsh", "meeting": "1"}),
        ("outcomes", {"kind": "adoption"}),
        ("outcomes-by-topic", {"topic": "infrastructure"}),
        ("things", {"kind": "project"}),
        ("silences", {"meeting": "2"}),
        ("successions", {"of": "Port Authority"}),
        ("evidence", {"about": "Eli Marsh"}),
        ("witnesses", {"about": "harbour-plenary-2"}),
    ],
)
def test_parameters_mean_the_same_in_both(
    name: str, given: Mapping[str, str], harbour: Store, dataset: rdflib.Dataset, questions: Mapping[str, Question]
) -> None:
    """A question with its parameters put in gives the same rows in both engines."""
    question = questions[name]
    bindings = find_parameters(harbour, question, given)

    expected = list(rows_in_rdflib(dataset, replace(question, text=bind(question, bindings))))

    actual = answer(harbour, question, bindings)

    assert expected == list(actual.rows)
