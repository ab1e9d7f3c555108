"""Joining: which numbers are linked, found on the driver from pairs of numbers and nothing else.

A number is the hash of a name or of a mention. Executors send only links that hold together what theirs has: of a block of a
hundred, ninety-nine.
"""

import hashlib
from collections.abc import Iterable, Iterator

Links = Iterable[tuple[int, int]]
_BYTES = 12


def number_of(text: str) -> int:
    """Return the number of a text.

    >>> number_of("a") == number_of("a") != number_of("b")
    True
    """
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=_BYTES).digest())


class Forest:
    """Numbers, joined; each set is known by its least number."""

    def __init__(self, links: Links = ()) -> None:
        self._above: dict[int, int] = {}
        for left, right in links:
            self.join(left, right)

    def find(self, number: int) -> int:
        """Return the least number of the set of a number."""
        above = self._above
        while (higher := above.get(number, number)) != number:
            above[number] = above.get(higher, higher)
            number = above[number]
        return number

    def join(self, left: int, right: int) -> bool:
        """Join two sets; tell whether they were two."""
        low, high = sorted((self.find(left), self.find(right)))
        if low != high:
            self._above[high] = low
        return low != high

    def roots(self) -> dict[int, int]:
        """Return the set of each number that is not the least of its own.

        >>> Forest([(3, 2), (2, 1), (5, 5)]).roots()
        {3: 1, 2: 1}
        """
        return {number: self.find(number) for number in self._above}


def spanning(links: Links) -> Iterator[tuple[int, int]]:
    """Yield the links without which fewer numbers would hang together.

    >>> list(spanning([(1, 2), (2, 3), (1, 3)]))
    [(1, 2), (2, 3)]
    """
    forest = Forest()
    return (link for link in links if forest.join(*link))
