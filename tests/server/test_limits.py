"""What one client may ask for, and what becomes of a request that asks for more."""

import http.client
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from urllib.parse import urlsplit

import pytest
from starlette.testclient import TestClient

from communique.server import Limits, ServerSettings, create_app
from communique.server.limits import Buckets

from .running_server import run_server

#: As many rows as the data have triples, to the tenth power.
ENDLESS = "SELECT (COUNT(*) AS ?n) { " + " ".join(f"?a{n} ?b{n} ?c{n} ." for n in range(14)) + " }"
LONG = "SELECT * { " + " ".join(f"VALUES ?v{n} {{ 1 2 3 4 5 6 7 8 9 10 }}" for n in range(5)) + " }"
HUNGRY = "SELECT (STRLEN(?z) AS ?n) { BIND('0123456789abcdef' AS ?a) " + "".join(
    f"BIND(CONCAT({', '.join([f'?{old}'] * 8)}) AS ?{new}) " for old, new in zip("abcdefghi", "bcdefghiz", strict=True)
) + "}"  # fmt: skip


def ask(client: TestClient, query: str) -> tuple[int, str]:
    """Return the status and the text of an answer."""
    answer = client.get("/sparql", params={"query": query})
    return answer.status_code, answer.text


@pytest.fixture(scope="module")
def hasty(settings: ServerSettings) -> ServerSettings:
    """Settings of a server that is quick to refuse."""
    return replace(settings, limits=replace(settings.limits, query_seconds=0.8, quick_seconds=0.2))


def test_an_endless_query_is_stopped(hasty: ServerSettings) -> None:
    """In time, with a reason and no part of an answer."""
    with TestClient(create_app(hasty)) as client:
        began = time.monotonic()
        stopped = ask(client, ENDLESS)

    assert stopped == (503, "the query was stopped after 0.8 seconds; ask for less, or add LIMIT\n")
    assert time.monotonic() - began < 5


def test_an_answer_that_outgrows_its_limit_is_refused_whole(client: TestClient) -> None:
    """No part of it is sent."""
    assert ask(client, LONG) == (403, "the answer is larger than 200,000 bytes; add LIMIT, or take the whole data set\n")


def test_a_query_that_eats_memory_ends_with_its_worker(settings: ServerSettings) -> None:
    """The server lives on."""
    limits = replace(settings.limits, worker_bytes=600_000_000)
    with TestClient(create_app(replace(settings, limits=limits))) as client:
        assert ask(client, HUNGRY)[0] == 503
        assert ask(client, "ASK {}")[0] == 200


def test_a_query_nested_too_deeply_is_refused(client: TestClient) -> None:
    """The engine's parser never sees it."""
    assert ask(client, "ASK " + "{" * 1000)[0] == 400


@pytest.mark.parametrize("announced", [True, False])
def test_a_request_that_is_too_large_is_refused(client: TestClient, *, announced: bool) -> None:
    """By what it announces, or by what it sends."""

    def pieces() -> Iterator[bytes]:
        yield from [b"#" * 100_000] * 11

    content = b"#" * 1_100_000 if announced else pieces()
    answer = client.post("/sparql", content=content, headers={"Content-Type": "application/sparql-query"})

    assert (answer.status_code, answer.text) == (413, "the request is larger than 1,000,000 bytes; send less at once\n")


def test_a_body_that_does_not_come_is_not_waited_for(settings: ServerSettings) -> None:
    """408 after a while."""
    head = b"POST /sparql HTTP/1.1\r\nHost: h\r\nContent-Type: application/sparql-query\r\nContent-Length: 10\r\n\r\nASK"
    limits = replace(settings.limits, body_seconds=0.3)
    with run_server(create_app(replace(settings, limits=limits))) as server, _connect(server) as connection:
        connection.sendall(head)

        assert connection.recv(100).startswith(b"HTTP/1.1 408")


def _connect(server: str) -> socket.socket:
    return socket.create_connection((str(urlsplit(server).hostname), urlsplit(server).port or 0), timeout=5)


def test_a_client_that_asks_too_often_is_refused(settings: ServerSettings) -> None:
    """429, with when to try again; other sites' programs may read it."""
    with TestClient(create_app(replace(settings, limits=Limits(requests_per_second=0.01, burst=2, workers=1)))) as client:
        statuses = [client.get(target).status_code for target in ("/sparql", "/graphs", "/sparql", "/sparql/")]
        answer = client.get("/sparql", headers={"Origin": "https://a.example"})

    assert statuses == [200, 200, 429, 429]
    assert (answer.headers["retry-after"], answer.headers["access-control-allow-origin"]) == ("1", "*")


def test_pages_data_and_questions_are_not_counted(settings: ServerSettings) -> None:
    """Only what a client asks for itself alone is."""
    with TestClient(create_app(replace(settings, limits=Limits(requests_per_second=0.01, burst=1, workers=1)))) as client:
        statuses = {client.get(target).status_code for target in ("/", "/data/person/ana-prado.ttl", "/api/questions") * 3}

    assert statuses == {200}


def test_a_bucket_fills_again_up_to_its_brim() -> None:
    """Two a second, never more than three."""
    now = 0.0
    buckets = Buckets(2, 3, clock=lambda: now)
    first = [buckets.take("a") for _ in range(4)]
    now = 1.0
    second = [buckets.take("a") for _ in range(3)]
    now = 100.0
    third = [buckets.take("a") for _ in range(4)]

    assert (first, second, third) == ([True] * 3 + [False], [True] * 2 + [False], [True] * 3 + [False])


def test_clients_are_forgotten_when_there_are_too_many() -> None:
    """Memory does not grow with the number of clients; the one seen longest ago goes first."""
    buckets = Buckets(0.001, 1)
    buckets.take("first")
    for number in range(10_000):
        buckets.take(str(number))

    assert (buckets.take("9999"), buckets.take("first")) == (False, True)


@pytest.mark.slow
def test_light_requests_are_answered_while_heavy_ones_run(hasty: ServerSettings) -> None:
    """Heavy queries fill their own lane; pages, data, questions and small queries go on."""
    heavy = [ENDLESS.replace("COUNT(*)", f"MAX(?c{number})") for number in range(4)]
    with run_server(create_app(hasty)) as server, ThreadPoolExecutor(4) as threads:
        running = [threads.submit(_ask, server, query) for query in heavy]
        time.sleep(2)
        light = [_ask(server, "ASK {}")[0] for _ in range(20)]
        still = sum(not future.done() for future in running)

        assert (light, still > 0) == ([200] * 20, True)
        assert {future.result()[0] for future in running} == {503}


def _ask(server: str, query: str) -> tuple[int, str]:
    connection = http.client.HTTPConnection(urlsplit(server).netloc, timeout=30)
    try:
        connection.request("POST", "/sparql", query, {"Content-Type": "application/sparql-query"})
        response = connection.getresponse()
        return response.status, response.read().decode()
    finally:
        connection.close()


def test_a_client_waits_only_so_long_for_a_worker(settings: ServerSettings) -> None:
    """Then it is told that the server is busy."""
    limits = replace(settings.limits, wait_seconds=0.1, quick_seconds=0.5, query_seconds=3)
    with run_server(create_app(replace(settings, limits=limits))) as server, ThreadPoolExecutor(2) as threads:
        answers = threads.map(lambda query: _ask(server, query), [ENDLESS, ENDLESS.replace("COUNT(*)", "MIN(?c1)")])

        assert (503, "too many queries are running, or the server is stopping; try again in a few seconds\n") in list(answers)
