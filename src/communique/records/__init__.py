"""The records in which the stages meet.

A document is read into a `Reading`; a reading becomes `Mention`s and `Claim`s; identity turns mentions into `Entity`s; weighing
turns claims into `Fact`s and `Disagreement`s. Nothing here imports anything of ours, and no record does anything but hold.

Offsets are Unicode code points into `Document.text`. Dates are ISO 8601 texts whose length is their precision
(`2021`, `2021-11`, `2021-12-02`).
"""

from communique.records.claim import (
    Claim,
    HeldPost,
    Mention,
    MentionKind,
    Value,
    ValueKind,
)
from communique.records.decision import (
    Disagreement,
    DisagreementKind,
    DisagreementStatus,
    Entity,
    Fact,
    Identities,
    Judgement,
    Merge,
    Standing,
    Term,
    Weighed,
)
from communique.records.reading import (
    EMPTY,
    Attendance,
    Mode,
    Noise,
    OutcomeKind,
    ReadBody,
    Reading,
    ReadMeeting,
    ReadOutcome,
    ReadPost,
    ReadQuotation,
    ReadRole,
    ReadStatement,
    ReadThing,
    Reference,
    Represented,
    RoleCode,
    RoleScope,
    Saying,
    StatementProperty,
    Status,
    ThingKind,
)
from communique.records.source import (
    Document,
    Evidence,
    Excerpt,
)

__all__ = [
    "EMPTY",
    "Attendance",
    "Claim",
    "Disagreement",
    "DisagreementKind",
    "DisagreementStatus",
    "Document",
    "Entity",
    "Evidence",
    "Excerpt",
    "Fact",
    "HeldPost",
    "Identities",
    "Judgement",
    "Mention",
    "MentionKind",
    "Merge",
    "Mode",
    "Noise",
    "OutcomeKind",
    "ReadBody",
    "ReadMeeting",
    "ReadOutcome",
    "ReadPost",
    "ReadQuotation",
    "ReadRole",
    "ReadStatement",
    "ReadThing",
    "Reading",
    "Reference",
    "Represented",
    "RoleCode",
    "RoleScope",
    "Saying",
    "Standing",
    "StatementProperty",
    "Status",
    "Term",
    "ThingKind",
    "Value",
    "ValueKind",
    "Weighed",
]
