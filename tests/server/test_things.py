"""`/id/…`, `/data/…` and `/page/…`."""

import pytest
from rdflib import Graph, URIRef
from starlette.testclient import TestClient

from .conftest import BASE

PERSON = "person/ana-prado"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.mark.parametrize(
    ("accept", "target"),
    [
        (BROWSER, f"/page/{PERSON}"),
        ("*/*", f"/page/{PERSON}"),
        ("", f"/page/{PERSON}"),
        ("text/turtle", f"/data/{PERSON}.ttl"),
        ("application/ld+json", f"/data/{PERSON}.jsonld"),
        ("application/n-triples", f"/data/{PERSON}.nt"),
        ("application/rdf+xml", f"/data/{PERSON}.rdf"),
        ("text/html;q=0.3, text/turtle;q=0.8", f"/data/{PERSON}.ttl"),
        ("text/html;q=0.8, application/rdf+xml;q=0.8, text/turtle;q=0.2", f"/page/{PERSON}"),
    ],
)
def test_a_thing_leads_to_the_document_that_is_liked_best(client: TestClient, accept: str, target: str) -> None:
    """303, and the answer depends on `Accept`."""
    answer = client.get(f"/id/{PERSON}", headers={"Accept": accept})

    assert (answer.status_code, answer.headers["location"], "Accept" in answer.headers["vary"]) == (303, target, True)


def test_a_thing_without_a_form_that_is_accepted_leads_nowhere(client: TestClient) -> None:
    """406."""
    assert client.get(f"/id/{PERSON}", headers={"Accept": "image/png"}).status_code == 406


def test_letters_of_a_path_stay_encoded(client: TestClient) -> None:
    """No header can be smuggled in by a path."""
    answer = client.get("/id/person/jos%C3%A9%0dX-Evil:%201", headers={"Accept": "text/turtle"})

    assert answer.headers["location"] == "/data/person/jos%C3%A9%0DX-Evil:%201.ttl"
    assert "x-evil" not in answer.headers


@pytest.mark.parametrize("ending", ["ttl", "jsonld", "nt", "rdf"])
def test_the_data_say_what_is_said_of_a_thing(client: TestClient, ending: str) -> None:
    """Its own triples, what points at it, the labels of both; not the claims about it."""
    answer = client.get(f"/data/meeting/first.{ending}")
    form = {"ttl": "turtle", "jsonld": "json-ld", "nt": "nt", "rdf": "xml"}[ending]
    graph = Graph().parse(data=answer.text, format=form)

    assert {str(subject).removeprefix(BASE) for subject in graph.subjects()} == {"meeting/first", PERSON}
    assert len(list(graph.predicate_objects(URIRef(f"{BASE}meeting/first")))) == 4


def test_what_points_at_a_thing_is_part_of_its_data(client: TestClient) -> None:
    """A person's data name the meetings that the person attended."""
    assert f"<{BASE}meeting/first>" in client.get(f"/data/{PERSON}.ttl").text


def test_data_without_an_ending_come_in_the_form_that_is_accepted(client: TestClient) -> None:
    """The answer says where the document stands."""
    answer = client.get(f"/data/{PERSON}", headers={"Accept": "application/ld+json"})

    assert (answer.headers["content-type"], answer.headers["content-location"]) == ("application/ld+json", f"/data/{PERSON}.jsonld")


def test_data_name_the_other_documents_and_the_thing(client: TestClient) -> None:
    """One link for each form, for the page, and for what they are about."""
    links = client.get(f"/data/{PERSON}.ttl").headers["link"].split(", ")

    assert len(links) == 6
    assert f'</data/{PERSON}.jsonld>; rel="alternate"; type="application/ld+json"' in links
    assert f'<{BASE}{PERSON}>; rel="describes"' in links


@pytest.mark.parametrize("path", ["person/nobody.ttl", "person/nobody", "../../etc/passwd.ttl", "%2e%2e/%2e%2e/etc/passwd", ".ttl"])
def test_nothing_is_known_of_what_is_not_there(client: TestClient, path: str) -> None:
    """404; a path is a name, never a file."""
    assert client.get(f"/data/{path}").status_code == 404


def test_a_path_that_makes_no_address_is_not_pasted_into_a_query(client: TestClient) -> None:
    """Marks that would end an IRI are encoded, so nothing is known of it."""
    assert client.get("/data/a%3E%20%3Fp%20%3Fo%20%7D%20UNION%20%7B%20%3Fs.nt").status_code == 404


def test_the_page_comes_from_the_page_source(client: TestClient) -> None:
    """With links to the data beside it."""
    answer = client.get(f"/page/{PERSON}")

    assert (answer.text, "alternate" in answer.headers["link"]) == (f"<p>page/{PERSON}  []</p>", True)


def test_without_a_page_there_is_a_plain_table(plain_client: TestClient) -> None:
    """Whatever stands in the data, it is escaped."""
    answer = plain_client.get("/page/meeting/first")

    assert ("First meeting" in answer.text, "<script" in answer.text, answer.headers["content-type"]) == (
        True,
        False,
        "text/html; charset=utf-8",
    )


def test_a_page_about_nothing_is_not_found(client: TestClient) -> None:
    """404 as for the data."""
    assert client.get("/page/person/nobody").status_code == 404
