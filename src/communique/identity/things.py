"""Series, mechanisms and other named things, and places."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Final

from communique.folding import slug, split_brackets, words
from communique.identity.clusters import cluster
from communique.identity.context import Context
from communique.identity.events import series_sides
from communique.identity.marks import Marked
from communique.identity.nations import MARK
from communique.identity.series import Key, known_names, marked_words, read_series, series_keys
from communique.identity.slugs import Group, fullest
from communique.identity.tables import Words
from communique.records import Mention, MentionKind

THINGS: Final[tuple[MentionKind, ...]] = ("mechanism", "programme", "project", "instrument", "facility")
#: Words at the end of a name that only repeat what kind of thing it is.
_TAILS: Final[Mapping[str, frozenset[str]]] = {
    "programme": frozenset({"program", "programme", "programs", "programmes"}),
    "project": frozenset({"project", "projects"}),
}


def group_series(context: Context) -> Iterator[Group]:
    """Yield one group for each series of meetings."""
    mentions = context.of_kind("series")
    yield from _grouped(context, "series", series_keys(context, mentions, series_sides(context)))


def group_places(context: Context) -> Iterator[Group]:
    """Yield one group for each place."""
    yield from _grouped(context, "place", _place_keys(context))


def mark_places(context: Context) -> Iterator[Marked]:
    """Yield the key of each mention of a place."""
    yield from _place_keys(context).items()


def _place_keys(context: Context) -> dict[str, Key]:
    known = known_names(context, "place")
    keys: dict[str, Key] = {}
    for mention in context.of_kind("place"):
        name = marked_words(mention.name, context.nations)
        keys[mention.id] = ("known", known[name]) if name in known else ("named", _city(name))
    return keys


def _city(name: Words) -> Words:
    """Drop what only says where a city lies: its state, or "D.C."."""
    while len(name) > 1 and (name[-1] == "dc" or name[-1].startswith(MARK)):
        name = name[:-1]
    return name


def group_things(context: Context, kind: MentionKind) -> Iterator[Group]:
    """Yield one group for each thing of a kind."""
    yield from _grouped(context, kind, _thing_keys(context, kind))


def mark_things(context: Context, kind: MentionKind) -> Iterator[Marked]:
    """Yield the key of each mention of a thing of a kind, with its parties in their order."""
    for mention, key in _thing_keys(context, kind).items():
        yield mention, tuple(tuple(sorted(part)) if isinstance(part, frozenset) else part for part in key)


def _thing_keys(context: Context, kind: MentionKind) -> dict[str, Key]:
    """Return the key of each mention of a thing, as its document and what is resolved of that tell it."""
    known = _known(context, kind)
    mentions = context.of_kind(kind)
    spelled = _spelled_in_documents(context, mentions)
    scopes = _scopes(context)
    keys: dict[str, Key] = {}
    for mention in mentions:
        entity = known.get(marked_words(mention.name, context.nations)) or next(
            (known[words(a)] for a in mention.aliases if words(a) in known), None
        )
        keys[mention.id] = ("known", entity) if entity else _key(context, mention, (spelled, scopes))
    return keys


def _known(context: Context, kind: MentionKind) -> dict[Words, str]:
    """Return the names that the authority has for things: of the kind itself first, then of others, then of series."""
    found: dict[Words, str] = {}
    for other in (kind, *THINGS, "series"):
        found = known_names(context, other) | found
    return found


def _key(context: Context, mention: Mention, told: tuple[Mapping[tuple[str, Words], set[Key]], Mapping[str, str]]) -> Key:
    spelled, scopes = told
    name = read_series(mention.name, context.nations)
    core = name.core[:-1] if len(name.core) > 1 and name.core[-1] in _TAILS.get(mention.kind, ()) else name.core
    options = spelled.get((mention.document, core), set()) | spelled.get((mention.document, words(mention.name)), set())
    if not name.parties and len(options) == 1:
        return next(iter(options))
    if name.common and not name.parties:
        return ("in", scopes.get(mention.document, mention.document), core)
    return ("of", core, name.parties)


def _spelled_in_documents(context: Context, mentions: list[Mention]) -> dict[tuple[str, Words], set[Key]]:
    """Return what a document's short forms stand for: a name without its parties, or an acronym."""
    found: dict[tuple[str, Words], set[Key]] = defaultdict(set)
    for mention in mentions:
        name = read_series(mention.name, context.nations)
        key: Key = ("of", name.core, name.parties)
        if name.parties:
            found[mention.document, name.core].add(key)
        for acronym in (*mention.aliases, *split_brackets(mention.name)[1]):
            found[mention.document, words(acronym)].add(key)
    return found


def _scopes(context: Context) -> dict[str, str]:
    """Return the one meeting that each document reports: what "the action plans" of two reports of one meeting share."""
    reported: dict[str, set[str]] = defaultdict(set)
    for meeting in context.of_kind("meeting"):
        if meeting.status is not None:
            reported[meeting.document].add(context.entity_of[meeting.id])
    return {document: next(iter(meetings)) for document, meetings in reported.items() if len(meetings) == 1}


def _grouped(context: Context, kind: MentionKind, keys: Mapping[str, Key]) -> Iterator[Group]:
    by_key: dict[Key, list[str]] = defaultdict(list)
    for mention, key in keys.items():
        by_key[key].append(mention)
    for group in cluster(by_key.values(), context.verdicts(kind)):
        yield _group(context, kind, group, keys[group[0]])


def _group(context: Context, kind: MentionKind, group: tuple[str, ...], key: Key) -> Group:
    mentions = [context.mentions[mention] for mention in group]
    names = fullest(name for mention in mentions for name in (mention.name, *mention.aliases))
    label = fullest(mention.name for mention in mentions)[0]
    if key[0] == "known":
        entry = context.authority.entries[str(key[1])]
        return Group(kind, group, entry.id, entry.label, tuple(dict.fromkeys((entry.label, *names))), known=True)
    scope = str(key[1]).split("/")[-1] if key[0] == "in" else ""
    stem = f"{kind}/{slug(split_brackets(label)[0])}" + (f"-{slug(scope)}" if scope else "")
    return Group(kind, group, stem, label, tuple(dict.fromkeys((label, *names))))
