"""The records in which the stages meet.

A document is read into a `Reading`; a reading becomes `Mention`s and `Claim`s; identity turns mentions into `Entity`s; weighing
turns claims into `Fact`s and `Disagreement`s. Nothing here imports anything of ours, and no record does anything but hold.

Offsets are Unicode code points into `Document.text`. Dates are ISO 8601 texts whose length is their precision
(`2021`, `2021-11`, `2021-12-02`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

Mode = Literal["virtual", "call", "in-person", "hybrid"]
Status = Literal["held", "planned"]
RoleCode = Literal["lead", "chair", "host"]
RoleScope = Literal["meeting", "delegation"]
OutcomeKind = Literal["adoption", "commitment", "achievement"]
ThingKind = Literal["mechanism", "programme", "project", "instrument", "facility"]
StatementProperty = Literal["began", "frequency", "goal", "span"]

EMPTY: Mapping[str, "Saying"] = MappingProxyType({})


# --- documents -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Document:
    """One source text as received, with its metadata.

    `name` is the file's name without its ending; `text` is what follows the front matter, exactly as stored; `sha256` is of
    that text in UTF-8. `rights` is `open`, `excerpts` or `unknown`. `sources` says, for each metadata field, where its value
    came from (`front matter`, or the name of the rule that read it from the text). Where the text was extracted from a file of
    another format, `extracted_from` is that file's name, `original_sha256` its hash, and `extractor` what extracted it.
    """

    name: str
    text: str
    sha256: str
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None
    copy_of: str | None = None
    rights: str = "unknown"
    sources: tuple[tuple[str, str], ...] = ()
    extracted_from: str | None = None
    extractor: str | None = None
    original_sha256: str | None = None


@dataclass(frozen=True, slots=True, order=True)
class Excerpt:
    """A range of a document's text with its words: `quote == text[start:end]`."""

    start: int
    end: int
    quote: str


Evidence = tuple[Excerpt, ...]


# --- readings: what one document says ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Saying:
    """How one value was read: the named rule, its words, and the metadata field it leans on (`published`), if any."""

    rule: str
    evidence: Evidence = ()
    source: str | None = None


@dataclass(frozen=True, slots=True)
class ReadPost:
    """A post as the text gives it; `body_at` is where the words of `organization` stand."""

    title: str
    organization: str | None
    acting: bool
    rule: str
    evidence: Evidence
    body_at: Excerpt | None = None


@dataclass(frozen=True, slots=True)
class ReadRole:
    """A role as the text gives it: `words` is the phrase ("led the U.S. delegation"), `scope` what was led."""

    role: RoleCode
    scope: RoleScope
    words: str
    rule: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Attendance:
    """One named person who took part, or will.

    `at` is where the fullest form of the name stands. `listed` names the enumeration that the person stands in, so that two
    entries of one list are known to be two people. `side_says` tells how the side was read.
    """

    person: str
    at: Excerpt
    rule: str
    evidence: Evidence
    aliases: tuple[str, ...] = ()
    posts: tuple[ReadPost, ...] = ()
    side: str | None = None
    side_says: Saying | None = None
    roles: tuple[ReadRole, ...] = ()
    listed: str | None = None


@dataclass(frozen=True, slots=True)
class Represented:
    """A body that took part as such."""

    organization: str
    at: Excerpt
    rule: str
    evidence: Evidence
    side: str | None = None
    side_says: Saying | None = None


@dataclass(frozen=True, slots=True)
class ReadOutcome:
    """Something adopted, agreed, committed to or announced as done; `text` is an exact quotation at `at`."""

    kind: OutcomeKind
    text: str
    at: Excerpt
    rule: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class ReadMeeting:
    """One meeting that a document is about. `says` explains each field that has a value, by field name."""

    name: str | None
    series: str | None
    ordinal: int | None
    start: str | None
    end: str | None
    place: str | None
    mode: Mode | None
    status: Status
    evidence: Evidence
    says: Mapping[str, Saying] = field(default_factory=lambda: EMPTY)
    attendance: tuple[Attendance, ...] = ()
    represented: tuple[Represented, ...] = ()
    outcomes: tuple[ReadOutcome, ...] = ()


@dataclass(frozen=True, slots=True)
class Reference:
    """A meeting that is only mentioned; `people` are named as its parties."""

    name: str
    at: Excerpt
    rule: str
    evidence: Evidence
    date: str | None = None


@dataclass(frozen=True, slots=True)
class ReadThing:
    """A named mechanism, programme, project, instrument or facility; `acronym` where the text gives one in brackets."""

    name: str
    kind: ThingKind
    at: Excerpt
    rule: str
    evidence: Evidence
    acronym: str | None = None


@dataclass(frozen=True, slots=True)
class ReadQuotation:
    """Direct speech with its speaker (the fullest name), exactly as between the quotation marks."""

    speaker: str | None
    text: str
    at: Excerpt
    rule: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class ReadStatement:
    """What is said of a series or mechanism: that it began in a year, how often it meets, its goal, its span."""

    about: str
    property: StatementProperty
    value: str
    rule: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class ReadBody:
    """A body named in the text together with its acronym ("Secretariat of Foreign Relations (SRE)")."""

    name: str
    acronym: str
    at: Excerpt
    evidence: Evidence
    rule: str


@dataclass(frozen=True, slots=True)
class Noise:
    """A range of the text that is not part of the release proper, and the rule that says so."""

    start: int
    end: int
    rule: str


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one document says about meetings."""

    document: str
    sha256: str
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    language: str | None = None
    meetings: tuple[ReadMeeting, ...] = ()
    references: tuple[Reference, ...] = ()
    things: tuple[ReadThing, ...] = ()
    quotations: tuple[ReadQuotation, ...] = ()
    statements: tuple[ReadStatement, ...] = ()
    bodies: tuple[ReadBody, ...] = ()
    noise: tuple[Noise, ...] = ()


# --- mentions and claims ----------------------------------------------------------------------------------------------

MentionKind = Literal[
    "person", "body", "side", "post", "meeting", "series", "mechanism", "programme", "project", "instrument", "facility", "place",
    "outcome", "quotation", "participation", "representation", "delegation", "tenure", "document",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class HeldPost:
    """A post as a hint for telling people apart: its title, the id of the body mention it is tied to, and whether acting."""

    title: str
    body: str | None
    acting: bool


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in a document that stands for a thing: what identity maps to entities.

    `id` is `DOCUMENT#START-END`, or `DOCUMENT#KEY` where no words name the thing (`…#meeting-1`); a mention of one kind at the
    same words as another adds `/KIND`. The other fields are the hints that identity weighs; those that name other mentions hold
    their ids. `parts` are the mentions that a compound is made of (a participation: meeting, person).
    """

    id: str
    kind: MentionKind
    document: str
    name: str
    start: int | None = None
    end: int | None = None
    aliases: tuple[str, ...] = ()
    side: str | None = None
    posts: tuple[HeldPost, ...] = ()
    body: str | None = None
    meeting: str | None = None
    series: str | None = None
    ordinal: int | None = None
    date: str | None = None
    status: str | None = None
    listed: str | None = None
    published: str | None = None
    people: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()


ValueKind = Literal["mention", "text", "date", "integer", "boolean", "code"]


@dataclass(frozen=True, slots=True, order=True)
class Value:
    """The value of a claim as read: the id of a mention, or a literal in its lexical form, or a code of a code list."""

    kind: ValueKind
    text: str


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement that one document makes. Never changed, never deleted.

    `id` hashes the document's hash, the subject mention, the property and the value as read; it does not depend on how mentions
    were resolved, on the rule or on the version. `property` is a key of the property table (`meeting.start`).
    """

    id: str
    document: str
    subject: str
    property: str
    value: Value
    evidence: Evidence
    rule: str
    source: str | None = None
    words: str | None = None


# --- entities ---------------------------------------------------------------------------------------------------------


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


# --- judgements -------------------------------------------------------------------------------------------------------


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


# --- facts and disagreements ------------------------------------------------------------------------------------------

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
    """What weighing decided: facts, disagreements, and the standing of every claim with its reason."""

    facts: tuple[Fact, ...]
    disagreements: tuple[Disagreement, ...]
    standings: Mapping[str, tuple[Standing, str]]
    witnesses: Mapping[str, str]
