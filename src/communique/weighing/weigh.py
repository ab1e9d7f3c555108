"""Weighing: claims of all documents become facts and disagreements.

1. The claims are gathered by subject and property (open lists, such as who attended, also by side).
2. What each document says is compared, as the property table tells for that property.
3. Where at most one value can be right, a judgement or the policy prefers one, or abstains.
4. Claims of preferred and of undisputed values are asserted; the others are kept with their standing and its reason.
5. Facts are the asserted statements, each with its claims.

No claim is lost, and none of another subject or property changes the outcome of a group, but for two echoes: the end date that
repeats a disputed start date, and the role that repeats a disputed leadership of a delegation.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from communique.properties import PROPERTIES
from communique.records import (
    Claim,
    Disagreement,
    DisagreementKind,
    Document,
    Fact,
    Identities,
    Judgement,
    Standing,
    Term,
    Weighed,
)
from communique.weighing import capacities
from communique.weighing.compare import COMPARISONS, COMPETING
from communique.weighing.groups import Group, make_groups
from communique.weighing.policy import Decision, Question, prefer
from communique.weighing.verdicts import Verdicts, find_verdicts
from communique.weighing.voices import Voiced, Voices, hear, introduce, publisher_of, resolve

#: What is said where nothing had to be decided, by kind.
_REASONS: Final[Mapping[DisagreementKind, str]] = {
    "aspect": "both can hold: they name different parts of one event",
    "change": "attested at different dates, or side by side: no conflict",
    "naming": "other words for one thing",
    "silence": "one document names what another leaves out, which denies nothing",
}
_JUDGED: Final = "judged"


@dataclass(slots=True)
class _Ledger:
    """What has been decided so far."""

    standings: dict[str, tuple[Standing, str]] = field(default_factory=dict)
    disagreements: dict[tuple[str, str, str | None], Disagreement] = field(default_factory=dict)


def weigh(documents: Sequence[Document], claims: Iterable[Claim], identities: Identities, told: "Told") -> Weighed:
    """Weigh all claims; the result does not depend on the order of anything."""
    voiced = resolve(claims, identities)
    entities = {entity.id: entity for entity in identities.entities}
    publishers = [entities.get(identities.entity_of.get(publisher_of(document.name), "")) for document in documents]
    speakers = [introduce(d, told.lineage[d.name], publisher) for d, publisher in zip(documents, publishers, strict=True)]
    weighed = decide(voiced, hear(speakers, entities, voiced), find_verdicts(told.judgements, identities))
    return replace(weighed, witnesses=told.lineage)


def decide(voiced: Sequence[Voiced], voices: Voices, verdicts: Verdicts, beside: Iterable[Voiced] = ()) -> Weighed:
    """Weigh claims whose mentions are resolved; `beside` are claims that tell of a person's posts, and are weighed elsewhere."""
    held = capacities.attested([*voiced, *beside], voices.entities)
    ledger = _Ledger()
    for group in make_groups(voiced, voices):
        kind = _kind(group, voices, held)
        _settle(group, kind, voices, verdicts, ledger)
    _echo_end_dates(ledger)
    _echo_roles(voiced, voices, ledger)
    disagreements = tuple(sorted(ledger.disagreements.values(), key=lambda d: d.id))
    return Weighed(_facts(voiced, ledger), disagreements, ledger.standings, voices.lineage, voices.issuer)


@dataclass(frozen=True, slots=True)
class Told:
    """What weighing is told beside the claims: the lineage of each document, and people's judgements."""

    lineage: Mapping[str, str]
    judgements: Sequence[Judgement] = ()


def _kind(group: Group, voices: Voices, held: capacities.Attested) -> DisagreementKind | None:
    if group.key == "participation.capacity":
        return capacities.at_one_meeting(group.said, voices.entities)
    if group.key == "person.holds":
        return capacities.over_time(group.subject, group.said, held)
    return COMPARISONS[PROPERTIES[group.key].difference](group.said)


def _settle(group: Group, kind: DisagreementKind | None, voices: Voices, verdicts: Verdicts, ledger: _Ledger) -> None:  # noqa: PLR0913 - the whole of one decision
    for item in group.items:
        ledger.standings[item.id] = ("asserted", "")
    if kind is None:
        return
    values = tuple(sorted({item.value for item in group.items}))
    found = Disagreement(
        id=group.disagreement_id,
        subject=group.subject,
        property=group.key,
        kind=kind,
        status="open",
        values=values,
        claims=tuple(sorted(item.id for item in group.items)),
        preferred=(),
        rule="",
        reason=_REASONS.get(kind, ""),
        side=group.side,
    )
    if kind in COMPETING:
        found = _decide(group, found, voices, verdicts)
        _stand(group, found, ledger)
    ledger.disagreements[group.subject, group.key, group.side] = found


def _decide(group: Group, found: Disagreement, voices: Voices, verdicts: Verdicts) -> Disagreement:
    judgement = verdicts.get((group.subject, group.key))
    question = Question(group.subject, group.side)
    value, decision = prefer(_candidates(group), question, voices)
    if judgement is None:
        return replace(found, preferred=_terms(value), rule=decision.rule, reason=decision.reason)
    if judgement.judgement.evidence_hash not in {"", group.evidence_hash}:
        reason = f"{decision.reason}; a judgement by {judgement.judgement.by} no longer meets the evidence"
        return replace(found, preferred=_terms(value), rule=decision.rule, reason=reason, status="stale", judgement=judgement.id)
    judged = Decision(_JUDGED, f"judged by {judgement.judgement.by} on {judgement.judgement.date}: {judgement.judgement.reason}")
    preferred = tuple(sorted(term for term in found.values if term.text in judgement.values))
    return replace(found, preferred=preferred, rule=judged.rule, reason=judged.reason, status="settled", judgement=judgement.id)


def _candidates(group: Group) -> dict[frozenset[Term], frozenset[str]]:
    """Map each value, or each document's set of values, to the documents that give it."""
    as_sets = PROPERTIES[group.key].difference == "set"
    found: dict[frozenset[Term], set[str]] = defaultdict(set)
    for document, terms in group.said.items():
        for value in [terms] if as_sets else [frozenset([term]) for term in terms]:
            found[value].add(document)
    return {value: frozenset(found[value]) for value in sorted(found, key=sorted)}


def _terms(value: frozenset[Term] | None) -> tuple[Term, ...]:
    return tuple(sorted(value or ()))


def _stand(group: Group, found: Disagreement, ledger: _Ledger) -> None:
    lesser: Standing = "disputed" if found.kind == "contradiction" and found.status != "settled" else "outweighed"
    for item in group.items:
        if item.value not in found.preferred:
            ledger.standings[item.id] = (lesser, found.reason)


# --- echoes ---


def _echo_end_dates(ledger: _Ledger) -> None:
    """Drop a disagreement on the end of a meeting that only repeats the one on its start."""
    for (subject, key, side), found in list(ledger.disagreements.items()):
        start = ledger.disagreements.get((subject, "meeting.start", side))
        if key == "meeting.end" and start and start.values == found.values:
            del ledger.disagreements[subject, key, side]


def _echo_roles(voiced: Iterable[Voiced], voices: Voices, ledger: _Ledger) -> None:
    """Give the role `lead-delegation` the standing of the leadership that the same document claims."""
    led = {}
    for item in voiced:
        if item.property == "delegation.led-by":
            meeting = voices.entities[item.subject].parts[0]
            led[item.document, meeting, item.value.text] = ledger.standings[item.id]
    for item in voiced:
        if item.property == "participation.role" and item.value.text == "role/lead-delegation":
            meeting, person = voices.entities[item.subject].parts
            standing = led.get((item.document, meeting, person))
            if standing:
                ledger.standings[item.id] = standing


def _facts(voiced: Iterable[Voiced], ledger: _Ledger) -> tuple[Fact, ...]:
    found: dict[tuple[str, str, Term], list[str]] = defaultdict(list)
    for item in voiced:
        if ledger.standings[item.id][0] == "asserted":
            found[item.subject, item.property, item.value].append(item.id)
    return tuple(Fact(subject, key, value, tuple(sorted(ids))) for (subject, key, value), ids in sorted(found.items()))
