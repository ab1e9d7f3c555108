"""The server against the W3C suites of the SPARQL 1.1 Protocol, Graph Store Protocol and Service Description.

The suites are not part of the project: `COMMUNIQUE_W3C` names the folder that holds them.
"""

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from rdflib import Graph, Namespace, URIRef
from rdflib.namespace import RDF

from communique.server import ServerSettings, create_app

from .running_server import run_server
from .w3c import Case, read_cases, run_case, send

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
SUITES = Path(os.environ.get("COMMUNIQUE_W3C") or Path(__file__).parents[3] / "shared" / "w3c")
MANIFESTS = {
    "protocol": ("protocol/manifest.ttl", 34),
    "indirect": ("graph-store-protocol/manifest-indirect.ttl", 9),
    "direct": ("graph-store-protocol/manifest-direct.ttl", 4),
}
PATHS = {"/sparql/": "/sparql/", "/gsp": "/graphs"}
TURTLE = {"Content-Type": "application/n-triples"}
CASES = {
    f"{suite}-{case.name}": case for suite, (file, _) in MANIFESTS.items() if SUITES.is_dir() for case in read_cases(SUITES / file)
}

pytestmark = pytest.mark.skipif(not CASES, reason="set COMMUNIQUE_W3C to the folder of the W3C suites to run them")


@pytest.fixture(scope="module", params=[True, False], ids=["union", "standard"])
def server(request: pytest.FixtureRequest, settings: ServerSettings) -> Iterator[str]:
    """A writable server, once with the union of all graphs as the default graph and once without."""
    with run_server(create_app(replace(settings, writable=True, union=request.param))) as address:
        yield address


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_case_of_the_suites_is_answered_as_it_demands(server: str, case: Case) -> None:
    """Each case of the suites passes on a store that holds just its data."""
    send(server, "POST", "/sparql", headers={"Content-Type": "application/sparql-update"}, body=b"DROP ALL")
    for graph, file in case.data:
        assert send(server, "PUT", f"/graphs?graph={graph}", headers=TURTLE, body=file.read_bytes()).status == 201

    assert run_case(server, case, PATHS) == []


@pytest.mark.parametrize(("file", "count"), MANIFESTS.values(), ids=MANIFESTS)
def test_no_case_of_a_suite_is_left_out(file: str, count: int) -> None:
    """Every suite is read whole."""
    assert len(read_cases(SUITES / file)) == count


@pytest.fixture(scope="module")
def description(server: str) -> Graph:
    """The description that the endpoint gives of itself: it is RDF."""
    answer = send(server, "GET", "/sparql", headers={"Accept": "text/turtle"})
    assert answer.headers["content-type"] == "text/turtle; charset=utf-8"
    return Graph().parse(data=answer.body, format="turtle")


def test_a_get_on_the_endpoint_returns_rdf(description: Graph) -> None:
    """`returns-rdf`: the endpoint answers a bare GET with triples."""
    assert len(description) > 0


def test_the_description_names_its_endpoint(server: str, description: Graph) -> None:
    """`has-endpoint-triple`: the endpoint's own address is the object of `sd:endpoint`."""
    assert list(description.objects(None, SD.endpoint)) == [URIRef(f"{server}/sparql")]


def test_the_description_conforms_to_the_vocabulary(description: Graph) -> None:
    """`conforms-to-schema`: each link of the vocabulary joins things of the classes that it demands."""
    links = {
        SD.endpoint: (SD.Service, None), SD.defaultDataset: (SD.Service, SD.Dataset), SD.defaultGraph: (SD.Dataset, SD.Graph),
        SD.namedGraph: (SD.Dataset, SD.NamedGraph), SD.name: (SD.NamedGraph, None), SD.feature: (SD.Service, None),
        SD.supportedLanguage: (SD.Service, None), SD.resultFormat: (SD.Service, None), SD.inputFormat: (SD.Service, None),
    }  # fmt: skip
    used = [(subject, URIRef(str(link)), value) for subject, link, value in description if str(link).startswith(str(SD))]

    assert {link for _, link, _ in used} <= set(links)
    for subject, link, value in used:
        domain, codomain = links[link]
        assert (subject, RDF.type, domain) in description
        assert codomain is None or (value, RDF.type, codomain) in description
