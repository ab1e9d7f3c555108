"""The published data set in any format that `communique export` offers."""

from collections.abc import Callable, Mapping
from typing import Final

from pyoxigraph import NamedNode, Quad, Store

from communique.errors import DataError
from communique.export import FORMATS, in_order
from communique.graphml import write_graphml
from communique.quad_table import write_csv
from communique.rdf12 import write_rdf12

#: Formats beyond the plain ones: each is written from the whole data set.
_OTHERS: Final[Mapping[str, Callable[[list[Quad], str], bytes]]] = {
    "rdf12": write_rdf12,
    "graphml": write_graphml,
    "csv": write_csv,
}


def export(store: Store, form: str, base: str, graph: str | None = None) -> bytes:
    """Return a data set, or one named graph of it, in a format.

    Raises:
        DataError: there is no such named graph.
    """
    name = graph or (None if form in _OTHERS or FORMATS[form].graphs else "facts")
    quads = store if name is None else list(store.quads_for_pattern(None, None, None, NamedNode(f"{base}graph/{name}")))
    if name is not None and not quads:
        known = ", ".join(sorted(g.value.rpartition("/graph/")[2] for g in store.named_graphs() if isinstance(g, NamedNode)))
        msg = f"{name!r}: no such named graph; expected one of {known}"
        raise DataError(msg)
    write = _OTHERS[form] if form in _OTHERS else FORMATS[form].write
    return write(in_order(quads), base)
