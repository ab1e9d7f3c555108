"""Which names are compared at all, and how each pair of them fits."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from communique.identity.marks import LONG, SHORT, Mark
from communique.identity.names import NameMatch, PersonName, Tokens, block_keys, compare_names, long_keys, short_keys
from communique.identity.postkeys import PostKey
from communique.identity.reasons import NAMES

#: The fullest form of a name, and other forms of it in the same document.
Names = tuple[PersonName, ...]
Matches = Mapping[tuple[Names, Names], NameMatch]


def match_names(posts_of: Mapping[Names, Iterable[PostKey]]) -> Matches:
    """Return how the names fit that can be one person's, each pair once; each name is given with the posts that it stands beside.

    Only names are compared that share a block: a surname with a form of a given name, or a post with an initial.
    """
    distinct = list(posts_of)
    blocks: dict[object, list[int]] = defaultdict(list)
    for number, names in enumerate(distinct):
        for key in set(name_keys(names, posts_of[names])):
            blocks[key].append(number)
    pairs = {pair for block in blocks.values() for pair in combinations(block, 2)}
    pairs |= set(_short_pairs(distinct))
    compared = ((distinct[a], distinct[b]) for a, b in sorted(pairs))
    return {pair: match for pair in compared if (match := best_match(*pair))}


def name_marks(names: Collection[PersonName], posts: Iterable[PostKey]) -> Iterator[Mark]:
    """Yield marks of which two share one if any of their names could be compared: the keys of `match_names`, for all forms."""
    full = [name for name in names if name.full]
    for name in full:
        yield from (("name", key) for key in block_keys(name))
    initials = {name.tokens[0][0] for name in full}
    yield from (("post", *_office(post), initial) for post in posts for initial in sorted(initials))
    for name in names:
        yield from ((SHORT, key) for key in short_keys(name))
        yield from ((LONG, key) for key in long_keys(name))


def _office(post: PostKey) -> tuple[Tokens, str]:
    return post.words, post.side or post.body


def best_match(left: Names, right: Names) -> NameMatch | None:
    """Return the best match among the forms of two names."""
    found = [match for a in left for b in right if (match := compare_names(a, b))]
    return max(found, key=lambda match: NAMES[match].weight, default=None)


def name_keys(names: Names, posts: Iterable[PostKey]) -> Iterator[object]:
    """Yield the keys of the blocks of a name that stands beside these posts."""
    if names[0].full:
        for name in names:
            yield from block_keys(name)
        initial = names[0].tokens[0][0]
        yield from (("post", *_office(post), initial) for post in posts if post.specific)


def _short_pairs(distinct: Sequence[Names]) -> Iterator[tuple[int, int]]:
    """Yield each name that is a surname, or begins with an initial, with the fuller names that it could stand for."""
    shorts: dict[Tokens, list[int]] = defaultdict(list)
    for number, names in enumerate(distinct):
        for key in short_keys(names[0]):
            shorts[key].append(number)
    for number, names in enumerate(distinct):
        for key in set(long_keys(names[0])):
            yield from ((min(number, short), max(number, short)) for short in shorts.get(key, ()) if short != number)
