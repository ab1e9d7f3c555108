"""Likeness: whether two documents are of one text, kept for as long as both stay as they are."""

from functools import lru_cache
from typing import Final

from communique.stream.depot import Depot, seal, unseal
from communique.stream.gathering import shingles_of
from communique.witnesses import are_alike

_YES: Final = b"1"
_NO: Final = b"0"


class Likeness:
    """Tells of two documents whether they are of one text, from what was found before or from their sequences of words."""

    def __init__(self, depot: Depot) -> None:
        self._depot = depot
        self._stamps: dict[str, bytes] = dict(depot.all("SELECT document, stamp FROM sheaf"))
        self._kept = {(one, other): body for one, other, body in depot.all("SELECT one, other, body FROM alike")}
        self._shingles_of = lru_cache(maxsize=256)(lambda name: shingles_of(depot, name))

    def alike(self, left: str, right: str) -> bool:
        """Tell whether two documents are of one text.

        Raises:
            DamagedError: something is not what was kept.
        """
        both = self._stamps[left] + self._stamps[right]
        kept = unseal(self._kept[left, right]) if (left, right) in self._kept else b""
        if kept[:-1] == both:
            return kept.endswith(_YES)
        found = are_alike(self._shingles_of(left), self._shingles_of(right))
        self._depot.put("INSERT OR REPLACE INTO alike VALUES (?, ?, ?)", (left, right, seal(both + (_YES if found else _NO))))
        return found
