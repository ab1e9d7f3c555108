"""Reads the W3C test suites of the SPARQL 1.1 protocols, and runs their requests against a server."""

import http.client
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from rdflib import Graph, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.compare import isomorphic
from rdflib.namespace import RDF, RDFS
from rdflib.term import Node

MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
HT = Namespace("http://www.w3.org/2011/http#")
CNT = Namespace("http://www.w3.org/2011/content#")
UT = Namespace("http://www.w3.org/2009/sparql/tests/test-update#")

#: The statuses that an expectation covers, as first and last; reasons are those of HTTP.
STATUSES = {
    "StatusCode2xx": (200, 299), "StatusCode3xx": (300, 399), "StatusCode4xx": (400, 499),
    "OK": (200, 200), "Created": (201, 201), "NoContent": (204, 204), "NotFound": (404, 404),
}  # fmt: skip
#: The media types that show a result of each kind.
SHOWN = {
    "boolean": {"application/sparql-results+xml", "application/sparql-results+json"},
    "tabular": {"application/sparql-results+xml", "application/sparql-results+json", "text/csv", "text/tab-separated-values"},
    "RDF": {"application/rdf+xml", "text/turtle", "application/n-triples", "application/ld+json"},
}


@dataclass(frozen=True)
class Exchange:
    """One request of a test, and what the answer must be like."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes
    statuses: tuple[str, ...]
    boolean: str | None
    kind: str | None
    remembers_location: bool
    answer_headers: dict[str, str]
    answer: str | None


@dataclass(frozen=True)
class Case:
    """One test: the graphs to load first, and its requests in order."""

    name: str
    data: tuple[tuple[str, Path], ...]
    exchanges: tuple[Exchange, ...]


def read_cases(manifest: Path) -> list[Case]:
    """Read the tests of a manifest that consist of requests."""
    graph = Graph().parse(manifest, format="turtle")
    return [
        _read_case(graph, entry, manifest.parent) for entry in _members(graph, graph.value(None, RDF.type, MF.Manifest), MF.entries)
    ]


def _members(graph: Graph, node: Node | None, link: URIRef) -> Iterator[Node]:
    head = graph.value(node, link)
    return iter(Collection(graph, head)) if head is not None else iter(())


def _read_case(graph: Graph, entry: Node, folder: Path) -> Case:
    data = [
        (str(graph.value(node, RDFS.label)), folder / Path(str(graph.value(node, UT.graph))).name)
        for node in graph.objects(entry, UT.graphData)
    ]
    requests = _members(graph, graph.value(entry, MF.action), HT.requests)
    return Case(str(entry).rpartition("#")[2], tuple(data), tuple(_read_exchange(graph, request) for request in requests))


def _text(graph: Graph, node: Node | None, link: URIRef) -> str | None:
    value = graph.value(node, link)
    return None if value is None else str(value)


def _read_headers(graph: Graph, node: Node | None) -> dict[str, str]:
    return {
        str(graph.value(item, HT.fieldName)): str(graph.value(item, HT.fieldValue)) for item in _members(graph, node, HT.headers)
    }


def _read_exchange(graph: Graph, request: Node) -> Exchange:
    response, body = graph.value(request, HT.resp), graph.value(request, HT.body)
    encoding = _text(graph, body, CNT.characterEncoding) or "utf-8"
    return Exchange(
        method=_text(graph, request, HT.methodName) or "",
        path=_text(graph, request, HT.absolutePath) or "",
        headers=_read_headers(graph, request),
        body=(_text(graph, body, CNT.chars) or "").encode(encoding),
        statuses=tuple(str(status).rpartition("#")[2] for status in graph.objects(response, MF.expectedStatus)),
        boolean=_text(graph, response, MF.expectedBoolean),
        kind=_text(graph, response, MF.expectedFormat),
        remembers_location=graph.value(response, MF.expectedLocation) is not None,
        answer_headers=_read_headers(graph, response),
        answer=_text(graph, graph.value(response, HT.body), CNT.chars),
    )


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes


def send(server: str, method: str, path: str, *, headers: dict[str, str] | None = None, body: bytes = b"") -> Answer:
    """Send one request, with no header of our own but the length."""
    connection = http.client.HTTPConnection(urlsplit(server).netloc, timeout=20)
    try:
        connection.request(method, path, body or None, headers or {})
        response = connection.getresponse()
        return Answer(response.status, {name.lower(): value for name, value in response.getheaders()}, response.read())
    finally:
        connection.close()


def run_case(server: str, case: Case, paths: dict[str, str]) -> list[str]:
    """Run a test against a server whose endpoints stand at `paths`; return what was wrong."""
    wrong: list[str] = []
    location = ""
    for exchange in case.exchanges:
        path = _place(exchange.path, paths).replace("$LOCATION$", location)
        answer = send(server, exchange.method, path, headers=exchange.headers, body=exchange.body)
        wrong += [f"{exchange.method} {path}: {problem}" for problem in _find_problems(exchange, answer)]
        location = answer.headers.get("location", location)
    return wrong


def _place(path: str, paths: dict[str, str]) -> str:
    old = next(old for old in paths if path.startswith(old))
    return paths[old] + path.removeprefix(old)


def _find_problems(exchange: Exchange, answer: Answer) -> Iterator[str]:
    if not any(low <= answer.status <= high for low, high in map(STATUSES.__getitem__, exchange.statuses)):
        yield f"status {answer.status}, not {exchange.statuses}: {answer.body[:200]!r}"
    media = answer.headers.get("content-type", "").partition(";")[0]
    if exchange.kind and media not in SHOWN[exchange.kind]:
        yield f"{media} for a result of the kind {exchange.kind}"
    if exchange.boolean and exchange.boolean.encode() not in answer.body:
        yield f"not {exchange.boolean}: {answer.body[:200]!r}"
    if exchange.remembers_location and "location" not in answer.headers:
        yield "no Location"
    for name, value in exchange.answer_headers.items():
        if answer.headers.get(name, "").lower() != value.lower():
            yield f"{name} is {answer.headers.get(name)}, not {value}"
    if exchange.answer is not None and not isomorphic(_parse(exchange.answer), _parse(answer.body)):
        yield f"another graph: {answer.body!r}"


def _parse(turtle: str | bytes) -> Graph:
    return Graph().parse(data=turtle, format="turtle")
