"""Rules asked of a store: of all nodes, or about some, in as many threads as there are jobs.

The engine lets go of the interpreter while it works, so threads over one store do what processes with a copy each would.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from pyoxigraph import Store

from communique.checks.findings import Finding
from communique.checks.rule import Rule


def ask(store: Store, rules: Sequence[Rule], jobs: int = 1) -> list[list[Finding]]:
    """Return the findings of each rule over a whole store, in the order of the rules."""
    with ThreadPoolExecutor(jobs) as pool:
        return list(pool.map(lambda rule: _answer(store, rule, rule.query), rules))


def _answer(store: Store, rule: Rule, query: str) -> list[Finding]:
    rows: Any = store.query(query, use_default_graph_as_union=True)
    names = [variable.value for variable in rows.variables]
    return [rule.finding(names, row) for row in rows]
