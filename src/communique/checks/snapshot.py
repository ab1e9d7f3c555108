"""What is kept of a check: the files that were checked (as links, which cost no space), where their statements lie, and a record.

The record is written last; without it nothing is believed.
"""

import json
import os
import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any, Final

from communique.checks.findings import Finding
from communique.checks.places import write_places
from communique.checks.reach import Reach
from communique.checks.rule import Rule
from communique.checks.words import WORDS

_RECORD: Final = "record.json"
_PARTS: Final = "parts"


#: A rule, what its query says of the nodes that it asks about, and what it found.
Known = tuple[Rule, Reach | None, Sequence[Finding]]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What is known of the data as they once were; `words` is what leads from a node to its words."""

    folder: Path
    parts: Mapping[str, Path]
    found: Sequence[Known]
    words: Reach


def read_snapshot(folder: Path, source: str) -> Snapshot | None:
    """Return the snapshot of a folder; None if there is none, of other rules, or of files that have been written into.

    `source` is a hash of all that the rules are made of.
    """
    path = folder / _RECORD
    told = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    if told.get("source") != source:
        return None
    parts = {name: folder / _PARTS / name for name in told["parts"]}
    if any(not part.is_file() or _state(part) != told["parts"][name] for name, part in parts.items()):
        return None
    return Snapshot(folder, parts, [_known(*one) for one in told["found"]], Reach.read(told["words"]))


def _known(rule: Sequence[Any], reach: Any, found: Sequence[Sequence[Any]]) -> Known:
    return Rule(*rule), Reach.read(reach) if reach else None, [Finding(*one) for one in found]


def begin_snapshot(folder: Path, parts: Mapping[str, Path]) -> bool:
    """Put files and the places of their statements into a folder, for a snapshot that is to be written.

    Tells whether that can be: nothing is kept of files that are not written as the engine writes them.
    """
    shutil.rmtree(folder, ignore_errors=True)
    (folder / _PARTS).mkdir(parents=True)
    for name, part in parts.items():
        _link_or_copy(part, folder / _PARTS / name)
    return write_places(folder, parts_of(folder))


def parts_of(folder: Path) -> list[Path]:
    """Return the files of a snapshot in their order."""
    return sorted((folder / _PARTS).iterdir())


def write_snapshot(folder: Path, source: str, found: Iterable[tuple[Rule, Sequence[Finding]]]) -> None:
    """Write what each rule found."""
    from communique.checks.tracing import reach_of  # loads rdflib's SPARQL, which takes as long as a check after a change

    reaches = [(rule, reach_of(rule), some) for rule, some in found]
    words = reach_of(WORDS)
    assert words
    told = {
        "source": source,
        "parts": {part.name: _state(part) for part in parts_of(folder)},
        "found": [(astuple(rule), reach and reach.told(), list(map(astuple, some))) for rule, reach, some in reaches],
        "words": words.told(),
    }
    fresh = (folder / _RECORD).with_suffix(".new")
    fresh.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    fresh.replace(folder / _RECORD)


def _state(part: Path) -> list[int]:
    """Return what changes when somebody writes into a file that is a link."""
    about = part.stat()
    return [about.st_size, about.st_mtime_ns]


def _link_or_copy(source: Path, path: Path) -> None:
    try:
        os.link(source, path)
    except OSError:  # another file system, or one without links
        shutil.copyfile(source, path)
