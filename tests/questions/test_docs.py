"""The page of questions is what the queries' heads say, and the heads use terms that exist."""

from collections.abc import Mapping

import rdflib
from tools.question_docs import PAGE, make_page, terms_of

from communique.questions.base import Question
from communique.terms import MEET, PREFIXES
from tests.questions.engines import ROOT

Questions = Mapping[str, Question]


def test_the_committed_page_is_up_to_date(questions: Questions) -> None:
    """The page equals a regeneration."""
    assert PAGE.read_text(encoding="utf-8") == make_page(questions)


def test_every_own_term_is_declared(questions: Questions) -> None:
    """No question uses a term of Meet that the ontology does not have."""
    ontology = rdflib.Graph()
    for path in sorted((ROOT / "ontology").glob("*.ttl")):
        ontology.parse(path)
    declared = {str(subject) for subject in ontology.subjects() if str(subject).startswith(str(MEET))}
    used = {
        PREFIXES["meet"] + term.removeprefix("meet:")
        for question in questions.values()
        for term in terms_of(question)
        if term.startswith("meet:")
    }

    assert len(used) > 40
    assert sorted(used - declared) == []
