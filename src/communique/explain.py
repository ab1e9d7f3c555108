"""What the data set says of one thing, and the words behind each statement."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from communique.errors import DataError
from communique.terms import MEET, OA, RDF, RDFS, SKOS
from communique.vocabulary import words_for

_TYPE: Final = str(RDF.type)
_LABEL: Final = str(RDFS.label)
_CODE_LABEL: Final = str(SKOS.prefLabel)


@dataclass(frozen=True, slots=True)
class Words:
    """One excerpt behind a statement: who says it, where, by which rule it was read, and how the claim stands."""

    document: str
    quote: str
    start: int
    end: int
    rule: str
    standing: str


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement about the thing; `inverse` when the thing is its object; not `asserted` when only claimed.

    `property` is the predicate in words, `label` the value.
    """

    predicate: str
    property: str
    value: str
    label: str
    inverse: bool
    asserted: bool
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """All that is said of one thing."""

    iri: str
    label: str
    types: tuple[str, ...]
    statements: tuple[Statement, ...]
    disagreements: tuple[tuple[str, str], ...]


def explain(store: Store, base: str, thing: str) -> Explanation:
    """Explain a thing, given as an IRI, a path below the base, or an exact name.

    Raises:
        DataError: nothing, or more than one thing, is meant.
    """
    node = find_thing(store, base, thing)
    statements = [*_asserted(store, base, node), *_only_claimed(store, node)]
    types = tuple(sorted(_text(quad.object) for quad in store.quads_for_pattern(node, NamedNode(_TYPE), None, None)))
    return Explanation(node.value, _label(store, node), types, tuple(statements), _disagreements(store, node))


def find_thing(store: Store, base: str, thing: str) -> NamedNode:
    """Return the node that is meant.

    Raises:
        DataError: nothing, or more than one thing, is meant.
    """
    for node in filter(None, (_node(thing), _node(base + thing))):
        if any(store.quads_for_pattern(node, None, None, None)):
            return node
    found = sorted(_named(store, base, thing))
    if len(found) == 1:
        return NamedNode(found[0])
    if found:
        paths = ", ".join(iri.removeprefix(base) for iri in found)
        msg = f"{thing!r}: {len(found)} things are called so: {paths}; name one by its path"
        raise DataError(msg)
    msg = f"{thing!r}: nothing in the data set is called so; expected an address, a path like person/…, or an exact name"
    raise DataError(msg)


def _node(iri: str) -> NamedNode | None:
    try:
        return NamedNode(iri)
    except ValueError:
        return None


def names_of(store: Store, node: NamedNode) -> list[str]:
    """Return the names that the data set gives a thing, its label among them, sorted."""
    found = {
        quad.object for name in (_LABEL, str(MEET.name)) for quad in store.quads_for_pattern(node, NamedNode(name), None, None)
    }
    return sorted({term.value for term in found if isinstance(term, Literal)})


def _named(store: Store, base: str, name: str) -> set[str]:
    pattern = f"SELECT DISTINCT ?s {{ ?s <{_LABEL}>|<{MEET.name}> ?name FILTER(LCASE(STR(?name)) = LCASE(?given)) }}"
    query = pattern.replace("?given", str(Literal(name)))
    labelled = (_text(quad.subject) for quad in store.quads_for_pattern(None, NamedNode(_LABEL), None, None))
    last = {iri for iri in labelled if iri.endswith(f"/{name}")}
    return {iri for iri in {row["s"].value for row in _select(store, query)} | last if iri.startswith(base)}


def _select(store: Store, query: str) -> QuerySolutions:
    result = store.query(query, use_default_graph_as_union=True)
    assert isinstance(result, QuerySolutions)
    return result


def _text(term: object) -> str:
    return str(getattr(term, "value", term))


def _label(store: Store, term: Any) -> str:
    if not isinstance(term, NamedNode):
        return str(term.value)
    for name in (_LABEL, _CODE_LABEL):
        labels = (quad.object for quad in store.quads_for_pattern(term, NamedNode(name), None, None))
        found = [label for label in labels if isinstance(label, Literal) and label.language in (None, "en")]
        if found:
            return min(label.value for label in found)
    return "/".join(term.value.rsplit("/", 2)[-2:])


def _asserted(store: Store, base: str, node: NamedNode) -> list[Statement]:
    found = []
    for name in ("facts", "derived"):
        graph = NamedNode(f"{base}graph/{name}")
        outgoing = [(False, quad) for quad in store.quads_for_pattern(node, None, None, graph)]
        incoming = [(True, quad) for quad in store.quads_for_pattern(None, None, node, graph)]
        for inverse, quad in (*outgoing, *incoming):
            if quad.predicate.value not in {_TYPE, _LABEL} and "/derivation/" not in str(quad.subject):
                found.append(_statement(store, (quad.subject, quad.predicate, quad.object), inverse=inverse))
    return sorted(found, key=lambda s: (s.inverse, s.predicate, s.label, s.value))


def _only_claimed(store: Store, node: NamedNode) -> list[Statement]:
    """Return what is claimed of the node but not asserted."""
    query = f"""SELECT DISTINCT ?p ?o {{
      ?c <{RDF.subject}> {node} ; <{RDF.predicate}> ?p ; <{RDF.object}> ?o ; <{MEET.standing}> ?standing
      OPTIONAL {{ {node} ?p ?same FILTER(sameTerm(?same, ?o)) }} FILTER(!BOUND(?same))
    }} ORDER BY ?p STR(?o)"""
    rows = list(_select(store, query))
    return [_statement(store, (node, row["p"], row["o"]), asserted=False) for row in rows]


def _statement(store: Store, triple: Sequence[Any], *, inverse: bool = False, asserted: bool = True) -> Statement:
    other = triple[0] if inverse else triple[2]
    return Statement(
        triple[1].value, words_for(triple[1].value), other.value, _label(store, other), inverse, asserted, _words(store, triple)
    )


def _words(store: Store, triple: Sequence[Any]) -> tuple[Words, ...]:
    subject, predicate, value = triple
    query = f"""SELECT ?document ?quote ?start ?end ?rule ?standing {{
      ?c <{RDF.subject}> {subject} ; <{RDF.predicate}> {predicate} ; <{RDF.object}> {value} ; <{MEET.rule}> ?rule ;
         <{MEET.statedIn}> ?document ; <{MEET.restsOn}> ?e ; <{MEET.standing}> ?standing .
      ?e <{OA.exact}> ?quote ; <{OA.start}> ?start ; <{OA.end}> ?end
    }} ORDER BY ?document ?start ?end"""
    return tuple(
        Words(
            document=row["document"].value,
            quote=row["quote"].value,
            start=int(row["start"].value),
            end=int(row["end"].value),
            rule=row["rule"].value,
            standing=row["standing"].value.rsplit("/", 1)[-1],
        )
        for row in _select(store, query)
    )


def _disagreements(store: Store, node: NamedNode) -> tuple[tuple[str, str], ...]:
    query = f"SELECT ?d ?label {{ ?d <{MEET.about}> {node} ; <{_LABEL}> ?label }} ORDER BY ?label"
    return tuple((row["d"].value, row["label"].value) for row in _select(store, query))
