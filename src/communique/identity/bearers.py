"""Bearers: what is known of the people whom mentions name, before they are compared.

1. Within one document, the mentions of one full name are one bearer, unless a list of one meeting has the name twice with
   different posts, or the name stands on two sides of one meeting.
2. Bearers of different documents that do not differ in anything that is compared, within one decade, are collapsed to one row.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from communique.identity.blocking import name_marks
from communique.identity.context import Context
from communique.identity.marks import Marked
from communique.identity.names import PersonName, read_name
from communique.identity.postkeys import PostKey
from communique.identity.posts import post_key
from communique.records import Mention

T = TypeVar("T")
#: A list of one meeting, and a meeting with a side.
Place = tuple[str, str]


@dataclass(frozen=True, slots=True, eq=False)
class Bearer:
    """People mentions that are taken together, with all that is compared."""

    names: tuple[PersonName, ...]
    posts: frozenset[PostKey]
    bodies: frozenset[str]
    sides: frozenset[str]
    series: frozenset[Place]
    mentions: tuple[str, ...]
    meetings: tuple[Place, ...]
    lists: tuple[Place, ...]
    dates: tuple[str, ...]
    documents: tuple[str, ...]

    @property
    def collapsing(self) -> tuple[object, ...] | None:
        """What bearers must share to be collapsed; nothing if only a meeting could tell them."""
        telling = self.bodies or self.series or any(post.specific for post in self.posts)
        era = min(self.dates, default="")[:3]
        return (self.names, self.posts, self.bodies, self.sides, self.series, era) if telling and self.names[0].full else None


def find_bearers(context: Context, people: Iterable[Mention], judged: frozenset[str]) -> list[list[Bearer]]:
    """Return bearers, collapsed: each inner list holds those that do not differ; mentions in `judged` stand for themselves."""
    named = _by_name(people)
    classes: dict[object, list[Bearer]] = defaultdict(list)
    for group in named.values():
        for part in _parts(context, group, judged):
            bearer = _bearer(context, part)
            alone = bearer.collapsing is None or bool(judged & set(bearer.mentions))
            classes[min(bearer.mentions) if alone else bearer.collapsing].append(bearer)
    return list(classes.values())


def mark_people(context: Context) -> Iterator[Marked]:
    """Yield what two mentions share that can be one person: keys of their names, a post with an initial, a name in a document."""
    for (document, tokens), group in _by_name(context.of_kind("person")).items():
        for mention in group:
            yield mention.id, ("named", document, tokens)
        names = {read_name(name) for mention in group for name in (mention.name, *mention.aliases)}
        posts = {post for mention in group for post in _posts(context, mention) if post.specific}
        for mark in name_marks(names, posts):
            yield group[0].id, mark


def _by_name(people: Iterable[Mention]) -> dict[tuple[str, tuple[str, ...]], list[Mention]]:
    """Return the mentions of each full name in each document."""
    named: dict[tuple[str, tuple[str, ...]], list[Mention]] = defaultdict(list)
    for mention in people:
        named[mention.document, read_name(mention.name).tokens].append(mention)
    return named


def _parts(context: Context, group: list[Mention], judged: frozenset[str]) -> list[list[Mention]]:
    """Return the mentions of one name in one document as one person's, or each by itself where they cannot be."""
    if len(group) == 1 or (not judged & {m.id for m in group} and not _conflict(context, group)):
        return [group]
    return [[mention] for mention in group]


def _conflict(context: Context, group: Sequence[Mention]) -> bool:
    places: dict[tuple[str | None, str | None], Mention] = {}
    sides: dict[str, str] = {}
    for mention in group:
        if mention.listed and mention.meeting:
            known = places.setdefault((mention.listed, mention.meeting), mention)
            if known is not mention and _posts(context, known) != _posts(context, mention):
                return True
        meeting, side = context.resolved(mention.meeting), context.resolved(mention.side)
        if meeting and side and sides.setdefault(meeting, side) != side:
            return True
    return False


def _posts(context: Context, mention: Mention) -> frozenset[PostKey]:
    return frozenset(post_key(context, post.title, post.body, mention.side) for post in mention.posts)


def _bearer(context: Context, mentions: list[Mention]) -> Bearer:
    names = sorted(
        {read_name(name) for m in mentions for name in (m.name, *m.aliases)}, key=lambda n: (-len(n.tokens), n.tokens, n.quoted)
    )
    posts = frozenset(post for m in mentions for post in _posts(context, m))
    told = frozenset(body for m in mentions for post in m.posts if (body := context.resolved(post.body)))
    implied = frozenset(post.body for post in posts if post.body)
    sides = frozenset(side for m in mentions if (side := context.resolved(m.side)))
    return Bearer(
        names=context.one(tuple(names)),
        posts=context.one(posts),
        bodies=context.one(told | implied),
        sides=context.one(sides),
        series=context.one(frozenset(place for m in mentions for place in _series(context, m))),
        mentions=tuple(m.id for m in mentions),
        meetings=_distinct((meeting, context.resolved(m.side) or "") for m in mentions if (meeting := context.resolved(m.meeting))),
        lists=_distinct((f"{m.document} {m.listed}", m.meeting) for m in mentions if m.listed and m.meeting),
        dates=_distinct(date for m in mentions if (date := m.date or m.published)),
        documents=_distinct(m.document for m in mentions),
    )


def _distinct(values: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(values))


def _series(context: Context, mention: Mention) -> Iterable[Place]:
    meeting = context.mentions.get(mention.meeting or "")
    series, side = context.resolved(meeting.series) if meeting else None, context.resolved(mention.side)
    return ((series, side),) if series and side else ()
