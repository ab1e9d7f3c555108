"""All checks of a data set, in one order."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import RdfFormat, Store

from communique.checks.asking import ask
from communique.checks.findings import Finding, read_waivers, waive, with_evidence
from communique.checks.integrity import integrity_rules
from communique.checks.shacl import read_shapes, shacl_findings
from communique.errors import DataError


@dataclass(frozen=True, slots=True)
class Rules:
    """Where the shapes, the integrity queries and the waivers lie."""

    shapes: tuple[Path, ...]
    queries: tuple[Path, ...]
    waivers: Path


def check(data: Store | Iterable[Path], rules: Rules, *, jobs: int = 1) -> tuple[Finding, ...]:
    """Return all findings, violations first, each with the words behind it.

    `data` is a store, or the files of N-Quads that together make up a data set, in any number and order; these are loaded into
    memory (about 0.35 kB a statement). `jobs` threads ask at once.

    Raises:
        QuestionError: an integrity query does not parse.
        AuthorityError: the file of waivers is wrong.
        DataError: a file of the data is damaged.
    """
    store = data if isinstance(data, Store) else _load(data)
    found = set(shacl_findings(store, read_shapes(rules.shapes), jobs))
    found |= {finding for findings in ask(store, integrity_rules(rules.queries), jobs) for finding in findings}
    return tuple(waive(with_evidence(sorted(found, key=_order), store), read_waivers(rules.waivers)))


def _load(parts: Iterable[Path]) -> Store:
    store = Store()
    for part in parts:
        try:
            store.bulk_load(path=str(part), format=RdfFormat.N_QUADS)
        except (SyntaxError, ValueError) as error:
            raise DataError(f"{part}: damaged ({error}); run 'communique build' to publish it again") from None
    return store


def _order(finding: Finding) -> tuple[bool, str, str, str, str]:
    return finding.severity != "violation", finding.check, finding.focus, finding.path or "", finding.value or ""
