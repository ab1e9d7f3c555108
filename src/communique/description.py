"""`dataset.ttl`: what the data set is, for catalogues and for programs (DCAT 3, VoID).

It stands beside the data and is not part of what the hash covers: it holds that hash, and the measured accuracy of reading.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from communique import __version__
from communique.export import FORMATS, tidy
from communique.settings import Settings
from communique.tally import LINKS, Tally
from communique.terms import DCAT, DCTERMS, MEET, PREFIXES, RDF, RDFS, VOID, XSD

_TYPE: Final = str(RDF.type)
#: What the data set leans on, beside its own ontology.
_VOCABULARIES: Final = ("dcterms", "meet", "oa", "org", "prov", "skos")
_DCAT_VERSION: Final = "http://www.w3.org/ns/dcat#version"


#: Where a project keeps the figures that it measured of itself.
MEASURED: Final = "docs/measured.json"
#: The files of a data set in one piece, by the format of each.
WHOLE: Final = {"everything.jsonld": "json-ld", "everything.nq": "nquads", "everything.trig": "trig", "facts.ttl": "turtle"}


@dataclass(frozen=True, slots=True)
class Published:
    """What is published: its counts, its hash, its files with the format of each, and the file of the project's own figures."""

    tally: Tally
    digest: str
    measured: Path
    files: Mapping[str, str] = field(default_factory=lambda: WHOLE)


def describe(settings: Settings, published: Published) -> bytes:
    """Return the description of a data set as Turtle."""
    triples = _node_by_node(_triples(settings, published))
    prefixes = {name: PREFIXES[name] for name in ("dcat", "dcterms", "meet", "rdfs", "schema", "void", "xsd")}
    written = serialize(triples, format=RdfFormat.TURTLE, prefixes=prefixes)
    assert written is not None
    return tidy(written)


def _node_by_node(triples: Iterable[Triple]) -> list[Triple]:
    """Gather the statements about each node, in the order in which nodes appear."""
    found = list(triples)
    place = {triple.subject: number for number, triple in reversed(list(enumerate(found)))}
    return sorted(found, key=lambda triple: place[triple.subject])


def _triples(settings: Settings, published: Published) -> Iterator[Triple]:
    node = _node(f"{settings.base}dataset")
    yield from _head(settings, node, published.digest)
    yield from _counts(node, published.tally)
    for name, form in published.files.items():
        yield from _distribution(settings, node, (name, FORMATS[form].media_type))
    yield from _partitions(settings, node, published.tally)
    yield from _linksets(settings, node, published.tally)
    yield from _accuracy(settings, node, published.measured)


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


def _counts(node: NamedNode, tally: Tally) -> Iterator[Triple]:
    counts = (
        (VOID.triples, tally.triples),
        (VOID.distinctSubjects, tally.subjects),
        (VOID.properties, len(tally.properties)),
        (VOID.entities, tally.classes.total()),
    )
    for predicate, count in counts:
        yield _triple(node, predicate, _integer(count))


def _distribution(settings: Settings, node: NamedNode, told: tuple[str, str]) -> Iterator[Triple]:
    file, media_type = told
    place = _node(f"{settings.base}{file}")
    yield _triple(node, DCAT.distribution, place)
    yield _triple(node, VOID.dataDump, place)
    yield _triple(place, _TYPE, _node(DCAT.Distribution))
    yield _triple(place, DCTERMS.title, Literal(file))
    yield _triple(place, DCAT.mediaType, _node(f"https://www.iana.org/assignments/media-types/{media_type}"))


def _partitions(settings: Settings, node: NamedNode, tally: Tally) -> Iterator[Triple]:
    kinds = (
        ("class", VOID.classPartition, VOID["class"], VOID.entities, tally.classes),
        ("property", VOID.propertyPartition, VOID.property, VOID.triples, tally.properties),
    )
    for kind, link, names, count_of, counts in kinds:
        for iri, count in sorted(counts.items()):
            part = _node(f"{settings.base}dataset/{kind}/{iri.replace('#', '/').rsplit('//', 1)[-1]}")
            yield _triple(node, link, part)
            yield _triple(part, names, _node(iri))
            yield _triple(part, count_of, _integer(count))


def _linksets(settings: Settings, node: NamedNode, tally: Tally) -> Iterator[Triple]:
    for (predicate, host), count in sorted(tally.links.items()):
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
