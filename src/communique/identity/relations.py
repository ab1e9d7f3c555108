"""How bodies belong together: parent and part, old name and new, or one name without its state; and whose ministry a body is."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from communique.identity.known import Parts
from communique.identity.tables import Words


@dataclass(frozen=True, slots=True)
class Kinship:
    """What is known of how bodies belong together.

    `parents` has the body above a body, `successors` the body that a body became, `parts` the kinds and topics of a body's names;
    `stateless` are the bodies whose state no document tells.
    """

    parents: Mapping[str, str] = field(default_factory=dict)
    successors: Mapping[str, str] = field(default_factory=dict)
    parts: Mapping[str, set[Parts]] = field(default_factory=dict)
    stateless: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Tables:
    """What the bodies tell the later stages: how they belong together, and the ministry of each state for a topic."""

    kinship: Kinship = field(default_factory=Kinship)
    ministries: Mapping[tuple[str, Words], str] = field(default_factory=dict)
    ministry_bodies: frozenset[str] = frozenset()


def ancestors(kinship: Kinship, body: str) -> list[str]:
    """Return a body and those above it, nearest first.

    >>> ancestors(Kinship({"agency/unit": "agency/ministry"}), "agency/unit")
    ['agency/unit', 'agency/ministry']
    """
    found = [body]
    while (parent := kinship.parents.get(found[-1])) and parent not in found:
        found.append(parent)
    return found


def related(kinship: Kinship, left: str, right: str) -> bool:
    """Tell whether two bodies can be one, or one is above the other or its successor.

    "Ministry of Foreign Affairs", of a state that the document does not tell, can be that of any state.
    """
    if left in ancestors(kinship, right) or right in ancestors(kinship, left):
        return True
    both_ways = ((left, right), (right, left))
    if any(kinship.successors.get(old) == new for old, new in both_ways):
        return True
    parts = kinship.parts
    return any(untold in kinship.stateless and parts[untold] & parts.get(other, set()) for untold, other in both_ways)
