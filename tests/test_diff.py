"""What changed between two published states."""

import subprocess
from pathlib import Path

import pytest

from communique.diff import difference, make_state, read_state
from communique.errors import DataError
from communique.project import Project
from tests.conftest import READOUT, RELEASE, make_project


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The small project with one of its two documents alone."""
    project = Project.open(make_project(tmp_path_factory.mktemp("one"), release=RELEASE))
    project.build()
    return project


def data(project: Project) -> bytes:
    """The published N-Quads of a project."""
    return (project.settings.paths["graph"] / "everything.nq").read_bytes()


def test_a_second_document_makes_a_date_disputed(one: Project, bridges: Project) -> None:
    """From one document to two: the start date is now disputed; back again, it no longer is."""
    few, many = make_state(data(one), "few"), make_state(data(bridges), "many")

    assert any("start date" in label for label in difference(few, many).now_disputed)
    assert difference(few, many).now_disputed == difference(many, few).no_longer_disputed


def test_facts_added_one_way_are_removed_the_other(one: Project, bridges: Project) -> None:
    """The difference is symmetric."""
    few, many = make_state(data(one), "few"), make_state(data(bridges), "many")

    assert difference(few, many).added == difference(many, few).removed
    assert difference(few, many).added


def test_a_git_revision_is_a_state(tmp_path: Path) -> None:
    """A committed data set can be named by its revision."""
    folder = make_project(tmp_path, release=RELEASE, readout=READOUT)
    Project.open(folder).build()
    for arguments in (["init", "-q"], ["add", "-A"], ["-c", "user.name=T", "-c", "user.email=t@example.org", "commit", "-qm", "x"]):
        subprocess.run(["git", "-C", str(folder), *arguments], check=True)

    old = read_state("HEAD", folder, folder / "data/graph")

    assert old == read_state(str(folder / "data/graph"), folder, folder / "data/graph")


def test_a_state_that_is_none_is_told() -> None:
    """What does not parse as N-Quads gets one line."""
    with pytest.raises(DataError, match="not N-Quads"):
        make_state(b"<broken", "x")
