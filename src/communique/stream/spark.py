"""The engine of many machines: the same steps as stages of Apache Spark, which parts, moves and repeats the work.

1. Files, wherever Spark reads them, become sheaves; the hints of all go to the driver, which resolves what documents share.
2. Sheaves meet what their documents have to know, and become pages.
3. Letters are grouped by home: meetings first, then all others, with the days that the meetings told.
4. Pieces are sorted into their parts and written by the executors, each part one file.

Executors need this package and nothing else of the project. The parts are the same bytes as those of one machine.
"""

import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import Any, Final, TypeAlias

from communique.documents.files import check_names, is_document
from communique.errors import ProjectError
from communique.identity.judging import stale_judgements
from communique.lexicon.glossary import present, use
from communique.stream.blocks import FACTS, STREAMS, part_name
from communique.stream.depot import seal
from communique.stream.gathering import Read, Task, load_hints, load_shingles, read_data
from communique.stream.learning import Learned, Means, learn
from communique.stream.letters import Known
from communique.stream.local import GENERAL, Job, Outcome, write_manifest
from communique.stream.orphans import orphan_rows
from communique.stream.pieces import Bundle, Made, home_key, home_piece, page_piece, read_quads, route
from communique.stream.splice import SLOTS, parts_for, slot_of
from communique.stream.written import prefix_lines
from communique.summary import Progress, Sums
from communique.tally import Tally, count
from communique.witnesses import are_alike, may_be_alike

#: What Spark keeps in many places; it is not typed here, since Spark may be missing.
Rows: TypeAlias = Any
#: Tasks for each processor at once: enough that a lost one costs little.
_TASKS: Final = 4
_SCRATCH: Final = ".spark"


@contextmanager
def spark_context(master: str) -> Iterator[Any]:
    """Have Spark at work at an address such as `local[2]` or `spark://HOST:7077`; settings are those of `spark-defaults.conf`.

    Raises:
        ProjectError: Spark, or the Java that it runs on, is not installed.
    """
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    try:
        from pyspark import SparkConf, SparkContext
    except ImportError:
        raise ProjectError("Apache Spark is not installed; run: pip install 'communique[spark]' (and have Java 17)") from None
    if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
        raise ProjectError("Spark runs on Java, which is not installed; install Java 17 or later, or set JAVA_HOME")
    conf = SparkConf().setMaster(master).setAppName("communique")
    for name in ("spark.ui.enabled", "spark.ui.showConsoleProgress"):
        conf.setIfMissing(name, "false")
    context = SparkContext(conf=conf)
    context.setLogLevel("ERROR")
    try:
        yield context
    finally:
        context.stop()


@dataclass(frozen=True, slots=True)
class SparkEngine:
    """Makes a data set with the machines of one Spark context; `folder` names the documents as Spark reads them."""

    context: Any
    folder: str
    progress: Progress

    def make(self, job: Job, folder: Path) -> Outcome:
        """Write the parts and the facts of a data set into a new folder that driver and executors share.

        Raises:
            CommuniqueError: an input is missing or wrong.
        """
        tasks = self.context.defaultParallelism * _TASKS
        self.progress("read", 0, 1)
        sheaves = self._sheaves(job, tasks)
        learned, outcome = self._learn(job, sheaves)
        self.progress("read", 1, 1)
        told, rest = route(chain(job.more(sorted(learned.entities)), orphan_rows(learned, job.frame)), learned.entities, job.frame)
        streams = self._streams(job, sheaves, learned, told)
        self._write(job, streams, outcome, folder)
        outcome.tally.add(count(read_quads(rest)))
        (folder / GENERAL).write_bytes(rest)
        write_manifest(outcome, folder)
        return outcome

    def _sheaves(self, job: Job, tasks: int) -> Rows:
        """Read the documents where they lie: name, hints, sequences and sheaf of each, packed."""
        read = _in_words(partial(_read, takedowns=job.frame.takedowns))
        files = self.context.binaryFiles(self.folder, tasks).filter(lambda file: is_document(PurePosixPath(file[0]).name))
        return files.repartition(tasks).mapPartitions(read).persist(_disk())

    def _learn(self, job: Job, sheaves: Rows) -> tuple[Learned, Outcome]:
        """Resolve on the driver what documents share."""
        packed = sorted(sheaves.map(lambda read: (read.document, read.hints)).collect())
        check_names([Path(name) for name, _ in packed])
        hints = [load_hints(body) for _, body in packed]
        alike = {name for pair in may_be_alike({hint.trace.name: hint.trace for hint in hints}) for name in pair}
        found = sheaves.filter(lambda read: read.document in alike).map(lambda read: (read.document, read.shingles)).collectAsMap()
        means = Means(lambda left, right: are_alike(load_shingles(found[left]), load_shingles(found[right])), self._run)
        learned = learn(hints, job.authority, job.judgements, means)
        stale = stale_judgements((mention for hint in hints for mention in hint.mentions), job.judgements)
        return learned, Outcome(stale=stale)

    def _run(self, decide: Callable[[Any], Any], blocks: Iterable[Any]) -> list[Any]:
        """Decide on blocks of people where the executors are."""
        found: list[Any] = self.context.parallelize(list(blocks)).map(decide).collect()
        return found

    def _streams(self, job: Job, sheaves: Rows, learned: Learned, told: dict[str, bytes]) -> list[Rows]:
        """Return the pieces of each stream, as slot and name with what was made."""
        tasks = sheaves.getNumPartitions()
        copies = sheaves.map(lambda read: (read.document, read.copy_of)).collect()
        known = self.context.parallelize([(name, learned.known(name, copy)) for name, copy in sorted(copies)], tasks)
        paired = sheaves.map(lambda read: (read.document, read.sheaf)).join(known, tasks)
        pages = paired.mapPartitions(_in_words(partial(_pages, frame=job.frame))).persist(_disk())
        letters = pages.flatMap(_letters)
        more = self.context.parallelize([(home, ("more", "", body)) for home, body in sorted(told.items())], tasks)
        made = _in_words(partial(_homes, frame=job.frame))
        meetings = _of(letters.union(more), 1).groupByKey(tasks).mapPartitions(made).persist(_disk())
        days = meetings.flatMap(_days)
        others = _of(letters.union(more), 2).union(days).groupByKey(tasks).mapPartitions(made)
        return [pages, meetings, others]

    def _write(self, job: Job, streams: Sequence[Rows], outcome: Outcome, folder: Path) -> None:
        """Let the executors write the parts, and put these in their places."""
        parts = parts_for(streams[0].count())
        turtle = [prefix_lines(job.frame)]
        for rows, name in zip(streams, STREAMS, strict=True):
            self.progress(name, 0, 1)
            placed = rows.map(lambda row: (row[0], (row[1].written, row[1].sums)))
            ordered = placed.repartitionAndSortWithinPartitions(parts, lambda key: key[0] * parts // SLOTS).values()
            ordered.persist(_disk())
            self._save(ordered.map(lambda piece: piece[0].quads), [folder / part_name(name, n) for n in range(parts)], folder)
            facts = [folder / f"{_SCRATCH}-facts-{n}" for n in range(parts)]
            self._save(ordered.map(lambda piece: piece[0].turtle), facts, folder)
            turtle += [_taken(path) for path in facts]
            tally, sums = ordered.map(lambda piece: (piece[0].tally, piece[1])).aggregate((Tally(), Sums()), _add, _add)
            ordered.unpersist()
            outcome.tally.add(tally)
            outcome.sums.add(sums)
            self.progress(name, 1, 1)
        (folder / FACTS).write_bytes(b"".join(turtle))
        outcome.parts = sorted([GENERAL, *(part_name(name, n) for name in STREAMS for n in range(parts))])

    def _save(self, blocks: Rows, paths: Sequence[Path], folder: Path) -> None:
        """Write each partition as one file, and move it to its path; a partition without anything is no file."""
        scratch = folder / _SCRATCH
        texts = blocks.filter(bool).map(lambda block: block.decode().removesuffix("\n"))
        texts.saveAsTextFile(scratch.resolve().as_uri())
        for number, path in enumerate(paths):
            path.parent.mkdir(parents=True, exist_ok=True)
            (scratch / f"part-{number:05d}").replace(path)
        _remove(scratch)


def _read(files: Iterable[tuple[str, bytes]], takedowns: tuple[Any, ...]) -> Iterator[Read]:
    return (read_data(Task(Path(PurePosixPath(name).name), takedowns), bytes(data)) for name, data in files)


def _pages(rows: Iterable[tuple[str, tuple[bytes, Known]]], frame: Any) -> Iterator[tuple[tuple[int, str], Made]]:
    return (((slot_of(name), name), page_piece(task, frame)) for name, task in rows)


def _letters(row: tuple[tuple[int, str], Made]) -> list[tuple[str, tuple[str, str, bytes]]]:
    (_, document), made = row
    return [(home, ("letter", document, body)) for home, body in made.told.items()]


def _days(row: tuple[tuple[int, str], Made]) -> list[tuple[str, tuple[str, str, bytes]]]:
    (_, meeting), made = row
    return [(home, ("day", meeting, body)) for home, body in made.told.items()]


def _homes(rows: Iterable[tuple[str, Iterable[tuple[str, str, bytes]]]], frame: Any) -> Iterator[tuple[tuple[int, str], Made]]:
    for home, come in rows:
        found = sorted(come)
        kinds = {kind: [body for other, _, body in found if other == kind] for kind in ("letter", "day", "more")}
        bundle = Bundle(home, kinds["letter"], kinds["day"], (kinds["more"] or [seal(b"")])[0])
        yield (slot_of(home), home), home_piece(bundle, frame)


def _of(rows: Rows, stream: int) -> Rows:
    return rows.filter(lambda row: home_key(row[0])[0] == stream)


def _add(left: tuple[Tally, Sums], right: tuple[Tally, Sums]) -> tuple[Tally, Sums]:
    left[0].add(right[0])
    left[1].add(right[1])
    return left


def _in_words(step: Callable[[Iterable[Any]], Iterator[Any]]) -> Callable[[Iterable[Any]], Iterator[Any]]:
    """Let the words of the project hold wherever a step runs."""
    glossary = present()

    def run(rows: Iterable[Any]) -> Iterator[Any]:
        use(glossary)
        return step(rows)

    return run


def _disk() -> Any:
    from pyspark import StorageLevel

    return StorageLevel.DISK_ONLY


def _taken(path: Path) -> bytes:
    """Return what a file holds, and remove it."""
    content = path.read_bytes()
    path.unlink()
    return content


def _remove(folder: Path) -> None:
    for path in folder.iterdir():
        path.unlink()
    folder.rmdir()
