"""The desk at which links are made: the steps of the workflow, over the folder of links and the store of a data set."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pyoxigraph import Store

from communique.errors import TargetError
from communique.linking.asking import Asker
from communique.linking.base import Subject, Target
from communique.linking.links_graph import EXACT, mapping_files
from communique.linking.mismatches import Mismatch, find_mismatches
from communique.linking.quickstatements import WIKIDATA, Known, identifier_statements, post_statements, write_quickstatements
from communique.linking.sheet import Decided, Review, apply_sheet, decided_pairs, linked, read_sheet
from communique.linking.sssom import MappingSet, read_sssom
from communique.linking.subjects import KINDS, find_subjects
from communique.linking.suggest import Suggestion, suggest
from communique.linking.targets import find_targets, open_target

#: Where the descriptions of targets lie, below the folder of links.
TARGETS: Final = "targets"


@dataclass(frozen=True, slots=True)
class Desk:
    """A data set's base address, its folder of links, how services may be asked, and the licence of new mapping files.

    `tables` is the folder of local tables and dumps, by default that of the targets' descriptions.
    """

    base: str
    links: Path
    asker: Asker
    tables: Path | None = None
    licence: str = "https://creativecommons.org/licenses/by/4.0/"

    def targets(self) -> list[str]:
        """Return the names of the targets that are described."""
        return list(find_targets(self.links / TARGETS))

    def target(self, name: str) -> Target:
        """Return a target by its name; raises `TargetError` for one that is not described."""
        found = find_targets(self.links / TARGETS)
        if name not in found:
            message = (
                f"{name}: no such target; expected one of {', '.join(found) or 'none'}, as {self.links / TARGETS} describes them"
            )
            raise TargetError(message)
        return open_target(found[name], self.asker, folder=self.tables)

    def suggest(self, store: Store, name: str) -> list[Suggestion]:
        """Return suggestions for the entities that are not linked with a target yet, so far as it holds their kinds."""
        target = self.target(name)
        done = linked(self.links, target, self.base)
        subjects = [one for one in find_subjects(store, self.base, target.kinds or KINDS) if one.id not in done]
        return suggest(subjects, target, decided=decided_pairs(self.links, target, self.base))

    def apply(self, sheet: Path, name: str, by: str, date: str) -> Decided:
        """Write the decisions of a review sheet into the mapping files; `by` decided them on `date` (ISO 8601)."""
        return apply_sheet(read_sheet(sheet), self.links, self.target(name), Review(by, date, self.base, self.licence))

    def mismatches(self, store: Store, name: str) -> list[Mismatch]:
        """Return where a linked data set gives another value."""
        return list(find_mismatches(self._pairs(store, self.target(name))))

    def _pairs(self, store: Store, target: Target) -> Iterator[tuple[Subject, Subject]]:
        """Yield each entity with the record that it is exactly linked with, where the target offers that record."""
        links = {ours: theirs for (ours, space), theirs in self._exact() if space == target.space}
        for subject in find_subjects(store, self.base, target.kinds or KINDS):
            wanted = links.get(subject.iri, "")
            records = target.candidates(subject) if wanted else ()
            yield from ((subject, record) for record in records if record.id == wanted)

    def _sets(self) -> list[MappingSet]:
        return [read_sssom(path) for path in mapping_files(self.links)]

    def _exact(self) -> Iterator[tuple[tuple[str, str], str]]:
        """Yield the exact links: (our address, the space of their identifiers) and their identifier."""
        for found in self._sets():
            for one in found.mappings:
                if one.found and one.predicate_id == EXACT:
                    prefix, _, local = one.object_id.partition(":")
                    yield (found.expand(one.subject_id), found.expand(f"{prefix}:")), local

    def give_back(self, store: Store, known: Known = frozenset()) -> str:
        """Return accepted links and sourced statements as QuickStatements; what is `known` to Wikidata stays out."""
        items = {ours: theirs for (ours, space), theirs in self._exact() if space == WIKIDATA}
        posts = post_statements(find_subjects(store, self.base), items)
        return write_quickstatements([*identifier_statements(self._sets()), *posts], known)
