"""Rules asked of a store: of all nodes, or about some, in as many threads as there are jobs.

The engine lets go of the interpreter while it works, so threads over one store do what processes with a copy each would.
"""

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from typing import Any, Final, TypeVar

from pyoxigraph import Store

from communique.checks.findings import Finding
from communique.checks.rule import Rule

#: Nodes or rows put into one query: with a thousand or more, the engine goes through all data for each of them.
SHARD: Final = 500
Item = TypeVar("Item")


def shards(items: Iterable[Item], size: int = SHARD) -> Iterator[list[Item]]:
    """Yield items in lists of a size, the last one shorter.

    >>> list(shards([1, 2, 3], 2))
    [[1, 2], [3]]
    """
    source = iter(items)
    while shard := list(islice(source, size)):
        yield shard


def ask(store: Store, rules: Sequence[Rule], jobs: int = 1) -> list[list[Finding]]:
    """Return the findings of each rule over a whole store, in the order of the rules."""
    with ThreadPoolExecutor(jobs) as pool:
        return list(pool.map(lambda rule: _answer(store, rule, rule.query), rules))


def ask_about(store: Store, asked: Sequence[tuple[Rule, Iterable[str]]], jobs: int = 1) -> list[list[Finding]]:
    """Return the findings of each rule about some nodes, asked shard by shard, in the order of the rules."""
    tasks = [(place, rule, shard) for place, (rule, nodes) in enumerate(asked) for shard in shards(sorted(nodes))]
    found: list[list[Finding]] = [[] for _ in asked]
    with ThreadPoolExecutor(jobs) as pool:
        answers = pool.map(lambda task: _answer(store, task[1], task[1].about(task[2])), tasks)
        for (place, _, _), findings in zip(tasks, answers, strict=True):
            found[place] += findings
    return found


def _answer(store: Store, rule: Rule, query: str) -> list[Finding]:
    rows: Any = store.query(query, use_default_graph_as_union=True)
    names = [variable.value for variable in rows.variables]
    return [rule.finding(names, row) for row in rows]
