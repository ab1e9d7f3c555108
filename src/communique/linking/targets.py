"""The targets of a project: one description in TOML each, in `data/links/targets/`."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from communique.errors import TargetError
from communique.linking import dump, endpoint, reconciliation
from communique.linking.asking import Asker
from communique.linking.base import Target
from communique.linking.table import describe, read_table

#: The forms that a target may have: what its description needs, and what makes it.
FORMS: Final[Mapping[str, tuple[tuple[str, ...], Callable[[Mapping[str, Any], Path, Asker], Target]]]] = {
    "dump": (dump.NEEDED, lambda about, folder, _: dump.read_dump(about, folder)),
    "endpoint": (endpoint.NEEDED, lambda about, _, asker: endpoint.Endpoint(about, asker)),
    "reconciliation": (reconciliation.NEEDED, lambda about, _, asker: reconciliation.Reconciliation(about, asker)),
}


def find_targets(folder: Path) -> dict[str, Path]:
    """Return the descriptions of a folder by the names of their files, sorted; none where there is no such folder."""
    return {path.stem: path for path in sorted(folder.glob("*.toml"))}


def open_target(path: Path, asker: Asker, *, folder: Path | None = None) -> Target:
    """Return the target that a description makes; local files lie in `folder`, by default beside the description.

    Raises `TargetError` for a description that lacks something, and for an address that is not on the web.
    """
    form = describe(path, ()).get("form", "table")
    if form == "table":
        return read_table(path, folder=folder)
    if form not in FORMS:
        message = f"{path}: form is '{form}'; expected table, {', '.join(sorted(FORMS))}"
        raise TargetError(message)
    needed, make = FORMS[form]
    about = describe(path, needed)
    if not about.get("address", "https://").startswith(("http://", "https://")):
        message = f"{path}: address is '{about['address']}'; expected one that begins with http:// or https://"
        raise TargetError(message)
    return make(about, folder or path.parent, asker)
