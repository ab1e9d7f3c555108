"""Pushing the published data set to another SPARQL store, by the Graph Store Protocol (SPARQL 1.1).

1. Each named graph is put to `STORE?graph=IRI`, in parts of at most `PART` statements: the first replaces, the others add.
2. A graph that the endpoint already holds, statement for statement by count, is passed over, so that a load can be resumed.
3. At the end every graph is counted at the endpoint, and read back where the caller asks for the hash.
"""

import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from pyoxigraph import NamedNode, Store

from communique.errors import QueryError
from communique.remote import AGENT, ask_endpoint

PART: Final = 50_000
_SECONDS: Final = 300
_TYPE: Final = "application/n-triples"

#: Told after each part: the graph, how many statements of it are there, and how many there are to be.
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Target:
    """A store: the address that answers queries, and the one of its Graph Store Protocol."""

    endpoint: str
    store: str


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did with one graph: how many statements it has, and whether it was there already."""

    graph: str
    statements: int
    skipped: bool


def load(store: Store, target: Target, progress: Progress) -> list[Loaded]:
    """Push every named graph to a store, and count each there.

    Raises:
        QueryError: the store refuses, is not there, or holds another number of statements afterwards.
    """
    return [_load_graph(store, target, graph, progress) for graph in sorted(_graphs(store))]


def _graphs(store: Store) -> list[str]:
    return [graph.value for graph in store.named_graphs() if isinstance(graph, NamedNode)]


def _load_graph(store: Store, target: Target, graph: str, progress: Progress) -> Loaded:
    lines = sorted(f"{quad.triple} .\n" for quad in store.quads_for_pattern(None, None, None, NamedNode(graph)))
    if count(target, graph) == len(lines):
        progress(graph, len(lines), len(lines))
        return Loaded(graph, len(lines), skipped=True)
    done = 0
    for number, part in enumerate(_parts(lines)):
        _send(target, graph, "POST" if number else "PUT", "".join(part).encode())
        done += len(part)
        progress(graph, done, len(lines))
    found = count(target, graph)
    if found != len(lines):
        msg = f"{target.endpoint}: <{graph}> holds {found} statements after loading; expected {len(lines)}; load it again"
        raise QueryError(msg)
    return Loaded(graph, len(lines), skipped=False)


def _parts(lines: list[str]) -> Iterator[list[str]]:
    waiting = iter(lines)
    while part := list(islice(waiting, PART)):
        yield part


def count(target: Target, graph: str) -> int:
    """Return how many statements a store holds in a graph."""
    answer = ask_endpoint(target.endpoint, f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}")
    return int(answer.rows[0][0] or 0)


def _send(target: Target, graph: str, method: str, body: bytes) -> None:
    address = f"{target.store}?graph={urllib.parse.quote(graph, safe='')}"
    if not address.startswith(("http://", "https://")):
        msg = f"{target.store}: not the address of a store; give one that begins with http:// or https://"
        raise QueryError(msg)
    headers = {"Content-Type": _TYPE, "User-Agent": AGENT}
    request = urllib.request.Request(address, data=body, method=method, headers=headers)  # noqa: S310 - http(s) only, as checked
    try:
        with urllib.request.urlopen(request, timeout=_SECONDS):  # noqa: S310 - the same
            return
    except urllib.error.HTTPError as error:
        msg = f"{target.store}: answered {error.code} to {method} of <{graph}>: {error.read(200).decode(errors='replace').strip()}"
        raise QueryError(msg) from None
    except (urllib.error.URLError, TimeoutError) as error:
        msg = f"{target.store}: does not answer ({getattr(error, 'reason', error)}); is it running, and may it be written to?"
        raise QueryError(msg) from None
