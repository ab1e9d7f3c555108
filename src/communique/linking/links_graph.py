"""The graph of links: what the mapping files say, as RDF.

Each affirmed mapping gives one link from our entity to the other data set's, and one node of its own that says where the mapping
comes from and how sure it is. "Looked for and not found" gives the node alone; rejected mappings stay in their file.

- `owl:sameAs`: an exact match of the highest confidence between things of one kind;
- `schema:sameAs`: any other exact match (a page about a person, a register's record of a tenure, one source alone);
- `rdfs:seeAlso`: what is close or related.

SKOS's own mapping properties stay in the files: they would make people concepts.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final

from rdflib import Literal, URIRef
from rdflib.term import Node

from communique.errors import AuthorityError
from communique.linking.sssom import Mapping, MappingSet, read_sssom
from communique.terms import DCTERMS, OWL, RDF, RDFS, SDO, SSSOM, XSD

#: Mappings at least so sure are asserted as identity, where the kinds agree.
IDENTICAL: Final = 0.95
EXACT: Final = "skos:exactMatch"
#: The file of mappings that are no links.
REJECTED: Final = "rejected.sssom.tsv"
Triple = tuple[URIRef, URIRef, Node]


def links_rows(folder: Path, base: str, is_hidden: Callable[[str], bool] = lambda _: False) -> Iterator[Triple]:
    """Yield the triples of the links graph for the mapping files of a folder, in the order of files and rows.

    A row of which a side, or its label, is one that `is_hidden` says to hide stays in its file. Raises `AuthorityError` for a
    row whose subject is not below `base`.
    """
    for path in mapping_files(folder):
        found = read_sssom(path)
        for mapping in found.mappings:
            named = (mapping.subject_id, mapping.subject_label, mapping.object_id, mapping.object_label)
            if not any(map(is_hidden, named)):
                yield from _triples(mapping, found, base, path.name)


def mapping_files(folder: Path) -> list[Path]:
    """Return the files of a folder that hold links, sorted by name; none where there is no such folder."""
    return sorted(path for path in folder.glob("*.sssom.tsv") if path.name != REJECTED)


def link_property(mapping: Mapping) -> URIRef:
    """Return the property by which a mapping links in the graph.

    >>> row = ("a:1", EXACT, "b:2", "semapv:ManualMappingCuration")
    >>> link_property(Mapping(*row, subject_category="person", object_category="person", confidence="0.98"))
    rdflib.term.URIRef('http://www.w3.org/2002/07/owl#sameAs')
    """
    if mapping.predicate_id != EXACT:
        return RDFS.seeAlso
    sure = float(mapping.confidence or 0) >= IDENTICAL
    same_kind = bool(mapping.subject_category) and mapping.subject_category == mapping.object_category
    return OWL.sameAs if sure and same_kind else SDO.sameAs


def _triples(mapping: Mapping, found: MappingSet, base: str, file: str) -> Iterator[Triple]:
    subject, target = found.expand(mapping.subject_id), found.expand(mapping.object_id)
    if not subject.startswith(base):
        message = f"{mapping.subject_id}: not below {base}; a mapping's subject is one of this data set"
        raise AuthorityError(message)
    if mapping.found:
        yield URIRef(subject), link_property(mapping), URIRef(target)
    digest = hashlib.sha256("\n".join((file, subject, mapping.predicate_id, target)).encode()).hexdigest()[:16]
    node = URIRef(f"{base}mapping/{digest}")
    yield node, DCTERMS.isPartOf, URIRef(f"{base}links/{file}")
    yield from ((node, property_, value) for property_, value in _node(mapping, found))


def _node(mapping: Mapping, found: MappingSet) -> Iterable[tuple[URIRef, Node]]:
    """Return what is said of a mapping's own node, as SSSOM's RDF form has it."""
    texts = {
        SSSOM.subject_label: mapping.subject_label,
        SSSOM.object_label: mapping.object_label,
        SSSOM.subject_category: mapping.subject_category,
        SSSOM.object_category: mapping.object_category,
        SSSOM.author_label: mapping.author_label,
        SSSOM.reviewer_label: mapping.reviewer_label,
        SSSOM.mapping_tool: mapping.mapping_tool,
        SSSOM.mapping_tool_version: mapping.mapping_tool_version,
        SSSOM.mapping_cardinality: mapping.mapping_cardinality,
        SSSOM.match_string: mapping.match_string,
        DCTERMS.source: mapping.source,
        RDFS.comment: mapping.comment,
    }
    yield RDF.type, OWL.Axiom
    yield OWL.annotatedSource, URIRef(found.expand(mapping.subject_id))
    yield OWL.annotatedProperty, URIRef(found.expand(mapping.predicate_id))
    yield OWL.annotatedTarget, URIRef(found.expand(mapping.object_id))
    yield SSSOM.mapping_justification, URIRef(found.expand(mapping.mapping_justification))
    yield from ((property_, Literal(text)) for property_, text in texts.items() if text)
    yield from ((RDFS.seeAlso, URIRef(address)) for address in mapping.see_also.split("|") if address)
    if mapping.confidence:
        yield SSSOM.confidence, Literal(mapping.confidence, datatype=XSD.decimal)
    if mapping.mapping_date:
        yield DCTERMS.created, Literal(mapping.mapping_date, datatype=XSD.date)
