"""What a rule's query says of the nodes that it asks about."""

from dataclasses import replace

import pytest

from communique.checks.integrity import integrity_rules
from communique.checks.reach import Reach
from communique.checks.rule import Rule
from communique.checks.shacl import read_shapes, shacl_rules
from communique.checks.tracing import reach_of
from communique.resources import stock

KIND = Rule("k", "violation", "", "", "SELECT ?this { ?this a <x:Claim> FILTER NOT EXISTS { ?this <x:rule> ?found } }")


def told(reach: Reach | None) -> tuple[object, ...]:
    """Return what a reach says, but for the order of patterns, in which names decide between equals."""
    assert reach
    touches = {(touch.subject, touch.predicate, touch.object, touch.effect) for touch in reach.touches}
    return reach.focus, touches, set(reach.needs), reach.subject, set(reach.follows)


def test_a_pattern_is_told_with_its_effect() -> None:
    """A statement more that the query asks for can bring a finding, one that it wants not to be there can take one away."""
    reach = reach_of(KIND)

    assert reach
    assert {touch.predicate: touch.effect for touch in reach.touches} == {
        "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>": 1,
        "<x:rule>": -1,
    }


@pytest.mark.parametrize("rule", shacl_rules(read_shapes((stock("ontology") / "shapes",)), {})[::8])
def test_names_make_no_difference(rule: Rule) -> None:
    """A query is read with numbers for names as it is with the names."""
    assert told(reach_of(rule)) == told(reach_of(replace(rule, head="#\n" + rule.head)))


@pytest.mark.slow
def test_all_rules_can_be_followed() -> None:
    """No constraint and no query of ours is asked of the whole after a change."""
    rules = [*shacl_rules(read_shapes((stock("ontology") / "shapes",)), {}), *integrity_rules((stock("queries") / "checks",))]

    assert [rule.check for rule in rules if reach_of(rule) is None] == []
