"""JSON-LD with a context of our own: short terms, paths below the base as ids, one object for each named graph.

The context is fixed, so no processor is needed to write it: each node becomes an object whose keys are its properties. Reading
is left to any JSON-LD 1.1 processor.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from itertools import groupby
from typing import Any, Final

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from communique.properties import PROPERTIES
from communique.terms import MEET, PREFIXES, RDF, XSD

_MEET: Final = str(MEET)
_TYPE: Final = str(RDF.type)
#: Datatypes that JSON has too.
_NATIVE: Final[Mapping[str, Callable[[str], Any]]] = {str(XSD.integer): int, str(XSD.boolean): "true".__eq__}
_STRING: Final = str(XSD.string)
_LANG_STRING: Final = str(RDF.langString)


def make_context(base: str) -> dict[str, Any]:
    """Return the context of a data set below `base`.

    Own terms have their short names, others their prefix; properties whose values are entities take ids, dates their type.
    """
    linked = {row.iri for row in PROPERTIES.values() if row.value not in {"text", "integer", "date"}}
    coerced = {shorten(iri): {"@id": _compact(iri), "@type": "@id"} for iri in sorted(linked)}
    return {"@version": 1.1, "@base": base, "@vocab": _MEET, **PREFIXES, **coerced}


def write_jsonld(quads: list[Quad], base: str) -> bytes:
    """Return sorted quads as JSON-LD, one line a node."""
    context = make_context(base)
    ids = {key for key, value in context.items() if isinstance(value, Mapping)}
    graphs = []
    for graph, rows in groupby(quads, key=lambda quad: quad.graph_name):
        nodes = ",\n".join(json.dumps(node, ensure_ascii=False) for node in _nodes(rows, base, ids))
        graphs.append(nodes if isinstance(graph, DefaultGraph) else _graph(_relative(graph.value, base), nodes))
    head = json.dumps(context, ensure_ascii=False, indent=1)
    body = ",\n".join(part for part in graphs if part)
    return f'{{"@context": {head},\n"@graph": [\n{body}\n]}}\n'.encode()


def _graph(name: str, nodes: str) -> str:
    return f'{{"@id": {json.dumps(name)}, "@graph": [\n{nodes}\n]}}'


def _nodes(rows: Iterable[Quad], base: str, ids: set[str]) -> Iterable[dict[str, Any]]:
    for subject, statements in groupby(rows, key=lambda quad: quad.subject):
        node: dict[str, Any] = {"@id": _relative(subject.value, base)}
        for predicate, group in groupby(statements, key=lambda quad: quad.predicate.value):
            key = "@type" if predicate == _TYPE else shorten(predicate)
            values = [_value(quad.object, key, base, ids) for quad in group]
            node[key] = values[0] if len(values) == 1 else values
        yield node


def _value(term: Any, key: str, base: str, ids: set[str]) -> Any:
    if isinstance(term, NamedNode):
        return (
            shorten(term.value)
            if key == "@type"
            else _relative(term.value, base)
            if key in ids
            else {"@id": _relative(term.value, base)}
        )
    assert isinstance(term, Literal)
    datatype = term.datatype.value
    if datatype == _STRING:
        return term.value
    if datatype == _LANG_STRING:
        return {"@value": term.value, "@language": term.language}
    native = _NATIVE.get(datatype)
    return native(term.value) if native else {"@value": term.value, "@type": _compact(datatype)}


def shorten(iri: str) -> str:
    """Return the short name that the context gives an IRI; an own term that is called like a prefix keeps its own.

    >>> shorten("https://w3id.org/communique/meet#startDate"), shorten("https://w3id.org/communique/meet#role")
    ('startDate', 'meet:role')
    """
    name = iri.removeprefix(_MEET)
    return name if name != iri and name not in PREFIXES else _compact(iri)


def _compact(iri: str) -> str:
    space = iri[: max(iri.rfind("/"), iri.rfind("#")) + 1]
    prefix = _BY_SPACE.get(space)
    return f"{prefix}:{iri[len(space) :]}" if prefix else iri


def _relative(iri: str, base: str) -> str:
    path = iri.removeprefix(base)
    return path if path != iri and path and ":" not in path.split("/")[0] else _compact(iri)


_BY_SPACE: Final = {iri: prefix for prefix, iri in PREFIXES.items()}
