"""What a project adds to its documents: rules, questions, and what its people wrote down beside them; and what the rules find."""

import json
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

from pyoxigraph import NamedNode, Quad, Store

from communique.authority import Authority
from communique.checks import Finding, check, is_violation
from communique.checks.check import Rules
from communique.errors import DataError, FindingsError
from communique.graph.foreign import from_rdflib
from communique.jsonld import make_context
from communique.linking.links_graph import links_rows
from communique.parts import find_parts
from communique.publish import locked
from communique.questions import catalogue_quads, load_questions
from communique.resources import stock
from communique.settings import Settings
from communique.takedowns import names_any, read_takedowns
from communique.veil import Veil

#: The folder of what the last check of a data set in parts found, and of what it looked at.
CHECKED: Final = "checked"


def rules(settings: Settings) -> Rules:
    """Return where a project's shapes, check queries and waivers lie: the stock's and its own."""
    return Rules(
        shapes=_folders(stock("ontology") / "shapes", settings.paths["shapes"]),
        queries=_folders(stock("queries") / "checks", settings.paths["questions"].parent / "checks"),
        waivers=settings.paths["waivers"],
    )


def question_folders(settings: Settings) -> tuple[Path, ...]:
    """Return where a project's saved questions lie: the stock's and its own."""
    return _folders(stock("queries") / "questions", settings.paths["questions"])


def _folders(*folders: Path) -> tuple[Path, ...]:
    """Return the folders that exist, each once (the flagship's own are the stock's)."""
    return tuple(dict.fromkeys(folder.resolve() for folder in folders if folder.is_dir()))


def told_beside(settings: Settings, known: Authority, entities: Iterable[str]) -> Iterator[Quad]:
    """Yield what files tell beside the documents: the authority's rows on these entities, links, and saved questions."""
    hidden = partial(names_any, takedowns=read_takedowns(settings.paths["takedowns"]))
    yield from from_rdflib(known.quads(entities), NamedNode(f"{settings.base}graph/authority"))
    yield from from_rdflib(links_rows(settings.paths["links"], settings.base, hidden), NamedNode(f"{settings.base}graph/links"))
    yield from catalogue_quads(load_questions(*question_folders(settings)).values(), settings.base)


def check_data(settings: Settings, data: Store | Iterable[Path], jobs: int = 1, kept: Path | None = None) -> tuple[Finding, ...]:
    """Return what a project's checks find in a data set; waivers name nobody who is taken down.

    With `kept`, a folder, only what has changed since the last check with it is checked again.

    Raises:
        CommuniqueError: a shape, a query or a waiver is wrong, or a file of the data is damaged.
    """
    veil = Veil(read_takedowns(settings.paths["takedowns"]))
    found = check(data, rules(settings), jobs=jobs, kept=kept)
    return tuple(replace(one, waived=veil.words(one.waived)) if one.waived else one for one in found)


def check_parts(settings: Settings, parts: Iterable[Path], jobs: int = 1) -> tuple[Finding, ...]:
    """Return what a project's checks find in a data set in parts, from what the last check found; one may do so at a time.

    Raises:
        CommuniqueError: a shape, a query or a waiver is wrong, or a part is damaged.
    """
    return check_data(settings, parts, jobs, settings.cache / CHECKED)


def check_published(settings: Settings, jobs: int = 1) -> tuple[Finding, ...] | None:
    """Return what a project's checks find in its published data set, if it is one in parts.

    None if it is one file, or packed, or another process builds or checks it.

    Raises:
        CommuniqueError: nothing is published, a shape, a query or a waiver is wrong, or a part is damaged.
    """
    parts = find_parts(settings.paths["graph"])
    if len(parts) == 1 or any(part.suffix != ".nq" for part in parts):
        return None
    with ExitStack() as held:
        try:
            held.enter_context(locked(settings.cache))
        except DataError:
            return None
        return check_parts(settings, parts, jobs)


def refuse(findings: Iterable[Finding]) -> None:
    """Let nothing be published that has a violation.

    Raises:
        FindingsError: there is one.
    """
    violations = [finding for finding in findings if is_violation(finding)]
    if not violations:
        return
    first = violations[0]
    where = f" in {first.document.rsplit('/', 1)[-1]}: “{first.quote}”" if first.document else ""
    raise FindingsError(
        f"not published: {len(violations)} violations; the first is {first.check} at {first.focus}{where}: {first.message}; "
        "run 'communique check --documents' to see all, and mend what it names"
    )


def data_context(base: str) -> bytes:
    """Return the JSON-LD context of a data set as a file."""
    return (json.dumps({"@context": make_context(base)}, indent=1) + "\n").encode()
