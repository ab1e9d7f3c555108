"""Patterns: what is the same in thousands of documents, resolved once.

The mentions of a document that can tell something of each other make one pattern: their names, and what else their kind is compared
by. Documents with one pattern resolve it alike, so of each pattern the driver gets a few documents' mentions and no more: those
seen first, by which things are named, and the first and last by name, by which names that are told twice are chosen. What counts
for one document alone has that document in its pattern; so has every mention that people have judged or pinned.
"""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from communique.identity.clusters import Clusters
from communique.identity.slugs import UNDATED, first_seen
from communique.records import Mention

#: All that a mention of a pattern is compared by.
Content = tuple[Hashable, ...]


@dataclass(frozen=True, slots=True)
class Sample:
    """One document's mentions of a pattern: those of each content, in the order of the contents.

    `beside` are mentions that the pattern's own speak of, `sides` the parties of the meetings among these, `paths` their entities.
    """

    document: str
    published: str
    mentions: tuple[tuple[Mention, ...], ...]
    beside: tuple[Mention, ...] = ()
    sides: tuple[tuple[str, frozenset[str]], ...] = ()
    paths: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern as one document has it: the hash of its contents, and the document's mentions of each."""

    digest: bytes
    mentions: tuple[tuple[Mention, ...], ...]

    def told(self, paths: Mapping[bytes, Sequence[str | None]]) -> Iterator[tuple[str, str]]:
        """Yield each mention with its path, where the pattern has one."""
        for group, path in zip(self.mentions, paths[self.digest], strict=True):
            yield from ((mention.id, path) for mention in group if path is not None)

    def sample(self) -> Sample:
        """Return what stands for the pattern: of each content the mention seen first, and the first and last by name."""
        mentions = tuple(_few(group) for group in self.mentions)
        first = mentions[0][0]
        return Sample(first.document, first.published or UNDATED, mentions)


#: The samples of a pattern: that seen first, and the first and last by name.
Samples = tuple[Sample, Sample, Sample]


def make_pattern(contents: Iterable[tuple[Content, Mention]]) -> Pattern:
    """Return the pattern of mentions that have these contents.

    >>> a, b = Mention("a#1-4", "place", "a", "Oslo"), Mention("b#7-9", "place", "b", "Oslo")
    >>> make_pattern([(("Oslo",), a)]).digest == make_pattern([(("Oslo",), b)]).digest
    True
    """
    found: dict[str, list[Mention]] = defaultdict(list)
    for content, mention in contents:
        found[repr(content)].append(mention)
    digest = hashlib.sha256("\n".join(sorted(found)).encode()).digest()
    return Pattern(digest, tuple(tuple(group) for _, group in sorted(found.items())))


def tied(mentions: Iterable[Mention], ties: Callable[[Mention], Iterable[Hashable]]) -> list[list[Mention]]:
    """Part a document's mentions into those that are tied, directly or through others.

    >>> a, b, c = (Mention(f"a#{n}", "body", "a", name) for n, name in enumerate(("Border Force (BF)", "BF", "Navy")))
    >>> [[m.name for m in group] for group in tied((a, b, c), lambda m: [m.name[-4:].strip("() ") or m.name])]
    [['Border Force (BF)', 'BF'], ['Navy']]
    """
    mentions = list(mentions)
    clusters = Clusters()
    first: dict[Hashable, str] = {}
    for mention in mentions:
        clusters.add(mention.id)
        for tie in ties(mention):
            clusters.join(first.setdefault(tie, mention.id), mention.id)
    found: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        found[clusters.find(mention.id)].append(mention)
    return list(found.values())


def thrice(sample: Sample) -> Samples:
    """Take one sample for first, least and last."""
    return sample, sample, sample


def chosen(left: Samples, right: Samples) -> Samples:
    """Return the samples of two sets of documents together."""
    return (
        min(left[0], right[0], key=lambda sample: (sample.published, sample.document)),
        min(left[1], right[1], key=_by_name),
        max(left[2], right[2], key=_by_name),
    )


def _by_name(sample: Sample) -> str:
    return f"{sample.document}#"


def _few(group: Sequence[Mention]) -> tuple[Mention, ...]:
    found = (min(group, key=first_seen), min(group), max(group))
    return tuple({mention.id: mention for mention in found}.values())
