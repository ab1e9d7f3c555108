"""Disagreements as pages show them: in one line with the rival values beside each other."""

from collections.abc import Iterable
from typing import Final

from communique.properties import PROPERTIES
from communique.site.base import Brief, Stated
from communique.site.data import Data
from communique.site.evidence import Evidence
from communique.terms import MEET, RDF, code_iri

#: In this order people want to see them.
KINDS: Final = ("contradiction", "change", "granularity", "aspect", "naming", "silence")
_STATUSES: Final = ("open", "stale", "settled")


def find_disputes(evidence: Evidence, subjects: Iterable[str]) -> tuple[Brief, ...]:
    """Return the disagreements about any of the subjects, the pressing ones first."""
    found = {iri for subject in subjects for iri in evidence.data.subjects(MEET.about, subject)}
    return in_order(brief(evidence, iri) for iri in sorted(found))


def find_pressing(data: Data) -> list[str]:
    """Return the open contradictions."""
    status = code_iri("resolution/open")
    return [
        iri
        for iri in data.subjects(MEET.disagreementKind, code_iri("disagreement/contradiction"))
        if status in data.texts(iri, MEET.resolution)
    ]


def in_order(briefs: Iterable[Brief]) -> tuple[Brief, ...]:
    """Return disagreements by kind and status, the pressing ones first."""
    return tuple(sorted(briefs, key=_rank))


def rank(evidence: Evidence, iri: str) -> tuple[int, int, str, str]:
    """Return what disagreements are sorted by, of one that is not put into words yet."""
    data = evidence.data
    status = data.text(iri, MEET.resolution).rpartition("/")[2]
    about = evidence.about(data.text(iri, MEET.about)).text.casefold()
    return KINDS.index(kind_of(evidence, iri).rpartition("/")[2]), _STATUSES.index(status), about, evidence.link(iri).path or ""


def kind_of(evidence: Evidence, iri: str) -> str:
    """Return the kind of a disagreement, a code."""
    return evidence.data.text(iri, MEET.disagreementKind)


def _rank(found: Brief) -> tuple[int, int, str, str]:
    return KINDS.index(found.kind), _STATUSES.index(found.status), found.about.text.casefold(), found.link.path or ""


def brief(evidence: Evidence, iri: str) -> Brief:
    """Return a disagreement with its values and who says each."""
    data = evidence.data
    about, kind, status, side = (data.text(iri, MEET[name]) for name in ("about", "disagreementKind", "resolution", "onSide"))
    preferred = {data.values(claim, RDF.object)[0].value for claim in data.texts(iri, MEET.preferredClaim)}
    return Brief(
        link=evidence.link(iri),
        kind=kind.rpartition("/")[2],
        kind_label=evidence.label(kind),
        status=status.rpartition("/")[2],
        status_label=evidence.label(status),
        about=evidence.about(about),
        on=property_label(evidence, data.text(iri, MEET.onProperty)),
        values=_values(evidence, data.texts(iri, MEET.gathers)),
        preferred=frozenset(preferred),
        side=evidence.label(side) if side and not data.text(about, MEET.ofSide) else "",
    )


def property_label(evidence: Evidence, predicate: str) -> str:
    """Return what a property is called in the language of the page; rows of one RDF property have one label."""
    key = next((f"property.{row.key.partition('.')[2]}" for row in PROPERTIES.values() if row.iri == predicate), "")
    return evidence.wording(key) if evidence.wording.has(key) else evidence.label(predicate)


def _values(evidence: Evidence, claims: Iterable[str]) -> tuple[Stated, ...]:
    found = [evidence.claimed(term, claims) for term, claims in evidence.by_value(claims).items()]
    return tuple(sorted(found, key=lambda stated: (stated.standing != "asserted", -stated.witnesses, stated.raw)))
