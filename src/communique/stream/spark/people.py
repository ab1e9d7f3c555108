"""People told apart on the executors, in the steps of `identity/people.py`, each a stage that is moved by key.

1. Bearers of each document, by what they must share to be collapsed: rows.
2. Names, by the keys of their blocks: how the names of each block fit, two by two.
3. Rows and the matches of their names, by what hangs together: blocks, each judged by itself.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from itertools import combinations, product
from typing import Any

from communique.identity.bearers import Bearer, find_bearers
from communique.identity.blocking import Names, best_match, name_keys
from communique.identity.clusters import Verdicts
from communique.identity.names import NameMatch, long_keys, short_keys
from communique.identity.people import Block, decide, person_group
from communique.identity.postkeys import PostKey
from communique.identity.rows import Row, make_row
from communique.records import Judgement, Mention
from communique.stream.spark.joining import Forest, number_of, spanning
from communique.stream.spark.naming import Unnamed, unnamed
from communique.stream.spark.session import Rows, in_words, kept
from communique.stream.spark.share import Ground, Share, bare

#: Mentions by id.
Mentions = Mapping[str, Mention]


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it is compared: its number, its first row, and the posts that it stands beside."""

    number: int
    first: str
    names: Names
    posts: frozenset[PostKey]

    def with_(self, other: "Name") -> "Name":
        """Return the name with what other rows tell of it."""
        return Name(self.number, min(self.first, other.first), self.names, self.posts | other.posts)


@dataclass(frozen=True, slots=True)
class Match:
    """How two names fit: that of the earlier row first."""

    left: Name
    right: Name
    how: NameMatch


def people_groups(shares: Rows, ground: Any, tasks: int) -> Rows:
    """Return people as groups in little, by the families of their paths; `ground` is known to all workers."""
    bearers = shares.values().mapPartitions(in_words(partial(_bearers, ground=ground)))
    rows = kept(bearers.groupByKey(tasks).values().map(_row))
    names = kept(rows.map(_name).reduceByKey(Name.with_, tasks).values())
    blocks = names.mapPartitions(in_words(_keyed)).groupByKey(tasks).values()
    matches = kept(blocks.mapPartitions(in_words(_matched)).reduceByKey(lambda one, _: one, tasks).values())
    links = matches.map(lambda match: (match.left.number, match.right.number)).mapPartitions(spanning).collect()
    verdicts = _verdicts(ground.value)
    judged = frozenset(mention for row in verdicts for mention in (row.left, row.right))
    numbers = (
        dict(rows.flatMap(lambda row: [(key, _number(row[0])) for key in row[1] if key in judged]).collect()) if judged else {}
    )
    links += [(numbers[row.left], numbers[row.right]) for row in verdicts if row.left in numbers and row.right in numbers]
    roots = shares.context.broadcast(Forest(links).roots())
    ours = rows.map(lambda row: (_root(roots.value, _number(row[0])), row))
    theirs = matches.map(lambda match: (_root(roots.value, match.left.number), match))
    return ours.union(theirs).groupByKey(tasks).values().mapPartitions(in_words(partial(_groups, ground=ground)))


def _root(roots: Mapping[int, int], number: int) -> int:
    return roots.get(number, number)


def _number(row: Row) -> int:
    return number_of(repr(row.like.names))


def _verdicts(ground: Ground) -> tuple[Judgement, ...]:
    verdicts = ground.context(Share(())).verdicts("person")
    return (*verdicts.same, *verdicts.different)


def _bearers(shares: Iterable[Share], ground: Any) -> Iterator[tuple[int, tuple[Bearer, Mentions]]]:
    """Yield each document's bearers by what they must share to be collapsed, with their mentions."""
    known: Ground = ground.value
    judged = frozenset(mention for row in _verdicts(known) for mention in (row.left, row.right))
    for share in shares:
        context = known.context(share)
        for group in find_bearers(context, context.of_kind("person"), judged):
            for bearer in group:
                alone = bearer.collapsing is None or bool(judged & set(bearer.mentions))
                key = min(bearer.mentions) if alone else repr(_collapsing(bearer))
                yield number_of(key), (bearer, {mention: bare(context.mentions[mention]) for mention in bearer.mentions})


def _collapsing(bearer: Bearer) -> tuple[object, ...]:
    """Return what bearers must share to be collapsed, as it is written alike everywhere: sets in order."""
    return tuple(sorted(part) if isinstance(part, frozenset) else part for part in bearer.collapsing or ())


def _row(found: Iterable[tuple[Bearer, Mentions]]) -> tuple[Row, Mentions]:
    bearers = sorted(found, key=lambda row: row[0].mentions)
    return make_row([bearer for bearer, _ in bearers]), {key: mention for _, own in bearers for key, mention in own.items()}


def _name(row: tuple[Row, Mentions]) -> tuple[int, Name]:
    like, number = row[0].like, _number(row[0])
    return number, Name(number, row[0].id, like.names, like.posts)


def _keyed(names: Iterable[Name]) -> Iterator[tuple[int, tuple[str, Name]]]:
    """Yield each name by the keys of its blocks, and by what shorter forms of it would have."""
    for name in names:
        full, bare_name = name.names[0], replace(name, posts=frozenset())
        kinds = {"block": name_keys(name.names, name.posts), "short": short_keys(full), "long": long_keys(full)}
        for kind, keys in kinds.items():
            yield from ((number_of(f"{kind == 'block'} {key!r}"), (kind, bare_name)) for key in set(keys))


def _matched(blocks: Iterable[Iterable[tuple[str, Name]]]) -> Iterator[tuple[tuple[int, int], Match]]:
    """Yield how the names of each block fit: all in one block, or a short one and those that it can stand for."""
    for block in blocks:
        found: dict[str, list[Name]] = {"block": [], "short": [], "long": []}
        for kind, name in block:
            found[kind].append(name)
        for one, other in (*combinations(found["block"], 2), *product(found["short"], found["long"])):
            left, right = (one, other) if one.first < other.first else (other, one)
            if left.number != right.number and (how := best_match(left.names, right.names)):
                yield (left.number, right.number), Match(left, right, how)


def _groups(together: Iterable[Iterable[Any]], ground: Any) -> Iterator[tuple[str, Unnamed]]:
    """Judge each block by itself."""
    known: Ground = ground.value
    pins, verdicts = known.authority.pins, known.context(Share(())).verdicts("person")
    for block in together:
        found = list(block)
        rows = sorted((row for row in found if isinstance(row, tuple)), key=lambda row: row[0].id)
        matches = sorted((row for row in found if isinstance(row, Match)), key=lambda match: (match.left.first, match.right.first))
        mentions = {key: mention for _, own in rows for key, mention in own.items()}
        own = Verdicts(*(tuple(row for row in some if row.left in mentions) for some in (verdicts.same, verdicts.different)))
        fits = {(match.left.names, match.right.names): match.how for match in matches}
        for group in decide(Block(tuple(row for row, _ in rows), fits, own), known.tables.kinship, told=False).groups:
            yield unnamed(person_group([mentions[mention] for mention in group]), mentions, pins)
