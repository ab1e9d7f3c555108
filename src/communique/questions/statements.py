"""The graph that a question makes: its statements, sorted; large ones stay text until a row is asked for."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final, cast, overload

from pyoxigraph import QueryTriples, RdfFormat, Triple, parse, serialize

from communique.collector import uncollected
from communique.questions.base import Row, Solution

#: The columns of a graph's rows.
PARTS: Final = ("subject", "predicate", "object")


class Statements(Sequence[Row]):
    """The statements of a graph in the order of their N-Triples, each once; the row of a statement is made when it is asked for."""

    def __init__(self, lines: Iterable[bytes], make: Callable[[Solution], Row]) -> None:
        # much of the order that they come in is the one wanted: doubles are taken out after the sorting
        with uncollected():
            self._lines = [line for line, _ in groupby(sorted(lines))]
        self._make = make

    def triples(self) -> Iterator[Triple]:
        """Yield the statements."""
        yield from _read(self._lines)

    def __iter__(self) -> Iterator[Row]:
        yield from (self._make(_terms(triple)) for triple in self.triples())

    def __len__(self) -> int:
        return len(self._lines)

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Row]: ...
    def __getitem__(self, index: int | slice) -> Row | Sequence[Row]:
        if isinstance(index, slice):
            return [self._make(_terms(triple)) for triple in _read(self._lines[index])]
        return self[index : index + 1 or None][0]


def write_lines(graph: QueryTriples | Iterable[Triple]) -> list[bytes]:
    """Return the statements of a graph that an engine has made as lines of N-Triples, without their ends."""
    form = RdfFormat.N_TRIPLES
    written = graph.serialize(format=form) if isinstance(graph, QueryTriples) else serialize(graph, format=form)
    return cast("bytes", written).splitlines()


def _read(lines: Sequence[bytes]) -> Iterator[Triple]:
    return (cast("Triple", quad.triple) for quad in parse(b"\n".join(lines), RdfFormat.N_TRIPLES))


def _terms(triple: Triple) -> Solution:
    return cast("Solution", (triple.subject, triple.predicate, triple.object))
