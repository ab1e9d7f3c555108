"""`/api/questions`: saved questions as an interface."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from communique.server import Limits, ServerSettings, create_app

from .conftest import FixedCatalogue


def test_all_questions_are_listed_with_their_parameters(client: TestClient) -> None:
    """And with the address of the answer."""
    expected = {
        "name": "who-met",
        "title": "Who met?",
        "description": "",
        "parameters": [{"name": "year", "type": "xsd:integer", "label": "In this year"}],
        "answer": "/api/questions/who-met",
    }

    assert client.get("/api/questions").json() == {"questions": [expected]}


def test_a_question_is_answered_as_json(client: TestClient) -> None:
    """Rows are objects, and what was asked is repeated."""
    answer = client.get("/api/questions/who-met?year=2021")

    assert answer.json() == {
        "question": "who-met",
        "title": "Who met?",
        "parameters": {"year": "2021"},
        "columns": ["person", "year"],
        "rows": [{"person": "Prado, Ana", "year": "2021"}],
    }


@pytest.mark.parametrize(("target", "accept"), [("?format=csv", "*/*"), ("", "text/csv"), ("?format=csv", "application/json")])
def test_a_question_is_answered_as_csv(client: TestClient, target: str, accept: str) -> None:
    """By `format=`, or by `Accept`."""
    answer = client.get(f"/api/questions/who-met{target}", headers={"Accept": accept})

    assert (answer.headers["content-type"], answer.text) == ("text/csv; charset=utf-8", 'person,year\r\n"Prado, Ana",\r\n')


@pytest.mark.parametrize(
    ("target", "status"),
    [
        ("who-met?month=1", 400),
        ("who-met?year=1&year=2", 400),
        ("nobody", 404),
        ("who-met?format=xls", 406),
        ("../../etc/passwd", 404),
    ],
)
def test_what_cannot_be_asked_is_refused(client: TestClient, target: str, status: int) -> None:
    """Unknown parameters, given twice; unknown questions and forms."""
    assert client.get(f"/api/questions/{target}").status_code == status


def test_a_server_without_questions_says_so(plain_client: TestClient) -> None:
    """404."""
    assert plain_client.get("/api/questions").text == "this data set has no saved questions\n"


class SlowCatalogue(FixedCatalogue):
    """A catalogue whose answers take their time, or are long."""

    def ask(self, name: str, params: Mapping[str, str]) -> tuple[Sequence[str], Sequence[Sequence[object]]]:
        """Return one long text, after a while if a year is given."""
        time.sleep(float(params.get("year", 0)))
        return ["text"], [[name + "x" * 5000]]


@pytest.mark.parametrize(("target", "status"), [("?year=0.4", 503), ("", 403)])
def test_an_answer_beyond_the_limits_is_refused(settings: ServerSettings, target: str, status: int) -> None:
    """Late or long, it is not sent at all."""
    limits = Limits(query_seconds=0.1, answer_bytes=1000, workers=1)
    with TestClient(create_app(replace(settings, questions=SlowCatalogue(), limits=limits))) as client:
        assert client.get(f"/api/questions/who-met{target}").status_code == status
