"""Shares: what one document has to do with the others, as it grows from stage to stage; and the ground that all stand on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from communique.authority import Authority
from communique.identity.context import Context
from communique.identity.relations import Tables
from communique.records import Entity, Judgement, Mention


@dataclass(frozen=True, slots=True)
class Share:
    """A document's mentions that identity compares, and the paths of those that are resolved."""

    mentions: tuple[Mention, ...]
    entity_of: Mapping[str, str] = field(default_factory=dict)

    def resolved(self, found: Mapping[str, str]) -> "Share":
        """Return the share with more mentions resolved."""
        return replace(self, entity_of={**self.entity_of, **found})


@dataclass(frozen=True)
class Ground:
    """What every document's mentions are resolved with, sent to each worker once.

    `entities` are those that the driver has named (sides, bodies, places, series, things); `tables` is what bodies tell.
    """

    authority: Authority
    judgements: tuple[Judgement, ...]
    entities: Mapping[str, Entity] = field(default_factory=dict)
    tables: Tables = field(default_factory=Tables)

    @cached_property
    def special(self) -> frozenset[str]:
        """The mentions that are judged or pinned, of which each is looked at by itself."""
        judged = {mention for row in self.judgements for mention in (row.left, row.right)}
        return frozenset(judged | set(self.authority.pins))

    @cached_property
    def _first(self) -> Context:
        """What is read once, for all documents of a worker."""
        return Context(self.authority, {}, self.judgements)

    def context(self, share: Share) -> Context:
        """Return the state of resolution of one document, or of a few together."""
        context = Context(self.authority, {mention.id: mention for mention in share.mentions}, self.judgements)
        first = self._first
        context.body_names, context.spelled = first.body_names, first.spelled
        context.titles, context.posts = first.titles, first.posts
        context.entity_of.update(share.entity_of)
        context.entities.update(self.entities)
        context.tables = self.tables
        return context


def ground_of(authority: Authority, judgements: Iterable[Judgement]) -> Ground:
    """Return the ground of an authority, without the triples that only the driver writes."""
    return Ground(Authority(authority.base, authority.entries, pins=authority.pins), tuple(judgements))


def bare(mention: Mention) -> Mention:
    """Return a mention without what only people and posts are compared by.

    >>> bare(Mention("a#meeting-1", "meeting", "a", "Talks", people=("a#1-4",))).people
    ()
    """
    return mention._replace(people=(), posts=(), parts=())
