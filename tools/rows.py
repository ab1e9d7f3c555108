"""The one table of `make bench`: rows of what was measured, and ratios whose two sides were both measured in this run.

from tools.rows import Row, Table

table = Table()
ours = table.add(Row("0.1 M triples", "check", seconds=2.1, triples=102_824))
peer = table.add(Row("0.1 M triples", "check by pySHACL", seconds=600.0, triples=102_824, stopped=True))
table.compare(ours, peer)
print(table.text())
"""

import os
import resource
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Final

#: The run that this process is; a row of another one is none of this run.
RUN: Final = f"{os.getpid()}-{time.time_ns()}"
_HEADS: Final = ("size", "stage", "seconds", "documents/s", "triples/s", "peak MB", "ratio")


@dataclass(frozen=True, slots=True)
class Row:
    """One measurement: what was done to how much, and what it took. `stopped` says that it was ended before its end."""

    size: str
    stage: str
    seconds: float
    documents: int | None = None
    triples: int | None = None
    peak_mb: int | None = None
    stopped: bool = False
    run: str = RUN

    def cells(self) -> list[str]:
        """Return the row as the table shows it, without the ratio."""
        shown = f"{'over ' if self.stopped else ''}{self.seconds:.3g}"
        return [self.size, self.stage, shown, self._rate(self.documents), self._rate(self.triples), str(self.peak_mb or "")]

    def _rate(self, count: int | None) -> str:
        return "" if count is None or self.stopped else f"{count / self.seconds:,.0f}"


@dataclass(frozen=True, slots=True)
class Ratio:
    """How many times as fast one row is as its peer.

    Raises:
        ValueError: a side was not measured in this run, the sizes differ, or ours was stopped before its end.

    >>> Ratio(Row("5 documents", "check", 0.5), Row("5 documents", "peer", 10.0)).text
    '20.0'
    >>> Ratio(Row("5 documents", "check", 0.5), Row("5 documents", "peer", 10.0, stopped=True)).text
    'at least 20.0'
    """

    ours: Row
    peer: Row

    def __post_init__(self) -> None:
        """Refuse what would be no fair comparison."""
        for row in (self.ours, self.peer):
            if row.run != RUN:
                raise ValueError(
                    f"{row.size}, {row.stage}: not measured in this run; measure both sides in one run to compare them"
                )
        if self.ours.size != self.peer.size:
            raise ValueError(f"{self.ours.size} and {self.peer.size}: a ratio compares two measurements of one size")
        if self.ours.stopped:
            raise ValueError(f"{self.ours.size}, {self.ours.stage}: was stopped, so nothing can be said of how fast it is")

    @property
    def times(self) -> float:
        """How many times as fast; at least so many where the peer was stopped."""
        return round(self.peer.seconds / self.ours.seconds, 1)

    @property
    def text(self) -> str:
        """The ratio as the table shows it."""
        return f"{'at least ' if self.peer.stopped else ''}{self.times}"


@dataclass(slots=True)
class Table:
    """The rows of a run and their ratios, in the order in which they were added."""

    rows: list[Row] = field(default_factory=list)
    ratios: list[Ratio] = field(default_factory=list)

    def add(self, row: Row) -> Row:
        """Add a row, and return it."""
        self.rows.append(row)
        return row

    def compare(self, ours: Row, peer: Row) -> Ratio:
        """Add the ratio of two rows of this table.

        Raises:
            ValueError: a side was not measured in this run, or stands in no row.
        """
        if ours not in self.rows or peer not in self.rows:
            raise ValueError(f"{ours.stage}, {peer.stage}: a ratio is of two rows of the table; add both")
        self.ratios.append(Ratio(ours, peer))
        return self.ratios[-1]

    def text(self) -> str:
        """Return the table as lines of text."""
        told = {id(ratio.ours): f"{ratio.text} times {ratio.peer.stage}" for ratio in self.ratios}
        lines = [list(_HEADS), *([*row.cells(), told.get(id(row), "")] for row in self.rows)]
        widths = [max(len(line[place]) for line in lines) for place in range(len(_HEADS))]
        return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines)

    def figures(self) -> dict[str, Any]:
        """Return the rows and ratios as figures for docs/measured.json."""
        kept = [
            {key: value for key, value in asdict(row).items() if key != "run" and value not in (None, False)} for row in self.rows
        ]
        ratios = [
            {"size": r.ours.size, "stage": r.ours.stage, "peer": r.peer.stage, "times_as_fast": r.times, "at_least": r.peer.stopped}
            for r in self.ratios
        ]
        return {"rows": kept, "ratios": ratios}

    @contextmanager
    def timed(self, row: Row) -> Iterator[list[Row]]:
        """Add a row with the seconds that a block takes and the most memory that the process has held; yields a list for it."""
        found: list[Row] = []
        began = time.perf_counter()
        yield found
        seconds = time.perf_counter() - began
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        found.append(self.add(replace(row, seconds=round(seconds, 3), peak_mb=peak)))
