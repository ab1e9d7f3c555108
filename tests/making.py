"""Small documents, claims and entities for tests; all names are invented."""

import hashlib
from collections.abc import Iterable, Mapping

from communique.claims import claim_id
from communique.records import Claim, Document, Entity, Excerpt, Identities, Mention, MentionKind, Value


def document(name: str, text: str = "They met.", **fields: str) -> Document:
    """Make a document."""
    return Document(name, text, hashlib.sha256(text.encode()).hexdigest(), **fields)  # type: ignore[arg-type]


def claim(subject: str, key: str, value: Value, rule: str = "stated", words: str | None = None) -> Claim:
    """Make a claim of the document that the subject mention names."""
    name = subject.split("#")[0]
    return Claim(claim_id(name, subject, key, value), name, subject, key, value, (Excerpt(0, 4, "They"),), rule, None, words)


def text(value: str) -> Value:
    """Make a text value."""
    return Value("text", value)


def date(value: str) -> Value:
    """Make a date value."""
    return Value("date", value)


def to(mention: str) -> Value:
    """Make a value that is a mention."""
    return Value("mention", mention)


def code(value: str) -> Value:
    """Make a code value."""
    return Value("code", value)


def identities(entities: Mapping[str, Iterable[str]], parts: Mapping[str, tuple[str, ...]] | None = None) -> Identities:
    """Make identities: entity id → its mentions; the kind is read from the id."""
    made = tuple(
        Entity(name, kind_of(name), name.split("/")[1], mentions=tuple(mentions), parts=(parts or {}).get(name, ()))
        for name, mentions in sorted(entities.items())
    )
    return Identities({mention: entity.id for entity in made for mention in entity.mentions}, made)


_KINDS: Mapping[str, MentionKind] = {"agency": "body", "state": "side"}


def kind_of(name: str) -> MentionKind:
    """Return the kind of an entity from its id."""
    first = name.split("/")[0]
    return _KINDS.get(first, first)  # type: ignore[arg-type]


def mention(name: str, kind: MentionKind, words: str) -> Mention:
    """Make a mention."""
    return Mention(name, kind, name.split("#")[0], words)
