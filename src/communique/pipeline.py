"""The order of the stages: documents become a checked data set.

Documents → readings → claims → entities → facts and disagreements → quads → checks. This module alone knows the order; the
stages know only the records.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial, wraps
from itertools import chain
from typing import TYPE_CHECKING, Concatenate, Final, ParamSpec, TypeVar

from pyoxigraph import Quad, Store

from communique import authority, identity, judgements
from communique.checks import Finding, standing
from communique.checks.report import write_report
from communique.claims import make_claims
from communique.description import MEASURED, Published, describe
from communique.doctor import Case, Hindrance, examine
from communique.documents import find_documents, find_unread, read_folder
from communique.errors import DocumentError
from communique.export import FORMATS, in_order
from communique.graph import disjoint, make_quads
from communique.graph.base import Material
from communique.graph.dataset import Beside, Counts
from communique.identity.judging import stale_judgements
from communique.inputs import check_data, data_context, refuse, told_beside
from communique.lexicon.glossary import read_glossary, using
from communique.publish import locked, publish
from communique.records import Claim, Document, Judgement, Mention, Reading
from communique.resources import stock
from communique.settings import Settings
from communique.summary import Progress, Summary, Sums, quiet, summarise
from communique.takedowns import mask, names_any, read_takedowns
from communique.tally import count
from communique.veil import Veil
from communique.version import READER
from communique.weighing import Told, weigh
from communique.weighing.verdicts import judgement_id
from communique.witnesses import find_lineages

#: The files of a published data set, by the format of each.
FILES: Final = {"facts.ttl": "turtle", "everything.nq": "nquads", "everything.trig": "trig", "everything.jsonld": "json-ld"}
#: More documents than this are published in parts, made one by one.
WHOLE_UP_TO: Final = 100

P = ParamSpec("P")
R = TypeVar("R")

if TYPE_CHECKING:
    from communique.parted import Cluster


@dataclass(frozen=True, slots=True)
class Built:
    """A data set before it is published: what it was made from, its quads, and what the checks found."""

    material: Material
    mentions: tuple[Mention, ...]
    coverage: Mapping[str, Counts]
    quads: tuple[Quad, ...]
    findings: tuple[Finding, ...]
    judgements: tuple[Judgement, ...]


def in_its_words(step: Callable[Concatenate[Settings, P], R]) -> Callable[Concatenate[Settings, P], R]:
    """Let the words of a project hold while a step of it runs."""

    @wraps(step)
    def run(settings: Settings, /, *args: P.args, **kwargs: P.kwargs) -> R:
        with using(read_glossary(settings.paths["lexicon"])):
            return step(settings, *args, **kwargs)

    return run


@in_its_words
def assemble(settings: Settings, progress: Progress = quiet, *, jobs: int = 1) -> Built:
    """Make and check the data set of a project, without publishing it.

    Raises:
        CommuniqueError: an input is missing or wrong.
    """
    documents = read_documents(settings)
    readings = _read(settings, documents, progress, jobs)
    progress("weigh", 0, 1)
    material, mentions = _weigh(settings, documents, readings)
    coverage = {document.name: _coverage(document, readings[document.name]) for document in documents}
    veil = Veil(read_takedowns(settings.paths["takedowns"]))
    quads = tuple(disjoint(veil.quads(make_quads(material, _beside(settings, material, coverage)))))
    progress("weigh", 1, 1)
    progress("check", 0, 1)
    store = Store()
    store.bulk_extend(quads)
    findings = check_data(settings, store)
    progress("check", 1, 1)
    judged = judgements.read_judgements(settings.paths["judgements"])
    return Built(material, mentions, coverage, quads, findings, judged)


@in_its_words
def build(settings: Settings, progress: Progress = quiet, *, jobs: int = 1, cluster: "Cluster | None" = None) -> Summary:
    """Make, check and publish the data set of a project, with so many processes or on a cluster.

    Raises:
        FindingsError: a check found a violation; what was published stays.
        CommuniqueError: an input is missing or wrong; what was published stays.
    """
    with locked(settings.cache):
        if cluster or len(find_documents(settings.paths["documents"])) > WHOLE_UP_TO:
            return _in_parts(settings, progress, jobs, cluster)
        built = assemble(settings, progress, jobs=jobs)
        refuse(built.findings)
        progress("write", 0, 1)
        publish(settings.paths["graph"], make_files(settings, built))
        progress("write", 1, 1)
    stale = stale_judgements(built.mentions, built.judgements)
    return summarise(_sums(built), map(standing, built.findings), map(str, stale))


def _in_parts(settings: Settings, progress: Progress, jobs: int, cluster: "Cluster | None") -> Summary:
    """Build piece by piece; what only large data sets need is loaded for these."""
    from communique.parted import build_on, build_parted

    return build_on(cluster, settings, progress) if cluster else build_parted(settings, progress, jobs)


def read_documents(settings: Settings) -> tuple[Document, ...]:
    """Read a project's documents, with the names that are taken down masked.

    Raises:
        DocumentError: there is none, one cannot be read, or a file is called by a name that is taken down.
    """
    takedowns = read_takedowns(settings.paths["takedowns"])
    documents = tuple(mask(document, takedowns) for document in read_folder(settings.paths["documents"]))
    named = [document.name for document in documents if names_any(document.name, takedowns)]
    if named:
        raise DocumentError(f"{named[0]}: the file's name, which is published, spells a name that was taken down; rename the file")
    return documents


@in_its_words
def examine_project(settings: Settings) -> tuple[Hindrance, ...]:
    """Say what hinders a better data set, without building one.

    Raises:
        CommuniqueError: an input is missing or wrong.
    """
    material, _ = weigh_project(settings)
    return examine(Case(material.documents, material.readings, material.identities, find_unread(settings.paths["documents"])))


@in_its_words
def weigh_project(settings: Settings) -> tuple[Material, tuple[Mention, ...]]:
    """Read and weigh a project's documents, without making quads of what they say; return also the mentions.

    Raises:
        CommuniqueError: an input is missing or wrong.
    """
    documents = read_documents(settings)
    readings = _read(settings, documents)
    return _weigh(settings, documents, readings)


def _read(settings: Settings, documents: Sequence[Document], progress: Progress = quiet, jobs: int = 1) -> dict[str, Reading]:
    """Read documents; the reader is loaded with them, since a large data set is often built without it."""
    from communique.readings import read_all

    return read_all(documents, settings.cache / "readings", jobs, partial(progress, "read"))


def _sums(built: Built) -> Sums:
    weighed = built.material.weighed
    read, noise, unread = (sum(counts) for counts in zip(*built.coverage.values(), strict=True))
    kinds = Counter(found.kind for found in weighed.disagreements)
    return Sums(
        len(built.material.documents), len(built.material.claims), (read, noise, unread), len(weighed.facts), Counter(kinds)
    )


def _weigh(
    settings: Settings, documents: Sequence[Document], readings: Mapping[str, Reading]
) -> tuple[Material, tuple[Mention, ...]]:
    pairs = [make_claims(document, readings[document.name]) for document in documents]
    mentions = tuple(chain.from_iterable(mentions for mentions, _ in pairs))
    claims: tuple[Claim, ...] = tuple(chain.from_iterable(claims for _, claims in pairs))
    judged = judgements.read_judgements(settings.paths["judgements"])
    known = authority.load(settings.paths["authority"], settings.base)
    identities = identity.resolve(mentions, known, judged)
    weighed = weigh(documents, claims, identities, Told(find_lineages(documents), judged))
    return Material(settings.base, documents, readings, claims, identities, weighed), mentions


def _coverage(document: Document, read: Reading) -> Counts:
    from communique import reading

    found = reading.coverage(document, read)
    return Counts(found.read, found.noise, found.unread)


def _beside(settings: Settings, material: Material, coverage: Mapping[str, Counts]) -> Beside:
    judged = judgements.read_judgements(settings.paths["judgements"])
    known = authority.load(settings.paths["authority"], settings.base)
    return Beside(
        coverage=coverage,
        reader=READER,
        judgements=[(judgement_id(row), row) for row in judged],
        codelists=stock("ontology") / "codelists",
        more=list(told_beside(settings, known, sorted(material.entities))),
    )


def make_files(settings: Settings, built: Built) -> dict[str, bytes]:
    """Return the files of the published data set by name."""
    quads = in_order(built.quads)
    facts = [quad for quad in quads if quad.graph_name == built.material.graph("facts")]
    files = {name: FORMATS[form].write(facts if form == "turtle" else quads, settings.base) for name, form in FILES.items()}
    files["context.jsonld"] = data_context(settings.base)
    files["report.ttl"] = write_report(built.findings, settings.base)
    digest = hashlib.sha256(files["everything.nq"]).hexdigest()
    files["dataset.ttl"] = describe(settings, Published(count(quads), digest, settings.root / MEASURED))
    return files
