"""The veil: what people wrote beside the documents is published without the names that are taken down."""

import json
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from communique.takedowns import takedowns_of
from communique.terms import MEET, RDFS
from communique.veil import Veil
from tests.conftest import READOUT, RELEASE, Run, make_project

WHY = ("asked for it", "R. Roe", "2022-01-02")
VEIL = Veil(takedowns_of(["Luc Moreau"], WHY))
NAME = NamedNode("https://example.org/person/luc-moreau")
OTHER = NamedNode("https://example.org/person/ann-bell")
HEAD = (
    "#curie_map:\n#  o: https://example.org/bridges/\n#  t: https://example.org/their/\n"
    "subject_id\tsubject_label\tpredicate_id\tobject_id\tobject_label\tmapping_justification\tcomment\n"
)
LINKS = (
    "o:person/ann-bell\tAnn Bell\tskos:exactMatch\tt:1\tAnn Bell\tsemapv:ManualMappingCuration\tmet Luc Moreau; so says Moreau\n"
    "o:person/x\t\tskos:exactMatch\tt:luc_moreau\t\tsemapv:ManualMappingCuration\tthe minister\n"
)
AUTHORITY = (
    "@prefix meet: <https://w3id.org/communique/meet#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
    "<https://example.org/bridges/facility/lakeside> a meet:Facility ; rdfs:label 'Lakeside crossing' ;\n"
    "  rdfs:comment 'called the Luc Moreau crossing by some' .\n"
)


def quad(predicate: object, text: str) -> Quad:
    """A statement about somebody else."""
    return Quad(OTHER, NamedNode(str(predicate)), Literal(text, language="en"), NamedNode("https://example.org/graph/weighing"))


def published_text(quads: list[Quad]) -> str:
    """The one text of what is published."""
    (only,) = VEIL.quads(quads)
    assert isinstance(only.object, Literal)
    return only.object.value


@pytest.mark.parametrize("text", ["Luc Moreau", "so says LUC MOREAU.", "luc-moreau.pdf", "Luc  Moreau (minister)"])
def test_a_whole_name_is_masked_in_every_text(text: str) -> None:
    """Whatever the property, the case and what parts the words; the length stays."""
    found = published_text([quad(RDFS.label, text)])

    assert "moreau" not in found.lower()
    assert len(found) == len(text)


def test_the_family_name_alone_is_masked_in_reasons() -> None:
    """A person's own words about others may use it alone."""
    assert published_text([quad(MEET.reason, "Moreau signed it")]) == "██████ signed it"


def test_a_namesake_keeps_the_name_elsewhere() -> None:
    """A label with the family name alone is somebody else's."""
    assert published_text([quad(RDFS.label, "Bo Moreau")]) == "Bo Moreau"


@pytest.mark.parametrize("sides", [(NAME, OTHER), (OTHER, NAME)])
def test_a_statement_whose_address_spells_the_name_is_left_out(sides: tuple[NamedNode, NamedNode]) -> None:
    """Neither side of a statement gives the name away."""
    assert list(VEIL.quads([Quad(sides[0], NamedNode(str(RDFS.seeAlso)), sides[1], NamedNode("https://example.org/g"))])) == []


def test_without_takedowns_nothing_changes() -> None:
    """The veil of nobody lets everything through as it is."""
    quads = [quad(MEET.reason, "Luc Moreau"), Quad(NAME, NamedNode(str(RDFS.seeAlso)), NAME, OTHER)]

    assert list(Veil(()).quads(quads)) == quads


@pytest.fixture
def written(run: Run, tmp_path: Path) -> Path:
    """A project in which people wrote the name into a judgement, a waiver, links and the authority, and then took it down."""
    folder = make_project(tmp_path, release=RELEASE, readout=READOUT)
    for part in ("links", "authority"):
        (folder / "data" / part).mkdir()
    (folder / "data/links/x.sssom.tsv").write_text(HEAD + LINKS, encoding="utf-8")
    (folder / "data/authority/own.ttl").write_text(AUTHORITY, encoding="utf-8")
    run("build", project=folder)
    _, listed, _ = run("judge", "--format", "json", project=folder)
    case = json.loads(listed)[0]
    why = ("--by", "Luc Moreau", "--reason", "Luc Moreau said so, and Moreau was there")
    run("judge", "--settle", case["case"], "--verdict", case["choices"][0], *why, project=folder)
    run("forget", "Luc Moreau", "--reason", "asked", "--by", "R. Roe", project=folder)
    return folder


def hand_written(folder: Path) -> dict[Path, bytes]:
    """The files that people wrote."""
    parts = ("documents", "links", "authority", "judgements")
    return {path: path.read_bytes() for part in parts for path in (folder / "data" / part).iterdir()}


def test_what_people_wrote_is_published_without_the_name(run: Run, written: Path) -> None:
    """Data, pages, search index and every export are without it; other people, and the reason's other words, are there."""
    status, _, err = run("build", project=written)
    assert status == 0, err
    assert run("site", str(written / "site"), project=written)[0] == 0
    exports = [run("export", "--format", form, project=written)[1] for form in ("ntriples", "csv", "graphml", "json-ld")]
    files = [path for part in ("site", "data/graph") for path in (written / part).rglob("*") if path.is_file()]
    shown = {str(path): path.read_text("utf-8", errors="replace") for path in files}
    shown |= {f"export {number}": text for number, text in enumerate(exports)}

    assert len(files) > 20
    assert [where for where, text in shown.items() if "moreau" in text.lower() or "moreau" in where.lower()] == []
    assert "██████████ said so, and ██████ was there" in shown[str(written / "data/graph/everything.nq")]
    assert "Ann Bell" in shown[str(written / "data/graph/facts.ttl")]


def test_the_files_of_people_stay_as_they_are(run: Run, written: Path) -> None:
    """Neither `forget` nor the builds after it touch them."""
    before = hand_written(written)

    run("forget", "Ann Bell", "--reason", "asked", "--by", "R. Roe", project=written)
    run("build", project=written)

    assert hand_written(written) == before


def test_forget_names_the_files_that_spell_the_name(run: Run, written: Path) -> None:
    """So that people can look through what they wrote."""
    _, _, err = run("forget", "Ann Bell", "--reason", "asked", "--by", "R. Roe", project=written)

    assert "data/links/x.sssom.tsv: spells the name" in " ".join(err.split())
    assert "data/authority" not in err


def test_a_waiver_is_published_without_the_name() -> None:
    """A waiver's reason is a person's own words."""
    assert VEIL.words("let pass by Luc Moreau (R. Roe, 2022-01-02); Moreau knows") == (
        "let pass by ██████████ (R. Roe, 2022-01-02); ██████ knows"
    )


def test_a_document_called_by_the_name_is_refused(run: Run, written: Path) -> None:
    """A file's name becomes an address, so it is to be renamed before anything is published."""
    (written / "data/documents/readout.txt").rename(written / "data/documents/luc-moreau-in-ottawa.txt")

    status, _, err = run("build", project=written)

    assert status == 2
    assert "rename the file" in " ".join(err.split())
