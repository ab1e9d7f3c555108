"""The names of entities: short, readable, and the same on every run.

The slug is made of the fullest name. When two entities want one slug, the one whose first mention comes later (publication
date, document, offset) gets six hex digits of that mention, or more, should these be taken. An authority's own path is never given
away, and a pin overrules.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from communique.errors import AuthorityError
from communique.folding import words
from communique.records import Entity, Mention, MentionKind

UNDATED = "9999"
#: Hex digits that tell two of one slug apart: more only where thousands want it and fewer would not do.
_DIGITS = (6, 8, 12, 64)
_ADDED: Final = re.compile(r"(?:-[0-9a-f]{6,64})+$")


@dataclass(frozen=True, slots=True)
class Group:
    """Mentions of one thing, and how it wants to be called: `stem` is the path; `known`, whether an authority gives it."""

    kind: MentionKind
    mentions: tuple[str, ...]
    stem: str
    label: str
    names: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    known: bool = False


def first_seen(mention: Mention) -> tuple[str, str, int, str]:
    """Return the key by which mentions follow each other in time.

    >>> first_seen(Mention("b#3-9", "person", "b", "Ann", start=3))
    ('9999', 'b', 3, 'b#3-9')
    """
    return mention.published or UNDATED, mention.document, mention.start or 0, mention.id


def fullest(names: Iterable[str]) -> tuple[str, ...]:
    """Sort the forms of a name from the fullest: most words, then most letters, then by the alphabet.

    >>> fullest(["Ann Lee", "A. Lee", "Ann B. Lee"])
    ('Ann B. Lee', 'Ann Lee', 'A. Lee')
    """
    distinct = set(names)
    return tuple(sorted(distinct, key=lambda name: (-len(words(name)), -len(name), name)) if len(distinct) > 1 else distinct)


def name_groups(groups: Iterable[Group], mentions: Mapping[str, Mention], pins: Mapping[str, str]) -> tuple[Entity, ...]:
    """Give every group its entity.

    Raises:
        AuthorityError: two entities are pinned to one path.
    """
    found = [(group, claim_of(group, mentions, pins)) for group in groups]
    paths = give_paths(claim for _, claim in found)
    return tuple(sorted((_entity(group, paths[claim]) for group, claim in found), key=lambda entity: entity.id))


class Claim(NamedTuple):
    """What a group asks of its path, in the order in which groups are served: those known first, then by first mention."""

    unknown: bool
    first: tuple[str, str, int, str]
    stem: str
    pinned: str | None
    label: str

    @property
    def base(self) -> str:
        """What all paths that this one could get in the way of have in common."""
        return _ADDED.sub("", self.pinned or self.stem)


def claim_of(group: Group, mentions: Mapping[str, Mention], pins: Mapping[str, str]) -> Claim:
    """Return what a group asks of its path.

    Raises:
        AuthorityError: it is pinned to two.
    """
    first = min(first_seen(mentions[mention]) for mention in group.mentions)
    return Claim(not group.known, first, group.stem, _pinned(group, pins) if pins else None, group.label)


def give_paths(claims: Iterable[Claim]) -> dict[Claim, str]:
    """Return the path that each claim gets, beside all others of its base.

    Raises:
        AuthorityError: two are pinned to one path.
    """
    taken: dict[str, Claim] = {}
    for claim in sorted(claims):
        path = claim.pinned or _free(claim, taken)
        if path in taken:
            raise AuthorityError(
                f"iris.tsv: {path} is pinned to {taken[path].label!r} and to {claim.label!r}; give each its own path"
            )
        taken[path] = claim
    return {claim: path for path, claim in taken.items()}


def _pinned(group: Group, pins: Mapping[str, str]) -> str | None:
    wanted = sorted({pins[key] for key in (*group.mentions, group.stem) if key in pins})
    if len(wanted) > 1:
        raise AuthorityError(f"iris.tsv: {group.label!r} is pinned to {' and to '.join(wanted)}; keep one row")
    return wanted[0] if wanted else None


def _free(claim: Claim, taken: Mapping[str, Claim]) -> str:
    if claim.stem not in taken:
        return claim.stem
    digest = hashlib.sha256(claim.first[-1].encode()).hexdigest()
    tried = (f"{claim.stem}-{digest[:size]}" for size in _DIGITS)
    return next(path for path in tried if path not in taken)


def _entity(group: Group, path: str) -> Entity:
    return Entity(path, group.kind, group.label, group.names, tuple(sorted(group.mentions)), group.parts, group.known)
