"""Check the hygiene of the ontology: `python -m tools.check_ontology`.

Each check says what it looked at; one that looked at nothing has failed.
"""

import sys
from collections.abc import Callable, Iterator
from typing import Final

from tools.ontology import layout, lists, logic, shapes, use, words
from tools.ontology.tree import Found, Tree

CHECKS: Final[tuple[Callable[[Tree], Found], ...]] = (
    *layout.CHECKS,
    *words.CHECKS,
    *logic.CHECKS,
    *lists.CHECKS,
    *shapes.CHECKS,
    *use.CHECKS,
)


def run(tree: Tree) -> Iterator[tuple[str, int, list[str]]]:
    """Yield the name of each check, how many things it looked at, and what it found."""
    for check in CHECKS:
        looked, faults = check(tree)
        name = check.__name__.removeprefix("check_").replace("_", " ")
        yield name, looked, faults if looked else [*faults, f"{name}: looked at nothing"]


def main() -> int:
    """Print what the checks find; the exit status tells whether they found anything."""
    results = list(run(Tree()))
    faults = [fault for _, _, found in results for fault in found]
    for fault in faults:
        print(fault, file=sys.stderr)
    print(f"ontology: {len(results)} checks of {sum(looked for _, looked, _ in results)} things, {len(faults)} faults")
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main())
