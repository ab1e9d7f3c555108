"""Any request at all gets an answer or a reason, and never breaks the server."""

from dataclasses import dataclass
from urllib.parse import quote, urlencode

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from communique.server.headers import CAREFUL

#: What the server may answer; 500 is not among them.
STATUSES = {200, 201, 204, 303, 400, 403, 404, 405, 406, 408, 413, 415, 503}
PIECES = [
    *("ASK", "SELECT", "*", "{", "}", "?s", "?p", "?o", "<urn:a>", "'x'", "#", "DROP ALL", "INSERT DATA", "_:b", "1", "=", "&"),
    *("\x00", "é", "\ud7ff", "%ff", "..", "/", "\\", "json", "csv", "ttl", "text/turtle", "a:b", " ", "\n", "+", "<", ">", '"'),
]
NAMES = ["query", "update", "default-graph-uri", "named-graph-uri", "using-graph-uri", "graph", "default", "format", "why", "year"]
PATHS = ["/", "/sparql", "/sparql/", "/graphs", "/graphs/", "/id/", "/data/", "/page/", "/api/questions", "/api/questions/who-came"]
MEDIA = [
    *("application/sparql-query", "application/sparql-update", "application/x-www-form-urlencoded", "text/turtle", "text/plain"),
    *(
        "application/rdf+xml",
        "application/ld+json",
        "multipart/form-data; boundary=x",
        "multipart/form-data",
        "text/turtle; a=b",
        "",
    ),
]
METHODS = ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH"]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=8).map("".join)


@dataclass(frozen=True)
class Sent:
    """A request."""

    method: str
    path: str
    rest: str
    parameters: list[tuple[str, str]]
    media: str
    accept: str
    body: bytes


REQUESTS = st.builds(
    Sent,
    method=st.sampled_from(METHODS),
    path=st.sampled_from(PATHS),
    rest=st.one_of(st.just(""), TEXTS),
    parameters=st.lists(st.tuples(st.sampled_from(NAMES), TEXTS), max_size=3),
    media=st.sampled_from(MEDIA),
    accept=st.text(alphabet="ax*/;=,q.0", max_size=20),
    body=st.one_of(TEXTS.map(str.encode), st.binary(max_size=40)),
)
FEW = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@FEW
@given(REQUESTS)
def test_a_server_that_only_reads_answers_anything(client: TestClient, sent: Sent) -> None:
    """With one of its statuses and its headers."""
    check(client, sent)


@FEW
@given(REQUESTS)
def test_a_writable_server_answers_anything(shared_writer: TestClient, sent: Sent) -> None:
    """As one that only reads."""
    check(shared_writer, sent)


def check(client: TestClient, sent: Sent) -> None:
    """Send a request, and look at the answer."""
    target = f"http://testserver{sent.path}{quote(sent.rest)}?{urlencode(sent.parameters)}"
    answer = client.request(sent.method, target, headers={"Content-Type": sent.media, "Accept": sent.accept}, content=sent.body)

    assert answer.status_code in STATUSES, answer.text
    assert answer.headers["x-content-type-options"] == CAREFUL["X-Content-Type-Options"]
