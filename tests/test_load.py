"""Loading: another store ends up with the same data set, graph by graph, also where a load was broken off."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import parse_qs, urlsplit

import pytest
from pyoxigraph import Literal, NamedNode, Quad, QueryResultsFormat, QuerySolutions, RdfFormat, Store, Triple, serialize

from communique import load as loading
from communique.errors import QueryError
from communique.graphstore import GraphStore, Login
from communique.load import Held, Target, load, measure

GRAPHS = ("https://example.org/graph/a", "https://example.org/graph/b")


class Peer(HTTPServer):
    """A store on this machine that speaks just enough of both protocols.

    `lossy` makes it drop what is added, `deaf_after` break off after so many changes, `changing` alter what is put.
    """

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.store = Store()
        self.lossy = self.changing = False
        self.deaf_after: int | None = None
        self.password = ""
        self.seen: list[str] = []

    @property
    def base(self) -> str:
        """The address of this store."""
        return f"http://127.0.0.1:{self.server_address[1]}"

    @property
    def target(self) -> Target:
        """Both addresses of this store."""
        return Target(f"{self.base}/sparql", GraphStore(f"{self.base}/graphs"))


class Handler(BaseHTTPRequestHandler):
    """Answers queries, and gives and takes graphs."""

    server: Peer

    @property
    def _asked(self) -> dict[str, list[str]]:
        return parse_qs(urlsplit(self.path).query)

    def do_GET(self) -> None:
        """Answer a query, or give a graph."""
        if "graph" in self._asked:
            quads = self.server.store.quads_for_pattern(None, None, None, NamedNode(self._asked["graph"][0]))
            self._answer(serialize((quad.triple for quad in quads), format=RdfFormat.N_TRIPLES) or b"")
            return
        self._query(self._asked["query"][0])

    def do_PUT(self) -> None:
        """Replace a graph."""
        self._change()

    def do_POST(self) -> None:
        """Add to a graph, or answer a long query."""
        if "graph" in self._asked:
            self._change()
        else:
            self._query(parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())["query"][0])

    def _query(self, query: str) -> None:
        rows = self.server.store.query(query)
        assert isinstance(rows, QuerySolutions)
        self._answer(rows.serialize(format=QueryResultsFormat.JSON) or b"")

    def _change(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        peer, graph = self.server, NamedNode(self._asked["graph"][0])
        if peer.password and not self.headers.get("Authorization"):
            self._answer(b"", 401)
            return
        if peer.deaf_after is not None and len(peer.seen) >= peer.deaf_after:
            self._answer(b"out of order", 503)
            return
        peer.seen.append(f"{self.command} {graph.value.rpartition('/')[2]}")
        if self.command == "PUT":
            peer.store.remove_graph(graph)
        if self.command == "PUT" or not peer.lossy:
            peer.store.load(body.replace(b'1"', b'one"') if peer.changing else body, format=RdfFormat.N_TRIPLES, to_graph=graph)
        self._answer(b"")

    def _answer(self, body: bytes, status: int = 200) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/sparql-results+json")
        if status == 401:
            self.send_header("WWW-Authenticate", 'Basic realm="store"')
        self.end_headers()
        self.wfile.write(body)

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
def parts(tmp_path: Path) -> tuple[Path, ...]:
    """Two graphs of seven statements each, in two files of which the second begins in the midst of a graph."""
    lines = [f'<{graph}/{n}> <https://example.org/p> "ñ {n}" <{graph}> .\n' for graph in GRAPHS for n in range(7)]
    for name, some in (("a.nq", lines[:5]), ("b.nq", lines[5:])):
        (tmp_path / name).write_text("".join(some), encoding="utf-8")
    return tmp_path / "a.nq", tmp_path / "b.nq"


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    """Where the load notes how far it is."""
    return tmp_path / "loads" / "journal"


@pytest.fixture
def in_threes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Send three statements at once."""
    monkeypatch.setattr(loading, "PIECE", 3)


def held(parts: tuple[Path, ...]) -> set[Quad]:
    """The statements of the data set."""
    store = Store()
    for path in parts:
        store.load(path=str(path), format=RdfFormat.N_QUADS)
    return set(store)


def quiet(_done: int, _total: int) -> None:
    """Report nothing."""


def break_off(peer: Peer, parts: tuple[Path, ...], journal: Path, after: int) -> None:
    """Load until the store goes deaf, and let it hear again."""
    peer.deaf_after = after
    with pytest.raises(QueryError, match="answered 503"):
        load(parts, peer.target, journal, quiet)
    peer.deaf_after = None


ALL_PIECES = ["PUT a", "POST a", "PUT b", "POST b", "POST a", "POST b"]


def test_the_other_store_holds_the_same_data_set(peer: Peer, parts: tuple[Path, ...], journal: Path) -> None:
    """After a load, both hold the same quads, and no journal is left."""
    load(parts, peer.target, journal, quiet)

    assert set(peer.store) == held(parts)
    assert not journal.exists()


@pytest.mark.usefixtures("in_threes")
def test_a_large_graph_goes_in_pieces(peer: Peer, parts: tuple[Path, ...], journal: Path) -> None:
    """The first piece replaces, the others add."""
    load(parts, peer.target, journal, quiet)

    assert peer.seen == ALL_PIECES
    assert set(peer.store) == held(parts)


@pytest.mark.usefixtures("in_threes")
@pytest.mark.parametrize("after", range(6))
def test_a_load_that_was_broken_off_goes_on_where_it_was(after: int, peer: Peer, parts: tuple[Path, ...], journal: Path) -> None:
    """No piece is sent twice, and both hold the same quads in the end."""
    break_off(peer, parts, journal, after)

    load(parts, peer.target, journal, quiet)

    assert peer.seen == ALL_PIECES
    assert set(peer.store) == held(parts)


@pytest.mark.usefixtures("in_threes")
def test_a_journal_that_says_more_than_the_store_holds_is_found_out(peer: Peer, parts: tuple[Path, ...], journal: Path) -> None:
    """Where the store has been emptied meanwhile, everything is sent again."""
    break_off(peer, parts, journal, 4)
    peer.store.clear()

    load(parts, peer.target, journal, quiet)

    assert set(peer.store) == held(parts)


@pytest.mark.usefixtures("in_threes")
def test_a_journal_of_another_data_set_is_left_aside(peer: Peer, parts: tuple[Path, ...], journal: Path) -> None:
    """It says nothing about this one."""
    journal.parent.mkdir()
    journal.write_text(f"{0:064x} 3\n0\n1\n", encoding="ascii")

    load(parts, peer.target, journal, quiet)

    assert peer.seen == ALL_PIECES


def test_what_is_there_is_passed_over(peer: Peer, parts: tuple[Path, ...], journal: Path) -> None:
    """A graph with the right statements is not sent again."""
    peer.store.extend(quad for quad in held(parts) if quad.graph_name == NamedNode(GRAPHS[0]))

    loaded = load(parts, peer.target, journal, quiet)

    assert [(row.graph, row.skipped) for row in loaded] == [(GRAPHS[0], True), (GRAPHS[1], False)]
    assert peer.seen == ["PUT b"]


def test_a_graph_with_the_right_number_of_other_statements_is_sent_again(
    peer: Peer, parts: tuple[Path, ...], journal: Path
) -> None:
    """Its fingerprint gives it away."""
    name = NamedNode("https://example.org/p")
    peer.store.extend(Quad(name, name, Literal(n), NamedNode(GRAPHS[0])) for n in range(7))

    load(parts, peer.target, journal, quiet)

    assert set(peer.store) == held(parts)


@pytest.mark.usefixtures("in_threes")
def test_a_store_that_loses_statements_is_found_out(peer: Peer, parts: tuple[Path, ...], journal: Path) -> None:
    """When the count differs afterwards, the load fails and says so."""
    peer.lossy = True

    with pytest.raises(QueryError, match="holds 3 statements after loading; expected 7"):
        load(parts, peer.target, journal, quiet)


def test_a_store_that_changes_statements_is_found_out(peer: Peer, parts: tuple[Path, ...], journal: Path) -> None:
    """By the fingerprint, which is not asked for where only counts are wanted."""
    peer.changing = True

    with pytest.raises(QueryError, match="holds other statements after loading, by their fingerprint"):
        load(parts, peer.target, journal, quiet)
    load(parts, Target(peer.target.endpoint, peer.target.store, read_back=False), journal, quiet)


def test_a_store_that_asks_who_is_there_is_told(peer: Peer, parts: tuple[Path, ...], journal: Path) -> None:
    """With a name and a password; without them the refusal is told."""
    peer.password = "secret"
    known = Target(peer.target.endpoint, GraphStore(f"{peer.base}/graphs", Login("somebody", "secret")))

    with pytest.raises(QueryError, match="answered 401 to PUT"):
        load(parts, peer.target, journal, quiet)
    load(parts, known, journal, quiet)

    assert set(peer.store) == held(parts)


def test_a_fingerprint_knows_no_order(parts: tuple[Path, ...]) -> None:
    """It is of the statements, not of their sequence."""
    p = NamedNode("https://example.org/p")
    backwards = Held()
    for n in reversed(range(7)):
        backwards.add(Triple(NamedNode(f"{GRAPHS[0]}/{n}"), p, Literal(f"ñ {n}")))

    assert backwards == measure(parts)[GRAPHS[0]]


def test_a_store_that_is_not_there_gets_one_line(parts: tuple[Path, ...], journal: Path) -> None:
    """A refused connection is told with the address."""
    nowhere = "http://127.0.0.1:9"

    with pytest.raises(QueryError, match=r"127\.0\.0\.1:9"):
        load(parts, Target(f"{nowhere}/sparql", GraphStore(f"{nowhere}/graphs")), journal, quiet)
