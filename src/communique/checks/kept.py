"""A check that is kept, so that the next one asks only about what has changed since.

In its folder lie a snapshot: the files that were checked (as links, which cost no space), an index of their statements, and
`record.json`: what each rule found in them, and what its query says of the nodes that it asks about. A later check compares its
files with those of the snapshot and leaves the snapshot as it is, until so much has changed that a new one is taken. The record is
written last; without it nothing is believed.
"""

import json
import os
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from pyoxigraph import RdfFormat, Store, parse

from communique.checks.asking import ask, ask_about
from communique.checks.findings import EVIDENCE, Finding
from communique.checks.follow import Changed, can_be_found, read_around
from communique.checks.near import Near, lines_of, write_index
from communique.checks.parts import difference, load_parts
from communique.checks.reach import Reach, reach_of
from communique.checks.rule import Rule

_RECORD: Final = "record.json"
_PARTS: Final = "parts"
_INDEX: Final = "index.sqlite"
#: A change of more than one byte in so many is checked as a whole, and a new snapshot taken.
_LARGE: Final = 10
Rules = Callable[[Store], Sequence[Rule]]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What is known of the data as they once were: by the key of each rule, what it found, and what its query says."""

    findings: Mapping[str, Sequence[Finding]]
    reaches: Mapping[str, Reach | None]
    parts: Mapping[str, Path]


def check_kept(folder: Path, parts: Iterable[Path], rules_of: Rules, jobs: int) -> tuple[list[Finding], Store]:
    """Return what rules find in some files, and a store with the words behind it.

    `rules_of` gives the rules for a store, of which it reads the subclasses of classes.

    Raises:
        DataError: a file is damaged.
    """
    new = _by_name(parts)
    known = _read(folder)
    if known is not None:
        gone, come = difference(known.parts, new)
        if (sum(map(len, gone)) + sum(map(len, come))) * _LARGE <= sum(part.stat().st_size for part in new.values()):
            change = Change(folder / _INDEX, gone, come)
            rules = rules_of(change.classes())
            if {rule.key for rule in rules} == set(known.findings):
                return change.findings(known, rules, new.values(), jobs)
    return _take(folder, new, rules_of, jobs)


def _by_name(parts: Iterable[Path]) -> dict[str, Path]:
    """Return files by their names; those of one name are told apart by how many came before."""
    found: dict[str, Path] = {}
    for part in parts:
        same = sum(path.name == part.name for path in found.values())
        found[f"{same}-{part.name}"] = part
    return found


class Change:
    """A change since a snapshot."""

    def __init__(self, index: Path, gone: Iterable[bytes], come: Iterable[bytes]) -> None:
        """Read the lines that are gone and those that came.

        Raises:
            DataError: one of them is no statement.
        """
        olds, news = _lines(gone), _lines(come)
        self._near = Near(index, olds, news)
        self._changed = Changed({triple for triple, _ in olds} ^ {triple for triple, _ in news}, self._near)

    def classes(self) -> Store:
        """Return the statements on subclasses."""
        return self._near.subclasses()

    def findings(self, known: Snapshot, rules: Sequence[Rule], parts: Iterable[Path], jobs: int) -> tuple[list[Finding], Store]:
        """Return what rules find now, and a store with the words behind it."""
        found: list[Finding] = []
        whole: list[Rule] = []
        some: list[tuple[Rule, list[str]]] = []
        for rule in rules:
            reach = known.reaches[rule.key]
            if reach is None:
                whole.append(rule)
                continue
            nodes = {node[1:-1] for node in self._concerned(reach)}
            found += (finding for finding in known.findings[rule.key] if finding.focus not in nodes)
            some.append((rule, self._asked(reach, nodes)))
        store = self._near.store()
        found += _flat(ask_about(store, some, jobs))
        if whole:
            found += _flat(ask(load_parts(Store(), parts), whole, jobs))
        read_around(self._near, EVIDENCE, "?focus", {f"<{finding.focus}>" for finding in found})
        return found, self._near.store()

    def _concerned(self, reach: Reach) -> set[str]:
        return {node for node in self._changed.nodes(reach) if node.startswith("<")}

    def _asked(self, reach: Reach, nodes: Iterable[str]) -> list[str]:
        """Return the nodes at which something can be found, once all that decides it is looked up."""
        asked = [node for node in nodes if can_be_found(self._near, reach, f"<{node}>")]
        read_around(self._near, reach.follows, reach.focus, {f"<{node}>" for node in asked})
        return asked


def _take(folder: Path, parts: Mapping[str, Path], rules_of: Rules, jobs: int) -> tuple[list[Finding], Store]:
    """Check the whole, and keep a snapshot of it."""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / _PARTS).mkdir(parents=True)
    write_index(folder / _INDEX, parts.values())
    store = load_parts(Store(), parts.values())
    rules = rules_of(store)
    found = ask(store, rules, jobs)
    for name, part in parts.items():
        _link_or_copy(part, folder / _PARTS / name)
    told = {
        "findings": {rule.key: [asdict(one) for one in some] for rule, some in zip(rules, found, strict=True)},
        "reaches": {rule.key: reach.told() if reach else None for rule, reach in zip(rules, _reaches(rules), strict=True)},
        "parts": {name: _state(folder / _PARTS / name) for name in parts},
    }
    fresh = (folder / _RECORD).with_suffix(".new")
    fresh.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    fresh.replace(folder / _RECORD)
    return _flat(found), store


def _read(folder: Path) -> Snapshot | None:
    """Return the snapshot of a folder; None if there is none, or its files are no longer those that were checked."""
    path = folder / _RECORD
    if not path.is_file():
        return None
    told = json.loads(path.read_text(encoding="utf-8"))
    parts = {name: folder / _PARTS / name for name in told["parts"]}
    if any(not part.is_file() or _state(part) != told["parts"][name] for name, part in parts.items()):
        return None
    return Snapshot(
        {key: [Finding(**one) for one in found] for key, found in told["findings"].items()},
        {key: Reach.read(one) if one else None for key, one in told["reaches"].items()},
        parts,
    )


def _state(part: Path) -> list[int]:
    """Return what changes when somebody writes into a file that is a link."""
    about = part.stat()
    return [about.st_size, about.st_mtime_ns]


def _reaches(rules: Sequence[Rule]) -> Iterable[Reach | None]:
    return [reach_of(rule) for rule in rules]


def _link_or_copy(source: Path, path: Path) -> None:
    try:
        os.link(source, path)
    except OSError:  # another file system, or one without links
        shutil.copyfile(source, path)


def _lines(lines: Iterable[bytes]) -> list[tuple[str, str]]:
    found: Any = parse(b"".join(lines), format=RdfFormat.N_QUADS)
    return list(lines_of(found))


def _flat(found: Iterable[Sequence[Finding]]) -> list[Finding]:
    return [finding for some in found for finding in some]
