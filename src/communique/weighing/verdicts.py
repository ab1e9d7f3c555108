"""Judgements on disagreements: which subject and property each settles, and for which value."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from communique.records import Identities, Judgement


@dataclass(frozen=True, slots=True)
class Verdict:
    """A judgement on a value, with the texts of the values that it prefers and its node's id."""

    judgement: Judgement
    values: frozenset[str]
    id: str


Verdicts = Mapping[tuple[str, str], Verdict]


def judgement_id(judgement: Judgement) -> str:
    """Return the path of a judgement's node."""
    content = "\n".join((judgement.kind, judgement.left, judgement.right, judgement.verdict, judgement.by, judgement.date))
    return f"judgement/{hashlib.sha256(content.encode()).hexdigest()[:12]}"


def find_verdicts(judgements: Iterable[Judgement], identities: Identities) -> dict[tuple[str, str], Verdict]:
    """Return the judgements on values by the subject and property that they settle."""
    found = {}
    for judgement in judgements:
        mention, _, key = judgement.left.partition(" ")
        if judgement.kind == "value" and mention in identities.entity_of:
            values = frozenset(identities.entity_of.get(text, text) for text in judgement.right.split("; "))
            found[identities.entity_of[mention], key] = Verdict(judgement, values, judgement_id(judgement))
    return found
