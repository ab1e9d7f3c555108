"""What one document says: a reading and its items, each with the rule that read it and the words that it rests on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from communique.records.source import Evidence, Excerpt

Mode = Literal["virtual", "call", "in-person", "hybrid"]
Status = Literal["held", "planned"]
RoleCode = Literal["lead", "chair", "host"]
RoleScope = Literal["meeting", "delegation"]
OutcomeKind = Literal["adoption", "commitment", "achievement"]
ThingKind = Literal["mechanism", "programme", "project", "instrument", "facility"]
StatementProperty = Literal["began", "frequency", "goal", "span"]

EMPTY: Mapping[str, "Saying"] = MappingProxyType({})


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
