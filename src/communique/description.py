"""`dataset.ttl`: what the data set is, for catalogues and for programs (DCAT 3, VoID).

It stands beside the data and is not part of what the hash covers: it holds that hash, and the measured accuracy of reading.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, serialize

from communique import __version__
from communique.export import FORMATS, tidy
from communique.settings import Settings
from communique.terms import DCAT, DCTERMS, MEET, OWL, PREFIXES, RDF, RDFS, SDO, VOID, XSD

_TYPE: Final = str(RDF.type)
#: The properties that link to other data sets, and what each is called in the address of a linkset.
LINKS: Final = {str(OWL.sameAs): "owl-sameAs", str(SDO.sameAs): "schema-sameAs", str(RDFS.seeAlso): "seeAlso"}
#: What the data set leans on, beside its own ontology.
_VOCABULARIES: Final = ("dcterms", "meet", "oa", "org", "prov", "skos")
_DCAT_VERSION: Final = "http://www.w3.org/ns/dcat#version"


def describe(settings: Settings, quads: Sequence[Quad], digest: str, measured: Path) -> bytes:
    """Return the description of a data set as Turtle; `digest` is the SHA-256 of its N-Quads."""
    triples = _node_by_node(_triples(settings, quads, digest, measured))
    prefixes = {name: PREFIXES[name] for name in ("dcat", "dcterms", "meet", "rdfs", "schema", "void", "xsd")}
    written = serialize(triples, format=RdfFormat.TURTLE, prefixes=prefixes)
    assert written is not None
    return tidy(written)


def _node_by_node(triples: Iterable[Triple]) -> list[Triple]:
    """Gather the statements about each node, in the order in which nodes appear."""
    found = list(triples)
    place = {triple.subject: number for number, triple in reversed(list(enumerate(found)))}
    return sorted(found, key=lambda triple: place[triple.subject])


def _triples(settings: Settings, quads: Sequence[Quad], digest: str, measured: Path) -> Iterator[Triple]:
    node = _node(f"{settings.base}dataset")
    yield from _head(settings, node, digest)
    yield from _counts(node, quads)
    for name, form in sorted(FORMATS.items()):
        if form.suffix in {"nq", "trig", "jsonld", "ttl"}:
            yield from _distribution(settings, node, name)
    yield from _partitions(settings, node, quads)
    yield from _linksets(settings, node, quads)
    yield from _accuracy(settings, node, measured)


def _head(settings: Settings, node: NamedNode, digest: str) -> Iterator[Triple]:
    for kind in (DCAT.Dataset, VOID.Dataset):
        yield _triple(node, _TYPE, _node(kind))
    yield _triple(node, DCTERMS.title, Literal(settings.title))
    texts = ((DCTERMS.description, settings.description), (DCTERMS.publisher, settings.publisher))
    for predicate, text in texts:
        if text:
            yield _triple(node, predicate, Literal(text))
    if settings.licence:
        yield _triple(node, DCTERMS.license, _node(settings.licence))
    for language in settings.languages:
        yield _triple(node, DCTERMS.language, Literal(language))
    yield _triple(node, _DCAT_VERSION, Literal(__version__))
    yield _triple(node, MEET.sha256, Literal(digest))
    yield _triple(node, VOID.uriSpace, Literal(settings.base))
    for name in _VOCABULARIES:
        yield _triple(node, VOID.vocabulary, _node(PREFIXES[name].rstrip("#/")))


def _counts(node: NamedNode, quads: Iterable[Quad]) -> Iterator[Triple]:
    triples = {quad.triple for quad in quads}
    counts = (
        (VOID.triples, len(triples)),
        (VOID.distinctSubjects, len({triple.subject for triple in triples})),
        (VOID.properties, len({triple.predicate for triple in triples})),
        (VOID.entities, sum(triple.predicate.value == _TYPE for triple in triples)),
    )
    for predicate, count in counts:
        yield _triple(node, predicate, _integer(count))


def _distribution(settings: Settings, node: NamedNode, name: str) -> Iterator[Triple]:
    form = FORMATS[name]
    file = f"{'facts' if name == 'turtle' else 'everything'}.{form.suffix}"
    place = _node(f"{settings.base}{file}")
    yield _triple(node, DCAT.distribution, place)
    yield _triple(node, VOID.dataDump, place)
    yield _triple(place, _TYPE, _node(DCAT.Distribution))
    yield _triple(place, DCTERMS.title, Literal(file))
    yield _triple(place, DCAT.mediaType, _node(f"https://www.iana.org/assignments/media-types/{form.media_type}"))


def _partitions(settings: Settings, node: NamedNode, quads: Iterable[Quad]) -> Iterator[Triple]:
    triples = {quad.triple for quad in quads}
    classes = Counter(t.object.value for t in triples if t.predicate.value == _TYPE and isinstance(t.object, NamedNode))
    properties = Counter(t.predicate.value for t in triples)
    kinds = (
        ("class", VOID.classPartition, VOID["class"], VOID.entities, classes),
        ("property", VOID.propertyPartition, VOID.property, VOID.triples, properties),
    )
    for kind, link, names, count_of, counts in kinds:
        for iri, count in sorted(counts.items()):
            part = _node(f"{settings.base}dataset/{kind}/{iri.replace('#', '/').rsplit('//', 1)[-1]}")
            yield _triple(node, link, part)
            yield _triple(part, names, _node(iri))
            yield _triple(part, count_of, _integer(count))


def _linksets(settings: Settings, node: NamedNode, quads: Iterable[Quad]) -> Iterator[Triple]:
    found: Counter[tuple[str, str]] = Counter()
    for quad in quads:
        if quad.predicate.value in LINKS and isinstance(quad.object, NamedNode):
            found[quad.predicate.value, quad.object.value.split("/")[2].rstrip(".")] += 1
    for (predicate, host), count in sorted(found.items()):
        part = _node(f"{settings.base}dataset/links/{host}/{LINKS[predicate]}")
        yield _triple(node, VOID.subset, part)
        yield _triple(part, _TYPE, _node(VOID.Linkset))
        yield _triple(part, VOID.subjectsTarget, node)
        yield _triple(part, VOID.linkPredicate, _node(predicate))
        yield _triple(part, VOID.objectsTarget, _node(f"https://{host}/"))
        yield _triple(part, VOID.triples, _integer(count))


def _accuracy(settings: Settings, node: NamedNode, measured: Path) -> Iterator[Triple]:
    """Yield the measured F1 of reading, one figure each, where the project's own measurements are at hand."""
    if not measured.is_file():
        return
    table = json.loads(measured.read_text(encoding="utf-8")).get("reading", {}).get("all", {})
    for name, f1 in sorted(table.items()):
        figure = _node(f"{settings.base}dataset/accuracy/{name}")
        yield _triple(node, MEET.accuracy, figure)
        yield _triple(figure, RDFS.label, Literal(f"F1 of reading: {name}"))
        yield _triple(figure, MEET.f1, Literal(str(f1), datatype=_node(XSD.decimal)))


def _triple(subject: NamedNode, predicate: str, value: NamedNode | Literal) -> Triple:
    return Triple(subject, _node(predicate), value)


def _node(iri: str) -> NamedNode:
    return NamedNode(str(iri))


def _integer(count: int) -> Literal:
    return Literal(str(count), datatype=_node(XSD.integer))
