"""The guide: its commands run, its tables are true, its links lead somewhere."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from communique import settings
from communique.documents import SUFFIXES
from communique.documents.front import FIELDS
from communique.scaffold import new

ROOT = Path(__file__).parents[1]
GUIDE = ROOT / "docs" / "guide"
PAGES = sorted(path.stem for path in GUIDE.glob("*.md"))
RELEASES = ROOT / "tests" / "sample" / "data" / "documents"
#: Pages whose commands begin outside of a project.
OUTSIDE = {"start"}


def blocks(page: str) -> list[str]:
    """Return the commands of a page, block by block."""
    return re.findall(r"```sh\n(.*?)```", (GUIDE / f"{page}.md").read_text(encoding="utf-8"), re.S)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a project of a folder of releases once."""
    folder = tmp_path_factory.mktemp("guide")
    shutil.copytree(RELEASES, folder / "my-releases")
    run("communique new talks --from my-releases", folder)
    return folder


def run(commands: str, folder: Path) -> str:
    """Run commands in a shell, as a reader of the guide would."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", commands],
        cwd=folder,
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert 0 == done.returncode, done.stderr
    return done.stdout + done.stderr


@pytest.mark.slow
@pytest.mark.parametrize("page", [page for page in PAGES if blocks(page)])
def test_the_commands_of_a_page_run(page: str, built: Path, tmp_path: Path) -> None:
    """All commands of a page run one after the other, in a project with documents."""
    shutil.copytree(built, tmp_path / "reader")
    if page in OUTSIDE:
        shutil.rmtree(tmp_path / "reader" / "talks")

    output = run("\n".join(blocks(page)), tmp_path / "reader" / ("." if page in OUTSIDE else "talks"))

    assert output.strip()


def test_pages_are_listed_and_links_lead_somewhere() -> None:
    """The guide's first page lists the others, and every link between pages leads to one."""
    texts = {page: (GUIDE / f"{page}.md").read_text(encoding="utf-8") for page in PAGES}
    links = {page: set(re.findall(r"\]\(([\w-]+)\.md\)", text)) for page, text in texts.items()}

    assert set(PAGES) - {"README"} == links["README"]
    assert [] == [(page, link) for page, found in links.items() for link in found if link not in PAGES]


def first_cells(page: str) -> list[str]:
    """Return the code words in the first column of a page's tables."""
    return re.findall(r"^\| `([\w-]+)` \|", (GUIDE / f"{page}.md").read_text(encoding="utf-8"), re.M)


def test_the_page_of_the_project_file_names_every_key_and_part() -> None:
    """The tables of the page are those of the program."""
    cells = first_cells("project-file")
    keys = len(settings._KEYS)

    assert set(settings._KEYS) == set(cells[:keys])
    assert list(settings.PATHS) == cells[keys:]


def test_the_page_of_documents_names_every_ending_and_field() -> None:
    """The page says which files are read and which fields front matter has."""
    text = (GUIDE / "add-documents.md").read_text(encoding="utf-8")

    unnamed = {".text", ".markdown"}
    assert [] == [suffix for suffix in SUFFIXES.keys() - unnamed if f"`{suffix}`" not in text]
    assert [] == [field for field in FIELDS if not re.search(rf"^{field}:|`{field}`", text, re.M)]


def test_a_new_project_points_to_pages_that_are_there(tmp_path: Path) -> None:
    """The files of a new project name pages of the guide that exist."""
    texts = [path.read_text() for path in new(tmp_path / "lake").root.rglob("*.*") if path.is_file()]

    named = {name for text in texts for name in re.findall(r"docs/guide/([\w-]+)\.md", text)}

    assert {"project-file"} <= named <= set(PAGES)
