"""The order of the stages: documents become a checked data set.

Documents → readings → claims → entities → facts and disagreements → quads → checks. This module alone knows the order; the
stages know only the records.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial, wraps
from itertools import chain
from pathlib import Path
from typing import Concatenate, Final, ParamSpec, TypeVar

from pyoxigraph import Quad, Store

from communique import authority, identity, judgements, reading
from communique.checks import Finding, check, is_violation
from communique.checks.check import Rules
from communique.checks.report import write_report
from communique.claims import make_claims
from communique.description import Published, describe
from communique.doctor import Case, Hindrance, examine
from communique.documents import find_unread, read_folder
from communique.errors import DocumentError, FindingsError
from communique.export import FORMATS, in_order
from communique.graph import disjoint, make_quads
from communique.graph.base import Material
from communique.graph.dataset import Beside, Counts
from communique.graph.foreign import from_rdflib
from communique.identity.judging import stale_judgements
from communique.jsonld import make_context
from communique.lexicon.glossary import read_glossary, using
from communique.linking.links_graph import links_rows
from communique.publish import locked, publish
from communique.questions import catalogue_quads, load_questions
from communique.readings import read_all
from communique.records import Claim, Document, Judgement, Mention, Reading
from communique.resources import stock
from communique.settings import Settings
from communique.takedowns import mask, names_any, read_takedowns
from communique.tally import count
from communique.veil import Veil
from communique.weighing import Told, weigh
from communique.weighing.verdicts import judgement_id
from communique.witnesses import find_lineages

#: The files of a published data set, by the format of each.
FILES: Final = {"facts.ttl": "turtle", "everything.nq": "nquads", "everything.trig": "trig", "everything.jsonld": "json-ld"}
#: Where a project keeps the figures that it measured of itself.
MEASURED: Final = "docs/measured.json"
#: Told of each step: its name, how many are done, how many there are.
Progress = Callable[[str, int, int], None]

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Built:
    """A data set before it is published: what it was made from, its quads, and what the checks found."""

    material: Material
    mentions: tuple[Mention, ...]
    coverage: Mapping[str, Counts]
    quads: tuple[Quad, ...]
    findings: tuple[Finding, ...]
    judgements: tuple[Judgement, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """What a build did, in numbers.

    `stale` are the judgements that no longer meet their evidence, each with the reason;
    `read` is the share of the release proper that was read into items, `noise` the share of all text that is none of it.
    """

    documents: int
    claims: int
    facts: int
    disagreements: Mapping[str, int]
    findings: Mapping[str, int]
    stale: Sequence[str]
    read: float
    noise: float


def quiet(_step: str, _done: int, _all: int) -> None:
    """Report nothing."""


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
    readings = read_all(documents, settings.cache / "readings", jobs, partial(progress, "read"))
    progress("weigh", 0, 1)
    material, mentions = _weigh(settings, documents, readings)
    coverage = {document.name: _coverage(document, readings[document.name]) for document in documents}
    veil = Veil(read_takedowns(settings.paths["takedowns"]))
    quads = tuple(disjoint(veil.quads(make_quads(material, _beside(settings, material, coverage)))))
    progress("weigh", 1, 1)
    progress("check", 0, 1)
    store = Store()
    store.bulk_extend(quads)
    findings = tuple(_veiled(finding, veil) for finding in check(store, rules(settings)))
    progress("check", 1, 1)
    judged = judgements.read_judgements(settings.paths["judgements"])
    return Built(material, mentions, coverage, quads, findings, judged)


def _veiled(finding: Finding, veil: Veil) -> Finding:
    """Return a finding whose waiver names nobody who is taken down."""
    return replace(finding, waived=veil.words(finding.waived)) if finding.waived else finding


def build(settings: Settings, progress: Progress = quiet, *, jobs: int = 1) -> Summary:
    """Make, check and publish the data set of a project.

    Raises:
        FindingsError: a check found a violation; what was published stays.
        CommuniqueError: an input is missing or wrong; what was published stays.
    """
    with locked(settings.cache):
        built = assemble(settings, progress, jobs=jobs)
        violations = [finding for finding in built.findings if is_violation(finding)]
        if violations:
            raise FindingsError(_refusal(violations))
        progress("write", 0, 1)
        publish(settings.paths["graph"], make_files(settings, built))
        progress("write", 1, 1)
    return summarise(built)


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
    readings = read_all(documents, settings.cache / "readings", 1, partial(quiet, "read"))
    return _weigh(settings, documents, readings)


def summarise(built: Built) -> Summary:
    """Return the figures of a build."""
    weighed = built.material.weighed
    stale = stale_judgements(built.mentions, built.judgements)
    read, noise, unread = (sum(counts) for counts in zip(*built.coverage.values(), strict=True))
    return Summary(
        documents=len(built.material.documents),
        claims=len(built.material.claims),
        facts=len(weighed.facts),
        disagreements=dict(sorted(Counter(found.kind for found in weighed.disagreements).items())),
        findings=dict(sorted(Counter("waived" if found.waived else found.severity for found in built.findings).items())),
        stale=[f"{row.judgement.left} / {row.judgement.right}: {row.reason}" for row in stale],
        read=read / max(1, read + unread),
        noise=noise / max(1, read + unread + noise),
    )


def rules(settings: Settings) -> Rules:
    """Return where a project's shapes, check queries and waivers lie: the stock's and its own."""
    return Rules(
        shapes=_folders(stock("ontology") / "shapes", settings.paths["shapes"]),
        queries=_folders(stock("queries") / "checks", settings.paths["questions"].parent / "checks"),
        waivers=settings.paths["waivers"],
    )


def question_folders(settings: Settings) -> tuple[Path, ...]:
    """Return where a project's saved questions lie: the stock's and its own."""
    return _folders(stock("queries") / "questions", settings.paths["questions"])


def _folders(*folders: Path) -> tuple[Path, ...]:
    """Return the folders that exist, each once (the flagship's own are the stock's)."""
    return tuple(dict.fromkeys(folder.resolve() for folder in folders if folder.is_dir()))


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
    found = reading.coverage(document, read)
    return Counts(found.read, found.noise, found.unread)


def _beside(settings: Settings, material: Material, coverage: Mapping[str, Counts]) -> Beside:
    judged = judgements.read_judgements(settings.paths["judgements"])
    known = authority.load(settings.paths["authority"], settings.base)
    hidden = partial(names_any, takedowns=read_takedowns(settings.paths["takedowns"]))
    rows = [
        *from_rdflib(known.quads(sorted(material.entities)), material.graph("authority")),
        *from_rdflib(links_rows(settings.paths["links"], settings.base, hidden), material.graph("links")),
        *catalogue_quads(load_questions(*question_folders(settings)).values(), settings.base),
    ]
    return Beside(
        coverage=coverage,
        reader=reading.VERSION,
        judgements=[(judgement_id(row), row) for row in judged],
        codelists=stock("ontology") / "codelists",
        more=rows,
    )


def _refusal(violations: Sequence[Finding]) -> str:
    first = violations[0]
    where = f" in {first.document.rsplit('/', 1)[-1]}: “{first.quote}”" if first.document else ""
    return (
        f"not published: {len(violations)} violations; the first is {first.check} at {first.focus}{where}: {first.message}; "
        "run 'communique check --documents' to see all, and mend what it names"
    )


def make_files(settings: Settings, built: Built) -> dict[str, bytes]:
    """Return the files of the published data set by name."""
    quads = in_order(built.quads)
    facts = [quad for quad in quads if quad.graph_name == built.material.graph("facts")]
    files = {name: FORMATS[form].write(facts if form == "turtle" else quads, settings.base) for name, form in FILES.items()}
    files["context.jsonld"] = (json.dumps({"@context": make_context(settings.base)}, indent=1) + "\n").encode()
    files["report.ttl"] = write_report(built.findings, settings.base)
    digest = hashlib.sha256(files["everything.nq"]).hexdigest()
    files["dataset.ttl"] = describe(settings, Published(count(quads), digest, settings.root / MEASURED))
    return files
