"""The policy: an ordered table of named rules that picks the preferred one of several values.

Each rule looks at the documents that speak for each value and keeps the values that it favours. The first rule that leaves one
value decides; a rule that favours none, or all, passes the question on. When no rule decides, the policy abstains.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from communique.records import Term
from communique.weighing.voices import Voices

#: A value: one term, or the set of terms that one document gives.
Terms = frozenset[Term]
_DATE: Final = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


@dataclass(frozen=True, slots=True)
class Question:
    """What the values are about: the subject, and the side that it belongs to, if any."""

    subject: str
    side: str | None


#: How strongly a rule favours a value (its text, the documents that give it); None when the rule cannot tell.
Favour = Callable[[str, frozenset[str], Question, Voices], int | None]


@dataclass(frozen=True, slots=True)
class Decision:
    """Which rule decided, and a sentence that says why; no rule when the policy abstains."""

    rule: str
    reason: str


def _own_side(_value: str, documents: frozenset[str], question: Question, voices: Voices) -> int:
    return int(question.side is not None and any(voices.issuer.get(d) == question.side for d in documents))


def _took_part(_value: str, documents: frozenset[str], question: Question, voices: Voices) -> int:
    sides = voices.sides.get(voices.meeting(question.subject) or "", frozenset())
    return int(any(voices.issuer.get(document) in sides for document in documents))


def _original(_value: str, documents: frozenset[str], _question: Question, voices: Voices) -> int:
    return int(any(not voices.is_copy(document) for document in documents))


def _witnesses(_value: str, documents: frozenset[str], _question: Question, voices: Voices) -> int:
    return len({voices.lineage[document] for document in documents})


def _precision(value: str, _documents: frozenset[str], _question: Question, _voices: Voices) -> int | None:
    return len(value) if _DATE.fullmatch(value) else None


def _later(_value: str, documents: frozenset[str], _question: Question, voices: Voices) -> int | None:
    latest = max(voices.published(document) for document in documents)
    return int(latest.replace("-", "").ljust(8, "0")) if latest else None


#: Name of each rule, how it favours a value, and the sentence that stands in the data.
RULES: Final[tuple[tuple[str, Favour, str], ...]] = (
    ("own-side", _own_side, "a party is believed about its own side before the other party"),
    ("took-part", _took_part, "an issuer that took part is believed before a third party"),
    ("original", _original, "an original is believed before a copy"),
    ("more-witnesses", _witnesses, "more independent witnesses are believed before fewer"),
    ("more-precise", _precision, "a more precise value is believed before a less precise one"),
    ("later", _later, "a later document is believed before an earlier one"),
)
ABSTAINS: Final = Decision("abstains", "no rule of the policy favours one value")


def prefer(values: Mapping[Terms, frozenset[str]], question: Question, voices: Voices) -> tuple[Terms | None, Decision]:
    """Return the preferred value, or None, and the decision; `values` maps each value to the documents that give it."""
    left = dict(values)
    for name, favour, sentence in RULES:
        scores = {value: favour(write(value), documents, question, voices) for value, documents in left.items()}
        known = [score for score in scores.values() if score is not None]
        if len(known) < len(scores):
            continue
        left = {value: left[value] for value, score in scores.items() if score == max(known)}
        if len(left) == 1:
            value, documents = left.popitem()
            return value, Decision(name, f"{sentence}: {', '.join(sorted(documents))}")
    return None, ABSTAINS


def write(value: Terms) -> str:
    """Write a value as text: its terms, sorted.

    >>> write(frozenset([Term("date", "2021-12-02")]))
    '2021-12-02'
    """
    return "; ".join(term.text for term in sorted(value))
