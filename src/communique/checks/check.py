"""All checks of a data set, in one order."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from pyoxigraph import Store

from communique.checks.asking import ask
from communique.checks.findings import Finding, read_waivers, waive
from communique.checks.integrity import integrity_rules, query_files
from communique.checks.parts import load_parts
from communique.checks.rule import Rule, Source
from communique.checks.shacl import left_over, pyshacl_findings, read_shapes, shacl_rules, shape_files, subclasses, union_graph
from communique.checks.words import with_evidence


@dataclass(frozen=True, slots=True)
class Rules:
    """Where the shapes, the integrity queries and the waivers lie."""

    shapes: tuple[Path, ...]
    queries: tuple[Path, ...]
    waivers: Path

    def digest(self) -> str:
        """Return a hash of the shapes, the queries, and the program that reads them."""
        program = Path(__file__).parent.glob("*.py")
        files = (*program, *shape_files(self.shapes), *query_files(self.queries))
        return hashlib.sha256(repr([(path.name, path.read_bytes()) for path in sorted(files)]).encode()).hexdigest()


def check(data: Store | Iterable[Path], rules: Rules, *, jobs: int = 1, kept: Path | None = None) -> tuple[Finding, ...]:
    """Return all findings, violations first, each with the words behind it.

    `data` is a store, or the files of N-Quads that together make up a data set, in any number and order, each statement in one
    of them. `jobs` threads ask at once. Files are loaded into memory (about 0.35 kB a statement). Where `kept` names a folder, the
    findings and an index of the statements are kept there, and the next check with the same folder asks only about the nodes that
    the changed lines concern; if memory has no room for all statements, some rules at a time are asked of those that they need.
    One check at a time may use a folder. Shapes that are left to pySHACL need the whole each time.

    Raises:
        QuestionError: an integrity query does not parse.
        AuthorityError: the file of waivers is wrong.
        DataError: a file of the data is damaged.
    """
    if isinstance(data, Store):
        found = _found(data, rules, jobs)
    elif kept is None:
        found = _found(load_parts(Store(), data), rules, jobs)
    else:
        from communique.checks.kept import check_kept

        found = check_kept(kept, data, Source(rules.digest(), partial(_asked, rules), partial(_beyond, rules)), jobs)
    return tuple(waive(sorted(set(found), key=_order), read_waivers(rules.waivers)))


def _found(store: Store, rules: Rules, jobs: int) -> list[Finding]:
    found = [finding for findings in ask(store, _asked(rules, store), jobs) for finding in findings]
    beyond = _beyond(rules)
    return with_evidence([*found, *(beyond(store) if beyond else ())], store)


def _asked(rules: Rules, store: Store) -> list[Rule]:
    return [*shacl_rules(read_shapes(rules.shapes), subclasses(store)), *integrity_rules(rules.queries)]


def _beyond(rules: Rules) -> Callable[[Store], list[Finding]] | None:
    """Return what asks pySHACL with the shapes that are not compiled, always over the whole; None if there is no such shape."""
    rest = left_over(read_shapes(rules.shapes))
    return None if rest is None else lambda store: pyshacl_findings(union_graph(store), rest)


def _order(finding: Finding) -> tuple[bool, str, str, str, str]:
    return finding.severity != "violation", finding.check, finding.focus, finding.path or "", finding.value or ""
