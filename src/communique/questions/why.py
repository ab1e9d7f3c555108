"""The words behind a row: from the patterns of a question's head to claims, and from those to excerpts."""

from collections.abc import Iterable, Iterator, Mapping
from typing import cast

from pyoxigraph import Literal, NamedNode

from communique.questions.base import ANY, BETWEEN, ITSELF, Evidence, Pattern, Source, Term
from communique.terms import MEET, OA, RDF

_SUBJECT, _PREDICATE, _OBJECT = (NamedNode(str(term)) for term in (RDF.subject, RDF.predicate, RDF.object))
_STATED_IN, _RULE, _RESTS_ON = (NamedNode(str(MEET[name])) for name in ("statedIn", "rule", "restsOn"))
_START, _END, _EXACT = (NamedNode(str(OA[name])) for name in ("start", "end", "exact"))


def find_evidence(store: Source, patterns: Iterable[Pattern], row: Mapping[str, Term]) -> list[Evidence]:
    """Return the excerpts that the claims behind a row rest on: document, quote, start, end and rule, in the order of the text.

    A claim that rests on metadata alone has no quote and no offsets.
    """
    claims = {claim for pattern in patterns for claim in _claims(store, pattern, row)}
    found = {tuple(evidence.values()): evidence for claim in claims for evidence in _evidence(store, claim)}
    return [found[key] for key in sorted(found, key=lambda key: (str(key[0]), *(key[at] or 0 for at in (2, 3)), str(key[4])))]


def _claims(store: Source, pattern: Pattern, row: Mapping[str, Term]) -> Iterator[Term]:
    if pattern.property == ITSELF:
        yield from _nodes(row, pattern.subject) or []
        return
    subjects, objects = _nodes(row, pattern.subject), _nodes(row, pattern.object)
    fixed, known = (_SUBJECT, subjects) if subjects is not None else (_OBJECT, objects or [])
    for node in known:
        for claim in _reified(store, fixed, node):
            if _has(store, claim, _PREDICATE, _property(pattern)) and (subjects is None or _has(store, claim, _OBJECT, objects)):
                yield claim


def _reified(store: Source, predicate: NamedNode, node: Term) -> Iterator[Term]:
    return (cast("NamedNode", quad.subject) for quad in store.quads_for_pattern(None, predicate, node))


def _property(pattern: Pattern) -> list[Term] | None:
    return None if pattern.property == ANY else [NamedNode(pattern.property)]


def _nodes(row: Mapping[str, Term], name: str) -> list[Term] | None:
    """Return the terms in a column, those of an array as nodes; None for anything at all."""
    if name == ANY:
        return None
    term = row.get(name)
    if isinstance(term, Literal) and "://" in term.value.partition(BETWEEN)[0]:
        return [NamedNode(iri) for iri in term.value.split(BETWEEN) if iri]
    return [term] if term else []


def _has(store: Source, claim: Term, predicate: NamedNode, among: list[Term] | None) -> bool:
    return among is None or any(next(store.quads_for_pattern(claim, predicate, term), None) for term in among)


def _evidence(store: Source, claim: Term) -> Iterator[Evidence]:
    (document,), (rule,) = _values(store, claim, _STATED_IN), _values(store, claim, _RULE)
    excerpts = _values(store, claim, _RESTS_ON)
    for excerpt in excerpts:
        (quote,), (start,), (end,) = (_values(store, excerpt, part) for part in (_EXACT, _START, _END))
        yield {
            "document": document.value,
            "quote": quote.value,
            "start": int(start.value),
            "end": int(end.value),
            "rule": rule.value,
        }
    if not excerpts:
        yield {"document": document.value, "quote": None, "start": None, "end": None, "rule": rule.value}


def _values(store: Source, node: Term, predicate: NamedNode) -> list[NamedNode | Literal]:
    return [quad.object for quad in store.quads_for_pattern(node, predicate, None)]  # type: ignore[misc]
