"""What is carried from step to step: plain tuples, so that they are small and always written alike.

A `Letter` is what one document has to say to one home. Its form on disk is that of `marshal` without references: the same content
gives the same bytes, so that a hash tells whether anything changed.
"""

import marshal
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from communique.graph.derived import Day
from communique.records import Claim, Entity, Judgement, Term
from communique.weighing.verdicts import Verdict
from communique.weighing.voices import Speaker, Voiced

#: The form of marshal that has no references.
_PLAIN: Final = 2


@dataclass(frozen=True, slots=True)
class Known:
    """What a document has to know of the others.

    `entity_of` and `entities` resolve its own mentions, but for those that it resolves itself; `head` is the head of its lineage,
    `others` are the documents among those that it names; `judgements` are those on its mentions, each with its place in the
    order of all, and `judged` resolves the mentions that they name.
    """

    entity_of: Mapping[str, str]
    entities: tuple[Entity, ...]
    head: str
    others: tuple[str, ...] = ()
    judgements: tuple[tuple[int, Judgement], ...] = ()
    judged: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Letter:
    """What one document says to one home.

    `voiced` are the claims to be weighed there, `beside` those that only tell of posts held at meetings; `entities` are what
    they speak of, `present` those that are to be described there, `verdicts` what people judged, in its place among all.
    """

    speaker: Speaker
    voiced: tuple[Voiced, ...] = ()
    beside: tuple[Voiced, ...] = ()
    entities: tuple[Entity, ...] = ()
    present: tuple[str, ...] = ()
    verdicts: tuple[tuple[int, str, str, Verdict], ...] = ()


def pack(letter: Letter) -> bytes:
    """Write a letter."""
    speaker = letter.speaker
    return marshal.dumps(
        (
            (speaker.document, speaker.published, speaker.head, speaker.issuer),
            tuple(map(_voiced, letter.voiced)),
            tuple(map(_voiced, letter.beside)),
            tuple(map(entity_row, letter.entities)),
            letter.present,
            tuple((place, subject, key, _verdict(verdict)) for place, subject, key, verdict in letter.verdicts),
        ),
        _PLAIN,
    )


def unpack(data: bytes) -> Letter:
    """Read a letter that `pack` has written."""
    speaker, voiced, beside, entities, present, verdicts = marshal.loads(data)  # noqa: S302 - checked by its hash beforehand
    own = tuple((place, subject, key, _read_verdict(row)) for place, subject, key, row in verdicts)
    document = speaker[0]
    return Letter(
        Speaker(*speaker),
        tuple(_read_voiced(document, row) for row in voiced),
        tuple(_read_voiced(document, row) for row in beside),
        tuple(Entity(row[0], row[1], row[2], parts=row[3]) for row in entities),
        present,
        own,
    )


def pack_days(days: Iterable[Day]) -> bytes:
    """Write the days that a meeting tells of one person's tenures."""
    return marshal.dumps(tuple((day.tenure, day.first, day.last, tuple(sorted(day.claims))) for day in days), _PLAIN)


def unpack_days(data: bytes) -> tuple[Day, ...]:
    """Read what `pack_days` has written."""
    return tuple(Day(*row) for row in marshal.loads(data))  # noqa: S302 - checked by its hash beforehand


def entity_row(entity: Entity) -> tuple[str, str, str, tuple[str, ...]]:
    """Return what a document has to know of an entity, as plain values."""
    return entity.id, entity.kind, entity.label, entity.parts


def plain(values: Any) -> bytes:
    """Write plain values, always alike."""
    return marshal.dumps(values, _PLAIN)


def voice(claim: Claim, subject: str, value: Term) -> Voiced:
    """Return a claim with its subject and value resolved."""
    return Voiced(claim.id, claim.document, claim.property, subject, value)


def _voiced(item: Voiced) -> tuple[str, str, str, str, str]:
    return item.id, item.property, item.subject, item.value.kind, item.value.text


def _read_voiced(document: str, row: tuple[Any, ...]) -> Voiced:
    return Voiced(row[0], document, row[1], row[2], Term(row[3], row[4]))


def _verdict(verdict: Verdict) -> tuple[Any, ...]:
    row = verdict.judgement
    told = (row.kind, row.left, row.right, row.verdict, row.reason, row.by, row.date, row.evidence_hash, row.source)
    return told, tuple(sorted(verdict.values)), verdict.id


def _read_verdict(row: tuple[Any, ...]) -> Verdict:
    return Verdict(Judgement(*row[0]), frozenset(row[1]), row[2])
