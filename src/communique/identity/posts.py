"""Posts: an office, whoever holds it.

A post is a title in a place: the body that it is tied to, or else the state or organisation that it is held for. The ministry that
a title names ("Foreign Minister") is such a body. A title without a body, held by someone who elsewhere holds the same title in
one body of the same side, is that post.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from communique.folding import slug, words
from communique.identity.clusters import cluster
from communique.identity.context import Context
from communique.identity.marks import Marked
from communique.identity.postkeys import PostKey
from communique.identity.slugs import Group, fullest
from communique.identity.tables import Words
from communique.identity.titles import HEAD, HEADS, Title, read_title
from communique.records import Mention


def post_key(context: Context, title: str, body: str | None, side: str | None) -> PostKey:
    """Return the key of a title held in a body (its mention) for a side (its mention)."""
    told = (title, context.resolved(body) or "", context.resolved(side) or "")
    if told not in context.posts:
        context.posts[told] = _post_key(context, *told)
    return context.posts[told]


def _post_key(context: Context, title: str, named: str, owner: str) -> PostKey:
    read = _read(context, title, owner)
    if read.of_state:
        return PostKey(read.core, (), "", owner, read.specific)
    implied = context.tables.ministries.get((owner, read.topic)) if read.topic else None
    if implied and named in {"", implied}:
        return PostKey(read.core, (), implied, owner, read.specific, implied=not named)
    heads = read.core in HEADS and named in context.tables.ministry_bodies
    return PostKey(HEAD if heads else read.core, read.topic, named, owner, read.specific)


def _read(context: Context, title: str, owner: str) -> Title:
    if (title, owner) not in context.titles:
        context.titles[title, owner] = read_title(title, owner or None, context.nations)
    return context.titles[title, owner]


def group_posts(context: Context) -> Iterator[Group]:
    """Yield one group for each post."""
    held, holders = _held(context)
    keys = told_by_holder(held, holders)
    by_place: dict[tuple[Words, str], list[str]] = defaultdict(list)
    for mention, key in keys.items():
        by_place[key.words, place_of(key, holders.get(mention, mention))].append(mention)
    for group in cluster(by_place.values(), context.verdicts("post")):
        yield post_group(context, [context.mentions[mention] for mention in group], keys[min(group)])


def mark_posts(context: Context) -> Iterator[Marked]:
    """Yield what two mentions share that can be one post: title and place, or title and holder."""
    held, holders = _held(context)
    for mention, key in held.items():
        holder = holders.get(mention, mention)
        yield mention, ("place", key.words, place_of(key, holder))
        yield mention, ("holder", key.words, holder)


def _held(context: Context) -> tuple[dict[str, PostKey], dict[str, str]]:
    """Return the key and the holder of each mention of a post."""
    held = {post.id: post_key(context, post.name, post.body, post.side) for post in context.of_kind("post")}
    return held, {tenure.parts[1]: context.entity_of[tenure.parts[0]] for tenure in context.of_kind("tenure")}


def mark_asked(context: Context) -> Iterator[Marked]:
    """Yield what a document asks of the tables of bodies for the posts in it, and which bodies it holds against each other."""
    for person in context.of_kind("person"):
        for post in person.posts:
            yield from _asked(context, (person.id, post.title, post.body or "", person.side or ""))
    for mention in context.of_kind("post"):
        yield from _asked(context, (mention.id, mention.name, mention.body or "", mention.side or ""))


def _asked(context: Context, told: tuple[str, str, str, str]) -> Iterator[Marked]:
    mention, title, body, side = told
    named, owner = context.resolved(body) or "", context.resolved(side) or ""
    read = _read(context, title, owner)
    if read.topic:
        yield mention, ("ministry", owner, read.topic)
    for found in {named, post_key(context, title, body, side).body} - {""}:
        yield mention, ("body", found)


def place_of(key: PostKey, holder: str) -> str:
    """Return where a post is: its body; its side, if the title tells the post; else only its holder knows."""
    return key.body or (key.side if key.specific and key.side else holder)


def told_by_holder(keys: dict[str, PostKey], holders: dict[str, str]) -> dict[str, PostKey]:
    """Give a title without a body the body in which its holder holds the same title."""
    held: dict[str, set[PostKey]] = defaultdict(set)
    for post, holder in holders.items():
        held[holder].add(keys[post])
    result = dict(keys)
    for post, key in ((post, key) for post, key in keys.items() if not key.body):
        bodies = {other.body for other in held.get(holders.get(post, ""), ()) if other.body and other.fits(key)}
        if len(bodies) == 1:
            result[post] = replace(key, body=bodies.pop())
    return result


def post_group(context: Context, posts: list[Mention], key: PostKey) -> Group:
    """Return the group of one post's mentions, which have this key."""
    titles = fullest(post.name for post in posts)
    named = key.body and not key.implied
    owner = context.entities.get(key.body if named else key.side)
    told = owner is None or _within(owner.label, titles[0])
    label = titles[0] if owner is None or told else f"{titles[0]}, {owner.label}" if named else f"{titles[0]} ({owner.label})"
    stem = slug(titles[0]) + ("" if owner is None or told else f"-of-{owner.id.split('/')[1]}")
    return Group("post", tuple(post.id for post in posts), f"post/{stem}", label, titles)


def _within(label: str, title: str) -> bool:
    return f" {' '.join(words(label))} " in f" {' '.join(words(title))} "
