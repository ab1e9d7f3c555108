"""The answers of the reconciliation service, checked against what the API asks of each."""

from dataclasses import replace

import pytest
from jsonschema import Draft202012Validator, ValidationError

from communique.errors import QueryError
from communique.linking import service
from communique.linking.base import Office, Subject
from tests.linking import recon_schemas as schemas

SPACE = "http://example.org/ours/"
HARROW = Subject(
    "person/ruth-harrow",
    "person",
    "Ruth Harrow",
    ("R. Harrow",),
    posts=(Office("Ambassador to Peru", start="2011-05-02", end="2012-06-01"),),
    bodies=("Harbour Office",),
    dates=("2011-05-02", "2012-06-01"),
    quotes=("“said <Harrow>”",),
    iri=SPACE + "person/ruth-harrow",
)
SUBJECTS = [
    HARROW,
    Subject(
        "person/ida-harrow",
        "person",
        "Ida Harrow",
        posts=(Office("Envoy to Chile", start="2011-05-02", end="2011-05-02"),),
        dates=("2011",),
    ),
    Subject("agency/harbours", "agency", "Harbour Office", ("HO",), country="MEX"),
    Subject("place/harrow", "place", "Harrow", country="USA", region="Verde"),
]
INDEX = service.make_index("Demonstration", SPACE, SUBJECTS)


def valid(answer: object, schema: schemas.Schema) -> bool:
    """Say whether an answer is of the API's form; what is not says where."""
    Draft202012Validator(schema).validate(answer)
    return True


def ask(query: str, **more: object) -> list[service.Json]:
    """Return the candidates for one query."""
    answer = service.reconcile(INDEX, {"q0": {"query": query, **more}})
    assert valid(answer, schemas.RESULTS)
    found: list[service.Json] = answer["q0"]["result"]
    return found


def test_the_manifest_is_of_the_form() -> None:
    """It names the version, where identifiers lead, and where each part answers."""
    manifest = service.manifest(INDEX, "http://127.0.0.1:8000/reconcile/")

    assert valid(manifest, schemas.MANIFEST)
    assert manifest["suggest"]["entity"] == {"service_url": "http://127.0.0.1:8000/reconcile", "service_path": "/suggest/entity"}
    assert [one["id"] for one in manifest["defaultTypes"]] == ["person", "agency", "place"]


def test_a_manifest_without_its_version_is_not_of_the_form() -> None:
    """The check of the form can fail."""
    with pytest.raises(ValidationError):
        valid({**service.manifest(INDEX, ""), "versions": ["1.0"]}, schemas.MANIFEST)


def test_a_name_finds_its_entities_best_first() -> None:
    """Both of the family name come, with their features; places are told apart by type."""
    assert [one["id"] for one in ask("Ruth Harrow", type="person")] == ["person/ruth-harrow"]
    assert {one["id"] for one in ask("Harrow", type="person")} == {"person/ruth-harrow", "person/ida-harrow"}


def test_without_a_type_all_kinds_are_looked_through() -> None:
    """A name that a person and a place share finds both."""
    assert {"person/ruth-harrow", "place/harrow"} <= {one["id"] for one in ask("Harrow")}


def test_each_candidate_has_the_features_behind_its_score() -> None:
    """The weights are public, so the score can be worked out again."""
    [found] = ask("Ruth Harrow", type=["person"])

    assert found["features"] == [{"id": "family_name", "value": 1.0}, {"id": "given_names", "value": 1.0}]
    assert found["score"] == 55.0


def test_properties_tell_namesakes_apart() -> None:
    """A post and a date lift the right one above the threshold."""
    given = [{"pid": "post", "v": "Ambassador to Peru"}, {"pid": "date", "v": "2011-06-01"}]
    best, *rest = ask("Harrow", type="person", properties=given)

    assert (best["id"], best["match"], best["score"]) == ("person/ruth-harrow", True, 75.0)
    assert [one["match"] for one in rest] == [False]


def test_a_date_that_is_none_is_not_looked_at() -> None:
    """A client may send anything."""
    assert ask("Ruth Harrow", type="person", properties=[{"pid": "date", "v": "2021-13-45"}, {"pid": "post", "v": "Envoy"}])


def test_the_only_entity_of_a_full_name_is_a_match() -> None:
    """Within the data set a whole name that one entity alone has is enough; a family name is not."""
    assert [one["match"] for one in ask("Ruth Harrow", type="person")] == [True]
    assert not any(one["match"] for one in ask("Harrow", type="person"))


def test_two_of_one_name_are_no_match() -> None:
    """Where two entities have the very name, neither is claimed."""
    twins = service.make_index("Twins", SPACE, [HARROW, replace(HARROW, id="person/ruth-harrow-2")])
    found = service.reconcile(twins, {"q": {"query": "Ruth Harrow", "type": "person"}})["q"]["result"]

    assert [one["match"] for one in found] == [False, False]


def test_a_limit_bounds_the_candidates() -> None:
    """No more come than are asked for."""
    assert len(ask("Harrow", limit=1)) == 1


def test_all_of_two_types_is_nothing() -> None:
    """Nothing here is a person and a place; either is found with "any"."""
    assert ask("Harrow", type=["person", "place"], type_strict="all") == []
    assert len(ask("Harrow", type=["person", "place"], type_strict="any")) == 3


def test_a_query_may_give_properties_alone() -> None:
    """A name as a property is a name; an entity as a value counts by its name."""
    query = {"properties": [{"pid": "name", "v": {"id": "x", "name": "Ruth Harrow"}}]}
    found = service.reconcile(INDEX, {"q": query})

    assert valid(found, schemas.RESULTS)
    assert found["q"]["result"][0]["id"] == "person/ruth-harrow"


def test_an_unknown_name_finds_nothing() -> None:
    """Nothing like it is there, and nothing is claimed."""
    assert ask("Zebedee Quux", type="person") == []


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ({}, "neither a text 'query' nor 'properties'"),
        ({"query": ""}, "neither a text 'query' nor 'properties'"),
        ("Harrow", "neither a text"),
        ({"query": 7}, "expected a text"),
        ({"query": "x", "type": 7}, "expected a type or a list"),
        ({"query": "x", "type_strict": "most"}, "expected any, should or all"),
        ({"query": "x", "limit": "ten"}, "expected a number"),
        ({"query": "x", "limit": float("inf")}, "expected a number"),
        ({"query": "x", "limit": float("nan")}, "expected a number"),
        ({"query": "x", "properties": 5}, "expected a list"),
        ({"query": "x", "properties": [{"pid": "post"}]}, "expected a list of {pid, v}"),
        ({"query": "x", "properties": [{"pid": [], "v": 1}]}, "expected a list of {pid, v}"),
    ],
)
def test_queries_that_are_none_are_refused(query: object, says: str) -> None:
    """The message names the query of the batch."""
    with pytest.raises(QueryError, match=says):
        service.reconcile(INDEX, {"q0": query})


def test_parts_that_are_null_are_left_out() -> None:
    """Some clients send them."""
    assert ask("Ruth Harrow", type=None, limit=None, properties=None)


def test_a_batch_that_is_too_long_is_refused() -> None:
    """The manifest says how many go at once."""
    with pytest.raises(QueryError, match="at most 50"):
        service.reconcile(INDEX, {f"q{number}": {"query": "x"} for number in range(51)})


def test_entities_are_suggested_while_one_types() -> None:
    """The beginning of any word of a name is enough; labels that begin so come first."""
    answer = service.suggest_entities(INDEX, "har")

    assert valid(answer, schemas.ENTITIES)
    assert [one["id"] for one in answer["result"]] == ["agency/harbours", "place/harrow", "person/ida-harrow", "person/ruth-harrow"]
    assert service.suggest_entities(INDEX, "") == {"result": []}


def test_types_and_properties_are_suggested() -> None:
    """By the beginning of their names; all for nothing."""
    assert valid(service.suggest_types(INDEX, ""), schemas.TYPES)
    assert valid(service.suggest_properties(""), schemas.PROPERTIES)
    assert [one["id"] for one in service.suggest_properties("po")["result"]] == ["post"]


def test_values_can_be_fetched() -> None:
    """Whole days are dates, other values text; an entity that is not known has none."""
    question = {"ids": ["person/ruth-harrow", "person/ida-harrow", "x"], "properties": [{"id": "date"}, {"id": "post"}]}
    answer = service.extend(INDEX, question)

    assert valid(answer, schemas.EXTENSION)
    assert answer["rows"]["person/ruth-harrow"]["date"] == [{"date": "2011-05-02T00:00:00Z"}, {"date": "2012-06-01T00:00:00Z"}]
    assert answer["rows"]["person/ida-harrow"]["date"] == [{"str": "2011"}]
    assert answer["rows"]["x"] == {"date": [], "post": []}


def test_all_properties_can_be_fetched_of_all_entities() -> None:
    """Every property gives cells of the form for every kind."""
    keys = [{"id": one["id"]} for one in service.propose_properties("person")["properties"]]
    answer = service.extend(INDEX, {"ids": [one.id for one in SUBJECTS], "properties": keys})

    assert valid(answer, schemas.EXTENSION)
    assert {key for row in answer["rows"].values() for key, cells in row.items() if cells} == {one["id"] for one in keys}


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ({}, "no 'ids'"),
        ({"ids": [], "properties": [{"id": "shoe size"}]}, "no property 'shoe size'"),
        ({"ids": "x", "properties": []}, "no 'ids'"),
    ],
)
def test_a_question_for_values_that_is_none_is_refused(question: service.Json, says: str) -> None:
    """The message says what was expected."""
    with pytest.raises(QueryError, match=says):
        service.extend(INDEX, question)


def test_posts_are_proposed_for_people_alone() -> None:
    """A place holds no post."""
    answer = service.propose_properties("place")

    assert answer["type"] == "place"
    assert "post" not in {one["id"] for one in answer["properties"]}


def test_a_preview_shows_the_words_and_leads_on() -> None:
    """Quotations are shown as text, whatever signs they hold; the name leads to the entity."""
    page = service.preview(INDEX, "person/ruth-harrow")

    assert "&lt;Harrow&gt;" in page
    assert f'href="{SPACE}person/ruth-harrow"' in page
    assert "<Harrow>" not in page


def test_a_preview_takes_the_whole_address_too() -> None:
    """Some clients send addresses for ids."""
    assert service.preview(INDEX, SPACE + "place/harrow").count("Harrow") >= 2


def test_a_preview_of_nothing_is_refused() -> None:
    """The message names the id."""
    with pytest.raises(QueryError, match="person/nobody: no such entity"):
        service.preview(INDEX, "person/nobody")


def test_what_was_proposed_elsewhere_has_its_own_description() -> None:
    """A record's own description stands before what could be said of it."""
    assert service.describe(replace(HARROW, description="diplomat")) == "diplomat"
