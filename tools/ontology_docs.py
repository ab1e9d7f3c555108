"""Write the reference pages of the ontology to `docs/ontology/`: `python -m tools.ontology_docs`."""

import sys
from pathlib import Path
from typing import Final

from tools.ontology.pages import make_pages
from tools.ontology.tree import ROOT, Tree

FOLDER: Final = ROOT / "docs" / "ontology"


def write_pages(folder: Path) -> list[str]:
    """Write all pages to a folder and remove others that stand there; return the names of the pages."""
    pages = make_pages(Tree())
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.iterdir():
        if path.name not in pages:
            path.unlink()
    for name, text in pages.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return sorted(pages)


def main() -> int:
    """Write the pages and say how many."""
    print(f"{len(write_pages(FOLDER))} pages in {FOLDER.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
