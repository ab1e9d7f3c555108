"""The names of entities: short, readable, and the same on every run.

The slug is made of the fullest name. When two entities want one slug, the one whose first mention comes later (publication
date, document, offset) gets six hex digits of that mention, or more, should these be taken. An authority's own path is never given
away, and a pin overrules.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from communique.errors import AuthorityError
from communique.folding import words
from communique.records import Entity, Mention, MentionKind

UNDATED = "9999"
#: Hex digits that tell two of one slug apart: more only where thousands want it and fewer would not do.
_DIGITS = (6, 8, 12, 64)


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
    ordered = sorted(groups, key=lambda group: (not group.known, min(first_seen(mentions[m]) for m in group.mentions)))
    taken: dict[str, Group] = {}
    entities = []
    for group in ordered:
        path = _pinned(group, pins) or _free(group, taken, mentions)
        if path in taken:
            raise AuthorityError(
                f"iris.tsv: {path} is pinned to {taken[path].label!r} and to {group.label!r}; give each its own path"
            )
        taken[path] = group
        entities.append(_entity(group, path))
    return tuple(sorted(entities, key=lambda entity: entity.id))


def _pinned(group: Group, pins: Mapping[str, str]) -> str | None:
    wanted = sorted({pins[key] for key in (*group.mentions, group.stem) if key in pins})
    if len(wanted) > 1:
        raise AuthorityError(f"iris.tsv: {group.label!r} is pinned to {' and to '.join(wanted)}; keep one row")
    return wanted[0] if wanted else None


def _free(group: Group, taken: Mapping[str, Group], mentions: Mapping[str, Mention]) -> str:
    if group.stem not in taken:
        return group.stem
    first = min(group.mentions, key=lambda m: first_seen(mentions[m]))
    digest = hashlib.sha256(first.encode()).hexdigest()
    tried = (f"{group.stem}-{digest[:size]}" for size in _DIGITS)
    return next(path for path in tried if path not in taken)


def _entity(group: Group, path: str) -> Entity:
    return Entity(path, group.kind, group.label, group.names, tuple(sorted(group.mentions)), group.parts, group.known)
