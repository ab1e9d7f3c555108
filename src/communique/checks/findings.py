"""What a check found: one place in the data set, what is wrong with it, and the words that lead there."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, Literal

from rdflib import Graph
from rdflib.term import Node

from communique.errors import AuthorityError
from communique.rows import read_rows
from communique.terms import RDFS, SH

Severity = Literal["violation", "warning", "info"]
SEVERITIES: Final[Mapping[Node | None, Severity]] = {
    SH.Violation: "violation",
    SH.Warning: "warning",
    SH.Info: "info",
    None: "violation",
}
WAIVER_COLUMNS: Final = ("finding", "reason", "by", "date")


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding. `check` names the shape or query; `focus` is the node; `quote` stands in `document` where words lead there."""

    severity: Severity
    check: str
    focus: str
    message: str
    path: str | None = None
    value: str | None = None
    component: str | None = None
    document: str | None = None
    quote: str | None = None
    waived: str | None = None

    @property
    def id(self) -> str:
        """Twelve hex digits that stay the same while the finding does; what a waiver names."""
        content = "\n".join((self.check, self.focus, self.path or "", self.value or ""))
        return hashlib.sha256(content.encode()).hexdigest()[:12]


def shape_name(shapes: Graph, shape: Node | None) -> str:
    """Return what a shape is called: its label, or the end of its address."""
    label = shapes.value(shape, RDFS.label) if shape is not None else None
    return str(label or shape).rsplit("#", 1)[-1]


def standing(finding: Finding) -> str:
    """Return what a finding counts as: its severity, or that it is waived."""
    return "waived" if finding.waived else finding.severity


def is_violation(finding: Finding) -> bool:
    """Tell whether a finding stops publication.

    >>> is_violation(Finding("warning", "MTG-01", "m", "odd"))
    False
    """
    return finding.severity == "violation" and finding.waived is None


def read_waivers(path: Path) -> dict[str, str]:
    """Read the waivers: the ids of findings that people let pass, each with who did and why.

    Raises:
        AuthorityError: a row has not the four columns.
    """
    waivers = {}
    for number, (_, line) in enumerate(read_rows(path)):
        cells = line.split("\t")
        if len(cells) != len(WAIVER_COLUMNS):
            raise AuthorityError(
                f"{path}: row {line!r} has {len(cells)} cells; expected {', '.join(WAIVER_COLUMNS)}, parted by tabs"
            )
        if number or tuple(cells) != WAIVER_COLUMNS:
            waivers[cells[0]] = f"{cells[1]} ({cells[2]}, {cells[3]})"
    return waivers


def waive(findings: Iterable[Finding], waivers: Mapping[str, str]) -> list[Finding]:
    """Mark the findings that a waiver lets pass."""
    return [replace(finding, waived=waivers.get(finding.id)) for finding in findings]
