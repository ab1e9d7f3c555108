"""Sends a server an hour's mixed requests in ten minutes, and looks at its answers, its memory, and who waits for whom.

    python tools/bench.py load
    python tools/bench_load.py --seconds 20

1. 200 clients, each with a loopback address of its own, ask as 200 people would who each ask for something every ten seconds, but
   six times as fast: pages, data, saved questions, light queries, reconciliation, and requests that are wrong.
2. The run is parted into stretches, without and with heavy queries among the rest, in turn; so both sides see the same machine.
3. What counts is the time from sending a light request to the end of its answer; a stretch's first seconds are left out where heavy
   queries of the one before may still run.
4. Each kind of request has the statuses that it may get; whatever else comes is an error. The memory of all processes of the server
   is looked at every few seconds.

The server is `communique serve` over the project, with its own limits.
"""

import argparse
import asyncio
import json
import random
import signal
import statistics
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

import httpx2

ROOT: Final = Path(__file__).resolve().parents[1]
if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))

from communique.server.running import bind  # noqa: E402 - a tool may be started from anywhere
from tools.bench_server import HEAVY, SMALL, wait_for  # noqa: E402

CLIENTS: Final = 200
#: What one client asks for in an hour, and in how many seconds the hour passes.
AN_HOUR: Final = 360
SECONDS: Final = 600
#: The share of heavy queries among the requests of a stretch that has them.
HEAVY_SHARE: Final = 0.01
_STRETCH: Final = 60.0
#: The longest that a heavy query of the stretch before may still run: quick lane, wait, slow lane.
_SETTLING: Final = 16.0
_BEATS: Final = 60
_ROWS: Final = {"Accept": "application/sparql-results+json"}
_QUERY: Final = {"Content-Type": "application/sparql-query"}
_OK: Final = frozenset({200})
#: What a limit of the server answers: too often, or too many at once.
_LIMITS: Final = frozenset({429, 503})


@dataclass(frozen=True, slots=True)
class Ask:
    """One request: its kind, its parts, and the statuses that it may get besides those of the limits."""

    kind: str
    path: str
    method: str = "GET"
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    statuses: frozenset[int] = _OK


@dataclass(slots=True)
class Seen:
    """What the clients saw: times of light requests by stretch and kind, statuses by kind, and errors."""

    times: dict[tuple[bool, str], list[float]] = field(default_factory=lambda: defaultdict(list))
    statuses: dict[str, Counter[int]] = field(default_factory=lambda: defaultdict(Counter))
    errors: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Plan:
    """How long the run takes, and when heavy queries are among the requests."""

    seconds: float

    @property
    def stretch(self) -> float:
        """Return how long one stretch is."""
        return min(_STRETCH, self.seconds / 2)

    def is_heavy(self, at: float) -> bool:
        """Tell whether a moment lies in a stretch with heavy queries."""
        return int(at / self.stretch) % 2 == 1

    def counts(self, at: float) -> bool:
        """Tell whether a light request sent at a moment counts: no heavy query of an earlier stretch disturbs it.

        >>> [Plan(600).counts(at) for at in (1, 61, 125, 137)]
        [True, True, False, True]
        """
        return self.is_heavy(at) or at < self.stretch or at % self.stretch > _SETTLING


def section(seconds: float = SECONDS) -> dict[str, Any]:
    """Run the load and return its figures."""
    with project_server() as (address, process):
        asks = asyncio.run(find_asks(address))
        asyncio.run(_warm_up(address, asks))
        plan, seen = Plan(seconds), Seen()
        memory: list[tuple[float, float]] = []
        asyncio.run(_run(address, process, (asks, plan, seen, memory)))
    return {"clients": CLIENTS, "seconds": seconds, **summarise(seen), "memory": level(memory)}


@contextmanager
def project_server() -> Iterator[tuple[str, int]]:
    """Run `communique serve` over this project; yield its address and its process."""
    with bind("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
    command = [sys.executable, "-m", "communique", "--project", str(ROOT), "serve", "--port", str(port)]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        address = f"http://127.0.0.1:{port}"
        try:
            wait_for(address)
            yield address, process.pid
        finally:
            process.send_signal(signal.SIGINT)


async def find_asks(address: str) -> dict[str, list[Ask]]:
    """Return the requests of each kind, made of what the server has."""
    async with httpx2.AsyncClient(base_url=address, timeout=30) as client:
        rows = (await client.get(f"/sparql?query={quote(_THINGS)}", headers=_ROWS)).json()["results"]["bindings"]
        questions = (await client.get("/api/questions")).json()["questions"]
    things = [(row["thing"]["value"], row["label"]["value"]) for row in rows]
    paths = ["/".join(iri.rsplit("/", 2)[1:]) for iri, _ in things]
    plain = [found["answer"] for found in questions if not found["parameters"]]
    return {
        "page": [Ask("page", path) for path in (*_PAGES, *(f"/page/{path}" for path in paths))],
        "data": [Ask("data", f"/data/{path}.{ending}") for path in paths for ending in ("ttl", "jsonld")],
        "question": [Ask("question", path) for path in plain],
        "query": [_light(iri, number) for iri, _ in things for number in range(40)],
        "reconcile": [_reconcile(label) for _, label in things],
        "bad": list(_BAD),
        "heavy": [Ask("heavy", "/sparql", "POST", _unlike(number), _QUERY | _ROWS) for number in range(2000)],
    }


_THINGS: Final = (
    "PREFIX meet: <https://w3id.org/communique/meet#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
    "SELECT DISTINCT ?thing ?label { VALUES ?class { meet:Meeting meet:Person meet:Outcome } ?thing a ?class ; "
    "rdfs:label ?label } ORDER BY ?thing LIMIT 120"
)
_PAGES: Final = ("/", "/meetings.html", "/people.html", "/disagreements.html", "/timeline.html", "/network.html", "/es/index.html")
#: Of a hundred light requests, how many are of each kind.
MIX: Final = {"page": 45, "data": 10, "question": 15, "query": 15, "reconcile": 8, "bad": 7}
#: Requests that are wrong, each with the status that says how.
_BAD: Final = (
    Ask("bad", "/page/person/nobody-at-all", statuses=frozenset({404})),
    Ask("bad", "/data/../../etc/passwd", statuses=frozenset({404})),
    Ask("bad", "/page/%2e%2e/%2e%2e/etc/passwd", statuses=frozenset({404})),
    Ask("bad", "/sparql?query=SELEKT", statuses=frozenset({400})),
    Ask("bad", f"/sparql?query={quote('SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }')}", statuses=frozenset({403})),
    Ask("bad", "/sparql", "POST", b"DROP ALL", {"Content-Type": "application/sparql-update"}, frozenset({403})),
    Ask("bad", "/sparql", "POST", b"<a/>", {"Content-Type": "text/xml"}, frozenset({415})),
    Ask("bad", "/sparql", "POST", b" " * 1_100_000, _QUERY, frozenset({413})),
    Ask("bad", "/api/questions/no-such-question", statuses=frozenset({404})),
    Ask("bad", "/reconcile", "POST", b"queries=%7B", {"Content-Type": "application/x-www-form-urlencoded"}, frozenset({400})),
    Ask("bad", "/sparql", "DELETE", statuses=frozenset({405})),
)


def _light(iri: str, number: int) -> Ask:
    """Return a light query; only one in ten is asked more than once."""
    query = f"SELECT ?p ?o{number} {{ <{iri}> ?p ?o{number} }}" if len(iri) % 10 else SMALL
    return Ask("query", f"/sparql?query={quote(query)}", headers=_ROWS)


def _reconcile(label: str) -> Ask:
    body = "queries=" + quote(json.dumps({"q0": {"query": label, "limit": 5}}))
    return Ask("reconcile", "/reconcile", "POST", body.encode(), {"Content-Type": "application/x-www-form-urlencoded"})


def _unlike(number: int) -> bytes:
    """Return a heavy query that is none that was asked before, so that the server cannot know it as slow."""
    return HEAVY.replace("?m", f"?m{number}").encode()


async def _warm_up(address: str, asks: Mapping[str, Sequence[Ask]]) -> None:
    """Ask for everything light once: what is made at the first request would count for the side that comes first."""
    async with httpx2.AsyncClient(base_url=address, timeout=60) as client:
        for ask in (one for kind in MIX for one in asks[kind] if kind != "query"):
            await client.request(ask.method, ask.path, content=ask.body or None, headers=dict(ask.headers))


async def _run(address: str, process: int, parts: tuple[dict[str, list[Ask]], Plan, Seen, list[tuple[float, float]]]) -> None:
    asks, plan, seen, memory = parts
    began = time.monotonic()
    watching = asyncio.create_task(_watch(process, plan, began, memory))
    await asyncio.gather(*(_client(address, number, began, (asks, plan, seen)) for number in range(CLIENTS)))
    await watching


async def _watch(process: int, plan: Plan, began: float, memory: list[tuple[float, float]]) -> None:
    while (at := time.monotonic() - began) < plan.seconds:
        memory.append((round(at, 1), family_memory(process)))
        await asyncio.sleep(plan.seconds / _BEATS)


async def _client(address: str, number: int, began: float, parts: tuple[dict[str, list[Ask]], Plan, Seen]) -> None:
    asks, plan, seen = parts
    chance, pause = random.Random(number), SECONDS / AN_HOUR
    transport = httpx2.AsyncHTTPTransport(verify=False, local_address=f"127.0.1.{number + 1}")
    async with httpx2.AsyncClient(base_url=address, transport=transport, timeout=60) as client:
        due = chance.random() * pause
        while due < plan.seconds:
            await asyncio.sleep(max(0.0, began + due - time.monotonic()))
            at = time.monotonic() - began
            await _ask(client, _choose(asks, chance, heavy=plan.is_heavy(at)), (seen, plan, at))
            due = max(due + pause * (0.5 + chance.random()), time.monotonic() - began)


def _choose(asks: Mapping[str, Sequence[Ask]], chance: random.Random, *, heavy: bool) -> Ask:
    kind = random.Random(chance.random()).choices(list(MIX), list(MIX.values()))[0]
    is_heavy = chance.random() < HEAVY_SHARE and heavy
    return chance.choice(asks["heavy" if is_heavy else kind])


async def _ask(client: httpx2.AsyncClient, ask: Ask, context: tuple[Seen, Plan, float]) -> None:
    seen, plan, at = context
    began = time.perf_counter()
    try:
        answer = await client.request(ask.method, ask.path, content=ask.body or None, headers=dict(ask.headers))
    except httpx2.HTTPError as error:
        seen.errors[f"{ask.kind}: {type(error).__name__}"] += 1
        return
    took = time.perf_counter() - began
    seen.statuses[ask.kind][answer.status_code] += 1
    if answer.status_code not in ask.statuses | _LIMITS:
        seen.errors[f"{ask.kind}: {answer.status_code} for {ask.method} {ask.path[:60]}"] += 1
    if ask.kind != "heavy" and plan.counts(at):
        seen.times[plan.is_heavy(at), ask.kind].append(took)


def family_memory(process: int) -> float:
    """Return the megabytes of a process and all that it has started, what they share counted once."""
    return round(sum(map(_share, _family(process))) / 1024, 1)


def _family(process: int) -> Iterator[int]:
    yield process
    try:
        children = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii").split()
    except (FileNotFoundError, ProcessLookupError):  # it has ended in the meantime
        return
    for child in map(int, children):
        yield from _family(child)


def _share(process: int) -> int:
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except (FileNotFoundError, ProcessLookupError):  # it has ended in the meantime
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def summarise(seen: Seen) -> dict[str, Any]:
    """Return the figures of a run: how many requests of each status, errors, and how the light ones fared on both sides."""
    sides = {name: [t for (side, _), times in seen.times.items() if side == heavy for t in times] for name, heavy in _SIDES.items()}
    p99 = {name: _p99(times) for name, times in sides.items()}
    return {
        "requests": sum(sum(counts.values()) for counts in seen.statuses.values()),
        "statuses": {kind: {str(code): n for code, n in sorted(c.items())} for kind, c in sorted(seen.statuses.items())},
        "errors": sum(seen.errors.values()),
        "errors_by_kind": dict(seen.errors),
        "light_p99_seconds": p99,
        "light_p99_by_kind": {name: _by_kind(seen, heavy) for name, heavy in _SIDES.items()},
        "light_median_seconds": {name: round(statistics.median(times), 4) for name, times in sides.items()},
        "p99_ratio": round(p99["beside_heavy"] / p99["alone"], 2),
    }


def _by_kind(seen: Seen, heavy: bool) -> dict[str, float]:
    return {kind: _p99(seen.times[heavy, kind]) for kind in MIX}


_SIDES: Final = {"alone": False, "beside_heavy": True}


def _p99(times: Sequence[float]) -> float:
    return round(statistics.quantiles(times, n=100)[98], 4)


def level(memory: Sequence[tuple[float, float]]) -> dict[str, Any]:
    """Return memory over time, thinned, and by how much its last third lies above the one in the middle.

    >>> level([(t, 100.0 + t) for t in range(9)])["growth_percent"]
    2.9
    """
    values = [megabytes for _, megabytes in memory]
    third = len(values) // 3
    middle, last = statistics.mean(values[third : 2 * third]), statistics.mean(values[-third:])
    over_time = [[at, megabytes] for at, megabytes in memory[:: max(1, len(memory) // 20)]]
    return {"mb_over_time": over_time, "most_mb": max(values), "growth_percent": round(100 * (last / middle - 1), 1)}


def main() -> None:
    """Run the load and print its figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=SECONDS)
    print(json.dumps(section(parser.parse_args().seconds), indent=1))


if __name__ == "__main__":
    main()
