"""Meetings told apart on the executors: those that share a key are brought together, and judged with all that hang together."""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from itertools import pairwise
from typing import Any

from communique.identity.clusters import Verdicts
from communique.identity.events import Event
from communique.identity.meetings import event_keys, group_events
from communique.records import Judgement
from communique.stream.spark.joining import Forest, Links, number_of, spanning
from communique.stream.spark.naming import Unnamed, unnamed
from communique.stream.spark.session import Rows, in_words
from communique.stream.spark.share import Ground, Share


def meeting_groups(events: Rows, ground: Any, tasks: int) -> Rows:
    """Return the meetings among events as groups in little, by the families of their paths; `ground` is known to all workers."""
    keyed = events.mapPartitions(in_words(partial(_keyed, ground=ground))).groupByKey(tasks)
    links = keyed.mapPartitions(_links).collect()
    roots = events.context.broadcast(Forest(links).roots())
    together = events.map(lambda event: (_root(roots.value, event), event)).groupByKey(tasks)
    return together.values().mapPartitions(in_words(partial(_groups, ground=ground)))


def _root(roots: Mapping[int, int], event: Event) -> int:
    number = number_of(event.id)
    return roots.get(number, number)


def _keyed(events: Iterable[Event], ground: Any) -> Iterator[tuple[int, int]]:
    """Yield the numbers of the keys of each event, with its own."""
    known: Ground = ground.value
    context, verdicts = known.context(Share(())), _verdicts(known)
    for event in events:
        number = number_of(event.id)
        judged = (("judged", place) for place, row in enumerate(verdicts) if event.id in {row.left, row.right})
        for key in {repr(_plain(key)) for key in (*event_keys(context, event), *judged)}:
            yield number_of(key), number


def _plain(key: Any) -> Any:
    """Return a key as it is written alike everywhere: sets in order."""
    if isinstance(key, frozenset):
        return ("set", *sorted(map(_plain, key)))
    return tuple(map(_plain, key)) if isinstance(key, tuple) else key


def _verdicts(ground: Ground) -> tuple[Judgement, ...]:
    verdicts: Verdicts = ground.context(Share(())).verdicts("meeting")
    return (*verdicts.same, *verdicts.different)


def _links(keyed: Iterable[tuple[int, Iterable[int]]]) -> Iterator[tuple[int, int]]:
    found: Links = (pair for _, numbers in keyed for pair in pairwise(numbers))
    return spanning(found)


def _groups(together: Iterable[Iterable[Event]], ground: Any) -> Iterator[tuple[str, Unnamed]]:
    known: Ground = ground.value
    for found in together:
        events = sorted(found, key=lambda event: event.id)
        mentions = {event.id: event.mention for event in events}
        context = known.context(Share(()))
        yield from (unnamed(group, mentions, known.authority.pins) for group in group_events(context, events))
