"""The built wheel works without the repository: in an environment of its own, on a project elsewhere."""

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

from tests.conftest import RELEASE, make_project

ROOT = Path(__file__).resolve().parents[1]

pytestmark = pytest.mark.slow


def run(*command: str | Path, cwd: Path) -> str:
    """Run a command and return what it prints; fail with what it says."""
    environment = {key: value for key, value in os.environ.items() if key not in {"PYTHONPATH", "VIRTUAL_ENV"}}
    done = subprocess.run([str(part) for part in command], cwd=cwd, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def build_wheel(folder: Path) -> Path:
    """Build the wheel from a copy of the sources, without asking any registry."""
    source = folder / "source"
    shutil.copytree(ROOT, source, ignore=shutil.ignore_patterns(".venv", ".git", ".communique", "*_cache", "__pycache__"))
    run(
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--no-build-isolation",
        "--wheel-dir",
        folder,
        source,
        cwd=folder,
    )
    (wheel,) = folder.glob("*.whl")
    return wheel


@pytest.fixture(scope="module")
def communique(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The console script of the wheel, in an environment that sees the dependencies but not the repository."""
    folder = tmp_path_factory.mktemp("wheel")
    wheel = build_wheel(folder)
    environment = folder / "environment"
    venv.create(environment, with_pip=False)
    python = environment / "bin" / "python"
    run(sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-deps", "--no-index", wheel, cwd=folder)
    (site,) = environment.glob("lib/python*/site-packages")
    (site / "dependencies.pth").write_text(sysconfig.get_paths()["purelib"] + "\n", encoding="utf-8")
    return environment / "bin" / "communique"


def test_the_installed_program_builds_checks_and_answers(communique: Path, tmp_path: Path) -> None:
    """A project elsewhere is built and asked with what the wheel holds alone: ontology, shapes, questions, lexicon."""
    project = make_project(tmp_path, release=RELEASE)

    run(communique, "build", cwd=project)
    run(communique, "check", cwd=project)

    assert "Ann Bell" in run(communique, "ask", "attendance", "--format", "json", cwd=project)


def test_the_installed_program_makes_a_project_of_a_folder(communique: Path, tmp_path: Path) -> None:
    """`new --from` copies every file of a new project, takes in the documents of all formats, builds and answers."""
    template = ROOT / "src" / "communique" / "stock_project"
    documents = ROOT / "tests" / "sample" / "data" / "documents"

    run(communique, "new", "talks", "--from", documents, cwd=tmp_path)

    files = {path.relative_to(template) for path in template.rglob("*") if path.is_file()}
    assert [] == [path for path in sorted(files) if not (tmp_path / "talks" / path).is_file()]
    assert "Blue Corridor Council" in run(communique, "ask", "meetings", "--format", "csv", cwd=tmp_path / "talks")
    assert "wikidata" in run(communique, "link", "targets", cwd=tmp_path / "talks")


def test_the_installed_program_is_the_wheels_own(communique: Path, tmp_path: Path) -> None:
    """The package that runs lies in the environment, not in the repository."""
    python = communique.parent / "python"

    place = run(python, "-c", "import communique; print(communique.__file__)", cwd=tmp_path)

    assert str(ROOT / "src") not in place


def test_two_wheels_of_one_source_are_the_same_bytes(tmp_path: Path) -> None:
    """The wheel is reproducible."""
    first, second = tmp_path / "a", tmp_path / "b"
    first.mkdir()
    second.mkdir()

    assert build_wheel(first).read_bytes() == build_wheel(second).read_bytes()
