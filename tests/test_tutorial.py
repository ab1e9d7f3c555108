"""The tutorial notebook: it runs as it stands, and shows what it says."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
NOTEBOOK = ROOT / "docs" / "tutorial.ipynb"


def shown(path: Path) -> list[dict[str, Any]]:
    """Return what the cells of a notebook show, by form."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return [output.get("data", {"text": output.get("text")}) for cell in cells for output in cell.get("outputs", [])]


def test_the_notebook_is_one() -> None:
    """The file has the form of a notebook, and each cell its own id."""
    notebook = json.loads(NOTEBOOK.read_text(encoding="utf-8"))

    ids = [cell["id"] for cell in notebook["cells"]]
    assert (4, len(ids)) == (notebook["nbformat"], len(set(ids)))
    assert {"code", "markdown"} == {cell["cell_type"] for cell in notebook["cells"]}


@pytest.mark.slow
def test_the_notebook_shows_what_it_says(tmp_path: Path) -> None:
    """Run anew in a copy of the project, the cells show what is stored in the notebook: tables, a picture, words."""
    shutil.copy(ROOT / "communique.toml", tmp_path)
    shutil.copytree(ROOT / "data", tmp_path / "data", ignore=shutil.ignore_patterns("graph"))
    (tmp_path / "docs").mkdir()
    copy = shutil.copy(NOTEBOOK, tmp_path / "docs")

    subprocess.run([sys.executable, str(ROOT / "tools" / "run_notebook.py"), str(copy)], check=True, timeout=300)

    again = shown(Path(copy))
    assert any("image/svg+xml" in output for output in again)
    assert shown(NOTEBOOK) == again
