"""The code lists, the prefixes, and the alignments with other vocabularies."""

from collections import Counter
from typing import Final

from rdflib import DCTERMS, FOAF, ORG, OWL, PROV, RDF, SDO, SH, SKOS, Graph, Namespace, URIRef
from rdflib.term import Node

from communique.terms import CODE_BASE, CODES, MEET, OA, PREFIXES
from tools.ontology.tree import Found, Tree, in_order, short, texts_in
from tools.ontology.words import LANGUAGES

CV: Final = Namespace("http://data.europa.eu/m8g/")
#: Terms of vocabularies that rdflib does not carry, each seen as a subject in the vocabulary's own file.
VERIFIED: Final = {
    str(CV): {"Participation", "PublicEvent", "PublicOrganisation", "eventNumber", "role"},
    str(OA): {"TextPositionSelector", "TextQuoteSelector", "hasSource", "hasTarget"},
}
_CARRIED: Final = {str(namespace): namespace for namespace in (DCTERMS, FOAF, ORG, PROV, SDO)}
#: Terms that exist and mean something else than their name suggests.
TRAPS: Final = frozenset({SDO.Project, SDO.participant, PROV.Delegation, SDO.namedPosition})


def check_concepts(tree: Tree) -> Found:
    """Every concept has its labels, definitions and code, and its place in the list that its IRI names."""
    looked, faults = 0, []
    for name in tree.folder("codelists"):
        graph = tree.graph(name)
        scheme = URIRef(CODE_BASE + name.rpartition("/")[2].removesuffix(".ttl"))
        concepts = in_order(graph.subjects(RDF.type, SKOS.Concept))
        looked += len(concepts)
        faults += [f"{name}: {fault}" for concept in concepts for fault in _concept_faults(graph, scheme, concept)]
        labels = Counter(str(label) for label in graph.objects(None, SKOS.prefLabel) if getattr(label, "language", "") == "en")
        faults += [f"{name}: {label!r} labels {count} concepts" for label, count in labels.items() if count > 1]
    names = {name.rpartition("/")[2].removesuffix(".ttl") for name in tree.folder("codelists")}
    return looked, faults + [f"codelists: {name} is a list of the program or a file, not both" for name in names ^ set(CODES)]


def _concept_faults(graph: Graph, scheme: URIRef, concept: Node) -> list[str]:
    code = short(concept)
    faults = []
    for predicate in (SKOS.prefLabel, SKOS.definition):
        faults += [
            f"{code}: {short(predicate)} in {lang}" for lang in LANGUAGES if len(texts_in(graph, concept, predicate, lang)) != 1
        ]
    if str(concept) != f"{scheme}/{code}" or [str(text) for text in graph.objects(concept, SKOS.notation)] != [code]:
        faults.append(f"{code}: its notation is not its code")
    if set(graph.objects(concept, SKOS.inScheme)) != {scheme}:
        faults.append(f"{code}: not in the scheme of its file")
    above = set(graph.objects(concept, SKOS.broader))
    if (bool(above) == ((concept, SKOS.topConceptOf, scheme) in graph)) or not all(
        (a, SKOS.inScheme, scheme) in graph for a in above
    ):
        faults.append(f"{code}: neither at the top nor below another of its list")
    return faults


def check_triggers(tree: Tree) -> Found:
    """Every topic has words that tell it, in lower case, and no two topics share one."""
    graph = tree.graph("codelists/topic.ttl")
    words = Counter(str(word) for word in graph.objects(None, SKOS.hiddenLabel))
    faults = [f"topic: {word!r} tells {count} topics" for word, count in words.items() if count > 1]
    faults += [f"topic: {word!r} is not in lower case" for word in words if word != word.lower()]
    silent = set(graph.subjects(RDF.type, SKOS.Concept)) - set(graph.subjects(SKOS.hiddenLabel))
    return len(words), faults + [f"topic: no word tells {short(topic)}" for topic in in_order(silent)]


def check_declared_prefixes(tree: Tree) -> Found:
    """The declared prefixes are those of the program, and all of them."""
    graph = tree.graph("prefixes.ttl")
    declared = {str(graph.value(node, SH.prefix)): str(graph.value(node, SH.namespace)) for node in graph.objects(None, SH.declare)}
    wrong = [name for name in sorted(declared | PREFIXES) if declared.get(name) != PREFIXES.get(name)]
    return len(declared), [f"prefixes.ttl: {name}: is {declared.get(name)}, the program has {PREFIXES.get(name)}" for name in wrong]


def check_alignments(tree: Tree) -> Found:
    """Every alignment leads from a declared term to one that exists in the other vocabulary and means the like."""
    looked, faults = 0, []
    for name in tree.folder("alignments"):
        rows = [row for row in tree.graph(name) if str(row[0]).startswith(str(MEET))]
        looked += len(rows)
        faults += [f"{name}: {short(term)} is not declared" for term, _, _ in rows if term not in tree.declared]
        faults += [f"{name}: {other} does not exist" for _, _, other in rows if not _exists(str(other))]
        faults += [f"{name}: {other} means something else" for _, _, other in rows if other in TRAPS]
        kinds = {term for term, key, _ in rows if ("Class" in str(key)) and term not in tree.classes}
        faults += [f"{name}: {short(term)} is no class" for term in in_order(kinds)]
    return looked, faults + [f"{name}: imported" for name in tree.folder("alignments") if _imported(tree, name)]


def _exists(iri: str) -> bool:
    namespace = iri[: max(iri.rfind("#"), iri.rfind("/")) + 1]
    term = iri[len(namespace) :]
    if namespace in VERIFIED:
        return term in VERIFIED[namespace]
    return namespace in _CARRIED and term in _CARRIED[namespace]


def _imported(tree: Tree, name: str) -> bool:
    (subject,) = tree.graph(name).subjects(RDF.type, OWL.Ontology)
    return (None, OWL.imports, subject) in tree.merged


CHECKS: Final = (check_concepts, check_triggers, check_declared_prefixes, check_alignments)
