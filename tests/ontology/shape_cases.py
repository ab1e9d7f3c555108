"""The sample that conforms, the edits that break it, and what the shapes find.

A claimed fact is one statement that stands in the data twice: as a triple, and reified as a claim. So `say`, `unsay` and `resay`
edit the fact together with its claims; `add`, `remove` and `replace` edit one bare triple.
"""

import csv
import hashlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import pyshacl
from pyoxigraph import Quad, QuerySolutions, RdfFormat, Store, parse
from rdflib import RDF, SH, Graph, Literal, URIRef
from rdflib.term import Node

from communique.resources import stock
from communique.terms import CODES, MEET, PREFIXES

Triple = tuple[Node, Node, Node]
#: (focus node, shape, constraint component)
Finding = tuple[str, str, str]

ONTOLOGY: Final = stock("ontology")
HERE: Final = Path(__file__).parent / "shapes"
DATA: Final = "https://example.org/strait/"
SHAPES: Final = "https://w3id.org/communique/shapes#"
HEAD: Final = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
_SPARQL: Final = str(SH.SPARQLConstraintComponent)
_WRITTEN: Final = f"PREFIX d: <{DATA}>\n{HEAD}"


@dataclass(frozen=True, slots=True)
class Edit:
    """One row of `edits.tsv`: the shape that must fire, and the statement that is changed."""

    fires: str
    action: str
    subject: Node
    predicate: Node
    object: Node
    instead: Node | None

    def __str__(self) -> str:
        """Return the row in short, to name a test case."""
        short = " ".join(str(term).replace(DATA, "").rpartition("#")[2] for term in (self.subject, self.predicate, self.object))
        return f"{self.fires} {self.action} {short}"


@cache
def read_base() -> Graph:
    """Return the conforming sample with the code lists."""
    graph = Graph().parse(HERE / "base.ttl")
    for path in sorted((ONTOLOGY / "codelists").glob("*.ttl")):
        graph.parse(path)
    return graph


@cache
def read_store() -> Store:
    """Return the sample in a store, kept equal to the graph of `read_base`."""
    store = Store()
    store.bulk_load(read_base().serialize(format="nt").encode(), RdfFormat.N_TRIPLES)
    return store


@cache
def read_shapes() -> Graph:
    """Return all shapes and the prefixes that they use."""
    graph = Graph().parse(ONTOLOGY / "prefixes.ttl")
    for path in sorted((ONTOLOGY / "shapes").glob("*.ttl")):
        graph.parse(path)
    return graph


@cache
def core_shapes() -> Graph:
    """Return the shapes without their SPARQL constraints."""
    graph = Graph() + read_shapes()
    for shape in set(graph.subjects(SH.sparql)):
        graph.remove((shape, None, None))
    return graph


@cache
def sparql_shapes() -> dict[str, str]:
    """Return the query of each SPARQL constraint, by the name of its shape."""
    shapes = read_shapes()
    return {_name(shape): str(shapes.value(node, SH.select)) for shape, node in sorted(shapes.subject_objects(SH.sparql))}


def read_edits() -> list[Edit]:
    """Return the rows of `edits.tsv`."""
    with (HERE / "edits.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader((line for line in file if not line.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE))
    terms = _terms(sorted({cell for row in rows[1:] for cell in row[2:] if cell}))
    return [Edit(fires, action, terms[s], terms[p], terms[o], terms.get(new)) for fires, action, s, p, o, new in rows[1:]]


def _terms(written: list[str]) -> dict[str, Node]:
    """Parse terms written as in Turtle."""
    graph = Graph()
    lines = "\n".join(f"<urn:t> <urn:{number}> {term} ." for number, term in enumerate(written))
    graph.parse(data=_WRITTEN + lines, format="turtle")
    return {written[int(str(key).rpartition(":")[2])]: value for key, value in graph.predicate_objects()}


# --- changing the sample ----------------------------------------------------------------------------------------------


def changes(edit: Edit, graph: Graph) -> tuple[set[Triple], set[Triple]]:
    """Return what an edit takes out of the sample and what it puts in."""
    old: Triple = (edit.subject, edit.predicate, edit.object)
    new: Triple = (edit.subject, edit.predicate, edit.object if edit.instead is None else edit.instead)
    return _ACTIONS[edit.action](old, new, graph)


def _claims(statement: Triple, graph: Graph) -> list[Node]:
    subject, predicate, value = statement
    return [
        claim
        for claim in graph.subjects(RDF.object, value)
        if (claim, RDF.subject, subject) in graph and (claim, RDF.predicate, predicate) in graph
    ]


def _add(old: Triple, new: Triple, graph: Graph) -> tuple[set[Triple], set[Triple]]:
    return set(), {new}


def _remove(old: Triple, new: Triple, graph: Graph) -> tuple[set[Triple], set[Triple]]:
    return {old}, set()


def _replace(old: Triple, new: Triple, graph: Graph) -> tuple[set[Triple], set[Triple]]:
    return {old}, {new}


def _say(old: Triple, new: Triple, graph: Graph) -> tuple[set[Triple], set[Triple]]:
    mark = hashlib.sha256(repr(new).encode()).hexdigest()[:8]
    claim, document = URIRef(f"{DATA}claim-{mark}"), URIRef(f"{DATA}north-2021")
    parts: list[tuple[URIRef, Node]] = [
        (RDF.type, MEET.Claim),
        *zip((RDF.subject, RDF.predicate, RDF.object), new, strict=True),
        (MEET.statedIn, document),
        (MEET["from"], Literal("published")),
        (MEET.rule, Literal("stated")),
        (MEET.standing, CODES["standing"].asserted),
    ]
    return set(), {new, *((claim, predicate, value) for predicate, value in parts)}


def _unsay(old: Triple, new: Triple, graph: Graph) -> tuple[set[Triple], set[Triple]]:
    return {old, *(triple for claim in _claims(old, graph) for triple in graph.triples((claim, None, None)))}, set()


def _resay(old: Triple, new: Triple, graph: Graph) -> tuple[set[Triple], set[Triple]]:
    claims = _claims(old, graph)
    return {old, *((c, RDF.object, old[2]) for c in claims)}, {new, *((c, RDF.object, new[2]) for c in claims)}


_ACTIONS: Final[dict[str, Callable[[Triple, Triple, Graph], tuple[set[Triple], set[Triple]]]]] = {
    "add": _add,
    "remove": _remove,
    "replace": _replace,
    "say": _say,
    "unsay": _unsay,
    "resay": _resay,
}


def nodes_of(edit: Edit) -> set[Node]:
    """Return the nodes on which an edit can change what the core shapes find."""
    out, put = changes(edit, read_base())
    return touched(read_base(), out | put)


def touched(graph: Graph, changed: Iterable[Triple]) -> set[Node]:
    """Return the nodes on which a change of some triples can change what the core shapes find.

    A core shape reads what its focus node says, what is said of it where a path runs backwards, and the classes of its values.
    """
    backwards = set(read_shapes().objects(None, SH.inversePath))
    nodes = {subject for subject, _, _ in changed} | {value for _, predicate, value in changed if predicate in backwards}
    retyped = {subject for subject, predicate, _ in changed if predicate == RDF.type}
    return nodes | {node for subject in retyped for node in graph.subjects(None, subject)}


def batches(edits: Iterable[Edit]) -> list[list[Edit]]:
    """Gather edits that cannot meet, so that one validation serves many."""
    found: list[tuple[set[Node], list[Edit]]] = []
    for edit in edits:
        nodes = nodes_of(edit)
        taken, batch = next(((taken, batch) for taken, batch in found if not taken & nodes), (set[Node](), list[Edit]()))
        if not batch:
            found.append((taken, batch))
        taken |= nodes
        batch.append(edit)
    return [batch for _, batch in found]


@contextmanager
def edited(*edits: Edit) -> Iterator[Graph]:
    """Give the sample with some edits; afterwards it is as before."""
    graph = read_base()
    parts = [changes(edit, graph) for edit in edits]
    out, put = (set[Triple]().union(*(part[side] for part in parts)) for side in (0, 1))
    assert out <= set(graph), f"{edits}: the sample has no such statement"
    assert not put & set(graph), f"{edits}: the sample already says so"
    _exchange(graph, out, put)
    try:
        yield graph
    finally:
        _exchange(graph, put, out)


def _exchange(graph: Graph, out: Iterable[Triple], put: Iterable[Triple]) -> None:
    for triple in out:
        graph.remove(triple)
        read_store().remove(_quad(triple))
    for triple in put:
        graph.add(triple)
        read_store().add(_quad(triple))


def _quad(triple: Triple) -> Quad:
    written = " ".join(term.n3() for term in triple) + " ."
    quad: Quad = next(iter(parse(written, format=RdfFormat.N_TRIPLES)))
    return quad


# --- finding ----------------------------------------------------------------------------------------------------------


def shacl_findings(graph: Graph, shapes: Graph) -> set[Finding]:
    """Return what pySHACL finds."""
    _, report, _ = pyshacl.validate(graph, shacl_graph=shapes, inference="none", inplace=True)
    terms = (SH.focusNode, SH.sourceShape, SH.sourceConstraintComponent)
    results = (tuple(report.value(result, term) for term in terms) for result in report.objects(None, SH.result))
    return {(str(focus), _name(shape), str(component)) for focus, shape, component in results}


def sparql_findings() -> set[Finding]:
    """Return what the SPARQL constraints find when each is asked once of the whole store."""
    found = set()
    for shape, query in sparql_shapes().items():
        found |= {(solution["this"].value, shape, _SPARQL) for solution in ask(read_store(), query)}
    return found


def ask(store: Store, query: str) -> QuerySolutions:
    """Return what a query of a shape answers over a whole store."""
    solutions = store.query(HEAD + query)
    assert isinstance(solutions, QuerySolutions)
    return solutions


def _name(shape: object) -> str:
    return str(shape).removeprefix(SHAPES)
