"""How each feature looks at a pair: what it sees, for or against, and in which words."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from itertools import product
from typing import Final

from communique.linking.base import Office, Subject
from communique.linking.dates import bounds
from communique.linking.names import (
    RANKS,
    PersonName,
    country_code,
    fold,
    in_order,
    likeness,
    person_name,
    same_given,
    words,
)

#: Two titles that share less than this are two posts.
ALIKE: Final = 0.55
#: Registers and releases differ by some weeks on when a tenure began or ended.
GRACE: Final = timedelta(days=60)
#: A tenure whose end a register leaves open is believed for so long.
OPEN_TENURE: Final = timedelta(days=5 * 365)
NEAR_KM: Final = 25.0
#: The least age at which a person acts in public.
GROWN: Final = 20
OLDEST: Final = 105


@dataclass(frozen=True, slots=True)
class Seen:
    """What a feature saw: its value, its words (none: nothing to see), and whether it forbids the pair."""

    value: float = 0.0
    says: str = ""
    forbids: bool = False


NOTHING: Final = Seen()


# --- people -----------------------------------------------------------------------------------------------------------


def _people(subject: Subject) -> list[PersonName]:
    return [name for form in subject.forms if (name := person_name(form)).family]


def _family(left: PersonName, right: PersonName) -> float:
    """Return how well family names agree: 1 equal or without a particle, less turned round, or one the first of the other's two."""
    if _turned(left, right):
        return 0.8
    shorter, longer = sorted((left.family, right.family), key=len)
    if shorter == longer[-len(shorter) :]:
        return 1.0
    # a name without a particle gives no sign where the family names begin: the last but one may be the first of two
    first_of_two = any(name.given[-1:] == other.family and len(name.given) > 1 for name, other in ((left, right), (right, left)))
    return 0.7 if first_of_two or longer[: len(shorter)] == shorter else 0.0


def _turned(left: PersonName, right: PersonName) -> bool:
    """Say whether one name is the other with the family name at the other end, as Chinese or Hungarian usage has it."""
    return bool(left.given) and left.given != right.given and {*left.given, *left.family} == {*right.given, *right.family}


def _pairs(ours: Subject, theirs: Subject) -> list[tuple[PersonName, PersonName]]:
    """Return the pairs of names of which the family names agree, the best first."""
    pairs = ((_family(left, right), left, right) for left, right in product(_people(ours), _people(theirs)))
    return [(left, right) for agree, left, right in sorted(pairs, key=lambda pair: -pair[0]) if agree]


def family_names(ours: Subject, theirs: Subject) -> Seen:
    """Look at family names; others forbid the pair.

    >>> family_names(Subject("p", "person", "Harrow"), Subject("q", "person", "Thomas B. Harrow"))
    Seen(value=1.0, says='harrow', forbids=False)
    """
    pairs = _pairs(ours, theirs)
    return Seen(_family(*pairs[0]), " ".join(pairs[0][0].family)) if pairs else Seen(-1.0, "other family names", forbids=True)


def given_names(ours: Subject, theirs: Subject) -> Seen:
    """Look at given names: the best of all forms; different ones forbid the pair, and none on one side says nothing.

    >>> given_names(Subject("p", "person", "Tom Harrow"), Subject("q", "person", "Thomas B. Harrow")).value
    0.9
    >>> given_names(Subject("p", "person", "Ruth Harrow"), Subject("q", "person", "Thomas B. Harrow")).forbids
    True
    """
    found = [(_given(left, right), left, right) for left, right in _pairs(ours, theirs) if left.given and right.given]
    if not found:
        return NOTHING
    value, left, right = max(found, key=lambda one: one[0])
    says = f"{' '.join(left.given)} / {' '.join(right.given)}"
    return Seen(value, says) if value > 0 else Seen(-1.0, says, forbids=True)


def _given(left: PersonName, right: PersonName) -> float:
    """Return how well the given names of two people agree; one that goes by the middle name still agrees a little."""
    if left.suffix and right.suffix and left.suffix != right.suffix:
        return 0.0
    if _turned(left, right):
        return 1.0
    first = same_given(left.given[0], right.given[0])
    if not first:
        crossed = [same_given(a, b) for a, b in product(left.given, right.given) if min(len(a), len(b)) > 1]
        return 0.7 * max(crossed, default=0.0)
    middles = [same_given(a, b) for a, b in zip(left.given[1:], right.given[1:], strict=False)]
    clash = any(not agree for agree in middles) and left.family[-1] not in right.given and right.family[-1] not in left.given
    return first * 0.4 if clash else first


def life(ours: Subject, theirs: Subject) -> Seen:
    """Look at dates of life: one that had ended, or had hardly begun, forbids the pair.

    >>> life(Subject("p", "person", "R. Harrow", dates=("2021-12-02",)), Subject("q", "person", "R. Harrow", ended="1914")).says
    'ended 1914, attested 2021-12-02'
    """
    years = [int(one[:4]) for one in ours.dates if one]
    if not years:
        return NOTHING
    if theirs.ended and max(years) > int(theirs.ended[:4]):
        return Seen(-1.0, f"ended {theirs.ended}, attested {max(ours.dates)}", forbids=True)
    grown = GROWN if ours.kind == "person" else 0
    if theirs.began and not grown <= min(years) - int(theirs.began[:4]) <= (OLDEST if grown else 9999):
        return Seen(-1.0, f"began {theirs.began}, attested {min(ours.dates)}", forbids=True)
    return NOTHING


# --- posts ------------------------------------------------------------------------------------------------------------


@cache
def _located(office: Office) -> tuple[str, frozenset[str]]:
    """Return the code of the state that a post is accredited to or works for, and the post's words with that code for its name."""
    parts = in_order(f"{office.title} {office.place}")
    for at in range(len(parts)):
        if code := country_code(" ".join(parts[at:])):
            return code, words(" ".join(parts[:at])) | {code}
    return "", words(" ".join(parts))


def same_post(left: Office, right: Office) -> float:
    """Return how well two posts agree, from 0 to 1; another rank or another country makes two posts.

    >>> same_post(Office("Ambassador to Peru"), Office("Ambassador", place="Peru"))
    1.0
    >>> same_post(Office("Deputy Assistant Secretary for Harbours"), Office("Assistant Secretary for Harbours"))
    0.0
    """
    (here, ours), (there, theirs) = _located(left), _located(right)
    if ours & RANKS != theirs & RANKS or (here and there and here != there):
        return 0.0
    alike = likeness(ours, theirs)
    return round(alike, 2) if alike >= ALIKE else 0.0


def _agreeing(ours: Subject, theirs: Subject) -> list[tuple[float, Office, Office]]:
    """Return the pairs of posts that agree, the best first."""
    pairs = [(same_post(left, right), left, right) for left, right in product(ours.posts, theirs.posts)]
    return sorted((pair for pair in pairs if pair[0]), key=lambda pair: -pair[0])


def posts(ours: Subject, theirs: Subject) -> Seen:
    """Look at the posts of both: the best pair counts; none that agrees says so, and counts nothing.

    >>> posts(Subject("p", "person", "A", posts=(Office("Ambassador to Peru"),)), Subject("q", "person", "A"))
    Seen(value=0.0, says='', forbids=False)
    """
    if not ours.posts or not theirs.posts:
        return NOTHING
    found = _agreeing(ours, theirs)
    return Seen(found[0][0], _spell(found[0][2])) if found else Seen(0.0, "no such post there")


def dates_of_post(ours: Subject, theirs: Subject) -> Seen:
    """Look whether ours is attested within the tenure of a post that agrees; well outside counts against.

    >>> envoy = Office("Envoy", place="Peru", start="1893-04-01", end="1897-07-17")
    >>> ours = Subject("p", "person", "Harrow", posts=(Office("Envoy to Peru", start="1895-03-02"),))
    >>> dates_of_post(ours, Subject("q", "person", "Harrow", posts=(envoy,))).value
    1.0
    """
    found = [_time(left, right, ours.dates) for _, left, right in _agreeing(ours, theirs)]
    return max((seen for seen in found if seen.says), key=lambda seen: seen.value, default=NOTHING)


def _time(left: Office, right: Office, dates: Iterable[str]) -> Seen:
    attested = [one for one in (left.start, left.end) if one] or [one for one in dates if one]
    if not attested or not right.start:
        return NOTHING
    away = max(_outside(one, right) for one in attested)
    says = f"{attested[0]} in {right.start} to {right.end or '?'}"
    if away <= timedelta(0):
        return Seen(1.0, says)
    return Seen(0.5, f"{says}, nearly") if away <= GRACE else Seen(-1.0, says.replace(" in ", " outside ", 1))


def _outside(attested: str, office: Office) -> timedelta:
    """Return how far a date lies outside a tenure; an unknown end is believed for some years."""
    first, last = bounds(attested)
    start = bounds(office.start)[0]
    end = bounds(office.end)[1] if office.end else start + OPEN_TENURE
    return max(start - last, first - end)


def _spell(office: Office) -> str:
    return f"{office.title} {office.place}".strip()


# --- bodies, places, events -------------------------------------------------------------------------------------------


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


def day(ours: Subject, theirs: Subject) -> Seen:
    """Look whether an event of ours lies within the days of theirs.

    >>> day(Subject("a", "meeting", "M", dates=("2021-11-18",)), Subject("b", "meeting", "M", began="2021-11-18")).value
    1.0
    """
    if not ours.dates or not theirs.began:
        return NOTHING
    span = Office("", start=theirs.began, end=theirs.ended or theirs.began)
    inside = any(_outside(one, span) <= timedelta(0) for one in ours.dates)
    return Seen(1.0 if inside else -1.0, f"{ours.dates[0]} / {theirs.began}")
