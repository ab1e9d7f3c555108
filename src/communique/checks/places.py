"""Where statements lie in files: found by their subject, or by predicate and value together.

An index is a file of numbers in order. Each holds the mark of a node or value in its upper bits, and in its lower ones a place in
the files as if they were one. What has the mark of another is told apart by its text.
"""

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate
from pathlib import Path
from typing import Final
from zlib import crc32

from communique.checks.lines import LINE, Text, map_file, read_plain

SUBJECTS: Final = "subjects.places"
VALUES: Final = "values.places"
_NUMBER: Final = "Q"
_PLACE_BITS: Final = 40
_PLACE: Final = (1 << _PLACE_BITS) - 1
_MARK: Final = (1 << 24) - 1
#: An index is put in order in as many pieces as there are values of a mark's upper bits.
_PIECE_BITS: Final = 16
_PIECES: Final = 256


def _mark(term: bytes) -> int:
    return crc32(term) & _MARK


class _Index:
    """Numbers that are being gathered."""

    def __init__(self) -> None:
        self._pieces = [array(_NUMBER) for _ in range(_PIECES)]

    def add(self, term: bytes, place: int) -> None:
        mark = _mark(term)
        self._pieces[mark >> _PIECE_BITS].append(mark << _PLACE_BITS | place)

    def write(self, path: Path) -> None:
        with path.open("wb") as file:
            for piece in self._pieces:
                array(_NUMBER, sorted(piece)).tofile(file)


def write_places(folder: Path, parts: Iterable[Path]) -> bool:
    """Write the indexes of files into a folder; nothing if a line is not of the form that is known, and tell which it was."""
    subjects, values = _Index(), _Index()
    start = 0
    for part in parts:
        text = map_file(part)
        if _add(text, start, subjects, values) != len(text):
            return False
        start += len(text)
    subjects.write(folder / SUBJECTS)
    values.write(folder / VALUES)
    return True


def _add(text: Text, start: int, subjects: _Index, values: _Index) -> int:
    """Add the lines of a text to indexes, and return where the last of them ends."""
    last, end = b"", 0
    for line in read_plain(text):
        subject, rest = line.groups()
        place = start + end
        if subject != last:
            subjects.add(subject, place)
            last = subject
        values.add(rest, place)
        end = line.end()
    return end


class Places:
    """The statements of some files, through the indexes that were written of them."""

    def __init__(self, folder: Path, parts: Iterable[Path]) -> None:
        self._texts = [map_file(part) for part in parts]
        self._starts = [0, *accumulate(map(len, self._texts))]
        self._subjects, self._values = (memoryview(map_file(folder / name)).cast(_NUMBER) for name in (SUBJECTS, VALUES))

    def of(self, subject: bytes) -> Iterator[re.Match[bytes]]:
        """Yield the lines of a subject."""
        for text, place in self._found(self._subjects, subject):
            line = LINE.match(text, place)
            while line and line[1] == subject:
                yield line
                line = LINE.match(text, line.end())

    def to(self, rest: bytes) -> Iterator[re.Match[bytes]]:
        """Yield the lines with a predicate and value."""
        for text, place in self._found(self._values, rest):
            line = LINE.match(text, place)
            if line and line[2] == rest:
                yield line

    def count(self, rest: bytes) -> int:
        """Return how many lines have a predicate and value, or one whose mark is the same."""
        mark = _mark(rest)
        return bisect_left(self._values, mark + 1 << _PLACE_BITS) - bisect_left(self._values, mark << _PLACE_BITS)

    def _found(self, index: memoryview, term: bytes) -> Iterator[tuple[Text, int]]:
        mark = _mark(term)
        at = bisect_left(index, mark << _PLACE_BITS)
        while at < len(index) and index[at] >> _PLACE_BITS == mark:
            place = index[at] & _PLACE
            number = bisect_right(self._starts, place) - 1
            yield self._texts[number], place - self._starts[number]
            at += 1
