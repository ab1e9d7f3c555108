"""The page about a node that has no page of its own kind (a claim, a participation, an excerpt …): what is said of it, plainly.

Only a site with a server behind it has these, so that every address of the data set leads to a page.
"""

from dataclasses import dataclass

from pyoxigraph import NamedNode

from communique.jsonld import shorten
from communique.site.base import Head, Link, Quote
from communique.site.data import Term
from communique.site.evidence import Evidence
from communique.site.pages.base import DATA_FILES
from communique.terms import MEET, RDF, RDFS


@dataclass(frozen=True, slots=True)
class NodePage:
    """A node: its statements by property, and the words that it rests on or is."""

    head: Head
    rows: tuple[tuple[str, tuple[Link, ...]], ...]
    quotes: tuple[Quote, ...]


def make_node(evidence: Evidence, iri: str) -> NodePage:
    """Return the page about a node."""
    data = evidence.data
    path = data.path(iri) or ""
    whole = evidence.about(iri)
    head = Head(
        path=f"{path}.html",
        title=evidence.label(iri),
        kind="node",
        iri=iri,
        crumbs=(whole,) if whole.path else (),
        data=tuple(f"{path}.{ending}" for ending in DATA_FILES),
    )
    return NodePage(head, _rows(evidence, iri), _quotes(evidence, iri))


def _rows(evidence: Evidence, iri: str) -> tuple[tuple[str, tuple[Link, ...]], ...]:
    values: dict[str, list[Link]] = {}
    quads = sorted(evidence.data.quads(iri), key=str)
    for quad in quads:
        if quad.predicate.value != str(RDFS.label) and isinstance(quad.object, Term):
            values.setdefault(shorten(quad.predicate.value), []).append(_value(evidence, quad.object))
    return tuple((name, tuple(found)) for name, found in values.items())


def _value(evidence: Evidence, term: Term) -> Link:
    """Return a value; of a node of the data set that has no page of its own kind, the plain page."""
    path = evidence.data.path(term.value) if isinstance(term, NamedNode) else None
    shown = evidence.value(term)
    return shown if path is None or shown.path else Link(shown.text, f"{path}.html")


def _quotes(evidence: Evidence, iri: str) -> tuple[Quote, ...]:
    data = evidence.data
    excerpts = [*data.texts(iri, MEET.restsOn), *([iri] if str(MEET.Excerpt) in data.texts(iri, RDF.type) else [])]
    return tuple(evidence.quote(one, (data.path(one) or "").split("/")[1]) for one in excerpts)
