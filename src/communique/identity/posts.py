"""Posts: an office, whoever holds it.

A post is a title in a place: the body that it is tied to, or else the state or organisation that it is held for. The ministry that
a title names ("Foreign Minister") is such a body. A title without a body, held by someone who elsewhere holds the same title in
one body of the same side, is that post.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from communique.folding import slug, words
from communique.identity.clusters import join_groups, judged
from communique.identity.context import Context
from communique.identity.slugs import Group, fullest
from communique.identity.tables import Words
from communique.identity.titles import read_title
from communique.records import Mention


@dataclass(frozen=True, slots=True, order=True)
class PostKey:
    """What two mentions of one post have in common. `body` is empty when no body is told; `side` is empty when no side is."""

    core: Words
    topic: Words
    body: str
    side: str
    specific: bool

    def fits(self, other: "PostKey") -> bool:
        """Tell whether two keys can be one post: one title, and one body, or a telling title of one side without a body."""
        if (self.core, self.topic) != (other.core, other.topic):
            return False
        if self.body and other.body:
            return self.body == other.body
        return self.specific and bool(self.side) and self.side == other.side


def post_key(context: Context, title: str, body: str | None, side: str | None) -> PostKey:
    """Return the key of a title held in a body (its mention) for a side (its mention)."""
    owner = context.resolved(side) or ""
    read = read_title(title, owner or None, context.nations)
    if read.of_state:
        return PostKey(read.core, (), "", owner, read.specific)
    named = context.resolved(body) or ""
    implied = context.ministry(owner, read.topic) if read.topic else None
    if implied and named in {"", implied}:
        return PostKey(read.core, (), implied, owner, read.specific)
    return PostKey(read.core, read.topic, named, owner, read.specific)


def group_posts(context: Context) -> Iterator[Group]:
    """Yield one group for each post."""
    mentions = context.of_kind("post")
    keys = {post.id: post_key(context, post.name, post.body, post.side) for post in mentions}
    places = {mention: _place(key) for mention, key in _told_by_holder(context, keys).items()}
    by_place: dict[tuple[Words, Words, str], list[str]] = defaultdict(list)
    for mention, place in places.items():
        by_place[place].append(mention)
    clusters = judged(keys, context.verdicts("post"))
    join_groups(clusters, by_place.values())
    for group in clusters.groups():
        yield _group(context, [context.mentions[mention] for mention in group], places[min(group)][2])


def _place(key: PostKey) -> tuple[Words, Words, str]:
    return key.core, key.topic, key.body or key.side


def _told_by_holder(context: Context, keys: dict[str, PostKey]) -> dict[str, PostKey]:
    """Give a title without a body the body in which its holder holds the same title."""
    held: dict[str, set[PostKey]] = defaultdict(set)
    holders: dict[str, str] = {}
    for tenure in context.of_kind("tenure"):
        person, post = tenure.parts
        holders[post] = context.entity_of[person]
        held[holders[post]].add(keys[post])
    result = dict(keys)
    for post, key in keys.items():
        bodies = {other.body for other in held.get(holders.get(post, ""), ()) if other.body and other.fits(key)}
        if not key.body and len(bodies) == 1:
            result[post] = replace(key, body=bodies.pop())
    return result


def _group(context: Context, posts: list[Mention], place: str) -> Group:
    titles = fullest(post.name for post in posts)
    entity = context.entities.get(place) or context.authority.entries.get(place)
    label = f"{titles[0]}, {entity.label}" if entity and not _within(entity.label, titles[0]) else titles[0]
    where = place.split("/")[-1]
    stem = slug(titles[0]) + (f"-of-{where}" if where and where not in slug(titles[0]) else "")
    parts = (place,) if place in context.entities else ()
    return Group("post", tuple(post.id for post in posts), f"post/{stem}", label, titles, parts)


def _within(label: str, title: str) -> bool:
    return f" {' '.join(words(label))} " in f" {' '.join(words(title))} "
