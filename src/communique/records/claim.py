"""Mentions and claims: what a reading says, as statements about places in its document."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

from communique.records.source import Evidence

MentionKind = Literal[
    "person", "body", "side", "post", "meeting", "series", "mechanism", "programme", "project", "instrument", "facility", "place",
    "outcome", "quotation", "participation", "representation", "delegation", "tenure", "document",
]  # fmt: skip


class HeldPost(NamedTuple):
    """A post as a hint for telling people apart: its title, the id of the body mention it is tied to, and whether acting."""

    title: str
    body: str | None
    acting: bool


class Mention(NamedTuple):
    """A place in a document that stands for a thing: what identity maps to entities.

    `id` is `DOCUMENT#START-END`, or `DOCUMENT#KEY` where no words name the thing (`…#meeting-1`); a mention of one kind at the
    same words as another adds `/KIND`. The other fields are the hints that identity weighs; those that name other mentions hold
    their ids. `parts` are the mentions that a compound is made of (a participation: meeting, person). Identity reads those of all
    documents for each build, so they are named tuples, which are read back four times as fast as other records.
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
