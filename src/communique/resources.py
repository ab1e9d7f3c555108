"""Where the ontology, the shapes, the code lists and the stock questions lie: in the installed package, or in its source tree."""

from functools import cache
from pathlib import Path

from communique.errors import ProjectError

_HERE = Path(__file__).resolve().parent


@cache
def stock(name: str) -> Path:
    """Return the folder `ontology` or `queries` that belongs to this program.

    Raises:
        ProjectError: the installation is incomplete.

    >>> (stock("ontology") / "prefixes.ttl").name
    'prefixes.ttl'
    """
    for folder in (_HERE / "stock" / name, _HERE.parents[1] / name):
        if folder.is_dir():
            return folder
    raise ProjectError(f"{_HERE}: the folder {name!r} is missing from the installation; install the package again")
