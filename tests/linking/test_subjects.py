"""The entities of a data set as subjects to link."""

import pytest
from pyoxigraph import RdfFormat, Store

from communique.linking.base import Office, Subject
from communique.linking.subjects import KINDS, find_subjects

BASE = "http://example.org/ours/"
DATA = """
@prefix meet: <https://w3id.org/communique/meet#> . @prefix org: <http://www.w3.org/ns/org#> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix o: <http://example.org/ours/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<http://example.org/ours/graph/facts> {
  <http://example.org/ours/person/harrow> a meet:Person ; rdfs:label "Ruth Harrow" ; meet:name "Ruth Harrow" , "R. Harrow" .
  <http://example.org/ours/post/envoy> rdfs:label "Envoy to Peru, Harbour Office" ; meet:title "Envoy to Peru" ;
    org:postIn <http://example.org/ours/agency/harbours> ; meet:ofState <http://example.org/ours/state/mexico> .
  <http://example.org/ours/tenure/x> meet:holder <http://example.org/ours/person/harrow> ;
    meet:ofPost <http://example.org/ours/post/envoy> .
  <http://example.org/ours/participation/x> meet:participant <http://example.org/ours/person/harrow> ;
    meet:inMeeting <http://example.org/ours/meeting/lakes> .
  <http://example.org/ours/meeting/lakes> rdfs:label "Lakes Meeting" .
  <http://example.org/ours/agency/harbours> a meet:Agency ; rdfs:label "Harbour Office" ;
    meet:ofState <http://example.org/ours/state/mexico> .
  <http://example.org/ours/outcome/x> rdfs:label "An outcome" .
  <http://example.net/person/other> rdfs:label "Somebody Else" .
}
<http://example.org/ours/graph/derived> {
  <http://example.org/ours/tenure/x> meet:firstAttested "2021-12-02"^^xsd:date ; meet:lastAttested "2022-12-01"^^xsd:date .
  <http://example.org/ours/meeting/lakes> meet:earliest "2021-12-02"^^xsd:date .
}
<http://example.org/ours/graph/authority> {
  <http://example.org/ours/state/mexico> rdfs:label "Mexico" ; skos:notation "MEX" .
  <http://example.org/ours/agency/harbours> skos:notation "HO" ; meet:hasName <http://example.org/ours/name/1> .
  <http://example.org/ours/name/1> meet:text "Oficina de Puertos" .
}
<http://example.org/ours/graph/claims/release> {
  <http://example.org/ours/claim/1> rdf:subject <http://example.org/ours/person/harrow> ; rdf:predicate meet:name ;
    meet:restsOn <http://example.org/ours/excerpt/1> .
  <http://example.org/ours/claim/2> rdf:subject <http://example.org/ours/person/harrow> ; rdf:predicate org:holds ;
    rdf:object <http://example.org/ours/post/envoy> ;
    meet:statedIn <http://example.org/ours/document/a> , <http://example.org/ours/document/b> .
  <http://example.org/ours/document/a> dcterms:source <https://example.org/a> .
  <http://example.org/ours/document/b> dcterms:source <https://example.org/b> .
  <http://example.org/ours/excerpt/1> oa:exact "Ruth Harrow" ; oa:prefix "as led by " ; oa:suffix " of\\nthe offi" .
}
"""


@pytest.fixture(scope="module")
def subjects() -> dict[str, Subject]:
    """Return the subjects of a small data set by their ids."""
    store = Store()
    store.load(input=DATA, format=RdfFormat.TRIG)
    return {one.id: one for one in find_subjects(store, BASE)}


def test_a_person_comes_with_all_that_tells_people_apart(subjects: dict[str, Subject]) -> None:
    """Names, posts with dates and document of attestation, body, country, dates of meetings, and the words around the name."""
    assert subjects["person/harrow"] == Subject(
        id="person/harrow",
        kind="person",
        label="Ruth Harrow",
        names=("R. Harrow", "Ruth Harrow"),
        posts=(
            Office(
                "Envoy to Peru",
                "",
                "Harbour Office",
                "2021-12-02",
                "2022-12-01",
                True,
                BASE + "post/envoy",
                "https://example.org/a",
            ),
        ),
        bodies=("Harbour Office",),
        country="MEX",
        dates=("2021-12-02",),
        quotes=("led by Ruth Harrow of the",),
        iri=BASE + "person/harrow",
    )


def test_a_body_comes_with_its_names_and_country(subjects: dict[str, Subject]) -> None:
    """Names of the authority and the acronym are names, too."""
    office = subjects["agency/harbours"]

    assert (office.names, office.country) == (("HO", "Oficina de Puertos"), "MEX")


def test_a_state_has_its_own_code(subjects: dict[str, Subject]) -> None:
    """The code of a state is its country."""
    assert subjects["state/mexico"].country == "MEX"


def test_a_meeting_has_its_day(subjects: dict[str, Subject]) -> None:
    """The earliest day it can have been on."""
    assert subjects["meeting/lakes"].dates == ("2021-12-02",)


def test_only_entities_of_the_data_set_come(subjects: dict[str, Subject]) -> None:
    """Outcomes and tenures are no subjects, and entities of others are not ours."""
    assert {one.partition("/")[0] for one in subjects} <= KINDS
    assert set(subjects) == {"agency/harbours", "meeting/lakes", "person/harrow", "post/envoy", "state/mexico"}


def test_kinds_can_be_chosen() -> None:
    """A target of people needs people alone."""
    store = Store()
    store.load(input=DATA, format=RdfFormat.TRIG)

    assert [one.id for one in find_subjects(store, BASE, frozenset({"person"}))] == ["person/harrow"]
