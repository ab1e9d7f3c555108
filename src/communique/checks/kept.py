"""A check that is kept, so that the next one asks only about what a change concerns.

In its folder lie the files that were checked (as links, which cost no space), a store on disk with their statements, and
`record.json`: the findings of each rule and the ways in which a statement can concern a node that it asks about. The record is
taken away before the store is changed and written last; without it the next check begins anew.
"""

import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final

from pyoxigraph import Quad, RdfFormat, Store, parse

from communique.checks.asking import SHARD, ask, ask_about
from communique.checks.findings import Finding
from communique.checks.parts import by_hash, difference, load_parts
from communique.checks.reach import Changed, Touch, touches_of
from communique.checks.rule import Rule

_RECORD: Final = "record.json"
#: A change of more than one statement in so many is checked as if all were new.
_LARGE: Final = 5


@dataclass(slots=True)
class Record:
    """What is known of the last check: by the key of each rule its findings, and its touches."""

    findings: dict[str, list[Finding]] = field(default_factory=dict)
    touches: dict[str, tuple[Touch, ...] | None] = field(default_factory=dict)


class Kept:
    """The folder of a kept check, with the store of what is checked now."""

    def __init__(self, folder: Path, parts: Iterable[Path]) -> None:
        """Bring the folder to the state of some files.

        Raises:
            DataError: a file is damaged.
        """
        self._folder = folder
        new = by_hash(parts)
        self._record, old = self._read()
        gone = [path for digest, path in old.items() if digest not in new]
        come = [path for digest, path in new.items() if digest not in old]
        removed, added = difference(gone, come) if old else (b"", b"")
        self._forget()
        if not old or _is_large(len(removed) + len(added), new.values()):
            self._record, removed, added = Record(), b"", b""
            shutil.rmtree(folder, ignore_errors=True)
            load_parts(Store(str(self._made("store"))), new.values()).flush()
            self.store = load_parts(Store(), new.values())  # a whole is asked several times as fast in memory
        else:
            self.store = Store(str(folder / "store"))
        self._changed = Changed((quad.triple for quad in self._apply(removed, added)), self.store)
        self._link(new, gone)

    def _apply(self, removed: bytes, added: bytes) -> Sequence[Quad]:
        olds, news = list(_quads(removed)), list(_quads(added))
        for quad in olds:
            self.store.remove(quad)
        self.store.extend(news)
        return [*olds, *news]

    def findings(self, rules: Sequence[Rule], jobs: int) -> list[Finding]:
        """Return what the rules find, and keep it."""
        record = Record(touches=self._touches(rules))
        nodes = {rule.key: self._nodes(rule, record.touches[rule.key]) for rule in rules}
        whole = [rule for rule in rules if nodes[rule.key] is None]
        some = [(rule, concerned) for rule in rules if (concerned := nodes[rule.key]) is not None]
        for rule, found in zip(whole, ask(self.store, whole, jobs), strict=True):
            record.findings[rule.key] = found
        for (rule, concerned), found in zip(some, ask_about(self.store, some, jobs), strict=True):
            left = (finding for finding in self._record.findings[rule.key] if finding.focus not in concerned)
            record.findings[rule.key] = [*left, *found]
        self._write(record)
        return [finding for found in record.findings.values() for finding in found]

    def _touches(self, rules: Sequence[Rule]) -> dict[str, tuple[Touch, ...] | None]:
        """Return the touches of each rule, by its key: those that are known, and the others read from its query.

        The parser of queries keeps the frames of those that call it, and with them what they hold. A thread of its own sees to it
        that this is not the store, which locks its folder while it lives.
        """
        known = self._record.touches
        fresh = [rule for rule in rules if rule.key not in known]
        with ThreadPoolExecutor(1) as pool:
            read = dict(zip((rule.key for rule in fresh), pool.map(touches_of, fresh), strict=True))
        return {rule.key: known[rule.key] if rule.key in known else read[rule.key] for rule in rules}

    def _nodes(self, rule: Rule, touches: tuple[Touch, ...] | None) -> set[str] | None:
        known = rule.key in self._record.findings and touches is not None
        nodes = self._changed.nodes(touches, rule.focus) if known and touches is not None else None
        return None if nodes and rule.scans and len(nodes) > SHARD else nodes

    def _made(self, name: str) -> Path:
        path = self._folder / name
        path.mkdir(parents=True, exist_ok=True)
        return path

    def _link(self, parts: Mapping[str, Path], gone: Iterable[Path]) -> None:
        folder = self._made("parts")
        for path in gone:
            path.unlink(missing_ok=True)
        for digest, part in parts.items():
            path = folder / digest
            if not path.exists():
                _link_or_copy(part, path)

    def _read(self) -> tuple[Record, dict[str, Path]]:
        path = self._folder / _RECORD
        if not path.is_file():
            return Record(), {}
        told = json.loads(path.read_text(encoding="utf-8"))
        findings = {key: [Finding(**one) for one in found] for key, found in told["findings"].items()}
        touches = {
            key: tuple(Touch(*one) for one in found) if found is not None else None for key, found in told["touches"].items()
        }
        return Record(findings, touches), {path.name: path for path in (self._folder / "parts").iterdir()}

    def _forget(self) -> None:
        (self._folder / _RECORD).unlink(missing_ok=True)

    def _write(self, record: Record) -> None:
        self.store.flush()
        told = {
            "findings": {key: [asdict(one) for one in found] for key, found in record.findings.items()},
            "touches": {
                key: [list(asdict(one).values()) for one in found] if found else found for key, found in record.touches.items()
            },
        }
        path = self._folder / _RECORD
        fresh = path.with_suffix(".new")
        fresh.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
        fresh.replace(path)


def _link_or_copy(source: Path, path: Path) -> None:
    try:
        os.link(source, path)
    except OSError:  # another file system, or one without links
        shutil.copyfile(source, path)


def _is_large(changed: int, parts: Iterable[Path]) -> bool:
    return changed * _LARGE > sum(part.stat().st_size for part in parts)


def _quads(lines: bytes) -> Iterator[Quad]:
    found: Any = parse(lines, format=RdfFormat.N_QUADS)
    yield from found
