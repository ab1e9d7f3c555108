"""One data set in two engines: terms and solutions of rdflib and pyoxigraph, told in each other's words."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

import rdflib
from pyoxigraph import Literal, NamedNode, Store

from communique.questions.base import Question, Row, Term
from communique.questions.catalogue import catalogue_quads
from communique.questions.run import row_maker

ROOT: Final = Path(__file__).parents[2]
BASE: Final = "https://example.org/harbour/"


def load_harbour(questions: Iterable[Question] = ()) -> Store:
    """Return the fixture with the code lists and the catalogue, as a build would publish them."""
    store = Store()
    store.load(path=str(ROOT / "tests/queries/harbour.trig"))
    for path in sorted((ROOT / "ontology/codelists").glob("*.ttl")):
        store.load(path=str(path), to_graph=NamedNode(BASE + "graph/codelists"))
    store.extend(catalogue_quads(questions, BASE))
    return store


def copy_to_rdflib(store: Store) -> rdflib.Dataset:
    """Return a store's data set in rdflib, with its named graphs."""
    found = rdflib.Dataset(default_union=True)
    for name in store.named_graphs():
        graph = found.graph(rdflib.URIRef(name.value))
        for quad in store.quads_for_pattern(None, None, None, name):
            graph.add((to_rdflib(quad.subject), to_rdflib(quad.predicate), to_rdflib(quad.object)))
    return found


def rows_in_rdflib(dataset: rdflib.Dataset, question: Question) -> Iterator[Row]:
    """Yield the rows of a question asked in rdflib, its query as it is."""
    result = dataset.query(question.text)
    if question.form == "ask":
        yield {"answer": bool(result.askAnswer)}
    elif question.form == "construct":
        assert result.graph is not None
        triples = sorted(([to_pyoxigraph(term) for term in triple] for triple in result.graph), key=lambda t: " ".join(map(str, t)))
        yield from (row_maker(question, ("subject", "predicate", "object"))(triple) for triple in triples)
    else:
        for solution in result:
            bound = solution.asdict()  # type: ignore[union-attr]
            yield row_maker(question, list(bound))([None if term is None else to_pyoxigraph(term) for term in bound.values()])


def to_rdflib(term: object) -> rdflib.URIRef | rdflib.Literal:
    """Return a term of pyoxigraph as one of rdflib."""
    if isinstance(term, NamedNode):
        return rdflib.URIRef(term.value)
    assert isinstance(term, Literal)
    plain = term.language or term.datatype.value == str(rdflib.XSD.string)
    return rdflib.Literal(term.value, lang=term.language, datatype=None if plain else rdflib.URIRef(term.datatype.value))


def to_pyoxigraph(term: object) -> Term:
    """Return a term of rdflib as one of pyoxigraph."""
    if isinstance(term, rdflib.URIRef):
        return NamedNode(str(term))
    assert isinstance(term, rdflib.Literal)
    if term.language:
        return Literal(str(term), language=term.language)
    return Literal(str(term), datatype=NamedNode(str(term.datatype)) if term.datatype else None)
