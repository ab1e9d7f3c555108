"""What is published, with the names that are taken down masked, whoever wrote them.

Documents are masked before they are read. This is for all else that reaches the data set: the reasons of judgements and waivers,
links with their remarks, authority files, saved questions. The files themselves stay as people wrote them.

1. In every text, each whole form of a name becomes blocks of the same length.
2. In remarks and reasons the family name alone does too.
3. A statement with an address that spells a name is left out.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from communique.takedowns import BLOCK, LONGEST, Takedown, name_hash, names_any
from communique.terms import MEET, RDFS, SSSOM, XSD

#: The properties whose values are people's own words about others.
REMARKS: Final = frozenset(map(str, (MEET.reason, MEET.standingReason, RDFS.comment, SSSOM.match_string)))
_TEXTS: Final = {str(XSD.string), "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"}
_WORD: Final = re.compile(r"[^\W_]+")
_CACHED: Final = 1 << 16


class Veil:
    """Masks the names of some takedowns; without any, everything is as it was."""

    def __init__(self, takedowns: Iterable[Takedown]) -> None:
        self._takedowns = tuple(takedowns)
        self._wholes = frozenset(takedown.whole for takedown in self._takedowns)
        self._families = frozenset(takedown.family for takedown in self._takedowns)
        self._spells = lru_cache(_CACHED)(lambda address: names_any(address, self._takedowns))

    def quads(self, quads: Iterable[Quad]) -> Iterator[Quad]:
        """Yield quads with their texts masked, without those whose addresses spell a name."""
        if not self._takedowns:
            yield from quads
            return
        for quad in quads:
            if not any(isinstance(term, NamedNode) and self._spells(term.value) for term in (quad.subject, quad.object)):
                yield self._masked(quad)

    def words(self, text: str) -> str:
        """Return people's own words with whole forms and family names masked.

        >>> from communique.takedowns import takedowns_of
        >>> Veil(takedowns_of(["Ann Bell"], ("asked", "R. Roe", "2022-01-02"))).words("ann BELL's row; Bell rang the bell")
        "████████'s row; ████ rang the bell"
        """
        return _cover(text, (*_runs(text, self._wholes), *(s for s in _runs(text, self._families) if text[s[0]].isupper())))

    def _masked(self, quad: Quad) -> Quad:
        found = quad.object
        if not isinstance(found, Literal) or found.datatype.value not in _TEXTS:
            return quad
        text = self.words(found.value) if quad.predicate.value in REMARKS else _cover(found.value, _runs(found.value, self._wholes))
        if text == found.value:
            return quad
        return Quad(quad.subject, quad.predicate, Literal(text, language=found.language), quad.graph_name)


def _runs(text: str, hashes: Collection[str]) -> Iterator[tuple[int, int]]:
    """Yield where a run of words has one of the hashes."""
    found = list(_WORD.finditer(text)) if hashes else []
    for index, first in enumerate(found):
        for last in range(index, min(index + LONGEST, len(found))):
            if _hash(" ".join(word[0] for word in found[index : last + 1])) in hashes:
                yield first.start(), found[last].end()


_hash = lru_cache(_CACHED)(name_hash)


def _cover(text: str, spans: Iterable[tuple[int, int]]) -> str:
    letters = list(text)
    for start, end in spans:
        letters[start:end] = BLOCK * (end - start)
    return "".join(letters)
