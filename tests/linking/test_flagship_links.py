"""The mapping files of the data set itself."""

from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store

from communique.linking.links_graph import links_rows, mapping_files
from communique.linking.sssom import NOT, MappingSet, read_sssom, write_sssom
from communique.settings import read_settings
from communique.terms import OWL, SDO

ROOT = Path(__file__).resolve().parents[2]
LINKS = ROOT / "data" / "links"
GRAPH = ROOT / "data" / "graph" / "everything.nq"
SETTINGS = read_settings(ROOT)
FILES = [*mapping_files(LINKS), LINKS / "rejected.sssom.tsv", *sorted((LINKS / "context").glob("*.sssom.tsv"))]


@pytest.fixture(scope="module")
def sets() -> dict[str, MappingSet]:
    """Return all mapping files by name."""
    return {path.name: read_sssom(path) for path in FILES}


def test_there_is_a_file_for_each_target(sets: dict[str, MappingSet]) -> None:
    """The registers that the entities were looked up in are all there."""
    wanted = {"wikidata", "historian", "ror", "isni", "viaf", "federal-register", "geonames", "un-locode", "bioguide", "iso3166"}

    assert {f"{name}.sssom.tsv" for name in wanted} <= sets.keys()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_each_file_is_in_canonical_form(path: Path) -> None:
    """Reading and writing a file changes nothing."""
    assert path.read_text(encoding="utf-8") == write_sssom(read_sssom(path))


def test_every_identifier_has_a_named_source(sets: dict[str, MappingSet]) -> None:
    """An identifier without the file, page or table in which it stands is a defect."""
    rows = [one for found in sets.values() for one in found.mappings if one.found or one.predicate_modifier == NOT]
    assert len(rows) > 100

    assert [(one.subject_id, one.object_id) for one in rows if not one.source] == []


def test_every_affirmed_mapping_says_how_sure_it_is(sets: dict[str, MappingSet]) -> None:
    """Each has a confidence and a justification; none of the lowest is called exact."""
    rows = [one for found in sets.values() for one in found.mappings if one.found]

    assert [one.object_id for one in rows if not one.confidence or not one.mapping_justification] == []
    assert [one.object_id for one in rows if one.predicate_id == "skos:exactMatch" and float(one.confidence) < 0.9] == []


def test_rejected_pairs_are_not_links(sets: dict[str, MappingSet]) -> None:
    """No pair is rejected in one file and affirmed in another; each rejected one says why."""
    rejected = sets["rejected.sssom.tsv"]
    pairs = {(rejected.expand(one.subject_id), rejected.expand(one.object_id)) for one in rejected.mappings}
    links = {
        (found.expand(one.subject_id), found.expand(one.object_id))
        for found in sets.values()
        for one in found.mappings
        if one.found
    }

    assert pairs & links == set()
    assert all(one.comment and one.predicate_modifier == NOT for one in rejected.mappings)


def test_a_post_is_no_agency(sets: dict[str, MappingSet]) -> None:
    """Nothing is asserted to be identical with a thing of another kind."""
    rows = {(s, o) for s, p, o in links_rows(LINKS, SETTINGS.base) if p == OWL.sameAs}
    kinds = {(found.expand(one.subject_id), found.expand(one.object_id)): one for found in sets.values() for one in found.mappings}

    assert rows
    assert all(kinds[str(s), str(o)].subject_category == kinds[str(s), str(o)].object_category for s, o in rows)


def test_an_article_is_a_reference_and_not_the_person() -> None:
    """Pages about people are linked as references."""
    rows = [
        (p, str(o)) for _, p, o in links_rows(LINKS, SETTINGS.base) if "wikipedia.org" in str(o) and p in {OWL.sameAs, SDO.sameAs}
    ]

    assert rows
    assert {p for p, _ in rows} == {SDO.sameAs}


def test_every_subject_is_an_entity_of_the_published_graph(sets: dict[str, MappingSet]) -> None:
    """A mapping of something that the data set does not hold would link nothing."""
    if not GRAPH.exists():
        pytest.skip("data/graph is not built; run `communique build`")
    store = Store()
    store.bulk_load(path=str(GRAPH), format=RdfFormat.N_QUADS)
    outside = {path.name for path in (LINKS / "context").glob("*")}
    subjects = {found.expand(one.subject_id) for name, found in sets.items() if name not in outside for one in found.mappings}
    labelled = "ASK { <%s> <http://www.w3.org/2000/01/rdf-schema#label> ?label }"

    assert [one for one in sorted(subjects) if not bool(store.query(labelled % one, use_default_graph_as_union=True))] == []
