"""What a change concerns, in queries of every form: what is found after it is what a check of the whole finds."""

import random
from collections.abc import Sequence
from pathlib import Path

import pytest
from pyoxigraph import Store

from communique.checks import Finding, check
from communique.checks.asking import ask
from communique.checks.check import Rules
from communique.checks.rule import Rule

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


@pytest.fixture(scope="module")
def forms(tmp_path_factory: pytest.TempPathFactory) -> Rules:
    """A query of each form."""
    folder = tmp_path_factory.mktemp("forms")
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


@pytest.mark.parametrize("seed", range(20))
def test_after_a_change_the_same_is_found(forms: Rules, tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Random statements came and went: the kept check finds what the whole one finds, and asks of all nodes only what it must."""
    chance = random.Random(seed)
    first = statements(chance, chance.choice([40, 80, 120]))
    gone = set(chance.sample(sorted(first), chance.choice([1, 10, 30])))
    second = (first - gone) | statements(chance, chance.choice([0, 1, 8]))
    check(write(tmp_path / "first.nq", first), forms, kept=tmp_path / "kept")
    whole = check(write(tmp_path / "second.nq", second), forms)

    def ask_few(store: Store, rules: Sequence[Rule], jobs: int) -> list[list[Finding]]:
        assert {rule.check for rule in rules} <= set(APART)
        return ask(store, rules, jobs)

    monkeypatch.setattr("communique.checks.kept.ask", ask_few)

    assert check([tmp_path / "second.nq"], forms, kept=tmp_path / "kept") == whole


def newly_found(forms: Rules, folder: Path, first: set[str], second: set[str]) -> set[str]:
    """Return the forms that find something of the second statements, by the check kept of the first, and found nothing of these."""
    before = check(write(folder / "first.nq", first), forms, kept=folder / "kept")
    after = check(write(folder / "second.nq", second), forms, kept=folder / "kept")
    return {one.check for one in after} - {one.check for one in before}


def test_a_group_that_is_gone_altogether_is_found(forms: Rules, tmp_path: Path) -> None:
    """All that kept a row from being found goes at once."""
    group = {"<x:n1> <x:b> <x:n2> <x:graph> .\n", "<x:n1> <x:c> <x:n3> <x:graph> .\n"}
    row = {"<x:n2> <x:a> <x:n3> <x:graph> .\n"}

    assert "none-of-two-together" in newly_found(forms, tmp_path, group | row, row)


def test_a_group_that_matches_only_by_its_filter_is_not_all_it_takes(forms: Rules, tmp_path: Path) -> None:
    """What kept a row from being found goes, and what stays fits the patterns but not the filter: the row is found."""
    rest = {"<x:n1> <x:a> <x:n2> <x:graph> .\n", "<x:n1> <x:b> <x:n2> <x:graph> .\n"}
    unlike = {"<x:n1> <x:b> <x:n3> <x:graph> .\n"}

    assert "none-unlike" in newly_found(forms, tmp_path, rest | unlike, rest)
