"""The depot: pieces kept from build to build, each with the hash of what it was made from (one SQLite file in `.communique/`).

It is a cache: whatever is missing, damaged or of another program is made anew. Every body is sealed with a hash of itself, so that
a damaged one is known before it is read. Where pieces lie in the published files counts only for just those files, which
`published` names by their hashes.
"""

import contextlib
import hashlib
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

_SEAL: Final = 16
_TABLES: Final = """
CREATE TABLE IF NOT EXISTS note (name TEXT PRIMARY KEY, body BLOB);
CREATE TABLE IF NOT EXISTS sheaf (document TEXT PRIMARY KEY, stamp BLOB, copy_of TEXT, hints BLOB, trace BLOB, shingles BLOB,
                                  body BLOB);
CREATE TABLE IF NOT EXISTS alike (one TEXT, other TEXT, body BLOB, PRIMARY KEY (one, other)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS alike_other ON alike (other);
CREATE TABLE IF NOT EXISTS resolved (document TEXT PRIMARY KEY, stamp BLOB, body BLOB);
CREATE TABLE IF NOT EXISTS grouped (stage INTEGER, path TEXT, base TEXT, told BLOB, body BLOB, PRIMARY KEY (path, stage));
CREATE INDEX IF NOT EXISTS grouped_beside ON grouped (stage, base);
CREATE TABLE IF NOT EXISTS mark (document TEXT, stage INTEGER, mark INTEGER);
CREATE INDEX IF NOT EXISTS mark_at ON mark (stage, mark);
CREATE INDEX IF NOT EXISTS mark_of ON mark (document, stage);
CREATE TABLE IF NOT EXISTS page (document TEXT PRIMARY KEY, stamp BLOB);
CREATE TABLE IF NOT EXISTS letter (stream INTEGER, slot INTEGER, home TEXT, document TEXT, body BLOB,
                                   PRIMARY KEY (stream, slot, home, document)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS letter_of ON letter (document);
CREATE TABLE IF NOT EXISTS day (home TEXT, source TEXT, body BLOB, PRIMARY KEY (home, source)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS day_of ON day (source);
CREATE TABLE IF NOT EXISTS more (stream INTEGER, slot INTEGER, home TEXT PRIMARY KEY, body BLOB);
CREATE TABLE IF NOT EXISTS block (stream INTEGER, slot INTEGER, name TEXT, body BLOB,
                                  PRIMARY KEY (stream, slot, name)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS part (stream INTEGER, number INTEGER, sums BLOB, blocks BLOB, PRIMARY KEY (stream, number));
"""
#: Tables of another form are made anew.
_VERSION: Final = zlib.crc32(_TABLES.encode()) >> 1
#: All that depends on other documents; sheaves do not.
_WOVEN: Final = ("note", "resolved", "grouped", "mark", "page", "letter", "day", "more", "block", "part")


class DamagedError(Exception):
    """Something kept is not what was put there."""


def seal(body: bytes) -> bytes:
    """Put the hash of a body before it."""
    return hashlib.blake2b(body, digest_size=_SEAL).digest() + body


def unseal(data: bytes) -> bytes:
    """Return a sealed body.

    Raises:
        DamagedError: it is not what was sealed.

    >>> unseal(seal(b"text"))
    b'text'
    """
    if not isinstance(data, bytes) or hashlib.blake2b(data[_SEAL:], digest_size=_SEAL).digest() != data[:_SEAL]:
        raise DamagedError
    return data[_SEAL:]


class Depot:
    """All that is kept, behind a few verbs; what is put is there for good only after `keep`."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._rows = self._open()

    def _open(self) -> sqlite3.Connection:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        try:
            return _connect(self._path)
        except sqlite3.DatabaseError:
            _remove(self._path)
            return _connect(self._path)

    def start_anew(self) -> None:
        """Forget everything, as if nothing had ever been kept."""
        self._rows.close()
        _remove(self._path)
        self._rows = _connect(self._path)

    def forget_woven(self) -> None:
        """Forget all but the sheaves."""
        for table in _WOVEN:
            self._rows.execute(f"DELETE FROM {table}")  # noqa: S608 - a name of our own

    def keep(self) -> None:
        """Keep for good all that was put."""
        self._rows.commit()

    def close(self) -> None:
        """Close the file; what was not kept is gone."""
        self._rows.close()

    def all(self, query: str, values: Sequence[Any] = ()) -> Iterator[tuple[Any, ...]]:
        """Yield the rows that a query finds."""
        return iter(self._rows.execute(query, values))

    def one(self, query: str, values: Sequence[Any] = ()) -> tuple[Any, ...] | None:
        """Return the first row that a query finds."""
        found: tuple[Any, ...] | None = self._rows.execute(query, values).fetchone()
        return found

    def put(self, query: str, values: Sequence[Any]) -> None:
        """Change one row."""
        self._rows.execute(query, values)

    def put_all(self, query: str, rows: Iterable[Sequence[Any]]) -> None:
        """Change several rows alike."""
        self._rows.executemany(query, rows)

    def note(self, name: str) -> bytes:
        """Return what was noted under a name, or nothing."""
        row = self.one("SELECT body FROM note WHERE name = ?", (name,))
        return unseal(row[0]) if row else b""

    def set_note(self, name: str, body: bytes) -> None:
        """Note something under a name."""
        self.put("INSERT OR REPLACE INTO note VALUES (?, ?)", (name, seal(body)))


def _connect(path: Path) -> sqlite3.Connection:
    rows = sqlite3.connect(path)
    if rows.execute("PRAGMA user_version").fetchone()[0] not in {0, _VERSION}:
        rows.close()
        _remove(path)
        rows = sqlite3.connect(path)
    rows.execute("PRAGMA journal_mode = WAL")
    rows.execute("PRAGMA synchronous = NORMAL")
    rows.execute("PRAGMA cache_size = -65536")
    rows.executescript(_TABLES)
    rows.execute(f"PRAGMA user_version = {_VERSION}")
    return rows


def _remove(path: Path) -> None:
    for name in (path.name, f"{path.name}-wal", f"{path.name}-shm", f"{path.name}-journal"):
        with contextlib.suppress(FileNotFoundError):
            path.with_name(name).unlink()
