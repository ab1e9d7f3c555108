"""The page about a disagreement: every value with its documents and words, which one is preferred, by which rule and why."""

from dataclasses import dataclass, replace

from communique.site.base import Brief, Head, Link, Source
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
    by_source: tuple[tuple[Source, tuple[Link, ...]], ...]
    verdict: Verdict | None


def make_disagreement(evidence: Evidence, iri: str) -> DisagreementPage:
    """Return the page about a disagreement."""
    data = evidence.data
    found = brief(evidence, iri)
    judgement = data.text(iri, MEET.settledBy)
    return DisagreementPage(
        head=_head(evidence, iri, found),
        brief=found,
        definition=evidence.wording(f"kind.{found.kind}"),
        rule=data.text(iri, MEET.policyRule),
        reason=data.text(iri, MEET.reason),
        by_source=_by_source(found),
        verdict=_verdict(evidence, judgement) if judgement else None,
    )


def _head(evidence: Evidence, iri: str, found: Brief) -> Head:
    head = make_head(evidence, iri, f"{found.kind_label}, {found.status_label}")
    about = (found.about,) if found.about.path else ()
    of = f"{found.about.text} · {found.side}" if found.side else found.about.text
    return replace(head, title=f"{of}: {found.on}", crumbs=(*head.crumbs, *about))


def _by_source(found: Brief) -> tuple[tuple[Source, tuple[Link, ...]], ...]:
    """Return what each document says, all its values together."""
    values: dict[Source, list[Link]] = {}
    for stated in found.values:
        for said in stated.sources:
            values.setdefault(said.source, []).append(stated.value)
    return tuple((source, tuple(values[source])) for source in sorted(values, key=lambda source: source.number))


def _verdict(evidence: Evidence, iri: str) -> Verdict:
    names = (MEET.verdict, MEET.reason, MEET.judgedBy, DCTERMS.date)
    return Verdict(*(evidence.data.text(iri, name) for name in names))
