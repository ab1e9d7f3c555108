"""The SPARQL 1.1 Service Description: what the endpoint says of itself."""

import json
from collections.abc import Iterator
from typing import Final

from pyoxigraph import Literal, NamedNode, Triple, serialize
from rdflib import URIRef
from starlette.requests import Request
from starlette.responses import Response

from communique.server.frames import Job, Reply
from communique.server.negotiation import GRAPHS, choose_named
from communique.server.refusals import Refusal, make_response
from communique.server.services import find_own_address, get_services
from communique.server.settings import ServerSettings
from communique.server.worker import GRAPH_FORMATS, tidy_prefixes
from communique.terms import DCTERMS, FORMATS, PREFIXES, RDF, SD

_NAMES: Final = "SELECT DISTINCT ?graph { GRAPH ?graph {} } ORDER BY ?graph"
_RESULTS: Final = (
    "SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV",
    "Turtle", "N-Triples", "RDF_XML", "JSON-LD",
)  # fmt: skip
_INPUTS: Final = ("Turtle", "N-Triples", "RDF_XML", "JSON-LD")
_PREFIXES: Final = PREFIXES | {"sd": str(SD), "formats": str(FORMATS)}


async def describe_service(request: Request, path: str) -> Response:
    """Answer with the description of the endpoint at a path of this server."""
    media = choose_named(request.query_params.get("format"), request.headers.get("accept"), GRAPHS)
    if media is None:
        raise Refusal(406, f"no form of answer fits; these can be given: {', '.join(GRAPHS)}")
    services = get_services(request)
    reply = await services.lanes.ask_light(Job("query", _NAMES, formats={"rows": ("application/sparql-results+json", "json")}))
    if reply.failed:
        return make_response(reply)
    graphs = [row["graph"]["value"] for row in json.loads(reply.body)["results"]["bindings"]]
    triples = list(make_description(services.settings, find_own_address(request, path), graphs))
    short = GRAPHS[media]
    body = serialize(triples, format=GRAPH_FORMATS[short], prefixes=_PREFIXES if short == "ttl" else None) or b""
    return make_response(Reply(200, media, tidy_prefixes(body)))


def make_description(settings: ServerSettings, endpoint: str, graphs: list[str]) -> Iterator[Triple]:
    """Yield the triples that describe an endpoint over some named graphs."""
    yield from _describe_endpoint(settings, endpoint)
    dataset, default = f"{endpoint}#dataset", f"{endpoint}#default-graph"
    yield _link(endpoint, SD.defaultDataset, dataset)
    yield _link(dataset, RDF.type, str(SD.Dataset))
    yield _link(dataset, SD.defaultGraph, default)
    yield _link(default, RDF.type, str(SD.Graph))
    for number, graph in enumerate(graphs, 1):
        node = f"{endpoint}#graph-{number}"
        yield _link(dataset, SD.namedGraph, node)
        yield _link(node, RDF.type, str(SD.NamedGraph))
        yield _link(node, SD.name, graph)


def _describe_endpoint(settings: ServerSettings, endpoint: str) -> Iterator[Triple]:
    yield _link(endpoint, RDF.type, str(SD.Service))
    yield Triple(NamedNode(endpoint), NamedNode(DCTERMS.title), Literal(settings.title))
    yield _link(endpoint, SD.endpoint, endpoint)
    yield _link(endpoint, SD.supportedLanguage, str(SD.SPARQL11Query))
    yield from (_link(endpoint, SD.resultFormat, str(FORMATS[name])) for name in _RESULTS)
    if settings.union:
        yield _link(endpoint, SD.feature, str(SD.UnionDefaultGraph))
    if settings.services:
        yield _link(endpoint, SD.feature, str(SD.BasicFederatedQuery))
    if settings.writable:
        yield _link(endpoint, SD.supportedLanguage, str(SD.SPARQL11Update))
        yield from (_link(endpoint, SD.inputFormat, str(FORMATS[name])) for name in _INPUTS)


def _link(subject: str, predicate: URIRef, value: str) -> Triple:
    return Triple(NamedNode(subject), NamedNode(predicate), NamedNode(value))
