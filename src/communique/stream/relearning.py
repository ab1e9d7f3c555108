"""Relearning: what identity decides, learned of all documents the first time, and after that of those that a change can touch."""

import hashlib
import marshal
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from communique.authority import Authority
from communique.identity.context import Context
from communique.lexicon.glossary import present
from communique.records import Entity, Judgement
from communique.stream.depot import Depot
from communique.stream.gathering import read_mentions, read_traces
from communique.stream.learning import Learned, Means, by_document, named_in
from communique.stream.letters import plain
from communique.stream.roll import Resolved, Roll, document_of
from communique.stream.settling import Inputs, Settling, settle_all
from communique.witnesses import lineages_of

#: If more than one document in so many has changed, all are decided together.
_FEW: Final = 8
#: The mentions of so many documents are held at once.
_HELD: Final = 4096
_SETTLED: Final = "settled"
_HEADS: Final = "heads"


@dataclass(frozen=True, slots=True)
class Given:
    """What identity is decided by beside the documents."""

    authority: Authority
    judgements: Sequence[Judgement]

    @property
    def digest(self) -> bytes:
        """The hash of all of it, and of the words that hold."""
        entries = [
            (e.id, e.kind, e.label, e.names, e.state, e.parent, e.successor) for _, e in sorted(self.authority.entries.items())
        ]
        told = plain((entries, sorted(self.authority.pins.items()), repr(tuple(self.judgements)), present().digest))
        return hashlib.sha256(told).digest()


def relearn(depot: Depot, given: Given, means: Means) -> Learned:
    """Return what is known of all documents, or of those that have to be told anew.

    Raises:
        AuthorityError: judgements contradict each other, or two entities are pinned to one path.
        DamagedError: something is not what was kept.
    """
    roll, stamps = Roll(depot), dict(depot.all("SELECT document, stamp FROM sheaf"))
    inputs = Inputs(given.authority, given.judgements, lru_cache(_HELD)(lambda name: read_mentions(depot, name)), means.run)
    lineages = lineages_of(read_traces(depot), means.alike)
    kept, digest = roll.stamps(), given.digest
    fresh = sorted(name for name, stamp in stamps.items() if kept.get(name) != stamp)
    gone = sorted(kept.keys() - stamps.keys())
    if depot.note(_SETTLED) != digest or (len(fresh) + len(gone)) * _FEW > len(stamps):
        learned = _all(settle_all(roll, inputs, stamps), lineages, given)
    else:
        settling = Settling(roll, inputs, fresh, gone)
        settling.settle(stamps)
        news = settling.changed | _told_of_copies(depot, lineages) | _without_page(depot) | by_document(given.judgements).keys()
        learned = _some(roll, sorted(news & stamps.keys()), lineages, given)
    depot.set_note(_SETTLED, digest)
    depot.set_note(_HEADS, plain(tuple(sorted(lineages.items()))))
    return learned


def _told_of_copies(depot: Depot, lineages: Mapping[str, str]) -> set[str]:
    """Return the documents whose lineage has another head than before, or that name a copied document that came or went."""
    before = dict(marshal.loads(depot.note(_HEADS)))  # noqa: S302 - what was sealed is what we wrote
    moved = {name for name, head in lineages.items() if before.get(name) != head}
    named = depot.all("SELECT document, copy_of FROM sheaf WHERE copy_of IS NOT NULL")
    return moved | {name for name, copied in named if (copied in before) != (copied in lineages)}


def _without_page(depot: Depot) -> set[str]:
    return {name for (name,) in depot.all("SELECT document FROM sheaf WHERE document NOT IN (SELECT document FROM page)")}


def _all(context: Context, lineages: Mapping[str, str], given: Given) -> Learned:
    entities = {entity.id: Entity(entity.id, entity.kind, entity.label, parts=entity.parts) for entity in context.entities.values()}
    own: dict[str, list[str]] = {}
    for mention in context.entity_of:
        own.setdefault(document_of(mention), []).append(mention)
    judged = {text: context.entity_of[text] for text in named_in(given.judgements) if text in context.entity_of}
    return Learned(entities, context.entity_of, own, lineages, by_document(given.judgements), judged, entities)


def _some(roll: Roll, documents: Sequence[str], lineages: Mapping[str, str], given: Given) -> Learned:
    """Return what is known of some documents."""
    resolved = {name: roll.resolved(name) for name in documents}
    entity_of = {mention: path for found in resolved.values() for mention, path in found.items()}
    return Learned(
        _reached(roll, entity_of.values()),
        entity_of,
        {name: tuple(found) for name, found in resolved.items()},
        lineages,
        by_document(given.judgements),
        _judged(named_in(given.judgements), roll.resolved),
        roll.paths(),
        documents,
    )


def _reached(roll: Roll, paths: Collection[str]) -> dict[str, Entity]:
    """Return the entities of these paths, and those that they are made of."""
    found: dict[str, Entity] = {}
    waiting = set(paths)
    while waiting:
        entities = [entity for path in waiting if (entity := roll.entity(path))]
        found |= {entity.id: entity for entity in entities}
        waiting = {part for entity in entities for part in entity.parts} - found.keys()
    return found


def _judged(texts: Iterable[str], resolved: Callable[[str], Resolved]) -> dict[str, str]:
    found = ((text, resolved(document_of(text)).get(text)) for text in texts)
    return {text: path for text, path in found if path}
