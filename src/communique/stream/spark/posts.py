"""Posts told apart on the executors: by holder, for titles whose body only the holder tells, then by words and place."""

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from communique.identity.clusters import cluster
from communique.identity.postkeys import PostKey
from communique.identity.posts import place_of, post_group, post_key, told_by_holder
from communique.records import Mention
from communique.stream.spark.joining import number_of
from communique.stream.spark.naming import Unnamed, unnamed
from communique.stream.spark.session import Rows, in_words
from communique.stream.spark.share import Ground, Share, bare

#: A mention of a post, and its key.
Keyed = tuple[Mention, PostKey]


def post_groups(shares: Rows, ground: Any, tasks: int) -> Rows:
    """Return posts as groups in little, by the families of their paths; `ground` is known to all workers."""
    held = shares.values().mapPartitions(in_words(partial(_held, ground=ground))).groupByKey(tasks)
    places = held.mapPartitions(_placed).groupByKey(tasks).values().map(list)
    known: Ground = ground.value
    verdicts = known.context(Share(())).verdicts("post")
    judged = frozenset(mention for row in (*verdicts.same, *verdicts.different) for mention in (row.left, row.right))
    if judged:
        found = places.filter(lambda place: any(mention.id in judged for mention, _ in place)).collect()
        own = {mention.id: (mention, key) for place in found for mention, key in place}
        groups = cluster([[mention.id for mention, _ in place] for place in found], verdicts)
        more = shares.context.parallelize([[own[mention] for mention in group] for group in groups], 1)
        places = places.filter(lambda place: not any(mention.id in judged for mention, _ in place)).union(more)
    return places.mapPartitions(in_words(partial(_groups, ground=ground)))


def _held(shares: Iterable[Share], ground: Any) -> Iterator[tuple[str, tuple[Keyed, str | None]]]:
    """Yield each mention of a post by its holder, or by itself where it has none."""
    known: Ground = ground.value
    for share in shares:
        context = known.context(share)
        holders = {tenure.parts[1]: context.entity_of[tenure.parts[0]] for tenure in context.of_kind("tenure")}
        for post in context.of_kind("post"):
            holder = holders.get(post.id)
            yield holder or post.id, ((bare(post), post_key(context, post.name, post.body, post.side)), holder)


def _placed(held: Iterable[tuple[str, Iterable[tuple[Keyed, str | None]]]]) -> Iterator[tuple[int, Keyed]]:
    """Yield each mention of a post by the words of the title and the place of the post."""
    for _, found in held:
        own = {mention.id: (mention, key, holder) for (mention, key), holder in found}
        holders = {post: holder for post, (_, _, holder) in own.items() if holder}
        keys = told_by_holder({post: key for post, (_, key, _) in own.items()}, holders)
        for post, key in keys.items():
            yield number_of(repr((key.words, place_of(key, holders.get(post, post))))), (own[post][0], key)


def _groups(places: Iterable[Iterable[Keyed]], ground: Any) -> Iterator[tuple[str, Unnamed]]:
    known: Ground = ground.value
    context = known.context(Share(()))
    for place in places:
        found = sorted(place, key=lambda row: row[0].id)
        mentions = {mention.id: mention for mention, _ in found}
        yield unnamed(post_group(context, list(mentions.values()), found[0][1]), mentions, known.authority.pins)
