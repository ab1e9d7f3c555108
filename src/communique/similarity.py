"""How much of one text's words another has: for finding copies and near-duplicates among documents.

A text is its set of shingles, the runs of five folded words. Candidates come from an index of every eighth shingle; the share
is then counted over all of them. Nothing depends on the order in which texts are added.
"""

import re
import zlib
from collections import Counter, defaultdict
from typing import Final

WORDS: Final = 5
#: From this share on, two texts are reported as alike.
LEAST: Final = 0.6
_SAMPLE: Final = 8
_SHORT: Final = 400


def shingles(text: str) -> frozenset[int]:
    """Return the shingles of a text, as numbers; a text of fewer words is one shingle.

    >>> len(shingles("one two three four five six")), len(shingles("They met."))
    (2, 1)
    """
    words = re.findall(r"\w+", text.casefold())
    runs = (" ".join(words[place : place + WORDS]) for place in range(max(1, len(words) - WORDS + 1)))
    return frozenset(zlib.crc32(run.encode("utf-8", "replace")) for run in runs)


def share(left: frozenset[int], right: frozenset[int]) -> float:
    """Return the part of the shorter text's shingles that both have, from 0 to 1.

    >>> share(frozenset({1, 2}), frozenset({2, 3, 4}))
    0.5
    """
    return len(left & right) / min(len(left), len(right)) if left and right else 0.0


class Similarity:
    """The texts known so far, by name.

    >>> known = Similarity()
    >>> known.add("a", "The delegations met in Lima to discuss the lake and its fish.")
    >>> known.find("Yesterday the delegations met in Lima to discuss the lake and its fish.")
    [('a', 1.0)]
    """

    def __init__(self) -> None:
        """Begin with no text."""
        self._shingles: dict[str, frozenset[int]] = {}
        self._index: defaultdict[int, list[str]] = defaultdict(list)

    def add(self, name: str, text: str) -> None:
        """Add a text under a name that is not taken."""
        self._shingles[name] = shingles(text)
        for shingle in _sampled(self._shingles[name]):
            self._index[shingle].append(name)

    def find(self, text: str) -> list[tuple[str, float]]:
        """Return the texts that share at least `LEAST` with this one, the most alike first."""
        own = shingles(text)
        candidates = Counter(name for shingle in own for name in self._index.get(shingle, ()))
        found = [(name, round(share(own, self._shingles[name]), 2)) for name in candidates]
        return sorted((pair for pair in found if pair[1] >= LEAST), key=lambda pair: (-pair[1], pair[0]))


def _sampled(numbers: frozenset[int]) -> frozenset[int]:
    return numbers if len(numbers) < _SHORT else frozenset(number for number in numbers if number % _SAMPLE == 0)
