"""`/sparql`: the SPARQL 1.1 Protocol."""

import pytest
from starlette.testclient import TestClient

from communique.server.protocol import split_media

from .conftest import BASE, MEET

LABEL = "SELECT ?label { ?s <http://www.w3.org/2000/01/rdf-schema#label> ?label } ORDER BY ?label"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
ROWS = {"head": {"vars": ["label"]}, "results": {"bindings": [{"label": {"type": "literal", "value": "Ana Prado"}}]}}
ONE = LABEL + " LIMIT 1"


def test_a_query_is_answered_by_get(client: TestClient) -> None:
    """The query stands in the address."""
    assert client.get("/sparql", params={"query": ONE}).json() == ROWS


def test_a_query_is_answered_by_a_form(client: TestClient) -> None:
    """The query stands in a form."""
    assert client.post("/sparql", data={"query": ONE}).json() == ROWS


def test_a_query_is_answered_by_a_bare_post(client: TestClient) -> None:
    """The body is the query; the address may end with a slash."""
    answer = client.post("/sparql/", content=ONE, headers={"Content-Type": "application/sparql-query; charset=UTF-8"})

    assert answer.json() == ROWS


@pytest.mark.parametrize(
    ("accept", "media", "begins"),
    [
        ("application/sparql-results+json", "application/sparql-results+json", '{"head"'),
        ("application/sparql-results+xml", "application/sparql-results+xml", "<?xml"),
        ("text/csv", "text/csv; charset=utf-8", "label\r\nAna Prado"),
        ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8", '?label\n"Ana Prado"'),
        ("text/csv;q=0.2, application/sparql-results+xml;q=0.9, */*;q=0.1", "application/sparql-results+xml", "<?xml"),
        ("application/json", "application/json", '{"head"'),
        ("", "application/sparql-results+json", '{"head"'),
    ],
)
def test_rows_come_in_the_form_that_is_accepted(client: TestClient, accept: str, media: str, begins: str) -> None:
    """Qualities count, and without a wish it is JSON."""
    answer = client.get("/sparql", params={"query": ONE}, headers={"Accept": accept})

    assert (answer.headers["content-type"], answer.text.startswith(begins)) == (media, True)


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("text/turtle", "text/turtle; charset=utf-8"),
        ("application/n-triples", "application/n-triples"),
        ("application/rdf+xml", "application/rdf+xml"),
        ("application/ld+json", "application/ld+json"),
        ("*/*", "text/turtle; charset=utf-8"),
    ],
)
def test_triples_come_in_the_form_that_is_accepted(client: TestClient, accept: str, media: str) -> None:
    """Four forms of triples, Turtle without a wish."""
    answer = client.get("/sparql", params={"query": "CONSTRUCT WHERE { ?s ?p ?o }"}, headers={"Accept": accept})

    assert (answer.status_code, answer.headers["content-type"]) == (200, media)


def test_turtle_is_the_same_each_time_and_names_only_the_prefixes_it_uses(client: TestClient) -> None:
    """The head of the document is in order."""
    params = {"query": f"DESCRIBE <{BASE}person/ana-prado>"}
    first, second = (client.get("/sparql", params=params).text for _ in range(2))

    assert first == second
    assert [line.split()[1] for line in first.splitlines() if line.startswith("@prefix")] == ["meet:", "rdfs:"]


def test_yes_or_no_comes_as_csv_too(client: TestClient) -> None:
    """ASK has a form in each table."""
    assert client.get("/sparql?format=csv", params={"query": "ASK {}", "format": "csv"}).text == "true"


def test_format_goes_before_accept(client: TestClient) -> None:
    """A link can carry the wish that a header would."""
    answer = client.get("/sparql", params={"query": ONE, "format": "csv"}, headers={"Accept": "application/json"})

    assert answer.text == "label\r\nAna Prado\r\n"


@pytest.mark.parametrize("query", [ONE, "ASK {}", "CONSTRUCT WHERE { ?s ?p ?o }"])
def test_a_form_that_nobody_gives_is_refused(client: TestClient, query: str) -> None:
    """406 names what could be given."""
    answer = client.get("/sparql", params={"query": query}, headers={"Accept": "image/png"})

    assert (answer.status_code, "text/turtle" in answer.text) == (406, True)


def test_a_form_that_does_not_fit_the_result_is_refused(client: TestClient) -> None:
    """Rows are no Turtle."""
    assert client.get("/sparql", params={"query": ONE}, headers={"Accept": "text/turtle"}).status_code == 406


def test_columns_keep_the_order_of_the_query(client: TestClient) -> None:
    """`SELECT *` is not sorted by name."""
    assert client.get("/sparql", params={"query": "SELECT * { ?z ?p ?a } LIMIT 0", "format": "csv"}).text == "z,p,a\r\n"


def test_the_default_graph_is_the_union(client: TestClient) -> None:
    """A query without GRAPH sees facts and derived facts."""
    query = f"ASK {{ ?m <{MEET}attendedBy> ?p ; <{MEET}earliest> ?d }}"

    assert client.get("/sparql", params={"query": query}).json()["boolean"] is True


@pytest.mark.parametrize(
    ("parameter", "query", "expected"),
    [
        ("default-graph-uri", f"ASK {{ ?m <{MEET}earliest> ?d }}", True),
        ("default-graph-uri", f"ASK {{ ?m <{MEET}attendedBy> ?d }}", False),
        ("named-graph-uri", f"ASK {{ GRAPH ?g {{ ?m <{MEET}earliest> ?d }} }}", True),
        ("named-graph-uri", f"ASK {{ ?m <{MEET}earliest> ?d }}", False),
    ],
)
def test_the_request_may_name_its_graphs(client: TestClient, parameter: str, query: str, *, expected: bool) -> None:
    """Only what is named is seen."""
    params = {"query": query, parameter: f"{BASE}graph/derived"}

    assert client.get("/sparql", params=params).json()["boolean"] is expected


@pytest.mark.parametrize(
    ("target", "status"),
    [
        ("/sparql?query=ASK%20%7B", 400),
        ("/sparql?query=ASK%7B%7D&query=ASK%7B%7D", 400),
        ("/sparql?query=", 400),
        ("/sparql?query=%FF", 400),
        ("/sparql?update=CLEAR%20ALL", 400),
        ("/sparql?query=ASK%7B%7D&default-graph-uri=a%20b", 400),
        ("/sparql?query=SELECT(%3Curn:f%3E(1)AS%3Fx)%7B%7D", 400),
        ("/sparql?query=ASK%7BSERVICE%3Chttp://a.example/%3E%7B%7D%7D", 403),
    ],
)
def test_what_cannot_be_asked_is_refused_with_a_reason(client: TestClient, target: str, status: int) -> None:
    """Every refusal says why, in one line."""
    answer = client.get(target)

    assert (answer.status_code, answer.text.count("\n")) == (status, 1)


@pytest.mark.parametrize(
    ("media", "body", "status"),
    [
        ("text/plain", b"ASK {}", 415),
        ("", b"ASK {}", 415),
        ("application/sparql-query; charset=UTF-16", "ASK {}".encode("utf-16"), 415),
        ("application/sparql-query", b"ASK { ?s ?p '\xff' }", 400),
        (FORM["Content-Type"], b"query=%FF", 400),
        (FORM["Content-Type"], b"query=ASK%7B%7D&update=CLEAR%20ALL", 400),
        (FORM["Content-Type"], b"", 400),
        (FORM["Content-Type"], b"&a=b" * 2000, 400),
        ("application/sparql-update", b"CLEAR ALL", 403),
        ("application/sparql-query", b"ASK {}" + b" " * 1_000_001, 413),
    ],
)
def test_a_body_that_is_not_what_it_should_be_is_refused(client: TestClient, media: str, body: bytes, status: int) -> None:
    """The wrong type, the wrong letters, too many, too much."""
    assert client.post("/sparql", content=body, headers={"Content-Type": media}).status_code == status


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_other_methods_are_refused(client: TestClient, method: str) -> None:
    """405 names the methods that there are."""
    answer = client.request(method, "/sparql?query=ASK%7B%7D")

    assert (answer.status_code, set(answer.headers["allow"].split(", "))) == (405, {"GET", "HEAD", "POST"})


def test_a_refusal_comes_as_json_where_json_is_liked(client: TestClient) -> None:
    """The same words in another form."""
    answer = client.get("/sparql?query=ASK%20%7B", headers={"Accept": "application/json"})

    assert answer.json() == {"status": 400, "error": client.get("/sparql?query=ASK%20%7B").text.strip()}


def test_a_browser_without_a_query_gets_the_page(client: TestClient) -> None:
    """People get the page, programs the description."""
    answer = client.get("/sparql", headers={"Accept": "text/html,*/*;q=0.8", "Accept-Language": "es-MX,en;q=0.5"})

    assert answer.text == "<p>sparql es []</p>"


def test_a_browser_with_a_query_gets_the_page_and_a_program_the_answer(client: TestClient) -> None:
    """A link to a query opens on the page."""
    page, answer = (client.get("/sparql?query=ASK%7B%7D", headers={"Accept": accept}) for accept in ("text/html", "*/*"))

    assert (page.text, answer.json()["boolean"]) == ("<p>sparql  ['query']</p>", True)


def test_an_update_is_done_by_form_and_by_bare_post(writer: TestClient) -> None:
    """Both ways change the data."""
    writer.post("/sparql", data={"update": "INSERT DATA { <urn:a> <urn:p> 1 }"})
    writer.post("/sparql", content="INSERT DATA { <urn:b> <urn:p> 1 }", headers={"Content-Type": "application/sparql-update"})

    assert (
        writer.get("/sparql", params={"query": "SELECT ?s { ?s ?p ?o } ORDER BY ?s", "format": "csv"}).text
        == "s\r\nurn:a\r\nurn:b\r\n"
    )


@pytest.mark.parametrize(
    ("update", "status"), [("CLEAR XYZ", 400), ("DROP GRAPH <urn:none>", 400), ("LOAD <http://a.example/>", 403)]
)
def test_an_update_that_cannot_be_done_is_refused(writer: TestClient, update: str, status: int) -> None:
    """Wrong words, nothing to drop, a document from elsewhere."""
    assert writer.post("/sparql", data={"update": update}).status_code == status


@pytest.mark.parametrize("header", [{"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}])
def test_an_update_from_another_sites_page_is_refused(writer: TestClient, header: dict[str, str]) -> None:
    """A page elsewhere cannot change the data through its reader's browser."""
    answer = writer.post("/sparql", data={"update": "CLEAR ALL"}, headers=header)

    assert (answer.status_code, answer.text) == (403, "changes are not accepted from a page of another site\n")


def test_an_update_from_our_own_page_is_done(writer: TestClient) -> None:
    """The query page may change what it shows."""
    answer = writer.post("/sparql", data={"update": "CLEAR ALL"}, headers={"Origin": "http://testserver"})

    assert answer.status_code == 204


def test_parameters_of_a_media_type_are_read() -> None:
    """Quotation marks and letters' case do not matter."""
    assert split_media('Text/Turtle ; Charset="utf-8"') == ("text/turtle", {"charset": "utf-8"})
