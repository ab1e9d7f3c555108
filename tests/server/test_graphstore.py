"""`/graphs`: the Graph Store Protocol."""

import pytest
from starlette.testclient import TestClient

from .conftest import BASE

TURTLE = {"Content-Type": "text/turtle"}
GRAPH = "/graphs?graph=urn:g"


def read(client: TestClient, target: str) -> list[str]:
    """Return a graph's triples, as lines in order."""
    answer = client.get(target, headers={"Accept": "application/n-triples"})
    assert answer.status_code == 200
    return sorted(answer.text.splitlines())


def test_a_graph_is_read_by_its_name(client: TestClient) -> None:
    """Reading is for everyone."""
    assert len(read(client, f"/graphs?graph={BASE}graph/derived")) == 1


@pytest.mark.parametrize("ending", ["ttl", "nt", "rdf", "jsonld"])
def test_a_graph_comes_in_each_form(client: TestClient, ending: str) -> None:
    """The wish may stand in the address."""
    assert client.get("/graphs", params={"graph": f"{BASE}graph/facts", "format": ending}).status_code == 200


def test_without_a_name_the_graphs_are_listed(client: TestClient) -> None:
    """The description of the service names them all."""
    text = client.get("/graphs").text

    assert [f"<{BASE}graph/{name}>" in text for name in ("facts", "derived", "claims/one")] == [True, True, True]


@pytest.mark.parametrize(
    ("target", "status"),
    [
        ("/graphs?graph=urn:none", 404),
        ("/graphs?graph=relative", 400),
        ("/graphs?graph=urn:a&graph=urn:b", 400),
        ("/graphs?default&graph=urn:a", 400),
    ],
)
def test_a_graph_that_is_not_named_well_is_refused(client: TestClient, target: str, status: int) -> None:
    """Unknown, relative, twice, both."""
    assert client.get(target).status_code == status


def test_a_form_that_nobody_gives_is_refused(client: TestClient) -> None:
    """406, as everywhere."""
    assert client.get("/graphs?default", headers={"Accept": "image/png"}).status_code == 406


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE"])
def test_a_server_that_only_reads_changes_nothing(client: TestClient, method: str) -> None:
    """403 says how to start one that writes."""
    answer = client.request(method, GRAPH, content="", headers=TURTLE)

    assert (answer.status_code, "--writable" in answer.text) == (403, True)


def test_put_replaces_and_post_adds(writer: TestClient) -> None:
    """The two ways of writing."""
    for method, value in (("PUT", 1), ("PUT", 2), ("POST", 3)):
        writer.request(method, GRAPH, content=f"<urn:a> <urn:p> {value} .", headers=TURTLE)

    assert [line.split('"')[1] for line in read(writer, GRAPH)] == ["2", "3"]


def test_what_is_new_is_created(writer: TestClient) -> None:
    """201 at first, 204 after that."""
    statuses = [writer.put(GRAPH, content="<urn:a> <urn:p> 1 .", headers=TURTLE).status_code for _ in range(2)]

    assert statuses == [201, 204]


def test_an_empty_graph_is_a_graph(writer: TestClient) -> None:
    """It can be put, and is there."""
    writer.put(GRAPH, content="", headers=TURTLE)

    assert read(writer, GRAPH) == []


def test_delete_removes(writer: TestClient) -> None:
    """Once; after that there is nothing to remove."""
    writer.put(GRAPH, content="<urn:a> <urn:p> 1 .", headers=TURTLE)

    assert [writer.delete(GRAPH).status_code for _ in range(2)] == [204, 404]


def test_a_graph_without_a_name_gets_one(writer: TestClient) -> None:
    """The address in the answer leads to it, directly and as a parameter."""
    answer = writer.post("/graphs", content="<urn:a> <urn:p> 1 .", headers=TURTLE)
    address = answer.headers["Location"]

    assert answer.status_code == 201
    assert read(writer, address) == read(writer, f"/graphs?graph={address}") != []


def test_put_needs_a_name(writer: TestClient) -> None:
    """Only POST makes names."""
    assert writer.put("/graphs", content="", headers=TURTLE).status_code == 400


def test_an_address_below_is_a_graphs_name(writer: TestClient) -> None:
    """Relative addresses in the document start from it."""
    writer.put("/graphs/people/ana", content="<#me> <urn:p> 1 .", headers=TURTLE)

    assert read(writer, "/graphs/people/ana")[0].startswith("<http://testserver/graphs/people/ana#me>")


def test_a_form_brings_several_documents(writer: TestClient) -> None:
    """Their blank nodes stay apart."""
    files = [("a", ("a.ttl", "_:x <urn:p> 1 .", "text/turtle")), ("b", ("b.nt", '_:x <urn:p> "2" .', "application/n-triples"))]
    writer.post(GRAPH, files=files)

    assert len({line.split()[0] for line in read(writer, GRAPH)}) == 2


@pytest.mark.parametrize(
    ("media", "body", "status"),
    [
        ("text/turtle", "<urn:a> <urn:p>", 400),
        ("application/ld+json", '{"@graph": [{"@id": "urn:a", "urn:p": 1}], "@id": "urn:inner"}', 400),
        ("application/rdf+xml", "<rdf", 400),
        ("text/csv", "a,b", 415),
        ("", "<urn:a> <urn:p> 1 .", 415),
    ],
)
def test_a_document_that_cannot_be_stored_is_refused(writer: TestClient, media: str, body: str, status: int) -> None:
    """Broken, with a graph of its own, of an unknown type; and the graph stays as it was."""
    writer.put(GRAPH, content="<urn:a> <urn:p> 1 .", headers=TURTLE)

    assert writer.put(GRAPH, content=body, headers={"Content-Type": media}).status_code == status
    assert len(read(writer, GRAPH)) == 1


def test_a_form_with_a_part_that_is_no_file_is_refused(writer: TestClient) -> None:
    """Without a media type nobody knows what it is."""
    body = b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nb\r\n--x--\r\n'

    assert writer.post(GRAPH, content=body, headers={"Content-Type": "multipart/form-data; boundary=x"}).status_code == 415


def test_a_literal_with_every_kind_of_mark_survives(writer: TestClient) -> None:
    """What is stored is what was sent, even where it looks like an update."""
    value = '"\\" } ; DROP ALL ; INSERT DATA { <urn:a> <urn:b> \\"\\\\\\n"'
    writer.put(GRAPH, content=f"<urn:a> <urn:p> {value} .", headers=TURTLE)

    assert read(writer, GRAPH) == [f"<urn:a> <urn:p> {value} ."]


def test_a_change_from_another_sites_page_is_refused(writer: TestClient) -> None:
    """As for updates."""
    assert writer.delete(GRAPH, headers={"Origin": "null"}).status_code == 403


def test_the_list_of_graphs_is_never_an_old_one(writer: TestClient) -> None:
    """A writable server keeps no answers."""
    before = writer.get("/graphs").text
    writer.put(GRAPH, content="<urn:a> <urn:p> 1 .", headers=TURTLE)

    assert ["<urn:g>" in text for text in (before, writer.get("/graphs").text)] == [False, True]
