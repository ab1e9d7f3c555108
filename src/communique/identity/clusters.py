"""Joining mentions into clusters under hard constraints.

Links are taken in the order given, strongest first. A link that would bring together two mentions that must stay apart, directly or
through what is already joined, is left out.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from communique.errors import AuthorityError
from communique.records import Judgement

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What people have decided about pairs of mentions, by verdict."""

    same: tuple[Judgement, ...] = ()
    different: tuple[Judgement, ...] = ()


@dataclass(slots=True)
class Clusters:
    """A union-find over mentions that knows which must stay apart."""

    parent: dict[str, str] = field(default_factory=dict)
    members: dict[str, list[str]] = field(default_factory=dict)
    apart: dict[str, set[str]] = field(default_factory=dict)

    def add(self, node: str) -> None:
        """Add a mention as a cluster of its own."""
        self.parent.setdefault(node, node)
        self.members.setdefault(node, [node])

    def find(self, node: str) -> str:
        """Return the name of a mention's cluster."""
        while self.parent[node] != node:
            self.parent[node] = self.parent[self.parent[node]]
            node = self.parent[node]
        return node

    def forbid(self, left: str, right: str) -> bool:
        """Keep two mentions apart; say whether they still are."""
        left, right = self.find(left), self.find(right)
        if left != right:
            self.apart.setdefault(left, set()).add(right)
            self.apart.setdefault(right, set()).add(left)
        return left != right

    def are_apart(self, left: str, right: str) -> bool:
        """Tell whether two mentions must stay apart."""
        return self.find(right) in self.apart.get(self.find(left), ())

    def join(self, left: str, right: str) -> bool:
        """Join the clusters of two mentions unless they must stay apart; say whether they are now one."""
        left, right = self.find(left), self.find(right)
        if left == right:
            return True
        if right in self.apart.get(left, ()):
            return False
        small, large = sorted((left, right), key=lambda root: (len(self.members[root]), root))
        self.parent[small] = large
        self.members[large] += self.members.pop(small)
        for other in self.apart.pop(small, ()):
            self.apart[other].discard(small)
            self.apart[other].add(large)
            self.apart.setdefault(large, set()).add(other)
        return True

    def groups(self) -> list[tuple[str, ...]]:
        """Return the clusters, each sorted, in the order of their first mentions."""
        return sorted(tuple(sorted(group)) for group in self.members.values())


def judged(nodes: Iterable[str], verdicts: Verdicts) -> Clusters:
    """Return clusters of single mentions to which the judgements have been applied.

    Raises:
        AuthorityError: the judgements contradict each other.
    """
    clusters = Clusters()
    for node in sorted(nodes):
        clusters.add(node)
    for row in verdicts.same:
        if row.left in clusters.parent and row.right in clusters.parent:
            clusters.join(row.left, row.right)
    for row in verdicts.different:
        if row.left in clusters.parent and row.right in clusters.parent and not clusters.forbid(row.left, row.right):
            raise AuthorityError(
                f"{row.source or 'judgements'}: {row.left} and {row.right} are judged different here, "
                "but the same by other rows; take one of them back"
            )
    return clusters


def cluster(groups: Iterable[Sequence[str]], verdicts: Verdicts) -> list[tuple[str, ...]]:
    """Return groups of which each is one thing, sorted, as far as judgements do not part or join them.

    >>> cluster([["b#1", "a#1"], ["c#1"]], Verdicts())
    [('a#1', 'b#1'), ('c#1',)]

    Raises:
        AuthorityError: the judgements contradict each other.
    """
    if not verdicts.same and not verdicts.different:
        return sorted(tuple(sorted(group)) for group in groups)
    groups = list(groups)
    clusters = judged((node for group in groups for node in group), verdicts)
    join_groups(clusters, groups)
    return clusters.groups()


def join_groups(clusters: Clusters, groups: Iterable[Sequence[str]]) -> None:
    """Join all members of each group, as far as nothing forbids it."""
    for group in groups:
        ordered = sorted(group)
        for index, node in enumerate(ordered[1:], 1):
            any(clusters.join(earlier, node) for earlier in ordered[:index])
