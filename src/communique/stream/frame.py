"""What every piece of one data set shares."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from pyoxigraph import NamedNode

from communique.authority import Authority
from communique.export import data_prefixes
from communique.graph.base import Material
from communique.graph.codelists import topic_words
from communique.records import Claim, Document, Identities, Weighed
from communique.takedowns import Takedown
from communique.veil import Veil


@dataclass(frozen=True)
class Frame:
    """The base of a data set's IRIs, the reader's version, the folder of the code lists, what is pinned, and who is taken down."""

    base: str
    reader: str
    codelists: Path
    pins: Mapping[str, str] = field(default_factory=dict)
    takedowns: tuple[Takedown, ...] = ()

    def __reduce__(self) -> tuple[type["Frame"], tuple[object, ...]]:
        """Send what it was made of, not what was looked up since."""
        return Frame, (self.base, self.reader, self.codelists, dict(self.pins), self.takedowns)

    @cached_property
    def topics(self) -> Mapping[str, Sequence[str]]:
        """The words of each topic."""
        return topic_words(self.codelists)

    @cached_property
    def prefixes(self) -> Mapping[str, str]:
        """The prefixes of the data set in Turtle."""
        return data_prefixes(self.base)

    @cached_property
    def authority(self) -> Authority:
        """The pinned paths alone: all of the authority that a document's own entities need."""
        return Authority(self.base, {}, pins=self.pins)

    @cached_property
    def veil(self) -> Veil:
        """What masks the names that are taken down."""
        return Veil(self.takedowns)

    @cached_property
    def facts(self) -> NamedNode:
        """The name of the graph of facts."""
        return NamedNode(f"{self.base}graph/facts")

    def material(self, weighed: Weighed, identities: Identities, document: Document | None, claims: Sequence[Claim]) -> Material:
        """Return a piece in the form from which the named graphs are made."""
        return Material(self.base, (document,) if document else (), {}, claims, identities, weighed)
