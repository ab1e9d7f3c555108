"""Gathering: the sheaves of all documents, made anew only where a file, the words of the project or the program have changed."""

import hashlib
import marshal
import sys
from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Final

from communique.documents import document_from, read_bytes
from communique.errors import DocumentError
from communique.graph.dataset import Counts
from communique.lexicon.glossary import present
from communique.preserved import dump, load
from communique.records import HeldPost, Mention
from communique.stream.depot import DamagedError, Depot, seal, unseal
from communique.stream.letters import plain
from communique.stream.pool import Runner
from communique.stream.sheaf import Hints, Sheaf, hints_of, make_sheaf
from communique.takedowns import Takedown, mask, names_any
from communique.witnesses import Trace

#: The place of the posts among the fields of a mention.
_POSTS: Final = Mention._fields.index("posts")
#: The fields of a mention whose texts many documents have.
_COMMON: Final = frozenset({"kind", "name", "aliases", "posts", "date", "status", "listed", "published"})
#: Told after each document: how many are read, and how many there are.
Told = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Task:
    """One file to be read, and the names to be masked in it."""

    path: Path
    takedowns: tuple[Takedown, ...]


@dataclass(frozen=True, slots=True)
class Read:
    """A file's sheaf and hints as they are kept, with the stamp of what they were made of."""

    document: str
    stamp: bytes
    copy_of: str | None
    hints: bytes
    trace: bytes
    shingles: bytes
    sheaf: bytes


def gather(depot: Depot, paths: Sequence[Path], takedowns: tuple[Takedown, ...], told: tuple[Runner, Told]) -> None:
    """Let the depot hold the sheaves of just these files.

    Raises:
        DocumentError: a file cannot be read, or is called by a name that is taken down.
    """
    runner, progress = told
    kept = dict(depot.all("SELECT document, stamp FROM sheaf"))
    for name in sorted(kept.keys() - {path.stem for path in paths}):
        depot.put("DELETE FROM sheaf WHERE document = ?", (name,))
        depot.put("DELETE FROM alike WHERE one = ?1 OR other = ?1", (name,))
    missing = [path for path in paths if kept.get(path.stem) != stamp_of(path, read_bytes(path), takedowns)]
    done = len(paths) - len(missing)
    progress(done, len(paths))
    for read in runner.map(read_file, (Task(path, takedowns) for path in missing)):
        row = (read.document, read.stamp, read.copy_of, read.hints, read.trace, read.shingles, read.sheaf)
        depot.put("INSERT OR REPLACE INTO sheaf VALUES (?, ?, ?, ?, ?, ?, ?)", row)
        done += 1
        progress(done, len(paths))
        if done % 1000 == 0:
            depot.keep()
    depot.keep()


def stamp_of(path: Path, data: bytes, takedowns: tuple[Takedown, ...]) -> bytes:
    """Return the hash of all that a sheaf depends on."""
    digest = hashlib.sha256()
    for piece in (program_hash(), present().digest, path.name, repr(takedowns)):
        digest.update(f"{piece}\n".encode())
    digest.update(data)
    return digest.digest()


@cache
def program_hash() -> str:
    """Return a hash of every file that the program is made of, its tables included."""
    digest = hashlib.sha256()
    for name, content in _sources(files("communique"), ""):
        digest.update(f"{name}\n".encode())
        digest.update(content)
    return digest.hexdigest()


def _sources(folder: Traversable, above: str) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.iterdir(), key=lambda path: path.name):
        name = f"{above}/{path.name}"
        if path.is_dir() and not path.name.startswith((".", "__")):
            yield from _sources(path, name)
        elif path.name.endswith((".py", ".tsv")):
            yield name, path.read_bytes()


def read_sheaf(body: bytes) -> Sheaf:
    """Read a sheaf that the depot has kept.

    Raises:
        DamagedError: it is not what was kept.
    """
    document, mentions, claims, coverage = _load(body)
    return Sheaf(document, mentions, claims, Counts(*coverage))


def read_hints(depot: Depot) -> Iterator[Hints]:
    """Yield the hints of all documents, by name.

    Raises:
        DamagedError: something is not what was kept.
    """
    for (body,) in depot.all("SELECT hints FROM sheaf ORDER BY document"):
        yield load_hints(body)


def read_mentions(depot: Depot, document: str) -> tuple[Mention, ...]:
    """Return the mentions of one document that others are told of; none of one that is not there.

    Raises:
        DamagedError: they are not what was kept.
    """
    row = depot.one("SELECT hints FROM sheaf WHERE document = ?", (document,))
    return load_hints(row[0]).mentions if row else ()


def read_traces(depot: Depot) -> list[Trace]:
    """Return the traces of all documents, by name.

    Raises:
        DamagedError: one is not what was kept.
    """
    return [Trace(*_read(body)) for (body,) in depot.all("SELECT trace FROM sheaf ORDER BY document")]


def load_hints(body: bytes) -> Hints:
    """Read hints that were packed.

    Raises:
        DamagedError: they are not what was packed.
    """
    mentions, trace = _read(body)
    return Hints(tuple(map(_mention, mentions)), Trace(*trace))


def _mention(row: tuple[Any, ...]) -> Mention:
    return Mention._make((*row[:_POSTS], tuple(map(HeldPost._make, row[_POSTS])), *row[_POSTS + 1 :]) if row[_POSTS] else row)


def _read(body: bytes) -> Any:
    return marshal.loads(unseal(body))  # noqa: S302 - what was sealed is what we wrote


def shingles_of(depot: Depot, document: str) -> frozenset[int]:
    """Return the hashed sequences of words of one document.

    Raises:
        DamagedError: they are not what was kept.
    """
    row = depot.one("SELECT shingles FROM sheaf WHERE document = ?", (document,))
    return load_shingles(row[0]) if row else frozenset()


def load_shingles(body: bytes) -> frozenset[int]:
    """Read sequences that were packed.

    Raises:
        DamagedError: they are not what was packed.
    """
    return frozenset(array("L", unseal(body)))


def _load(body: bytes) -> Any:
    try:
        return load(unseal(body))
    except ValueError:
        raise DamagedError from None


def _pack_hints(hints: Hints) -> bytes:
    """Write hints as plain values, which are read back ten times as fast as records.

    A text that stands in several places is written once, and is one text when it is read back; one that other documents may have
    too is one for all of them.
    """
    own: dict[str, str] = {}

    def shared(value: Any, name: str = "") -> Any:
        if isinstance(value, str):
            return sys.intern(value) if name in _COMMON else own.setdefault(value, value)
        return tuple(shared(item, name) for item in value) if isinstance(value, tuple) else value

    mentions = [tuple(map(shared, mention, Mention._fields)) for mention in hints.mentions]
    return marshal.dumps((mentions, _plain_trace(hints.trace)))


def _plain_trace(trace: Trace) -> tuple[Any, ...]:
    return trace.name, trace.published, trace.copy_of, trace.sketch, trace.size


def read_file(task: Task) -> Read:
    """Read a file once, and take both its content and its stamp from that."""
    return read_data(task, read_bytes(task.path))


def read_data(task: Task, data: bytes) -> Read:
    """Make what is kept of a file's content.

    Raises:
        DocumentError: the content is not what the file's ending says, or the file is called by a name that is taken down.
    """
    document = mask(document_from(task.path, data), task.takedowns)
    if names_any(document.name, task.takedowns):
        raise DocumentError(
            f"{document.name}: the file's name, which is published, spells a name that was taken down; rename the file"
        )
    sheaf = make_sheaf(document)
    hints = hints_of(sheaf)
    return Read(
        document.name,
        stamp_of(task.path, data, task.takedowns),
        document.copy_of,
        seal(_pack_hints(hints)),
        seal(plain(_plain_trace(hints.trace))),
        seal(array("L", sorted(hints.shingles)).tobytes()),
        seal(dump((sheaf.document, sheaf.mentions, sheaf.claims, tuple(sheaf.coverage)))),
    )
