"""The saved questions run unchanged at a SPARQL endpoint, and give there what they give here."""

from collections.abc import Iterator, Mapping

import pytest
from pyoxigraph import QueryBoolean, QuerySolutions

from communique.project import Project
from communique.questions import Question, load_questions
from communique.remote import RemoteAnswer, ask_endpoint
from communique.resources import stock
from communique.server import create_app
from communique.serving import server_settings
from tests.server.running_server import run_server

QUESTIONS: Mapping[str, Question] = load_questions(stock("queries") / "questions")


@pytest.fixture(scope="module")
def endpoint(bridges: Project) -> Iterator[str]:
    """The SPARQL endpoint of the small project, on this machine."""
    with run_server(create_app(server_settings(bridges))) as address:
        yield f"{address}/sparql"


def here(project: Project, question: Question) -> RemoteAnswer:
    """What the query gives in the embedded store, as texts."""
    found = project.store.query(question.text, use_default_graph_as_union=True)
    if isinstance(found, QueryBoolean):
        return RemoteAnswer(("answer",), ((str(bool(found)).lower(),),))
    assert isinstance(found, QuerySolutions)
    columns = tuple(variable.value for variable in found.variables)
    rows = [tuple(str(row[name].value) if row[name] is not None else None for name in columns) for row in found]
    return RemoteAnswer(columns, tuple(rows))


def items(cell: str | None) -> list[str]:
    """The items of a cell, sorted: an engine may join a group in any order."""
    return sorted((cell or "").split("\n"))


@pytest.mark.parametrize("name", sorted(name for name, question in QUESTIONS.items() if question.form != "construct"))
def test_a_question_gives_the_same_rows_at_an_endpoint(name: str, endpoint: str, bridges: Project) -> None:
    """The query as it stands in its file, sent through SPARQLWrapper, gives the rows of the embedded store in their order."""
    there, expected = ask_endpoint(endpoint, QUESTIONS[name].text), here(bridges, QUESTIONS[name])

    assert there.columns == expected.columns
    assert [list(map(items, row)) for row in there.rows] == [list(map(items, row)) for row in expected.rows]


@pytest.mark.parametrize("name", sorted(name for name, question in QUESTIONS.items() if question.form == "construct"))
def test_a_graph_is_made_at_an_endpoint(name: str, endpoint: str) -> None:
    """A CONSTRUCT question comes back as Turtle."""
    assert ask_endpoint(endpoint, QUESTIONS[name].text).turtle is not None


def test_a_question_is_asked_with_parameters_and_evidence(endpoint: str, bridges: Project) -> None:
    """What a person gives is looked up at the endpoint, and so are the words behind each row."""
    given = {"meeting": bridges.answer("meetings", {}).rows[0]["meeting"]}

    there = bridges.answer("attendance", {"meeting": str(given["meeting"])}, why=True, endpoint=endpoint)

    assert there == bridges.answer("attendance", {"meeting": str(given["meeting"])}, why=True)
    assert any(row["why"] for row in there.rows)
