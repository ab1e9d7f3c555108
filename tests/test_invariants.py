"""The invariants of the data set, held against what is published and the documents that it was made from."""

from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat, Store, parse
from rdflib import Dataset

from communique.documents import read_folder
from communique.graph.facts import PARTS
from communique.properties import PROPERTIES
from communique.settings import read_settings
from communique.terms import MEET, OA, RDF, RDFS

ROOT = Path(__file__).resolve().parents[1]
BASE = read_settings(ROOT).base
STRUCTURAL = {str(RDF.type), str(RDFS.label), str(MEET.acting), str(MEET.ofState)} | {
    link for links in PARTS.values() for link in links
}


@cache
def quads() -> tuple[Quad, ...]:
    """The published data set."""
    return tuple(parse((ROOT / "data/graph/everything.nq").read_bytes(), format=RdfFormat.N_QUADS))


@cache
def nodes() -> dict[str, dict[str, list[str]]]:
    """Every node's properties and values."""
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for quad in quads():
        found[text(quad.subject)][quad.predicate.value].append(text(quad.object))
    return found


def text(term: object) -> str:
    """A term as text."""
    return str(getattr(term, "value", term))


def of_type(kind: str) -> dict[str, dict[str, list[str]]]:
    """The nodes of a class."""
    return {node: said for node, said in nodes().items() if str(MEET[kind]) in said.get(str(RDF.type), ())}


def graph(quad: Quad) -> str:
    """The name of a statement's graph."""
    assert isinstance(quad.graph_name, NamedNode)
    return quad.graph_name.value.removeprefix(f"{BASE}graph/")


def test_every_excerpt_is_exactly_the_text_at_its_offsets() -> None:
    """An excerpt's quotation stands in its document, between its start and its end."""
    texts = {f"{BASE}document/{d.name}": d.text for d in read_folder(ROOT / "data/documents")}
    excerpts = of_type("Excerpt")

    assert len(excerpts) > 100
    for node, said in excerpts.items():
        (document,), (start,), (end,) = said[str(MEET.ofDocument)], said[str(OA.start)], said[str(OA.end)]
        assert [texts[document][int(start) : int(end)]] == said[str(OA.exact)], node


def test_the_stored_hash_is_that_of_the_document() -> None:
    """Each document is the one that was read."""
    hashes = {f"{BASE}document/{d.name}": [d.sha256] for d in read_folder(ROOT / "data/documents")}

    assert {node: said[str(MEET.sha256)] for node, said in of_type("SourceDocument").items()} == hashes


def test_every_fact_has_a_claim_with_the_same_statement() -> None:
    """What the facts graph says beside types, labels and structural links is what some claim says."""
    claimed = {tuple(said[str(part)][0] for part in (RDF.subject, RDF.predicate, RDF.object)) for said in of_type("Claim").values()}
    facts = [q for q in quads() if graph(q) == "facts" and q.predicate.value not in STRUCTURAL]

    assert len(facts) > 200
    for quad in facts:
        assert (text(quad.subject), quad.predicate.value, text(quad.object)) in claimed, quad


def test_every_claimed_property_is_in_the_table() -> None:
    """The facts graph has no property that is neither structural nor claimable."""
    used = {q.predicate.value for q in quads() if graph(q) == "facts"}

    assert used <= STRUCTURAL | {row.iri for row in PROPERTIES.values()}


def test_every_claim_has_one_standing_and_rests_on_words() -> None:
    """No claim is lost: each says how it stands, and leads to words or to a metadata field."""
    claims = of_type("Claim")

    assert len(claims) > 300
    for node, said in claims.items():
        assert len(said[str(MEET.standing)]) == 1, node
        assert said[str(MEET.restsOn)] or said[str(MEET["from"])], node


def test_everything_derived_has_a_derivation_with_its_inputs() -> None:
    """The subject of each derived statement is that of a derivation that names its rule and what it used."""
    derivations = of_type("Derivation")
    explained = {subject for said in derivations.values() for subject in said[str(MEET.derivedSubject)]}
    derived = {text(q.subject) for q in quads() if graph(q) == "derived"} - derivations.keys()

    assert derived
    assert derived <= explained
    assert all(said[str(MEET.byRule)] for said in derivations.values())


def test_no_statement_stands_in_two_graphs() -> None:
    """The named graphs are disjoint, so that no engine counts a statement twice."""
    assert len({quad.triple for quad in quads()}) == len(quads())


def test_there_is_no_blank_node() -> None:
    """Every node has an IRI."""
    assert not any(isinstance(term, BlankNode) for quad in quads() for term in (quad.subject, quad.object))


def test_nothing_says_that_somebody_was_absent() -> None:
    """Not mentioned is never absent: no property or code speaks of absence."""
    words = {text(term).casefold() for quad in quads() for term in (quad.predicate, quad.object) if isinstance(term, NamedNode)}

    assert not [word for word in words if "absent" in word or "absence" in word]


def test_every_literal_survives_the_embedded_store() -> None:
    """Literals stand in the one form that Oxigraph's store, which rewrites others, keeps to the letter."""
    store = Store()
    store.bulk_extend(quads())

    assert set(store) == set(quads())


@pytest.mark.parametrize(("name", "form"), [("everything.trig", RdfFormat.TRIG), ("everything.jsonld", RdfFormat.JSON_LD)])
def test_oxigraph_reads_the_same_data_set_from_every_format(name: str, form: RdfFormat) -> None:
    """TriG and JSON-LD hold the same statements in the same graphs as the N-Quads."""
    again = set(parse((ROOT / "data/graph" / name).read_bytes(), format=form))

    assert again == set(quads())


def test_the_turtle_is_the_facts_graph() -> None:
    """The one Turtle file holds the facts and nothing else."""
    again = {row.triple for row in parse((ROOT / "data/graph/facts.ttl").read_bytes(), format=RdfFormat.TURTLE)}

    assert again == {quad.triple for quad in quads() if graph(quad) == "facts"}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "form"), [("everything.nq", "nquads"), ("everything.trig", "trig"), ("everything.jsonld", "json-ld")]
)
def test_rdflib_reads_the_same_data_set_from_every_format(name: str, form: str) -> None:
    """Rdflib finds the same statements in the same graphs, literal for literal."""
    dataset = Dataset()
    dataset.parse(ROOT / "data/graph" / name, format=form)
    again = {(str(s), str(p), str(o), str(g)) for s, p, o, g in dataset.quads()}

    assert again == {(text(q.subject), q.predicate.value, text(q.object), text(q.graph_name)) for q in quads()}
