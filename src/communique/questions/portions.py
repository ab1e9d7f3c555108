"""A question asked in portions, one for each value of a parameter, where the data set is large: the processors share them.

The engine lets go of the interpreter while it answers and writes an answer down, so that threads over one store do what processes
with a copy each would. What it has written is read again here, which takes a tenth of the time; rows are made of one portion while
the next are being answered. On one processor portions take about as long as the whole.
"""

import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from itertools import chain
from threading import get_native_id
from typing import Any, Final, cast

from pyoxigraph import NamedNode, QueryResultsFormat, QuerySolutions, Store, parse_query_results

from communique.questions.base import Question, Solution, Source, Term
from communique.terms import RDF

#: Claims from which on a question is asked in portions: with fewer, an answer is there in tenths of a second.
LARGE: Final = 20_000
_MOST_THREADS: Final = 8
#: By how much a thread that answers gives way to the one that makes rows, and the most that the system knows.
_NICER, _NICEST = 10, 19
_FORM: Final = QueryResultsFormat.TSV
#: How a term begins that the engine writes there as N-Triples have it; so does what is unbound, with nothing.
_WHOLE: Final = b'<"_'
#: Bytes that N-Triples have another way of writing: control characters, but for those that part cells and lines.
_ODD: Final = bytes({*range(32), 127} - set(b"\t\n"))
_BY_PROPERTY: Final = f"SELECT ?property (COUNT(*) AS ?claims) {{ ?claim <{RDF.predicate}> ?property }} GROUP BY ?property"
Bindings = Mapping[str, Term]


def find_portions(store: Source, question: Question, bindings: Bindings) -> list[Bindings]:
    """Return the values with which a question is asked, once or several times, the largest portion first.

    >>> from communique.questions.heads import read_question
    >>> from communique.resources import stock
    >>> find_portions(Store(), read_question(stock("queries") / "questions/who-says.rq"), {})
    [{}]
    """
    name = next((parameter.name for parameter in question.parameters if parameter.split), None)
    if name is None or bindings or not isinstance(store, Store):
        return [bindings]
    counted = sorted(_count(store), key=lambda pair: (-pair[1], pair[0].value))
    return [{name: value} for value, _ in counted] if sum(count for _, count in counted) >= LARGE else [bindings]


def _count(store: Store) -> list[tuple[NamedNode, int]]:
    rows: Any = store.query(_BY_PROPERTY, use_default_graph_as_union=True)
    return [(value, int(count.value)) for value, count in rows]


def solve(store: Source, queries: Sequence[str]) -> Iterator[QuerySolutions]:
    """Yield the solutions of each query, in turn; several are answered side by side.

    >>> [len(list(solutions)) for solutions in solve(Store(), ["SELECT * { ?a ?b ?c }", "SELECT * { VALUES ?a { 1 2 } }"])]
    [0, 2]
    """
    if isinstance(store, Store) and len(queries) > 1:
        yield from map(_read, _write(store, queries))
    else:
        yield from (store.query(query, use_default_graph_as_union=True) for query in queries)


def solve_as_bytes(store: Source, queries: Sequence[str]) -> Iterator[Sequence[bytes]]:
    """Yield the solutions of several queries, each term as N-Triples have it, and nothing for what is unbound.

    >>> list(solve_as_bytes(Store(), ["SELECT * { VALUES (?a ?b) { (1 'one') (UNDEF <a:b>) } }"]))
    [[b'"1"^^<http://www.w3.org/2001/XMLSchema#integer>', b'"one"'], [b'', b'<a:b>']]
    """
    if not isinstance(store, Store):
        yield from _as_bytes(chain.from_iterable(solve(store, queries)))
        return
    for written in _write(store, queries):
        if len(written.translate(None, _ODD)) < len(written):
            yield from _as_bytes(_read(written))
            continue
        _, *lines, _ = written.split(b"\n")
        for line in lines:
            yield [cell if cell[:1] in _WHOLE else _expand(cell) for cell in line.split(b"\t")]


def _as_bytes(solutions: Iterable[Solution]) -> Iterator[Sequence[bytes]]:
    return ([b"" if term is None else str(term).encode() for term in solution] for solution in solutions)


def _write(store: Store, queries: Sequence[str]) -> Iterator[bytes]:
    """Yield what the engine writes down as the answer to each query."""

    def write(query: str) -> bytes:
        found = cast("QuerySolutions", store.query(query, use_default_graph_as_union=True))
        return cast("bytes", found.serialize(format=_FORM))

    if len(queries) == 1:
        yield write(queries[0])
        return
    with ThreadPoolExecutor(min(os.cpu_count() or 1, _MOST_THREADS), initializer=_give_way) as pool:
        yield from pool.map(write, queries)


def _give_way() -> None:
    """Let the thread that makes rows go first, where threads have a niceness of their own; it is the one that all wait for."""
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, get_native_id(), min(os.getpriority(os.PRIO_PROCESS, 0) + _NICER, _NICEST))


def _read(written: bytes) -> QuerySolutions:
    return cast("QuerySolutions", parse_query_results(written, _FORM))


@lru_cache(maxsize=1 << 16)
def _expand(cell: bytes) -> bytes:
    """Return a number or truth value in full, which the engine has abbreviated."""
    ((term,),) = _read(b"?term\n" + cell + b"\n")
    return str(term).encode()
