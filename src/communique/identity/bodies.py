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
from communique.identity.known import KnownBodies, bodies_of
from communique.identity.marks import Marked
from communique.identity.sides import state_of
from communique.identity.slugs import Group, fullest
from communique.identity.tables import Words
from communique.records import Mention

Key = tuple[Hashable, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """A body mention as read: its name's parts, its state, and its acronyms."""

    mention: Mention
    read: BodyName
    state: str | None
    acronyms: tuple[Words, ...]

    @property
    def is_acronym(self) -> bool:
        """Whether the name is an acronym."""
        return len(self.read.plain) == 1 and sum(map(str.isupper, self.mention.name)) > 1


def group_bodies(context: Context) -> Iterator[Group]:
    """Yield one group for each body, and record parents in the context."""
    named = _all_named(context)
    keys = _keys(context, named)
    by_key: dict[Key, list[str]] = defaultdict(list)
    for body in named:
        by_key[keys[body.mention.id]].append(body.mention.id)
    reads = {body.mention.id: body for body in named}
    for group in cluster(by_key.values(), context.verdicts("body")):
        yield _group(context, [reads[mention] for mention in group], keys[min(group)])


def mark_bodies(context: Context) -> Iterator[Marked]:
    """Yield what two mentions share that can be one body: a key, or an acronym and where it is used."""
    named = _all_named(context)
    keys = _own_keys(context, named)
    for body in named:
        yield body.mention.id, keys[body.mention.id]
        for acronym in {*body.acronyms, *((body.read.plain,) if body.is_acronym else ())}:
            yield body.mention.id, ("acronym", body.mention.document, acronym)
            if body.state:
                yield body.mention.id, ("acronym", body.state, acronym)


def _all_named(context: Context) -> list[Named]:
    """Return the mentions of bodies, and of sides that are no states; a side that is none tells nobody's state."""
    agencies = {side.id for side in context.of_kind("side") if not state_of(context, side)}
    found = (mention for mention in context.of_kind("body", "side") if mention.kind == "body" or mention.id in agencies)
    return [read_named(context, mention._replace(side=None) if mention.side in agencies else mention) for mention in found]


def read_named(context: Context, mention: Mention) -> Named:
    """Return a body mention as read; each spelling is read once."""
    spelled = mention.name, mention.aliases
    if spelled not in context.spelled:
        context.spelled[spelled] = _spelled(context, *spelled)
    read, state, acronyms = context.spelled[spelled]
    return Named(mention, read, state or context.resolved(mention.side), acronyms)


def _spelled(context: Context, name: str, aliases: tuple[str, ...]) -> tuple[BodyName, str | None, tuple[Words, ...]]:
    unit, parent = split_parent(name)
    read = context.read_body(unit)
    state = read.state or (context.read_body(parent).state if parent else None)
    return read, state, tuple(dict.fromkeys(words(text) for text in (*aliases, *split_brackets(name)[1])))


def _keys(context: Context, named: list[Named]) -> dict[str, Key]:
    return _with_acronyms(named, _own_keys(context, named))


def _own_keys(context: Context, named: list[Named]) -> dict[str, Key]:
    """Return the keys that each document alone can tell."""
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
    return keys


def _states_in_documents(named: list[Named]) -> Mapping[tuple[str, tuple[str, Words]], str]:
    """Return the state of each name that one document gives to one state only."""
    found: dict[tuple[str, tuple[str, Words]], set[str]] = defaultdict(set)
    for body in named:
        if body.state:
            found[body.mention.document, body.read.parts].add(body.state)
    return {key: next(iter(states)) for key, states in found.items() if len(states) == 1}


def _entity(context: Context, known: KnownBodies, body: Named, state: str | None) -> str | None:
    """Return the organisation or body that the authority knows by a name, an acronym or a nation's name."""
    nation = context.nations.exact(body.mention.name)
    if nation and nation.startswith("agency/"):
        return nation
    return known.find(state, body.read) or _by_acronym(context, known, body, state)


def _key(body: Named, state: str | None, entity: str | None) -> Key:
    if entity:
        return ("known", entity)
    if state:
        return ("of", state, body.read.parts)
    return ("in", body.mention.document, body.read.parts) if body.read.kind else ("named", body.read.parts)


def _by_acronym(context: Context, known: KnownBodies, body: Named, state: str | None) -> str | None:
    found = {known.find(state, context.read_body(" ".join(acronym))) for acronym in body.acronyms} - {None}
    return next(iter(found)) if state and len(found) == 1 else None


def _with_acronyms(named: list[Named], keys: dict[str, Key]) -> dict[str, Key]:
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


def _group(context: Context, bodies: list[Named], key: Key) -> Group:
    mentions = tuple(body.mention.id for body in bodies)
    names = fullest(name for body in bodies for name in (body.mention.name, *body.mention.aliases))
    if key[0] == "known":
        entry = context.authority.entries[str(key[1])]
        known_names = tuple(dict.fromkeys((entry.label, *names)))
        return Group("body", mentions, entry.id, entry.label, known_names, (entry.state,) if entry.state else (), known=True)
    name = fullest(body.mention.name for body in bodies)[0]
    state = str(key[1]) if key[0] == "of" else ""
    parts = (state,) if state else ()
    return Group(
        "body", mentions, _stem(context, name, state), _label(context, name, state), tuple(dict.fromkeys((name, *names))), parts
    )


def _stem(context: Context, name: str, state: str) -> str:
    """Return a body's path: its name without the nation, and its state."""
    plain = slug(" ".join(context.read_body(name).plain)) if state else slug(split_brackets(name)[0])
    place = state.rpartition("/")[2]
    return f"agency/{plain}" + (f"-{place}" if place and place not in plain else "")


def _label(context: Context, name: str, state: str) -> str:
    """Return a body's name, with its state in brackets where the name does not tell it."""
    told = not state or context.read_body(name).state
    return name if told else f"{name} ({context.authority.entries[state].label if state in context.authority.entries else state})"
