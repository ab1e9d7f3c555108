"""Sheaves: what one document brings, read from it alone."""

from dataclasses import dataclass
from typing import Final

from communique.collector import uncollected
from communique.graph.dataset import Counts
from communique.records import Claim, Document, Mention, MentionKind
from communique.witnesses import Trace, shingles, trace

#: Mentions that identity need not see: they are made of others, or belong to their document.
_ALONE: Final[frozenset[MentionKind]] = frozenset({"participation", "outcome", "quotation", "document"})


@dataclass(frozen=True, slots=True)
class Sheaf:
    """A document with its mentions and claims, and the counts of its characters."""

    document: Document
    mentions: tuple[Mention, ...]
    claims: tuple[Claim, ...]
    coverage: Counts


@dataclass(frozen=True, slots=True)
class Hints:
    """What the other documents are told of one: the mentions that identity compares, and what shows copies."""

    mentions: tuple[Mention, ...]
    trace: Trace
    shingles: frozenset[int] = frozenset()


def make_sheaf(document: Document) -> Sheaf:
    """Read a document and return what it brings.

    >>> sheaf = make_sheaf(Document("a", "Foreign Minister Ann Bell met with Foreign Minister Bo Cole on May 4, 2022.", "1"))
    >>> sorted(mention.name for mention in sheaf.mentions if mention.kind == "person")
    ['Ann Bell', 'Bo Cole']
    """
    with uncollected():  # the patterns of the grammar are loaded when something is to be read
        from communique import reading
        from communique.claims import make_claims

    read = reading.read(document)
    mentions, claims = make_claims(document, read)
    found = reading.coverage(document, read)
    return Sheaf(document, mentions, claims, Counts(found.read, found.noise, found.unread))


def hints_of(sheaf: Sheaf) -> Hints:
    """Return what the other documents are told of one."""
    found = shingles(sheaf.document.text)
    return Hints(tuple(mention for mention in sheaf.mentions if mention.kind not in _ALONE), trace(sheaf.document, found), found)
