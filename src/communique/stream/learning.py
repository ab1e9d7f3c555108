"""Learning: what identity decides of the mentions of all documents, told to each document as far as it concerns it."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from communique.authority import Authority
from communique.identity import resolve_shared
from communique.identity.people import Run
from communique.records import Entity, Judgement
from communique.stream.letters import Known, entity_row, plain
from communique.stream.sheaf import Hints
from communique.witnesses import lineages_of


@dataclass(frozen=True, slots=True)
class Learned:
    """What is known of all documents: the entities by path, each document's own mentions, lineages and judgements."""

    entities: Mapping[str, Entity]
    resolved: Mapping[str, Sequence[tuple[str, str]]]
    lineages: Mapping[str, str]
    judgements: Mapping[str, Sequence[tuple[int, Judgement]]]
    judged: Mapping[str, str]

    def stamp(self, document: str, copy_of: str | None, sheaf: bytes) -> bytes:
        """Return the hash of what one document's page is made of, given its sheaf's."""
        known = self.known(document, copy_of)
        rows = tuple(entity_row(entity) for entity in known.entities)
        judged = repr((known.judgements, sorted(known.judged.items())))
        return hashlib.sha256(sheaf + plain((tuple(known.entity_of.items()), rows, known.head, known.others, judged))).digest()

    def known(self, document: str, copy_of: str | None) -> Known:
        """Return what one document has to know."""
        resolved = self.resolved.get(document, ())
        judgements = tuple(self.judgements.get(document, ()))
        named = {text for _, row in judgements for text in (row.left.split(" ")[0], *row.right.split("; "))}
        return Known(
            dict(resolved),
            self._entities(entity for _, entity in resolved),
            self.lineages[document],
            (copy_of,) if copy_of and copy_of in self.lineages else (),
            judgements,
            {text: self.judged[text] for text in sorted(named) if text in self.judged},
        )

    def _entities(self, names: Iterable[str]) -> tuple[Entity, ...]:
        found: dict[str, Entity] = {}
        waiting = list(names)
        while waiting:
            name = waiting.pop()
            if name not in found and name in self.entities:
                found[name] = self.entities[name]
                waiting += self.entities[name].parts
        return tuple(found[name] for name in sorted(found))


@dataclass(frozen=True, slots=True)
class Means:
    """How learning is done: what returns the sequences of a document that may be a copy, and what runs the blocks of people."""

    shingles_of: Callable[[str], frozenset[int]]
    run: Run = map


def learn(hints: Iterable[Hints], authority: Authority, judgements: Sequence[Judgement], means: Means) -> Learned:
    """Resolve the mentions of all documents.

    Raises:
        AuthorityError: judgements contradict each other, or two entities are pinned to one path.
    """
    hints = list(hints)
    lineages = lineages_of([hint.trace for hint in hints], means.shingles_of)
    mentions = tuple(chain.from_iterable(hint.mentions for hint in hints))
    found = resolve_shared(mentions, authority, judgements, means.run)
    resolved: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for mention, entity in found.entity_of.items():
        resolved[mention.split("#", 1)[0]].append((mention, entity))
    named = {text for row in judgements for text in (row.left.split(" ")[0], *row.right.split("; "))}
    judged = {text: found.entity_of[text] for text in sorted(named) if text in found.entity_of}
    entities = {entity.id: Entity(entity.id, entity.kind, entity.label, parts=entity.parts) for entity in found.entities}
    return Learned(entities, resolved, lineages, _by_document(judgements), judged)


def _by_document(judgements: Sequence[Judgement]) -> dict[str, list[tuple[int, Judgement]]]:
    found: dict[str, list[tuple[int, Judgement]]] = defaultdict(list)
    for place, row in enumerate(judgements):
        found[row.left.split("#", 1)[0]].append((place, row))
    return found
