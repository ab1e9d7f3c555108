"""Endpoints somewhere else, played by a server on a loopback address."""

import http.server
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import parse_qs, urlsplit

import pytest

from communique.errors import QueryError
from communique.remote import AGENT, RemoteAnswer, ask_endpoint

ROWS = b'{"head": {"vars": ["a", "b"]}, "results": {"bindings": [{"a": {"type": "literal", "value": "x"}}]}}'


class Endpoint(http.server.BaseHTTPRequestHandler):
    """Answers as the path says, and remembers what it was asked."""

    asked: list[dict[str, str]] = []  # noqa: RUF012 - emptied for each test

    def do_GET(self) -> None:
        """Answer a query in the address."""
        self._answer(urlsplit(self.path).query)

    def do_POST(self) -> None:
        """Answer a query in the body."""
        self._answer(self.rfile.read(int(self.headers["Content-Length"])).decode())

    def _answer(self, sent: str) -> None:
        query = parse_qs(sent).get("query", [""])[0]
        self.asked.append({"method": self.command, "query": query, "agent": self.headers["User-Agent"]})
        getattr(self, f"answer_{urlsplit(self.path).path[1:]}")()

    def _send(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/sparql-results+json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def answer_rows(self) -> None:
        """Answer with a row."""
        self._send(200, ROWS)

    def answer_yes(self) -> None:
        """Answer with yes."""
        self._send(200, b'{"head": {}, "boolean": true}')

    def answer_turtle(self) -> None:
        """Answer with a triple."""
        self._send(200, b"<urn:a> <urn:b> <urn:c> .")

    def answer_bad(self) -> None:
        """Refuse the query."""
        self._send(400, "no such prefix: 'é'".encode())

    def answer_busy(self) -> None:
        """Refuse for now."""
        self._send(503, b"come back later")

    def answer_page(self) -> None:
        """Answer with something else."""
        self._send(200, b"<html>hello</html>")

    def answer_list(self) -> None:
        """Answer with JSON of another kind."""
        self._send(200, b"[1]")

    def answer_broken(self) -> None:
        """Promise more than is sent."""
        self.send_response(200)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        self.wfile.write(b"{")

    def answer_slow(self) -> None:
        """Send a byte now and then."""
        self.send_response(200)
        self.end_headers()
        for _ in range(40):
            time.sleep(0.1)
            try:
                self.wfile.write(b" ")
            except OSError:
                return

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@contextmanager
def running() -> Iterator[str]:
    """Run the endpoint; yield its address."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Endpoint) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The endpoint's address."""
    with running() as found:
        yield found


@pytest.fixture(autouse=True)
def asked() -> list[dict[str, str]]:
    """What the endpoint is asked in this test."""
    Endpoint.asked.clear()
    return Endpoint.asked


def test_rows_come_as_columns_and_values(address: str) -> None:
    """What is not bound is None."""
    assert ask_endpoint(f"{address}/rows", "SELECT ?a ?b {}") == RemoteAnswer(("a", "b"), (("x", None),))


def test_a_yes_or_no_comes_as_one_row(address: str) -> None:
    """ASK has one answer."""
    assert ask_endpoint(f"{address}/yes", "ASK {}") == RemoteAnswer(("answer",), (("true",),))


def test_triples_come_as_turtle(address: str) -> None:
    """CONSTRUCT gives a text."""
    assert ask_endpoint(f"{address}/turtle", "CONSTRUCT WHERE { ?s ?p ?o }").turtle == "<urn:a> <urn:b> <urn:c> ."


def test_the_program_says_who_it_is(address: str, asked: list[dict[str, str]]) -> None:
    """Endpoints refuse the nameless."""
    ask_endpoint(f"{address}/rows", "SELECT * {}")

    assert asked == [{"method": "GET", "query": "SELECT * {}", "agent": AGENT}]


def test_a_long_query_is_posted(address: str, asked: list[dict[str, str]]) -> None:
    """What is too long for an address goes into the body."""
    ask_endpoint(f"{address}/rows", "SELECT * {}" + " " * 3000)

    assert asked[0]["method"] == "POST"


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("bad", "/bad: the query was refused: no such prefix: 'é'"),
        ("busy", "/busy: answered 503: come back later"),
        ("page", "/page: the answer is not what SPARQL 1.1 says it should be"),
        ("list", "/list: the answer is not what SPARQL 1.1 says it should be"),
    ],
)
def test_an_endpoint_that_does_not_answer_the_query_is_quoted(address: str, path: str, said: str) -> None:
    """The message names the endpoint and what it said."""
    with pytest.raises(QueryError, match=said):
        ask_endpoint(f"{address}/{path}", "SELECT * {}")


def test_an_answer_that_breaks_off_is_no_answer(address: str) -> None:
    """Half an answer is never taken for a whole one."""
    with pytest.raises(QueryError):
        ask_endpoint(f"{address}/broken", "SELECT * {}")


def test_an_endpoint_that_dribbles_is_given_up_in_time(address: str) -> None:
    """The limit is on the whole answer, not on each byte."""
    began = time.monotonic()

    with pytest.raises(QueryError, match=r"no answer within 0\.5 seconds"):
        ask_endpoint(f"{address}/slow", "SELECT * {}", seconds=0.5)
    assert time.monotonic() - began < 2


def test_an_endpoint_that_is_not_there_is_named() -> None:
    """Nothing listens on this port."""
    with running() as gone:
        pass
    with pytest.raises(QueryError, match=r"no answer .*refused.*; check the address and the network"):
        ask_endpoint(gone, "SELECT * {}")


@pytest.mark.parametrize("endpoint", ["file:///etc/hosts", "ftp://a.example/", "a.example/sparql", "http:///sparql", ""])
def test_only_addresses_of_the_web_are_asked(endpoint: str) -> None:
    """No file is read by way of an endpoint."""
    with pytest.raises(QueryError, match="not the address of an endpoint"):
        ask_endpoint(endpoint, "SELECT * {}")


@pytest.mark.parametrize("text", ["INSERT DATA { <urn:a> <urn:b> 1 }", "hello", ""])
def test_only_queries_are_sent(address: str, asked: list[dict[str, str]], text: str) -> None:
    """An update never leaves."""
    with pytest.raises(QueryError, match="not a query; expected SELECT, ASK, CONSTRUCT or DESCRIBE"):
        ask_endpoint(f"{address}/rows", text)
    assert asked == []
