"""A small project with an open contradiction, an unsure pair and candidates for links, and a browser at its review pages."""

import re
import shutil
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from pathlib import Path

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from communique.project import Project
from communique.review import PATH, review_routes
from communique.server import ServerSettings, create_app
from communique.serving import make_bench
from tests.conftest import READOUT, RELEASE, make_project

FORUM = """---
title: 'Rail "Forum" <script>alert(1)</script>'
published: 2021-07-07
publisher: '<img src=x onerror=alert(2)>'
language: en
---
On July 6, 2021, the United States and Canada held the Second U.S.-Canada Rail Forum. Ann Bell led the U.S. delegation.
"""
TARGET = """
name = "registry"
prefix = "registry"
space = "https://example.org/registry/"
kind = "person"
file = "people.csv"
id = "id"
names = ["name"]
[offices]
file = "posts.csv"
of = "of"
title = "title"
place = "place"
start = "start"
end = "end"
source = "row"
"""
PEOPLE = "id,name\n17,Luc Moreau\n18,Luc <b>Moreau</b>\n"
POSTS = "of,title,place,start,end,row\n17,Deputy Minister of Transport,Canada,2020-01-01,2022-01-01,1\n"
HOST = "http://127.0.0.1:8000"


@dataclass
class Browser:
    """A browser at the review pages of a project."""

    project: Project
    client: TestClient

    def get(self, path: str = "", **headers: str) -> Response:
        """Open a review page."""
        return self.client.get(f"/review{path}", headers=_named(headers))

    @cached_property
    def token(self) -> str:
        """The token of the forms on a page."""
        found = re.search(r'name="token" value="([0-9a-f]+)"', self.get("/cases").text)
        assert found
        return found[1]

    def send(self, path: str, fields: dict[str, str], **headers: str) -> Response:
        """Send a form of a review page, as a browser does."""
        return self.client.post(f"/review{path}", data={"token": self.token} | fields, headers={"Origin": HOST} | _named(headers))

    def judge(self, case: str, verdict: str, **fields: str) -> Response:
        """Send the form of a case."""
        return self.send("/cases", {"case": case, "verdict": verdict, "reason": "the minutes", "by": "R. Bell"} | fields)

    def cases(self) -> list[str]:
        """Return the ids of the cases that the page shows."""
        return re.findall(r'name="case" value="([^"]+)"', self.get("/cases").text)

    def shown(self, path: str) -> str:
        """Return a page as a reader sees its text: without tags."""
        return unescape(re.sub(r"<[^>]+>", "", self.get(path).text))

    def published(self) -> str:
        """Return the published facts."""
        return (self.project.settings.paths["graph"] / "everything.nq").read_text(encoding="utf-8")


def _named(headers: dict[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in headers.items()}


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the project, built once; tests work on copies."""
    folder = make_project(tmp_path_factory.mktemp("reviewed"), release=RELEASE, readout=READOUT, forum=FORUM)
    with (folder / "communique.toml").open("a", encoding="utf-8") as file:
        file.write('languages = ["en", "es"]\n')
    targets = folder / "data" / "links" / "targets"
    targets.mkdir(parents=True)
    for name, text in (("registry.toml", TARGET), ("people.csv", PEOPLE), ("posts.csv", POSTS)):
        (targets / name).write_text(text, encoding="utf-8")
    Project.open(folder).build()
    return folder


def open_browser(folder: Path) -> Browser:
    """Open a browser at the review pages of a project, beside which its server has nothing."""
    project = Project.open(folder)
    settings = project.settings
    routes = review_routes(make_bench(project))
    app = create_app(ServerSettings(settings.paths["graph"], settings.base, settings.title, mounted=((PATH, routes),)))
    return Browser(project, TestClient(app, base_url=HOST, follow_redirects=False))


@pytest.fixture(scope="session")
def shared(built: Path) -> Browser:
    """A browser at the project itself, for what changes nothing."""
    return open_browser(built)


@pytest.fixture(scope="session")
def waiting(shared: Browser) -> list[str]:
    """The ids of the open cases: the contradiction, the pair."""
    return shared.cases()


@pytest.fixture
def browser(built: Path, tmp_path: Path) -> Browser:
    """A browser at a copy of the project."""
    return open_browser(Path(shutil.copytree(built, tmp_path / "project")))
