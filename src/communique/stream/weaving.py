"""Weaving: the pieces of the data set made anew where anything they were made of has changed, and written in their order.

1. Pages: a document's page is made anew when its sheaf, or what it has to know of others, has changed.
2. Meetings, then all others: a home is made anew when a letter to it, a day told to it, or what else is said of it has changed.

What is not made anew is copied from the files that were published, a part that nothing touches as a whole.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from communique.stream.blocks import Change, Held, Writer
from communique.stream.depot import Depot, seal
from communique.stream.frame import Frame
from communique.stream.learning import Learned
from communique.stream.pieces import DOCUMENTS, Bundle, Key, Made, home_key, home_piece, page_piece
from communique.stream.pool import Runner
from communique.stream.splice import slot_of


@dataclass(slots=True)
class Loom:
    """What weaving works with; `dirty` are the homes to be made anew, unless all are."""

    depot: Depot
    frame: Frame
    runner: Runner
    writer: Writer
    dirty: set[Key] = field(default_factory=set)


# --- pages ---


def weave_pages(loom: Loom, learned: Learned) -> Iterator[Held]:
    """Write the pages of all documents, and yield what each part of them holds."""
    sheaves = {name: (stamp, copy) for name, stamp, copy in loom.depot.all("SELECT document, stamp, copy_of FROM sheaf")}
    kept = dict(loom.depot.all("SELECT document, stamp FROM page"))
    gone = sorted(kept.keys() - sheaves.keys())
    for name in gone:
        _tell_homes(loom, name, {})
        loom.depot.put("DELETE FROM page WHERE document = ?", (name,))
    told = sheaves if learned.news is None else learned.news
    stamps = {name: learned.stamp(name, sheaves[name][1], sheaves[name][0]) for name in told}
    changed = sorted(_page_key(name) for name, stamp in stamps.items() if kept.get(name) != stamp)
    tasks = ((_sheaf(loom.depot, name), learned.known(name, sheaves[name][1])) for _, _, name in changed)
    pages = loom.runner.map(partial(page_piece, frame=loom.frame), tasks)
    yield from loom.writer.write(DOCUMENTS, Change(changed, frozenset(map(_page_key, gone)), _pages(loom, changed, pages, stamps)))


def _page_key(name: str) -> Key:
    return DOCUMENTS, slot_of(name), name


def _pages(loom: Loom, changed: Sequence[Key], pages: Iterator[Made], stamps: Mapping[str, bytes]) -> Iterator[Made]:
    """Yield pages as they are made, once what each has to tell is told."""
    for (_, _, name), made in zip(changed, pages, strict=True):
        _tell_homes(loom, name, made.told)
        loom.depot.put("INSERT OR REPLACE INTO page VALUES (?, ?)", (name, stamps[name]))
        yield made


def _sheaf(depot: Depot, name: str) -> bytes:
    row = depot.one("SELECT body FROM sheaf WHERE document = ?", (name,))
    body: bytes = row[0] if row else b""
    return body


def _tell_homes(loom: Loom, document: str, letters: Mapping[str, bytes]) -> None:
    """Keep the letters of a document instead of its former ones."""
    rows = loom.depot.all("SELECT stream, slot, home, body FROM letter WHERE document = ?", (document,))
    old = {(stream, slot, home): body for stream, slot, home, body in rows}
    new = {home_key(home): body for home, body in letters.items()}
    gone, changed = old.keys() - new.keys(), [key for key, body in new.items() if old.get(key) != body]
    for key in gone:
        loom.depot.put("DELETE FROM letter WHERE stream = ? AND slot = ? AND home = ? AND document = ?", (*key, document))
    loom.depot.put_all("INSERT OR REPLACE INTO letter VALUES (?, ?, ?, ?, ?)", ((*key, document, new[key]) for key in changed))
    _soil(loom, (*gone, *changed))


def _soil(loom: Loom, homes: Sequence[Key]) -> None:
    """Note that homes are to be made anew."""
    if not loom.writer.fresh:
        loom.dirty.update(homes)


# --- homes ---


def weave_homes(loom: Loom, stream: int) -> Iterator[Held]:
    """Write the homes of one stream, and yield what each part of them holds."""
    changed = _all_homes(loom, stream) if loom.writer.fresh else [key for key in sorted(loom.dirty) if _is_there(loom, key, stream)]
    gone = frozenset(key for key in loom.dirty if key[0] == stream) - set(changed)
    for key in sorted(gone):
        _tell_holders(loom, key[2], {})
    homes = loom.runner.map(partial(home_piece, frame=loom.frame), (_post(loom.depot, key) for key in changed))
    yield from loom.writer.write(stream, Change(changed, gone, _homes(loom, changed, homes)))


def _all_homes(loom: Loom, stream: int) -> list[Key]:
    found = "SELECT slot, home FROM letter WHERE stream = ? UNION SELECT slot, home FROM more WHERE stream = ? ORDER BY slot, home"
    return [(stream, slot, home) for slot, home in loom.depot.all(found, (stream, stream))]


def _is_there(loom: Loom, key: Key, stream: int) -> bool:
    """Tell whether anything is still said to a home of a stream."""
    letter = "SELECT 1 FROM letter WHERE stream = ? AND slot = ? AND home = ?"
    return key[0] == stream and bool(
        loom.depot.one(letter, key) or loom.depot.one("SELECT 1 FROM more WHERE stream = ? AND slot = ? AND home = ?", key)
    )


def _homes(loom: Loom, changed: Sequence[Key], homes: Iterator[Made]) -> Iterator[Made]:
    """Yield homes as they are made, once what each has to tell is told."""
    for (_, _, home), made in zip(changed, homes, strict=True):
        _tell_holders(loom, home, made.told)
        yield made


def _post(depot: Depot, key: Key) -> Bundle:
    home = key[2]
    letters = [
        row[0] for row in depot.all("SELECT body FROM letter WHERE stream = ? AND slot = ? AND home = ? ORDER BY document", key)
    ]
    days = [row[0] for row in depot.all("SELECT body FROM day WHERE home = ? ORDER BY source", (home,))]
    more = depot.one("SELECT body FROM more WHERE home = ?", (home,))
    return Bundle(home, letters, days, more[0] if more else seal(b""))


def _tell_holders(loom: Loom, source: str, told: Mapping[str, bytes]) -> None:
    """Keep the days that a meeting tells of tenures instead of its former ones."""
    old = dict(loom.depot.all("SELECT home, body FROM day WHERE source = ?", (source,)))
    gone, changed = sorted(old.keys() - told.keys()), [home for home, body in told.items() if old.get(home) != body]
    for home in gone:
        loom.depot.put("DELETE FROM day WHERE home = ? AND source = ?", (home, source))
    loom.depot.put_all("INSERT OR REPLACE INTO day VALUES (?, ?, ?)", ((home, source, told[home]) for home in changed))
    _soil(loom, [home_key(home) for home in (*gone, *changed)])


def put_more(loom: Loom, new: Mapping[str, bytes]) -> None:
    """Keep what files of people's say of each home."""
    old = dict(loom.depot.all("SELECT home, body FROM more"))
    gone, changed = sorted(old.keys() - new.keys()), [home for home, body in new.items() if old.get(home) != body]
    for home in gone:
        loom.depot.put("DELETE FROM more WHERE home = ?", (home,))
    loom.depot.put_all("INSERT OR REPLACE INTO more VALUES (?, ?, ?, ?)", ((*home_key(home), new[home]) for home in changed))
    _soil(loom, [home_key(home) for home in (*gone, *changed)])
