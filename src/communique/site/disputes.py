"""Disagreements as pages show them: in one line with the rival values beside each other."""

from collections.abc import Iterable
from functools import partial
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
    return tuple(brief(evidence, iri) for iri in in_order(evidence, found))


def find_pressing(data: Data) -> list[str]:
    """Return the open contradictions."""
    status = code_iri("resolution/open")
    return [
        iri
        for iri in data.subjects(MEET.disagreementKind, code_iri("disagreement/contradiction"))
        if status in data.texts(iri, MEET.resolution)
    ]


def in_order(evidence: Evidence, disagreements: Iterable[str]) -> list[str]:
    """Return disagreements by kind and status, the pressing ones first."""
    return sorted(disagreements, key=partial(_rank, evidence))


def _rank(evidence: Evidence, iri: str) -> tuple[int, int, str, str]:
    data = evidence.data
    kind, status = (data.text(iri, name).rpartition("/")[2] for name in (MEET.disagreementKind, MEET.resolution))
    about = evidence.about(data.text(iri, MEET.about)).text.casefold()
    return KINDS.index(kind), _STATUSES.index(status), about, evidence.link(iri).path or ""


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
