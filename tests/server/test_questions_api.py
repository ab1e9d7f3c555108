"""`/api/questions`: saved questions as an interface."""

from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from communique.server import ServerSettings, create_app
from communique.server.saved import write_csv

from .conftest import BASE

MEETING = f"{BASE}meeting/first"


def test_all_questions_are_listed_with_their_parameters(client: TestClient) -> None:
    """With columns, and with the address of the answer."""
    listed = client.get("/api/questions").json()["questions"]

    assert listed == [
        {
            "name": "who-came",
            "title": "Who was there?",
            "description": "One row for each person.",
            "tags": ["people"],
            "parameters": [
                {"name": "year", "type": "integer", "label": "in this year", "required": False},
                {"name": "mood", "type": "code", "label": "in this mood", "required": False},
            ],
            "columns": [
                {"name": "person", "type": "text"},
                {"name": "year", "type": "integer"},
                {"name": "meetings", "type": "iris"},
            ],
            "answer": "/api/questions/who-came",
        }
    ]


@pytest.mark.parametrize(("language", "title"), [("es-MX", "¿Quién estuvo?"), ("fr", "Who was there?"), ("", "Who was there?")])
def test_a_title_comes_in_the_language_that_is_liked(client: TestClient, language: str, title: str) -> None:
    """English where there is no other."""
    listed = client.get("/api/questions", headers={"Accept-Language": language}).json()["questions"]

    assert listed[0]["title"] == title


def test_a_question_is_answered_as_json(client: TestClient) -> None:
    """Rows are objects with typed values, and what was asked is repeated."""
    answer = client.get("/api/questions/who-came?year=2021")

    assert answer.json() == {
        "question": "who-came",
        "parameters": {"year": "2021"},
        "columns": ["person", "year", "meetings"],
        "rows": [{"person": "Ana Prado", "year": 2021, "meetings": [MEETING]}],
    }


@pytest.mark.parametrize(("target", "accept"), [("?format=csv", "*/*"), ("", "text/csv"), ("?format=csv", "application/json")])
def test_a_question_is_answered_as_csv(client: TestClient, target: str, accept: str) -> None:
    """By `format=`, or by `Accept`."""
    answer = client.get(f"/api/questions/who-came{target}", headers={"Accept": accept})

    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.text == f"person,year,meetings\r\nAna Prado,,{MEETING}\r\n"


def test_the_words_behind_a_row_are_added_on_demand(client: TestClient) -> None:
    """This question names no claims, so there are none."""
    answer = client.get("/api/questions/who-came?why=true")

    assert answer.json()["rows"][0]["why"] == []


@pytest.mark.parametrize(
    ("target", "status"),
    [
        ("who-came?month=1", 400),
        ("who-came?year=long%20ago", 400),
        ("who-came?year=1&year=2", 400),
        ("who-came?why=perhaps", 400),
        ("who-came?format=xls", 406),
        ("nobody", 404),
        ("../../etc/passwd", 404),
    ],
)
def test_what_cannot_be_asked_is_refused(client: TestClient, target: str, status: int) -> None:
    """Unknown parameters, values that fit nothing, given twice; unknown questions and forms."""
    assert client.get(f"/api/questions/{target}").status_code == status


def test_a_value_is_never_part_of_the_query(client: TestClient) -> None:
    """Whatever a parameter holds, it is one value or refused."""
    answer = client.get("/api/questions/who-came", params={"mood": 'good") } SELECT * { ?s ?p ?o } #'})

    assert (answer.status_code, "no such code" in answer.text) == (400, True)


def test_a_server_without_questions_lists_none(plain_client: TestClient) -> None:
    """An empty list."""
    assert plain_client.get("/api/questions").json() == {"questions": []}


def test_an_answer_beyond_the_limit_is_refused(settings: ServerSettings) -> None:
    """It is not sent at all."""
    with TestClient(create_app(replace(settings, limits=replace(settings.limits, answer_bytes=20)))) as client:
        assert client.get("/api/questions/who-came").status_code == 403


def test_values_of_a_table_are_written_as_people_write_them() -> None:
    """Truth in small letters, nothing as nothing, the words behind a row as quotations."""
    rows = [{"a": True, "b": None, "why": [{"quote": "led by", "start": 1}, {"quote": "x"}]}]

    assert write_csv(["a", "b"], rows) == b"a,b,why\r\ntrue,,led by; x\r\n"
