"""The workflow of linking, from suggestion to giving back."""

from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store

from communique.errors import TargetError
from communique.linking.asking import Asker
from communique.linking.desk import Desk
from communique.linking.links_graph import links_rows
from communique.linking.sheet import write_sheet
from communique.terms import SDO

BASE = "http://example.org/ours/"
DATA = """
@prefix meet: <https://w3id.org/communique/meet#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
<http://example.org/ours/person/harrow> rdfs:label "Ruth Harrow" .
<http://example.org/ours/tenure/x> meet:holder <http://example.org/ours/person/harrow> ;
  meet:ofPost <http://example.org/ours/post/envoy> ;
  meet:firstAttested "2011-05-02" ; meet:lastAttested "2014-05-02" .
<http://example.org/ours/post/envoy> rdfs:label "Ambassador to Peru" .
<http://example.org/ours/agency/harbours> rdfs:label "Harbour Office" .
"""
TARGET = """
name = "wikidata"
prefix = "wikidata"
space = "http://www.wikidata.org/entity/"
kind = "person"
file = "people.tsv"
id = "id"
names = ["name"]
[offices]
file = "posts.tsv"
of = "of"
title = "title"
place = "place"
start = "start"
end = "end"
source = "statement"
"""


@pytest.fixture
def store() -> Store:
    """Return a small data set."""
    found = Store()
    found.load(input=DATA, format=RdfFormat.TURTLE)
    return found


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Return a desk with one target, whose tables lie elsewhere."""
    folder, tables = tmp_path / "links" / "targets", tmp_path / "tables"
    folder.mkdir(parents=True)
    tables.mkdir()
    (folder / "people.toml").write_text(TARGET, encoding="utf-8")
    (tables / "people.tsv").write_text("id\tname\nQ7000001\tRuth A. Harrow\n", encoding="utf-8")
    (tables / "posts.tsv").write_text(
        "of\ttitle\tplace\tstart\tend\tstatement\nQ7000001\tambassador\tperu\t2010-09-01\t2013-08-01\tQ7000001$a\n",
        encoding="utf-8",
    )
    return Desk(BASE, tmp_path / "links", Asker(tmp_path / "cache"), tables)


def decide(desk: Desk, store: Store, folder: Path, decision: str) -> None:
    """Suggest, fill in the first row of the sheet, and apply it."""
    head, row, *rest = write_sheet(desk.suggest(store, "people")).splitlines()
    cells = row.split("\t")
    cells[head.split("\t").index("decision")] = decision
    (folder / "sheet.tsv").write_text("\n".join((head, "\t".join(cells), *rest)) + "\n", encoding="utf-8")
    desk.apply(folder / "sheet.tsv", "people", "Ada Quint", "2022-05-01")


def test_only_what_a_target_holds_is_looked_up(desk: Desk, store: Store) -> None:
    """A register of people is not asked for bodies."""
    assert [one.subject.id for one in desk.suggest(store, "people")] == ["person/harrow"]


def test_a_link_that_was_made_is_not_suggested_again(desk: Desk, store: Store, tmp_path: Path) -> None:
    """A linked entity needs nothing more from this target, and the link is in the graph."""
    decide(desk, store, tmp_path, "same")

    assert desk.suggest(store, "people") == []
    assert [str(p) for s, p, _ in links_rows(desk.links, BASE) if str(s) == BASE + "person/harrow"] == [str(SDO.sameAs)]


def test_a_rejected_pair_is_not_suggested_again(desk: Desk, store: Store, tmp_path: Path) -> None:
    """The entity is looked up again, and that record does not come back."""
    decide(desk, store, tmp_path, "not-same")

    assert [one.verdict for one in desk.suggest(store, "people")] == ["not there"]


def test_differences_of_linked_pairs_are_found(desk: Desk, store: Store, tmp_path: Path) -> None:
    """Before a link is made there are none; afterwards a date outside their tenure is one."""
    assert desk.mismatches(store, "people") == []
    decide(desk, store, tmp_path, "same")

    assert [(one.kind, one.ours, one.theirs) for one in desk.mismatches(store, "people")] == [
        ("after end", "2014-05-02", "2013-08-01")
    ]


def test_nothing_is_given_back_without_sources(desk: Desk, store: Store, tmp_path: Path) -> None:
    """A link to Wikidata alone has nothing to give."""
    decide(desk, store, tmp_path, "same")

    assert desk.give_back(store) == ""


def test_an_unknown_target_is_told(desk: Desk) -> None:
    """The message lists those that are described."""
    assert desk.targets() == ["people"]
    with pytest.raises(TargetError, match="nobody: no such target; expected one of people"):
        desk.target("nobody")
