"""Formats: stable bytes, and every statement comes back in both engines."""

import random

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, parse
from rdflib import Dataset

from communique.errors import DataError
from communique.export import FORMATS, canonical_lines, dataset_hash, in_order, write
from communique.terms import MEET, RDF, XSD

BASE = "https://example.org/t/"
TEXTS = (
    "plain",
    '“quoted” and "quoted"',
    "line\nfeed\ttab\\slash",
    "ñ 会議 🏛",
    "<b>&amp;</b> ]]>",
    "a\u2028b\u2029c\x85d",
    "e\rf",
    "",
)


def quad(subject: str, predicate: str, value: NamedNode | Literal, graph: str = "facts") -> Quad:
    """Make a statement below the base."""
    return Quad(NamedNode(BASE + subject), NamedNode(str(MEET[predicate])), value, NamedNode(f"{BASE}graph/{graph}"))


def typed(text: str, datatype: str) -> Literal:
    """Make a typed literal."""
    return Literal(text, datatype=NamedNode(str(XSD[datatype])))


QUADS = [
    quad("meeting/m-1", "startDate", typed("2021-12-02", "date")),
    quad("meeting/m-1", "startDate", typed("2021-12", "gYearMonth")),
    quad("meeting/m-1", "began", typed("2010", "gYear")),
    quad("meeting/m-1", "ordinal", typed("13", "integer")),
    quad("tenure/t", "acting", typed("false", "boolean")),
    quad("meeting/m-1", "attendedBy", NamedNode(BASE + "person/ann-o-neil")),
    quad("meeting/m-1", "name", Literal("Diálogo", language="es"), "authority"),
    *(quad(f"outcome/o-{n}", "text", Literal(text), "claims/a") for n, text in enumerate(TEXTS)),
]


def lines(quads: list[Quad]) -> list[str]:
    """Return canonical lines."""
    return canonical_lines(quads)


@pytest.mark.parametrize("name", ["nquads", "trig", "json-ld"])
def test_oxigraph_reads_back_the_same_data_set(name: str) -> None:
    """What a format with graphs holds is the data set, to the letter."""
    media = {"nquads": RdfFormat.N_QUADS, "trig": RdfFormat.TRIG, "json-ld": RdfFormat.JSON_LD}

    again = list(parse(write(QUADS, name, BASE), format=media[name]))

    assert lines(QUADS) == lines(again)


@pytest.mark.parametrize("name", ["nquads", "trig", "json-ld"])
def test_rdflib_reads_back_the_same_data_set(name: str) -> None:
    """Rdflib finds the same statements in the same graphs."""
    dataset = Dataset()
    dataset.parse(data=write(QUADS, name, BASE), format={"nquads": "nquads", "trig": "trig", "json-ld": "json-ld"}[name])

    again = sorted((str(s), str(p), str(o), str(g)) for s, p, o, g in dataset.quads())

    terms = [(q.subject, q.predicate, q.object, q.graph_name) for q in QUADS]
    assert again == sorted(tuple(str(getattr(term, "value", term)) for term in row) for row in terms)


@pytest.mark.parametrize("name", ["turtle", "ntriples", "rdfxml"])
def test_formats_of_one_graph_hold_its_statements(name: str) -> None:
    """Turtle, N-Triples and RDF/XML hold every statement once."""
    media = {"turtle": RdfFormat.TURTLE, "ntriples": RdfFormat.N_TRIPLES, "rdfxml": RdfFormat.RDF_XML}

    again = {q.triple for q in parse(write(QUADS, name, BASE), format=media[name])}

    assert again == {q.triple for q in QUADS}


@pytest.mark.parametrize("name", FORMATS)
def test_the_order_of_statements_changes_no_byte(name: str) -> None:
    """A format's bytes depend on the statements alone."""
    shuffled = QUADS * 2
    random.Random(7).shuffle(shuffled)

    assert write(QUADS, name, BASE) == write(shuffled, name, BASE)


def test_the_store_keeps_every_literal_as_it_is() -> None:
    """The literal forms that we write survive Oxigraph's store, which rewrites others."""
    store = Store()
    store.extend(QUADS)

    assert lines(QUADS) == lines(list(store))


def test_types_come_first() -> None:
    """Within a node, the type stands before other properties, so that Turtle reads well."""
    node = NamedNode(BASE + "meeting/m-1")
    kind = Quad(node, NamedNode(str(RDF.type)), NamedNode(str(MEET.Meeting)), NamedNode(f"{BASE}graph/facts"))

    ordered = [q for q in in_order([*QUADS, kind]) if q.subject == node and q.graph_name == kind.graph_name]

    assert ordered[0] == kind


def test_the_hash_is_that_of_the_file() -> None:
    """The data set's hash is the SHA-256 of its N-Quads file."""
    import hashlib

    assert dataset_hash(canonical_lines(QUADS)) == hashlib.sha256(write(QUADS, "nquads", BASE)).hexdigest()


def test_what_xml_cannot_hold_is_refused_with_a_way_out() -> None:
    """A control character has no place in RDF/XML; nothing is written that no reader takes."""
    with pytest.raises(DataError, match=r"U\+0007 .* take turtle"):
        write([quad("outcome/o", "text", Literal("a\x07b"))], "rdfxml", BASE)
