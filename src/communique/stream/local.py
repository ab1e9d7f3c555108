"""The engine of one machine: every step for what has changed, with several processes where that is asked for."""

import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Final

from pyoxigraph import Quad

from communique.authority import Authority
from communique.collector import uncollected
from communique.identity.judging import Stale, stale_judgements
from communique.records import Judgement
from communique.stream.blocks import FACTS, FOLDER, STREAMS, Writer
from communique.stream.depot import DamagedError, Depot
from communique.stream.frame import Frame
from communique.stream.gathering import gather, program_hash, read_mentions
from communique.stream.learning import Learned, Means, named_in
from communique.stream.likeness import Likeness
from communique.stream.orphans import orphan_rows
from communique.stream.pieces import read_quads, route
from communique.stream.pool import Runner, running
from communique.stream.relearning import Given, relearn
from communique.stream.roll import document_of
from communique.stream.splice import former, parts_for, splicing
from communique.stream.weaving import Loom, put_more, weave_homes, weave_pages
from communique.stream.written import prefix_lines
from communique.summary import Progress, Sums
from communique.tally import Tally, count

GENERAL: Final = f"{FOLDER}/general.nq"
MANIFEST: Final = f"{FOLDER}/SHA256SUMS"
_DIGEST: Final = 32


@dataclass(frozen=True, slots=True)
class Job:
    """What a data set is made of; `more` returns what files of people's say, given the paths of all entities."""

    paths: Sequence[Path]
    authority: Authority
    judgements: Sequence[Judgement]
    frame: Frame
    more: Callable[[Iterable[str]], Iterable[Quad]]


@dataclass(slots=True)
class Outcome:
    """What was made: counts, sums, the judgements that are not followed, the parts, and the hash of the whole."""

    tally: Tally = field(default_factory=Tally)
    sums: Sums = field(default_factory=Sums)
    stale: Sequence[Stale] = ()
    parts: Sequence[str] = ()
    digest: str = ""


class LocalEngine:
    """Makes a data set below a folder from what has changed since the last one was published, and remembers it when told."""

    def __init__(self, depot: Depot, published: Path, jobs: int, progress: Progress) -> None:
        self._depot, self._published, self._jobs, self._progress = depot, published, jobs, progress

    def make(self, job: Job, folder: Path) -> Outcome:
        """Write the parts and the facts of a data set into a new folder.

        Raises:
            CommuniqueError: an input is missing or wrong.
        """
        try:
            return self._make(job, folder)
        except (DamagedError, sqlite3.DatabaseError):
            self._depot.start_anew()
            return self._make(job, folder)

    def keep(self) -> None:
        """Remember what was made: it is published now."""
        self._depot.keep()

    def _make(self, job: Job, folder: Path) -> Outcome:
        expected = self._recall(job)
        with running(self._jobs) as runner, former(self._published, expected) as old:
            gather(self._depot, job.paths, job.frame.takedowns, (runner, lambda done, of: self._progress("read", done, of)))
            self._progress("weigh", 0, 1)
            with uncollected():
                learned, stale = self._learn(job, runner)
            self._progress("weigh", 1, 1)
            with splicing(old, folder) as quads, splicing(old, folder) as turtle:
                head = prefix_lines(job.frame)
                turtle.write(FACTS, head)
                writer = Writer(self._depot, (quads, turtle), parts_for(len(job.paths)), len(head))
                outcome = self._weave(job, learned, Loom(self._depot, job.frame, runner, writer))
            outcome.stale = stale
            self._sign(outcome, folder, {**turtle.digests, **quads.digests})
            return outcome

    def _recall(self, job: Job) -> Mapping[str, str]:
        """Return the files that pieces may be copied from, with their hashes: none, unless they are what was kept last."""
        program, kept = program_of(job), self._depot.note("published")
        manifest = self._published / MANIFEST
        same = self._depot.note("program") == program and manifest.is_file()
        if same and kept and hashlib.sha256(manifest.read_bytes()).digest() == kept[:_DIGEST]:
            rows = (line.split("  ") for line in manifest.read_text(encoding="ascii").splitlines())
            return {FACTS: kept[_DIGEST:].hex(), **{f"{FOLDER}/{name}": digest for digest, name in rows}}
        self._depot.forget_woven()
        self._depot.set_note("program", program)
        return {}

    def _learn(self, job: Job, runner: Runner) -> tuple[Learned, Sequence[Stale]]:
        means = Means(Likeness(self._depot).alike, runner.map)
        learned = relearn(self._depot, Given(job.authority, job.judgements), means)
        judged = sorted({document_of(text) for text in named_in(job.judgements)})
        mentions = (mention for name in judged for mention in read_mentions(self._depot, name))
        return learned, stale_judgements(mentions, job.judgements)

    def _weave(self, job: Job, learned: Learned, loom: Loom) -> Outcome:
        outcome = Outcome()
        told, rest = route(chain(job.more(sorted(learned.paths)), orphan_rows(learned, job.frame)), learned.paths, job.frame)
        put_more(loom, told)
        for number, name in enumerate(STREAMS):
            self._progress(name, 0, 1)
            for held in weave_homes(loom, number) if number else weave_pages(loom, learned):
                outcome.tally.add(held.tally)
                outcome.sums.add(held.sums)
            self._progress(name, 1, 1)
        outcome.tally.add(count(read_quads(rest)))
        loom.writer.quads.write(GENERAL, rest)
        return outcome

    def _sign(self, outcome: Outcome, folder: Path, digests: Mapping[str, str]) -> None:
        """Write the hashes of the parts, and note by which files the pieces are to be known."""
        outcome.parts = sorted(name for name in digests if name != FACTS)
        write_manifest(outcome, folder, digests)
        self._depot.set_note("published", bytes.fromhex(outcome.digest + digests[FACTS]))


def write_manifest(outcome: Outcome, folder: Path, digests: Mapping[str, str] | None = None) -> None:
    """Write the hash of each part beside them, in the form of `sha256sum`; its own hash is that of the data set."""
    known = digests or {name: _digest(folder / name) for name in outcome.parts}
    manifest = "".join(f"{known[name]}  {Path(name).name}\n" for name in outcome.parts).encode()
    (folder / MANIFEST).write_bytes(manifest)
    outcome.digest = hashlib.sha256(manifest).hexdigest()


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def program_of(job: Job) -> bytes:
    """Return the hash of what every piece depends on."""
    frame, parts = job.frame, parts_for(len(job.paths))
    codelists = [(path.name, path.read_bytes()) for path in sorted(frame.codelists.glob("*.ttl"))]
    told = (program_hash(), frame.base, frame.reader, sorted(frame.pins.items()), frame.takedowns, codelists, parts)
    return hashlib.sha256(repr(told).encode()).digest()
