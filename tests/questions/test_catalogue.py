"""The saved questions are read from folders and published as part of the data set."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, NamedNode, QuerySolutions, Store

from communique.errors import QuestionError
from communique.questions.base import Question
from communique.questions.catalogue import catalogue_quads, load_questions
from tests.questions.engines import BASE, ROOT

STOCK = ROOT / "queries/questions"


def test_questions_of_several_folders_are_one_catalogue(tmp_path: Path) -> None:
    """A project's own questions stand beside the stock ones, sorted by id."""
    (tmp_path / "aaa.rq").write_bytes((STOCK / "meetings.rq").read_bytes())

    found = load_questions(STOCK, tmp_path)

    assert list(found) == sorted(found)
    assert found["aaa"].text == found["meetings"].text


def test_two_questions_of_one_name_are_refused(tmp_path: Path) -> None:
    """The error names both files."""
    (tmp_path / "meetings.rq").write_bytes((STOCK / "meetings.rq").read_bytes())

    with pytest.raises(QuestionError) as raised:
        load_questions(STOCK, tmp_path)

    assert (
        str(raised.value)
        == f"{tmp_path / 'meetings.rq'}: the question 'meetings' stands in {STOCK / 'meetings.rq'} too; rename one of the files"
    )


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    """A folder that is not there is no empty catalogue."""
    with pytest.raises(QuestionError, match="no such folder"):
        load_questions(tmp_path / "none")


def test_the_catalogue_can_be_queried(harbour: Store) -> None:
    """The published catalogue tells each question in both languages, with the query as it is."""
    query = """PREFIX sh: <http://www.w3.org/ns/shacl#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
        SELECT ?text ?label WHERE { ?question a sh:SPARQLExecutable ; sh:select ?text ; rdfs:label ?label .
        FILTER(LANG(?label) = "es" && STRENDS(STR(?question), "/question/meetings")) }"""

    result = harbour.query(query, use_default_graph_as_union=True)

    assert isinstance(result, QuerySolutions)
    (row,) = result
    assert row["text"].value == (STOCK / "meetings.rq").read_text(encoding="utf-8")
    assert row["label"].value.startswith("¿Qué reuniones")


def test_every_question_is_in_the_catalogue_once(questions: Mapping[str, Question]) -> None:
    """There is one node for each question, in the graph of questions, and no blank node."""
    quads = list(catalogue_quads(questions.values(), BASE))

    assert {quad.subject for quad in quads} == {NamedNode(f"{BASE}question/{name}") for name in questions}
    assert {quad.graph_name for quad in quads} == {NamedNode(BASE + "graph/questions")}
    assert not any(isinstance(term, BlankNode) for quad in quads for term in (quad.subject, quad.object))
