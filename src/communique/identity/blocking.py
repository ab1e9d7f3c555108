"""Which names are compared at all, and how each pair of them fits."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from communique.identity.names import NameMatch, PersonName, block_keys, compare_names
from communique.identity.posts import PostKey
from communique.identity.reasons import NAMES

#: The fullest form of a name, and other forms of it in the same document.
Names = tuple[PersonName, ...]
Matches = Mapping[tuple[Names, Names], NameMatch]


def match_names(posts_of: Mapping[Names, Iterable[PostKey]]) -> Matches:
    """Return how the names fit that can be one person's, each pair once; each name is given with the posts that it stands beside.

    Only names are compared that share a block: a surname with the beginning of a given name, or a post with an initial.
    """
    blocks: dict[object, list[Names]] = defaultdict(list)
    for names, posts in posts_of.items():
        for key in set(_keys(names, posts)):
            blocks[key].append(names)
    pairs = {pair for block in blocks.values() for pair in combinations(block, 2)}
    pairs |= set(_surname_pairs(list(posts_of)))
    return {pair: match for pair in sorted(pairs, key=_order) if (match := best_match(*pair))}


def best_match(left: Names, right: Names) -> NameMatch | None:
    """Return the best match among the forms of two names."""
    found = [match for a in left for b in right if (match := compare_names(a, b))]
    return max(found, key=lambda match: NAMES[match].weight, default=None)


def _order(pair: tuple[Names, Names]) -> tuple[list[tuple[object, ...]], ...]:
    return tuple([(name.tokens, name.quoted, name.suffix) for name in names] for names in pair)


def _keys(names: Names, posts: Iterable[PostKey]) -> Iterator[object]:
    if names[0].full:
        for name in names:
            yield from block_keys(name)
        initial = names[0].tokens[0][0]
        yield from (("post", post.core, post.topic, post.side or post.body, initial) for post in posts if post.specific)


def _surname_pairs(distinct: Sequence[Names]) -> Iterator[tuple[Names, Names]]:
    """Yield each name that is a surname only with the full names that have it."""
    surnames: dict[str, list[Names]] = defaultdict(list)
    for names in distinct:
        if not names[0].full and names[0].tokens:
            surnames[names[0].tokens[0]].append(names)
    for names in distinct:
        for token in sorted(set(names[0].tokens[1:])):
            yield from ((short, names) for short in surnames.get(token, ()))
