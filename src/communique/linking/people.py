"""What features see of people: their names and their lives."""

from itertools import product
from typing import Final

from communique.linking.base import Subject
from communique.linking.evidence import NOTHING, Seen
from communique.linking.names import PersonName, person_name, same_given

#: The least and the greatest age at which a person acts in public.
GROWN: Final = 20
OLDEST: Final = 105


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
