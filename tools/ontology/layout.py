"""How the files look: one header, one order of blocks, no prefix too many, imports without loops."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final
from xml.etree import ElementTree

from rdflib import OWL, RDF, SKOS, Graph, URIRef
from rdflib.term import Node

from communique.terms import PREFIXES
from tools.ontology.tree import Found, Tree, short

HEADER: Final = (
    "dcterms:title",
    "dcterms:description",
    "dcterms:creator",
    "dcterms:license",
    "dcterms:created",
    "dcterms:modified",
    "owl:versionIRI",
    "vann:preferredNamespacePrefix",
    "vann:preferredNamespaceUri",
    "owl:imports",
)
#: What may be missing from a header, or take the place of something, and where.
_OPTIONAL: Final = {"owl:imports", "vann:preferredNamespacePrefix", "vann:preferredNamespaceUri", "owl:versionIRI"}
BLOCK: Final = (
    "a",
    "rdfs:subClassOf",
    "rdfs:subPropertyOf",
    "rdfs:label",
    "skos:definition",
    "skos:scopeNote",
    "skos:example",
    "rdfs:domain",
    "schema:domainIncludes",
    "rdfs:range",
    "schema:rangeIncludes",
    "rdfs:isDefinedBy",
)
_PREFIX: Final = re.compile(r"^@prefix (\w+): <([^>]*)> \.$", re.MULTILINE)
_TERM: Final = re.compile(r"^(meet:\w+) a owl:(Class|ObjectProperty|DatatypeProperty) ;$", re.MULTILINE)


def check_headers(tree: Tree) -> Found:
    """Every file opens with the same header in the same order, under the name of the file."""
    faults = []
    for name, text in tree.texts.items():
        head = text.split("\n\n")[1]
        said = tuple(re.findall(r"^    ([a-z]+:\w+) ", head, re.MULTILINE))
        known = [key for key in said if key in HEADER]
        wanted = [key for key in HEADER if key in said or key not in _OPTIONAL]
        if known != wanted:
            faults.append(f"{name}: the header has {', '.join(known)}; expected {', '.join(wanted)}")
        if short(_subject(tree.graph(name))) != name.rpartition("/")[2].removesuffix(".ttl"):
            faults.append(f"{name}: the header is that of {_subject(tree.graph(name))}")
    return len(tree.texts), faults


def _subject(graph: Graph) -> Node:
    found = {*graph.subjects(RDF.type, OWL.Ontology), *graph.subjects(RDF.type, SKOS.ConceptScheme)}
    (subject,) = found
    return subject


def check_prefixes(tree: Tree) -> Found:
    """Every prefix is used, stands in order, and means what it means in the program."""
    looked, faults = 0, []
    for name, text in tree.texts.items():
        bound = _PREFIX.findall(text)
        body = re.sub(r"<[^>]*>", "", re.sub(r'"""(?:.|\n)*?"""|"(?:[^"\\\n]|\\.)*"', "", _PREFIX.sub("", text)))
        looked += len(bound)
        faults += [f"{name}: prefix {prefix}: is not used" for prefix, _ in bound if not re.search(rf"(?<![\w-]){prefix}:", body)]
        faults += [f"{name}: prefix {p}: means {PREFIXES[p]}" for p, iri in bound if PREFIXES.get(p, iri) != iri]
        if [prefix for prefix, _ in bound] != sorted(prefix for prefix, _ in bound):
            faults.append(f"{name}: prefixes are not in order")
    return looked, faults


def check_blocks(tree: Tree) -> Found:
    """Every term has one block, with its predicates in the agreed order and one blank line before the next."""
    looked, faults = 0, []
    for name in tree.core:
        for block in _blocks(tree.texts[name]):
            looked += 1
            said = ["a", *re.findall(r"^    ([a-z]+:\w+) ", block, re.MULTILINE)]
            if said != [key for key in BLOCK if key in said]:
                faults.append(f"{name}: {block.split(' ', 1)[0]} has its predicates in the order {', '.join(said)}")
        if "\n\n\n" in tree.texts[name]:
            faults.append(f"{name}: two blank lines together")
    return looked, faults


def _blocks(text: str) -> Iterator[str]:
    return (block for block in text.split("\n\n") if _TERM.match(block))


def check_order(tree: Tree) -> Found:
    """Classes stand before properties, each from A to Z."""
    looked, faults = 0, []
    for name in tree.core:
        found = [(kind != "Class", term.casefold()) for term, kind in _TERM.findall(tree.texts[name])]
        looked += len(found)
        faults += [f"{name}: {after[1]} stands after {before[1]}" for before, after in pairwise(found) if before > after]
    return looked, faults


def check_imports(tree: Tree) -> Found:
    """Imports run one way, reach the file of every term that is used, and never reach an alignment."""
    named = {short(_subject(tree.graph(name))): name for name in tree.core}
    direct = {name: {named.get(short(to), str(to)) for to in tree.graph(name).objects(None, OWL.imports)} for name in tree.core}
    faults = []
    for name in tree.core:
        reached = _reach(name, direct)
        faults += [f"{name}: imports itself"] * (name in reached)
        faults += [f"{name}: imports {other}, which is not of the core" for other in sorted(reached - set(tree.core))]
        used = {tree.declared[term] for triple in tree.graph(name) for term in triple if term in tree.declared}  # type: ignore[index]
        faults += [f"{name}: uses terms of {other} and does not import it" for other in sorted(used - reached - {name})]
    left_out = set(tree.core) - direct["meet.ttl"] - {"meet.ttl"}
    return sum(map(len, direct.values())), faults + [f"meet.ttl: does not import {name}" for name in sorted(left_out)]


def _reach(start: str, direct: dict[str, set[str]]) -> set[str]:
    reached: set[str] = set()
    waiting = [*direct[start]]
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting += direct.get(name, ())
    return reached


def check_catalog(tree: Tree) -> Found:
    """The catalogue leads from the name of each file of the core to the file, so that editors open it offline."""
    text = tree.read(tree.root / "ontology" / "catalog-v001.xml")
    rows = {row.get("uri"): row.get("name") for row in ElementTree.fromstring(text)}
    wanted = {name: str(_subject(tree.graph(name))) for name in tree.core}
    faults = [
        f"catalog-v001.xml: {name} should be {wanted.get(name or '')}"
        for name in rows | wanted
        if rows.get(name) != wanted.get(name or "")
    ]
    return len(rows), faults


def check_defined_by(tree: Tree) -> Found:
    """Every term is defined by the file that it stands in."""
    wanted = {term: _subject(tree.graph(name)) for term, name in tree.declared.items()}
    is_defined_by = URIRef("http://www.w3.org/2000/01/rdf-schema#isDefinedBy")
    faults = [
        f"{short(t)}: is not defined by <{home}>"
        for t, home in wanted.items()
        if set(tree.merged.objects(t, is_defined_by)) != {home}
    ]
    return len(wanted), faults


CHECKS: Final = (check_headers, check_prefixes, check_blocks, check_order, check_imports, check_catalog, check_defined_by)
