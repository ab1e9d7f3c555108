"""Outcomes and quotations as pages show them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from communique.site.base import Link, Stated
from communique.site.evidence import Evidence
from communique.terms import MEET

#: The order of the kinds of outcome.
KINDS: Final = ("adoption", "commitment", "achievement")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was adopted, committed to, or reported as done; `anchor` names its place on the meeting's page."""

    anchor: str
    kind: str
    text: Stated
    topics: tuple[Link, ...]
    concerns: tuple[Link, ...]
    meeting: Link | None


@dataclass(frozen=True, slots=True)
class Speech:
    """Direct speech: the words, who spoke, and at which meeting."""

    anchor: str
    text: Stated
    speaker: Stated | None
    meeting: Link | None


def find_outcomes(evidence: Evidence, nodes: Iterable[str]) -> tuple[tuple[str, str, tuple[Outcome, ...]], ...]:
    """Return outcomes by kind: the kind, its label, and its outcomes in the order of the texts."""
    found = [outcome(evidence, node) for node in nodes]
    groups = ((kind, evidence.wording(f"outcome.{kind}"), tuple(one for one in found if one.kind == kind)) for kind in KINDS)
    return tuple(group for group in groups if group[2])


def outcome(evidence: Evidence, node: str) -> Outcome:
    """Return one outcome."""
    data = evidence.data
    (text, *_) = evidence.stated(node, MEET.text)
    return Outcome(
        anchor=anchor(evidence, node),
        kind=data.text(node, MEET.outcomeKind).rpartition("/")[2],
        text=text,
        topics=tuple(evidence.link(topic) for topic in data.texts(node, MEET.topic)),
        concerns=tuple(evidence.link(thing) for thing in data.texts(node, MEET.concerns)),
        meeting=_link(evidence, data.text(node, MEET.outcomeOf)),
    )


def speech(evidence: Evidence, node: str) -> Speech:
    """Return one quotation."""
    (text, *_) = evidence.stated(node, MEET.text)
    speaker = next(iter(evidence.stated(node, MEET.speaker)), None)
    return Speech(anchor(evidence, node), text, speaker, _link(evidence, evidence.data.text(node, MEET.saidAt)))


def anchor(evidence: Evidence, node: str) -> str:
    """Return the name of a node's place on a page."""
    return (evidence.data.path(node) or node).replace("/", "-")


def _link(evidence: Evidence, iri: str) -> Link | None:
    return evidence.link(iri) if iri else None
