"""The description that the service gives of itself."""

from dataclasses import replace

import pytest
from rdflib import Graph, URIRef
from starlette.testclient import TestClient

from communique.server import ServerSettings
from communique.server.description import make_description
from communique.terms import FORMATS, SD

from .conftest import BASE

ENDPOINT = "http://testserver/sparql"


@pytest.mark.parametrize(
    ("media", "form"), [("text/turtle", "turtle"), ("application/ld+json", "json-ld"), ("application/rdf+xml", "xml")]
)
def test_the_description_comes_in_the_form_that_is_accepted(client: TestClient, media: str, form: str) -> None:
    """The same triples in each."""
    graph = Graph().parse(data=client.get("/sparql", headers={"Accept": media}).text, format=form)

    assert (URIRef(ENDPOINT), SD.endpoint, URIRef(ENDPOINT)) in graph
    assert {str(name) for name in graph.objects(None, SD.name)} == {
        f"{BASE}graph/{name}" for name in ("facts", "derived", "claims/one")
    }


def test_a_form_that_nobody_gives_is_refused(client: TestClient) -> None:
    """406."""
    assert client.get("/sparql", headers={"Accept": "image/png"}).status_code == 406


@pytest.mark.parametrize(
    ("changes", "link", "value"),
    [
        ({"union": True}, SD.feature, SD.UnionDefaultGraph),
        ({"writable": True}, SD.supportedLanguage, SD.SPARQL11Update),
        ({"services": frozenset({"http://a.example/"})}, SD.feature, SD.BasicFederatedQuery),
    ],
)
def test_what_the_settings_allow_is_said(settings: ServerSettings, changes: dict[str, object], link: URIRef, value: URIRef) -> None:
    """And what they do not allow is not."""
    quiet = replace(settings, union=False)

    assert [
        any(
            (triple.predicate.value, str(triple.object)) == (str(link), f"<{value}>")
            for triple in make_description(made, ENDPOINT, [])
        )
        for made in (quiet, replace(quiet, **changes))  # type: ignore[arg-type]
    ] == [False, True]


def test_every_form_of_result_is_named(settings: ServerSettings) -> None:
    """Four of rows, four of triples."""
    named = {
        str(triple.object) for triple in make_description(settings, ENDPOINT, []) if triple.predicate.value == str(SD.resultFormat)
    }

    assert len(named) == 8
    assert all(name.startswith(f"<{FORMATS}") for name in named)


@pytest.mark.parametrize("host", ["a b", "a>", "a/b"])
def test_a_host_that_is_none_is_not_repeated(client: TestClient, host: str) -> None:
    """What a client calls us goes into no address unless it is a host."""
    answer = client.get("/sparql", headers={"Host": host})

    assert answer.status_code == 400 or host not in answer.text
