"""`graph/claims/DOCUMENT`: every claim of one document, and the excerpts that it rests on."""

from collections.abc import Iterable
from typing import Final

from pyoxigraph import Literal, Quad

from communique.graph.base import TYPE, Material, Node, Rows, integer
from communique.records import Claim, Document, Excerpt, Term
from communique.terms import MEET, OA, RDF

#: How many code points stand before and after an excerpt, to find it again in another copy of the text.
AROUND: Final = 32
_CLAIM: Final = Node(str(MEET.Claim))
_SUBJECT, _PREDICATE, _OBJECT = (Node(str(term)) for term in (RDF.subject, RDF.predicate, RDF.object))
_STATED_IN, _RESTS_ON, _RULE, _FROM, _WORDS, _OF_DOCUMENT = (
    Node(str(MEET[name])) for name in ("statedIn", "restsOn", "rule", "from", "inWords", "ofDocument")
)
_EXCERPT_TYPES: Final = tuple(Node(str(term)) for term in (MEET.Excerpt, OA.TextQuoteSelector, OA.TextPositionSelector))
_START, _END, _EXACT, _PREFIX, _SUFFIX = (Node(str(OA[name])) for name in ("start", "end", "exact", "prefix", "suffix"))


def claim_rows(material: Material, document: Document, claims: Iterable[Claim]) -> Rows:
    """Yield one document's claims and excerpts."""
    graph = material.graph(f"claims/{document.name}")
    excerpts: set[Excerpt] = set()
    for claim in claims:
        excerpts.update(claim.evidence)
        yield from _one_claim(material, claim, graph)
    for excerpt in sorted(excerpts):
        yield from _one_excerpt(material, document, excerpt, graph)


def excerpt_path(document: str, excerpt: Excerpt) -> str:
    """Return the path of an excerpt's node.

    >>> excerpt_path("a", Excerpt(3, 5, "me"))
    'excerpt/a/3-5'
    """
    return f"excerpt/{document}/{excerpt.start}-{excerpt.end}"


def _one_claim(material: Material, claim: Claim, graph: Node) -> Rows:
    node = material.node(f"claim/{claim.id}")
    entity_of = material.identities.entity_of
    value = (
        Term("entity", entity_of[claim.value.text]) if claim.value.kind == "mention" else Term(claim.value.kind, claim.value.text)
    )
    yield Quad(node, TYPE, _CLAIM, graph)
    yield Quad(node, _SUBJECT, material.node(entity_of[claim.subject]), graph)
    yield Quad(node, _PREDICATE, material.predicate(claim.property), graph)
    yield Quad(node, _OBJECT, material.term(value), graph)
    yield Quad(node, _STATED_IN, material.node(f"document/{claim.document}"), graph)
    yield Quad(node, _RULE, Literal(claim.rule), graph)
    for excerpt in claim.evidence:
        yield Quad(node, _RESTS_ON, material.node(excerpt_path(claim.document, excerpt)), graph)
    for predicate, text in ((_FROM, claim.source), (_WORDS, claim.words)):
        if text:
            yield Quad(node, predicate, Literal(text), graph)


def _one_excerpt(material: Material, document: Document, excerpt: Excerpt, graph: Node) -> Rows:
    node = material.node(excerpt_path(document.name, excerpt))
    for kind in _EXCERPT_TYPES:
        yield Quad(node, TYPE, kind, graph)
    yield Quad(node, _OF_DOCUMENT, material.node(f"document/{document.name}"), graph)
    yield Quad(node, _START, integer(excerpt.start), graph)
    yield Quad(node, _END, integer(excerpt.end), graph)
    yield Quad(node, _EXACT, Literal(excerpt.quote), graph)
    yield Quad(node, _PREFIX, Literal(document.text[max(0, excerpt.start - AROUND) : excerpt.start]), graph)
    yield Quad(node, _SUFFIX, Literal(document.text[excerpt.end : excerpt.end + AROUND]), graph)
