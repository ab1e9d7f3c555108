"""The reference of the ontology: every own term with its definition and an example, and the code lists."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from pyoxigraph import Literal, RdfFormat, Store

from communique.resources import stock
from communique.site.base import Head
from communique.site.context import Context
from communique.site.data import Data
from communique.site.evidence import Evidence
from communique.terms import CODES, MEET, OWL, RDF, RDFS, SKOS

_CLASSES: Final = (OWL.Class, RDFS.Class)
_PROPERTIES: Final = (OWL.ObjectProperty, OWL.DatatypeProperty, RDF.Property)


@dataclass(frozen=True, slots=True)
class Entry:
    """One term: its name, label, definition, example, and what it belongs under."""

    name: str
    iri: str
    label: str
    definition: str
    example: str
    parents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OntologyPage:
    """The reference; `reference` tells whether the ontology has fuller pages of its own."""

    head: Head
    groups: tuple[tuple[str, tuple[Entry, ...]], ...]
    namespace: str
    reference: bool


def make_ontology(evidence: Evidence, context: Context) -> OntologyPage:
    """Return the reference of own terms and codes."""
    terms = Data(_read_ontology(stock("ontology")), str(MEET))
    language = evidence.wording.language
    groups = [("ontology.classes", _entries(terms, terms.instances(*_CLASSES), language))]
    groups += [("ontology.properties", _entries(terms, terms.instances(*_PROPERTIES), language))]
    groups += [(f"codes.{name}", tuple(_codes(terms, name, language))) for name in CODES]
    found = tuple((evidence.wording(key), entries) for key, entries in groups if entries)
    head = Head("ontology.html", evidence.wording("ontology.title"), "ontology")
    return OntologyPage(head, found, str(MEET), bool(context.reference))


@cache
def _read_ontology(folder: Path) -> Store:
    store = Store()
    for path in (*sorted(folder.glob("*.ttl")), *sorted(folder.glob("codelists/*.ttl"))):
        store.load(path=str(path), format=RdfFormat.TURTLE)
    return store


def _entries(terms: Data, iris: list[str], language: str) -> tuple[Entry, ...]:
    return tuple(_entry(terms, iri, language) for iri in iris if iri.startswith(str(MEET)))


def _codes(terms: Data, name: str, language: str) -> Iterator[Entry]:
    for iri in terms.subjects(SKOS.inScheme, str(CODES[name]).rstrip("/")):
        yield _entry(terms, iri, language)


def _entry(terms: Data, iri: str, language: str) -> Entry:
    parents = (*terms.texts(iri, RDFS.subClassOf), *terms.texts(iri, RDFS.subPropertyOf), *terms.texts(iri, SKOS.broader))
    return Entry(
        name=iri.rpartition("#")[2].rpartition("/")[2],
        iri=iri,
        label=terms.label(iri, language),
        definition=_in(terms, iri, SKOS.definition, language),
        example=_in(terms, iri, SKOS.example, language),
        parents=tuple(parent.rpartition("#")[2].rpartition("/")[2] for parent in parents if "://" in parent),
    )


def _in(terms: Data, iri: str, predicate: object, language: str) -> str:
    found = {term.language or "": term.value for term in terms.values(iri, predicate) if isinstance(term, Literal)}
    return found.get(language) or found.get("en") or next(iter(found.values()), "")
