"""Loading: another store ends up with the same data set, graph by graph."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlsplit

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store

from communique import load as loading
from communique.errors import QueryError
from communique.load import Target, load

GRAPHS = ("https://example.org/graph/a", "https://example.org/graph/b")


class Peer(HTTPServer):
    """A store on this machine that speaks just enough of both protocols; `lossy` makes it drop what is added."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.store = Store()
        self.lossy = False
        self.seen: list[str] = []

    @property
    def target(self) -> Target:
        """The addresses of this store."""
        base = f"http://127.0.0.1:{self.server_address[1]}"
        return Target(f"{base}/sparql", f"{base}/graphs")


class Handler(BaseHTTPRequestHandler):
    """Answers counts, and takes graphs."""

    server: Peer

    def do_GET(self) -> None:
        """Answer a query."""
        query = parse_qs(urlsplit(self.path).query)["query"][0]
        rows = self.server.store.query(query)
        found = [str(row[0].value) for row in rows]  # type: ignore[union-attr]
        self._answer(
            json.dumps({"head": {"vars": ["n"]}, "results": {"bindings": [{"n": {"type": "literal", "value": v}} for v in found]}})
        )

    def do_PUT(self) -> None:
        """Replace a graph."""
        graph = NamedNode(parse_qs(urlsplit(self.path).query)["graph"][0])
        self.server.store.remove_graph(graph)
        self._add(graph)

    def do_POST(self) -> None:
        """Add to a graph."""
        graph = NamedNode(parse_qs(urlsplit(self.path).query)["graph"][0])
        if not self.server.lossy:
            self._add(graph)
        else:
            self.rfile.read(int(self.headers["Content-Length"]))
            self._answer("")

    def _add(self, graph: NamedNode) -> None:
        self.server.seen.append(f"{self.command} {graph.value}")
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.store.load(body, format=RdfFormat.N_TRIPLES, to_graph=graph)
        self._answer("")

    def _answer(self, body: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/sparql-results+json")
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so
        """Keep quiet."""


@pytest.fixture
def peer() -> Iterator[Peer]:
    """A store that runs for one test."""
    server = Peer()
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def store() -> Store:
    """Two graphs of seven statements each."""
    store = Store()
    for graph in GRAPHS:
        rows = (
            Quad(NamedNode(f"{graph}/{n}"), NamedNode("https://example.org/p"), Literal(f"ñ {n}"), NamedNode(graph))
            for n in range(7)
        )
        store.extend(rows)
    return store


def quiet(_graph: str, _done: int, _total: int) -> None:
    """Report nothing."""


def test_the_other_store_holds_the_same_data_set(peer: Peer, store: Store) -> None:
    """After a load, both stores hold the same quads."""
    load(store, peer.target, quiet)

    assert set(peer.store) == set(store)


def test_a_large_graph_goes_in_parts(peer: Peer, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first part replaces, the others add."""
    monkeypatch.setattr(loading, "PART", 3)

    load(store, peer.target, quiet)

    assert peer.seen[:3] == [f"PUT {GRAPHS[0]}", f"POST {GRAPHS[0]}", f"POST {GRAPHS[0]}"]
    assert set(peer.store) == set(store)


def test_a_load_can_be_resumed(peer: Peer, store: Store) -> None:
    """A graph that is there already is passed over."""
    peer.store.extend(store.quads_for_pattern(None, None, None, NamedNode(GRAPHS[0])))

    loaded = load(store, peer.target, quiet)

    assert [(row.graph, row.skipped) for row in loaded] == [(GRAPHS[0], True), (GRAPHS[1], False)]
    assert peer.seen == [f"PUT {GRAPHS[1]}"]


def test_a_store_that_loses_statements_is_found_out(peer: Peer, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the count differs afterwards, the load fails and says so."""
    monkeypatch.setattr(loading, "PART", 3)
    peer.lossy = True

    with pytest.raises(QueryError, match="holds 3 statements after loading; expected 7"):
        load(store, peer.target, quiet)


def test_a_store_that_is_not_there_gets_one_line(store: Store) -> None:
    """A refused connection is told with the address."""
    with pytest.raises(QueryError, match=r"127\.0\.0\.1:9"):
        load(store, Target("http://127.0.0.1:9/sparql", "http://127.0.0.1:9/graphs"), quiet)
