"""A data set that memory has no room for: rules asked in batches find what they find in the whole."""

import random
from collections.abc import Sequence
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store, serialize
from tests.checks.forms import REST, rules_of, statements, write
from tests.checks.reference import damaged

from communique.checks import Finding, check
from communique.checks.asking import ask
from communique.checks.batches import STATEMENT
from communique.checks.check import Rules
from communique.checks.integrity import integrity_rules
from communique.checks.large import Large
from communique.checks.needs import needs_of
from communique.checks.places import Places, write_places
from communique.checks.rule import Rule
from communique.checks.shacl import read_shapes, shacl_rules
from communique.inputs import rules
from communique.project import Project


@pytest.fixture(scope="module")
def forms(tmp_path_factory: pytest.TempPathFactory) -> Rules:
    """A query of each form."""
    return rules_of(tmp_path_factory.mktemp("forms"))


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, int]]:
    """How many rules are asked at once of how many statements, where memory is short."""
    told: list[tuple[int, int]] = []

    def note(store: Store, some: Sequence[Rule], jobs: int) -> list[list[Finding]]:
        told.append((len(some), len(store)))
        return ask(store, some, jobs)

    monkeypatch.setattr("communique.store.available_memory", lambda: 0.0)
    monkeypatch.setattr("communique.checks.batches.ask", note)
    return told


def have(statements: float, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let memory have room for a batch of so many statements."""
    monkeypatch.setattr("communique.checks.batches.available_memory", lambda: statements * STATEMENT * 3 / 2)


@pytest.mark.parametrize("room", [1, 0.5, 0.3])
def test_batches_find_what_the_whole_does(
    bridges: Project, tmp_path: Path, asked: list[tuple[int, int]], room: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All our rules, of data with faults of every kind: the same findings with the same words, with less in memory at once."""
    data = damaged(bridges.store, 5, 200)
    part = tmp_path / "one.nq"
    part.write_bytes(serialize(data, format=RdfFormat.N_QUADS) or b"")
    ours = rules(bridges.settings)
    have(room * len(data), monkeypatch)

    assert check([part], ours, jobs=2, kept=tmp_path / "kept") == check([part], ours) != ()
    assert all(size <= room * len(data) for _, size in asked)
    assert len(asked) > 1 / room - 1


@pytest.mark.parametrize("seed", range(10))
def test_queries_of_every_form_find_the_same(
    forms: Rules, tmp_path: Path, asked: list[tuple[int, int]], seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Random statements, asked in batches, on disk where not even one rule fits: what is found is what the whole one finds."""
    chance = random.Random(seed)
    parts = write(tmp_path / "data.nq", statements(chance, 80))
    have(chance.choice([0, 20, 40, 60]), monkeypatch)

    assert check(parts, forms, kept=tmp_path / "kept") == check(parts, forms) != ()
    assert asked


def test_what_was_found_in_batches_is_kept(
    forms: Rules, tmp_path: Path, asked: list[tuple[int, int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next check asks nothing where nothing has changed."""
    parts = write(tmp_path / "data.nq", statements(random.Random(1), 80))
    have(60, monkeypatch)
    found = check(parts, forms, kept=tmp_path / "kept")
    before = len(asked)

    assert check(parts, forms, kept=tmp_path / "kept") == found
    assert len(asked) == before


def test_a_rule_that_memory_has_no_room_for_is_asked_on_disk(
    forms: Rules, tmp_path: Path, asked: list[tuple[int, int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It alone is asked of the whole."""
    parts = write(tmp_path / "data.nq", statements(random.Random(1), 80))
    have(35, monkeypatch)
    check(parts, forms, kept=tmp_path / "kept")

    assert all(size <= 35 for _, size in asked[:-1])
    assert asked[-1][1] > len(REST)
    assert asked[-1][0] < sum(rules for rules, _ in asked[:-1])


@pytest.mark.parametrize(
    ("pattern", "needs"),
    [
        ("?n <x:p> ?v", {"<x:p>"}),
        ("?n <x:p> <x:v>", {"<x:p> <x:v>"}),
        ("?n <x:p> <x:v> ; <x:p> ?v", {"<x:p>"}),
        ('?n <x:p> "7"', {"<x:p>"}),
        ("?n ^<x:p>/(<x:q>|<x:r>)+/<x:s>? ?v", {"<x:p>", "<x:q>", "<x:r>", "<x:s>"}),
        ("?n <x:p> ?v FILTER NOT EXISTS { ?v <x:q> ?m MINUS { ?m <x:r> ?n } }", {"<x:p>", "<x:q>", "<x:r>"}),
        ("{ SELECT ?n { ?n <x:p> ?m } } OPTIONAL { ?n <x:q> ?v }", {"<x:p>", "<x:q>"}),
        ("?n ?p ?v FILTER(?p IN (<x:p>, <x:q>))", {"<x:p>", "<x:q>"}),
        ("?m <x:of> ?p ; <x:on> ?n FILTER NOT EXISTS { ?n ?p ?v }", {"<x:of>", "<x:on>", "<x:p>"}),
    ],
)
def test_a_rule_needs_the_predicates_of_its_patterns(pattern: str, needs: set[str]) -> None:
    """Wherever in the query they stand; a variable stands for the predicates that it can be."""
    rule = Rule("X", "info", "", "", f"SELECT ?n {{ {pattern} }}")

    assert set(needs_of(rule, {b"<x:of>": (b"<x:p>",)}.__getitem__) or ()) == {need.encode() for need in needs}


@pytest.mark.parametrize(
    "pattern",
    [
        "?n ?p ?v",
        "?n <x:p>* ?v",
        "?n (<x:p>?/<x:q>*) ?v",
        "?n !<x:p> ?v",
        "?v <x:p> ?o GRAPH ?n { }",
        "?n ?p ?v FILTER(?p IN (<x:p>, <x:q>) || ?v = <x:v>)",
        "{ SELECT ?n { ?n ?p ?o } } ?n <x:q> ?p FILTER(?p IN (<x:p>, <x:q>))",
    ],
)
def test_a_rule_may_need_any_statement(pattern: str) -> None:
    """Where a predicate can be any, a path may be empty, or graphs are named."""
    assert needs_of(Rule("X", "info", "", "", f"SELECT ?n {{ {pattern} }}"), lambda _: ()) is None


def test_what_predicates_are_values_of_is_told_by_their_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a large data set every value has the mark of some other; a rule does not need more for it."""
    monkeypatch.setattr("communique.checks.places._mark", lambda _: 0)
    part = tmp_path / "data.nq"
    part.write_text("".join(sorted(statements(random.Random(1), 80))), encoding="utf-8")
    write_places(tmp_path, [part])

    assert set(Large([part], Places(tmp_path, [part])).values(b"<x:of>")) == {b"<x:a>", b"<x:d>"}


def test_all_rules_have_needs(bridges: Project) -> None:
    """No constraint and no query of ours may need any statement."""
    ours = rules(bridges.settings)
    every = [*shacl_rules(read_shapes(ours.shapes), {}), *integrity_rules(ours.queries)]

    assert [rule.check for rule in every if needs_of(rule, lambda _: ()) is None] == []
