"""The first data set: what the five documents hold, and that a rebuild gives the same bytes."""

import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import NamedNode

from communique.project import Project
from communique.site.context import DESCRIPTION, find_sizes
from communique.terms import RDF

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def project() -> Project:
    """The project of this repository, as published."""
    return Project.open(ROOT)


def rows(project: Project, question: str, **given: str) -> list[Mapping[str, Any]]:
    """The rows of a saved question."""
    return list(project.ask(question, **given))


def disagreement(project: Project, about: str, prop: str) -> Mapping[str, Any]:
    """The one disagreement on a subject (the last segment of its address) and property."""
    found = [r for r in rows(project, "disagreements") if r["about"].endswith(about) and r["property"] == prop]
    assert len(found) == 1, found
    return found[0]


def test_there_are_three_plenary_meetings(project: Project) -> None:
    """The 12th, 13th and 14th plenary are one node each."""
    assert sorted(row["ordinal"] for row in rows(project, "meetings")) == [12, 13, 14]


def test_the_description_says_how_much_there_is(project: Project) -> None:
    """Every class has as many instances as the description tells, which pages rely on."""
    told = find_sizes(project.settings.paths["graph"] / DESCRIPTION)
    typed = {
        (quad.subject, str(quad.object).strip("<>"))
        for quad in project.store.quads_for_pattern(None, NamedNode(str(RDF.type)), None)
    }

    assert told == Counter(name for _, name in typed)


def test_seventeen_people_attended(project: Project) -> None:
    """Whatever forms their names take, seventeen people took part."""
    names = {row["name"] for row in rows(project, "people") if row["meetings"]}

    assert len(names) == 17


@pytest.mark.parametrize(
    ("forms"),
    [{"Ken Salazar", "Kenneth Salazar"}, {"Benjamine “Carry” Huffman", "Benjamin Huffman"}],
)
def test_forms_of_one_name_are_one_person(project: Project, forms: set[str]) -> None:
    """Both forms belong to one node."""
    found = [row for row in rows(project, "people") if forms <= {row["name"], *row["aliases"]}]

    assert len(found) == 1


def test_those_only_talked_about_did_not_attend(project: Project) -> None:
    """The presidents whose meeting is recalled are on no list."""
    names = " ".join(row["name"] for row in rows(project, "attendance"))

    assert "Biden" not in names
    assert "López Obrador" not in names


def test_the_date_of_the_thirteenth_is_an_open_contradiction(project: Project) -> None:
    """The issuer that took part is preferred before a third party, whose date is kept."""
    found = disagreement(project, "esc-plenary-13", "start date")

    assert (found["kind"], found["status"]) == ("contradiction", "open")
    assert found["values"] == ["2021-12-02", "2021-12-03"]
    assert found["preferred"] == "2021-12-02"
    assert "took part" in found["reason"]


def test_the_disputed_date_is_marked_in_the_list_of_meetings(project: Project) -> None:
    """Only the 13th plenary's own row is disputed for its date; the 14th's place and mode are not."""
    start = {row["ordinal"]: row["start"] for row in rows(project, "meetings")}

    assert start == {12: "2020-03-04", 13: "2021-12-02", 14: "2022-12-01"}


def test_who_led_the_american_side_of_the_fourteenth_is_disputed(project: Project) -> None:
    """Two sets of leaders with one man in both."""
    found = disagreement(project, "esc-plenary-14--united-states", "leaders")

    assert (found["kind"], found["status"]) == ("contradiction", "open")
    assert {"Katie Tobin", "Rachel Poynter", "Blas Nuñez-Neto"} <= set(found["values"])


@pytest.mark.parametrize(
    ("about", "prop", "kind"),
    [
        ("esc-plenary-13--roberto-velasco", "role", "aspect"),
        ("esc-plenary-13--esteban-moctezuma", "role", "aspect"),
        ("esc-plenary-14--roberto-velasco", "role", "aspect"),
        ("katie-tobin", "post", "change"),
        ("esc-plenary-13--roberto-velasco", "capacity", "naming"),
        ("esc-plenary-13", "attendance", "silence"),
        ("kenneth-salazar", "name", "naming"),
        ("benjamine-carry-huffman", "name", "naming"),
        ("agency/sre", "name", "naming"),
        ("agency/dhs", "name", "naming"),
        ("mechanism/21cb", "name", "naming"),
        ("esc-plenary", "frequency", "granularity"),
        ("esc-plenary", "span", "granularity"),
    ],
)
def test_the_register_of_disagreements(project: Project, about: str, prop: str, kind: str) -> None:
    """What the five documents hold beside the two contradictions is found, each of its kind."""
    assert disagreement(project, about, prop)["kind"] == kind


@pytest.mark.parametrize("prop", ["mode", "place", "ordinal", "series"])
def test_where_sources_agree_nothing_is_found(project: Project, prop: str) -> None:
    """Mode, place, number and series of the meetings are no disagreement."""
    assert [row for row in rows(project, "disagreements") if row["property"] == prop] == []


def copy_of_project(folder: Path) -> Path:
    """Copy what a build reads, without what it wrote."""
    shutil.copy(ROOT / "communique.toml", folder)
    for part in ("documents", "authority", "judgements", "links"):
        shutil.copytree(ROOT / "data" / part, folder / "data" / part)
    measured = ROOT / "docs/measured.json"
    if measured.is_file():
        (folder / "docs").mkdir()
        shutil.copy(measured, folder / "docs")
    return folder


def built(folder: Path, seed: str) -> dict[str, bytes]:
    """Build a project in a process of its own, and return its files."""
    command = [sys.executable, "-m", "communique", "--project", str(folder), "build"]
    done = subprocess.run(command, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return {path.name: path.read_bytes() for path in (folder / "data/graph").iterdir()}


def test_a_rebuild_elsewhere_gives_the_published_bytes(tmp_path: Path) -> None:
    """Another folder, another hash seed, other file times and another order of files change no byte."""
    folder = copy_of_project(tmp_path)
    for path in sorted((folder / "data/documents").iterdir(), reverse=True):
        path.rename(path.with_suffix(".tmp")).rename(path)

    published = {path.name: path.read_bytes() for path in (ROOT / "data/graph").iterdir()}

    assert built(folder, "12345") == published


@pytest.mark.parametrize("name", sorted(path.stem for path in (ROOT / "data/documents").glob("*.txt")))
def test_removing_a_document_changes_only_what_rests_on_it(tmp_path: Path, name: str) -> None:
    """Every fact that is gone was claimed by the removed document alone, or was preferred because of it."""
    from communique.diff import difference, make_state

    folder = copy_of_project(tmp_path)
    (folder / "data/documents" / f"{name}.txt").unlink()

    published = (ROOT / "data/graph/everything.nq").read_bytes()

    files = built(folder, "0")
    changed = difference(make_state(published, "old"), make_state(files["everything.nq"], "new"))

    assert changed.removed
    assert f"document/{name}>" in published.decode()
    assert f"document/{name}>" not in files["everything.nq"].decode()
