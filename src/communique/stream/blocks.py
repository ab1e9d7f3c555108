"""Blocks: the pieces as they lie in the files, what each holds, and the parts that they fill.

A part keeps where its blocks lie and what they add up to, so that one which nothing touches is linked without a look at them, and
in one that is touched only the blocks are counted anew that have changed.
"""

import marshal
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, Final

from communique.stream.depot import DamagedError, Depot, seal, unseal
from communique.stream.letters import plain
from communique.stream.pieces import Key, Made
from communique.stream.splice import SLOTS, Span, Splicer
from communique.summary import Sums
from communique.tally import Tally, tally_of

#: The streams in the order in which they are written: what a later one needs, an earlier one has told.
STREAMS: Final = ("documents", "meetings", "others")
FACTS: Final = "facts.ttl"
FOLDER: Final = "everything"
#: The lengths of a block's N-Quads and Turtle, by its slot and name.
Lengths = Mapping[tuple[int, str], tuple[int, int]]


@dataclass(slots=True)
class Held:
    """What a block, or a part, holds: counts and sums, and the lengths of its N-Quads and its Turtle."""

    tally: Tally = field(default_factory=Tally)
    sums: Sums = field(default_factory=Sums)
    quads: int = 0
    turtle: int = 0

    def add(self, other: "Held") -> None:
        """Add what another block holds."""
        self.tally.add(other.tally)
        self.sums.add(other.sums)
        self.quads += other.quads
        self.turtle += other.turtle

    def take(self, other: "Held") -> None:
        """Take away what a block holds that was added before."""
        self.tally.take(other.tally)
        self.sums.take(other.sums)
        self.quads -= other.quads
        self.turtle -= other.turtle


@dataclass(frozen=True, slots=True)
class Change:
    """What is new in a stream: the blocks to be made anew, in their order, those that are gone, and the pieces as they are made."""

    again: Iterable[Key]
    gone: frozenset[Key]
    made: Iterator[Made]


class Writer:
    """Writes the parts of one stream after the other; `head` is the length of what stands before the first block's Turtle."""

    def __init__(self, depot: Depot, splicers: tuple[Splicer, Splicer], parts: int, head: int) -> None:
        self._depot, self._parts = depot, parts
        self.quads, self.turtle = splicers
        self._kept = {(stream, number): read_held(sums) for stream, number, sums in depot.all(_PARTS)}
        self._starts: dict[tuple[int, int], int] = {}
        for place, held in self._kept.items():
            self._starts[place] = head
            head += held.turtle

    @property
    def fresh(self) -> bool:
        """Whether nothing was kept, so that every block is to be made."""
        return not self._kept

    def write(self, stream: int, change: Change) -> Iterator[Held]:
        """Write the parts of a stream, and yield what each holds."""
        again = groupby(change.again, lambda key: self._part_of(key))
        touched = {self._part_of(key) for key in change.gone}
        waiting = next(again, None)
        for number in range(self._parts):
            place = (stream, number)
            todo = list(waiting[1]) if waiting and waiting[0] == number else []
            if todo or number in touched:
                gone = {key for key in change.gone if self._part_of(key) == number} if number in touched else set()
                yield self._anew(place, todo, gone, change.made)
            elif place in self._kept:
                yield self._as_it_was(place)
            if todo:
                waiting = next(again, None)

    def _part_of(self, key: Key) -> int:
        return key[1] * self._parts // SLOTS

    def _as_it_was(self, place: tuple[int, int]) -> Held:
        held, name = self._kept[place], part_name(STREAMS[place[0]], place[1])
        self.quads.copy(name, Span(name, 0, held.quads))
        self.turtle.copy(FACTS, Span(FACTS, self._starts[place], held.turtle))
        return held

    def _anew(self, place: tuple[int, int], todo: list[Key], gone: set[Key], made: Iterator[Made]) -> Held:
        """Write a part of new blocks and of those that have not changed, and keep what it holds."""
        lengths = self._lengths(place)
        held = self._kept.get(place, Held())
        for key in (*todo, *gone):
            if key[1:] in lengths:
                held.take(self._block(key))
        left = lengths.keys() - {key[1:] for key in gone}
        written = self._spliced(place, (lengths, left), {key[1:]: key for key in todo}, (held, made))
        self._depot.put_all("DELETE FROM block WHERE stream = ? AND slot = ? AND name = ?", sorted(gone))
        self._keep(place, held, written)
        return held

    def _spliced(
        self,
        place: tuple[int, int],
        old: tuple[Lengths, set[tuple[int, str]]],
        todo: Mapping[tuple[int, str], Key],
        new: tuple[Held, Iterator[Made]],
    ) -> dict[tuple[int, str], tuple[int, int]]:
        """Write the blocks of a part in their order, those that stay in runs, and return their lengths."""
        (lengths, left), name = old, part_name(STREAMS[place[0]], place[1])
        starts = _starts(lengths, self._starts.get(place, 0))
        found: dict[tuple[int, str], tuple[int, int]] = {}
        for fate, group in groupby(
            sorted({*lengths, *todo}), lambda at: "new" if at in todo else "stays" if at in left else "goes"
        ):
            run = list(group)
            if fate == "new":
                found |= {at: self._new(todo[at], name, new) for at in run}
            elif fate == "stays":
                found |= {at: lengths[at] for at in run}
                ends = [starts[run[-1]][n] + lengths[run[-1]][n] for n in (0, 1)]
                self.quads.copy(name, Span(name, starts[run[0]][0], ends[0] - starts[run[0]][0]))
                self.turtle.copy(FACTS, Span(FACTS, starts[run[0]][1], ends[1] - starts[run[0]][1]))
        return found

    def _new(self, key: Key, name: str, new: tuple[Held, Iterator[Made]]) -> tuple[int, int]:
        held, made = new
        piece = next(made)
        written = piece.written
        block = Held(written.tally, piece.sums, len(written.quads), len(written.turtle))
        self.quads.write(name, written.quads)
        self.turtle.write(FACTS, written.turtle)
        self._depot.put("INSERT OR REPLACE INTO block VALUES (?, ?, ?, ?)", (*key, write_held(block)))
        held.add(block)
        return block.quads, block.turtle

    def _block(self, key: Key) -> Held:
        row = self._depot.one("SELECT body FROM block WHERE stream = ? AND slot = ? AND name = ?", key)
        if row is None:
            raise DamagedError
        return read_held(row[0])

    def _lengths(self, place: tuple[int, int]) -> Lengths:
        row = self._depot.one("SELECT blocks FROM part WHERE stream = ? AND number = ?", place)
        return {(slot, name): (quads, turtle) for slot, name, quads, turtle in _read(row[0])} if row else {}

    def _keep(self, place: tuple[int, int], held: Held, lengths: Lengths) -> None:
        if not lengths:
            self._depot.put("DELETE FROM part WHERE stream = ? AND number = ?", place)
            return
        blocks = seal(plain(tuple((*at, *found) for at, found in lengths.items())))
        self._depot.put("INSERT OR REPLACE INTO part VALUES (?, ?, ?, ?)", (*place, write_held(held), blocks))


_PARTS: Final = "SELECT stream, number, sums FROM part ORDER BY stream, number"


def _starts(lengths: Lengths, turtle: int) -> dict[tuple[int, str], tuple[int, int]]:
    """Return where the N-Quads and the Turtle of each block begin."""
    found, quads = {}, 0
    for at, (more_quads, more_turtle) in lengths.items():
        found[at] = quads, turtle
        quads, turtle = quads + more_quads, turtle + more_turtle
    return found


def part_name(stream: str, number: int) -> str:
    """Return the path of a part below the published folder.

    >>> part_name("meetings", 3)
    'everything/meetings-0003.nq'
    """
    return f"{FOLDER}/{stream}-{number:04d}.nq"


def write_held(held: Held) -> bytes:
    """Write what a block or a part holds."""
    sums = held.sums
    told = (sums.documents, sums.claims, sums.characters, sums.facts, tuple(sorted(sums.disagreements.items())))
    return seal(plain((held.tally.plain(), told, held.quads, held.turtle)))


def read_held(body: bytes) -> Held:
    """Read what a block or a part holds.

    Raises:
        DamagedError: it is not what was kept.
    """
    tally, (documents, claims, characters, facts, kinds), quads, turtle = _read(body)
    return Held(tally_of(tally), Sums(documents, claims, characters, facts, Counter(dict(kinds))), quads, turtle)


def _read(body: bytes) -> Any:
    return marshal.loads(unseal(body))  # noqa: S302 - what was sealed is what we wrote
