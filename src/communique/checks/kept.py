"""A check that is kept, so that the next one asks only about what has changed since.

A later check compares its files with those of the snapshot and leaves the snapshot as it is, until so much has changed that a new
one is taken.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from communique.checks.asking import ask, ask_about
from communique.checks.changed import Changed
from communique.checks.findings import Finding
from communique.checks.follow import can_be_found, read_around
from communique.checks.lines import rewrite
from communique.checks.near import Gathering, Near
from communique.checks.parts import difference
from communique.checks.places import Places
from communique.checks.reach import Reach
from communique.checks.rule import Rule, Source
from communique.checks.snapshot import Snapshot, begin_snapshot, parts_of, read_snapshot, write_snapshot
from communique.checks.whole import opened
from communique.checks.words import is_node, with_evidence
from communique.collector import uncollected
from communique.errors import DataError
from communique.parts import count_bytes
from communique.store import has_room
from communique.terms import RDFS

#: A change of more than one byte in so many is checked as a whole, and a new snapshot taken.
_LARGE: Final = 10
#: Bytes of lines that are held in any case, to see which of them have only moved to another file.
_HELD: Final = 1 << 28
_SUBCLASS: Final = f"> <{RDFS.subClassOf}> <".encode()


def check_kept(folder: Path, parts: Iterable[Path], source: Source, jobs: int) -> list[Finding]:
    """Return what rules find in some files, each finding with its words.

    Raises:
        DataError: a file is damaged.
    """
    new = _by_name(parts)
    with uncollected():
        found = _since(folder, new, source, jobs)
    return _take(folder, new, source, jobs) if found is None else found


def _since(folder: Path, new: Mapping[str, Path], source: Source, jobs: int) -> list[Finding] | None:
    """Return what is found by what has changed since the snapshot; None if there is none, or too much has changed."""
    known = read_snapshot(folder, source.digest)
    if known is None:
        return None
    most = count_bytes(new.values()) // _LARGE
    unlike = difference(known.parts, new, max(most, _HELD))
    if unlike is None:
        return None
    gone, come = unlike
    if sum(map(len, gone)) + sum(map(len, come)) > most or any(_SUBCLASS in b"".join(lines) for lines in (gone, come)):
        return None
    return Change(known, gone, come).findings(new.values(), jobs)


def _by_name(parts: Iterable[Path]) -> dict[str, Path]:
    """Return files by their names; those of one name are told apart by how many came before."""
    found: dict[str, Path] = {}
    for part in parts:
        same = sum(path.name == part.name for path in found.values())
        found[f"{same}-{part.name}"] = part
    return found


class Change:
    """A change since a snapshot."""

    def __init__(self, known: Snapshot, gone: Iterable[bytes], come: Iterable[bytes]) -> None:
        """Take the lines that are gone, which are those of a snapshot, and read those that came.

        Raises:
            DataError: one that came is no statement.
        """
        olds, news = set(gone), _statements(come)
        self._known = known
        places = Places(known.folder, known.parts.values())
        self._near = Near(places, olds - news, news - olds)
        self._gathering = Gathering(self._near)
        self._changed = Changed(olds, news, Near(places), self._near)

    def findings(self, parts: Collection[Path], jobs: int) -> list[Finding]:
        """Return what the rules find now."""
        same: list[Finding] = []
        whole: list[Rule] = []
        some: list[tuple[Rule, list[str]]] = []
        for rule, reach, found in self._known.found:
            nodes = self._concerned(reach, {finding.focus for finding in found}) if reach else None
            if reach is None or nodes is None:
                whole.append(rule)
                continue
            same += (finding for finding in found if finding.focus not in nodes)
            some.append((rule, self._asked(reach, nodes)))
        fresh = _flat(ask_about(self._gathering.store(), some, jobs))
        if whole:
            with opened(parts, self._known.folder) as store:
                fresh += _flat(ask(store, whole, jobs))
        return self._with_words([*same, *fresh])

    def _concerned(self, reach: Reach, known: Collection[str]) -> set[str] | None:
        """Return the nodes whose findings may be others now; None if one is something that no query can name."""
        nodes = self._changed.nodes(reach, {f"<{node}>" for node in known})
        named = all(map(is_node, known)) and all(node.startswith("<") for node in nodes)
        return {node[1:-1] for node in nodes} if named else None

    def _asked(self, reach: Reach, nodes: Iterable[str]) -> list[str]:
        """Return the nodes at which something can be found, once all that decides it is looked up."""
        asked = [node for node in nodes if can_be_found(self._near, reach, f"<{node}>")]
        read_around(self._gathering, reach.follows, reach.focus, {f"<{node}>" for node in asked})
        return asked

    def _with_words(self, found: Iterable[Finding]) -> list[Finding]:
        """Return findings with the words behind them: the old words of a node that had a finding, unless these are concerned."""
        words = self._known.words
        told = {one.focus: (one.document, one.quote) for _, _, old in self._known.found for one in old}
        moved = {node[1:-1] for node in self._changed.nodes(words, {f"<{node}>" for node in told})}
        same: list[Finding] = []
        again: list[Finding] = []
        for one in found:
            stays = one.focus in told and one.focus not in moved
            document, quote = told[one.focus] if stays else (None, None)
            (same if stays else again).append(replace(one, document=document, quote=quote))
        read_around(self._gathering, words.follows, words.focus, {f"<{finding.focus}>" for finding in again})
        return [*same, *with_evidence(again, self._gathering.store())]


def _statements(lines: Iterable[bytes]) -> set[bytes]:
    try:
        return set(rewrite(b"".join(lines)))
    except SyntaxError as error:
        raise DataError(f"the data are damaged ({error}); run 'communique build' to publish them again") from None


def _take(folder: Path, parts: Mapping[str, Path], source: Source, jobs: int) -> list[Finding]:
    """Check the whole, and keep a snapshot of it."""
    can_be_kept = begin_snapshot(folder, parts)
    beyond = source.beyond()
    if can_be_kept and not beyond and not has_room(count_bytes(parts.values())):
        from communique.checks.batches import ask_in_batches  # loads rdflib's SPARQL, like `reach_of`

        rules, found = ask_in_batches(folder, parts_of(folder), source, jobs)
    else:
        with opened(parts.values(), folder) as store:
            rules = source.rules(store)
            found = [with_evidence(some, store) for some in ask(store, rules, jobs)]
            if beyond:
                return [*_flat(found), *with_evidence(beyond(store), store)]
    if can_be_kept:
        write_snapshot(folder, source.digest, zip(rules, found, strict=True))
    return _flat(found)


def _flat(found: Iterable[Iterable[Finding]]) -> list[Finding]:
    return [finding for some in found for finding in some]
