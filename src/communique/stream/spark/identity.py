"""Identity in stages: what `identity/` decides of the mentions of all documents, decided where the executors are.

Shares, one for each document, keep their places; what is compared moves by key, and what was decided comes back by document.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from communique.identity.events import Event
from communique.identity.judging import followed
from communique.records import Entity, Judgement, Mention
from communique.stream.gathering import Read, load_hints
from communique.stream.learning import by_document
from communique.stream.letters import Known
from communique.stream.local import Job
from communique.stream.spark.lineages import find_heads
from communique.stream.spark.meetings import meeting_groups
from communique.stream.spark.naming import Told, named, told_of
from communique.stream.spark.patterns import Samples, chosen, thrice
from communique.stream.spark.people import people_groups
from communique.stream.spark.posts import post_groups
from communique.stream.spark.session import Rows, in_words, kept
from communique.stream.spark.share import Ground, Share, ground_of
from communique.stream.spark.words import BODIES, OTHERS, SERIES, Paths, Stage, events_of, resolved

#: A share, and what executors have named for it.
Named = tuple[Share, tuple[Told, ...]]


@dataclass(frozen=True, slots=True)
class Common:
    """What pages share: the entities that the driver has named, the heads of lineages, and the judgements."""

    entities: Mapping[str, Entity]
    heads: Mapping[str, str]
    judgements: Mapping[str, Sequence[tuple[int, Judgement]]]
    judged: Mapping[str, str]

    def known(self, document: str, copy_of: str | None, own: Named) -> Known:
        """Return what one document has to know of the others."""
        share, told = own
        entities = {path: Entity(path, kind, label) for _, path, kind, label in told}
        waiting = [path for path in share.entity_of.values() if path in self.entities]
        while waiting:
            path = waiting.pop()
            entities[path] = self.entities[path]
            waiting += [part for part in self.entities[path].parts if part in self.entities and part not in entities]
        judgements = tuple(self.judgements.get(document, ()))
        texts = sorted({text for _, row in judgements for text in texts_of(row)})
        return Known(
            dict(sorted(share.entity_of.items())),
            tuple(entity for _, entity in sorted(entities.items())),
            self.heads.get(document, document),
            (copy_of,) if copy_of and copy_of in self.heads else (),
            judgements,
            {text: self.judged[text] for text in texts if text in self.judged},
        )


@dataclass(frozen=True, slots=True)
class Resolution:
    """What is resolved: by document on the executors, what pages share, and, on the driver, the paths of all entities."""

    shares: Rows
    common: Common
    paths: frozenset[str]


@dataclass(slots=True)
class _Course:
    """One course through the stages: the ground, which grows, and the entities that executors have named."""

    context: Any
    ground: Ground
    tasks: int
    entities: list[Rows] = field(default_factory=list)

    def shared(self) -> Any:
        """Send the ground to all workers."""
        return self.context.broadcast(self.ground)

    def paths(self, stage: Stage, rows: Rows) -> Any:
        """Let the driver resolve the patterns of a stage."""
        step = in_words(partial(_samples, stage=stage, ground=self.shared()))
        found = rows.values().mapPartitions(step).reduceByKey(chosen, self.tasks).collectAsMap()
        self.ground, paths = stage.resolve(self.ground, found)
        return self.context.broadcast(paths)

    def named(self, rows: Rows, groups: Rows) -> Rows:
        """Name groups, and bring each document what it is told of them."""
        entities = named(groups, self.tasks)
        self.entities.append(entities)
        return kept(rows.cogroup(told_of(entities, self.tasks), numPartitions=self.tasks).mapValues(_joined))


def resolve(sheaves: Rows, job: Job, judged: Iterable[Mention]) -> Resolution:
    """Resolve the mentions of all documents; `judged` are at least those that are judged, and what they speak of.

    Raises:
        AuthorityError: judgements contradict each other, or two entities are pinned to one path.
    """
    tasks = sheaves.getNumPartitions()
    rows = followed({mention.id: mention for mention in judged}, job.judgements)
    course = _Course(sheaves.context, ground_of(job.authority, rows), tasks)
    shares = _take(course, kept(sheaves.mapPartitions(_shares).partitionBy(tasks)))
    named = [path for entities in course.entities for path in entities.map(lambda row: row[0]).collect()]
    paths = frozenset((*course.ground.entities, *named))
    heads = find_heads(sheaves, tasks)
    common = Common(course.ground.entities, heads, by_document(job.judgements), _paths_of(shares, job.judgements))
    return Resolution(shares, common, paths)


def texts_of(row: Judgement) -> tuple[str, ...]:
    """Return the mentions that a judgement may name."""
    return (row.left.split(" ")[0], *row.right.split("; "))


def _take(course: _Course, shares: Rows) -> Rows:
    """Take shares through the stages, in the order of `identity/resolution.py`."""
    paths = course.paths(BODIES, shares)
    rows = kept(_each(shares, partial(_with_paths, stage=BODIES, ground=course.shared(), paths=paths)))
    paths = course.paths(SERIES, rows)
    ground = course.shared()
    both = kept(_each(rows, partial(_with_events, ground=ground, paths=paths)))
    events = both.values().flatMap(lambda row: row[1])
    rows = course.named(both.mapValues(lambda row: row[0]), meeting_groups(events, ground, course.tasks))
    paths = course.paths(OTHERS, rows)
    ground = course.shared()
    rows = kept(_each(rows, partial(_with_paths, stage=OTHERS, ground=ground, paths=paths)))
    rows = course.named(rows, people_groups(_alone(rows), ground, course.tasks))
    return course.named(rows, post_groups(_alone(rows), ground, course.tasks))


def _shares(sheaves: Iterable[Read]) -> Iterator[tuple[str, Named]]:
    return ((read.document, (Share(load_hints(read.hints).mentions), ())) for read in sheaves)


def _alone(rows: Rows) -> Rows:
    return rows.mapValues(lambda row: row[0])


def _each(rows: Rows, step: Callable[[Named], Any]) -> Rows:
    """Run a step on what each document has, which stays where it is."""

    def run(found: Iterable[tuple[str, Named]]) -> Iterator[tuple[str, Any]]:
        return ((document, step(own)) for document, own in found)

    return rows.mapPartitions(in_words(run), preservesPartitioning=True)


def _samples(rows: Iterable[Named], stage: Stage, ground: Any) -> Iterator[tuple[bytes, Samples]]:
    for share, _ in rows:
        yield from ((pattern.digest, thrice(sample)) for pattern, sample in stage.patterns(ground.value, share))


def _with_paths(own: Named, stage: Stage, ground: Any, paths: Any) -> Named:
    share, told = own
    return share.resolved(dict(resolved(stage, ground.value, share, paths.value))), told


def _with_events(own: Named, ground: Any, paths: Any) -> tuple[Named, list[Event]]:
    """Resolve the series of a document, and return its meetings as they are compared."""
    share, told = own
    found: Paths = paths.value
    series = dict(resolved(SERIES, ground.value, share, found))
    entities = {mention: path for mention, path in series.items() if isinstance(path, str)}
    passing = {mention: key for mention, key in series.items() if not isinstance(key, str)}
    share = share.resolved(entities)
    return (share, told), events_of(ground.value, share, passing)


def _joined(row: tuple[Iterable[Named], Iterable[Iterable[Told]]]) -> Named:
    ((share, before),), come = row
    told = tuple(one for found in come for one in found)
    return share.resolved({mention: path for mention, path, _, _ in told}), (*before, *told)


def _paths_of(shares: Rows, judgements: Sequence[Judgement]) -> dict[str, str]:
    """Return the paths of the mentions that judgements name."""
    texts = frozenset(text for row in judgements for text in texts_of(row))
    if not texts:
        return {}
    return dict(shares.values().flatMap(lambda row: [pair for pair in row[0].entity_of.items() if pair[0] in texts]).collect())
