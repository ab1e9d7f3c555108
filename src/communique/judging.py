"""What waits for a person's judgement: pairs that may be one thing, and open contradictions.

A case becomes a row of a judgement file; the next build follows it. Rows name mentions and read values, never entities, since
those change with the decision.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from communique.errors import AuthorityError
from communique.graph.base import Material
from communique.judgements import evidence_hash as words_hash
from communique.properties import PROPERTIES
from communique.records import Disagreement, Judgement, Mention, Merge, Term
from communique.weighing.groups import evidence_hash as claims_hash


@dataclass(frozen=True, slots=True)
class Case:
    """One question for a person; `choices` maps each answer to what is written at the right of the row."""

    id: str
    kind: str
    what: str
    left: str
    choices: dict[str, str]
    reasons: tuple[str, ...]
    evidence_hash: str


def open_cases(material: Material, mentions: Iterable[Mention]) -> list[Case]:
    """Return the open cases: contradictions first, then unsure pairs; each with a short id that stays while it does."""
    known = {mention.id: mention for mention in mentions}
    open_ones = (d for d in material.weighed.disagreements if d.kind == "contradiction" and d.status != "settled")
    found = [_of_disagreement(material, disagreement) for disagreement in open_ones]
    return found + [_of_pair(merge, known) for merge in material.identities.merges if merge.verdict == "unsure"]


def judge(case: Case, verdict: str, why: tuple[str, str, str]) -> Judgement:
    """Return the row that settles a case; `why` is the reason, who judged, and the date.

    Raises:
        AuthorityError: the verdict is none of the case's choices.
    """
    if verdict not in case.choices:
        expected = ", ".join(repr(choice) for choice in case.choices)
        msg = f"{case.id}: the verdict is {verdict!r}; expected one of {expected}"
        raise AuthorityError(msg)
    reason, by, date = why
    said = "prefer" if case.kind == "value" else verdict
    return Judgement(case.kind, case.left, case.choices[verdict], said, reason, by, date, case.evidence_hash)


def file_of(folder: Path, judgement: Judgement) -> Path:
    """Return the file that a judgement belongs to.

    >>> file_of(Path("data/judgements"), Judgement("value", "", "", "", "", "", "", "")).name
    'values.tsv'
    """
    return folder / ("values.tsv" if judgement.kind == "value" else "identity.tsv")


def _of_disagreement(material: Material, found: Disagreement) -> Case:
    claims = [material.claim[name] for name in found.claims]
    as_set = PROPERTIES[found.property].difference == "set"
    by_document: dict[str, set[Term]] = {}
    for claim in claims:
        by_document.setdefault(claim.document, set()).add(_term(material, claim.value.text, claim.value.kind))
    values = list(by_document.values()) if as_set else [{value} for value in found.values]
    choices = {"; ".join(_say(material, term) for term in sorted(value)): _write(material, value) for value in values}
    said = tuple(f"{doc}: {', '.join(_say(material, t) for t in sorted(terms))}" for doc, terms in sorted(by_document.items()))
    what = f"{material.entities[found.subject].label}: {PROPERTIES[found.property].label}"
    left = f"{min(claim.subject for claim in claims)} {found.property}"
    return Case(found.id.rsplit("/", 1)[-1], "value", what, left, choices, said, claims_hash(found.claims))


def _term(material: Material, text: str, kind: str) -> Term:
    return Term("entity", material.identities.entity_of[text]) if kind == "mention" else Term(kind, text)  # type: ignore[arg-type]


def _say(material: Material, term: Term) -> str:
    return material.entities[term.text].label if term.kind == "entity" else term.text


def _write(material: Material, value: Iterable[Term]) -> str:
    """Return the values as a row has them: read values, and for entities their first mentions."""
    return "; ".join(min(material.entities[t.text].mentions) if t.kind == "entity" else t.text for t in sorted(value))


def _of_pair(merge: Merge, known: dict[str, Mention]) -> Case:
    left, right = known[merge.left], known[merge.right]
    what = f"{left.name} ({left.document}) and {right.name} ({right.document}): the same {left.kind}?"
    digest = words_hash((left.name, right.name))
    choices = dict.fromkeys(("same", "different", "unsure"), merge.right)
    return Case(words_hash((merge.left, merge.right))[:12], left.kind, what, merge.left, choices, merge.reasons, digest)
