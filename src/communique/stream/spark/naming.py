"""Naming: groups of mentions get their paths where the executors are; those that could want one path meet there."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from communique.identity.slugs import Claim, Group, claim_of, give_paths
from communique.records import Mention, MentionKind
from communique.stream.spark.session import Rows, in_words, kept

#: A mention with the path, kind and label of its entity.
Told = tuple[str, str, MentionKind, str]


@dataclass(frozen=True, slots=True)
class Unnamed:
    """A group in little: what it asks of its path, its kind, and the ids of its mentions."""

    claim: Claim
    kind: MentionKind
    members: tuple[str, ...]


def unnamed(group: Group, mentions: Mapping[str, Mention], pins: Mapping[str, str]) -> tuple[str, Unnamed]:
    """Return a group in little, by what all paths have in common that it could get in the way of."""
    claim = claim_of(group, mentions, pins)
    return claim.base, Unnamed(claim, group.kind, group.mentions)


def named(groups: Rows, tasks: int) -> Rows:
    """Return entities as paths, kinds and labels, with the ids of their mentions, of groups in little."""
    return kept(groups.groupByKey(tasks).mapPartitions(in_words(_named)))


def told_of(entities: Rows, tasks: int) -> Rows:
    """Return what each document is told of its mentions."""
    return entities.flatMap(_told).groupByKey(tasks)


def _named(families: Iterable[tuple[str, Iterable[Unnamed]]]) -> Iterator[tuple[str, MentionKind, str, tuple[str, ...]]]:
    for _, found in families:
        groups = {group.claim: group for group in found}
        for claim, path in give_paths(groups).items():
            yield path, groups[claim].kind, claim.label, groups[claim].members


def _told(row: tuple[str, MentionKind, str, tuple[str, ...]]) -> Iterator[tuple[str, Told]]:
    path, kind, label, members = row
    return ((mention.split("#", 1)[0], (mention, path, kind, label)) for mention in members)
