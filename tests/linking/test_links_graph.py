"""Mapping files as RDF."""

from dataclasses import replace
from pathlib import Path

import pytest
from rdflib import BNode, Graph, Literal, URIRef

from communique.errors import AuthorityError
from communique.linking.links_graph import link_property, links_rows, mapping_files
from communique.linking.sssom import NO_TERM, Mapping, MappingSet, write_sssom
from communique.terms import DCTERMS, OWL, RDF, RDFS, SDO, SSSOM, XSD

BASE = "http://example.org/ours/"
CURATED = "semapv:ManualMappingCuration"
HARBOURS, RECORD = URIRef(BASE + "agency/harbours"), URIRef("http://example.org/theirs/1")


def mapping(**more: str) -> Mapping:
    """Return a mapping of highest confidence between things of one kind, with changes."""
    plain = Mapping("o:agency/harbours", "skos:exactMatch", "t:1", CURATED, confidence="0.98")
    return replace(plain, **{"subject_category": "agency", "object_category": "agency", **more})  # type: ignore[arg-type]


def graph(folder: Path, *mappings: Mapping, name: str = "register.sssom.tsv") -> Graph:
    """Return the graph of a folder with one file of mappings."""
    prefixes = {"o": BASE, "t": "http://example.org/theirs/"}
    (folder / name).write_text(write_sssom(MappingSet(prefixes, {}, mappings)), encoding="utf-8")
    found = Graph()
    for row in links_rows(folder, BASE):
        found.add(row)
    return found


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, OWL.sameAs),
        ({"confidence": "0.9"}, SDO.sameAs),
        ({"confidence": ""}, SDO.sameAs),
        ({"object_category": "web page"}, SDO.sameAs),
        ({"subject_category": "", "object_category": ""}, SDO.sameAs),
        ({"predicate_id": "skos:closeMatch"}, RDFS.seeAlso),
        ({"predicate_id": "skos:relatedMatch"}, RDFS.seeAlso),
        ({"predicate_id": "rdfs:seeAlso"}, RDFS.seeAlso),
    ],
)
def test_identity_is_asserted_only_where_all_speaks_for_it(more: dict[str, str], expected: URIRef) -> None:
    """Highest confidence, an exact match and one kind; anything less is a weaker link."""
    assert link_property(mapping(**more)) == expected


def test_a_mapping_is_a_link_and_a_node_that_explains_it(tmp_path: Path) -> None:
    """The node has its parts, its justification, its confidence, its source and its day."""
    found = graph(tmp_path, mapping(source="list.csv@1f", mapping_date="2022-05-01", see_also="http://example.org/list"))
    [node] = found.subjects(RDF.type, OWL.Axiom)

    assert (HARBOURS, OWL.sameAs, RECORD) in found
    assert found.value(node, OWL.annotatedSource) == HARBOURS
    assert found.value(node, OWL.annotatedTarget) == RECORD
    assert found.value(node, SSSOM.confidence) == Literal("0.98", datatype=XSD.decimal)
    assert found.value(node, DCTERMS.source) == Literal("list.csv@1f")
    assert found.value(node, DCTERMS.created) == Literal("2022-05-01", datatype=XSD.date)
    assert found.value(node, RDFS.seeAlso) == URIRef("http://example.org/list")


def test_what_was_not_found_has_a_node_and_no_link(tmp_path: Path) -> None:
    """That something was looked for in vain is knowledge, and links nothing."""
    found = graph(tmp_path, mapping(object_id=NO_TERM, object_category=""))

    assert list(found.triples((HARBOURS, None, None))) == []
    assert [*found.objects(None, OWL.annotatedTarget)] == [SSSOM.NoTermFound]


def test_each_file_in_which_something_was_not_found_has_its_node(tmp_path: Path) -> None:
    """Not found in two registers is two things to know; each node says of which file it is."""
    nowhere = mapping(object_id=NO_TERM, object_category="")
    graph(tmp_path, nowhere, name="other.sssom.tsv")
    found = graph(tmp_path, nowhere)

    assert {str(part) for part in found.objects(None, DCTERMS.isPartOf)} == {
        f"{BASE}links/{name}.sssom.tsv" for name in ("other", "register")
    }
    assert len(set(found.subjects(RDF.type, OWL.Axiom))) == 2


def test_the_file_of_what_was_rejected_holds_no_links(tmp_path: Path) -> None:
    """What was rejected stays in its file."""
    assert len(graph(tmp_path, mapping(), name="rejected.sssom.tsv")) == 0
    assert mapping_files(tmp_path) == []


def test_a_rejected_row_in_a_file_of_links_is_not_a_link(tmp_path: Path) -> None:
    """The modifier is not dropped, wherever it stands."""
    found = graph(tmp_path, mapping(predicate_modifier="Not"))

    assert list(found.triples((HARBOURS, None, None))) == []


def test_there_are_no_blank_nodes(tmp_path: Path) -> None:
    """Every node has an address below the base or elsewhere."""
    assert not [term for triple in graph(tmp_path, mapping()) for term in triple if isinstance(term, BNode)]


def test_the_same_files_give_the_same_rows(tmp_path: Path) -> None:
    """In the same order, too."""
    graph(tmp_path, mapping(), mapping(object_id="t:2"))

    assert list(links_rows(tmp_path, BASE)) == list(links_rows(tmp_path, BASE))


def test_a_subject_of_another_data_set_is_refused(tmp_path: Path) -> None:
    """A mapping file speaks of this data set's entities."""
    with pytest.raises(AuthorityError, match="not below"):
        graph(tmp_path, mapping(subject_id="t:9"))


def test_a_folder_that_is_not_there_has_no_links(tmp_path: Path) -> None:
    """A new project has none yet."""
    assert list(links_rows(tmp_path / "none", BASE)) == []
