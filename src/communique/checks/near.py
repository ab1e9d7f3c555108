"""The statements near a few nodes, without a look at all the others.

The statements of a snapshot lie in an SQLite file, found by their subject, or by predicate and object together; what came and
what went since then is held in memory.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final
from zlib import crc32

from pyoxigraph import Quad, RdfFormat, Store, parse

from communique.checks.patterns import Way
from communique.errors import DataError
from communique.terms import RDFS

#: A statement as N-Triples writes it, without the point, and its graph.
Line = tuple[str, str]
_TABLE: Final = "CREATE TABLE line (subject INTEGER, value INTEGER, triple TEXT, graph INTEGER)"
_IS_SUBCLASS: Final = f"instr(triple, '> <{RDFS.subClassOf}> <') > 0"
_INDEXES: Final = (
    "CREATE INDEX by_subject ON line (subject)",
    "CREATE INDEX by_value ON line (value)",
    f"CREATE INDEX of_subclasses ON line (subject) WHERE {_IS_SUBCLASS}",
)
#: Marks of subjects and values; what has the mark of another is told apart by its text.
_SELECT: Final = "SELECT triple, name FROM line JOIN graph USING (graph) WHERE "
_SUBJECT: Final = _SELECT + "subject = ?"
_VALUE: Final = _SELECT + "value = ?"
_SUBCLASSES: Final = _SELECT + _IS_SUBCLASS


def lines_of(quads: Iterable[Quad]) -> Iterator[Line]:
    """Yield statements as lines."""
    for quad in quads:
        yield str(quad.triple), str(quad.graph_name)


def read_lines(part: Path) -> Iterator[Line]:
    """Yield the lines of a file of N-Quads.

    Raises:
        DataError: it is damaged.
    """
    try:
        quads: Any = parse(path=str(part), format=RdfFormat.N_QUADS)
        yield from lines_of(quads)
    except (SyntaxError, ValueError) as error:
        raise DataError(f"{part}: damaged ({error}); run 'communique build' to publish it again") from None


def write_index(path: Path, parts: Iterable[Path]) -> None:
    """Write the statements of files into a new SQLite file.

    Raises:
        DataError: a file is damaged.
    """
    graphs: dict[str, int] = {}
    base = sqlite3.connect(path)
    base.execute("PRAGMA journal_mode = OFF")
    base.execute("PRAGMA synchronous = OFF")
    base.execute(_TABLE)
    for part in parts:
        rows = (_row(triple, graphs.setdefault(graph, len(graphs))) for triple, graph in read_lines(part))
        base.executemany("INSERT INTO line VALUES (?, ?, ?, ?)", rows)
    base.execute("CREATE TABLE graph (graph INTEGER PRIMARY KEY, name TEXT)")
    base.executemany("INSERT INTO graph VALUES (?, ?)", ((number, name) for name, number in graphs.items()))
    for index in _INDEXES:
        base.execute(index)
    base.commit()
    base.close()


def _row(triple: str, graph: int) -> tuple[int, int, str, int]:
    subject, value = triple.split(" ", 1)
    return crc32(subject.encode()), crc32(value.encode()), triple, graph


class Near:
    """The statements of a snapshot as they are after a change; each node that is looked up is read once."""

    def __init__(self, index: Path, gone: Iterable[Line] = (), come: Iterable[Line] = ()) -> None:
        """Open an index; `gone` are statements of it that no longer hold, `come` those that hold since."""
        self._base = sqlite3.connect(f"{index.as_uri()}?mode=ro", uri=True)
        self._gone = frozenset(gone)
        self._come: dict[str, list[str]] = defaultdict(list)
        for triple, _ in come:
            subject, value = triple.split(" ", 1)
            self._come[subject].append(triple)
            self._come[value].append(triple)
        self._fresh: list[str] = []
        self._store = Store()
        self._of: dict[str, Mapping[str, Sequence[str]]] = {}
        self._to: dict[str, Sequence[str]] = {}

    def close(self) -> None:
        """Let go of the file."""
        self._base.close()

    def of(self, subject: str) -> Mapping[str, Sequence[str]]:
        """Return the values of a subject by predicate."""
        if subject not in self._of:
            found: dict[str, list[str]] = {}
            for triple in self._read(_SUBJECT, subject, f"{subject} ", ""):
                _, predicate, value = triple.split(" ", 2)
                found.setdefault(predicate, []).append(value)
            self._of[subject] = found
        return self._of[subject]

    def to(self, predicate: str, value: str) -> Sequence[str]:
        """Return the subjects that have a value."""
        key = f"{predicate} {value}"
        if key not in self._to:
            self._to[key] = [triple.partition(" ")[0] for triple in self._read(_VALUE, key, "", f" {key}")]
        return self._to[key]

    def _read(self, query: str, key: str, start: str, end: str) -> Sequence[str]:
        rows = self._base.execute(query, (crc32(key.encode()),))
        found = dict.fromkeys(line[0] for line in rows if line not in self._gone)
        found.update(dict.fromkeys(self._come.get(key, ())))
        triples = [triple for triple in found if triple.startswith(start) and triple.endswith(end)]
        self._fresh += triples
        return triples

    def subclasses(self) -> Store:
        """Return a store with the statements that say what is a subclass of what."""
        rows = (triple for triple, graph in self._base.execute(_SUBCLASSES) if (triple, graph) not in self._gone)
        come = (triple for some in self._come.values() for triple in some if f"> <{RDFS.subClassOf}> <" in triple)
        return _store(Store(), (*rows, *come))

    def store(self) -> Store:
        """Return a store with all statements that were read so far."""
        fresh, self._fresh = self._fresh, []
        return _store(self._store, fresh)


def _store(store: Store, triples: Iterable[str]) -> Store:
    store.bulk_load("".join(f"{triple} .\n" for triple in triples).encode(), format=RdfFormat.N_TRIPLES)
    return store


def along(near: Near, way: Way, start: str) -> Iterable[str]:
    """Return where a path leads from a node."""
    if isinstance(way, str):
        return near.of(start).get(way, ())
    operator, *parts = way
    if operator == "^":
        return against(near, parts[0], start)
    if operator == "|":
        return {end for part in parts for end in along(near, part, start)}
    if operator == "/":
        ends = {start}
        for part in parts:
            ends = {end for one in ends for end in along(near, part, one)}
        return ends
    return _repeated(operator, start, lambda one: along(near, parts[0], one))


def against(near: Near, way: Way, end: str) -> Iterable[str]:
    """Return from where a path leads to a node."""
    if isinstance(way, str):
        return near.to(way, end)
    operator, *parts = way
    if operator == "^":
        return along(near, parts[0], end)
    if operator == "|":
        return {start for part in parts for start in against(near, part, end)}
    if operator == "/":
        starts = {end}
        for part in reversed(parts):
            starts = {start for one in starts for start in against(near, part, one)}
        return starts
    return _repeated(operator, end, lambda one: against(near, parts[0], one))


def _repeated(operator: str, start: str, lead: Callable[[str], Iterable[str]]) -> Iterable[str]:
    found = set(lead(start))
    waiting = list(found) if operator != "?" else []
    while waiting:
        fresh = set(lead(waiting.pop())) - found
        found |= fresh
        waiting += fresh
    return found if operator == "+" else found | {start}
