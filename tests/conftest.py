"""What all tests share: no connection beyond this machine, and one small project that is built once."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

import tests.guard.sitecustomize  # noqa: F401 - it watches from now on
from communique.cli import main
from communique.project import Project

#: Holds what keeps this process, and all that it starts, from reaching another machine.
GUARD = str(Path(__file__).parent / "guard")
os.environ["PYTHONPATH"] = os.pathsep.join(
    dict.fromkeys((GUARD, *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))))
)

RELEASE = """---
title: Third Bridge Dialogue
published: 2021-05-05
publisher: U.S. Department of Transportation
language: en
rights: open
---
On May 4, the United States and Canada met virtually for the Third U.S.-Canada Bridge Dialogue. Deputy Assistant Secretary of \
Transportation Ann Bell led the U.S. delegation, and Canadian Deputy Minister of Transport Luc Moreau led the Canadian \
delegation. The two sides agreed to open the Lakeside crossing by 2023.
"""
READOUT = """---
title: Bridge Dialogue held
published: 2021-05-07
language: en
---
The Third U.S.-Canada Bridge Dialogue was held on May 5, 2021. Canadian Deputy Minister of Transport Luc Moreau chaired the \
meeting.
"""


def make_project(folder: Path, **documents: str) -> Path:
    """Write a project with some documents."""
    text = 'name = "bridges"\ntitle = "Bridge Dialogues"\nbase = "https://example.org/bridges/"\n'
    (folder / "data/documents").mkdir(parents=True)
    (folder / "communique.toml").write_text(text, encoding="utf-8")
    for name, content in documents.items():
        (folder / "data/documents" / f"{name}.txt").write_text(content, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def bridges(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A small project of two documents that disagree, built once."""
    project = Project.open(make_project(tmp_path_factory.mktemp("bridges"), release=RELEASE, readout=READOUT))
    project.build()
    return project


Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command line in this process; gives exit status, standard output and standard error."""

    def call(*arguments: str, project: Path | None = None) -> tuple[int, str, str]:
        before = ["--project", str(project)] if project else []
        monkeypatch.setattr("sys.argv", ["communique", *before, *arguments])
        with pytest.raises(SystemExit) as caught:
            main()
        captured = capsys.readouterr()
        return int(caught.value.code or 0), captured.out, captured.err

    return call
