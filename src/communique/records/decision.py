"""What was decided: entities, judgements, facts and disagreements."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from communique.records.claim import MentionKind


@dataclass(frozen=True, slots=True)
class Entity:
    """One thing of the world as the data set knows it.

    `id` is the IRI's path below the project's base (`person/roberto-velasco`). `names` are all forms, the preferred one first.
    `parts` are the ids of the entities that a compound is made of, `mentions` the mentions it stands for.
    """

    id: str
    kind: MentionKind
    label: str
    names: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    authority: bool = False
    types: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Merge:
    """Why two mentions were taken for one entity: the score and each reason that spoke for or against."""

    left: str
    right: str
    verdict: Literal["same", "different", "unsure"]
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Identities:
    """What identity decided: each mention's entity, the entities, and the decisions that people may want to see."""

    entity_of: Mapping[str, str]
    entities: tuple[Entity, ...]
    merges: tuple[Merge, ...] = ()

    def are_one(self, left: str, right: str) -> bool:
        """Tell whether two mentions are of one entity.

        >>> Identities({"a#0-9": "person/x", "b#0-9": "person/x"}, ()).are_one("a#0-9", "b#0-9")
        True
        """
        entity = self.entity_of.get(left)
        return entity is not None and entity == self.entity_of.get(right)


@dataclass(frozen=True, slots=True)
class Judgement:
    """One recorded human decision, a row of `data/judgements/*.tsv`.

    `kind` is what is judged (`person`, `body`, `post`, `meeting`, `thing` for same/different; `value` for a disagreement); `left`
    is a mention, or subject mention and property (`doc#meeting-1 meeting.start`); `right` a mention or a value.
    """

    kind: str
    left: str
    right: str
    verdict: str
    reason: str
    by: str
    date: str
    evidence_hash: str
    source: str = ""


DisagreementKind = Literal["contradiction", "aspect", "change", "granularity", "naming", "silence"]
DisagreementStatus = Literal["open", "settled", "stale"]
Standing = Literal["asserted", "disputed", "outweighed"]


@dataclass(frozen=True, slots=True, order=True)
class Term:
    """The resolved value of a claim: an entity's id, or a literal, or a code."""

    kind: Literal["entity", "text", "date", "integer", "boolean", "code"]
    text: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A statement that the data set asserts, with the claims that back it."""

    subject: str
    property: str
    value: Term
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Claims of different documents that do not agree, with what the policy prefers and why."""

    id: str
    subject: str
    property: str
    kind: DisagreementKind
    status: DisagreementStatus
    values: tuple[Term, ...]
    claims: tuple[str, ...]
    preferred: tuple[Term, ...]
    rule: str
    reason: str
    side: str | None = None
    judgement: str | None = None


@dataclass(frozen=True, slots=True)
class Weighed:
    """What weighing decided: facts, disagreements, and the standing of every claim with its reason.

    `witnesses` maps each document to the head of its lineage, `issuers` a document to the side that its publisher belongs to.
    """

    facts: tuple[Fact, ...]
    disagreements: tuple[Disagreement, ...]
    standings: Mapping[str, tuple[Standing, str]]
    witnesses: Mapping[str, str]
    issuers: Mapping[str, str] = field(default_factory=dict)
