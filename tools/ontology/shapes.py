"""The shapes: named, numbered, explained, and in step with the terms and the code lists."""

import re
from collections.abc import Mapping
from typing import Final

from rdflib import DCTERMS, RDF, SH, SKOS, Graph, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from communique.properties import PROPERTIES
from communique.terms import CODE_BASE, MEET
from tools.ontology.tree import Found, Tree, in_order, short, union

SHAPES: Final = "https://w3id.org/communique/shapes#"
REQUIREMENTS: Final = "https://w3id.org/communique/docs/requirements#"
_ID: Final = re.compile(r"[A-Z]{3}-\d\d-[a-z0-9-]+")
_SEVERITIES: Final = frozenset({SH.Violation, SH.Warning})
#: Codes that only stand above others in their list.
_UMBRELLAS: Final = frozenset({URIRef(CODE_BASE + "role/lead")})
#: The list of the codes that a property takes.
_LISTS: Final[Mapping[Node, str]] = {
    MEET.attendanceMode: "mode",
    MEET.disagreementKind: "disagreement",
    MEET.outcomeKind: "outcome",
    MEET.resolution: "resolution",
    MEET.rights: "rights",
    MEET.role: "role",
    MEET.standing: "standing",
    MEET.status: "status",
    MEET.topic: "topic",
}


def all_shapes(tree: Tree) -> Graph:
    """Return the shapes of all files as one graph."""
    return union(tree.graph(name) for name in tree.folder("shapes"))


def _numbered(graph: Graph) -> list[Node]:
    return in_order(graph.subjects(SH.severity))


def check_names(tree: Tree) -> Found:
    """Every constraint has a readable name with a number of its own, and its message begins with that number."""
    graph = all_shapes(tree)
    found, faults, seen = _numbered(graph), [], set()
    for shape in found:
        name = str(shape).removeprefix(SHAPES)
        messages = [str(text) for text in graph.objects(shape, SH.message)]
        faults += [f"{name}: not named like ABC-01-words"] * (not _ID.fullmatch(name))
        faults += [f"{name}: its number is taken"] * (name[:6] in seen)
        faults += [f"{name}: its message does not begin with {name[:6]}"] * (
            not messages or not messages[0].startswith(f"{name[:6]} ")
        )
        faults += [f"{name}: {len(messages)} messages"] * (len(messages) != 1)
        seen.add(name[:6])
    return len(found), faults


def check_severities(tree: Tree) -> Found:
    """Every constraint states how grave its finding is."""
    graph = all_shapes(tree)
    shapes = set(graph.subjects(SH.path)) | set(graph.subjects(SH.sparql))
    faults = [f"{short(shape)}: no severity" for shape in shapes if not set(graph.objects(shape, SH.severity)) <= _SEVERITIES]
    return len(shapes), faults + [f"{short(shape)}: no severity" for shape in shapes if (shape, SH.severity, None) not in graph]


def check_requirements(tree: Tree) -> Found:
    """Every constraint serves a requirement of the page, and every requirement is served."""
    graph = all_shapes(tree)
    page = tree.read(tree.root / "docs" / "requirements.md")
    anchors = {REQUIREMENTS + title for title in re.findall(r"^## (\S+)$", page, re.MULTILINE)}
    served = {shape: {str(source) for source in graph.objects(shape, DCTERMS.source)} for shape in _numbered(graph)}
    faults = [
        f"{short(shape)}: serves {sources or 'nothing'}"
        for shape, sources in served.items()
        if not sources or not sources <= anchors
    ]
    idle = anchors - set().union(*served.values())
    return len(anchors), faults + [f"requirements.md: no shape serves {short(URIRef(anchor))}" for anchor in sorted(idle)]


def check_reached(tree: Tree) -> Found:
    """Every property shape belongs to a shape that has a target, in the same file, in the order of the numbers."""
    looked, faults = 0, []
    for name in tree.folder("shapes"):
        graph = tree.graph(name)
        owned = set(graph.objects(None, SH.property))
        shapes = set(graph.subjects(RDF.type, SH.PropertyShape))
        looked += len(shapes)
        faults += [f"{name}: no class has {short(shape)}" for shape in in_order(shapes ^ owned)]
        owners = set(graph.subjects(SH.property)) | set(graph.subjects(SH.sparql))
        targeted = set(graph.subjects(SH.targetClass)) | set(graph.subjects(SH.targetSubjectsOf))
        faults += [f"{name}: {short(shape)} has no target" for shape in in_order(owners - targeted)]
        numbers = re.findall(r"^shapes:([A-Z]{3}-\d\d)", tree.texts[name], re.MULTILINE)
        faults += [f"{name}: numbers out of order"] * (numbers != sorted(numbers))
    return looked, faults


def check_shape_terms(tree: Tree) -> Found:
    """Shapes name declared terms only, in triples and in queries."""
    graph = all_shapes(tree)
    named = {term for triple in graph for term in triple if str(term).startswith(str(MEET)) and isinstance(term, URIRef)}
    named |= {MEET[name] for query in graph.objects(None, SH.select) for name in re.findall(r"\bmeet:(\w+)", str(query))}
    return len(named), [f"shapes: {short(term)} is not declared" for term in sorted(named) if term not in tree.declared]


def check_code_shapes(tree: Tree) -> Found:
    """The codes that a shape allows are those of the code list, but for the codes that only stand above others."""
    graph = all_shapes(tree)
    faults: list[str] = []
    seen: set[Node] = set()
    for shape, head in graph.subject_objects(SH["in"]):
        path = next(graph.objects(shape, SH.path))
        if path in _LISTS:
            seen.add(path)
            concepts = set(tree.graph(f"codelists/{_LISTS[path]}.ttl").subjects(SKOS.notation)) - _UMBRELLAS
            faults += [f"{short(shape)}: not the codes of {_LISTS[path]}"] * (set(Collection(graph, head)) != concepts)
    return len(seen), faults + [f"shapes: {short(path)} is not bound to its list" for path in in_order(set(_LISTS) - seen)]


def check_claimed(tree: Tree) -> Found:
    """The properties that the shapes take for claimed are those of the program's table."""
    graph = all_shapes(tree)
    table = {URIRef(row.iri) for row in PROPERTIES.values()}
    listed = {term for head in graph.objects(URIRef(SHAPES + "CLM-02-property"), SH["in"]) for term in Collection(graph, head)}
    fact = URIRef(SHAPES + "FCT-20-is-claimed")
    targets = set(graph.objects(fact, SH.targetSubjectsOf))
    query = " ".join(str(text) for constraint in graph.objects(fact, SH.sparql) for text in graph.objects(constraint, SH.select))
    faults = [
        f"{name}: {short(term)}" for name, found in (("CLM-02", listed), ("FCT-20", targets)) for term in in_order(found ^ table)
    ]
    return len(table), faults + [
        f"FCT-20: does not ask for {short(term)}" for term in sorted(table) if not re.search(rf":{short(term)}\b", query)
    ]


CHECKS: Final = (
    check_names,
    check_severities,
    check_requirements,
    check_reached,
    check_shape_terms,
    check_code_shapes,
    check_claimed,
)
