"""Whose a series is when its name does not tell: the parties that others spell out, or the sides that met.

Many pairs of states have a "Museum Steering Committee" of their own. Two reports are of one series where they share two sides: one
that names two parties of three is of the same series, one of a party with somebody else is not.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Self

#: So many sides two reports share if they are of one series.
SHARED: Final = 2
Parties = frozenset[str]


@dataclass(frozen=True, slots=True)
class Claimants:
    """Those who have a series of one name: parties `spelled` out, and `circles` of sides that met, each with whose series it is."""

    spelled: tuple[Parties, ...] = ()
    circles: tuple[tuple[Parties, Parties], ...] = ()

    @classmethod
    def of(cls, spelled: Iterable[Parties], met: Iterable[Parties]) -> Self:
        """Return the claimants of a name, from the parties that stand before it and the sides of meetings that bear it alone.

        >>> met = [frozenset("ab"), frozenset("c"), frozenset("de"), frozenset("def")]
        >>> [("".join(sorted(circle)), "".join(sorted(whose))) for circle, whose in Claimants.of([frozenset("bax")], met).circles]
        [('ab', 'abx'), ('def', 'def')]
        """
        named = tuple(sorted(set(spelled), key=sorted))
        return cls(named, tuple((circle, _spelled_for(named, circle)) for circle in _circles(met)))

    def whose(self, sides: Parties) -> Parties | None:
        """Return the parties of the series whose sides met: none where there are no claimants, `None` where several may be meant.

        >>> two = Claimants.of((), [frozenset("ab"), frozenset("bc")])
        >>> sorted(two.whose(frozenset("c"))), two.whose(frozenset("b")), Claimants().whose(frozenset("b"))
        (['b', 'c'], None, frozenset())
        """
        if not self.spelled and not self.circles:
            return frozenset()
        fitting = {whose for circle, whose in self.circles if sides <= circle}
        if len(sides) < SHARED:
            fitting |= {parties for parties in self.spelled if sides <= parties}
        return next(iter(fitting)) if len(fitting) == 1 else None


def _spelled_for(spelled: Iterable[Parties], circle: Parties) -> Parties:
    """Return the one of the parties spelled out that a circle is of, with all of them or two; else the circle itself."""
    found = [parties for parties in spelled if len(parties & circle) >= min(SHARED, len(parties))]
    return found[0] if len(found) == 1 else circle


def _circles(met: Iterable[Parties]) -> list[Parties]:
    """Return sides that met, joined where two are shared, until no two circles share two."""
    circles: list[Parties] = []
    for sides in sorted({sides for sides in met if len(sides) >= SHARED}, key=sorted):
        circle = sides
        while near := [other for other in circles if len(other & circle) >= SHARED]:
            circle = circle.union(*near)
            circles = [other for other in circles if other not in near]
        circles.append(circle)
    return sorted(circles, key=sorted)
