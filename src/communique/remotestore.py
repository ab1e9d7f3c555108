"""A SPARQL endpoint in the place of an embedded store, for the saved questions: each look-up is a query through SPARQLWrapper."""

from collections.abc import Iterator
from typing import Any

from pyoxigraph import BlankNode, Quad, QueryBoolean, QueryResultsFormat, QuerySolutions, RdfFormat, Triple, parse
from pyoxigraph import parse_query_results as parse_results

from communique.errors import QueryError
from communique.remote import NONSENSE, fetch, makes_graph

_PLACES = ("s", "p", "o")


class RemoteStore:
    """A data set at an endpoint, whose default graph holds the union of its named graphs."""

    def __init__(self, endpoint: str, seconds: float = 60) -> None:
        self._endpoint = endpoint
        self._seconds = seconds

    def query(self, query: str, /, **_scope: Any) -> QuerySolutions | QueryBoolean | list[Triple]:
        """Answer a query: solutions, a truth value, or triples.

        Raises:
            QueryError: the endpoint refuses, is not there, is too slow, or answers nonsense.
        """
        form, body = fetch(self._endpoint, query, self._seconds)
        try:
            if makes_graph(form):
                return [quad.triple for quad in parse(body, RdfFormat.TURTLE)]
            found = parse_results(body, QueryResultsFormat.JSON)
            return _truth(found) if form == "ASK" and isinstance(found, QuerySolutions) else found
        except (SyntaxError, ValueError) as error:
            raise QueryError(f"{self._endpoint}: {NONSENSE}") from error

    def quads_for_pattern(self, subject: Any, predicate: Any, value: Any, _graph: Any = None, /) -> Iterator[Quad]:
        """Yield the statements that fit a pattern, whatever graph they are in; a blank node at the endpoint fits nothing."""
        given = dict(zip(_PLACES, (subject, predicate, value), strict=True))
        if any(isinstance(term, BlankNode) for term in given.values()):
            return
        pattern = " ".join(f"?{name}" if term is None else str(term) for name, term in given.items())
        free = " ".join(f"?{name}" for name, term in given.items() if term is None)
        found = self.query(f"SELECT DISTINCT {free} {{ {pattern} }}" if free else f"ASK {{ {pattern} }}")
        if isinstance(found, QueryBoolean):
            yield from [Quad(subject, predicate, value)] if found else []
            return
        assert isinstance(found, QuerySolutions)
        for row in found:
            terms: list[Any] = [row[name] if term is None else term for name, term in given.items()]
            yield Quad(*terms)


def _truth(rows: QuerySolutions) -> QuerySolutions | QueryBoolean:
    """Return a truth value that came as a table of one cell, as Virtuoso sends some."""
    said = any(value.value not in {"0", "false"} for row in rows for value in row if value is not None)
    return parse_results(b'{"head": {}, "boolean": %s}' % (b"true" if said else b"false"), QueryResultsFormat.JSON)
