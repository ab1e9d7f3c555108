"""Marks: what two mentions share if they can have to do with each other in a stage.

Each stage says of each of its mentions by what marks others could come to be one with it, or keep it from being one with a third.
Mentions that no chain of marks connects are decided without each other. So after a change only those are decided again to which
a chain leads. A mark tells no more than a document and what is resolved of it tell.

Two marks of one content meet. A surname alone meets the full names that it can stand for, and these it, but not each other.
"""

import zlib
from collections.abc import Hashable, Iterable, Mapping
from typing import Final

#: What is shared: a word for its sort, and its content.
Mark = tuple[Hashable, ...]
#: A mention's id with one of its marks.
Marked = tuple[str, Mark]
#: The sorts of marks that meet only across: what a short form could stand for, and the short form.
LONG: Final = "long"
SHORT: Final = "short"

_SIDE: Final[Mapping[Hashable, int]] = {SHORT: 1, LONG: 2}


def number(mark: Mark) -> int:
    """Return a mark as a number, the same in every run; its last two bits tell whether it is a long or a short one.

    That two marks can have one number does no harm: more is decided again than need be.

    >>> number((LONG, "oduya")) ^ 3 == number((SHORT, "oduya"))
    True
    """
    side = _SIDE.get(mark[0], 0)
    return zlib.crc32(repr(mark[1:] if side else mark).encode()) << 2 | side


def meets(mark: int) -> tuple[int, ...]:
    """Return the marks that one meets.

    >>> meets(number((LONG, "oduya"))) == (number((SHORT, "oduya")),)
    True
    """
    side = mark & 3
    return (mark,) if not side else (mark ^ 3,) if side == _SIDE[LONG] else (mark, mark ^ 3)


def by_mention(marked: Iterable[Marked]) -> dict[str, set[int]]:
    """Return the marks of each mention, as numbers."""
    found: dict[str, set[int]] = {}
    for mention, mark in marked:
        found.setdefault(mention, set()).add(number(mark))
    return found
