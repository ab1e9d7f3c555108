"""What is told apart by its words: sides, bodies, places, series and other things, resolved on the driver from patterns."""

from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from communique.folding import split_brackets, words
from communique.identity.bodies import group_bodies
from communique.identity.bodyfacts import find_facts, make_tables
from communique.identity.bodynames import split_parent
from communique.identity.context import Context
from communique.identity.events import Event, find_events
from communique.identity.parties import SHARED, Parties
from communique.identity.series import Key, read_series
from communique.identity.sides import group_states, state_of
from communique.identity.things import THINGS, group_places, group_series, group_things
from communique.records import Mention
from communique.stream.spark.patterns import Content, Pattern, Sample, Samples, make_pattern, tied
from communique.stream.spark.share import Ground, Share, bare

#: What the driver says of each pattern: for each of its contents a path, or nothing.
Paths = Mapping[bytes, tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage: the patterns of a document, with what they speak of, and what the driver makes of the samples."""

    patterns: Callable[[Ground, Share], Iterator[tuple[Pattern, Sample]]]
    resolve: Callable[[Ground, Mapping[bytes, Samples]], tuple[Ground, Paths]]


def _content(ground: Ground, mention: Mention, *more: Hashable) -> Content:
    own = (mention.id,) if mention.id in ground.special else ()
    return (mention.kind, mention.name, mention.aliases, *more, *own)


def _bodies(ground: Ground, share: Share) -> Iterator[tuple[Pattern, Sample]]:
    """Yield the patterns of sides, bodies and places: a state and a place by themselves, bodies with those they may stand for."""
    context = ground.context(share)
    mentions = context.of_kind("side", "body", "place")
    for group in tied(mentions, lambda mention: _ties(context, mention)):
        pattern = make_pattern((_content(ground, mention, *_told(context, mention)), mention) for mention in group)
        sides = {mention.side for mention in group if mention.side}
        yield pattern, replace(pattern.sample(), beside=tuple(context.mentions[side] for side in sorted(sides)))


def _ties(context: Context, mention: Mention) -> Iterator[Hashable]:
    if mention.kind == "place" or _state(context, mention):
        yield "same", mention.name, mention.aliases
        return
    read = context.read_body(split_parent(mention.name)[0])
    yield "parts", read.parts
    yield "words", read.plain
    for text in (*mention.aliases, *split_brackets(mention.name)[1]):
        yield "words", words(text)
    if mention.kind == "side":
        yield "side", mention.id
    if mention.side and not _state(context, context.mentions[mention.side]):
        yield "side", mention.side


def _state(context: Context, mention: Mention) -> str | None:
    """Return the state that a mention is as a side, if it is one."""
    return state_of(context, mention) if mention.kind == "side" else None


def _told(context: Context, mention: Mention) -> Iterator[Hashable]:
    """Yield what a body is told by beside its names: its side, and its document where no state is told."""
    if mention.kind == "place" or _state(context, mention):
        return
    side = context.mentions[mention.side] if mention.side else None
    yield (_state(context, side) or (side.name, side.aliases)) if side else ""
    unit, parent = split_parent(mention.name)
    read = context.read_body(unit)
    told = read.state or (parent and context.read_body(parent).state) or (side and _state(context, side))
    yield mention.document if read.kind and not told else ""


def _settle_bodies(ground: Ground, samples: Mapping[bytes, Samples]) -> tuple[Ground, Paths]:
    context = _gathered(ground, samples)
    context.settle(group_states(context))
    context.settle(group_bodies(context))
    tables = make_tables(find_facts(context, context.of_kind("body")), context.authority)
    context.settle(group_places(context))
    return replace(_with(ground, context), tables=tables), _paths(samples, context.entity_of)


def _series(ground: Ground, share: Share) -> Iterator[tuple[Pattern, Sample]]:
    """Yield the pattern of a document's series with the sides of their meetings, and of the meetings that only bear a name."""
    context = ground.context(share)
    context.find_sides()
    meetings = [bare(mention) for mention in context.of_kind("meeting")]
    of_series = tuple(meeting for meeting in meetings if meeting.series)
    named = [*context.of_kind("series"), *(meeting for meeting in meetings if meeting.name and not meeting.series)]
    if not named:
        return
    sides = {meeting.id: context.sides_of.get(meeting.id, frozenset()) for meeting in of_series}
    told = {
        mention.id: tuple(sorted({side for meeting in of_series if meeting.series == mention.id for side in sides[meeting.id]}))
        for mention in named
    }
    nobodys = [mention for mention in named if mention.kind == "series" and not _parties(context, mention)]
    scope = named[0].document if any(len(told[mention.id]) < SHARED for mention in nobodys) else ""
    pattern = make_pattern((_content(ground, mention, told[mention.id], scope), mention) for mention in named)
    yield pattern, replace(pattern.sample(), beside=of_series, sides=tuple(sorted(sides.items())))


def _parties(context: Context, mention: Mention) -> Parties:
    return read_series(mention.name, context.nations).parties


def _is_common(context: Context, mention: Mention) -> bool:
    """Tell whether a name alone does not tell whose the thing is."""
    return read_series(mention.name, context.nations).common and not _parties(context, mention)


def _settle_series(ground: Ground, samples: Mapping[bytes, Samples]) -> tuple[Ground, Paths]:
    context = _gathered(ground, samples)
    context.settle(group_series(context))
    passing: dict[str, Any] = {event.id: event.series for event in find_events(context) if not event.mention.series}
    return _with(ground, context), _paths(samples, {**context.entity_of, **passing})


def events_of(ground: Ground, share: Share, passing: Mapping[str, Key]) -> list[Event]:
    """Return a document's meetings as they are compared, given the series of those that only bear a name."""
    context = ground.context(share)
    context.find_sides()
    return [
        replace(event, series=event.series if event.mention.series else passing.get(event.id)) for event in find_events(context)
    ]


def _things(ground: Ground, share: Share) -> Iterator[tuple[Pattern, Sample]]:
    """Yield the pattern of a document's things of each kind, with the meeting that "the action plans" are of."""
    context = ground.context(share)
    reported = tuple(bare(mention) for mention in context.of_kind("meeting") if mention.status is not None)
    paths = tuple((meeting.id, context.entity_of[meeting.id]) for meeting in reported)
    scopes = {path for _, path in paths}
    for kind in THINGS:
        mentions = context.of_kind(kind)
        if mentions:
            common = any(_is_common(context, mention) for mention in mentions)
            scope = (next(iter(scopes)) if len(scopes) == 1 else mentions[0].document) if common else ""
            pattern = make_pattern((_content(ground, mention, scope), mention) for mention in mentions)
            yield pattern, replace(pattern.sample(), beside=reported, paths=paths)


def _settle_things(ground: Ground, samples: Mapping[bytes, Samples]) -> tuple[Ground, Paths]:
    context = _gathered(ground, samples)
    for kind in THINGS:
        context.settle(group_things(context, kind))
    return _with(ground, context), _paths(samples, context.entity_of)


#: The stages in their order; meetings are told apart between the second and the third.
BODIES: Final = Stage(_bodies, _settle_bodies)
SERIES: Final = Stage(_series, _settle_series)
OTHERS: Final = Stage(_things, _settle_things)


def _gathered(ground: Ground, samples: Mapping[bytes, Samples]) -> Context:
    """Return the state of resolution of all samples together."""
    mentions: dict[str, Mention] = {}
    sides: dict[str, frozenset[str]] = {}
    paths: dict[str, str] = {}
    for sample in _each(samples):
        mentions.update((mention.id, mention) for group in (*sample.mentions, sample.beside) for mention in group)
        sides.update(sample.sides)
        paths.update(sample.paths)
    context = ground.context(Share(tuple(mentions.values()), paths))
    context.sides_of = sides
    return context


def _each(samples: Mapping[bytes, Samples]) -> Iterator[Sample]:
    return (sample for found in samples.values() for sample in found)


def _with(ground: Ground, context: Context) -> Ground:
    """Return the ground with the entities that were named, by their paths, kinds and labels alone."""
    named = {path: replace(entity, names=(), mentions=()) for path, entity in context.entities.items()}
    return replace(ground, entities={**named, **ground.entities})


def _paths(samples: Mapping[bytes, Samples], found: Mapping[str, Any]) -> Paths:
    return {digest: tuple(found.get(group[0].id) for group in few[0].mentions) for digest, few in samples.items()}


def resolved(stage: Stage, ground: Ground, share: Share, paths: Paths) -> Iterator[tuple[str, Any]]:
    """Yield the mentions of a document that a stage has resolved, each with what it is."""
    for pattern, _ in stage.patterns(ground, share):
        yield from pattern.told(paths)
