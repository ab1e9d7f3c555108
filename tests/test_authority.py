"""What is known beforehand: the project's Turtle, the lexicon, pins."""

from pathlib import Path

import pytest
from rdflib import RDF, RDFS, Literal, URIRef

from communique.authority import load
from communique.errors import AuthorityError
from communique.terms import MEET

BASE = "https://example.org/data/"
PREFIXES = f"""@base <{BASE}> .
@prefix meet: <https://w3id.org/communique/meet#> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""
ROOT = Path(__file__).resolve().parents[1]


def folder(path: Path, turtle: str = "", pins: str | None = None) -> Path:
    """A folder of authority files."""
    (path / "bodies.ttl").write_text(PREFIXES + turtle, encoding="utf-8")
    if pins is not None:
        (path / "iris.tsv").write_text(pins, encoding="utf-8")
    return path


def test_the_lexicon_alone_is_an_authority(tmp_path: Path) -> None:
    """Without files of its own a project knows states, organisations and agencies."""
    known = load(tmp_path / "none", BASE)

    assert known.entries["state/kenya"].notation == "KEN"
    assert known.entries["agency/european-union"].kind == "side"
    assert known.entries["agency/coast-guard-united-states"].parent == "agency/department-of-homeland-security-united-states"


def test_every_path_of_the_lexicon_is_one_entry(tmp_path: Path) -> None:
    """No two rows of the lexicon want one path."""
    known = load(tmp_path, BASE)
    rows = sum(1 for entry in known.entries.values())

    assert rows == len({entry.id for entry in known.entries.values()})
    assert all(entry.id == path for path, entry in known.entries.items())


def test_turtle_gives_entries_with_names_and_relations(tmp_path: Path) -> None:
    """Label, names, state, parent and successor come from the file."""
    turtle = """
    <agency/mow> a meet:Agency ; rdfs:label "Ministry of Works" ; meet:ofState <state/peru> ; org:subOrganizationOf <agency/pm> ;
        meet:succeededBy <agency/new> ; meet:hasName <name/1> .
    <name/1> a meet:Name ; meet:text "MOW" .
    """
    entry = load(folder(tmp_path, turtle), BASE).entries["agency/mow"]

    assert (entry.kind, entry.names) == ("body", ("Ministry of Works", "MOW"))
    assert (entry.state, entry.parent, entry.successor) == ("state/peru", "agency/pm", "agency/new")


def test_a_row_of_the_lexicon_joins_the_projects_own_entry(tmp_path: Path) -> None:
    """A body that both know is one entry under the project's path, with the names of both."""
    turtle = '<agency/cg> a meet:Agency ; rdfs:label "Coast Guard" ; meet:ofState <state/united-states> .'
    known = load(folder(tmp_path, turtle), BASE)

    assert "U.S. Coast Guard" in known.entries["agency/cg"].names
    assert "agency/coast-guard-united-states" not in known.entries


def test_what_is_published_is_what_is_used(tmp_path: Path) -> None:
    """All own triples, and those of the lexicon's entries that are used, with their parents and states."""
    known = load(folder(tmp_path, '<agency/x> a meet:Agency ; rdfs:label "Tea Board" .'), BASE)
    found = set(known.quads(["agency/coast-guard-united-states", "person/nobody"]))
    typed = {str(subject)[len(BASE) :] for subject, predicate, _ in found if predicate == RDF.type}

    assert (URIRef(BASE + "agency/x"), RDFS.label, Literal("Tea Board")) in found
    assert (URIRef(BASE + "state/united-states"), RDF.type, MEET.State) in found
    assert {"agency/coast-guard-united-states", "agency/department-of-homeland-security-united-states"} <= typed
    assert "state/kenya" not in typed


def test_pins_are_read(tmp_path: Path) -> None:
    """Each row after the head pins a mention or a path."""
    known = load(folder(tmp_path, pins="# note\nmention or path\tpath\na#0-3\tperson/ana\n"), BASE)

    assert known.pins == {"a#0-3": "person/ana"}


@pytest.mark.parametrize(
    ("turtle", "pins", "message"),
    [
        ("<agency/x> a meet:Agency", None, "not Turtle"),
        ("<agency/x> a meet:Agency .", None, "has no rdfs:label"),
        ('<https://elsewhere.example/x> a meet:Agency ; rdfs:label "X" .', None, "is not below the project's base"),
        ("", "mention or path\tpath\nonly one cell\n", "row 2"),
        ("", "mention or path\tpath\na#0-3\t../../etc/ana\n", "is no path"),
        ("", "mention or path\tpath\na#0-3\tperson/../../../ana\n", "is no path"),
        ("", "mention or path\tpath\na#0-3\tperson/<script>\n", "is no path"),
        ("", "mention or path\tpath\na#0-3\tperson/ana ruiz\n", "is no path"),
        ("", "mention or path\tpath\na#0-3\t/person/ana\n", "is no path"),
        ('<person/../../../x> a meet:Person ; rdfs:label "X" .', None, "is (no address for a page|not below)"),
    ],
)
def test_a_file_that_means_nothing_is_an_error(tmp_path: Path, turtle: str, pins: str | None, message: str) -> None:
    """The error names the file or thing and what was expected."""
    with pytest.raises(AuthorityError, match=message):
        load(folder(tmp_path, turtle, pins), BASE)


def test_the_projects_own_authority_is_whole() -> None:
    """Every name says its text, kind and source, and every state, parent and successor that is named is known."""
    base = "https://w3id.org/communique/21cb/"
    known = load(ROOT / "data/authority", base)
    names = set(known.graph.subjects(RDF.type, MEET.Name))
    own = [entry for entry in known.entries.values() if (URIRef(base + entry.id), None, None) in known.graph]

    assert len(names) > 50
    for predicate in (MEET.text, MEET.nameKind, URIRef("http://purl.org/dc/terms/source")):
        assert set(known.graph.subjects(predicate)) == names
    assert set(known.graph.objects(None, MEET.hasName)) == names
    assert [e.id for e in own for other in (e.state, e.parent, e.successor) if other and other not in known.entries] == []
