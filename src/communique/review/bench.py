"""The bench at which decisions are made: what the pages look at and change, one request at a time."""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Protocol

from pyoxigraph import NamedNode, Store

from communique.errors import CommuniqueError
from communique.graph.base import Material
from communique.judgements import append_judgement, read_judgements
from communique.judging import Case, file_of, judge, open_cases
from communique.linking.desk import Desk
from communique.records import Judgement, Mention
from communique.settings import Settings
from communique.terms import MEET, RDF
from communique.weighing.verdicts import judgement_id


class Figures(Protocol):
    """What a build did, in numbers."""

    @property
    def documents(self) -> int:
        """Say how many documents there are."""
        ...

    @property
    def claims(self) -> int:
        """Say how many claims they make."""
        ...

    @property
    def facts(self) -> int:
        """Say how many facts are asserted."""
        ...

    @property
    def disagreements(self) -> Mapping[str, int]:
        """Say how many disagreements there are, by kind."""
        ...

    @property
    def findings(self) -> Mapping[str, int]:
        """Say how many findings the checks have, by severity."""
        ...


@dataclass(frozen=True, slots=True)
class Opened:
    """The documents as they are weighed now, their mentions by id, and the cases that are open."""

    material: Material
    mentions: dict[str, Mention]
    cases: list[Case]


@dataclass(frozen=True, slots=True)
class Pending:
    """How the recorded judgements differ from those that the published data follow."""

    added: tuple[Judgement, ...]
    removed: int


@dataclass
class Bench:
    """A project as its reviewers see it.

    `weigh` reads and weighs the documents, `store` opens what is published, `build` publishes anew; they are given because their
    order is not known here. `built` is what the last build from here gave: its figures, or the reason why there are none.
    """

    settings: Settings
    desk: Desk
    weigh: Callable[[], tuple[Material, tuple[Mention, ...]]]
    store: Callable[[], Store]
    build: Callable[[], Figures]
    built: Figures | str | None = None
    lock: Lock = field(default_factory=Lock)

    def open(self) -> Opened:
        """Return the open cases, without the pairs that somebody called unsure; raises `CommuniqueError` for a wrong input."""
        material, mentions = self.weigh()
        judged = {(row.left, row.right, row.evidence_hash) for row in read_judgements(self.settings.paths["judgements"])}
        cases = [
            case
            for case in open_cases(material, mentions)
            if judged.isdisjoint((case.left, right, case.evidence_hash) for right in case.choices.values())
        ]
        return Opened(material, {mention.id: mention for mention in mentions}, cases)

    def settle(self, case: Case, verdict: str, reason: str, by: str) -> Path:
        """Record a judgement on a case and return its file; raises `AuthorityError` for one that means nothing."""
        judgement = judge(case, verdict, (reason, by, today()))
        path = file_of(self.settings.paths["judgements"], judgement)
        append_judgement(path, judgement)
        return path

    def pending(self) -> Pending:
        """Return the judgements that the next build will follow anew, and how many it will no longer follow."""
        rows = {self.settings.base + judgement_id(row): row for row in read_judgements(self.settings.paths["judgements"])}
        found = self.store().quads_for_pattern(None, NamedNode(str(RDF.type)), NamedNode(str(MEET.Judgement)), None)
        published = {quad.subject.value for quad in found if isinstance(quad.subject, NamedNode)}
        return Pending(tuple(row for iri, row in rows.items() if iri not in published), len(published - rows.keys()))

    def rebuild(self) -> None:
        """Build the data set and keep what came of it."""
        try:
            self.built = self.build()
        except CommuniqueError as error:
            self.built = str(error)


def today() -> str:
    """Return the day on which a decision is made, by the clock of the world."""
    return datetime.datetime.now(tz=datetime.UTC).date().isoformat()
