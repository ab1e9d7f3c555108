"""The page about a disagreement: every value with its documents and words, which one is preferred, by which rule and why."""

from dataclasses import dataclass

from communique.site.base import Brief, Head
from communique.site.disputes import brief
from communique.site.evidence import Evidence
from communique.site.pages.base import make_head
from communique.terms import DCTERMS, MEET


@dataclass(frozen=True, slots=True)
class Verdict:
    """A recorded human decision."""

    verdict: str
    reason: str
    by: str
    date: str


@dataclass(frozen=True, slots=True)
class DisagreementPage:
    """A disagreement."""

    head: Head
    brief: Brief
    definition: str
    rule: str
    reason: str
    verdict: Verdict | None


def make_disagreement(evidence: Evidence, iri: str) -> DisagreementPage:
    """Return the page about a disagreement."""
    data = evidence.data
    found = brief(evidence, iri)
    judgement = data.text(iri, MEET.settledBy)
    return DisagreementPage(
        head=make_head(evidence, iri, f"{found.kind_label}, {found.status_label}"),
        brief=found,
        definition=evidence.wording(f"kind.{found.kind}"),
        rule=data.text(iri, MEET.policyRule),
        reason=data.text(iri, MEET.reason),
        verdict=_verdict(evidence, judgement) if judgement else None,
    )


def _verdict(evidence: Evidence, iri: str) -> Verdict:
    names = (MEET.verdict, MEET.reason, MEET.judgedBy, DCTERMS.date)
    return Verdict(*(evidence.data.text(iri, name) for name in names))
