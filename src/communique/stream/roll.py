"""The roll: what identity has decided, as it is kept.

Of each document: which entity each of its mentions is, and the marks of its mentions. Of each entity, in each stage that
has it: the claim on its path, what documents have to know of it, its mentions, and what is told of a body.
"""

import marshal
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, NamedTuple

from communique.identity.bodyfacts import Above, Facts
from communique.identity.slugs import Claim
from communique.records import Entity, MentionKind
from communique.stream.depot import Depot, seal, unseal
from communique.stream.letters import plain

#: The entity of each mention of a document.
Resolved = dict[str, str]
_INDEXES: Final = (
    "CREATE INDEX IF NOT EXISTS mark_at ON mark (stage, mark)",
    "CREATE INDEX IF NOT EXISTS mark_of ON mark (document, stage)",
)


class Row(NamedTuple):
    """A group of one stage with its path."""

    stage: int
    path: str
    claim: Claim
    kind: MentionKind
    parts: tuple[str, ...]
    mentions: tuple[str, ...]
    facts: Facts | None = None

    @property
    def entity(self) -> Entity:
        """What documents have to know of it."""
        return Entity(self.path, self.kind, self.claim.label, parts=self.parts)

    @property
    def documents(self) -> set[str]:
        """The documents that mention it."""
        return {document_of(mention) for mention in self.mentions}


def document_of(mention: str) -> str:
    """Return the document of a mention.

    >>> document_of("a-1#10-20")
    'a-1'
    """
    return mention.split("#", 1)[0]


class Roll:
    """What identity has decided, behind a few verbs."""

    def __init__(self, depot: Depot) -> None:
        self._depot = depot

    # --- documents ---

    def stamps(self) -> dict[str, bytes]:
        """Return, for each document, the stamp of the sheaf for which it was decided."""
        return dict(self._depot.all("SELECT document, stamp FROM resolved"))

    def resolved(self, document: str) -> Resolved:
        """Return the entity of each mention of a document; nothing of a new one."""
        row = self._depot.one("SELECT body FROM resolved WHERE document = ?", (document,))
        return dict(_read(row[0])) if row else {}

    def set_resolved(self, rows: Iterable[tuple[str, bytes, Resolved]]) -> None:
        """Keep the entities of documents' mentions, each with the stamp of the sheaf."""
        kept = ((document, stamp, seal(plain(tuple(sorted(found.items()))))) for document, stamp, found in rows)
        self._depot.put_all("INSERT OR REPLACE INTO resolved VALUES (?, ?, ?)", kept)

    def drop_document(self, document: str) -> None:
        """Forget a document; its groups are another matter."""
        self._depot.put("DELETE FROM resolved WHERE document = ?", (document,))
        self._depot.put("DELETE FROM mark WHERE document = ?", (document,))

    # --- marks ---

    def marked(self, stage: int, marks: Iterable[int]) -> set[str]:
        """Return the documents that have one of these marks in a stage."""
        found = "SELECT document FROM mark WHERE stage = ? AND mark = ?"
        return {document for mark in marks for (document,) in self._depot.all(found, (stage, mark))}

    def marks(self, stage: int, document: str) -> set[int]:
        """Return the marks of a document in a stage."""
        return {mark for (mark,) in self._depot.all("SELECT mark FROM mark WHERE document = ? AND stage = ?", (document, stage))}

    def set_marks(self, stage: int, document: str, marks: Iterable[int]) -> None:
        """Keep the marks of a document in a stage instead of its former ones."""
        self._depot.put("DELETE FROM mark WHERE document = ? AND stage = ?", (document, stage))
        self.add_marks((document, stage, mark) for mark in sorted(marks))

    def add_marks(self, rows: Iterable[tuple[str, int, int]]) -> None:
        """Keep marks: document, stage and mark."""
        self._depot.put_all("INSERT INTO mark VALUES (?, ?, ?)", rows)

    # --- groups ---

    def groups(self, stage: int, paths: Iterable[str]) -> list[Row]:
        """Return the groups of a stage that have these paths."""
        return [row for path in paths for row in self._rows("stage = ? AND path = ?", (stage, path))]

    def groups_beside(self, stage: int, bases: Iterable[str]) -> list[Row]:
        """Return the groups of a stage whose paths have one of these bases."""
        return [row for base in bases for row in self._rows("stage = ? AND base = ?", (stage, base))]

    def groups_named(self, path: str) -> list[Row]:
        """Return the groups of all stages that have one path, the first stage first."""
        return list(self._rows("path = ? ORDER BY stage", (path,)))

    def _rows(self, which: str, values: Sequence[Any]) -> Iterator[Row]:
        query = f"SELECT stage, path, told, body FROM grouped WHERE {which}"  # noqa: S608 - words of our own
        for stage, path, told, body in self._depot.all(query, values):
            kind, label, parts, facts = _read(told)
            (unknown, first, stem, pinned), mentions = _read(body)
            yield Row(stage, path, Claim(unknown, first, stem, pinned, label), kind, parts, mentions, _facts(facts))

    def entity(self, path: str) -> Entity | None:
        """Return what documents have to know of an entity: what the first stage that has it says."""
        row = self._depot.one("SELECT told FROM grouped WHERE path = ? ORDER BY stage", (path,))
        if not row:
            return None
        kind, label, parts, _ = _read(row[0])
        return Entity(path, kind, label, parts=parts)

    def set_groups(self, rows: Iterable[Row]) -> None:
        """Keep groups."""
        self._depot.put_all("INSERT OR REPLACE INTO grouped VALUES (?, ?, ?, ?, ?)", map(_kept, rows))

    def drop_groups(self, rows: Iterable[Row]) -> None:
        """Forget groups."""
        self._depot.put_all("DELETE FROM grouped WHERE stage = ? AND path = ?", ((row.stage, row.path) for row in rows))

    def paths(self) -> set[str]:
        """Return the paths of all entities."""
        return {path for (path,) in self._depot.all("SELECT path FROM grouped")}

    def facts(self, stage: int) -> dict[str, Facts]:
        """Return what is told of each body."""
        rows = self._depot.all("SELECT path, told FROM grouped WHERE stage = ?", (stage,))
        return {path: found for path, told in rows if (found := _facts(_read(told)[3]))}

    # --- all ---

    def clear(self) -> None:
        """Forget everything, and be ready for much at once."""
        for table in ("mark", "resolved", "grouped"):
            self._depot.put(f"DELETE FROM {table}", ())  # noqa: S608 - a name of our own
        for index in ("mark_at", "mark_of"):
            self._depot.put(f"DROP INDEX IF EXISTS {index}", ())

    def sort(self) -> None:
        """Arrange marks for being looked up, once all are there."""
        for index in _INDEXES:
            self._depot.put(index, ())


def _kept(row: Row) -> tuple[int, str, str, bytes, bytes]:
    facts = (tuple(row.facts.places.items()), tuple(map(tuple, row.facts.above))) if row.facts else None
    told = plain((row.kind, row.claim.label, row.parts, facts))
    return row.stage, row.path, row.claim.base, seal(told), seal(plain((tuple(row.claim[:-1]), row.mentions)))


def _facts(row: tuple[Any, ...] | None) -> Facts | None:
    return Facts(dict(row[0]), dict.fromkeys(Above(*above) for above in row[1])) if row else None


def _read(body: bytes) -> Any:
    return marshal.loads(unseal(body))  # noqa: S302 - what was sealed is what we wrote
