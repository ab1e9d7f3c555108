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
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from typing import Final

from communique.records import Document

LEAST_ALIKE: Final = 0.8
_WORDS: Final = 5
_SKETCH: Final = 8


@dataclass(frozen=True, slots=True)
class Trace:
    """What is kept of a document to find its copies: its day, what it says it copies, and its sequences.

    `sketch` has the smallest hashes of these, `size` is their number.
    """

    name: str
    published: str | None
    copy_of: str | None
    sketch: tuple[int, ...]
    size: int


def find_lineages(documents: Sequence[Document]) -> dict[str, str]:
    """Return, for each document's name, the name of the head of its lineage.

    >>> a = Document("a", "They met in Oslo on May 4 to talk.", "1", published="2022-05-04")
    >>> b = Document("b", "They met in Oslo on May 4 to talk.", "2", published="2022-05-06")
    >>> find_lineages([b, a])
    {'a': 'a', 'b': 'a'}
    """
    found = {document.name: shingles(document.text) for document in documents}
    traces = [trace(document, found[document.name]) for document in documents]
    return lineages_of(traces, lambda left, right: are_alike(found[left], found[right]))


def trace(document: Document, found: frozenset[int]) -> Trace:
    """Return what is kept of a document with these sequences to find its copies."""
    return Trace(document.name, document.published, document.copy_of, tuple(nsmallest(_SKETCH, found)), len(found))


def lineages_of(traces: Sequence[Trace], alike: Callable[[str, str], bool]) -> dict[str, str]:
    """Return the head of each lineage as `find_lineages` does; `alike` is asked only of texts that may be."""
    names = {found.name: found for found in traces}
    groups = _Groups(names)
    for found in traces:
        if found.copy_of in names:
            groups.join(found.name, found.copy_of)
    for left, right in may_be_alike(names):
        if alike(left, right):
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


def are_alike(left: frozenset[int], right: frozenset[int]) -> bool:
    """Tell whether two texts with these sequences are of one lineage."""
    return resemblance(left, right) >= LEAST_ALIKE


def may_be_alike(traces: Mapping[str, Trace]) -> list[tuple[str, str]]:
    """Return the pairs of documents whose sketches meet and whose sizes do not forbid that they are alike, sorted."""
    buckets: dict[int, list[str]] = defaultdict(list)
    for name, found in sorted(traces.items()):
        for value in found.sketch:
            buckets[value].append(name)
    pairs = {(names[0], other) for names in buckets.values() for other in names[1:]}
    return sorted(pair for pair in pairs if _of_a_size(traces[pair[0]], traces[pair[1]]))


def _of_a_size(left: Trace, right: Trace) -> bool:
    """Tell whether two sets of these sizes could be so much alike."""
    return min(left.size, right.size) >= LEAST_ALIKE * max(left.size, right.size)


def _head(members: Sequence[str], names: Mapping[str, Trace]) -> str:
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
