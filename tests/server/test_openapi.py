"""`/openapi.json`: the interface, described."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator
from starlette.testclient import TestClient

from communique.questions import load_questions
from communique.server import ServerSettings
from communique.server.app import ROUTES
from communique.server.openapi import make_openapi


@pytest.mark.parametrize("writable", [True, False])
def test_the_description_is_valid(settings: ServerSettings, *, writable: bool) -> None:
    """OpenAPI 3.1 has nothing against it."""
    described = make_openapi(replace(settings, writable=writable), load_questions(*settings.questions).values())

    assert list(OpenAPIV31SpecValidator(described).iter_errors()) == []


def test_every_question_is_a_path_with_its_parameters(client: TestClient) -> None:
    """Typed as the question types them."""
    described = client.get("/openapi.json").json()["paths"]["/api/questions/who-came"]["get"]

    assert described["summary"] == "Who was there?"
    assert described["parameters"][0] == {
        "name": "year",
        "in": "query",
        "description": "in this year",
        "required": False,
        "schema": {"type": "integer"},
    }


def test_every_route_for_programs_is_described(client: TestClient) -> None:
    """What is served is in the description, but for pages and the list of one question."""
    paths = {route.path.rstrip("/").replace(":path}", "}") for route in ROUTES}
    described = set(client.get("/openapi.json").json()["paths"])

    assert paths - described == {"/graphs/{path}", "/page/{path}", "/api/questions/{name}"}


def _operations(described: dict[str, Any]) -> Iterator[str]:
    for path in described["paths"].values():
        yield from (operation["operationId"] for method, operation in path.items() if method != "parameters")


def test_operations_have_names_of_their_own(settings: ServerSettings) -> None:
    """Programs are made from them."""
    described = make_openapi(replace(settings, writable=True), load_questions(*settings.questions).values())
    names = list(_operations(described))

    assert len(names) == len(set(names)) == 10


def test_a_server_that_only_reads_describes_no_change(client: TestClient) -> None:
    """The description is of this server."""
    assert set(client.get("/openapi.json").json()["paths"]["/graphs"]) == {"get"}
