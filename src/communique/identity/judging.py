"""Judgements on identity: which still hold, and which paths they have replaced.

A judgement holds as long as its two mentions stand and say what they said when it was made; the hash of that is its evidence. One
without a hash holds as long as its mentions stand. One that no longer holds is stale: it is not followed, and is reported.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from communique.judgements import evidence_hash
from communique.records import Identities, Judgement, Mention


@dataclass(frozen=True, slots=True)
class Stale:
    """A judgement that is not followed, and why."""

    judgement: Judgement
    reason: str

    def __str__(self) -> str:
        """Say it in one line."""
        return f"{self.judgement.left} / {self.judgement.right}: {self.reason}"


def evidence_for(mentions: Mapping[str, Mention], left: str, right: str) -> str:
    """Return the hash of what two mentions say: their names, posts, bodies, sides, series and dates.

    >>> a, b = Mention("a#1-4", "person", "a", "Ann"), Mention("b#1-4", "person", "b", "Ann")
    >>> evidence_for({a.id: a, b.id: b}, a.id, b.id) == evidence_for({a.id: a, b.id: b}, b.id, a.id)
    True
    """
    return evidence_hash("\t".join(_words_of(mentions, mentions[key])) for key in sorted((left, right)))


def _words_of(mentions: Mapping[str, Mention], mention: Mention) -> Iterator[str]:
    def name(key: str | None) -> str:
        return mentions[key].name if key and key in mentions else ""

    yield from (
        mention.id,
        mention.kind,
        mention.name,
        *mention.aliases,
        name(mention.side),
        name(mention.body),
        name(mention.series),
    )
    yield from (str(mention.ordinal), mention.date or "", mention.status or "")
    yield from (f"{post.title}, {name(post.body)}, {post.acting}" for post in mention.posts)


def stale_judgements(mentions: Iterable[Mention], judgements: Sequence[Judgement]) -> tuple[Stale, ...]:
    """Return the judgements on identity that are not followed, with reasons; judgements on values are not looked at."""
    by_id = {mention.id: mention for mention in mentions}
    found = ((row, _why_stale(by_id, row)) for row in judgements if row.kind != "value")
    return tuple(Stale(row, reason) for row, reason in found if reason)


def _why_stale(mentions: Mapping[str, Mention], row: Judgement) -> str:
    missing = [key for key in (row.left, row.right) if key not in mentions]
    if missing:
        return f"no document mentions {' or '.join(missing)} any more"
    if row.evidence_hash and row.evidence_hash != evidence_for(mentions, row.left, row.right):
        return "what the mentions say has changed since"
    return ""


def followed(mentions: Mapping[str, Mention], judgements: Sequence[Judgement]) -> tuple[Judgement, ...]:
    """Return the judgements on identity that hold, in a fixed order."""
    rows = (row for row in judgements if row.kind != "value" and not _why_stale(mentions, row))
    return tuple(sorted(rows, key=lambda row: (row.kind, row.left, row.right, row.verdict, row.date, row.by)))


def replaced(before: Identities, after: Identities) -> dict[str, str]:
    """Return the paths that entities had in one result and no longer have in another, each with the path that stands for it now.

    Made of the result without judgements and the result with them, it tells which addresses have moved.
    """
    kept = {entity.id for entity in after.entities}
    gone = (entity for entity in before.entities if entity.id not in kept)
    return {entity.id: after.entity_of[entity.mentions[0]] for entity in gone if entity.mentions[0] in after.entity_of}
