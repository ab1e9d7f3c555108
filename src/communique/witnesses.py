"""Which documents are independent witnesses, and which are copies of one release.

1. A document that says what it copies (`copy_of`) stands in the lineage of that document.
2. Two documents whose texts share four fifths of their five-word sequences are of one lineage.
3. The head of a lineage is the one that copies nothing and was published first; the rest are its copies.

Texts are compared only when their sketches meet (the smallest hashes of their sequences: bottom-k sketches, A. Broder, "On the
resemblance and containment of documents", 1997), so time grows with the number of documents, not of pairs.
"""

import re
import zlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from communique.records import Document

LEAST_ALIKE: Final = 0.8
_WORDS: Final = 5
_SKETCH: Final = 8


def find_lineages(documents: Sequence[Document]) -> dict[str, str]:
    """Return, for each document's name, the name of the head of its lineage.

    >>> a = Document("a", "They met in Oslo on May 4 to talk.", "1", published="2022-05-04")
    >>> b = Document("b", "They met in Oslo on May 4 to talk.", "2", published="2022-05-06")
    >>> find_lineages([b, a])
    {'a': 'a', 'b': 'a'}
    """
    names = {document.name: document for document in documents}
    groups = _Groups(names)
    for document in documents:
        if document.copy_of in names:
            groups.join(document.name, document.copy_of)
    for left, right in _alike(documents):
        groups.join(left, right)
    return {name: head for members in groups.members() for head in [_head(members, names)] for name in members}


def shingles(text: str) -> frozenset[int]:
    """Return the hashed five-word sequences of a text, of the whole text when it is shorter."""
    words = re.findall(r"\w+", text.casefold())
    count = max(1, len(words) - _WORDS + 1)
    return frozenset(zlib.crc32(" ".join(words[i : i + _WORDS]).encode()) for i in range(count))


def resemblance(left: frozenset[int], right: frozenset[int]) -> float:
    """Return the share of sequences that two texts have in common, from 0 to 1."""
    return len(left & right) / len(left | right)


def _alike(documents: Iterable[Document]) -> list[tuple[str, str]]:
    sets = {document.name: shingles(document.text) for document in documents}
    buckets: dict[int, list[str]] = defaultdict(list)
    for name in sorted(sets):
        for value in sorted(sets[name])[:_SKETCH]:
            buckets[value].append(name)
    pairs = {(names[0], other) for names in buckets.values() for other in names[1:]}
    return sorted(pair for pair in pairs if resemblance(sets[pair[0]], sets[pair[1]]) >= LEAST_ALIKE)


def _head(members: Sequence[str], names: Mapping[str, Document]) -> str:
    return min(members, key=lambda name: (names[name].copy_of is not None, names[name].published or "9999", name))


class _Groups:
    """Disjoint sets of names."""

    def __init__(self, names: Iterable[str]) -> None:
        self._parent = {name: name for name in sorted(names)}

    def _root(self, name: str) -> str:
        while self._parent[name] != name:
            name = self._parent[name]
        return name

    def join(self, left: str, right: str) -> None:
        low, high = sorted((self._root(left), self._root(right)))
        self._parent[high] = low

    def members(self) -> list[list[str]]:
        groups: dict[str, list[str]] = defaultdict(list)
        for name in self._parent:
            groups[self._root(name)].append(name)
        return list(groups.values())
