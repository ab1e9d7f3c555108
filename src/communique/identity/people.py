"""People: which mentions are one person.

1. Collapse mentions that do not differ into rows (`bearers.py`, `rows.py`).
2. Block: only names that share a surname and the beginning of a given name, or a post, are compared (`blocking.py`).
3. Find what forbids: rows of compatible names that cannot be one person. Such a name is "shown on two people", and from then on
   neither series nor meeting tells who is meant.
4. Find what joins: a compatible name and a second reason (`reasons.py`). What fits two people who cannot be one joins neither.
5. Cluster, strongest reasons first. What nothing decides stays apart, as `unsure`.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations
from typing import Final

from communique.folding import slug
from communique.identity.bearers import find_bearers
from communique.identity.blocking import Matches, Names, match_names
from communique.identity.candidates import Candidate, by_names, candidates
from communique.identity.clusters import Clusters, judged
from communique.identity.context import Context
from communique.identity.joining import fit, join_rows
from communique.identity.reasons import CONTEXT, Feature, verdict_of
from communique.identity.rows import Link, Row, make_row, reasons_against, reasons_for
from communique.identity.slugs import Group, fullest
from communique.records import Merge

#: Matches so weak that a conflict does not show the name on two people.
_WEAK: Final = frozenset({"letter", "near", "surname"})


def group_people(context: Context) -> Iterator[Group]:
    """Yield one group for each person, and record the decisions in the context."""
    verdicts = context.verdicts("person")
    judged_mentions = frozenset(mention for row in (*verdicts.same, *verdicts.different) for mention in (row.left, row.right))
    people = context.of_kind("person")
    rows = [make_row(bearers) for bearers in find_bearers(context, people, judged_mentions)]
    clusters = judged((mention.id for mention in people), verdicts)
    context.merges += _decide(context, rows, clusters)
    for group in clusters.groups():
        names = fullest(name for mention in group for name in (context.mentions[mention].name, *context.mentions[mention].aliases))
        yield Group("person", group, f"person/{slug(names[0])}", names[0], names)


def _decide(context: Context, rows: Sequence[Row], clusters: Clusters) -> list[Merge]:
    """Join the mentions of one person in `clusters` and return the decisions."""
    matches = match_names({names: {post for row in group for post in row.like.posts} for names, group in by_names(rows).items()})
    pairs = candidates(rows, matches)
    against = [_against(context, clusters, pair) for pair in pairs]
    doubtful = _shown_on_two(pairs, against, matches)
    parted = _part_rows(rows, doubtful)
    if len(parted) > len(rows):
        rows, pairs = parted, candidates(parted, matches)
        against = [_against(context, clusters, pair) for pair in pairs]
    links = [_link(pair, doubtful, found) for pair, found in zip(pairs, against, strict=True)]
    telling = [link for link in links if link.features - {"years", "lifetime"} or link.name not in _WEAK]
    return join_rows(clusters, rows, _open_ambiguous(telling, matches), matches)


def _against(context: Context, clusters: Clusters, pair: Candidate) -> set[Feature]:
    found = reasons_against(context, pair[0], pair[1])
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
