"""Rows: bearers that do not differ, taken as one, and what speaks for and against two of them."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from communique.identity.bearers import Bearer
from communique.identity.dates import span
from communique.identity.names import NameMatch
from communique.identity.reasons import Feature, score
from communique.identity.relations import Kinship, related

#: Two bodies within this many days are held against one person.
DAYS: Final = 90
_YEARS: Final = 5 * 365
_LIFETIME: Final = 40 * 365


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """Bearers that do not differ, as one; `meetings` has the sides taken in each, `spans` the first and last days of the dates."""

    bearers: tuple[Bearer, ...]
    mentions: tuple[str, ...]
    meetings: Mapping[str, frozenset[str]]
    lists: frozenset[tuple[str, str]]
    documents: frozenset[str]
    spans: tuple[tuple[int, int], ...]

    @property
    def id(self) -> str:
        """The first mention."""
        return self.mentions[0]

    @property
    def like(self) -> Bearer:
        """One of the bearers, for what they have in common."""
        return self.bearers[0]


def make_row(bearers: list[Bearer]) -> Row:
    """Put bearers that do not differ together."""
    sides: dict[str, set[str]] = defaultdict(set)
    for bearer in bearers:
        for meeting, side in bearer.meetings:
            sides[meeting] |= {side} - {""}
    return Row(
        bearers=tuple(bearers),
        mentions=tuple(sorted(mention for bearer in bearers for mention in bearer.mentions)),
        meetings={meeting: frozenset(found) for meeting, found in sides.items()},
        lists=frozenset(place for bearer in bearers for place in bearer.lists),
        documents=frozenset(document for bearer in bearers for document in bearer.documents),
        spans=tuple(sorted({span(date) for bearer in bearers for date in bearer.dates})),
    )


@dataclass(frozen=True, slots=True)
class Link:
    """Two rows with compatible names, and the features that speak for and against."""

    left: Row
    right: Row
    name: NameMatch
    features: frozenset[Feature]

    @property
    def score(self) -> float:
        """How much speaks for one person."""
        return score(self.name, self.features)

    @property
    def order(self) -> tuple[float, str, str]:
        """The place of a link among others: strongest first, then by mention."""
        return -self.score, self.left.id, self.right.id


def reasons_for(left: Row, right: Row) -> set[Feature]:
    """Return what speaks for two rows being one person; of a row with itself, what speaks for its bearers being one."""
    found: set[Feature] = set()
    alike = left is right
    if any(a.fits(b) for a in left.like.posts for b in right.like.posts):
        found.add("post")
    if left.like.bodies & right.like.bodies:
        found.add("body")
    if left.like.series & right.like.series:
        found.add("series")
    if not alike and left.meetings.keys() & right.meetings.keys():
        found.add("meeting")
    found |= _long_ago(left, right)
    if not alike and left.documents & right.documents and left.like.names[0].tokens == right.like.names[0].tokens:
        found.add("document")
    return found


def _long_ago(left: Row, right: Row) -> set[Feature]:
    """Return what the years between two rows say, if the nearest dates are far apart."""
    if left is right or not left.spans or not right.spans:
        return set()
    days = max(right.spans[0][0] - left.spans[-1][1], left.spans[0][0] - right.spans[-1][1])
    return {"lifetime"} if days > _LIFETIME else {"years"} if days > _YEARS else set()


def reasons_against(kinship: Kinship, left: Row, right: Row) -> set[Feature]:
    """Return what speaks against two rows being one person."""
    found: set[Feature] = set()
    if left is right:
        return found
    if left.lists & right.lists:
        found.add("list")
    if any(_two_sides(left.meetings[m], right.meetings[m]) for m in left.meetings.keys() & right.meetings.keys()):
        found.add("sides")
    if left.like.bodies and right.like.bodies and not left.documents & right.documents and _unrelated(kinship, left, right):
        found.add("bodies")
    return found


def _two_sides(left: frozenset[str], right: frozenset[str]) -> bool:
    return bool(left and right and not left & right)


def _unrelated(kinship: Kinship, left: Row, right: Row) -> bool:
    """Tell whether no body of the one belongs with a body of the other, and dates are close."""
    if any(related(kinship, a, b) for a in left.like.bodies for b in right.like.bodies):
        return False
    return any(max(c - b, a - d) <= DAYS for a, b in left.spans for c, d in right.spans)
