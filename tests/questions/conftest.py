"""The saved questions, and the fixture that they are asked of."""

from collections.abc import Mapping

import pytest
import rdflib
from pyoxigraph import Store

from communique.questions.base import Question
from communique.questions.catalogue import load_questions
from tests.questions.engines import ROOT, copy_to_rdflib, load_harbour


@pytest.fixture(scope="session")
def questions() -> Mapping[str, Question]:
    """All saved questions, by id."""
    return load_questions(ROOT / "queries/questions")


@pytest.fixture(scope="session")
def harbour(questions: Mapping[str, Question]) -> Store:
    """The fixture in Oxigraph."""
    return load_harbour(questions.values())


@pytest.fixture(scope="session")
def dataset(harbour: Store) -> rdflib.Dataset:
    """The fixture in rdflib."""
    return copy_to_rdflib(harbour)
