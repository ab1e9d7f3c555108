"""The whole data set: every named graph, in the order of its graphs' names."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from pyoxigraph import Quad

from communique.graph.base import Material, Rows
from communique.graph.codelists import codelist_rows, topic_words
from communique.graph.derived import derived_rows
from communique.graph.evidence import claim_rows
from communique.graph.facts import fact_rows, used_entities
from communique.graph.sources import document_rows
from communique.graph.standings import weighing_rows
from communique.records import Claim, Judgement


class Counts(NamedTuple):
    """How many characters of a document were read into items, are noise, and were not understood."""

    read: int
    noise: int
    unread: int

    def plain(self) -> tuple[int, int, int]:
        """Return the counts alone."""
        return self.read, self.noise, self.unread


@dataclass(frozen=True, slots=True)
class Beside:
    """What the data set holds beside what was read.

    `coverage` gives the counts of characters for each document; `judgements` come with the paths of their
    nodes; `codelists` is the folder of the schemes; `more` are quads of the graphs that others make (authority, links,
    questions).
    """

    coverage: Mapping[str, Counts]
    reader: str
    judgements: Sequence[tuple[str, Judgement]]
    codelists: Path
    more: Sequence[Quad] = ()


def make_quads(material: Material, beside: Beside) -> Rows:
    """Yield every quad of the data set; a quad may come twice."""
    yield from fact_rows(material, used_entities(material))
    yield from derived_rows(material, topic_words(beside.codelists))
    yield from weighing_rows(material, beside.judgements)
    yield from document_rows(material, beside.coverage, beside.reader)
    yield from codelist_rows(material, beside.codelists)
    by_document = _by_document(material.claims)
    for document in material.documents:
        yield from claim_rows(material, document, by_document[document.name])
    yield from beside.more


def disjoint(quads: Iterable[Quad]) -> Iterable[Quad]:
    """Yield the quads each once, and each statement only in the first graph that has it."""
    seen = set()
    for quad in quads:
        triple = quad.triple
        if triple not in seen:
            seen.add(triple)
            yield quad


def _by_document(claims: Iterable[Claim]) -> dict[str, list[Claim]]:
    found: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        found[claim.document].append(claim)
    return found
