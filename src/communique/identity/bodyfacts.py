"""What the names of bodies tell of these: whose ministry for what a body is, and which body is above it.

What is told of each body is found for it alone; the tables are put together of what is told of all.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from communique.authority import Authority
from communique.identity.bodies import read_named
from communique.identity.bodynames import split_parent
from communique.identity.context import Context
from communique.identity.known import Parts, bodies_of
from communique.identity.relations import Kinship, Tables
from communique.identity.tables import Words
from communique.records import Mention

#: A state, if one is told, with the kind and topic of a name.
Place = tuple[str | None, Parts]


class Above(NamedTuple):
    """What a name says of the body above ("Unit, Ministry of ..."): the one that the authority knows, or its state and parts."""

    known: str | None
    place: Place


@dataclass(frozen=True, slots=True)
class Facts:
    """What is told of one body: its names as state and parts, each with the last mention of it, and what stands above it."""

    places: dict[Place, str] = field(default_factory=dict)
    above: dict[Above, None] = field(default_factory=dict)


def find_facts(context: Context, mentions: Iterable[Mention]) -> dict[str, Facts]:
    """Return what mentions of bodies, sorted by id, tell of each, by its path."""
    known = bodies_of(context.authority)
    found: dict[str, Facts] = defaultdict(Facts)
    for mention in mentions:
        body, facts = read_named(context, mention), found[context.entity_of[mention.id]]
        facts.places[body.state, body.read.parts] = mention.id
        if parent := split_parent(mention.name)[1]:
            read = context.read_body(parent)
            facts.above[Above(known.find(body.state, read), (body.state, read.parts))] = None
    return dict(found)


def make_tables(facts: Mapping[str, Facts], authority: Authority) -> Tables:
    """Put what is told of all bodies together."""
    stateless = frozenset(path for path, told in facts.items() if not any(state for state, _ in told.places))
    entries = authority.entries.items()
    kinship = Kinship(
        _parents(facts, authority),
        {path: entry.successor for path, entry in entries if entry.successor},
        {path: {parts for _, parts in told.places} for path, told in facts.items()},
        stateless - authority.entries.keys(),
    )
    ministries = _ministries(facts, authority)
    return Tables(kinship, ministries, frozenset(ministries.values()))


def _parents(facts: Mapping[str, Facts], authority: Authority) -> dict[str, str]:
    """Return the parent of each body: from the authority, or from a name that gives it."""
    last: dict[Place, tuple[str, str]] = {}
    for path, told in facts.items():
        for place, mention in told.places.items():
            last[place] = max(last.get(place, ("", "")), (mention, path))
    parents = {path: entry.parent for path, entry in authority.entries.items() if entry.parent}
    for path, told in facts.items():
        named = (above.known or last.get(above.place, ("", ""))[1] for above in told.above)
        if parent := next(filter(None, named), ""):
            parents.setdefault(path, parent)
    return parents


def _ministries(facts: Mapping[str, Facts], authority: Authority) -> dict[tuple[str, Words], str]:
    """Return each state's ministry for a topic, where there is one: among the authority's and those mentioned."""
    found: dict[tuple[str, Words], set[str]] = defaultdict(set)
    for (state, (kind, topic)), entities in bodies_of(authority).by_parts.items():
        if kind == "ministry" and state:
            found[state, topic] |= entities
    for path, told in facts.items():
        for state, (kind, topic) in told.places:
            if kind == "ministry" and state:
                found[state, topic].add(path)
    return {key: next(iter(entities)) for key, entities in found.items() if len(entities) == 1}
