"""The tutorial notebook runs from its first cell to its last."""

import json
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

pytestmark = pytest.mark.slow


def test_every_cell_of_the_tutorial_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    """The code cells run in order, in one namespace, and end with a picture and a table of disagreements."""
    notebook = json.loads((ROOT / "docs/tutorial.ipynb").read_text(encoding="utf-8"))
    monkeypatch.chdir(ROOT / "docs")
    names: dict[str, object] = {}

    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            exec(compile("".join(cell["source"]), "tutorial", "exec"), names)

    assert str(names["picture"]).startswith("<svg")
    assert len(names["disagreements"]) > 10  # type: ignore[arg-type]
