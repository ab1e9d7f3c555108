"""The profile: what is said of the terms stays within OWL 2 RL, and so within OWL 2 DL.

The check allows what is known to belong to both, form by form, and refuses all else; so it is stricter than the profile.

1. Every class, property and datatype that an axiom names is declared, and is of one kind only.
2. Axioms are of the forms in the tables below, between named classes and properties; datatypes are those that OWL 2 RL has.
3. No property is a chain or transitive, so every property may be functional, asymmetric or irreflexive.
4. Blank nodes occur only as lists and as axioms of disjointness.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from rdflib import OWL, RDF, RDFS, XSD, BNode, Graph, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from tools.ontology.tree import Found, Tree, short

KINDS: Final = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
#: Datatypes that OWL 2 RL has; dates are not among them.
DATATYPES: Final = frozenset({XSD.string, XSD.integer, XSD.decimal, XSD.boolean})
_CHARACTERISTICS: Final[Mapping[Node, set[URIRef]]] = {
    OWL.FunctionalProperty: {OWL.ObjectProperty, OWL.DatatypeProperty},
    OWL.AsymmetricProperty: {OWL.ObjectProperty},
    OWL.IrreflexiveProperty: {OWL.ObjectProperty},
}
_CLASS: Final = frozenset({OWL.Class})
_OBJECT: Final = frozenset({OWL.ObjectProperty})
_PROPERTY: Final = frozenset({OWL.ObjectProperty, OWL.DatatypeProperty})
#: Predicates of axioms, with the kinds that their subject and their object may have.
_AXIOMS: Final[Mapping[Node, tuple[frozenset[URIRef], frozenset[URIRef]]]] = {
    RDFS.subClassOf: (_CLASS, _CLASS),
    OWL.disjointWith: (_CLASS, _CLASS),
    RDFS.subPropertyOf: (_PROPERTY, _PROPERTY),
    RDFS.domain: (_PROPERTY, _CLASS),
    RDFS.range: (_OBJECT, _CLASS),
}
_LISTS: Final[Mapping[Node, frozenset[URIRef]]] = {OWL.members: _CLASS, OWL.hasKey: _PROPERTY}
_HEADER: Final = frozenset({OWL.imports, OWL.versionIRI})
_ANNOTATIONS: Final = frozenset({OWL.deprecated, OWL.versionInfo, RDFS.label, RDFS.comment, RDFS.isDefinedBy, RDFS.seeAlso})


def check_profile(tree: Tree) -> Found:
    """Every axiom is of a form that OWL 2 RL allows, between things that are declared."""
    graph = tree.merged
    kinds: dict[Node, set[Node]] = {}
    for term, kind in graph.subject_objects(RDF.type):
        if kind in KINDS:
            kinds.setdefault(term, set()).add(kind)
    faults = [f"{short(term)}: of {len(found)} kinds" for term, found in kinds.items() if len(found) > 1]
    one = {term: next(iter(found)) for term, found in kinds.items()}
    return len(graph), faults + sorted({fault for triple in graph for fault in _faults(graph, one, triple)})


def _faults(graph: Graph, kinds: dict[Node, Node], triple: tuple[Node, Node, Node]) -> Iterator[str]:
    subject, predicate, value = triple
    written = f"{short(subject)} {short(predicate)} {short(value)}"
    if predicate == RDF.type:
        yield from _type_faults(kinds, triple, written)
    elif predicate in _AXIOMS:
        yield from _axiom_faults(kinds, triple, written)
    elif predicate in _LISTS:
        members = list(Collection(graph, value))
        if predicate == OWL.hasKey and kinds.get(subject) != OWL.Class:
            yield f"{written}: not of a declared class"
        yield from (f"{written}: {short(m)} may not stand there" for m in members if kinds.get(m) not in _LISTS[predicate])
    elif predicate not in {RDF.first, RDF.rest, *_HEADER, *_ANNOTATIONS} and kinds.get(predicate) != OWL.AnnotationProperty:
        yield f"{written}: no axiom of the profile, and {short(predicate)} is not declared for annotation"


def _type_faults(kinds: dict[Node, Node], triple: tuple[Node, Node, Node], written: str) -> Iterator[str]:
    subject, _, kind = triple
    allowed = _CHARACTERISTICS.get(kind)
    if allowed is not None and kinds.get(subject) not in allowed:
        yield f"{written}: not for this kind of property"
    elif allowed is None and kind not in {*KINDS, OWL.Ontology, OWL.AllDisjointClasses}:
        yield f"{written}: no axiom of the profile"
    if isinstance(subject, BNode) and kind != OWL.AllDisjointClasses:
        yield f"{written}: a blank node"


def _axiom_faults(kinds: dict[Node, Node], triple: tuple[Node, Node, Node], written: str) -> Iterator[str]:
    subject, predicate, value = triple
    left, right = _AXIOMS[predicate]
    literal = predicate == RDFS.range and kinds.get(subject) == OWL.DatatypeProperty
    if literal and value not in DATATYPES:
        yield f"{written}: a datatype that OWL 2 RL lacks"
    if not literal and (kinds.get(subject) not in left or kinds.get(value) not in right):
        yield f"{written}: between things of the wrong kind, or not declared"


CHECKS: Final = (check_profile,)
