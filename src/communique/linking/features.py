"""What speaks for and against a pair: named features with weights, whose sum is the score.

1. The kinds must agree; where they do not, the pair is no candidate at all.
2. Each feature of the kind's table looks at both sides and gives a value from -1 (against) to 1 (for), or nothing where one side
   is silent, and says in words what it saw.
3. A feature may forbid the pair: other given names, another country, a life that had ended.
4. The score is the sum of weight times value, from 0 to 1. No name alone reaches the threshold: a second witness is needed (the
   post and its dates for people, the country for bodies, the region or the distance for places).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from communique.linking.base import Subject
from communique.linking.evidence import Seen, acronyms, countries, distance, names, parents, regions
from communique.linking.people import family_names, given_names, life
from communique.linking.tenures import dates_of_post, day, posts

#: The score from which a candidate is proposed as the match; how it was found: docs/linking.md.
THRESHOLD: Final = 0.70
#: What the best candidate must be ahead of the second.
MARGIN: Final = 0.10


@dataclass(frozen=True, slots=True)
class Feature:
    """One row of a feature table: its name, its weight, what it asks, and how it looks."""

    name: str
    weight: float
    asks: str
    look: Callable[[Subject, Subject], Seen]


PERSON: Final = (
    Feature("family name", 0.30, "Is the family name the same?", family_names),
    Feature("given names", 0.25, "Do the given names agree?", given_names),
    Feature("post", 0.25, "Did the record hold such a post?", posts),
    Feature("time", 0.20, "Did it hold that post at the dates at which ours is attested?", dates_of_post),
    Feature("life", 0.00, "Was the person alive and grown at those dates?", life),
)
BODY: Final = (
    Feature("name", 0.60, "Is the name the same, small words aside?", names),
    Feature("acronym", 0.05, "Is the acronym the same?", acronyms),
    Feature("country", 0.20, "Is the country the same?", countries),
    Feature("parent", 0.15, "Is the body above it the same?", parents),
    Feature("life", 0.00, "Did it exist, under that name, at those dates?", life),
)
SITE: Final = (
    Feature("name", 0.45, "Is the name the same?", names),
    Feature("country", 0.15, "Is the country the same?", countries),
    Feature("region", 0.25, "Is the part of the country the same?", regions),
    Feature("distance", 0.25, "Do they lie near each other? (Far apart proves nothing: registers err.)", distance),
)
STATE: Final = (
    Feature("name", 0.75, "Is the name the same?", names),
    Feature("country", 0.25, "Is the code the same?", countries),
)
OFFICE: Final = (
    Feature("name", 0.55, "Is the title the same, small words aside?", names),
    Feature("body", 0.25, "Is it a post in the same body?", parents),
    Feature("country", 0.20, "Is the country the same?", countries),
)
EVENT: Final = (
    Feature("name", 0.45, "Is the name the same?", names),
    Feature("day", 0.40, "Was it on the same day?", day),
    Feature("country", 0.15, "Is the country the same?", countries),
)

#: The features of each kind of thing; a kind without a table of its own is compared as bodies are.
TABLES: Final[Mapping[str, tuple[Feature, ...]]] = MappingProxyType({
    "person": PERSON,
    "place": SITE,
    "facility": SITE,
    "state": STATE,
    "post": OFFICE,
    "meeting": EVENT,
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mark:
    """What one feature gave: its name, its weight, the value found (-1 to 1), and what it saw."""

    feature: str
    weight: float
    value: float
    says: str

    @property
    def points(self) -> float:
        """Return what the mark adds to the score.

        >>> Mark("post", 0.25, 0.6, "Minister to Peru").points
        0.15
        """
        return round(self.weight * self.value, 4)


@dataclass(frozen=True, slots=True)
class Score:
    """A pair's score with all that made it; `against` says what forbids the pair."""

    value: float
    marks: tuple[Mark, ...]
    against: tuple[str, ...] = ()

    @property
    def why(self) -> str:
        """Return the sum in one line.

        >>> Score(0.55, (Mark("family name", 0.3, 1.0, "harrow"), Mark("given names", 0.25, 1.0, "ruth"))).why
        'family name +0.30 (harrow); given names +0.25 (ruth) = 0.55'
        """
        parts = [f"{mark.feature} {mark.points:+.2f} ({mark.says})" for mark in self.marks]
        return "; ".join((*parts, *(f"no: {reason}" for reason in self.against))) + f" = {self.value:.2f}"


def compare(ours: Subject, theirs: Subject) -> Score:
    """Return the score of a pair; pairs of different kinds, and forbidden ones, score 0.

    A record whose kind its target does not state can be looked at, but stays below the threshold.

    >>> ministry = Subject("agency/x", "agency", "Ministry of Harbours", country="MEX")
    >>> compare(ministry, Subject("Q1", "post", "Minister of Harbours", country="MEX")).why
    'no: an agency is not a post = 0.00'
    >>> compare(ministry, Subject("Q2", "agency", "Ministry of Harbours", country="MEX")).why
    'name +0.60 (harbours ministry); country +0.20 (MEX) = 0.80'
    """
    if ours.kind and theirs.kind and ours.kind != theirs.kind:
        return Score(0.0, (), (f"{_article(ours.kind)} is not {_article(theirs.kind)}",))
    table = TABLES.get(ours.kind or theirs.kind, BODY)
    seen = [(feature, feature.look(ours, theirs)) for feature in table]
    marks = tuple(
        Mark(feature.name, feature.weight, look.value, look.says) for feature, look in seen if look.says and not look.forbids
    )
    against = tuple(f"{feature.name}: {look.says}" for feature, look in seen if look.forbids)
    total = 0.0 if against else round(min(1.0, max(0.0, sum(mark.points for mark in marks))), 4)
    return Score(total if theirs.kind else min(total, THRESHOLD - 0.01), marks, against)


def _article(kind: str) -> str:
    return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"
