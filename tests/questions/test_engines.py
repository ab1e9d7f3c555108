"""Every saved question runs unchanged in Oxigraph and in rdflib, with equal results."""

from collections.abc import Mapping

import pytest
import rdflib
from pyoxigraph import Store

from communique.questions.base import Question
from communique.questions.run import answer
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
