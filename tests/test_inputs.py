"""The checks of what is published: of a data set in parts, from what was kept of the last check."""

from pathlib import Path

import pytest

from communique import pipeline
from communique.inputs import check_data, check_published
from communique.project import Project
from communique.publish import locked
from tests.conftest import make_project

MET = {
    f"r{day}": f"Accra, {day} May 2020\n\nForeign Minister Ama Osei met today with Kenyan President Joe Otieno in Nairobi."
    for day in (4, 5)
}


@pytest.fixture
def parted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A project whose data set is published in parts."""
    monkeypatch.setattr(pipeline, "WHOLE_UP_TO", 1)
    project = Project.open(make_project(tmp_path, **MET))
    project.build()
    return project


def test_nothing_is_asked_again_of_what_the_build_checked(parted: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a build, a check tells what the build's found, and asks nothing of the whole."""
    whole = check_data(parted.settings, parted.store)
    monkeypatch.setattr("communique.checks.kept.ask", None)
    monkeypatch.setattr(Project, "store", None)

    assert parted.check() == whole


def test_while_a_build_is_under_way_the_whole_is_checked(parted: Project) -> None:
    """What a build keeps is left alone; the findings are the same."""
    found = parted.check()
    with locked(parted.settings.cache):
        assert check_published(parted.settings) is None
        assert parted.check() == found


def test_one_file_is_checked_as_a_whole(bridges: Project) -> None:
    """A data set in one file is small, and nothing is kept of its check."""
    assert check_published(bridges.settings) is None
    assert bridges.check() == check_data(bridges.settings, bridges.store)
