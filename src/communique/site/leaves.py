"""Long lists in leaves (`meetings.html`, `meetings-2.html`), so that a page stays light however much a data set holds."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Final, TypeVar

#: How many rows one leaf has.
ROWS: Final = 200
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Leaf:
    """One leaf of the list `name`, of which there are `count`; numbers begin with one."""

    name: str
    number: int
    count: int

    @property
    def path(self) -> str:
        """The path of its page."""
        return _path(self.name, self.number)

    @property
    def paths(self) -> list[str]:
        """The paths of all leaves of the list."""
        return [_path(self.name, number) for number in range(1, self.count + 1)]

    @property
    def before(self) -> str | None:
        """The path of the leaf before, if there is one."""
        return _path(self.name, self.number - 1) if self.number > 1 else None

    @property
    def after(self) -> str | None:
        """The path of the leaf after, if there is one."""
        return _path(self.name, self.number + 1) if self.number < self.count else None

    def rows(self, items: Sequence[T], at: int = 0) -> Sequence[T]:
        """Return those of some items that stand on this leaf; `at` is how many of the list stand before them.

        >>> list(Leaf("meetings", 2, 2).rows(range(300))) == list(range(200, 300))
        True
        """
        first = max(0, (self.number - 1) * ROWS - at)
        return items[first : max(first, self.number * ROWS - at)]

    def of_row(self, row: int) -> str:
        """Return the path of the leaf on which a row of the list stands."""
        return _path(self.name, row // ROWS + 1)


def find_leaf(name: str, number: int, rows: int) -> Leaf | None:
    """Return a leaf of a list of so many rows, or nothing where it has fewer leaves; it has one at least.

    >>> [find_leaf("meetings", number, 200) is None for number in (1, 2)], find_leaf("meetings", 2, 201).count
    ([False, True], 2)
    """
    count = max(1, ceil(rows / ROWS))
    return Leaf(name, number, count) if number <= count else None


def split_path(path: str) -> tuple[str, int]:
    """Return the list and the number that the path of a page without ending names; any other path is a first leaf's.

    >>> split_path("meetings-12"), split_path("meetings"), split_path("meetings-1"), split_path("meetings-02")
    (('meetings', 12), ('meetings', 1), ('meetings-1', 1), ('meetings-02', 1))
    """
    name, _, number = path.rpartition("-")
    told = int(number) if number.isascii() and number.isdigit() and number[0] != "0" and len(number) < len(str(10**9)) else 1
    return (name, told) if told > 1 and name else (path, 1)


def _path(name: str, number: int) -> str:
    return f"{name}.html" if number == 1 else f"{name}-{number}.html"
