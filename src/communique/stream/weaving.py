"""Weaving: the pieces of the data set made anew where anything they were made of has changed, and written in their order.

1. Pages: a document's page is made anew when its sheaf, or what it has to know of others, has changed.
2. Meetings, then all others: a home is made anew when a letter to it, a day told to it, or what else is said of it has changed.

What is not made anew is copied from the files that were published.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from communique.stream.blocks import Block, Writer, read_block
from communique.stream.depot import Depot, seal, unseal
from communique.stream.frame import Frame
from communique.stream.gathering import read_sheaf
from communique.stream.home import Post, make_home
from communique.stream.homes import MEETINGS
from communique.stream.learning import Learned
from communique.stream.letters import Known, entity_row, pack, pack_days, plain, unpack, unpack_days
from communique.stream.page import make_page
from communique.stream.pool import Runner
from communique.stream.splice import slot_of
from communique.stream.written import Written
from communique.summary import Sums

Key = tuple[int, int, str]
DOCUMENTS, HOMES = 0, (1, 2)


@dataclass(frozen=True, slots=True)
class Made:
    """A piece as a worker returns it: what it is, its sums, and what it tells others, packed, by home."""

    written: Written
    sums: Sums
    told: Mapping[str, bytes]


@dataclass(slots=True)
class Loom:
    """What weaving works with; `dirty` are the homes to be made anew."""

    depot: Depot
    frame: Frame
    runner: Runner
    writer: Writer
    dirty: set[Key] = field(default_factory=set)


def home_key(home: str) -> Key:
    """Return the stream, slot and path of a home.

    >>> home_key("meeting/talks-1")[0], home_key("person/ann")[0]
    (1, 2)
    """
    return HOMES[not home.startswith(MEETINGS)], slot_of(home), home


# --- pages ---


def weave_pages(loom: Loom, learned: Learned) -> Iterator[Block]:
    """Write the pages of all documents, and yield their blocks."""
    documents = dict(loom.depot.all("SELECT document, stamp FROM sheaf"))
    kept = dict(loom.depot.all("SELECT document, stamp FROM page"))
    for name in sorted(kept.keys() - documents.keys()):
        _drop_page(loom, name)
    plan = sorted((slot_of(name), name) for name in documents)
    copies = dict(loom.depot.all("SELECT document, copy_of FROM sheaf"))
    known = {name: learned.known(name, copies[name]) for _, name in plan}
    stamps = {name: _page_stamp(documents[name], known[name]) for name in known}
    changed = [name for _, name in plan if kept.get(name) != stamps[name]]
    tasks = ((_sheaf(loom.depot, name), known[name]) for name in changed)
    pages = zip(changed, loom.runner.map(partial(_make_page, frame=loom.frame), tasks), strict=True)
    blocks = _blocks(loom.depot, DOCUMENTS)
    again = set(changed)
    for slot, name in plan:
        key = (DOCUMENTS, slot, name)
        if name in again:
            _, made = next(pages)
            _tell_homes(loom, name, made.told)
            loom.depot.put("INSERT OR REPLACE INTO page VALUES (?, ?)", (name, stamps[name]))
            yield loom.writer.write(key, made.written, made.sums)
        else:
            yield loom.writer.copy(key, blocks[key])


def _page_stamp(sheaf: bytes, known: Known) -> bytes:
    rows = tuple(entity_row(entity) for entity in known.entities)
    judged = repr((known.judgements, sorted(known.judged.items())))
    return hashlib.sha256(sheaf + plain((tuple(known.entity_of.items()), rows, known.head, known.others, judged))).digest()


def _sheaf(depot: Depot, name: str) -> bytes:
    row = depot.one("SELECT body FROM sheaf WHERE document = ?", (name,))
    body: bytes = row[0] if row else b""
    return body


def _make_page(task: tuple[bytes, Known], frame: Frame) -> Made:
    sheaf = read_sheaf(task[0])
    page = make_page(sheaf, task[1], frame)
    sums = Sums(1, len(sheaf.claims), sheaf.coverage.plain(), page.facts)
    return Made(page.written, sums, {home: seal(pack(letter)) for home, letter in page.letters.items()})


def _tell_homes(loom: Loom, document: str, letters: Mapping[str, bytes]) -> None:
    old = {
        (stream, slot, home): body
        for stream, slot, home, body in loom.depot.all(
            "SELECT stream, slot, home, body FROM letter WHERE document = ?", (document,)
        )
    }
    new = {home_key(home): body for home, body in letters.items()}
    _replace_letters(loom, document, old, new)


def _replace_letters(loom: Loom, document: str, old: Mapping[Key, bytes], new: Mapping[Key, bytes]) -> None:
    gone, changed = old.keys() - new.keys(), [key for key, body in new.items() if old.get(key) != body]
    for key in gone:
        loom.depot.put("DELETE FROM letter WHERE stream = ? AND slot = ? AND home = ? AND document = ?", (*key, document))
    loom.depot.put_all("INSERT OR REPLACE INTO letter VALUES (?, ?, ?, ?, ?)", ((*key, document, new[key]) for key in changed))
    loom.dirty.update(gone, changed)


def _drop_page(loom: Loom, document: str) -> None:
    _tell_homes(loom, document, {})
    loom.depot.put("DELETE FROM page WHERE document = ?", (document,))
    loom.depot.put("DELETE FROM block WHERE stream = ? AND name = ?", (DOCUMENTS, document))


# --- homes ---


def weave_homes(loom: Loom, stream: int) -> Iterator[Block]:
    """Write the homes of one stream, and yield their blocks."""
    plan = list(
        loom.depot.all(
            "SELECT slot, home FROM letter WHERE stream = ? UNION SELECT slot, home FROM more WHERE stream = ? ORDER BY slot, home",
            (stream, stream),
        )
    )
    blocks = _blocks(loom.depot, stream)
    there = {(stream, slot, home) for slot, home in plan}
    for key in sorted((loom.dirty | blocks.keys()) - there):
        if key[0] == stream:
            _drop_home(loom, key)
    changed = [key for slot, home in plan if (key := (stream, slot, home)) in loom.dirty or key not in blocks]
    made = loom.runner.map(partial(_make_home, frame=loom.frame), (_post(loom.depot, key) for key in changed))
    again = set(changed)
    for slot, home in plan:
        key = (stream, slot, home)
        if key in again:
            found = next(made)
            _tell_holders(loom, home, found.told)
            yield loom.writer.write(key, found.written, found.sums)
        else:
            yield loom.writer.copy(key, blocks[key])


@dataclass(frozen=True, slots=True)
class _Bundle:
    """What has come to one home, packed."""

    home: str
    letters: Sequence[bytes]
    days: Sequence[bytes]
    more: bytes


def _post(depot: Depot, key: Key) -> _Bundle:
    home = key[2]
    letters = [
        row[0] for row in depot.all("SELECT body FROM letter WHERE stream = ? AND slot = ? AND home = ? ORDER BY document", key)
    ]
    days = [row[0] for row in depot.all("SELECT body FROM day WHERE home = ? ORDER BY source", (home,))]
    more = depot.one("SELECT body FROM more WHERE home = ?", (home,))
    return _Bundle(home, letters, days, more[0] if more else seal(b""))


def _make_home(bundle: _Bundle, frame: Frame) -> Made:
    letters = [unpack(unseal(body)) for body in bundle.letters]
    days = [day for body in bundle.days for day in unpack_days(unseal(body))]
    home = make_home(Post(bundle.home, letters, days, list(read_quads(unseal(bundle.more)))), frame)
    sums = Sums(facts=home.facts, disagreements=Counter(home.disagreements))
    return Made(home.written, sums, {holder: seal(pack_days(found)) for holder, found in home.days.items()})


def _tell_holders(loom: Loom, source: str, told: Mapping[str, bytes]) -> None:
    old = dict(loom.depot.all("SELECT home, body FROM day WHERE source = ?", (source,)))
    for home in old.keys() - told.keys():
        loom.depot.put("DELETE FROM day WHERE home = ? AND source = ?", (home, source))
    changed = [home for home, body in told.items() if old.get(home) != body]
    loom.depot.put_all("INSERT OR REPLACE INTO day VALUES (?, ?, ?)", ((home, source, told[home]) for home in changed))
    loom.dirty.update(home_key(home) for home in (*changed, *(old.keys() - told.keys())))


def _drop_home(loom: Loom, key: Key) -> None:
    _tell_holders(loom, key[2], {})
    loom.depot.put("DELETE FROM block WHERE stream = ? AND slot = ? AND name = ?", key)


def _blocks(depot: Depot, stream: int) -> dict[Key, Block]:
    return {
        (stream, slot, name): read_block(body)
        for slot, name, body in depot.all("SELECT slot, name, body FROM block WHERE stream = ?", (stream,))
    }


# --- what others say ---


def route_more(loom: Loom, quads: Iterable[Quad], homes: Mapping[str, object]) -> bytes:
    """Keep what files of people's say of each home, and return the rest, as sorted N-Quads."""
    base = loom.frame.base
    rest: set[str] = set()
    found: dict[str, set[str]] = {}
    for quad in loom.frame.veil.quads(quads):
        path = quad.subject.value.removeprefix(base) if isinstance(quad.subject, NamedNode) else ""
        (found.setdefault(path, set()) if path in homes else rest).add(f"{quad} .\n")
    old = dict(loom.depot.all("SELECT home, body FROM more"))
    new = {home: seal("".join(sorted(lines)).encode()) for home, lines in found.items()}
    for home in old.keys() - new.keys():
        loom.depot.put("DELETE FROM more WHERE home = ?", (home,))
    changed = [home for home, body in new.items() if old.get(home) != body]
    rows = ((*home_key(home), new[home]) for home in changed)
    loom.depot.put_all("INSERT OR REPLACE INTO more VALUES (?, ?, ?, ?)", rows)
    loom.dirty.update(home_key(home) for home in (*changed, *(old.keys() - new.keys())))
    return "".join(sorted(rest)).encode()


def read_quads(lines: bytes) -> Iterator[Quad]:
    """Yield the statements of N-Quads of our own."""
    return iter(parse(lines, format=RdfFormat.N_QUADS)) if lines else iter(())
