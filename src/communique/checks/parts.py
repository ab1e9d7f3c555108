"""The files of N-Quads that make up a data set, and what changed between two sets of them."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from pyoxigraph import RdfFormat, Store

from communique.checks.lines import Text, map_file
from communique.errors import DataError

#: Bytes that are compared at once; and those ahead in which a line is looked for that both texts have.
_STRIDE: Final = 1 << 16
_WINDOWS: Final = (1 << 11, 1 << 14, 1 << 17, 1 << 20)


def load_parts(store: Store, parts: Iterable[Path]) -> Store:
    """Load files into a store, and return it.

    Raises:
        DataError: a file is damaged.
    """
    for part in parts:
        try:
            store.bulk_load(path=str(part), format=RdfFormat.N_QUADS)
        except (SyntaxError, ValueError) as error:
            raise DataError(f"{part}: damaged ({error}); run 'communique build' to publish it again") from None
    return store


def difference(old: Mapping[str, Path], new: Mapping[str, Path], most: int) -> tuple[list[bytes], list[bytes]] | None:
    """Return the lines that only the old files have, and those that only the new ones have.

    The lines may stand in any order and in any file; where files of one name have them in nearly the same order, little more is
    held than what differs. None is returned once files of one name differ by more than so many bytes, all together.
    """
    gone: list[bytes] = []
    come: list[bytes] = []
    for name in sorted({*old, *new}):
        before, after = old.get(name), new.get(name)
        if before is None or after is None or not before.samefile(after):
            some = unlike(_content(before), _content(after))
            gone += some[0]
            come += some[1]
            most -= sum(map(len, some[0])) + sum(map(len, some[1]))
        if most < 0:
            return None
    left, right = set(gone), set(come)
    return [line for line in gone if line not in right], [line for line in come if line not in left]


def _content(path: Path | None) -> Text:
    return b"" if path is None else map_file(path)


def unlike(old: Text, new: Text) -> tuple[list[bytes], list[bytes]]:
    r"""Return the lines of two texts but for those that stand in both in the same order.

    >>> unlike(b"a\nb\nc\n", b"a\nc\nd\n")
    ([b'b\n'], [b'd\n'])
    """
    gone: list[bytes] = []
    come: list[bytes] = []
    here = there = 0
    while here < len(old) and there < len(new):
        same = _same(old, here, new, there)
        mine, yours = _until_common(old, here + same, new, there + same)
        gone += mine
        come += yours
        here += same + sum(map(len, mine))
        there += same + sum(map(len, yours))
    return gone + old[here:].splitlines(keepends=True), come + new[there:].splitlines(keepends=True)


def _until_common(old: Text, here: int, new: Text, there: int) -> tuple[list[bytes], list[bytes]]:
    """Return the lines of two texts from two places on, up to one that both have; it is looked for ever farther ahead."""
    ours: list[bytes] = []
    theirs: list[bytes] = []
    for window in _WINDOWS:
        ours, theirs = _window(old, here, window), _window(new, there, window)
        places = {line: place for place, line in enumerate(theirs)}
        for place, line in enumerate(ours):
            if line in places:
                return ours[:place], theirs[: places[line]]
    return ours, theirs


def _window(text: Text, start: int, size: int) -> list[bytes]:
    return text[start : text.find(b"\n", start + size) + 1 or None].splitlines(keepends=True)


def _same(old: Text, here: int, new: Text, there: int) -> int:
    """Return how long the whole lines are that two texts share from two places on."""
    length, step = 0, _STRIDE
    while step:
        ours = old[here + length : here + length + step]
        if ours and ours == new[there + length : there + length + step]:
            length += len(ours)
        else:
            step //= 2
    return old.rfind(b"\n", here, here + length) + 1 - here if length else 0
