"""All checks of a data set, in one order."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Store

from communique.checks.asking import ask
from communique.checks.findings import Finding, read_waivers, waive, with_evidence
from communique.checks.integrity import integrity_rules
from communique.checks.parts import load_parts
from communique.checks.rule import Rule
from communique.checks.shacl import left_over, pyshacl_findings, read_shapes, shacl_rules, subclasses, union_graph


@dataclass(frozen=True, slots=True)
class Rules:
    """Where the shapes, the integrity queries and the waivers lie."""

    shapes: tuple[Path, ...]
    queries: tuple[Path, ...]
    waivers: Path


def check(data: Store | Iterable[Path], rules: Rules, *, jobs: int = 1, kept: Path | None = None) -> tuple[Finding, ...]:
    """Return all findings, violations first, each with the words behind it.

    `data` is a store, or the files of N-Quads that together make up a data set, in any number and order, each statement in one
    of them. `jobs` threads ask at once. Files are loaded into memory (about 0.35 kB a statement), unless `kept` names a folder:
    there the findings and an index of the statements are kept, and the next check with the same folder asks only about the nodes
    that the changed lines concern. One check at a time may use a folder. Shapes that are left to pySHACL need the whole each time.

    Raises:
        QuestionError: an integrity query does not parse.
        AuthorityError: the file of waivers is wrong.
        DataError: a file of the data is damaged.
    """
    if isinstance(data, Store):
        store, found = data, _found(data, rules, jobs)
    elif kept is None or left_over(read_shapes(rules.shapes)) is not None:
        store = load_parts(Store(), data)
        found = _found(store, rules, jobs)
    else:
        from communique.checks.kept import check_kept

        found, store = check_kept(kept, data, lambda classes: _asked(classes, rules), jobs)
    found = [*found, *_beyond(store, rules)]
    return tuple(waive(with_evidence(sorted(set(found), key=_order), store), read_waivers(rules.waivers)))


def _found(store: Store, rules: Rules, jobs: int) -> list[Finding]:
    return [finding for findings in ask(store, _asked(store, rules), jobs) for finding in findings]


def _asked(store: Store, rules: Rules) -> list[Rule]:
    return [*shacl_rules(read_shapes(rules.shapes), subclasses(store)), *integrity_rules(rules.queries)]


def _beyond(store: Store, rules: Rules) -> list[Finding]:
    """Return what pySHACL finds with the shapes that are not compiled, always over the whole."""
    rest = left_over(read_shapes(rules.shapes))
    return [] if rest is None else pyshacl_findings(union_graph(store), rest)


def _order(finding: Finding) -> tuple[bool, str, str, str, str]:
    return finding.severity != "violation", finding.check, finding.focus, finding.path or "", finding.value or ""
