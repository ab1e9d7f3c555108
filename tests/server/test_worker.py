"""A worker's jobs, done without a process."""

import io
import json

import pytest
from pyoxigraph import Store

from communique.server.frames import Job, Reply, pack_job, pack_reply, read_job, unpack_reply
from communique.server.worker import Answerer, Config, tidy_prefixes

CONFIG = Config("", True, (), 1, 300, 1_000_000, 0, {"x": "urn:x:", "y": "urn:y:"})
CSV = {"rows": ("text/csv", "csv"), "boolean": ("text/csv", "csv"), "graph": ("text/turtle", "ttl")}


@pytest.fixture
def answerer() -> Answerer:
    """Over a store with one triple."""
    store = Store()
    store.update("INSERT DATA { <urn:x:a> <urn:x:p> 1 }")
    return Answerer(store, CONFIG)


def test_a_job_survives_its_frame() -> None:
    """With its body, and nothing after it."""
    job = Job("write", graph="urn:g", parts=(("ttl", 3),), formats=CSV)
    read = read_job(io.BytesIO(pack_job(job, b"abc")))

    assert read is not None
    assert (read[0].graph, [tuple(part) for part in read[0].parts], read[1]) == ("urn:g", [("ttl", 3)], b"abc")


def test_the_end_of_the_stream_is_no_job() -> None:
    """Nor is half a frame."""
    assert [read_job(io.BytesIO(sent)) for sent in (b"", b"\x00\x00")] == [None, None]


def test_a_reply_survives_its_frame() -> None:
    """Status, type and body."""
    reply = Reply(200, "text/csv", b"\x00\xff")
    frame = pack_reply(reply)
    head = int.from_bytes(frame[:4])

    assert unpack_reply(frame[8 : 8 + head], frame[8 + head :]) == reply


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SELECT ?o { ?s ?p ?o }", Reply(200, "text/csv", b"o\r\n1\r\n")),
        ("ASK {}", Reply(200, "text/csv", b"true")),
        ("CONSTRUCT WHERE { ?s ?p ?o }", Reply(200, "text/turtle", b"@prefix x: <urn:x:> .\nx:a x:p 1 .\n")),
    ],
)
def test_a_query_is_answered_in_the_form_for_its_kind(answerer: Answerer, text: str, expected: Reply) -> None:
    """Rows, yes or no, triples."""
    assert answerer.do(Job("query", text, formats=CSV)) == expected


@pytest.mark.parametrize(
    ("job", "status"),
    [
        (Job("query", "ASK {", formats=CSV), 400),
        (Job("query", "ASK { SERVICE <urn:a> {} }", formats=CSV), 403),
        (Job("query", "ASK {}"), 406),
        (Job("query", "SELECT * { VALUES ?a { 1 2 3 } VALUES ?b { " + "'long text' " * 20 + "} }", formats=CSV), 403),
        (Job("query", "CONSTRUCT WHERE { ?s ?p ?o }", formats=CSV, thing="urn:x:b"), 404),
        (Job("read", graph="urn:none", formats=CSV), 404),
        (Job("drop", graph="urn:none"), 404),
        (Job("update", "DROP GRAPH <urn:none>"), 400),
        (Job("write", graph="urn:g", parts=(("ttl", 1),)), 400),
    ],
)
def test_what_cannot_be_done_is_refused_with_a_reason(answerer: Answerer, job: Job, status: int) -> None:
    """Each with its status, and with words."""
    reply = answerer.do(job, b"<")

    assert (reply.status, reply.failed, len(reply.body) > 10) == (status, True, True)


def test_the_default_graph_is_dropped_and_read(answerer: Answerer) -> None:
    """It is always there."""
    replies = [answerer.do(Job("drop")), answerer.do(Job("read", formats=CSV))]

    assert replies == [Reply(204), Reply(200, "text/turtle", b"")]


def test_the_triples_of_a_thing_come_first_and_sorted(answerer: Answerer) -> None:
    """The same each time."""
    answerer.do(Job("update", "INSERT DATA { <urn:x:a> <urn:x:p> 3 ; <urn:x:b> 1 . <urn:x:Z> <urn:x:p> 1 }"))
    body = answerer.do(Job("query", "CONSTRUCT WHERE { ?s ?p ?o }", formats=CSV, thing="urn:x:a")).body

    assert body.splitlines()[1:] == [b"x:a x:b 1 ;", b"\tx:p 1 , 3 .", b"x:Z x:p 1 ."]


def test_a_prefix_is_left_out_when_it_is_not_used() -> None:
    """A document without any prefix stays as it is."""
    assert [tidy_prefixes(text) for text in (b"@prefix a: <urn:> .\n", b"<urn:a> <urn:b> 1 .\n")] == [b"", b"<urn:a> <urn:b> 1 .\n"]


def test_a_configuration_is_json() -> None:
    """As the command line carries it."""
    assert json.loads(CONFIG.as_text())["answer_bytes"] == 300
