"""One project and one target: what the commands and the server do with them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Store

from communique.errors import TargetError
from communique.linking.base import Subject, Target
from communique.linking.links_graph import mapping_files
from communique.linking.quickstatements import identifier_statements, post_statements, write_quickstatements
from communique.linking.remote import Remote
from communique.linking.sheet import decided_pairs, linked
from communique.linking.sssom import MappingSet, read_sssom
from communique.linking.subjects import find_subjects
from communique.linking.suggest import Suggestion, suggest
from communique.linking.targets import find_targets, open_target
from communique.settings import Settings

_WIKIDATA: Final = "http://www.wikidata.org/entity/"
_EXACT: Final = "skos:exactMatch"


@dataclass(frozen=True, slots=True)
class Session:
    """A target opened for a project."""

    settings: Settings
    target: Target

    def suggestions(self, store: Store) -> list[Suggestion]:
        """Return suggestions for everything of the data set that is not linked with the target yet."""
        folder, base = self.settings.paths["links"], self.settings.base
        done = linked(folder, self.target, base)
        subjects = [subject for subject in find_subjects(store, base) if subject.id not in done]
        return suggest(subjects, self.target, decided=decided_pairs(folder, self.target, base))

    def linked_pairs(self, store: Store) -> Iterator[tuple[Subject, Subject]]:
        """Yield each of our subjects with the record that it is linked with, where the target offers that record."""
        links = dict(_exact_pairs(self.settings, self.target))
        for subject in find_subjects(store, self.settings.base):
            wanted = links.get(subject.id)
            records = self.target.candidates(subject) if wanted else ()
            yield from ((subject, record) for record in records if record.id == wanted)


def open_session(settings: Settings, name: str, *, network: bool) -> Session:
    """Open a target of a project by its name; without `network` only what is on disk is asked.

    Raises:
        TargetError: the project describes no such target, or its description is wrong.
    """
    known = find_targets(settings.paths["links"] / "targets")
    if name not in known:
        message = f"{name!r}: no such target; expected one of {', '.join(known) or 'none: describe one in data/links/targets/'}"
        raise TargetError(message)
    remote = Remote(settings.cache / "remote", network=network)
    return Session(settings, open_target(known[name], remote))


def _exact_pairs(settings: Settings, target: Target) -> Iterator[tuple[str, str]]:
    for found in _mapping_sets(settings):
        for mapping in found.mappings:
            theirs = found.expand(mapping.object_id)
            if mapping.predicate_id == _EXACT and mapping.found and theirs.startswith(target.space):
                ours = found.expand(mapping.subject_id)
                yield ours.removeprefix(settings.base), theirs.removeprefix(target.space)


def _mapping_sets(settings: Settings) -> list[MappingSet]:
    return [read_sssom(path) for path in mapping_files(settings.paths["links"])]


def quickstatements_of(settings: Settings, store: Store) -> str:
    """Return accepted links and sourced statements of a project as QuickStatements."""
    sets = _mapping_sets(settings)
    pairs = (
        (found.expand(m.subject_id), found.expand(m.object_id))
        for found in sets
        for m in found.mappings
        if m.predicate_id == _EXACT
    )
    items = {ours: theirs.removeprefix(_WIKIDATA) for ours, theirs in pairs if theirs.startswith(_WIKIDATA)}
    subjects = find_subjects(store, settings.base)
    return write_quickstatements((*identifier_statements(sets), *post_statements(subjects, items)))
