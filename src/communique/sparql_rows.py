"""Answers of SPARQL queries for people and programs: rows of plain values, or a graph as Turtle."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from pyoxigraph import Literal, QueryBoolean, QuerySolutions, QueryTriples, RdfFormat, Store, Triple, serialize

from communique.export import data_prefixes, tidy
from communique.sparql import find_answers
from communique.terms import XSD

_NATIVE: Final[Mapping[str, Callable[[str], Any]]] = {
    str(XSD.integer): int,
    str(XSD.boolean): "true".__eq__,
    str(XSD.decimal): float,
    str(XSD.double): float,
}


@dataclass(frozen=True, slots=True)
class Table:
    """Rows by column."""

    columns: tuple[str, ...]
    rows: tuple[dict[str, Any], ...]


def with_prefixes(text: str, base: str) -> str:
    """Declare the prefixes of the data set that a query uses without declaring them.

    >>> with_prefixes("ASK { ?m a meet:Meeting }", "https://example.org/")
    'PREFIX meet: <https://w3id.org/communique/meet#> ASK { ?m a meet:Meeting }'
    """
    declared = {name.lower() for name in re.findall(r"\bprefix\s+([\w-]*):", text, re.IGNORECASE)}
    used = set(re.findall(r"(?<![\w<:/#?-])([a-z][\w-]*):", text)) - declared
    known = data_prefixes(base)
    return "".join(f"PREFIX {name}: <{known[name]}> " for name in sorted(used & known.keys())) + text


def ask_store(store: Store, text: str, services: Collection[str]) -> Table | str:
    """Answer a query from a store: a table, or Turtle.

    Raises:
        QueryError: the query does not parse, or asks for what is not allowed.
    """
    result = find_answers(store, text, allowed=services)
    if isinstance(result, QueryBoolean):
        return Table(("answer",), ({"answer": bool(result)},))
    if isinstance(result, QueryTriples):
        return as_turtle(result)
    return _table(result)


def as_turtle(triples: Iterable[Triple]) -> str:
    """Return triples as Turtle, sorted."""
    written = serialize(sorted(triples, key=str), format=RdfFormat.TURTLE)
    assert written is not None
    return tidy(written).decode()


def _table(result: QuerySolutions) -> Table:
    columns = [variable.value for variable in result.variables]
    return Table(tuple(columns), tuple({name: plain(row[name]) for name in columns} for row in result))


def plain(term: Any) -> Any:
    """Return an RDF term as a plain value: a text, a number or a truth value."""
    if isinstance(term, Literal):
        return _NATIVE.get(term.datatype.value, str)(term.value)
    return None if term is None else getattr(term, "value", str(term))
