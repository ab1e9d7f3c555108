"""All checks of a data set, in one order."""

from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Store

from communique.checks.findings import Finding, read_waivers, waive, with_evidence
from communique.checks.integrity import integrity_findings
from communique.checks.shacl import read_shapes, shacl_findings


@dataclass(frozen=True, slots=True)
class Rules:
    """Where the shapes, the integrity queries and the waivers lie."""

    shapes: tuple[Path, ...]
    queries: tuple[Path, ...]
    waivers: Path


def check(store: Store, rules: Rules) -> tuple[Finding, ...]:
    """Return all findings, violations first, each with the words behind it."""
    shapes = read_shapes(rules.shapes)
    found = [*shacl_findings(store, shapes), *integrity_findings(store, rules.queries)]
    found = waive(with_evidence(sorted(set(found), key=_order), store), read_waivers(rules.waivers))
    return tuple(found)


def _order(finding: Finding) -> tuple[bool, str, str, str, str]:
    return finding.severity != "violation", finding.check, finding.focus, finding.path or "", finding.value or ""
