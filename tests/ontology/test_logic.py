"""The ontology has no contradiction, alone and with facts; a planted one is found."""

import shutil
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import owlrl
import pytest
from rdflib import OWL, RDF, RDFS, Graph, Literal, URIRef
from rdflib.term import Node
from tools.ontology.tree import ROOT, Tree, union

from communique.terms import MEET
from tests.ontology.shape_cases import DATA, read_base

#: What is written with the reserved vocabulary of RDF, or about it, and so stays out of reasoning.
ABOUT_STATEMENTS = (MEET.Claim, MEET.Excerpt, MEET.Disagreement, MEET.Judgement)
LOGICAL = (str(RDF), str(RDFS), str(OWL))
FACTS = ROOT / "data" / "graph" / "facts.ttl"


def d(name: str) -> URIRef:
    """Return a node of the sample."""
    return URIRef(DATA + name)


#: False statements, and the words of the message by which the reasoner tells each.
CONTRADICTIONS = [
    ((d("ana-ruiz"), RDF.type, MEET.Agency), ("disjoint", "Agency", "ana-ruiz")),
    ((d("norland"), MEET.ordinal, Literal(3)), ("disjoint", "Meeting", "norland")),
    ((d("plenary-3"), MEET.attendedBy, d("port-alba")), ("disjoint", "Person", "port-alba")),
    ((d("outcome-adopted"), RDF.type, MEET.Commitment), ("disjoint", "Commitment", "outcome-adopted")),
    ((d("lighthouse"), RDF.type, MEET.Instrument), ("disjoint", "Instrument", "lighthouse")),
    ((d("sea-ministry"), MEET.succeededBy, d("sea-ministry")), ("irreflexive", "sea-ministry")),
    ((d("pilot-agency"), MEET.succeededBy, d("pilot-bureau")), ("asymmetric", "pilot-bureau")),
]


def sample_facts() -> Graph:
    """Return what the sample asserts, without its claims and their weighing."""
    graph = Graph() + read_base()
    for kind in ABOUT_STATEMENTS:
        for node in set(graph.subjects(RDF.type, kind)):
            graph.remove((node, None, None))
            graph.remove((None, None, node))
    return graph


def contradictions(*graphs: Graph) -> list[str]:
    """Return what the OWL 2 RL rules find wrong.

    owlrl compares all properties of a key but the last, so keys are left to the other reasoner.
    """
    whole = union(graphs)
    whole.remove((None, OWL.hasKey, None))
    rules = owlrl.OWLRL_Semantics(whole, axioms=False, daxioms=False, rdfs=False)
    rules.closure()
    return [str(message) for message in rules.error_messages]


def alignments(tree: Tree) -> Iterable[Graph]:
    """Return the alignments, which the core does not import."""
    return (tree.graph(name) for name in tree.folder("alignments"))


@cache
def core() -> Graph:
    """Return the axioms of the ontology proper, without labels, definitions and other annotations."""
    graph = Graph()
    for subject, predicate, value in Tree().merged:
        if str(predicate).startswith(LOGICAL) and predicate not in {RDFS.label, RDFS.isDefinedBy, OWL.imports, OWL.versionIRI}:
            graph.add((subject, predicate, value))
    return graph


@cache
def planted() -> list[str]:
    """Return what is found wrong when all false statements are made beside the facts of the sample."""
    facts = sample_facts()
    for statement, _ in CONTRADICTIONS:
        facts.add(statement)
    return contradictions(core(), facts)


def test_ontology_is_consistent_with_all_alignments() -> None:
    """Nothing contradicts itself when the ontology and all alignments are taken together."""
    assert 300 < len(core())
    assert [] == contradictions(core(), *alignments(Tree()))


def test_sample_is_consistent() -> None:
    """The facts of the sample contradict nothing."""
    assert 1000 < len(sample_facts())
    assert [] == contradictions(core(), sample_facts())


@pytest.mark.parametrize(("statement", "words"), CONTRADICTIONS, ids=lambda item: str(item[-1]).rpartition("/")[2])
def test_planted_contradiction_is_found(statement: tuple[Node, Node, Node], words: tuple[str, ...]) -> None:
    """The reasoner finds each false statement, and names what it is about."""
    assert any(all(word.casefold() in message.casefold() for word in words) for message in planted())


@pytest.mark.slow
def test_published_facts_are_consistent() -> None:
    """The facts of the published data set contradict nothing."""
    assert [] == contradictions(core(), Graph().parse(FACTS))


def hermit(folder: Path, *graphs: Graph) -> bool:
    """Tell whether HermiT finds the graphs consistent; skips where owlready2 or Java is missing."""
    owlready2 = pytest.importorskip("owlready2", reason="owlready2 is not installed: `make setup-slow` installs it")
    if shutil.which("java") is None:
        pytest.skip("java is not installed: `make setup-slow` installs it")
    whole = union(graphs)
    whole.remove((None, OWL.imports, None))
    file = folder / "all.nt"
    whole.serialize(file, format="nt", encoding="utf-8")
    world = owlready2.World()
    ontology = world.get_ontology(file.as_uri()).load()
    try:
        with ontology:
            owlready2.sync_reasoner_hermit(world, debug=0, ignore_unsupported_datatypes=True)
    except owlready2.OwlReadyInconsistentOntologyError:
        return False
    return not list(world.inconsistent_classes())


@pytest.mark.slow
def test_hermit_finds_no_contradiction(tmp_path: Path) -> None:
    """A reasoner for all of OWL 2 DL agrees, with the facts of the sample."""
    assert hermit(tmp_path, core(), sample_facts())


@pytest.mark.slow
def test_hermit_finds_a_planted_contradiction(tmp_path: Path) -> None:
    """The reasoner says no when a person is made an agency."""
    false = Graph()
    false.add((d("ana-ruiz"), RDF.type, MEET.Agency))

    assert not hermit(tmp_path, core(), sample_facts(), false)


@pytest.mark.slow
def test_hermit_knows_keys(tmp_path: Path) -> None:
    """Two participations of one person in one meeting are one, so they cannot be declared different."""
    false = Graph()
    false.add((d("part-twin"), RDF.type, MEET.Participation))
    false.add((d("part-twin"), MEET.inMeeting, d("plenary-3")))
    false.add((d("part-twin"), MEET.participant, d("ana-ruiz")))
    false.add((d("part-twin"), OWL.differentFrom, d("part-ana-3")))

    assert not hermit(tmp_path, core(), sample_facts(), false)
