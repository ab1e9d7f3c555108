"""Weaving: the pieces of the data set made anew where anything they were made of has changed, and written in their order.

1. Pages: a document's page is made anew when its sheaf, or what it has to know of others, has changed.
2. Meetings, then all others: a home is made anew when a letter to it, a day told to it, or what else is said of it has changed.

What is not made anew is copied from the files that were published.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial

from communique.stream.blocks import Block, Writer, read_block
from communique.stream.depot import Depot, seal
from communique.stream.frame import Frame
from communique.stream.learning import Learned
from communique.stream.letters import Known, entity_row, plain
from communique.stream.pieces import DOCUMENTS, Bundle, Key, home_key, home_piece, page_piece
from communique.stream.pool import Runner
from communique.stream.splice import slot_of


@dataclass(slots=True)
class Loom:
    """What weaving works with; `dirty` are the homes to be made anew."""

    depot: Depot
    frame: Frame
    runner: Runner
    writer: Writer
    dirty: set[Key] = field(default_factory=set)


# --- pages ---


def weave_pages(loom: Loom, learned: Learned) -> Iterator[Block]:
    """Write the pages of all documents, and yield their blocks."""
    documents = dict(loom.depot.all("SELECT document, stamp FROM sheaf"))
    kept = dict(loom.depot.all("SELECT document, stamp FROM page"))
    for name in sorted(kept.keys() - documents.keys()):
        _drop_page(loom, name)
    plan = sorted((slot_of(name), name) for name in documents)
    copies = dict(loom.depot.all("SELECT document, copy_of FROM sheaf"))
    stamps = {name: _page_stamp(documents[name], learned.known(name, copies[name])) for _, name in plan}
    changed = [name for _, name in plan if kept.get(name) != stamps[name]]
    tasks = ((_sheaf(loom.depot, name), learned.known(name, copies[name])) for name in changed)
    pages = zip(changed, loom.runner.map(partial(page_piece, frame=loom.frame), tasks), strict=True)
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
    made = loom.runner.map(partial(home_piece, frame=loom.frame), (_post(loom.depot, key) for key in changed))
    again = set(changed)
    for slot, home in plan:
        key = (stream, slot, home)
        if key in again:
            found = next(made)
            _tell_holders(loom, home, found.told)
            yield loom.writer.write(key, found.written, found.sums)
        else:
            yield loom.writer.copy(key, blocks[key])


def _post(depot: Depot, key: Key) -> Bundle:
    home = key[2]
    letters = [
        row[0] for row in depot.all("SELECT body FROM letter WHERE stream = ? AND slot = ? AND home = ? ORDER BY document", key)
    ]
    days = [row[0] for row in depot.all("SELECT body FROM day WHERE home = ? ORDER BY source", (home,))]
    more = depot.one("SELECT body FROM more WHERE home = ?", (home,))
    return Bundle(home, letters, days, more[0] if more else seal(b""))


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


def put_more(loom: Loom, new: Mapping[str, bytes]) -> None:
    """Keep what files of people's say of each home."""
    old = dict(loom.depot.all("SELECT home, body FROM more"))
    for home in old.keys() - new.keys():
        loom.depot.put("DELETE FROM more WHERE home = ?", (home,))
    changed = [home for home, body in new.items() if old.get(home) != body]
    rows = ((*home_key(home), new[home]) for home in changed)
    loom.depot.put_all("INSERT OR REPLACE INTO more VALUES (?, ?, ?, ?)", rows)
    loom.dirty.update(home_key(home) for home in (*changed, *(old.keys() - new.keys())))
