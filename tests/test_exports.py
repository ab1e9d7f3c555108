"""Other formats of the published data set: RDF 1.2, GraphML and CSV."""

import csv
from xml.etree import ElementTree as ET

from pyoxigraph import NamedNode, RdfFormat, Triple, parse

from communique.exports import export
from communique.project import Project
from communique.rdf12 import REIFIES
from communique.terms import MEET, RDF

NS = "{http://graphml.graphdrawing.org/xmlns}"


def test_rdf12_reifies_every_claim(bridges: Project) -> None:
    """Each claim reifies one triple term, and Oxigraph reads it back."""
    quads = list(parse(export(bridges.store, "rdf12", bridges.settings.base), format=RdfFormat.N_QUADS))
    claims = {q.subject for q in quads if q.predicate.value == str(RDF.type) and q.object == NamedNode(str(MEET.Claim))}
    reified = [q for q in quads if q.predicate.value == REIFIES]

    assert {q.subject for q in reified} == claims
    assert all(isinstance(q.object, Triple) for q in reified)


def test_rdf12_loses_no_statement(bridges: Project) -> None:
    """Three statements of each claim become one; all others stay."""
    quads = list(parse(export(bridges.store, "rdf12", bridges.settings.base), format=RdfFormat.N_QUADS))
    reified = sum(q.predicate.value == REIFIES for q in quads)

    assert len(quads) + 2 * reified == len(bridges.store)


def test_graphml_has_people_and_meetings(bridges: Project) -> None:
    """Who took part in what is an edge between two labelled nodes."""
    root = ET.fromstring(export(bridges.store, "graphml", bridges.settings.base))
    labels = {node.get("id"): node.findtext(f"{NS}data") for node in root.iter(f"{NS}node")}
    edges = {
        (labels[e.get("source")], labels[e.get("target")])
        for e in root.iter(f"{NS}edge")
        if e.findtext(f"{NS}data") == "attended by"
    }

    assert {target for _, target in edges} == {"Ann Bell", "Luc Moreau"}


def test_csv_has_a_row_for_each_statement(bridges: Project) -> None:
    """A row has the statement's parts, its language, type and graph."""
    rows = list(csv.DictReader(export(bridges.store, "csv", bridges.settings.base).decode().splitlines()))

    assert len(rows) == len(bridges.store)
    assert {"Ann Bell"} <= {row["object"] for row in rows if row["predicate"].endswith("#label")}
    assert all(row["graph"].startswith(bridges.settings.base) for row in rows)


def test_csv_of_one_graph_has_that_graph_alone(bridges: Project) -> None:
    """--graph narrows it as it does any format."""
    rows = list(csv.DictReader(export(bridges.store, "csv", bridges.settings.base, "facts").decode().splitlines()))

    assert {row["graph"] for row in rows} == {f"{bridges.settings.base}graph/facts"}
