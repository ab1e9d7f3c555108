"""Measures the server: its own time on top of the engine's, and how it bears many clients at once.

Usage: python tools/bench_server.py [GRAPH]

GRAPH is a published folder (default: data/graph). The load figures need `wrk` (Debian: apt-get install wrk).
"""

import http.client
import json
import re
import shutil
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit

from pyoxigraph import QueryResultsFormat, QuerySolutions, RdfFormat, Store

from communique.server.running import bind

ROOT = Path(__file__).resolve().parents[1]
GRAPH = ROOT / "data" / "graph"
QUESTIONS = ROOT / "queries" / "questions"
BASE = "https://w3id.org/communique/21cb/"
SMALL = (
    "SELECT ?meeting ?label { ?meeting a <https://w3id.org/communique/meet#Meeting> ; "
    "<http://www.w3.org/2000/01/rdf-schema#label> ?label } LIMIT 10"
)
HEAVY = "SELECT (MAX(?a3) AS ?m) { ?a1 ?b1 ?c1 . ?a2 ?b2 ?c2 . ?a3 ?b3 ?c3 FILTER(?c1 != ?c2) }"
REQUESTS, WARM_UP = 1500, 100
SECONDS = 8
SERVE = """
import sys
from pathlib import Path
from communique.server import Limits, ServerSettings, serve
graph, port, base, questions = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3], Path(sys.argv[4])
serve(ServerSettings(graph, base, "Bench", questions=(questions,), limits=Limits(requests_per_second=0)), port=port)
"""


@dataclass(frozen=True)
class Load:
    """What `wrk` found: answers a second, the 99th percentile in seconds, and answers that were no success."""

    per_second: float
    p99_seconds: float
    errors: int


def section(graph: Path = GRAPH) -> dict[str, object]:
    """Return all figures of the server."""
    with running_server(graph) as address:
        figures: dict[str, object] = {"overhead_ms": measure_overhead(graph, address)}
        if shutil.which("wrk"):
            figures["load_50_clients"] = {
                name: asdict(measure_load(address + path, 50)) for name, path in find_paths(address).items()
            }
            figures["load_200_clients"] = measure_neighbours(address)
    return figures


@contextmanager
def running_server(graph: Path) -> Iterator[str]:
    """Run a server without a rate limit over a published folder; yield its address."""
    with bind("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
    command = [sys.executable, "-c", SERVE, str(graph), str(port), BASE, str(QUESTIONS)]
    with subprocess.Popen(command) as process:
        address = f"http://127.0.0.1:{port}"
        wait_for(address)
        yield address
        process.send_signal(signal.SIGINT)


def wait_for(address: str) -> None:
    """Wait until a server answers."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            fetch(http.client.HTTPConnection(urlsplit(address).netloc), "/sparql")
        except ConnectionError:
            time.sleep(0.1)
        else:
            return
    msg = f"{address}: no answer within 60 seconds"
    raise TimeoutError(msg)


def fetch(connection: http.client.HTTPConnection, path: str) -> bytes:
    """Return the body of an answer, which must be a success."""
    connection.request("GET", path)
    response = connection.getresponse()
    body = response.read()
    assert response.status == 200, body
    return body


def measure_overhead(graph: Path, address: str) -> dict[str, float]:
    """Return medians, in milliseconds: over HTTP, by the engine alone, and the difference."""
    store = Store()
    store.bulk_load(path=str(graph / "everything.nq"), format=RdfFormat.N_QUADS)
    connection = http.client.HTTPConnection(urlsplit(address).netloc)
    path = f"/sparql?query={quote(SMALL)}"
    direct, served = take_median(lambda: ask_directly(store)), take_median(lambda: fetch(connection, path))
    return {"engine": round(direct, 3), "served": round(served, 3), "overhead": round(served - direct, 3)}


def ask_directly(store: Store) -> bytes:
    """Return the answer to the small query, as the endpoint would give it."""
    found = store.query(SMALL, use_default_graph_as_union=True)
    assert isinstance(found, QuerySolutions)
    return found.serialize(format=QueryResultsFormat.JSON) or b""


def take_median(call: Callable[[], bytes]) -> float:
    """Return the median time of a call, in milliseconds."""
    times = []
    for _ in range(REQUESTS):
        began = time.perf_counter()
        call()
        times.append(time.perf_counter() - began)
    return statistics.median(times[WARM_UP:]) * 1000


def find_paths(address: str) -> dict[str, str]:
    """Return an address of each kind: a page, data, a saved question, a query."""
    connection = http.client.HTTPConnection(urlsplit(address).netloc)
    found = json.loads(fetch(connection, f"/sparql?query={quote(SMALL)}"))["results"]["bindings"][0]["meeting"]["value"]
    path = found.removeprefix(BASE)
    question = json.loads(fetch(connection, "/api/questions"))["questions"][0]["answer"]
    return {"page": f"/page/{path}", "data": f"/data/{path}.ttl", "question": question, "query": f"/sparql?query={quote(SMALL)}"}


def measure_load(url: str, clients: int, seconds: int = SECONDS) -> Load:
    """Ask for one address with many clients at once."""
    command = ["wrk", "-t2", f"-c{clients}", f"-d{seconds}", "--latency", "--timeout", "30", url]
    return read_report(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def read_report(report: str) -> Load:
    r"""Read the report of `wrk`.

    >>> read_report("99%   71.87ms\nRequests/sec:   1033.41\n  Non-2xx or 3xx responses: 3\n")
    Load(per_second=1033.41, p99_seconds=0.07187, errors=3)
    """
    p99 = re.search(r"99%\s+([\d.]+)(us|ms|s|m)\b", report)
    rate = re.search(r"Requests/sec:\s+([\d.]+)", report)
    assert p99, report
    assert rate, report
    sockets = re.search(r"Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)", report)
    refused = re.search(r"Non-2xx or 3xx responses: (\d+)", report)
    errors = sum(map(int, sockets.groups())) if sockets else 0
    seconds = float(p99[1]) * {"us": 1e-6, "ms": 1e-3, "s": 1.0, "m": 60.0}[p99[2]]
    return Load(float(rate[1]), round(seconds, 6), errors + int(refused[1] if refused else 0))


def measure_neighbours(address: str) -> dict[str, object]:
    """Return how light requests of 200 clients fare alone, and beside 10 clients more who ask heavy queries."""
    paths = find_paths(address)
    light = {name: paths[name] for name in ("question", "query")}
    alone = {name: measure_load(address + path, 200) for name, path in light.items()}
    heavy = ["wrk", "-t1", "-c10", f"-d{(SECONDS + 2) * len(light)}", "--timeout", "60", f"{address}/sparql?query={quote(HEAVY)}"]
    with subprocess.Popen(heavy, stdout=subprocess.DEVNULL) as process:
        time.sleep(2)
        beside = {name: measure_load(address + path, 200) for name, path in light.items()}
        process.terminate()
    return {
        name: {
            "alone": asdict(alone[name]),
            "beside_heavy": asdict(beside[name]),
            "p99_ratio": round(beside[name].p99_seconds / alone[name].p99_seconds, 2),
        }
        for name in light
    }


if __name__ == "__main__":
    print(json.dumps(section(Path(sys.argv[1]) if sys.argv[1:] else GRAPH), indent=1))
