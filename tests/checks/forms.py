"""Queries of every form, and random statements to ask them of."""

import random
from collections.abc import Sequence
from pathlib import Path

from communique.checks.check import Rules

#: Statements that no query names, so that a change of some dozens is a small one.
REST = [f"<x:rest{number}> <x:filler> <x:rest{number}> <x:graph> .\n" for number in range(4000)]
FORMS = {
    "none-of": "?n <x:a> ?v FILTER NOT EXISTS { ?n <x:b> ?v }",
    "none-of-two-together": "?n <x:a> ?v FILTER NOT EXISTS { ?m <x:b> ?n . ?m <x:c> ?v }",
    "step-by-step": "?n ?p ?v FILTER(?p IN (<x:a>, <x:d>)) "
    "FILTER NOT EXISTS { ?m <x:on> ?n FILTER EXISTS { ?m <x:of> ?p } FILTER EXISTS { ?m <x:c> ?v } }",
    "any-property": "?m <x:on> ?n ; <x:of> ?p ; <x:c> ?v FILTER NOT EXISTS { ?n ?p ?v }",
    "one-or-other": "?n <x:a> ?v FILTER ( NOT EXISTS { ?n <x:b> ?v } || NOT EXISTS { ?n <x:c> ?v } )",
    "not-none-of": "?n <x:a> ?v FILTER ( ! NOT EXISTS { ?n <x:b> ?v } )",
    "none-without": "?n <x:a> ?v FILTER NOT EXISTS { ?n <x:b> ?m FILTER NOT EXISTS { ?m <x:c> ?v } }",
    "none-unlike": "?n <x:a> ?v FILTER NOT EXISTS { ?n <x:b> ?m FILTER(?m != ?v) }",
    "optional": "?n <x:a> ?v OPTIONAL { ?n <x:d> ?o } FILTER NOT EXISTS { ?n <x:b> ?o }",
    "either": "?n <x:c> ?o { ?n <x:a> ?v } UNION { ?n <x:d> ?v } FILTER NOT EXISTS { ?n <x:b> ?v }",
    "minus": "?n <x:a> ?v MINUS { ?n <x:b> ?v FILTER NOT EXISTS { ?v <x:c> ?m } }",
    "inner": "{ SELECT DISTINCT ?n { { ?n <x:a> ?o } UNION { ?n <x:d> ?o } } } ?n <x:c> ?v FILTER NOT EXISTS { ?m <x:b> ?v }",
    "path": "?n <x:a>/<x:b> ?v FILTER NOT EXISTS { ?n (<x:c>|<x:d>) ?v }",
    "choice": "?n ?p ?v ; <x:b> ?m FILTER(?p IN (<x:a>, <x:c>)) FILTER(STR(?m) < STR(?v))",
    "itself": "?n <x:a> ?n FILTER NOT EXISTS { ?n <x:b> ?n }",
}
#: Forms in which a variable is not the same throughout; these are asked of all nodes.
APART = {
    "each-its-own": "?n <x:a> ?v FILTER NOT EXISTS { ?n <x:b> ?m FILTER EXISTS { ?m <x:c> ?o } FILTER EXISTS { ?m <x:d> ?o } }",
    "none-of-several": "?n <x:a> ?v FILTER NOT EXISTS { ?n <x:b> ?m } FILTER NOT EXISTS { ?v <x:c> ?m }",
    "hidden": "{ SELECT DISTINCT ?n { { ?n <x:a> ?m } UNION { ?n <x:d> ?m } } } ?n <x:c> ?v FILTER NOT EXISTS { ?m <x:b> ?v }",
}
COUNTED = "SELECT ?n (COUNT(?v) AS ?count) { ?n <x:a> ?v FILTER NOT EXISTS { ?v <x:b> ?m } } GROUP BY ?n HAVING (COUNT(?v) < 3)"


def rules_of(folder: Path) -> Rules:
    """Write a query of each form into a folder, and return them as rules."""
    queries = {name: f"SELECT ?n ?v {{ {form} }}" for name, form in (FORMS | APART).items()} | {"counted": COUNTED}
    for name, query in queries.items():
        (folder / f"{name}.rq").write_text(f"#+ summary: None.\n{query}\n", encoding="utf-8")
    return Rules((), (folder,), folder / "waivers.tsv")


def statements(chance: random.Random, count: int) -> set[str]:
    """Return random statements about six nodes."""
    nodes = [f"<x:n{number}>" for number in range(6)]
    chosen = set()
    for _ in range(count):
        predicate = chance.choice(["a", "b", "c", "d", "of", "on"])
        value = chance.choice(["<x:a>", "<x:d>"] if predicate == "of" else nodes)
        chosen.add(f"{chance.choice(nodes)} <x:{predicate}> {value} <x:graph> .\n")
    return chosen


def write(path: Path, lines: set[str]) -> Sequence[Path]:
    """Write statements, in order, and those that no query names."""
    path.write_text("".join(sorted((*lines, *REST))), encoding="utf-8")
    return [path]
