"""The small data set, its site, and the site written to a folder."""

from pathlib import Path

import pytest
from pyoxigraph import Store

from communique.settings import Settings
from communique.site import Site, write_site
from tests.site.small import make_project

Small = tuple[Settings, Store]


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Small:
    """The small project: settings and data."""
    return make_project(tmp_path_factory.mktemp("river"))


@pytest.fixture(scope="session")
def site(small: Small) -> Site:
    """The site of the small project."""
    return Site(*small)


@pytest.fixture(scope="session")
def written(small: Small, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the written site."""
    folder = tmp_path_factory.mktemp("site") / "out"
    write_site(*small, folder, lambda *_: None)
    return folder
