"""A data set in parts: made piece by piece, checked and published, for more documents than are held at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from communique import authority, judgements
from communique.checks import standing
from communique.checks.report import write_report
from communique.description import MEASURED, Published, describe
from communique.documents import find_documents
from communique.graph.base import Node
from communique.graph.codelists import codelist_quads
from communique.inputs import check_parts, data_context, refuse, told_beside
from communique.publish import publish_made, write_files
from communique.resources import stock
from communique.settings import Settings
from communique.stream.blocks import FACTS
from communique.stream.depot import Depot
from communique.stream.frame import Frame
from communique.stream.local import Job, LocalEngine, Outcome
from communique.summary import Progress, Summary, summarise
from communique.takedowns import read_takedowns
from communique.version import READER

#: The file of what is kept from build to build.
DEPOT: Final = "depot.sqlite"


def build_parted(settings: Settings, progress: Progress, jobs: int) -> Summary:
    """Make, check and publish a data set in parts, from what has changed since the last time.

    Raises:
        FindingsError: a check found a violation; what was published stays.
        CommuniqueError: an input is missing or wrong; what was published stays.
    """
    found: list[Summary] = []
    depot = Depot(settings.cache / DEPOT)
    try:
        engine = LocalEngine(depot, settings.paths["graph"], jobs, progress)
        making = Making(settings, engine, progress, jobs)
        publish_made(settings.paths["graph"], lambda fresh: found.append(_fill(making, make_job(settings), fresh)))
        engine.keep()
    finally:
        depot.close()
    return found[0]


@dataclass(frozen=True, slots=True)
class Cluster:
    """Where Spark is, where it reads the documents, and where it leaves the parts; none means the project's own folders."""

    master: str
    documents: str | None = None
    parts: str | None = None


def build_on(cluster: Cluster, settings: Settings, progress: Progress) -> Summary:
    """Make, check and publish a data set in parts with Apache Spark.

    Raises:
        ProjectError: Spark is not installed.
        FindingsError: a check found a violation; what was published stays.
        CommuniqueError: an input is missing or wrong; what was published stays.
    """
    from communique.stream.spark import SparkEngine, spark_context

    folder = cluster.documents or settings.paths["documents"].resolve().as_uri()
    found: list[Summary] = []
    job = job_of(settings, ())
    with spark_context(cluster.master) as context:
        making = Making(settings, SparkEngine(context, folder, progress, cluster.parts), progress)
        publish_made(settings.paths["graph"], lambda fresh: found.append(_fill(making, job, fresh)))
    return found[0]


class Engine(Protocol):
    """What makes a data set."""

    def make(self, job: Job, folder: Path) -> Outcome:
        """Write the parts and the facts of a data set into a new folder."""


@dataclass(frozen=True, slots=True)
class Making:
    """What a data set is made by; as many threads check it as there are jobs."""

    settings: Settings
    engine: Engine
    progress: Progress
    jobs: int = 1


def _fill(making: Making, job: Job, folder: Path) -> Summary:
    """Write all files of a data set into a new folder."""
    settings = making.settings
    outcome = making.engine.make(job, folder)
    making.progress("check", 0, 1)
    findings = check_parts(settings, [folder / name for name in outcome.parts], making.jobs)
    making.progress("check", 1, 1)
    refuse(findings)
    listed = {FACTS: "turtle", **dict.fromkeys(outcome.parts, "nquads")}
    published = Published(outcome.tally, outcome.digest, settings.root / MEASURED, listed)
    files = {
        "context.jsonld": data_context(settings.base),
        "report.ttl": write_report(findings, settings.base),
        "dataset.ttl": describe(settings, published),
    }
    write_files(folder, files)
    return summarise(outcome.sums, map(standing, findings), map(str, outcome.stale))


def make_job(settings: Settings) -> Job:
    """Return what a project's data set is made of, its own documents among that.

    Raises:
        CommuniqueError: an input is missing or wrong.
    """
    return job_of(settings, find_documents(settings.paths["documents"]))


def job_of(settings: Settings, documents: Sequence[Path]) -> Job:
    """Return what a data set is made of, given the documents, which Spark finds by itself.

    Raises:
        CommuniqueError: an input is missing or wrong.
    """
    known = authority.load(settings.paths["authority"], settings.base)
    takedowns = read_takedowns(settings.paths["takedowns"])
    codelists = stock("ontology") / "codelists"
    graph = Node(f"{settings.base}graph/codelists")
    return Job(
        paths=documents,
        authority=known,
        judgements=judgements.read_judgements(settings.paths["judgements"]),
        frame=Frame(settings.base, READER, codelists, known.pins, takedowns),
        more=lambda entities: [*told_beside(settings, known, entities), *codelist_quads(codelists, graph)],
    )
