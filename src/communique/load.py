"""Pushing the published data set to another SPARQL store, by the Graph Store Protocol.

1. The statements go in pieces of one graph each, gathered from the published files in their order: a graph's first piece replaces
   what the store has of it, the others add.
2. A graph of which the store holds the right number of statements is passed over.
3. After each piece a line is added to a journal, which holds for one store and one data set: a load that was broken off goes on
   there. A piece that is sent twice changes nothing, because there are no blank nodes.
4. At the end every graph is counted at the store and read back, and its fingerprint compared: the sum, modulo 2^256, of the
   SHA-256 of each statement as a canonical N-Triples line, which no order of statements changes. A graph that differs is sent
   once more.
"""

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

from pyoxigraph import Quad, RdfFormat, Triple, parse

from communique.errors import QueryError
from communique.graphstore import GraphStore
from communique.parts import open_part
from communique.remote import ask_endpoint

#: The most statements that are sent at once (about three million bytes; our own server takes up to five).
PIECE: Final = 20_000
_WAITING: Final = 20
_COUNTED: Final = 100
_SECONDS: Final = 600
_MODULUS: Final = 1 << 256

#: Told after each piece: how many statements are done, and how many there are.
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Target:
    """A store: the address that answers queries, and its graph store; where `read_back` is off, it is trusted by its counts."""

    endpoint: str
    store: GraphStore
    read_back: bool = True


@dataclass(slots=True)
class Held:
    """What a graph holds: how many statements, and their fingerprint."""

    statements: int = 0
    fingerprint: int = 0

    def add(self, triple: Triple) -> None:
        """Take another statement in."""
        self.statements += 1
        line = hashlib.sha256(f"{triple} .\n".encode()).digest()
        self.fingerprint = (self.fingerprint + int.from_bytes(line, "big")) % _MODULUS


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did with one graph: how many statements it has, and whether it was there already."""

    graph: str
    statements: int
    skipped: bool


def load(parts: Sequence[Path], target: Target, journal: Path, progress: Progress) -> list[Loaded]:
    """Push the data set to a store, go on where a load was broken off, and verify what is there.

    Raises:
        DataError: a part of the data set is damaged.
        QueryError: the store refuses, is not there, or holds something else afterwards.
    """
    held = measure(parts)
    there = {graph for graph, count in count_graphs(target, held).items() if count == held[graph].statements}
    _send(parts, target, there, _Journal(journal, held, progress))
    wrong = find_wrong(target, held)
    if wrong:
        journal.unlink(missing_ok=True)
        _send(parts, target, held.keys() - wrong.keys(), _Journal(journal, held, progress))
        wrong = find_wrong(target, {graph: held[graph] for graph in wrong})
    journal.unlink(missing_ok=True)
    if wrong:
        raise QueryError(f"{target.endpoint}: {next(iter(wrong.values()))}; load it again, or ask who keeps the store")
    return [Loaded(graph, held[graph].statements, graph in there) for graph in sorted(held)]


def verify(parts: Sequence[Path], target: Target) -> list[Loaded]:
    """See that a store, filled by whatever means, holds the data set; nothing is sent.

    Raises:
        DataError: a part of the data set is damaged.
        QueryError: the store does not answer, or holds something else.
    """
    held = measure(parts)
    wrong = find_wrong(target, held)
    if wrong:
        more = f" (and {len(wrong) - 1} more graphs)" if len(wrong) > 1 else ""
        raise QueryError(f"{target.endpoint}: {next(iter(wrong.values()))}{more}; load the data set once more")
    return [Loaded(graph, held[graph].statements, skipped=True) for graph in sorted(held)]


def measure(parts: Iterable[Path]) -> dict[str, Held]:
    """Return what each graph of the data set holds.

    Raises:
        DataError: a part is damaged.
    """
    found: dict[str, Held] = {}
    for quad in _quads(parts):
        found.setdefault(_graph(quad), Held()).add(quad.triple)
    return found


def find_wrong(target: Target, held: Mapping[str, Held]) -> dict[str, str]:
    """Return the graphs that differ at the store, each with what is wrong.

    Raises:
        QueryError: the store does not answer.
    """
    wrong = {}
    for graph, count in count_graphs(target, held).items():
        if count != held[graph].statements:
            wrong[graph] = f"<{graph}> holds {count} statements after loading; expected {held[graph].statements}"
        elif target.read_back and _read_back(target, graph) != held[graph]:
            wrong[graph] = f"<{graph}> holds other statements after loading, by their fingerprint"
    return wrong


def count_graphs(target: Target, graphs: Iterable[str]) -> dict[str, int]:
    """Return how many statements a store holds in each graph.

    Raises:
        QueryError: the store does not answer.
    """
    found = {}
    waiting = iter(sorted(graphs))
    while some := list(islice(waiting, _COUNTED)):
        named = " ".join(f"<{graph}>" for graph in some)
        query = f"SELECT ?g (COUNT(*) AS ?n) WHERE {{ VALUES ?g {{ {named} }} GRAPH ?g {{ ?s ?p ?o }} }} GROUP BY ?g"
        rows = ask_endpoint(target.endpoint, query, _SECONDS).rows
        found.update(dict.fromkeys(some, 0) | {str(graph): int(count or 0) for graph, count in rows if graph})
    return found


def _read_back(target: Target, graph: str) -> Held:
    found = Held()
    for triple in target.store.read(graph):
        found.add(triple)
    return found


class _Journal:
    """How many pieces of a data set a store has got, kept in a file."""

    def __init__(self, path: Path, held: Mapping[str, Held], progress: Progress) -> None:
        self._progress = progress
        self._all = sum(graph.statements for graph in held.values())
        self._done = 0
        self._path = path
        total = sum(graph.fingerprint for graph in held.values()) % _MODULUS
        head = f"{total:064x} {PIECE}\n"
        lines = path.read_text(encoding="ascii").splitlines(keepends=True) if path.is_file() else []
        self.pieces = len(lines) - 1 if lines[:1] == [head] else 0
        if not self.pieces:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(head, encoding="ascii")

    def note(self, number: int, statements: int) -> None:
        """Note that a piece is there."""
        if number >= self.pieces:
            with self._path.open("a", encoding="ascii") as file:
                file.write(f"{number}\n")
        self._done += statements
        self._progress(self._done, self._all)


def _send(parts: Iterable[Path], target: Target, there: Collection[str], journal: _Journal) -> None:
    begun: set[str] = set()
    for number, (graph, lines) in enumerate(_pieces(_quads(parts))):
        if graph not in there and number >= journal.pieces:
            send = target.store.add if graph in begun else target.store.replace
            send(graph, "".join(lines).encode())
        begun.add(graph)
        journal.note(number, len(lines))


def _pieces(quads: Iterable[Quad]) -> Iterator[tuple[str, list[str]]]:
    """Gather statements into pieces of one graph each; when too many wait, the largest goes."""
    waiting: dict[str, list[str]] = {}
    held = 0
    for quad in quads:
        graph = _graph(quad)
        lines = waiting.setdefault(graph, [])
        lines.append(f"{quad.triple} .\n")
        held += 1
        if len(lines) >= PIECE or held >= _WAITING * PIECE:
            largest = max(waiting, key=lambda name: len(waiting[name]))
            held -= len(waiting[largest])
            yield largest, waiting.pop(largest)
    yield from sorted(waiting.items())


def _quads(parts: Iterable[Path]) -> Iterator[Quad]:
    for path in parts:
        with open_part(path) as file:
            yield from parse(file, RdfFormat.N_QUADS)


def _graph(quad: Quad) -> str:
    name: str = quad.graph_name.value  # type: ignore[union-attr]
    return name
