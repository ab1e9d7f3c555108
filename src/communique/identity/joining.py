"""Joining rows into people, strongest reasons first, and telling what was decided and what was left open."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from communique.identity.blocking import Matches, Names
from communique.identity.clusters import Clusters
from communique.identity.reasons import explain, verdict_of
from communique.identity.rows import Link, Row, reasons_for
from communique.records import Merge


def join_rows(clusters: Clusters, rows: Iterable[Row], links: Sequence[Link], matches: Matches) -> list[Merge]:
    """Join rows by the links that say so, and return the decisions that people may want to see."""
    merges = [merge for row in rows for merge in _join_row(clusters, row)]
    merges += [_explain(link) for link in links if _parts(clusters, link)]
    borne = _Borne(clusters, rows, matches)
    open_links = []
    for link in sorted(links, key=lambda link: link.order):
        apart = clusters.find(link.left.id) != clusters.find(link.right.id)
        if apart and verdict_of(link.name, link.features) == "same" and borne.join(link.left.id, link.right.id):
            merges.append(_explain(link))
        elif apart and verdict_of(link.name, link.features) != "different":
            open_links.append(link)
    return merges + _best_open(clusters, open_links)


def _parts(clusters: Clusters, link: Link) -> bool:
    """Keep the rows of a link apart if it says so; tell whether it does."""
    return verdict_of(link.name, link.features) == "different" and clusters.forbid(link.left.id, link.right.id)


class _Borne:
    """The names that each cluster bears, by which a chain of links cannot join two names that do not fit.

    Each name is a set of alternatives: more than one where a judgement has joined rows, whatever their names.
    """

    def __init__(self, clusters: Clusters, rows: Iterable[Row], matches: Matches) -> None:
        self._clusters, self._matches = clusters, matches
        judged: dict[str, set[Names]] = defaultdict(set)
        for row in rows:
            judged[clusters.find(row.id)].add(row.like.names)
        self._names = {root: {frozenset(names)} for root, names in judged.items()}

    def join(self, left: str, right: str) -> bool:
        """Join two clusters unless something forbids it; say whether they are now one."""
        left, right = self._clusters.find(left), self._clusters.find(right)
        compatible = all(self._fit(a, b) for a in self._names[left] for b in self._names[right])
        joined = compatible and self._clusters.join(left, right)
        if joined:
            self._names[self._clusters.find(left)] = self._names[left] | self._names[right]
        return joined

    def _fit(self, left: frozenset[Names], right: frozenset[Names]) -> bool:
        return any(fit(self._matches, a, b) for a in left for b in right)


def fit(matches: Matches, left: Names, right: Names) -> bool:
    """Tell whether two names can be one person's."""
    return left == right or (left, right) in matches or (right, left) in matches


def _join_row(clusters: Clusters, row: Row) -> Iterator[Merge]:
    reasons = reasons_for(row, row)
    for mention in row.mentions[1:]:
        same_document = mention.split("#")[0] == row.id.split("#")[0]
        clusters.join(row.id, mention)
        yield explain((row.id, mention), "equal", {"document"} if same_document else reasons)


def _explain(link: Link) -> Merge:
    return explain((link.left.id, link.right.id), link.name, link.features)


def _best_open(clusters: Clusters, links: Sequence[Link]) -> list[Merge]:
    """Return the undecided links, given strongest first, that are the best of one of their two clusters, one for each two."""
    best: dict[str, float] = {}
    seen: set[frozenset[str]] = set()
    merges = []
    for link in links:
        roots = frozenset((clusters.find(link.left.id), clusters.find(link.right.id)))
        leads = any(link.score >= best.setdefault(root, link.score) for root in sorted(roots))
        if leads and len(roots) > 1 and roots not in seen:
            merges.append(_explain(link))
        seen.add(roots)
    return merges
