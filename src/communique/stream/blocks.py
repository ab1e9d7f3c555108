"""Blocks: the pieces as they lie in the files, what each holds, and the order in which streams of them are written."""

import marshal
from collections import Counter
from dataclasses import dataclass, replace
from typing import Any, Final

from communique.stream.depot import Depot, seal, unseal
from communique.stream.letters import plain
from communique.stream.splice import SLOTS, Span, Splicer
from communique.stream.written import Written
from communique.summary import Sums
from communique.tally import Tally, tally_of

#: The streams in the order in which they are written: what a later one needs, an earlier one has told.
STREAMS: Final = ("documents", "meetings", "others")
FACTS: Final = "facts.ttl"
FOLDER: Final = "everything"


@dataclass(frozen=True, slots=True)
class Block:
    """One piece in its place: where its N-Quads and its Turtle lie, and what it holds."""

    quads: Span
    turtle: Span
    tally: Tally
    sums: Sums


@dataclass(slots=True)
class Writer:
    """Writes the blocks of one stream after the other; `parts` is the number of files of each stream."""

    depot: Depot
    quads: Splicer
    turtle: Splicer
    parts: int

    def place(self, stream: int, slot: int) -> str:
        """Return the file in which the blocks of a slot lie."""
        return part_name(STREAMS[stream], slot * self.parts // SLOTS)

    def write(self, key: tuple[int, int, str], written: Written, sums: Sums) -> Block:
        """Write a new block and keep where it lies."""
        spans = self.quads.write(self.place(*key[:2]), written.quads), self.turtle.write(FACTS, written.turtle)
        return self._keep(key, Block(*spans, written.tally, sums))

    def copy(self, key: tuple[int, int, str], block: Block) -> Block:
        """Copy a block from where it lay."""
        spans = self.quads.copy(self.place(*key[:2]), block.quads), self.turtle.copy(FACTS, block.turtle)
        if spans == (block.quads, block.turtle):
            return block
        return self._keep(key, replace(block, quads=spans[0], turtle=spans[1]))

    def _keep(self, key: tuple[int, int, str], block: Block) -> Block:
        self.depot.put("INSERT OR REPLACE INTO block VALUES (?, ?, ?, ?)", (*key, write_block(block)))
        return block


def part_name(stream: str, number: int) -> str:
    """Return the path of a part below the published folder.

    >>> part_name("meetings", 3)
    'everything/meetings-0003.nq'
    """
    return f"{FOLDER}/{stream}-{number:04d}.nq"


def write_block(block: Block) -> bytes:
    """Write what is kept of a block."""
    sums = block.sums
    spans = tuple((span.file, span.start, span.length) for span in (block.quads, block.turtle))
    told = (sums.documents, sums.claims, sums.characters, sums.facts, tuple(sorted(sums.disagreements.items())))
    return seal(plain((spans, block.tally.plain(), told)))


def read_block(body: bytes) -> Block:
    """Read what is kept of a block.

    Raises:
        DamagedError: it is not what was kept.
    """
    (quads, turtle), tally, told = _read(body)
    return Block(Span(*quads), Span(*turtle), tally_of(tally), Sums(told[0], told[1], told[2], told[3], Counter(dict(told[4]))))


def _read(body: bytes) -> Any:
    return marshal.loads(unseal(body))  # noqa: S302 - what was sealed is what we wrote
