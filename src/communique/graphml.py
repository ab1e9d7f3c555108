"""GraphML for Gephi and other network programs: people, bodies and meetings, and who took part in what."""

from typing import Final
from xml.etree import ElementTree as ET

from pyoxigraph import Quad

from communique.terms import MEET, RDF, RDFS

_NODES: Final = {
    str(MEET.Person): "person",
    str(MEET.Agency): "agency",
    str(MEET.State): "state",
    str(MEET.Meeting): "meeting",
}
_EDGES: Final = {
    str(MEET.attendedBy): "attended by",
    str(MEET.attendedByBody): "attended by body",
    str(MEET.ofState): "of state",
}
_KEYS: Final = (("label", "node"), ("kind", "node"), ("relation", "edge"))
_FORBIDDEN: Final = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF))


def write_graphml(quads: list[Quad], base: str) -> bytes:
    """Return people, bodies, states and meetings as nodes, and their links as edges."""
    said = [(_text(quad.subject), quad.predicate.value, _text(quad.object)) for quad in quads]
    kinds = {subject: _NODES[value] for subject, predicate, value in said if predicate == str(RDF.type) and value in _NODES}
    labels = {subject: value for subject, predicate, value in said if predicate == str(RDFS.label)}
    root = ET.Element("graphml", xmlns="http://graphml.graphdrawing.org/xmlns")
    for name, of in _KEYS:
        ET.SubElement(root, "key", {"id": name, "for": of, "attr.name": name, "attr.type": "string"})
    graph = ET.SubElement(root, "graph", edgedefault="directed")
    for iri, kind in sorted(kinds.items()):
        node = ET.SubElement(graph, "node", id=iri.removeprefix(base))
        _data(node, "label", labels.get(iri, iri))
        _data(node, "kind", kind)
    for subject, predicate, value in said:
        if predicate in _EDGES and subject in kinds and value in kinds:
            ends = {"source": subject.removeprefix(base), "target": value.removeprefix(base)}
            _data(ET.SubElement(graph, "edge", ends), "relation", _EDGES[predicate])
    ET.indent(root, " ")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'.encode()


def _text(term: object) -> str:
    return str(getattr(term, "value", term))


def _data(parent: ET.Element, key: str, text: str) -> None:
    ET.SubElement(parent, "data", key=key).text = text.translate(_FORBIDDEN)
