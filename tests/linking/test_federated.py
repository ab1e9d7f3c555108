"""Questions that join the data set with another endpoint, here a second one on this machine with a small table of its own."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from pyoxigraph import QueryResultsFormat, QuerySolutions, RdfFormat, Store

from communique.errors import QueryError, TargetError
from communique.linking.asking import Asker
from communique.linking.federated import ask_federated, find_federated, parse_federated, read_federated
from tests.linking.loopback import Answer, Asked, serving

ROOT = Path(__file__).resolve().parents[2]
QUESTIONS = ROOT / "queries" / "federated"
PREFIXES = """
PREFIX meet: <https://w3id.org/communique/meet#> PREFIX owl: <http://www.w3.org/2002/07/owl#> PREFIX schema: <https://schema.org/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> PREFIX wd: <http://www.wikidata.org/entity/> PREFIX o: <http://example.org/ours/>
PREFIX p: <http://www.wikidata.org/prop/> PREFIX ps: <http://www.wikidata.org/prop/statement/> PREFIX s: <http://example.org/statement/>
PREFIX pq: <http://www.wikidata.org/prop/qualifier/> PREFIX wdt: <http://www.wikidata.org/prop/direct/>
"""
OURS = """
o:harrow a meet:Person ; rdfs:label "Ruth Harrow" ; owl:sameAs wd:Q7000001 .
o:quint a meet:Person ; rdfs:label "Ada Quint" .
o:envoy rdfs:label "Ambassador to Peru" . o:tenure meet:holder o:harrow ; meet:ofPost o:envoy .
o:harbours a meet:Agency ; rdfs:label "Harbour Office" ; schema:sameAs wd:Q7000003 .
"""
THEIRS = """
wd:Q7000001 p:P39 s:a , s:b . s:a ps:P39 wd:Q7000002 ; pq:P580 "2010-09-01" . s:b ps:P39 wd:Q7000004 .
wd:Q7000002 rdfs:label "ambassador to Peru"@en . wd:Q7000004 rdfs:label "mayor \\"of\\" {Otero}"@en , "alcalde"@es .
wd:Q7000003 wdt:P571 "1890" ; wdt:P749 wd:Q7000005 . wd:Q7000005 rdfs:label "Ministry of Waters"@en .
wd:Q7000009 p:P39 s:c . s:c ps:P39 wd:Q7000002 .
"""


def loaded(triples: str) -> Store:
    """Return a store with some triples."""
    store = Store()
    prefixes = PREFIXES.replace("PREFIX", "@prefix").replace("> @", "> .\n@").replace(">\n", "> .\n")
    store.load(input=prefixes + triples, format=RdfFormat.TURTLE)
    return store


@pytest.fixture
def endpoint() -> Iterator[Asked]:
    """Serve their table over SPARQL."""
    store = loaded(THEIRS)

    def answer(body: str) -> Answer:
        found = store.query(parse_qs(body)["query"][0])
        assert isinstance(found, QuerySolutions)
        return 200, {"Content-Type": "application/sparql-results+json"}, found.serialize(format=QueryResultsFormat.JSON) or b""

    with serving(answer) as asked:
        yield asked


def ask(name: str, endpoint: Asked, folder: Path) -> list[dict[str, str]]:
    """Return the rows of a question of the project, asked at the endpoint of this machine."""
    return ask_federated(
        loaded(OURS), read_federated(QUESTIONS / f"{name}.rq"), Asker(folder, network=True), address=endpoint.address
    )


def test_posts_of_our_people_come_from_there(endpoint: Asked, tmp_path: Path) -> None:
    """Each linked person has the posts and dates of the other side beside those of ours."""
    rows = ask("posts-in-wikidata", endpoint, tmp_path)

    assert [(row["name"], row["ours"], row["theirs"], row.get("start")) for row in rows] == [
        ("Ruth Harrow", "Ambassador to Peru", 'mayor "of" {Otero}', None),
        ("Ruth Harrow", "Ambassador to Peru", "ambassador to Peru", "2010-09-01"),
    ]


def test_bodies_above_ours_come_from_there(endpoint: Asked, tmp_path: Path) -> None:
    """A weaker link serves, too."""
    rows = ask("bodies-in-wikidata", endpoint, tmp_path)

    assert [(row["name"], row["began"], row["above"]) for row in rows] == [("Harbour Office", "1890", "Ministry of Waters")]


def test_only_our_entities_are_asked_for(endpoint: Asked, tmp_path: Path) -> None:
    """The other side is sent the linked entities alone, not a question about everything it has."""
    ask("posts-in-wikidata", endpoint, tmp_path)
    query = parse_qs(endpoint.bodies[0])["query"][0]

    assert "VALUES (?item) { (<http://www.wikidata.org/entity/Q7000001>) }" in query
    assert endpoint.agents[0].startswith("communique/")


def test_nothing_is_asked_without_leave(tmp_path: Path) -> None:
    """Offline the question fails and says how to allow it."""
    question = read_federated(QUESTIONS / "posts-in-wikidata.rq")

    with pytest.raises(TargetError, match="--network"):
        ask_federated(loaded(OURS), question, Asker(tmp_path))


def test_without_links_nobody_is_asked(tmp_path: Path) -> None:
    """A data set without linked entities has no rows, and needs no network."""
    assert ask_federated(loaded(""), read_federated(QUESTIONS / "posts-in-wikidata.rq"), Asker(tmp_path)) == []


def test_what_was_asked_once_is_kept(endpoint: Asked, tmp_path: Path) -> None:
    """A second run is answered from the disk."""
    first = ask("bodies-in-wikidata", endpoint, tmp_path)
    question = read_federated(QUESTIONS / "bodies-in-wikidata.rq")

    assert ask_federated(loaded(OURS), question, Asker(tmp_path), address=endpoint.address) == first
    assert len(endpoint.bodies) == 1


def test_the_project_has_its_two_questions() -> None:
    """Each says in its head what it asks, and is plain SPARQL."""
    found = find_federated(QUESTIONS)
    assert list(found) == ["bodies-in-wikidata", "posts-in-wikidata"]

    for path in found.values():
        question = read_federated(path)
        assert question.summary.endswith("?")
        assert question.address == "https://query.wikidata.org/sparql"


def test_a_project_may_have_its_own(tmp_path: Path) -> None:
    """A question of a later folder takes the place of one of the same name; a folder that is not there has none."""
    (tmp_path / "posts-in-wikidata.rq").write_text("", encoding="utf-8")

    assert find_federated(QUESTIONS, tmp_path, tmp_path / "none")["posts-in-wikidata"].parent == tmp_path


BLOCK = "SERVICE <http://e.org/> { ?item ?c ?d }"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("#+ join: item\nSELECT * WHERE { ?a ?b ?item }", "one SERVICE block"),
        (f"#+ join: item\nSELECT * WHERE {{ ?a ?b ?item {BLOCK} {BLOCK} }}", "one SERVICE block"),
        (f"#+ join: item\nASK {{ {BLOCK} }}", "one SERVICE block"),
        (f"SELECT * WHERE {{ ?a ?b ?item {BLOCK} }}", "no head line"),
        ("#+ join: item\nSELECT * WHERE { ?a ?b ?item SERVICE <http://e.org/> { ?item ?c ?d ", "not closed"),
    ],
)
def test_a_query_of_another_form_is_refused(text: str, says: str) -> None:
    """The message says what the form is."""
    with pytest.raises(QueryError, match=says):
        parse_federated(text)


def test_a_query_that_does_not_run_is_told(endpoint: Asked, tmp_path: Path) -> None:
    """An error of the local part is an error of the query."""
    question = parse_federated(f"#+ join: item\nSELECT * WHERE {{ ?a ?b?? ?item {BLOCK} }}")

    with pytest.raises(QueryError, match="does not run"):
        ask_federated(loaded(OURS), question, Asker(tmp_path, network=True), address=endpoint.address)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    """The message names it."""
    with pytest.raises(QueryError, match=r"none\.rq"):
        read_federated(tmp_path / "none.rq")


def test_a_file_of_another_form_is_named(tmp_path: Path) -> None:
    """The message begins with the file."""
    (tmp_path / "x.rq").write_text("SELECT * WHERE { ?a ?b ?c }", encoding="utf-8")

    with pytest.raises(QueryError, match=r"x\.rq: expected"):
        read_federated(tmp_path / "x.rq")
