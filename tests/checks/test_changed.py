"""What a change concerns, in queries of every form: what is found after it is what a check of the whole finds."""

import random
from collections.abc import Sequence
from pathlib import Path

import pytest
from pyoxigraph import Store
from tests.checks.forms import APART, rules_of, statements, write

from communique.checks import Finding, check
from communique.checks.asking import ask
from communique.checks.check import Rules
from communique.checks.rule import Rule


@pytest.fixture(scope="module")
def forms(tmp_path_factory: pytest.TempPathFactory) -> Rules:
    """A query of each form."""
    return rules_of(tmp_path_factory.mktemp("forms"))


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
