"""A small data set as `docs/model.md` describes it, with invented names: two states, two meetings, four documents.

Two sources date the second meeting differently, one lists a person whom the other leaves out, one document copies another, and
the rights in one text are unknown.
"""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, Store

from communique.resources import stock
from communique.settings import Settings, read_settings
from communique.terms import DCTERMS, MEET, OA, ORG, OWL, PROV, RDF, RDFS, SKOS, XSD, code_iri

BASE = "https://example.org/river/"
PROJECT = f"""name = "river"
title = "Meetings of the River Commission"
description = "Who met at the River Commission."
base = "{BASE}"
licence = "https://creativecommons.org/licenses/by/4.0/"
languages = ["en", "es"]
"""
REFERENCE = """<!doctype html><html lang="en"><body><nav aria-label="Pages"><a href="#main">Terms</a></nav>
<main id="main">All terms.</main></body></html>
"""
TEXTS = {
    "north-2": "On May 4, 2021, the River Commission held its second meeting in Porto <Azul>. "
    "Ada Moreno, Minister of Water of Northland, led the Northland delegation. Ben Tully of Southland also took part. "
    "The parties agreed to dredge the harbour by 2023. "
    "“Water has no border,” said Ada Moreno.",
    "south-2": "The weather was fine. The second meeting of the River Commission took place on May 5, 2021. "
    "Nobody minded the rain. Ada Moreno chaired. The buffet was long and is described in detail here.",
    "south-2-reprint": "The second meeting of the River Commission took place on May 5, 2021.",
    "north-1": "In March 2020 the River Commission met for the first time.",
}
RIGHTS = {"north-2": "open", "north-1": "open"}
LINEAGE = {"south-2-reprint": "south-2"}
PUBLISHERS = {"north-2": "Ministry of Northland", "north-1": "Ministry of Northland", "south-2": "Southland Gazette"}

FIRST, SECOND = "meeting/river-1", "meeting/river-2"
ADA, BEN = "person/ada-moreno", "person/ben-tully"
NORTH, SOUTH = "state/northland", "state/southland"
ADA_THERE = "participation/river-2--ada-moreno"
POST = "post/minister-of-water-northland"
TENURE = "tenure/ada-moreno--minister-of-water-northland"
DISPUTE = "disagreement/d1"

Term = NamedNode | Literal


def iri(path: str) -> NamedNode:
    """Return the node of a path below the base."""
    return NamedNode(BASE + path)


def day(text: str) -> Literal:
    """Return a date as a literal whose type is its precision."""
    kind = {10: XSD.date, 7: XSD.gYearMonth, 4: XSD.gYear}[len(text)]
    return Literal(text, datatype=NamedNode(str(kind)))


def code(text: str) -> NamedNode:
    """Return a code."""
    return NamedNode(code_iri(text))


NODES: dict[str, tuple[object, str]] = {
    FIRST: (MEET.Meeting, "First meeting of the River Commission"),
    SECOND: (MEET.Meeting, "Second meeting of the River Commission"),
    "series/river": (MEET.MeetingSeries, "Meetings of the River Commission"),
    ADA: (MEET.Person, "Ada Moreno"),
    BEN: (MEET.Person, "Ben Tully"),
    NORTH: (MEET.State, "Northland"),
    SOUTH: (MEET.State, "Southland"),
    "agency/water": (MEET.Agency, "Ministry of Water"),
    "place/porto-azul": (MEET.Place, "Porto <Azul>"),
    "project/harbour": (MEET.Project, "the harbour"),
    POST: (ORG.Post, "Minister of Water, Northland"),
    TENURE: (MEET.Tenure, "Ada Moreno: Minister of Water"),
    "participation/river-2--ada-moreno": (MEET.Participation, "Ada Moreno, Second meeting"),
    "participation/river-2--ben-tully": (MEET.Participation, "Ben Tully, Second meeting"),
    "delegation/river-2--northland": (MEET.Delegation, "Northland, Second meeting"),
    "outcome/north-2-1": (MEET.Commitment, "The parties agreed to dredge"),
    "quotation/north-2-1": (MEET.Quotation, "Water has no border,"),
}
LINKS: tuple[tuple[str, object, Term], ...] = (
    ("participation/river-2--ada-moreno", MEET.inMeeting, iri(SECOND)),
    ("participation/river-2--ada-moreno", MEET.participant, iri(ADA)),
    ("participation/river-2--ben-tully", MEET.inMeeting, iri(SECOND)),
    ("participation/river-2--ben-tully", MEET.participant, iri(BEN)),
    ("delegation/river-2--northland", MEET.ofMeeting, iri(SECOND)),
    ("delegation/river-2--northland", MEET.ofSide, iri(NORTH)),
    (TENURE, MEET.holder, iri(ADA)),
    (TENURE, MEET.ofPost, iri(POST)),
    (TENURE, MEET.acting, Literal(False)),
)
OUTCOME = "The parties agreed to dredge the harbour by 2023."
QUOTE = "Water has no border,"
#: Claims: document, subject, property, value, the words, standing.
CLAIMS: tuple[tuple[str, str, object, Term, str, str], ...] = (
    ("north-2", SECOND, MEET.startDate, day("2021-05-04"), "On May 4, 2021", "asserted"),
    ("south-2", SECOND, MEET.startDate, day("2021-05-05"), "took place on May 5, 2021", "disputed"),
    ("south-2-reprint", SECOND, MEET.startDate, day("2021-05-05"), "took place on May 5, 2021", "disputed"),
    ("north-1", FIRST, MEET.startDate, day("2020-03"), "In March 2020", "asserted"),
    ("north-1", FIRST, MEET.inSeries, iri("series/river"), "the River Commission met", "asserted"),
    ("north-2", SECOND, MEET.inSeries, iri("series/river"), "the River Commission held its second meeting", "asserted"),
    ("north-2", SECOND, MEET.ordinal, Literal(2), "second", "asserted"),
    ("north-2", SECOND, MEET.place, iri("place/porto-azul"), "in Porto <Azul>", "asserted"),
    ("north-2", SECOND, MEET.name, Literal("second meeting"), "second meeting", "asserted"),
    ("north-2", SECOND, MEET.attendedBy, iri(ADA), "Ada Moreno", "asserted"),
    ("south-2", SECOND, MEET.attendedBy, iri(ADA), "Ada Moreno chaired", "asserted"),
    ("north-2", SECOND, MEET.attendedBy, iri(BEN), "Ben Tully of Southland also took part", "asserted"),
    ("north-2", SECOND, MEET.reportedIn, iri("document/north-2"), "held its second meeting", "asserted"),
    ("north-2", ADA, MEET.name, Literal("Ada Moreno"), "Ada Moreno", "asserted"),
    ("north-2", ADA, ORG.holds, iri(POST), "Ada Moreno, Minister of Water", "asserted"),
    ("north-2", BEN, MEET.name, Literal("Ben Tully"), "Ben Tully", "asserted"),
    ("north-2", POST, MEET.title, Literal("Minister of Water"), "Minister of Water", "asserted"),
    ("north-2", POST, ORG.postIn, iri("agency/water"), "Minister of Water of Northland", "asserted"),
    ("north-2", ADA_THERE, MEET.onSide, iri(NORTH), "led the Northland delegation", "asserted"),
    ("north-2", ADA_THERE, MEET.inCapacity, iri(TENURE), "Ada Moreno, Minister of Water", "asserted"),
    ("north-2", ADA_THERE, MEET.role, code("role/lead-delegation"), "led the Northland delegation", "asserted"),
    ("south-2", ADA_THERE, MEET.role, code("role/chair"), "Ada Moreno chaired", "asserted"),
    ("north-2", "participation/river-2--ben-tully", MEET.onSide, iri(SOUTH), "Ben Tully of Southland", "asserted"),
    ("north-2", "delegation/river-2--northland", MEET.ledBy, iri(ADA), "led the Northland delegation", "asserted"),
    ("north-2", "outcome/north-2-1", MEET.outcomeOf, iri(SECOND), OUTCOME, "asserted"),
    ("north-2", "outcome/north-2-1", MEET.outcomeKind, code("outcome/commitment"), "agreed to dredge", "asserted"),
    ("north-2", "outcome/north-2-1", MEET.text, Literal(OUTCOME), OUTCOME, "asserted"),
    ("north-2", "quotation/north-2-1", MEET.speaker, iri(ADA), "said Ada Moreno", "asserted"),
    ("north-2", "quotation/north-2-1", MEET.text, Literal(QUOTE), QUOTE, "asserted"),
    ("north-2", "quotation/north-2-1", MEET.saidAt, iri(SECOND), QUOTE, "asserted"),
    ("north-2", "project/harbour", MEET.name, Literal("the harbour"), "the harbour", "asserted"),
    ("north-2", "project/harbour", MEET.mentionedIn, iri("document/north-2"), "the harbour", "asserted"),
)  # fmt: skip
#: Derived: subject, property, value, rule.
DERIVED: tuple[tuple[str, object, Term, str], ...] = (
    (SECOND, MEET.earliest, day("2021-05-04"), "date-bounds"),
    (SECOND, MEET.latest, day("2021-05-04"), "date-bounds"),
    (TENURE, MEET.attestedOn, day("2021-05-04"), "attestation"),
    ("outcome/north-2-1", MEET.topic, code("topic/borders"), "topic-words"),
    ("outcome/north-2-1", MEET.concerns, iri("project/harbour"), "named-in-outcome"),
)


def quad(subject: str, predicate: object, value: Term, graph: str) -> Quad:
    """Return a quad of paths and terms."""
    return Quad(iri(subject), NamedNode(str(predicate)), value, iri(f"graph/{graph}"))


def make_quads() -> Iterator[Quad]:
    """Yield the whole data set."""
    for path, (kind, label) in NODES.items():
        yield quad(path, RDF.type, NamedNode(str(kind)), "facts")
        yield quad(path, RDFS.label, Literal(label), "facts")
    for link in LINKS:
        yield quad(*link, "facts")
    for number, claim in enumerate(CLAIMS):
        yield from claim_quads(f"claim/c{number}", claim)
    for name in TEXTS:
        yield from document_quads(name)
    yield from derived_quads()
    yield from dispute_quads()
    yield from known_quads()
    for file in sorted((stock("ontology") / "codelists").glob("*.ttl")):
        store = Store()
        store.load(path=str(file))
        yield from (Quad(one.subject, one.predicate, one.object, iri("graph/codelists")) for one in store)


def claim_quads(node: str, claim: tuple[str, str, object, Term, str, str]) -> Iterator[Quad]:
    """Yield a claim with its excerpt, and the fact where it is asserted."""
    document, subject, predicate, value, words, standing = claim
    start = TEXTS[document].index(words)
    end = start + len(words)
    excerpt, graph = f"excerpt/{document}/{start}-{end}", f"claims/{document}"
    if standing == "asserted":
        yield quad(subject, predicate, value, "facts")
    yield quad(node, RDF.type, NamedNode(str(MEET.Claim)), graph)
    yield quad(node, RDF.subject, iri(subject), graph)
    yield quad(node, RDF.predicate, NamedNode(str(predicate)), graph)
    yield quad(node, RDF.object, value, graph)
    yield quad(node, MEET.statedIn, iri(f"document/{document}"), graph)
    yield quad(node, MEET.rule, Literal("as written"), graph)
    yield quad(node, MEET.restsOn, iri(excerpt), graph)
    yield quad(node, MEET.standing, code(f"standing/{standing}"), "weighing")
    if standing != "asserted":
        yield quad(node, MEET.standingReason, Literal("fewer witnesses"), "weighing")
    yield quad(excerpt, MEET.ofDocument, iri(f"document/{document}"), graph)
    yield quad(excerpt, OA.exact, Literal(words), graph)
    yield quad(excerpt, OA.start, Literal(start), graph)
    yield quad(excerpt, OA.end, Literal(end), graph)


def document_quads(name: str) -> Iterator[Quad]:
    """Yield a document with its reading."""
    node = f"document/{name}"
    text = TEXTS[name]
    yield quad(node, RDF.type, NamedNode(str(MEET.SourceDocument)), "documents")
    yield quad(node, RDFS.label, Literal(f"Release {name}"), "documents")
    yield quad(node, DCTERMS.title, Literal(f"Release {name}"), "documents")
    yield quad(node, DCTERMS.issued, day("2021-05-06"), "documents")
    yield quad(node, MEET.sha256, Literal(hashlib.sha256(text.encode()).hexdigest()), "documents")
    yield quad(node, MEET.rights, code(f"rights/{RIGHTS.get(name, 'unknown')}"), "documents")
    yield quad(node, MEET.lineage, iri(f"document/{LINEAGE.get(name, name)}"), "documents")
    if name in PUBLISHERS:
        yield quad(node, DCTERMS.language, Literal("en"), "documents")
        yield quad(node, DCTERMS.publisher, Literal(PUBLISHERS[name]), "documents")
    if name in LINEAGE:
        yield quad(node, MEET.copyOf, iri(f"document/{LINEAGE[name]}"), "documents")
    yield quad(f"reading/{name}", PROV.used, iri(node), "documents")
    yield quad(f"reading/{name}", MEET.charactersTotal, Literal(len(text)), "documents")


def derived_quads() -> Iterator[Quad]:
    """Yield what is derived, with a derivation for each statement."""
    for number, (subject, predicate, value, rule) in enumerate(DERIVED):
        node = f"derivation/x{number}"
        yield quad(subject, predicate, value, "derived")
        yield quad(node, RDF.type, NamedNode(str(MEET.Derivation)), "derived")
        yield quad(node, MEET.byRule, Literal(rule), "derived")
        yield quad(node, MEET.derivedSubject, iri(subject), "derived")
        yield quad(node, PROV.used, iri("claim/c0"), "derived")


def dispute_quads() -> Iterator[Quad]:
    """Yield the disagreement on the date of the second meeting."""
    yield quad(DISPUTE, RDF.type, NamedNode(str(MEET.Disagreement)), "weighing")
    yield quad(DISPUTE, RDFS.label, Literal("Second meeting: start date (contradiction)"), "weighing")
    yield quad(DISPUTE, MEET.about, iri(SECOND), "weighing")
    yield quad(DISPUTE, MEET.onProperty, NamedNode(str(MEET.startDate)), "weighing")
    yield quad(DISPUTE, MEET.disagreementKind, code("disagreement/contradiction"), "weighing")
    yield quad(DISPUTE, MEET.resolution, code("resolution/open"), "weighing")
    yield quad(DISPUTE, MEET.policyRule, Literal("issuer-took-part"), "weighing")
    yield quad(DISPUTE, MEET.reason, Literal("the host's own release comes first"), "weighing")
    yield quad(DISPUTE, MEET.preferredClaim, iri("claim/c0"), "weighing")
    for number in range(3):
        yield quad(DISPUTE, MEET.gathers, iri(f"claim/c{number}"), "weighing")


def known_quads() -> Iterator[Quad]:
    """Yield what is known beforehand, and a link to another data set."""
    yield quad("agency/water", MEET.ofState, iri(NORTH), "authority")
    yield quad("agency/water", SKOS.notation, Literal("MoW"), "authority")
    yield quad("agency/water", MEET.hasName, iri("name/water-es"), "authority")
    yield quad("name/water-es", MEET.text, Literal("Ministerio del Agua"), "authority")
    yield quad("name/water-es", DCTERMS.language, Literal("es"), "authority")
    yield quad("name/water-es", MEET.nameKind, Literal("official"), "authority")
    yield quad(ADA, OWL.sameAs, NamedNode("https://people.example.org/ada"), "links")


def make_project(folder: Path) -> tuple[Settings, Store]:
    """Write the project with its texts and its published data set; return its settings and the data as a store."""
    (folder / "communique.toml").write_text(PROJECT, encoding="utf-8")
    (folder / "data/documents").mkdir(parents=True)
    (folder / "data/graph").mkdir()
    for name, text in TEXTS.items():
        (folder / "data/documents" / f"{name}.txt").write_text(f"---\ntitle: Release {name}\n---\n{text}", encoding="utf-8")
    (folder / "docs/ontology").mkdir(parents=True)
    (folder / "docs/ontology/index.html").write_text(REFERENCE, encoding="utf-8")
    store = Store()
    store.extend(make_quads())
    lines = sorted(f"{one} .\n" for one in store)
    (folder / "data/graph/everything.nq").write_text("".join(lines), encoding="utf-8")
    return read_settings(folder), store
