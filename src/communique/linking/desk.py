"""The desk at which a project's links are made: one target, opened for one project, and the steps of the workflow over both."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pyoxigraph import Store

from communique.errors import TargetError
from communique.linking.asking import Asker
from communique.linking.base import Subject, Target
from communique.linking.links_graph import EXACT, mapping_files
from communique.linking.quickstatements import WIKIDATA, Known, identifier_statements, post_statements, write_quickstatements
from communique.linking.sheet import Decided, Review, apply_sheet, decided_pairs, linked, read_sheet
from communique.linking.sssom import MappingSet, read_sssom
from communique.linking.subjects import KINDS, find_subjects
from communique.linking.suggest import Suggestion, suggest
from communique.linking.targets import find_targets, open_target
from communique.settings import Settings

#: Where the descriptions of targets lie, below the folder of links.
TARGETS: Final = "targets"


@dataclass(frozen=True, slots=True)
class Desk:
    """A target opened for a project."""

    settings: Settings
    target: Target

    def suggestions(self, store: Store) -> list[Suggestion]:
        """Return suggestions for the entities that are not linked with the target yet, so far as it holds their kinds."""
        folder, base = self.settings.paths["links"], self.settings.base
        done = linked(folder, self.target, base)
        subjects = [one for one in find_subjects(store, base, self.target.kinds or KINDS) if one.id not in done]
        return suggest(subjects, self.target, decided=decided_pairs(folder, self.target, base))

    def apply(self, sheet: Path, by: str, date: str) -> Decided:
        """Write the decisions of a review sheet into the mapping files; `by` decided them on `date` (ISO 8601)."""
        return apply_sheet(read_sheet(sheet), self.settings.paths["links"], self.target, Review(by, date, self.settings.base))

    def linked_pairs(self, store: Store) -> Iterator[tuple[Subject, Subject]]:
        """Yield each entity with the record that it is exactly linked with, where the target offers that record."""
        links = dict(exact_links(self.settings))
        for subject in find_subjects(store, self.settings.base, self.target.kinds or KINDS):
            wanted = links.get((subject.iri, self.target.space), "")
            records = self.target.candidates(subject) if wanted else ()
            yield from ((subject, record) for record in records if record.id == wanted)


def open_desk(settings: Settings, name: str, *, network: bool = False, tables: Path | None = None) -> Desk:
    """Return the desk for a target of a project, by its name; without `network` only what is on the disk is asked.

    `tables` is the folder of local tables and dumps, by default that of the targets' descriptions. Raises `TargetError` for a
    target that the project does not describe, or describes wrongly.
    """
    folder = settings.paths["links"] / TARGETS
    known = find_targets(folder)
    if name not in known:
        message = f"{name}: no such target; expected one of {', '.join(known) or 'none'}, as {folder} describes them"
        raise TargetError(message)
    return Desk(settings, open_target(known[name], Asker(settings.cache / "asked", network=network), folder=tables))


def mapping_sets(settings: Settings) -> list[MappingSet]:
    """Return the mapping files of a project that hold links."""
    return [read_sssom(path) for path in mapping_files(settings.paths["links"])]


def exact_links(settings: Settings) -> Iterator[tuple[tuple[str, str], str]]:
    """Yield the exact links of a project: (our address, the space of their identifiers) and their identifier."""
    for found in mapping_sets(settings):
        for one in found.mappings:
            if one.found and one.predicate_id == EXACT:
                prefix, _, local = one.object_id.partition(":")
                yield (found.expand(one.subject_id), found.expand(f"{prefix}:")), local


def quickstatements_of(settings: Settings, store: Store, known: Known = frozenset()) -> str:
    """Return accepted links and sourced statements of a project as QuickStatements; what is `known` to Wikidata stays out."""
    items = {ours: theirs for (ours, space), theirs in exact_links(settings) if space == WIKIDATA}
    subjects = find_subjects(store, settings.base)
    return write_quickstatements([*identifier_statements(mapping_sets(settings)), *post_statements(subjects, items)], known)
