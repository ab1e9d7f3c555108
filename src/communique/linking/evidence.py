"""What features see of bodies and places: names, acronyms, countries, parts of countries, distances."""

import math
from dataclasses import dataclass
from itertools import product
from typing import Final

from communique.linking.base import Subject
from communique.linking.names import fold, likeness, words

#: Two names or titles that share less than this are two.
ALIKE: Final = 0.55
NEAR_KM: Final = 25.0


@dataclass(frozen=True, slots=True)
class Seen:
    """What a feature saw: its value, its words (none: nothing to see), and whether it forbids the pair."""

    value: float = 0.0
    says: str = ""
    forbids: bool = False


NOTHING: Final = Seen()


def names(ours: Subject, theirs: Subject) -> Seen:
    """Look at the names of both: equal but for small words counts fully, less in part, and little nothing.

    >>> names(Subject("a", "agency", "U.S. Department of State"), Subject("b", "agency", "State Department")).value
    1.0
    """
    pairs = [(likeness(words(left), words(right)), right) for left, right in product(ours.forms, theirs.forms)]
    value, form = max(pairs, key=lambda pair: pair[0])
    return Seen(round(value, 2), " ".join(sorted(words(form)))) if value >= ALIKE else Seen(-1.0, "other names", forbids=True)


def acronyms(ours: Subject, theirs: Subject) -> Seen:
    """Look whether both have one acronym in print (none is made up).

    >>> acronyms(Subject("a", "agency", "Harbour Office", ("HO",)), Subject("b", "agency", "Harbours", ("HO",))).says
    'HO'
    """
    both = _acronyms(ours) & _acronyms(theirs)
    return Seen(1.0, min(both)) if both else NOTHING


def _acronyms(subject: Subject) -> set[str]:
    return {form.replace(".", "") for form in subject.forms if form.isupper() and " " not in form}


def countries(ours: Subject, theirs: Subject) -> Seen:
    """Look at countries; another one forbids the pair.

    >>> countries(Subject("a", "agency", "EPA", country="USA"), Subject("b", "agency", "EPA", country="IRL")).forbids
    True
    """
    if not ours.country or not theirs.country:
        return NOTHING
    same = ours.country == theirs.country
    return Seen(1.0, ours.country) if same else Seen(-1.0, f"{ours.country} / {theirs.country}", forbids=True)


def parents(ours: Subject, theirs: Subject) -> Seen:
    """Look at the bodies that both belong to.

    >>> chief = Subject("a", "post", "Chief", bodies=("Harbour Office",))
    >>> parents(chief, chief).value
    1.0
    """
    pairs = [(likeness(words(left), words(right)), right) for left, right in product(ours.bodies, theirs.bodies)]
    value, form = max(pairs, key=lambda pair: pair[0], default=(0.0, ""))
    return Seen(round(value, 2), form) if value >= ALIKE else NOTHING


def regions(ours: Subject, theirs: Subject) -> Seen:
    """Look at the parts of the country; another one forbids the pair.

    >>> regions(Subject("a", "place", "Otero", region="Texas"), Subject("b", "place", "Otero", region="New Mexico")).forbids
    True
    """
    if not ours.region or not theirs.region:
        return NOTHING
    same = fold(ours.region) == fold(theirs.region)
    return Seen(1.0, theirs.region) if same else Seen(-1.0, f"{ours.region} / {theirs.region}", forbids=True)


def distance(ours: Subject, theirs: Subject) -> Seen:
    """Look how far apart two places lie; far apart counts nothing, since registers give wrong coordinates.

    >>> distance(Subject("a", "place", "X", point=(32.5, -117.0)), Subject("b", "place", "X", point=(32.54, -117.03))).says
    '5 km'
    """
    if not ours.point or not theirs.point:
        return NOTHING
    kilometres = _kilometres(ours.point, theirs.point)
    return Seen(1.0 if kilometres <= NEAR_KM else 0.0, f"{kilometres:.0f} km")


def _kilometres(left: tuple[float, float], right: tuple[float, float]) -> float:
    """Return the length of the great circle (haversine, mean radius)."""
    (lat1, lon1), (lat2, lon2) = ((math.radians(a), math.radians(b)) for a, b in (left, right))
    half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * 6371.0 * math.asin(math.sqrt(half))
