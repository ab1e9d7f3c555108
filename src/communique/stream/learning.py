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
        resolved = self.resolved.get(document, ())
        rows = tuple(map(entity_row, self._entities(entity for _, entity in resolved)))
        judgements = self.judgements.get(document, ())
        judged = repr((judgements, self._judged(judgements))) if judgements else ""
        copied = copy_of in self.lineages if copy_of else False
        return hashlib.sha256(sheaf + plain((tuple(resolved), rows, self.lineages[document], copied, judged))).digest()

    def known(self, document: str, copy_of: str | None) -> Known:
        """Return what one document has to know."""
        resolved = self.resolved.get(document, ())
        judgements = tuple(self.judgements.get(document, ()))
        return Known(
            dict(resolved),
            self._entities(entity for _, entity in resolved),
            self.lineages[document],
            (copy_of,) if copy_of and copy_of in self.lineages else (),
            judgements,
            self._judged(judgements),
        )

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
        named = {text for _, row in judgements for text in (row.left.split(" ")[0], *row.right.split("; "))}
        return {text: self.judged[text] for text in sorted(named) if text in self.judged}


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
    hints = list(hints)
    lineages = lineages_of([hint.trace for hint in hints], means.alike)
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
