"""The graph that a question makes: its statements, sorted; large ones stay bytes until a row is asked for."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final, cast, overload

from pyoxigraph import QueryTriples, RdfFormat, Triple, parse, serialize

from communique.questions.base import Row, Solution

_PARTS: Final = ("subject", "predicate", "object")


class Statements(Sequence[Row]):
    """The statements of a graph in the order of their N-Triples, each once; the row of a statement is made when it is asked for."""

    def __init__(self, graph: QueryTriples | Iterable[Triple], make: Callable[[Solution], Row]) -> None:
        form = RdfFormat.N_TRIPLES
        written = graph.serialize(format=form) if isinstance(graph, QueryTriples) else serialize(graph, format=form)
        # in the engine's order, much of which is the one wanted: doubles are taken out after the sorting
        self._lines = [line for line, _ in groupby(sorted(cast("bytes", written).splitlines(keepends=True)))]
        self._make = make

    def triples(self) -> Iterator[Triple]:
        """Yield the statements."""
        yield from _read(self._lines)

    def solutions(self) -> Iterator[Solution]:
        """Yield the terms of each statement by column."""
        yield from map(_solution, self.triples())

    def __iter__(self) -> Iterator[Row]:
        yield from map(self._make, self.solutions())

    def __len__(self) -> int:
        return len(self._lines)

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Row]: ...
    def __getitem__(self, index: int | slice) -> Row | Sequence[Row]:
        if isinstance(index, slice):
            return [self._make(_solution(triple)) for triple in _read(self._lines[index])]
        return self[index : index + 1 or None][0]


def _read(lines: Sequence[bytes]) -> Iterator[Triple]:
    return (cast("Triple", quad.triple) for quad in parse(b"".join(lines), RdfFormat.N_TRIPLES))


def _solution(triple: Triple) -> Solution:
    return dict(zip(_PARTS, triple, strict=True))
