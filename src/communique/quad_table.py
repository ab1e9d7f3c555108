"""The data set as one CSV table: a row for each statement."""

import csv
import io
from collections.abc import Iterable
from typing import Final

from pyoxigraph import Literal, Quad

COLUMNS: Final = ("subject", "predicate", "object", "language", "datatype", "graph")


def write_csv(quads: Iterable[Quad], _base: str) -> bytes:
    r"""Write statements as CSV, with a head; an object that is a thing has no datatype.

    >>> from pyoxigraph import NamedNode
    >>> name, graph = NamedNode("urn:name"), NamedNode("urn:facts")
    >>> write_csv([Quad(NamedNode("urn:ann"), name, Literal("Ann, or Anna", language="en"), graph)], "").decode().splitlines()[1]
    'urn:ann,urn:name,"Ann, or Anna",en,http://www.w3.org/1999/02/22-rdf-syntax-ns#langString,urn:facts'
    """
    text = io.StringIO(newline="")
    rows = csv.writer(text, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    rows.writerows(map(_row, quads))
    return text.getvalue().encode()


def _row(quad: Quad) -> tuple[str, ...]:
    said = quad.object
    kind = (said.language or "", said.datatype.value) if isinstance(said, Literal) else ("", "")
    return (_address(quad.subject), quad.predicate.value, _address(said), *kind, _address(quad.graph_name))


def _address(term: object) -> str:
    return str(getattr(term, "value", ""))
