"""Claims gathered by what they are about: one subject and property, and for open lists one side."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from communique.records import Term
from communique.weighing.compare import Said
from communique.weighing.voices import Voiced, Voices

#: Open lists that are compared side by side.
_BY_SIDE: Final = ("meeting.attended-by", "meeting.body")


def evidence_hash(claims: Iterable[str]) -> str:
    """Return the hash of a set of claims that a judgement records.

    >>> evidence_hash(["b", "a"]) == evidence_hash(["a", "b"])
    True
    """
    return hashlib.sha256("\n".join(sorted(claims)).encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Group:
    """The claims on one subject and property (and side)."""

    subject: str
    key: str
    side: str | None
    items: tuple[Voiced, ...]

    @property
    def said(self) -> Said:
        """What each document says."""
        found: dict[str, set[Term]] = defaultdict(set)
        for item in self.items:
            found[item.document].add(item.value)
        return {document: frozenset(terms) for document, terms in found.items()}

    @property
    def evidence_hash(self) -> str:
        """A hash of the claims, by which a judgement knows that nothing new was said."""
        return evidence_hash(item.id for item in self.items)

    @property
    def disagreement_id(self) -> str:
        """The path of the disagreement that these claims may make."""
        content = "\n".join((self.subject, self.key, self.side or ""))
        return f"disagreement/{hashlib.sha256(content.encode()).hexdigest()[:12]}"


def make_groups(voiced: Iterable[Voiced], voices: Voices) -> list[Group]:
    """Gather claims by subject and property, and open lists also by side; sorted."""
    sides = _item_sides(voices)
    found: dict[tuple[str, str, str], list[Voiced]] = defaultdict(list)
    for item in voiced:
        key = item.property
        side = sides.get((item.subject, item.value.text), "") if key in _BY_SIDE else voices.side_of.get(item.subject, "")
        found[item.subject, key, side].append(item)
    return [Group(subject, key, side or None, tuple(items)) for (subject, key, side), items in sorted(found.items())]


def _item_sides(voices: Voices) -> dict[tuple[str, str], str]:
    parts = ((voices.entities[subject].parts, side) for subject, side in voices.side_of.items())
    return {(pair[0], pair[1]): side for pair, side in parts}
