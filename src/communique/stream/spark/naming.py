"""Naming: groups of mentions get their paths where the executors are, a family of paths at a time.

Two groups can want one path only where their stems differ at most in the hex digits that tell two of one stem apart.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final

from communique.identity.slugs import Group, first_seen, name_groups
from communique.records import Entity, Mention
from communique.stream.spark.session import Rows, in_words, kept
from communique.stream.spark.share import bare

_DIGITS: Final = re.compile(r"(-(?:[0-9a-f]{64}|[0-9a-f]{12}|[0-9a-f]{8}|[0-9a-f]{6}))+$")
#: A mention with the path, kind and label of its entity.
Told = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Unnamed:
    """A group in little: the mentions that tell its path, and the ids of all."""

    group: Group
    mentions: Mapping[str, Mention]
    members: tuple[str, ...]


def family(path: str) -> str:
    """Return what the paths have in common that one stem can lead to.

    >>> family("person/ann-bell-0a1b2c"), family("person/ann-bell")
    ('person/ann-bell', 'person/ann-bell')
    """
    return _DIGITS.sub("", path)


def unnamed(group: Group, mentions: Mapping[str, Mention], pins: Mapping[str, str]) -> tuple[str, Unnamed]:
    """Return a group in little, by the family of the path that it is to have."""
    first = min(group.mentions, key=lambda mention: first_seen(mentions[mention]))
    telling = tuple(sorted({first, *(mention for mention in group.mentions if mention in pins)}))
    pinned = next((pins[key] for key in (*telling, group.stem) if key in pins), None)
    little = Group(group.kind, telling, group.stem, group.label, known=group.known)
    return family(pinned or group.stem), Unnamed(little, {mention: bare(mentions[mention]) for mention in telling}, group.mentions)


def named(groups: Rows, pins: Mapping[str, str], tasks: int) -> Rows:
    """Return entities, with the ids of all their mentions, of groups in little by their families."""
    return kept(groups.groupByKey(tasks).mapPartitions(in_words(partial(_named, pins=pins))))


def told_of(entities: Rows, tasks: int) -> Rows:
    """Return what each document is told of its mentions."""
    return entities.flatMap(_told).groupByKey(tasks)


def _named(families: Iterable[tuple[str, Iterable[Unnamed]]], pins: Mapping[str, str]) -> Iterator[tuple[Entity, tuple[str, ...]]]:
    for _, found in families:
        groups = list(found)
        members = {group.group.mentions[0]: group.members for group in groups}
        mentions = {key: mention for group in groups for key, mention in group.mentions.items()}
        for entity in name_groups([group.group for group in groups], mentions, pins):
            yield entity, members[entity.mentions[0]]


def _told(row: tuple[Entity, tuple[str, ...]]) -> Iterator[tuple[str, Told]]:
    entity, members = row
    return ((mention.split("#", 1)[0], (mention, entity.id, entity.kind, entity.label)) for mention in members)
