"""The engine of many machines: the same steps as stages of Apache Spark, which parts, moves and repeats the work.

1. Files, wherever Spark reads them, become sheaves.
2. What documents share is resolved in stages (`identity.py`). Sheaves meet what their documents have to know, and become pages.
3. Letters are grouped by home: meetings first, then all others, with the days that the meetings told.
4. Pieces are sorted into their parts and written by the executors, each part one file.

Executors need this package and nothing else of the project. The parts are the same bytes as those of one machine.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import Any, Final

from communique.documents import SUFFIXES
from communique.documents.files import check_names, is_document
from communique.errors import DocumentError
from communique.identity.judging import stale_judgements
from communique.records import Judgement, Mention
from communique.resources import stock
from communique.stream.blocks import FACTS, STREAMS, part_name
from communique.stream.depot import seal
from communique.stream.frame import Frame
from communique.stream.gathering import Read, Task, load_hints, read_data
from communique.stream.learning import Learned
from communique.stream.local import GENERAL, MANIFEST, Job, Outcome, write_manifest
from communique.stream.orphans import orphan_rows
from communique.stream.pieces import Bundle, Made, home_key, home_piece, page_piece, read_quads, route
from communique.stream.spark.identity import Common, Resolution, resolve
from communique.stream.spark.outlet import Outlet
from communique.stream.spark.session import Rows, in_words, kept, told_plainly
from communique.stream.splice import SLOTS, parts_for, slot_of
from communique.stream.written import Written, prefix_lines
from communique.summary import Progress, Sums
from communique.tally import Tally, count

#: Tasks for each processor at least, so that a lost one costs little.
_TASKS: Final = 2


@dataclass(frozen=True, slots=True)
class SparkEngine:
    """Makes a data set with the machines of one Spark context.

    `folder` names the documents as Spark reads them, `parts` the place where parts are to stay, as Spark writes it, if any.
    """

    context: Any
    folder: str
    progress: Progress
    parts: str | None = None

    def make(self, job: Job, folder: Path) -> Outcome:
        """Write the parts and the facts of a data set into a new folder of the driver.

        Raises:
            CommuniqueError: an input is missing or wrong.
        """
        with told_plainly():
            return self._make(job, folder)

    def _make(self, job: Job, folder: Path) -> Outcome:
        outlet = Outlet(self.context, folder, self.parts)
        outlet.open()
        self.progress("read", 0, 1)
        sheaves = self._sheaves(job)
        check_names([Path(name) for name in _alike_names(sheaves)])
        if sheaves.isEmpty():
            raise DocumentError(
                f"{self.folder}: no documents; expected files ending in {', '.join(SUFFIXES)}; put at least one there"
            )
        self.progress("read", 1, 1)
        self.progress("weigh", 0, 1)
        judged = _judged(sheaves, job.judgements)
        mentions = [mention for found in judged.values() for mention in found]
        resolution = resolve(sheaves, job, mentions)
        self.progress("weigh", 1, 1)
        gone = orphan_rows(_learned(resolution.common, judged), job.frame)
        told, rest = route(chain(job.more(sorted(resolution.paths)), gone), resolution.paths, job.frame)
        outcome = self._write(job, self._streams(job, sheaves, resolution, told), outlet)
        outcome.stale = stale_judgements(mentions, job.judgements)
        outcome.tally.add(count(read_quads(rest)))
        (folder / GENERAL).write_bytes(rest)
        write_manifest(outcome, folder)
        for name in (GENERAL, FACTS, MANIFEST):
            outlet.keep(name)
        return outcome

    def _sheaves(self, job: Job) -> Rows:
        """Read the documents where they lie: name, hints, sequences and sheaf of each, packed."""
        read = in_words(partial(_read, takedowns=job.frame.takedowns))
        files = self.context.binaryFiles(self.folder).filter(lambda file: is_document(PurePosixPath(file[0]).name))
        tasks = max(self.context.defaultParallelism * _TASKS, files.getNumPartitions())
        return kept(files.repartition(tasks).mapPartitions(read))

    def _streams(self, job: Job, sheaves: Rows, resolution: Resolution, told: dict[str, bytes]) -> list[Rows]:
        """Return the pieces of each stream, as slot and name with what was made."""
        tasks = sheaves.getNumPartitions()
        common = self.context.broadcast(resolution.common)
        paired = sheaves.map(lambda read: (read.document, (read.sheaf, read.copy_of))).join(resolution.shares, tasks)
        pages = kept(paired.mapPartitions(in_words(partial(_pages, frame=job.frame, common=common))))
        letters = pages.flatMap(_letters)
        more = self.context.parallelize([(home, ("more", "", body)) for home, body in sorted(told.items())], tasks)
        made = in_words(partial(_homes, frame=job.frame))
        meetings = kept(_of(letters.union(more), 1).groupByKey(tasks).mapPartitions(made))
        days = meetings.flatMap(_days)
        others = _of(letters.union(more), 2).union(days).groupByKey(tasks).mapPartitions(made)
        return [pages, meetings, others]

    def _write(self, job: Job, streams: Sequence[Rows], outlet: Outlet) -> Outcome:
        """Let the executors write the parts, and put these in their places."""
        outcome = Outcome()
        parts = parts_for(streams[0].count())
        found = []
        with (outlet.folder / FACTS).open("wb") as turtle:
            turtle.write(prefix_lines(job.frame))
            for rows, name in zip(streams, STREAMS, strict=True):
                self.progress(name, 0, 1)
                ordered = kept(_ordered(rows, parts))
                names = [part_name(name, number) for number in range(parts)]
                found += [path.relative_to(outlet.folder).as_posix() for path in outlet.save(ordered.map(_quads), names)]
                turtle.writelines(ordered.map(_turtle).toLocalIterator())
                tally, sums = ordered.map(lambda piece: (piece[0].tally, piece[1])).aggregate((Tally(), Sums()), _add, _add)
                ordered.unpersist()
                outcome.tally.add(tally)
                outcome.sums.add(sums)
                self.progress(name, 1, 1)
        outcome.parts = sorted((GENERAL, *found))
        return outcome


def _ordered(rows: Rows, parts: int) -> Rows:
    """Return what is written of pieces, with their sums, each part's in its order."""
    placed = rows.map(lambda row: (row[0], (row[1].written, row[1].sums)))
    return placed.repartitionAndSortWithinPartitions(parts, lambda key: key[0] * parts // SLOTS).values()


def _quads(piece: tuple[Written, Sums]) -> bytes:
    return piece[0].quads


def _turtle(piece: tuple[Written, Sums]) -> bytes:
    return piece[0].turtle


def _read(files: Iterable[tuple[str, bytes]], takedowns: tuple[Any, ...]) -> Iterator[Read]:
    return (read_data(Task(Path(PurePosixPath(name).name), takedowns), bytes(data)) for name, data in files)


def _alike_names(sheaves: Rows) -> list[str]:
    """Return the names of documents that differ in nothing but case, sorted."""
    named = sheaves.map(lambda read: (read.document.casefold(), read.document)).groupByKey(sheaves.getNumPartitions())
    return sorted(name for names in named.values().map(list).filter(lambda names: len(names) > 1).collect() for name in names)


def _judged(sheaves: Rows, judgements: Sequence[Judgement]) -> dict[str, tuple[Mention, ...]]:
    """Return the mentions of the documents that are judged, by document."""
    names = frozenset(side.split("#", 1)[0] for row in judgements for side in (row.left, row.right))
    if not names:
        return {}
    found = sheaves.filter(lambda read: read.document in names).map(lambda read: (read.document, load_hints(read.hints).mentions))
    return dict(sorted(found.collect()))


def _learned(common: Common, judged: Mapping[str, Sequence[Mention]]) -> Learned:
    """Return what tells of judgements on documents that are gone."""
    return Learned({}, {}, {}, dict.fromkeys(judged, ""), common.judgements, common.judged, ())


def _pages(rows: Iterable[Any], frame: Frame, common: Any) -> Iterator[tuple[tuple[int, str], Made]]:
    here = _here(frame)
    for name, ((sheaf, copy_of), own) in rows:
        known = common.value.known(name, copy_of, own)
        yield (slot_of(name), name), page_piece((sheaf, known), here)


def _letters(row: tuple[tuple[int, str], Made]) -> list[tuple[str, tuple[str, str, bytes]]]:
    (_, document), made = row
    return [(home, ("letter", document, body)) for home, body in made.told.items()]


def _days(row: tuple[tuple[int, str], Made]) -> list[tuple[str, tuple[str, str, bytes]]]:
    (_, meeting), made = row
    return [(home, ("day", meeting, body)) for home, body in made.told.items()]


def _homes(rows: Iterable[tuple[str, Iterable[tuple[str, str, bytes]]]], frame: Frame) -> Iterator[tuple[tuple[int, str], Made]]:
    here = _here(frame)
    for home, come in rows:
        found = sorted(come)
        kinds = {kind: [body for other, _, body in found if other == kind] for kind in ("letter", "day", "more")}
        bundle = Bundle(home, kinds["letter"], kinds["day"], (kinds["more"] or [seal(b"")])[0])
        yield (slot_of(home), home), home_piece(bundle, here)


def _here(frame: Frame) -> Frame:
    """Return the frame with the code lists that come with this package, wherever the driver has its own."""
    return replace(frame, codelists=stock("ontology") / "codelists")


def _of(rows: Rows, stream: int) -> Rows:
    return rows.filter(lambda row: home_key(row[0])[0] == stream)


def _add(left: tuple[Tally, Sums], right: tuple[Tally, Sums]) -> tuple[Tally, Sums]:
    left[0].add(right[0])
    left[1].add(right[1])
    return left
