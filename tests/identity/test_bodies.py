"""Which names are one body."""

from pathlib import Path

from communique.authority import load
from tests.identity.pages import BASE, Page, one, resolved

TURTLE = f"""
@base <{BASE}> .
@prefix meet: <https://w3id.org/communique/meet#> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
<agency/mow> a meet:Agency ; rdfs:label "Ministry of Works" ; meet:ofState <state/peru> ; meet:succeededBy <agency/mopt> ;
    meet:hasName <name/1> , <name/2> .
<name/1> a meet:Name ; meet:text "MOW" .
<name/2> a meet:Name ; meet:text "Ministerio de Obras" .
<agency/mopt> a meet:Agency ; rdfs:label "Ministry of Public Works and Transport" ; meet:ofState <state/peru> .
<agency/ports> a meet:Agency ; rdfs:label "Port Bureau" ; meet:ofState <state/peru> ; org:subOrganizationOf <agency/mow> .
"""


def test_an_authority_gives_path_label_and_names(tmp_path: Path) -> None:
    """A name, acronym or translation that the authority has resolves to its entry."""
    (tmp_path / "agencies.ttl").write_text(TURTLE, encoding="utf-8")
    made = Page("a")
    bodies = [made.body(name, "Peru") for name in ("Works Ministry", "MOW", "Ministerio de Obras", "Peruvian Ministry of Works")]

    found = resolved(made, authority=load(tmp_path, BASE))

    assert {found.entity_of[str(body)] for body in bodies} == {"agency/mow"}
    assert next(entity for entity in found.entities if entity.id == "agency/mow").label == "Ministry of Works"


def test_a_renamed_body_keeps_the_name_that_the_source_used(tmp_path: Path) -> None:
    """Old and new name stay two bodies; the authority links them."""
    (tmp_path / "agencies.ttl").write_text(TURTLE, encoding="utf-8")
    made = Page("a")
    old, new = made.body("Ministry of Works", "Peru"), made.body("Ministry of Public Works and Transport", "Peru")

    assert not one(resolved(made, authority=load(tmp_path, BASE)), old, new)


def test_an_acronym_is_what_its_document_says() -> None:
    """An acronym that one document gives to one body is that body there, and within the state elsewhere."""
    first, second, third = Page("a"), Page("b"), Page("c")
    full = first.body("Harbour Safety Board", "Ghana", "HSB")
    same, other = second.body("HSB", "Ghana"), third.body("HSB", "Kenya")

    found = resolved(first, second, third)

    assert one(found, full, same)
    assert not one(found, full, other)


def test_an_acronym_of_two_bodies_is_neither() -> None:
    """What is short for two bodies of one state resolves to none of them."""
    made = Page("a")
    made.body("Harbour Safety Board", "Ghana", "HSB")
    made.body("Highland Seed Bureau", "Ghana", "HSB")
    short = Page("b")
    acronym = short.body("HSB", "Ghana")

    assert resolved(made, short).entity_of[str(acronym)] == "agency/hsb-ghana"


def test_a_body_without_a_state_takes_that_of_its_name_in_the_document() -> None:
    """A ministry named first with its nation and then without is one within a document, but not across documents."""
    made, other = Page("a"), Page("b")
    first, second = made.body("Kenyan Ministry of Ports"), made.body("Ministry of Ports")
    stray = other.body("Ministry of Ports")

    found = resolved(made, other)

    assert one(found, first, second)
    assert not one(found, first, stray)


def test_an_organisation_is_one_entity_as_side_and_as_body() -> None:
    """The European Union that a person speaks for is the one that is represented; a state is a state."""
    made = Page("a")
    made.person("Ana Paz", side="EU")
    made.person("Tom Rey", side="Peru")
    body = made.body("European Union")

    found = resolved(made)

    assert found.entity_of["a#side/EU"] == found.entity_of[str(body)] == "agency/european-union"
    assert found.entity_of["a#side/Peru"] == "state/peru"


def test_the_path_of_an_unknown_body_names_its_state() -> None:
    """A ministry that nobody knows beforehand is called by its name and its state, in path and label."""
    made = Page("a")
    body = made.body("Ministry of Kites", "Ghana")

    entity = next(entity for entity in resolved(made).entities if body in entity.mentions)

    assert (entity.id, entity.label, entity.names) == (
        "agency/ministry-of-kites-ghana",
        "Ministry of Kites (Ghana)",
        ("Ministry of Kites",),
    )
