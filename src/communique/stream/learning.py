"""Learning: what identity decides of the mentions of all documents, told to each document as far as it concerns it."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from communique.authority import Authority
from communique.identity import resolve_shared
from communique.identity.people import Run
from communique.records import Entity, Judgement, Mention
from communique.stream.letters import Known, entity_row, plain
from communique.stream.sheaf import Hints
from communique.witnesses import Trace, lineages_of


@dataclass(frozen=True, slots=True)
class Learned:
    """What is known of documents: entities by path and by mention, each document's own mentions, lineages and judgements.

    `paths` are those of all entities; the mentions and their entities are those of the documents in `news`, or of all.
    """

    entities: Mapping[str, Entity]
    entity_of: Mapping[str, str]
    mentions: Mapping[str, Sequence[str]]
    lineages: Mapping[str, str]
    judgements: Mapping[str, Sequence[tuple[int, Judgement]]]
    judged: Mapping[str, str]
    paths: Collection[str]
    news: Collection[str] | None = None

    def stamp(self, document: str, copy_of: str | None, sheaf: bytes) -> bytes:
        """Return the hash of what one document's page is made of, given its sheaf's."""
        resolved = self._resolved(document)
        rows = tuple(map(entity_row, self._entities(resolved.values())))
        judgements = self.judgements.get(document, ())
        judged = repr((judgements, self._judged(judgements))) if judgements else ""
        copied = copy_of in self.lineages if copy_of else False
        return hashlib.sha256(sheaf + plain((tuple(resolved.items()), rows, self.lineages[document], copied, judged))).digest()

    def known(self, document: str, copy_of: str | None) -> Known:
        """Return what one document has to know."""
        resolved = self._resolved(document)
        judgements = tuple(self.judgements.get(document, ()))
        return Known(
            resolved,
            self._entities(resolved.values()),
            self.lineages[document],
            (copy_of,) if copy_of and copy_of in self.lineages else (),
            judgements,
            self._judged(judgements),
        )

    def _resolved(self, document: str) -> dict[str, str]:
        return {mention: self.entity_of[mention] for mention in sorted(self.mentions.get(document, ()))}

    def _entities(self, names: Iterable[str]) -> tuple[Entity, ...]:
        """Return the entities of these names, and those that they are made of."""
        found = set(names)
        waiting = [part for name in found for part in self.entities[name].parts]
        while waiting:
            part = waiting.pop()
            if part not in found and part in self.entities:
                found.add(part)
                waiting += self.entities[part].parts
        return tuple(self.entities[name] for name in sorted(found))

    def _judged(self, judgements: Iterable[tuple[int, Judgement]]) -> dict[str, str]:
        return {text: self.judged[text] for text in named_in(row for _, row in judgements) if text in self.judged}


@dataclass(frozen=True, slots=True)
class Means:
    """How learning is done: what tells whether two documents are of one text, and what runs the blocks of people."""

    alike: Callable[[str, str], bool]
    run: Run = map


def learn(hints: Iterable[Hints], authority: Authority, judgements: Sequence[Judgement], means: Means) -> Learned:
    """Resolve the mentions of all documents.

    Raises:
        AuthorityError: judgements contradict each other, or two entities are pinned to one path.
    """
    traces: list[Trace] = []
    mentions: list[Mention] = []
    for hint in hints:
        traces.append(hint.trace)
        mentions += hint.mentions
    lineages = lineages_of(traces, means.alike)
    found = resolve_shared(mentions, authority, judgements, means.run)
    own: dict[str, list[str]] = defaultdict(list)
    for mention in found.entity_of:
        own[mention.split("#", 1)[0]].append(mention)
    judged = {text: found.entity_of[text] for text in named_in(judgements) if text in found.entity_of}
    entities = {entity.id: Entity(entity.id, entity.kind, entity.label, parts=entity.parts) for entity in found.entities}
    return Learned(entities, found.entity_of, own, lineages, by_document(judgements), judged, entities)


def named_in(judgements: Iterable[Judgement]) -> list[str]:
    """Return the mentions, and what else may be one, that judgements name."""
    return sorted({text for row in judgements for text in (row.left.split(" ")[0], *row.right.split("; "))})


def by_document(judgements: Sequence[Judgement]) -> dict[str, list[tuple[int, Judgement]]]:
    """Return the judgements on each document's mentions, each with its place in the order of all."""
    found: dict[str, list[tuple[int, Judgement]]] = defaultdict(list)
    for place, row in enumerate(judgements):
        found[row.left.split("#", 1)[0]].append((place, row))
    return found
