"""Runs a notebook's cells in order and stores what each shows.

    python tools/run_notebook.py docs/tutorial.ipynb

The cells run in one process, in the notebook's folder. What the last line of a cell gives is stored in the forms that notebooks
show: plain text, HTML, SVG. The same cells over the same data give the same file.
"""

import ast
import contextlib
import io
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

#: The forms in which a value may show itself.
_FORMS: Final = {"text/html": "_repr_html_", "image/svg+xml": "_repr_svg_"}


def main(paths: list[str]) -> None:
    """Run each notebook and write it back with its outputs."""
    for path in map(Path, paths):
        path.write_text(ran(path), encoding="utf-8")


def ran(path: Path) -> str:
    """Run a notebook's cells and return its content with their outputs."""
    notebook = json.loads(path.read_text(encoding="utf-8"))
    names: dict[str, Any] = {"__name__": "__main__"}
    here = Path.cwd()
    os.chdir(path.resolve().parent)
    try:
        for number, cell in enumerate((cell for cell in notebook["cells"] if cell["cell_type"] == "code"), 1):
            cell["outputs"] = list(outputs("".join(cell["source"]), names, number))
            cell["execution_count"] = number
    finally:
        os.chdir(here)
    return json.dumps(notebook, ensure_ascii=False, indent=1) + "\n"


def outputs(source: str, names: dict[str, Any], number: int) -> Iterator[dict[str, Any]]:
    """Run one cell; yield what it prints and what its last line gives."""
    body = ast.parse(source).body
    last = ast.Expression(body.pop().value) if body and isinstance(body[-1], ast.Expr) else None
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(ast.Module(body, []), f"cell {number}", "exec"), names)
        value = eval(compile(last, f"cell {number}", "eval"), names) if last else None
    if printed.getvalue():
        yield {"name": "stdout", "output_type": "stream", "text": lines(printed.getvalue())}
    if value is not None:
        yield {"data": shown(value), "execution_count": number, "metadata": {}, "output_type": "execute_result"}


def shown(value: Any) -> dict[str, list[str]]:
    """Return a value in all forms in which it can show itself."""
    forms = {name: getattr(value, method)() for name, method in _FORMS.items() if hasattr(value, method)}
    return {name: lines(text) for name, text in {**forms, "text/plain": repr(value)}.items() if text}


def lines(text: str) -> list[str]:
    """Part a text into lines as notebooks store them."""
    return text.splitlines(keepends=True)


if __name__ == "__main__":
    main(sys.argv[1:])
