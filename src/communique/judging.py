"""What waits for a person's judgement: pairs that may be one thing, and open contradictions.

A case becomes a row of a judgement file; the next build follows it. Rows name mentions and read values, never entities, since
those change with the decision.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from communique.errors import AuthorityError
from communique.graph.base import Material
from communique.identity.judging import evidence_for
from communique.judgements import evidence_hash as words_hash
from communique.properties import PROPERTIES
from communique.records import Claim, Disagreement, Judgement, Mention, Merge, Term
from communique.weighing.groups import evidence_hash as claims_hash


@dataclass(frozen=True, slots=True)
class Case:
    """One question for a person.

    `choices` maps each answer to what is written at the right of the row, `behind` to the ids of the claims that speak for it.
    """

    id: str
    kind: str
    what: str
    left: str
    choices: dict[str, str]
    reasons: tuple[str, ...]
    evidence_hash: str
    behind: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def open_cases(material: Material, mentions: Iterable[Mention]) -> list[Case]:
    """Return the open cases: contradictions first, then unsure pairs; each with a short id that stays while it does.

    A pair that other documents brought together is no open case.
    """
    known = {mention.id: mention for mention in mentions}
    open_ones = (d for d in material.weighed.disagreements if d.kind == "contradiction" and d.status != "settled")
    found = [_of_disagreement(material, disagreement) for disagreement in open_ones]
    unsure = (merge for merge in material.identities.merges if merge.verdict == "unsure")
    return found + [_of_pair(merge, known) for merge in unsure if not material.identities.are_one(merge.left, merge.right)]


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
        by_document.setdefault(claim.document, set()).add(_value(material, claim))
    by_value: dict[frozenset[Term], list[str]] = {} if as_set else {frozenset({value}): [] for value in found.values}
    for claim in claims:
        whole = by_document[claim.document] if as_set else {_value(material, claim)}
        by_value.setdefault(frozenset(whole), []).append(claim.id)
    texts = _tell_apart(material, by_value)
    lists = {doc: ", ".join(_say(material, term) for term in sorted(terms)) for doc, terms in sorted(by_document.items())}
    what = f"{material.entities[found.subject].label}: {PROPERTIES[found.property].label}"
    return Case(
        id=found.id.rsplit("/", 1)[-1],
        kind="value",
        what=what,
        left=f"{min(claim.subject for claim in claims)} {found.property}",
        choices={texts[value]: _write(material, value) for value in by_value},
        reasons=tuple(f"{document}: {said}" for document, said in lists.items()),
        evidence_hash=claims_hash(found.claims),
        behind={texts[value]: tuple(names) for value, names in by_value.items()},
    )


def _tell_apart(material: Material, values: Iterable[frozenset[Term]]) -> dict[frozenset[Term], str]:
    """Return the text of each value; where two things bear one name, with what tells them apart."""
    texts = {value: "; ".join(_say(material, term) for term in sorted(value)) for value in values}
    often = Counter(texts.values())
    ids = {value: f" ({'; '.join(term.text for term in sorted(value))})" for value in texts}
    return {value: text + (ids[value] if often[text] > 1 else "") for value, text in texts.items()}


def _value(material: Material, claim: Claim) -> Term:
    text, kind = claim.value.text, claim.value.kind
    return Term("entity", material.identities.entity_of[text]) if kind == "mention" else Term(kind, text)


def _say(material: Material, term: Term) -> str:
    return material.entities[term.text].label if term.kind == "entity" else term.text


def _write(material: Material, value: Iterable[Term]) -> str:
    """Return the values as a row has them: read values, and for entities their first mentions."""
    return "; ".join(min(material.entities[t.text].mentions) if t.kind == "entity" else t.text for t in sorted(value))


def _of_pair(merge: Merge, known: dict[str, Mention]) -> Case:
    left, right = known[merge.left], known[merge.right]
    what = f"{left.name} ({left.document}) and {right.name} ({right.document}): the same {left.kind}?"
    digest = evidence_for(known, merge.left, merge.right)
    choices = dict.fromkeys(("same", "different", "unsure"), merge.right)
    return Case(words_hash((merge.left, merge.right))[:12], left.kind, what, merge.left, choices, merge.reasons, digest)
