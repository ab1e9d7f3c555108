"""Who speaks: what weighing knows of each document and of the events that it speaks about."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from communique.records import Claim, Document, Entity, Identities, Term


@dataclass(frozen=True, slots=True)
class Voiced:
    """One claim with its subject and value resolved: what weighing needs to know of it."""

    id: str
    document: str
    property: str
    subject: str
    value: Term


@dataclass(frozen=True, slots=True)
class Speaker:
    """One document as a voice: its day, the head of its lineage, and the side that its publisher belongs to, where told."""

    document: str
    published: str
    head: str
    issuer: str | None


@dataclass(frozen=True, slots=True)
class Voices:
    """The documents as voices.

    `dates` has the day on which each document was published, where one is told; `lineage` maps a document to the head of its
    lineage; `issuer` to the side (an entity) that its publisher belongs to;
    `sides` gives, for each meeting, the sides that took part; `side_of` the side of each participation and delegation.
    """

    dates: Mapping[str, str]
    lineage: Mapping[str, str]
    issuer: Mapping[str, str]
    entities: Mapping[str, Entity]
    sides: Mapping[str, frozenset[str]]
    side_of: Mapping[str, str]

    def meeting(self, subject: str) -> str | None:
        """Return the meeting that a subject is or belongs to."""
        entity = self.entities[subject]
        if entity.kind == "meeting":
            return subject
        return next((part for part in entity.parts if self.entities[part].kind == "meeting"), None)

    def is_copy(self, document: str) -> bool:
        """Tell whether a document only repeats another."""
        return self.lineage[document] != document

    def published(self, document: str) -> str:
        """Return a document's publication date, or an empty text."""
        return self.dates.get(document, "")


def resolve(claims: Iterable[Claim], identities: Identities) -> list[Voiced]:
    """Replace the mentions of each claim by entities; sorted by claim id."""
    entity_of = identities.entity_of
    return [
        Voiced(claim.id, claim.document, claim.property, entity_of[claim.subject], _term(claim, entity_of))
        for claim in sorted(claims, key=lambda claim: claim.id)
    ]


def _term(claim: Claim, entity_of: Mapping[str, str]) -> Term:
    if claim.value.kind == "mention":
        return Term("entity", entity_of[claim.value.text])
    return Term(claim.value.kind, claim.value.text)


def hear(speakers: Iterable[Speaker], entities: Mapping[str, Entity], voiced: Iterable[Voiced]) -> Voices:
    """Gather what is known of the voices."""
    speakers = list(speakers)
    side_of = _sides_of(voiced, entities)
    sides: dict[str, set[str]] = defaultdict(set)
    for subject, side in side_of.items():
        sides[entities[subject].parts[0]].add(side)
    return Voices(
        dates={speaker.document: speaker.published for speaker in speakers},
        lineage={speaker.document: speaker.head for speaker in speakers},
        issuer={speaker.document: speaker.issuer for speaker in speakers if speaker.issuer},
        entities=entities,
        sides={meeting: frozenset(found) for meeting, found in sides.items()},
        side_of=side_of,
    )


def introduce(document: Document, head: str, publisher: Entity | None) -> Speaker:
    """Return a document as a voice; `publisher` is the entity that published it, where one is told."""
    state = next((part for part in publisher.parts if part.startswith("state/")), publisher.id) if publisher else None
    return Speaker(document.name, document.published or "", head, state)


def publisher_of(document: str) -> str:
    """Return the mention that stands for a document's publisher.

    >>> publisher_of("a")
    'a#publisher'
    """
    return f"{document}#publisher"


def _sides_of(voiced: Iterable[Voiced], entities: Mapping[str, Entity]) -> dict[str, str]:
    found: dict[str, set[str]] = defaultdict(set)
    for item in voiced:
        if item.property in {"participation.side", "representation.side"}:
            found[item.subject].add(item.value.text)
    delegations = {entity.id: entity.parts[1] for entity in entities.values() if entity.kind == "delegation"}
    return {subject: min(values) for subject, values in found.items()} | delegations
