"""A small data set of invented meetings, and a running application over it."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from communique.server import Limits, Page, ServerSettings, create_app

BASE = "https://data.example/"
MEET = "https://w3id.org/communique/meet#"
LABEL = "<http://www.w3.org/2000/01/rdf-schema#label>"
TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
SUBJECT = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#subject>"

QUADS = f"""
<{BASE}meeting/first> {TYPE} <{MEET}Meeting> <{BASE}graph/facts> .
<{BASE}meeting/first> {LABEL} "First meeting"@en <{BASE}graph/facts> .
<{BASE}meeting/first> <{MEET}attendedBy> <{BASE}person/ana-prado> <{BASE}graph/facts> .
<{BASE}person/ana-prado> {TYPE} <{MEET}Person> <{BASE}graph/facts> .
<{BASE}person/ana-prado> {LABEL} "Ana Prado" <{BASE}graph/facts> .
<{BASE}meeting/first> <{MEET}earliest> "2021-12-02"^^<http://www.w3.org/2001/XMLSchema#date> <{BASE}graph/derived> .
<{BASE}claim/a1> {SUBJECT} <{BASE}meeting/first> <{BASE}graph/claims/one> .
"""


QUESTION = f"""\
#+ summary:
#+   en: Who was there?
#+   es: ¿Quién estuvo?
#+ description: One row for each person.
#+ tags: [people]
#+ params:
#+   year: {{type: integer, label: in this year}}
#+   mood: {{type: code, label: in this mood, among: [good, bad]}}
#+ columns:
#+   person: text
#+   year: integer
#+   meetings: iris

PREFIX meet: <{MEET}>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

SELECT ?person ?year (GROUP_CONCAT(STR(?meeting); separator="\\n") AS ?meetings) {{
  VALUES (?year ?mood) {{ (UNDEF "good") }}
  ?meeting meet:attendedBy ?who .
  ?who rdfs:label ?person .
  FILTER(?mood != "bad")
}}
GROUP BY ?person ?year
"""


class FixedPages:
    """A page at the root, the query page, a person's page and nothing else."""

    def page(self, path: str, query: Mapping[str, str], language: str) -> Page | None:
        """Return a page that says what it was asked."""
        known = {"", "sparql", "page/person/ana-prado", "static/a.css"}
        return Page(f"<p>{path} {language} {sorted(query)}</p>".encode()) if path in known else None


@pytest.fixture(scope="session")
def quads(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A published folder."""
    folder = tmp_path_factory.mktemp("graph")
    (folder / "everything.nq").write_text(QUADS, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def questions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one saved question."""
    folder = tmp_path_factory.mktemp("questions")
    (folder / "who-came.rq").write_text(QUESTION, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def settings(quads: Path, questions: Path) -> ServerSettings:
    """Settings of a server that only reads, without a rate."""
    limits = Limits(query_seconds=20, quick_seconds=10, wait_seconds=20, workers=1, requests_per_second=0, answer_bytes=200_000)
    return ServerSettings(quads, BASE, "Invented meetings", limits=limits, questions=(questions,), pages=FixedPages())


@pytest.fixture(scope="session")
def client(settings: ServerSettings) -> Iterator[TestClient]:
    """A client of a server that only reads."""
    with TestClient(create_app(settings), follow_redirects=False) as made:
        yield made


@pytest.fixture(scope="session")
def plain_client(settings: ServerSettings) -> Iterator[TestClient]:
    """A client of a server without pages and questions."""
    with TestClient(create_app(replace(settings, pages=None, questions=())), follow_redirects=False) as made:
        yield made


@pytest.fixture(scope="session")
def shared_writer(settings: ServerSettings) -> Iterator[TestClient]:
    """A client of a writable server, shared by all tests."""
    with TestClient(create_app(replace(settings, writable=True)), follow_redirects=False) as made:
        yield made


@pytest.fixture
def writer(shared_writer: TestClient) -> TestClient:
    """A client of a writable server with an empty store."""
    assert shared_writer.post("/sparql", data={"update": "DROP ALL"}).status_code == 204
    return shared_writer
