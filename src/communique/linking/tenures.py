"""What features see of time: posts and the dates at which they were held, and the days of events."""

from collections.abc import Iterable
from datetime import timedelta
from functools import cache
from itertools import product
from typing import Final

from communique.linking.base import Office, Subject
from communique.linking.dates import bounds
from communique.linking.evidence import ALIKE, NOTHING, Seen
from communique.linking.names import RANKS, country_code, in_order, likeness, words

#: Registers and releases differ by some weeks on when a tenure began or ended.
GRACE: Final = timedelta(days=60)
#: A tenure whose end a register leaves open is believed for so long.
OPEN_TENURE: Final = timedelta(days=5 * 365)


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
