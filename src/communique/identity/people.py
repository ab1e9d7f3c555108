"""People: which mentions are one person.

1. Collapse mentions that do not differ into rows (`bearers.py`).
2. Block: only rows whose names share a surname and the beginning of a given name, or a post, are compared.
3. Find what forbids: rows of compatible names that cannot be one person. Such a name is "shown on two people", and from then on
   neither series nor meeting tells who is meant.
4. Find what joins: a compatible name and a second reason (`reasons.py`); a name that fits two people who cannot be one joins neither.
5. Cluster, strongest reasons first. What nothing decides stays apart, as `unsure`.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations
from typing import Final

from communique.folding import slug
from communique.identity.bearers import Bearer, find_bearers
from communique.identity.clusters import Clusters, judged
from communique.identity.context import Context
from communique.identity.dates import span
from communique.identity.names import NameMatch, PersonName, block_keys, compare_names
from communique.identity.reasons import CONTEXT, Feature, explain, score, verdict_of
from communique.identity.relations import related
from communique.identity.slugs import Group, fullest
from communique.records import Merge

Names = tuple[PersonName, ...]
#: Two bodies within this many days are held against one person.
DAYS: Final = 90
#: Matches so weak that a conflict does not show the name on two people.
_WEAK: Final = frozenset({"letter", "near", "surname"})


@dataclass(slots=True, eq=False)
class Row:
    """Bearers that do not differ, as one: `id` is the first mention, `spans` the days of its dates."""

    bearers: list[Bearer]
    id: str = ""
    mentions: list[str] = field(default_factory=list)
    meetings: dict[str, frozenset[str]] = field(default_factory=dict)
    lists: set[tuple[str, str]] = field(default_factory=set)
    documents: set[str] = field(default_factory=set)
    spans: list[tuple[int, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.mentions = sorted(mention for bearer in self.bearers for mention in bearer.mentions)
        self.id = self.mentions[0]
        sides: dict[str, set[str]] = defaultdict(set)
        for bearer in self.bearers:
            self.lists |= bearer.lists
            self.documents |= bearer.documents
            for meeting, side in bearer.meetings:
                sides[meeting].add(side)
        self.meetings = {meeting: frozenset(found - {""}) for meeting, found in sides.items()}
        self.spans = sorted({span(date) for bearer in self.bearers for date in bearer.dates})

    @property
    def like(self) -> Bearer:
        """One of the bearers, for what they have in common."""
        return self.bearers[0]


@dataclass(frozen=True, slots=True)
class Link:
    """Two rows with compatible names, and the features that speak for and against."""

    left: Row
    right: Row
    name: NameMatch
    features: frozenset[Feature]

    @property
    def order(self) -> tuple[float, str, str]:
        """The place of a link among others: strongest first, then by mention."""
        return (-score(self.name, self.features), *sorted((self.left.id, self.right.id)))


def group_people(context: Context) -> Iterator[Group]:
    """Yield one group for each person, and record the decisions in the context."""
    verdicts = context.verdicts("person")
    told = frozenset(mention for row in (*verdicts.same, *verdicts.different) for mention in (row.left, row.right))
    mentions = context.of_kind("person")
    rows = [Row(bearers) for bearers in find_bearers(context, mentions, told)]
    clusters = judged((mention.id for mention in mentions), verdicts)
    apart = frozenset(frozenset((row.left, row.right)) for row in verdicts.different)
    context.merges += _Matcher(context, rows, apart).decide(clusters)
    for group in clusters.groups():
        names = fullest(name for mention in group for name in (context.mentions[mention].name, *context.mentions[mention].aliases))
        yield Group("person", group, f"person/{slug(names[0])}", names[0], names)


@dataclass(slots=True)
class _Matcher:
    """One comparison of all rows."""

    context: Context
    rows: list[Row]
    judged_apart: frozenset[frozenset[str]]
    by_names: dict[Names, list[Row]] = field(default_factory=lambda: defaultdict(list))
    matches: dict[tuple[Names, Names], NameMatch] = field(default_factory=dict)
    shown_on_two: set[Names] = field(default_factory=set)

    def decide(self, clusters: Clusters) -> list[Merge]:
        """Join the mentions of one person in `clusters` and return the decisions."""
        self._index()
        self.matches = _match_names(self.by_names)
        self._find_shown_on_two()
        self._part_rows()
        links = [link for pair in self._pairs() if (link := self._link(*pair))]
        return _join(clusters, self.rows, _without_ambiguous(links, self.matches))

    def _index(self) -> None:
        self.by_names.clear()
        for row in sorted(self.rows, key=lambda row: row.id):
            self.by_names[row.like.names].append(row)

    def _pairs(self) -> Iterator[tuple[Row, Row, NameMatch]]:
        """Yield each pair of rows whose names are compatible."""
        for names, rows in self.by_names.items():
            match: NameMatch = "equal" if names[0].full else "surname"
            yield from ((left, right, match) for left, right in combinations(rows, 2))
        for (left_names, right_names), match in self.matches.items():
            yield from ((left, right, match) for left in self.by_names[left_names] for right in self.by_names[right_names])

    def _find_shown_on_two(self) -> None:
        """Note the names that stand on two people, and all that are compatible with them."""
        shown = {
            row.like.names
            for left, right, match in self._pairs()
            if match not in _WEAK and self._against(left, right)
            for row in (left, right)
        }
        near = {other for pair, match in self.matches.items() if match not in _WEAK and shown & set(pair) for other in pair}
        self.shown_on_two = shown | near

    def _part_rows(self) -> None:
        """Part the rows whose bearers only a series holds together, where the name is shown on two people."""
        kept, parted = [], []
        for row in self.rows:
            alone = len(row.bearers) > 1 and verdict_of("equal", self._features(row, row)) != "same"
            (parted if alone else kept).append(row)
        self.rows = kept + [Row([bearer]) for row in parted for bearer in row.bearers]
        if parted:
            self._index()

    def _link(self, left: Row, right: Row, match: NameMatch) -> Link | None:
        features = self._features(left, right)
        return Link(left, right, match, features) if features or match not in _WEAK else None

    def _features(self, left: Row, right: Row) -> frozenset[Feature]:
        against = self._against(left, right)
        found = against | _reasons(left, right)
        if {left.like.names, right.like.names} & self.shown_on_two and not against:
            found = (found - CONTEXT) | {"shown-on-two"}
        return frozenset(found)

    def _against(self, left: Row, right: Row) -> set[Feature]:
        found: set[Feature] = set()
        if left is right:
            return found
        if left.lists & right.lists:
            found.add("list")
        if any(
            left.meetings[meeting] ^ right.meetings[meeting] and left.meetings[meeting] and right.meetings[meeting]
            for meeting in left.meetings.keys() & right.meetings.keys()
        ):
            found.add("sides")
        if left.like.bodies and right.like.bodies and not left.documents & right.documents and self._unrelated(left, right):
            found.add("bodies")
        if self.judged_apart and any(frozenset((a, b)) in self.judged_apart for a in left.mentions for b in right.mentions):
            found.add("judged-different")
        return found

    def _unrelated(self, left: Row, right: Row) -> bool:
        if any(related(self.context, a, b) for a in left.like.bodies for b in right.like.bodies):
            return False
        return any(max(c - b, a - d) <= DAYS for a, b in left.spans for c, d in right.spans)


def _reasons(left: Row, right: Row) -> set[Feature]:
    found: set[Feature] = set()
    if left.documents & right.documents and left.like.names[0].tokens == right.like.names[0].tokens and left is not right:
        found.add("document")
    if any(a.fits(b) for a in left.like.posts for b in right.like.posts):
        found.add("post")
    if left.like.bodies & right.like.bodies:
        found.add("body")
    if left.like.series & right.like.series:
        found.add("series")
    if left is not right and left.meetings.keys() & right.meetings.keys():
        found.add("meeting")
    return found


def _match_names(by_names: dict[Names, list[Row]]) -> dict[tuple[Names, Names], NameMatch]:
    """Return how each pair of distinct names fits, for the pairs that a block brings together."""
    blocks: dict[object, list[Names]] = defaultdict(list)
    for names, rows in by_names.items():
        for key in set(_keys(names, rows)):
            blocks[key].append(names)
    pairs = {pair for block in blocks.values() for pair in combinations(block, 2)}
    found: dict[tuple[Names, Names], NameMatch] = {}
    for pair in pairs | set(_surname_pairs(by_names)):
        matches = [match for a in pair[0] for b in pair[1] if (match := compare_names(a, b))]
        if matches:
            found[pair] = min(matches, key=_strength)
    return found


def _surname_pairs(by_names: Iterable[Names]) -> Iterator[tuple[Names, Names]]:
    """Yield each name that is a surname only with the full names that have it."""
    surnames: dict[str, list[Names]] = defaultdict(list)
    for names in by_names:
        if not names[0].full and names[0].tokens:
            surnames[names[0].tokens[0]].append(names)
    for names in by_names:
        for token in set(names[0].tokens[1:]):
            yield from ((short, names) for short in surnames.get(token, ()))


def _strength(match: NameMatch) -> float:
    return -score(match, ())


def _keys(names: Names, rows: list[Row]) -> Iterator[object]:
    """Yield the blocks of a name: its own, and those of the posts of its bearers."""
    if names[0].full:
        for name in names:
            yield from block_keys(name)
        initial = names[0].tokens[0][0]
        yield from (
            ("post", post.core, post.topic, post.side or post.body, initial)
            for row in rows
            for post in row.like.posts
            if post.specific
        )


def _without_ambiguous(links: list[Link], matches: dict[tuple[Names, Names], NameMatch]) -> list[Link]:
    """Open again the links of a row whose name fits two names that are not compatible with each other."""
    partners: dict[Row, set[Names]] = defaultdict(set)
    for link in links:
        if verdict_of(link.name, link.features) == "same":
            partners[link.left].add(link.right.like.names)
            partners[link.right].add(link.left.like.names)
    torn = {row for row, names in partners.items() if any(not _fit(pair, matches) for pair in combinations(names, 2))}
    return [
        Link(link.left, link.right, link.name, link.features | {"fits-two"})
        if link.left.like.names != link.right.like.names and {link.left, link.right} & torn and link.name != "equal"
        else link
        for link in links
    ]


def _fit(pair: tuple[Names, Names], matches: dict[tuple[Names, Names], NameMatch]) -> bool:
    return pair in matches or pair[::-1] in matches


def _join(clusters: Clusters, rows: Iterable[Row], links: list[Link]) -> list[Merge]:
    """Join rows by the links that say so, and return the decisions that people may want to see."""
    merges = []
    for link in links:
        if verdict_of(link.name, link.features) == "different":
            clusters.forbid(link.left.id, link.right.id)
            merges.append(explain((link.left.id, link.right.id), link.name, link.features))
    for row in sorted(rows, key=lambda row: row.id):
        for mention in row.mentions[1:]:
            clusters.join(row.id, mention)
            features = _reasons(row, row) or {"document"}
            merges.append(explain((row.id, mention), "equal", features))
    open_links = []
    for link in sorted(links, key=lambda link: link.order):
        verdict = verdict_of(link.name, link.features)
        together = clusters.find(link.left.id) == clusters.find(link.right.id)
        if verdict == "same" and not together and clusters.join(link.left.id, link.right.id):
            merges.append(explain((link.left.id, link.right.id), link.name, link.features))
        elif verdict != "different" and not together:
            open_links.append(link)
    return merges + _open(clusters, open_links)


def _open(clusters: Clusters, links: list[Link]) -> list[Merge]:
    """Return the undecided links that are the best of one of their clusters."""
    best: dict[str, float] = {}
    for link in links:
        for row in (link.left, link.right):
            root = clusters.find(row.id)
            best[root] = max(best.get(root, 0.0), score(link.name, link.features))
    seen: set[frozenset[str]] = set()
    merges = []
    for link in links:
        roots = frozenset((clusters.find(link.left.id), clusters.find(link.right.id)))
        value = score(link.name, link.features)
        if len(roots) == 2 and roots not in seen and any(value >= best[root] for root in roots):
            seen.add(roots)
            merges.append(explain((link.left.id, link.right.id), link.name, link.features))
    return merges
