"""Settling: who is who, decided for all documents, or again only where a change can touch it.

After a change, stage by stage:

1. The documents that have changed, or of whose mentions an earlier stage has said something new, are marked again.
2. Chains of marks, the former and the new, lead from them to all mentions that they can touch (`communique.identity.marks`).
3. The documents of these are laid before the stage, which knows no others; what it says of the mentions touched holds.
4. Paths are given again among the groups that are new and those that want the same.
5. Documents of whose mentions something new was said are changed for the later stages.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, islice
from typing import Any, Final

from communique.authority import Authority
from communique.identity.bodyfacts import Facts, find_facts, make_tables
from communique.identity.context import Context
from communique.identity.judging import followed
from communique.identity.marks import Marked, by_mention, meets, number
from communique.identity.people import Run
from communique.identity.posts import mark_asked
from communique.identity.relations import Tables, ancestors
from communique.identity.slugs import Group, claim_of, give_paths
from communique.identity.stages import BODIES, Stage, settle, stages
from communique.records import Entity, Judgement, Mention
from communique.stream.roll import Resolved, Roll, Row, document_of

#: So many documents are marked at once.
_BATCH: Final = 512
#: The marks of each mention of a document.
Marks = dict[str, set[int]]
Marker = Callable[[Context], Iterator[Marked]]


@dataclass(frozen=True)
class Inputs:
    """What identity is decided by: the authority, the judgements, each document's mentions, and what runs blocks of people."""

    authority: Authority
    judgements: Sequence[Judgement]
    mentions_of: Callable[[str], Sequence[Mention]]
    run: Run = map

    @cached_property
    def judged(self) -> Mapping[str, set[int]]:
        """The mentions that judgements name, with a mark for each judgement."""
        found: dict[str, set[int]] = defaultdict(set)
        for row in self.judgements:
            if row.kind != "value":
                for mention in (row.left, row.right):
                    found[mention].add(number(("judged", row.left, row.right)))
        return found

    def context(self, documents: Iterable[str]) -> Context:
        """Lay documents before identity."""
        by_id = {mention.id: mention for document in documents for mention in self.mentions_of(document)}
        return Context(self.authority, by_id, followed(by_id, self.judgements))

    def stages(self) -> tuple[Stage, ...]:
        """Return the stages, which do not tell why."""
        return stages(self.run, told=False)


def settle_all(roll: Roll, inputs: Inputs, stamps: Mapping[str, bytes]) -> Context:
    """Decide of all documents, given with the stamps of their sheaves, and keep what was decided; returns the last state."""
    roll.clear()
    context = inputs.context(sorted(stamps))
    for at, stage in enumerate(inputs.stages()):
        groups = settle(context, stage)
        facts = find_facts(context, context.of_kind("body")) if stage.name == BODIES else {}
        roll.set_groups(_row(at, group, context, facts) for group in groups)
    own: dict[str, list[Mention]] = {name: [] for name in sorted(stamps)}
    for mention in context.mentions.values():
        own[mention.document].append(mention)
    rest = iter(own.items())
    while batch := dict(islice(rest, _BATCH)):
        _keep(roll, inputs, _part(context, chain.from_iterable(batch.values())), {name: stamps[name] for name in batch})
    roll.sort()
    return context


def _part(context: Context, mentions: Iterable[Mention]) -> Context:
    """Return a context of some documents' mentions as it is once all is decided."""
    part = Context(context.authority, {mention.id: mention for mention in mentions}, context.judgements)
    for name in ("entity_of", "entities", "tables", "sides_of", "body_names", "spelled", "titles", "posts"):
        setattr(part, name, getattr(context, name))
    return part


def _keep(roll: Roll, inputs: Inputs, part: Context, stamps: Mapping[str, bytes]) -> None:
    """Keep the entities and the marks of some documents."""
    found: dict[str, Resolved] = {name: {} for name in stamps}
    for mention in part.mentions.values():
        if mention.id in part.entity_of:
            found[mention.document][mention.id] = part.entity_of[mention.id]
    roll.set_resolved((name, stamps[name], resolved) for name, resolved in found.items())
    for at, mark in enumerate((*(stage.mark for stage in inputs.stages()), _mark_asked)):
        marks = _marks(mark(part), inputs)
        roll.add_marks((name, at, one) for name, own in marks.items() for one in sorted(set().union(*own.values())))


def _row(at: int, group: Group, context: Context, facts: Mapping[str, Facts]) -> Row:
    path = context.entity_of[group.mentions[0]]
    claim = claim_of(group, context.mentions, context.authority.pins)
    return Row(at, path, claim, group.kind, group.parts, tuple(sorted(group.mentions)), facts.get(path))


def _mark_asked(context: Context) -> Iterator[Marked]:
    yield from mark_asked(context)
    for mention in context.of_kind("body", "side"):
        yield from ((mention.id, ("entity", part)) for part in context.entities[context.entity_of[mention.id]].parts)


def _marks(marked: Iterable[Marked], inputs: Inputs) -> dict[str, Marks]:
    """Return the marks of each mention, by document; those on which a judgement was made share one for it."""
    found: dict[str, Marks] = defaultdict(dict)
    for mention, marks in by_mention(marked).items():
        found[document_of(mention)][mention] = marks | inputs.judged.get(mention, set())
    return found


class Settling:
    """The settling of a change: `fresh` are the documents that are new or different, `gone` those that are not there any more.

    `changed` are all documents of which something new may be said.
    """

    def __init__(self, roll: Roll, inputs: Inputs, fresh: Collection[str], gone: Collection[str]) -> None:
        self._roll, self._inputs, self._gone = roll, inputs, frozenset(gone)
        self._dead = {*fresh, *gone}
        self._before = {name: roll.resolved(name) for name in self._dead}
        self._now: dict[str, Resolved] = {name: {} for name in self._dead}
        self._entities: dict[str, Entity | None] = {}
        self._stages = inputs.stages()
        self._facts = roll.facts([stage.name for stage in self._stages].index(BODIES))
        self._tables = make_tables(self._facts, inputs.authority)
        self.changed = set(self._dead)

    def settle(self, stamps: Mapping[str, bytes]) -> None:
        """Decide again what the change can touch, and keep it with the stamps of the sheaves."""
        for at, stage in enumerate(self._stages):
            self._settle(at, stage)
            if stage.name == BODIES:
                self._settle_sides(at, stage)
                self._tell_tables()
        there = sorted(self.changed - self._gone)
        for name in sorted(self._gone):
            self._roll.drop_document(name)
        self._roll.set_resolved((name, stamps[name], self._resolved(name)) for name in there)
        for name, found in self._marks(_mark_asked, there).items():
            self._roll.set_marks(len(self._stages), name, set().union(*found.values()))

    def _settle_sides(self, at: int, stage: Stage) -> None:
        """Decide again of the bodies of sides that are bodies themselves, for as long as something new is said of these."""
        known = -1
        while known < len(self.changed):
            known = len(self.changed)
            if known > len(self._dead):
                self._settle(at, stage)

    # --- what is laid before a stage ---

    def _resolved(self, name: str) -> Resolved:
        """Return the entity of each mention of a document, as far as that is decided by now."""
        if name not in self._now:
            self._now[name] = self._roll.resolved(name)
        return self._now[name]

    def _entity(self, path: str) -> Entity | None:
        if path not in self._entities:
            self._entities[path] = self._roll.entity(path)
        return self._entities[path]

    def _context(self, documents: Iterable[str]) -> Context:
        names = sorted(documents)
        context = self._inputs.context(names)
        for name in names:
            context.entity_of.update(self._resolved(name))
        context.entities.update((path, found) for path in set(context.entity_of.values()) if (found := self._entity(path)))
        context.tables = self._tables
        context.find_sides()
        return context

    def _marks(self, mark: Marker, documents: Collection[str]) -> dict[str, Marks]:
        found = _marks(mark(self._context(documents)), self._inputs) if documents else {}
        return {name: found.get(name, {}) for name in documents}

    # --- one stage ---

    def _settle(self, at: int, stage: Stage) -> None:
        """Let a stage decide of all that its marks lead to, and give paths to what it finds."""
        touched = self._touched(at, stage)
        context = self._context(touched)
        mentions = set().union(*touched.values())
        groups = [group for group in stage.group(context) if group.mentions[0] in mentions]
        former = self._former(at, mentions)
        claims = {claim_of(group, context.mentions, context.authority.pins): group for group in groups}
        bases = {claim.base for claim in (*claims, *(row.claim for row in former))}
        left = {row.path for row in former}
        beside = {row.claim: row for row in self._roll.groups_beside(at, bases) if row.path not in left}
        paths = give_paths((*claims, *beside))
        for claim, group in claims.items():
            context.entity_of.update(dict.fromkeys(group.mentions, paths[claim]))
        bodies = (mention for mention in context.of_kind("body") if mention.id in mentions)
        facts = find_facts(context, bodies) if stage.name == BODIES else {}
        rows = [_row(at, group, context, facts) for group in groups]
        self._replace((*former, *beside.values()), (*rows, *(row._replace(path=paths[claim]) for claim, row in beside.items())))

    def _touched(self, at: int, stage: Stage) -> dict[str, set[str]]:
        """Return, by document, the mentions to which a chain of marks leads from the documents that have changed."""
        waiting = set().union(*(self._roll.marks(at, name) for name in self.changed))
        marks = self._marks(stage.mark, self.changed - self._gone)
        for name in self.changed:
            own = set().union(*marks.get(name, {}).values())
            self._roll.set_marks(at, name, own)
            waiting |= own
        touched = defaultdict(set, {name: set(found) for name, found in marks.items()})
        asked: set[int] = set()
        while waiting:
            sought = {other for mark in waiting for other in meets(mark)} - asked
            asked |= sought
            names = self._roll.marked(at, sought)
            marks |= self._marks(stage.mark, names - marks.keys())
            waiting = set()
            for name in names:
                for mention, own in marks[name].items():
                    if mention not in touched[name] and not sought.isdisjoint(own):
                        touched[name].add(mention)
                        waiting |= own
        return touched

    def _former(self, at: int, mentions: Collection[str]) -> list[Row]:
        """Return the groups that had any of the mentions touched, or one that is there no more."""
        known = {document_of(mention) for mention in mentions} - self._dead
        paths = {path for name in known for mention, path in self._resolved(name).items() if mention in mentions}
        paths |= {path for name in self._dead for path in (*self._before[name].values(), *self._now[name].values())}
        return [
            row
            for row in self._roll.groups(at, sorted(paths))
            if any(mention in mentions or document_of(mention) in self._dead for mention in row.mentions)
        ]

    def _replace(self, old: Sequence[Row], new: Sequence[Row]) -> None:
        """Keep new groups instead of old ones, and note the documents to which they are news."""
        self._roll.drop_groups(old)
        self._roll.set_groups(new)
        for row in old:
            self._facts.pop(row.path, None)
        for row in new:
            if row.facts:
                self._facts[row.path] = row.facts
            for mention in row.mentions:
                own = self._resolved(document_of(mention))
                if own.get(mention) != row.path:
                    own[mention] = row.path
                    self.changed.add(document_of(mention))
        was, now = ({row.path: row.entity for row in rows} for rows in (old, new))
        for path in {path for path in (*was, *now) if was.get(path) != now.get(path)}:
            self._renew(path)

    def _renew(self, path: str) -> None:
        """Note all documents that have to know of an entity of which something new is said."""
        self._entities.pop(path, None)
        self.changed |= self._roll.marked(len(self._stages), [number(("entity", path))])
        for row in self._roll.groups_named(path):
            self.changed |= row.documents

    def _tell_tables(self) -> None:
        """Put what the bodies tell together again, and note the documents that have asked for what is new in it."""
        old, new = self._tables, make_tables(self._facts, self._inputs.authority)
        asked = {("ministry", *key) for key in _different(old.ministries, new.ministries)}
        asked |= {("body", path) for path in _different(_kin(old), _kin(new))}
        self._tables = new
        self.changed |= self._roll.marked(len(self._stages), map(number, asked))


def _kin(tables: Tables) -> dict[str, object]:
    """Return, for each body, all that the tables say of it."""
    kinship = tables.kinship
    return {
        path: (ancestors(kinship, path), kinship.parts.get(path), path in kinship.stateless, path in tables.ministry_bodies)
        for path in {*kinship.parts, *kinship.parents, *tables.ministry_bodies}
    }


def _different(old: Mapping[Any, object], new: Mapping[Any, object]) -> set[Any]:
    """Return the keys of which two tables do not say the same."""
    return {key for key in (*old, *new) if old.get(key) != new.get(key)}
