"""Joining under constraints."""

from hypothesis import given
from hypothesis import strategies as st

from communique.identity.clusters import Clusters, Verdicts, join_groups, judged
from tests.identity.pages import judgement

NODES = "abcdef"
PAIRS = st.lists(st.tuples(st.sampled_from(NODES), st.sampled_from(NODES)).filter(lambda pair: pair[0] != pair[1]), max_size=8)


def clusters_of(*nodes: str) -> Clusters:
    """Clusters of single nodes."""
    return judged(nodes, Verdicts())


@given(PAIRS, PAIRS)
def test_what_is_forbidden_is_never_joined(forbidden: list[tuple[str, str]], wanted: list[tuple[str, str]]) -> None:
    """No order of joins brings two nodes together that must stay apart."""
    clusters = clusters_of(*NODES)
    for pair in forbidden:
        clusters.forbid(*pair)
    for pair in wanted:
        clusters.join(*pair)

    assert all(clusters.find(left) != clusters.find(right) for left, right in forbidden)
    assert sorted(node for group in clusters.groups() for node in group) == list(NODES)


def test_a_constraint_is_inherited() -> None:
    """What must not meet a member must not meet the cluster."""
    clusters = clusters_of("a", "b", "c")
    clusters.forbid("a", "b")

    assert clusters.join("b", "c")
    assert not clusters.join("a", "c")
    assert clusters.are_apart("a", "c")


def test_a_group_joins_as_far_as_it_may() -> None:
    """A group with two that must stay apart becomes two, and the rest goes with the first."""
    clusters = judged("abc", Verdicts(different=(judgement("thing", "a", "b", "different"),)))
    join_groups(clusters, [["c", "b", "a"]])

    assert clusters.groups() == [("a", "c"), ("b",)]
