"""Bodies: ministries, agencies, committees, and organisations that are a side.

A mention's key is the first of these that can be told:

1. an organisation or body that the authority knows by this name or acronym (of this state);
2. for an acronym, the one body that the same document gives it to, or, within one state, the one body that any document does;
3. the state with kind and topic (`bodynames.py`);
4. without a state: what the same document says of the state of that name; else the name alone, and a name of a common kind
   ("Ministry of Trade") only within its document.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass

from communique.folding import slug, split_brackets, words
from communique.identity.bodynames import BodyName, split_parent
from communique.identity.clusters import cluster
from communique.identity.context import Context
from communique.identity.known import KnownBodies, Parts, bodies_of
from communique.identity.slugs import Group, fullest
from communique.identity.tables import Words
from communique.records import Mention

Key = tuple[Hashable, ...]


@dataclass(frozen=True, slots=True)
class _Named:
    """A body mention as read: its name's parts, its state, and its acronyms."""

    mention: Mention
    read: BodyName
    state: str | None
    acronyms: tuple[Words, ...]

    @property
    def is_acronym(self) -> bool:
        return len(self.read.plain) == 1 and sum(map(str.isupper, self.mention.name)) > 1


def group_bodies(context: Context) -> Iterator[Group]:
    """Yield one group for each body, and record parents in the context."""
    named = [_named(context, mention) for mention in context.of_kind("body", "side") if mention.id not in context.entity_of]
    keys = _keys(context, named)
    by_key: dict[Key, list[str]] = defaultdict(list)
    for body in named:
        by_key[keys[body.mention.id]].append(body.mention.id)
    reads = {body.mention.id: body for body in named}
    for group in cluster(by_key.values(), context.verdicts("body")):
        yield _group(context, [reads[mention] for mention in group], keys[min(group)])


def _named(context: Context, mention: Mention) -> _Named:
    spelled = mention.name, mention.aliases
    if spelled not in context.spelled:
        context.spelled[spelled] = _spelled(context, *spelled)
    read, state, acronyms = context.spelled[spelled]
    return _Named(mention, read, state or context.resolved(mention.side), acronyms)


def _spelled(context: Context, name: str, aliases: tuple[str, ...]) -> tuple[BodyName, str | None, tuple[Words, ...]]:
    unit, parent = split_parent(name)
    read = context.read_body(unit)
    state = read.state or (context.read_body(parent).state if parent else None)
    return read, state, tuple(dict.fromkeys(words(text) for text in (*aliases, *split_brackets(name)[1])))


def _keys(context: Context, named: list[_Named]) -> dict[str, Key]:
    known = bodies_of(context.authority)
    states = _states_in_documents(named)
    keys: dict[str, Key] = {}
    found: dict[Hashable, str | None] = {}
    for body in named:
        state = body.state or states.get((body.mention.document, body.read.parts))
        asked = state, body.mention.name, body.mention.aliases
        if asked not in found:
            found[asked] = _entity(context, known, body, state)
        keys[body.mention.id] = _key(body, state, found[asked])
    return _with_acronyms(named, keys)


def _states_in_documents(named: list[_Named]) -> Mapping[tuple[str, tuple[str, Words]], str]:
    """Return the state of each name that one document gives to one state only."""
    found: dict[tuple[str, tuple[str, Words]], set[str]] = defaultdict(set)
    for body in named:
        if body.state:
            found[body.mention.document, body.read.parts].add(body.state)
    return {key: next(iter(states)) for key, states in found.items() if len(states) == 1}


def _entity(context: Context, known: KnownBodies, body: _Named, state: str | None) -> str | None:
    """Return the organisation or body that the authority knows by a name, an acronym or a nation's name."""
    nation = context.nations.exact(body.mention.name)
    if nation and nation.startswith("agency/"):
        return nation
    return known.find(state, body.read) or _by_acronym(context, known, body, state)


def _key(body: _Named, state: str | None, entity: str | None) -> Key:
    if entity:
        return ("known", entity)
    if state:
        return ("of", state, body.read.parts)
    return ("in", body.mention.document, body.read.parts) if body.read.kind else ("named", body.read.parts)


def _by_acronym(context: Context, known: KnownBodies, body: _Named, state: str | None) -> str | None:
    found = {known.find(state, context.read_body(" ".join(acronym))) for acronym in body.acronyms} - {None}
    return next(iter(found)) if state and len(found) == 1 else None


def _with_acronyms(named: list[_Named], keys: dict[str, Key]) -> dict[str, Key]:
    """Give each acronym that the authority does not know the key of the one body that it is short for."""
    expanded: dict[tuple[str | None, Words], set[Key]] = defaultdict(set)
    for body in named:
        for acronym in body.acronyms:
            expanded[body.mention.document, acronym].add(keys[body.mention.id])
            if body.state:
                expanded[body.state, acronym].add(keys[body.mention.id])
    result = dict(keys)
    for body in named:
        if body.is_acronym and keys[body.mention.id][0] != "known":
            places = (body.mention.document, body.state) if body.state else (body.mention.document,)
            found = next((expanded[place, body.read.plain] for place in places if (place, body.read.plain) in expanded), set())
            result[body.mention.id] = next(iter(found)) if len(found) == 1 else keys[body.mention.id]
    return result


def _group(context: Context, bodies: list[_Named], key: Key) -> Group:
    mentions = tuple(body.mention.id for body in bodies)
    names = fullest(name for body in bodies for name in (body.mention.name, *body.mention.aliases))
    if key[0] == "known":
        entry = context.authority.entries[str(key[1])]
        known_names = tuple(dict.fromkeys((entry.label, *names)))
        return Group("body", mentions, entry.id, entry.label, known_names, (entry.state,) if entry.state else (), known=True)
    name = fullest(body.mention.name for body in bodies)[0]
    state = str(key[1]) if key[0] == "of" else ""
    return Group("body", mentions, _stem(context, name, state), _label(context, name, state), tuple(dict.fromkeys((name, *names))))


def _stem(context: Context, name: str, state: str) -> str:
    """Return a body's path: its name without the nation, and its state."""
    plain = slug(" ".join(context.read_body(name).plain)) if state else slug(split_brackets(name)[0])
    place = state.rpartition("/")[2]
    return f"agency/{plain}" + (f"-{place}" if place and place not in plain else "")


def _label(context: Context, name: str, state: str) -> str:
    """Return a body's name, with its state in brackets where the name does not tell it."""
    told = not state or context.read_body(name).state
    return name if told else f"{name} ({context.authority.entries[state].label if state in context.authority.entries else state})"


def find_ministries(context: Context) -> dict[tuple[str, Words], str]:
    """Return each state's ministry for a topic, where there is one: among the authority's and those mentioned."""
    found: dict[tuple[str, Words], set[str]] = defaultdict(set)
    for (state, (kind, topic)), entities in bodies_of(context.authority).by_parts.items():
        if kind == "ministry" and state:
            found[state, topic] |= entities
    for mention in context.of_kind("body"):
        body = _named(context, mention)
        if body.read.kind == "ministry" and body.state:
            found[body.state, body.read.topic] |= {context.entity_of[mention.id]}
    return {key: next(iter(entities)) for key, entities in found.items() if len(entities) == 1}


def note_parts(context: Context) -> None:
    """Note the kinds and topics that each body is named by, and the bodies whose state nobody tells."""
    parts: dict[str, set[Parts]] = defaultdict(set)
    stated = set()
    for mention in context.of_kind("body"):
        body, entity = _named(context, mention), context.entity_of[mention.id]
        parts[entity].add(body.read.parts)
        stated |= {entity} if body.state else set()
    context.body_parts = parts
    context.stateless = frozenset(entity for entity in parts if entity not in stated and entity not in context.authority.entries)


def find_parents(context: Context) -> dict[str, str]:
    """Return the parent of each body: from the authority, or from a name that gives it ("Unit, Ministry of …")."""
    known = bodies_of(context.authority)
    entries = context.authority.entries
    parents = {path: entry.parent for path, entry in entries.items() if entry.parent}
    by_parts = {}
    for mention in context.of_kind("body"):
        body = _named(context, mention)
        by_parts[body.state, body.read.parts] = context.entity_of[mention.id]
    for mention in context.of_kind("body"):
        parent = split_parent(mention.name)[1]
        if parent:
            read, state = context.read_body(parent), _named(context, mention).state
            found = known.find(state, read) or by_parts.get((state, read.parts))
            if found:
                parents.setdefault(context.entity_of[mention.id], found)
    return parents
