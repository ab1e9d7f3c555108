"""People: which mentions are one person.

1. Collapse mentions that do not differ into rows (`bearers.py`, `rows.py`).
2. Block: only names that share a surname and the beginning of a given name, or a post, are compared (`blocking.py`).
3. Find what forbids: rows of compatible names that cannot be one person. Such a name is "shown on two people", and from then on
   neither series nor meeting tells who is meant.
4. Find what joins: a compatible name and a second reason (`reasons.py`). What fits two people who cannot be one joins neither.
5. Cluster, strongest reasons first. What nothing decides stays apart, as `unsure`.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import combinations
from typing import Final

from communique.folding import slug
from communique.identity.bearers import find_bearers
from communique.identity.blocking import Matches, Names, match_names
from communique.identity.candidates import Candidate, by_names, candidates
from communique.identity.clusters import Clusters, Verdicts, judged
from communique.identity.context import Context
from communique.identity.joining import fit, join_rows
from communique.identity.names import NameMatch
from communique.identity.reasons import CONTEXT, Feature, verdict_of
from communique.identity.relations import Kinship
from communique.identity.rows import Link, Row, make_row, reasons_against, reasons_for
from communique.identity.slugs import Group, fullest
from communique.records import Judgement, Mention, Merge

#: Blocks of so many rows are decided in less time than they take to be sent to another process.
_SMALL: Final = 16
#: Matches so weak that a conflict does not show the name on two people.
_WEAK: Final = frozenset({"letter", "near", "surname"})


@dataclass(frozen=True, slots=True)
class Block:
    """Rows whose names can be one person's, directly or through each other, with how these fit, and what people judged of them."""

    rows: tuple[Row, ...]
    matches: Matches
    verdicts: Verdicts


@dataclass(frozen=True, slots=True)
class Decided:
    """The people of a block, each as the mentions of one, and the decisions."""

    groups: tuple[tuple[str, ...], ...]
    merges: tuple[Merge, ...]


#: Runs a function over blocks, here or elsewhere, and returns the results in their order.
Run = Callable[[Callable[[Block], Decided], Iterable[Block]], Iterable[Decided]]


def group_people(context: Context, run: Run = map, *, told: bool = True) -> Iterator[Group]:
    """Yield one group for each person, and, where they are to be told, record the decisions in the context."""
    verdicts = context.verdicts("person")
    judged_mentions = frozenset(mention for row in (*verdicts.same, *verdicts.different) for mention in (row.left, row.right))
    rows = [make_row(bearers) for bearers in find_bearers(context, context.of_kind("person"), judged_mentions)]
    step = partial(decide, kinship=context.tables.kinship, told=told)
    small, large = _by_size(make_blocks(rows, verdicts))
    decided = [*map(step, small), *run(step, large)]
    context.merges += [merge for block in decided for merge in block.merges]
    for group in sorted(group for block in decided for group in block.groups):
        yield person_group([context.mentions[mention] for mention in group])


def person_group(mentions: Sequence[Mention]) -> Group:
    """Return the group of one person's mentions, which are sorted."""
    names = fullest(name for mention in mentions for name in (mention.name, *mention.aliases))
    return Group("person", tuple(mention.id for mention in mentions), f"person/{slug(names[0])}", names[0], names)


def _by_size(blocks: Iterable[Block]) -> tuple[list[Block], list[Block]]:
    """Part blocks into those that are decided sooner than they are sent elsewhere, and the others."""
    parted: tuple[list[Block], list[Block]] = ([], [])
    for block in blocks:
        parted[len(block.rows) > _SMALL].append(block)
    return parted


def make_blocks(rows: Sequence[Row], verdicts: Verdicts) -> list[Block]:
    """Part rows into blocks of which none has anything to do with another, in the order of their first mentions."""
    matches = match_names({names: {post for row in group for post in row.like.posts} for names, group in by_names(rows).items()})
    joined = Clusters()
    first_of: dict[Names, str] = {}
    row_of = {mention: row.id for row in rows for mention in row.mentions}
    for row in sorted(rows, key=lambda row: row.id):
        joined.add(row.id)
        joined.join(first_of.setdefault(row.like.names, row.id), row.id)
    for left, right in matches:
        joined.join(first_of[left], first_of[right])
    for verdict in (*verdicts.same, *verdicts.different):
        if verdict.left in row_of and verdict.right in row_of:
            joined.join(row_of[verdict.left], row_of[verdict.right])
    return _gather(rows, matches, verdicts, (joined, first_of, row_of))


def _gather(
    rows: Iterable[Row], matches: Matches, verdicts: Verdicts, told: tuple[Clusters, Mapping[Names, str], Mapping[str, str]]
) -> list[Block]:
    joined, first_of, row_of = told
    rows_in: dict[str, list[Row]] = defaultdict(list)
    matches_in: dict[str, dict[tuple[Names, Names], NameMatch]] = defaultdict(dict)
    for row in sorted(rows, key=lambda row: row.id):
        rows_in[joined.find(row.id)].append(row)
    for pair, match in matches.items():
        matches_in[joined.find(first_of[pair[0]])][pair] = match
    judged_in: dict[str, list[Judgement]] = defaultdict(list)
    for verdict in (*verdicts.same, *verdicts.different):
        if verdict.left in row_of:
            judged_in[joined.find(row_of[verdict.left])].append(verdict)
    return [Block(tuple(found), matches_in.get(root, {}), _verdicts(judged_in.get(root, ()))) for root, found in rows_in.items()]


def _verdicts(judgements: Sequence[Judgement]) -> Verdicts:
    return Verdicts(*(tuple(row for row in judgements if row.verdict == verdict) for verdict in ("same", "different")))


def decide(block: Block, kinship: Kinship, *, told: bool = True) -> Decided:
    """Join the mentions of one person, and tell why where that is asked for.

    Raises:
        AuthorityError: judgements contradict each other.
    """
    if len(block.rows) == 1 and not told and not (block.verdicts.same or block.verdicts.different):
        return Decided((block.rows[0].mentions,), ())
    clusters = judged((mention for row in block.rows for mention in row.mentions), block.verdicts)
    merges = _decide(kinship, block.rows, clusters, block.matches)
    return Decided(tuple(clusters.groups()), tuple(merges) if told else ())


def _decide(kinship: Kinship, rows: Sequence[Row], clusters: Clusters, matches: Matches) -> list[Merge]:
    """Join the mentions of one person in `clusters` and return the decisions."""
    pairs = candidates(rows, matches)
    against = [_against(kinship, clusters, pair) for pair in pairs]
    doubtful = _shown_on_two(pairs, against, matches)
    parted = _part_rows(rows, doubtful)
    if len(parted) > len(rows):
        rows, pairs = parted, candidates(parted, matches)
        against = [_against(kinship, clusters, pair) for pair in pairs]
    links = [_link(pair, doubtful, found) for pair, found in zip(pairs, against, strict=True)]
    telling = [link for link in links if link.features - {"years", "lifetime"} or link.name not in _WEAK]
    return join_rows(clusters, rows, _open_ambiguous(telling, matches), matches)


def _against(kinship: Kinship, clusters: Clusters, pair: Candidate) -> set[Feature]:
    found = reasons_against(kinship, pair[0], pair[1])
    if clusters.are_apart(pair[0].id, pair[1].id):
        found.add("judged")
    return found


def _shown_on_two(pairs: Iterable[Candidate], against: Iterable[set[Feature]], matches: Matches) -> set[Names]:
    """Return the names that stand on two people, and all that are compatible with them."""
    found = zip(pairs, against, strict=True)
    shown = {row.like.names for (left, right, match), reasons in found if reasons and match not in _WEAK for row in (left, right)}
    return shown | {name for pair, match in matches.items() if match not in _WEAK and shown & set(pair) for name in pair}


def _part_rows(rows: Iterable[Row], doubtful: set[Names]) -> list[Row]:
    """Part the rows whose bearers only a series holds together, where the name is shown on two people."""
    result = []
    for row in rows:
        held = (
            len(row.bearers) == 1
            or row.like.names not in doubtful
            or verdict_of("equal", reasons_for(row, row) - CONTEXT) == "same"
        )
        result += [row] if held else [make_row([bearer]) for bearer in row.bearers]
    return result


def _link(pair: Candidate, doubtful: set[Names], against: set[Feature]) -> Link:
    left, right, match = pair
    found = against | reasons_for(left, right)
    if not against and {left.like.names, right.like.names} & doubtful:
        found = (found - CONTEXT) | {"shown-on-two"}
    return Link(left, right, match, frozenset(found))


def _open_ambiguous(links: Sequence[Link], matches: Matches) -> list[Link]:
    """Leave open the links of a row whose name fits two names that are not compatible with each other."""
    fitting: dict[Row, set[Names]] = defaultdict(set)
    for link in links:
        if verdict_of(link.name, link.features) == "same":
            fitting[link.left].add(link.right.like.names)
            fitting[link.right].add(link.left.like.names)
    torn = {row for row, names in fitting.items() if any(not fit(matches, a, b) for a, b in combinations(names, 2))}
    return [replace(link, features=link.features | {"fits-two"}) if _is_torn(link, torn) else link for link in links]


def _is_torn(link: Link, torn: set[Row]) -> bool:
    return link.name != "equal" and bool({link.left, link.right} & torn)
