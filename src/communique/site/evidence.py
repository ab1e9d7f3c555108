"""From a statement to the words behind it: every value that is asserted or claimed, who says so, and where it is disputed.

1. What facts, derived facts and the authority assert of a subject by a property are its values.
2. Claims with that subject and property add the values that are not asserted, and give each value its sources.
3. A derived value has the sources of the claims that its derivation used.
4. Disagreements about the subject and property mark the row.

Numbers of sources are given in the order in which a page first mentions them, so each page has an `Evidence` of its own.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Final

from pyoxigraph import NamedNode

from communique.site.base import Link, Quote, Row, Said, Source, Stated, outside
from communique.site.data import Data, Term
from communique.site.paths import PAGE_KINDS, code_page
from communique.site.wording import Wording
from communique.terms import CODE_BASE, DCTERMS, MEET, OA, PROV, RDF, XSD

_GRAPHS: Final = ("facts", "derived", "authority", "documents")
_DATES: Final = frozenset(str(XSD[name]) for name in ("date", "gYearMonth", "gYear"))
#: The rule by which each property is derived.
RULES: Final[Mapping[str, str]] = {
    str(MEET.earliest): "date-bounds",
    str(MEET.latest): "date-bounds",
    str(MEET.reportedByParty): "party-publisher",
    str(MEET.attestedOn): "attestation",
    str(MEET.firstAttested): "attestation",
    str(MEET.lastAttested): "attestation",
    str(MEET.topic): "topic-words",
    str(MEET.concerns): "named-in-outcome",
}
#: What leads from a part to its whole.
_WHOLES: Final = ("ofMeeting", "inMeeting", "holder", "outcomeOf", "saidAt")
#: First what holds, then what is open, then what was set aside.
_STANDINGS: Final = ("asserted", "disputed", "outweighed")


class Evidence:
    """The evidence of one page in one language."""

    def __init__(self, data: Data, wording: Wording) -> None:
        self.data = data
        self.wording = wording
        self._sources: dict[str, Source] = {}
        self._said: dict[str, Said] = {}

    @property
    def sources(self) -> tuple[Source, ...]:
        """The documents that were mentioned so far, by number."""
        return tuple(self._sources.values())

    @cached_property
    def label(self) -> Callable[[str], str]:
        """What to call a node in the language of the page."""
        return lambda iri: self.data.label(iri, self.wording.language)

    def link(self, iri: str, text: str = "") -> Link:
        """Return the link to the page about a node, or its label alone where it has no page."""
        path = self.data.path(iri) or ""
        page = f"{path}.html" if path.partition("/")[0] in PAGE_KINDS else code_page(iri)
        return Link(text or self.label(iri), page)

    def about(self, iri: str) -> Link:
        """Return the link to a node, or for a part of something, which has no page, to the page about the whole."""
        link = self.link(iri)
        wholes = () if link.path else (self.data.text(iri, MEET[name]) for name in _WHOLES)
        whole = next(filter(None, wholes), "")
        return Link(link.text, self.link(whole).path) if whole else link

    def value(self, term: Term) -> Link:
        """Return a value for people: a link to a thing, a date in words, or the text."""
        if isinstance(term, NamedNode):
            inside = term.value.startswith((self.data.base, CODE_BASE))
            return self.about(term.value) if inside else outside(term.value)
        return Link(self.wording.date(term.value) if term.datatype.value in _DATES else term.value)

    # --- sources and claims ---

    def source(self, iri: str) -> Source:
        """Return a document as a numbered source of this page."""
        if iri not in self._sources:
            self._sources[iri] = self._make_source(iri, len(self._sources) + 1)
        return self._sources[iri]

    def _make_source(self, iri: str, number: int) -> Source:
        data = self.data
        name = (data.path(iri) or iri).removeprefix("document/")
        return Source(
            name=name,
            title=data.label(iri, self.wording.language),
            publisher=data.text(iri, DCTERMS.publisher),
            issued=data.text(iri, DCTERMS.issued),
            path=f"document/{name}.html",
            lineage=data.text(iri, MEET.lineage) or iri,
            number=number,
        )

    def said(self, claim: str) -> Said:
        """Return a claim with its words."""
        if claim not in self._said:
            self._said[claim] = self._make_said(claim)
        return self._said[claim]

    def _make_said(self, claim: str) -> Said:
        data = self.data
        source = self.source(data.text(claim, MEET.statedIn))
        quotes = [self.quote(excerpt, source.name) for excerpt in data.texts(claim, MEET.restsOn)]
        return Said(
            claim=(data.path(claim) or claim).rpartition("/")[2],
            source=source,
            quotes=tuple(sorted(quotes, key=lambda quote: (quote.start - quote.end, quote.start))),
            rule=data.text(claim, MEET.rule),
            standing=data.text(claim, MEET.standing).rpartition("/")[2] or "asserted",
            reason=data.text(claim, MEET.standingReason),
            words=data.text(claim, MEET.inWords),
            leans_on=data.text(claim, MEET["from"]),
        )

    def quote(self, excerpt: str, document: str) -> Quote:
        """Return an excerpt as a quotation that leads to its highlighted words."""
        start, end = (int(self.data.text(excerpt, name)) for name in (OA.start, OA.end))
        return Quote(self.data.text(excerpt, OA.exact), start, end, f"document/{document}.html#e{start}-{end}")

    def all_said(self, claims: Iterable[str]) -> tuple[Said, ...]:
        """Return claims with their words, by source."""
        return tuple(sorted(map(self.said, sorted(claims)), key=lambda one: (one.source.number, one.claim)))

    def by_value(self, claims: Iterable[str]) -> dict[Term, list[str]]:
        """Return claims by the value that they give."""
        found: dict[Term, list[str]] = {}
        for claim in claims:
            found.setdefault(self.data.values(claim, RDF.object)[0], []).append(claim)
        return found

    def _claims(self, subject: str, predicate: object) -> dict[Term, list[str]]:
        claims = self.data.subjects(RDF.subject, subject)
        return self.by_value(claim for claim in claims if self.data.text(claim, RDF.predicate) == str(predicate))

    # --- statements ---

    def told(self, subject: str, predicate: object) -> list[str]:
        """Return all values that anybody tells of a property, as they are in the data."""
        return [term.value for term in self._claims(subject, predicate)]

    def stated(self, subject: str, predicate: object) -> tuple[Stated, ...]:
        """Return every value of a subject's property, what holds before what does not, with its sources."""
        claims = self._claims(subject, predicate)
        quads = (quad for graph in _GRAPHS for quad in self.data.quads(subject, predicate, graph=graph))
        asserted = {quad.object for quad in quads if isinstance(quad.object, Term)}
        found = []
        for term in sorted(asserted | claims.keys(), key=str):
            if term not in claims:
                found.append(self._unclaimed(subject, predicate, term))
            else:
                one = self.claimed(term, claims[term])
                found.append(replace(one, standing="asserted", note="") if term in asserted else _not_asserted(one))
        return tuple(sorted(found, key=_order))

    def claimed(self, term: Term, claims: Iterable[str]) -> Stated:
        """Return a value as its claims stand."""
        said = self.all_said(claims)
        standing = min((one.standing for one in said), key=_STANDINGS.index)
        return Stated(self.value(term), term.value, said, standing, note=next((one.reason for one in said if one.reason), ""))

    def _unclaimed(self, subject: str, predicate: object, term: Term) -> Stated:
        stated = Stated(self.value(term), term.value)
        if next(self.data.quads(subject, predicate, term, "derived"), None) is None:
            return replace(stated, known=next(self.data.quads(subject, predicate, term, "authority"), None) is not None)
        rule = RULES.get(str(predicate), "")
        used = {
            claim
            for derivation in self.data.subjects(MEET.derivedSubject, subject)
            if self.data.text(derivation, MEET.byRule) == rule
            for claim in self.data.texts(derivation, PROV.used)
        }
        return replace(stated, derived=rule or "derived", said=self.all_said(used))

    def row(self, label: str, subject: str, predicate: object) -> Row | None:
        """Return all that is stated of a subject by a property, or nothing where nothing is."""
        values = self.stated(subject, predicate)
        dispute, contested = self.dispute(subject, predicate)
        return Row(label, values, dispute, contested) if values else None

    def rows(self, subject: str, properties: Mapping[str, object]) -> tuple[Row, ...]:
        """Return the rows for properties by their labels' keys, without the empty ones."""
        found = (self.row(self.wording(key), subject, predicate) for key, predicate in properties.items())
        return tuple(row for row in found if row is not None)

    def dispute(self, subject: str, predicate: object) -> tuple[Link | None, bool]:
        """Return the link to the most pressing disagreement on a subject's property, and whether it is an open contradiction."""
        found = [
            (self.is_pressing(iri), iri)
            for iri in self.data.subjects(MEET.about, subject)
            if self.data.text(iri, MEET.onProperty) == str(predicate)
        ]
        if not found:
            return None, False
        pressing, iri = max(found)
        kind = self.data.text(iri, MEET.disagreementKind)
        return self.link(iri, self.label(kind)), pressing

    def is_pressing(self, iri: str) -> bool:
        """Whether a disagreement is an open contradiction."""
        ends = {self.data.text(iri, name).rpartition("/")[2] for name in (MEET.disagreementKind, MEET.resolution)}
        return ends == {"contradiction", "open"}


def _not_asserted(stated: Stated) -> Stated:
    """Return a value that nobody asserts as set aside, even where its claims hold for something else."""
    return replace(stated, standing="outweighed") if stated.standing == "asserted" else stated


def _order(stated: Stated) -> tuple[int, int, str]:
    return _STANDINGS.index(stated.standing), -stated.witnesses, stated.raw.casefold()


def first(values: Iterable[Stated]) -> str:
    """Return the raw form of the first value that holds, or nothing."""
    return next((value.raw for value in values if value.standing == "asserted"), "")
