"""`graph/documents`: the source documents, their lineages, and how each was read."""

from collections.abc import Mapping
from typing import Final

from pyoxigraph import Literal, Quad

from communique.graph.base import LABEL, TYPE, Material, Node, Rows, code, date, integer
from communique.records import Document
from communique.terms import DCTERMS, MEET, PROV

_DOCUMENT: Final = Node(str(MEET.SourceDocument))
_READING: Final = tuple(Node(str(term)) for term in (MEET.Reading, PROV.Activity))
_TITLE, _PUBLISHER, _ISSUED, _LANGUAGE, _SOURCE = (
    Node(str(DCTERMS[name])) for name in ("title", "publisher", "issued", "language", "source")
)
_SHA256, _RIGHTS, _COPY_OF, _LINEAGE = (Node(str(MEET[name])) for name in ("sha256", "rights", "copyOf", "lineage"))
_VERSION, _TOTAL, _READ, _NOISE = (
    Node(str(MEET[name])) for name in ("readerVersion", "charactersTotal", "charactersRead", "charactersNoise")
)
_USED: Final = Node(str(PROV.used))


def document_rows(material: Material, coverage: Mapping[str, tuple[int, int, int]], version: str) -> Rows:
    """Yield the documents and their readings; `coverage` gives, for each, the characters read, noise and not understood."""
    graph = material.graph("documents")
    for document in material.documents:
        yield from _one_document(material, document, graph)
        yield from _one_reading(material, document, (coverage[document.name], version), graph)


def _one_document(material: Material, document: Document, graph: Node) -> Rows:
    node = material.node(f"document/{document.name}")
    head = material.weighed.witnesses[document.name]
    yield Quad(node, TYPE, _DOCUMENT, graph)
    yield Quad(node, LABEL, Literal(document.title or document.name), graph)
    yield Quad(node, _SHA256, Literal(document.sha256), graph)
    yield Quad(node, _RIGHTS, code(f"rights/{document.rights}"), graph)
    yield Quad(node, _LINEAGE, material.node(f"document/{head}"), graph)
    for predicate, text in ((_TITLE, document.title), (_PUBLISHER, document.publisher), (_LANGUAGE, document.language)):
        if text:
            yield Quad(node, predicate, Literal(text), graph)
    if document.published:
        yield Quad(node, _ISSUED, date(document.published), graph)
    if document.url:
        yield Quad(node, _SOURCE, _address(document.url), graph)
    if document.copy_of in material.weighed.witnesses:
        yield Quad(node, _COPY_OF, material.node(f"document/{document.copy_of}"), graph)


def _address(url: str) -> Node | Literal:
    """Return an address as a node where it is an IRI, else as the text that it is."""
    try:
        return Node(url)
    except ValueError:
        return Literal(url)


def _one_reading(material: Material, document: Document, how: tuple[tuple[int, int, int], str], graph: Node) -> Rows:
    (read, noise, _), version = how
    node = material.node(f"reading/{document.name}")
    for kind in _READING:
        yield Quad(node, TYPE, kind, graph)
    yield Quad(node, _USED, material.node(f"document/{document.name}"), graph)
    yield Quad(node, _VERSION, Literal(version), graph)
    for predicate, count in ((_TOTAL, len(document.text)), (_READ, read), (_NOISE, noise)):
        yield Quad(node, predicate, integer(count), graph)
