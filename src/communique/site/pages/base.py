"""What all pages about a thing share: their head, the list that they stand in, and their links to other data sets."""

from collections.abc import Mapping
from typing import Final

from communique.site.base import Head, Link, outside
from communique.site.evidence import Evidence
from communique.terms import OWL, RDFS, SDO

#: The links to other data sets, the surest first.
_ELSEWHERE: Final = (OWL.sameAs, SDO.sameAs, RDFS.seeAlso)
#: The ending of each file with a thing's data.
DATA_FILES: Final = {"ttl": "text/turtle", "jsonld": "application/ld+json"}


def make_head(evidence: Evidence, iri: str, summary: str = "", schema: Mapping[str, object] | None = None) -> Head:
    """Return the head of a page about a thing."""
    path = evidence.data.path(iri) or ""
    kind = path.partition("/")[0]
    return Head(
        path=f"{path}.html",
        title=evidence.label(iri),
        kind=kind,
        iri=iri,
        summary=summary,
        crumbs=(Link(evidence.wording(f"list.{kind}"), LISTS[kind]),),
        data=tuple(f"{path}.{ending}" for ending in DATA_FILES),
        schema=schema,
    )


#: The list in which each kind stands.
LISTS: Final = {
    "meeting": "meetings.html",
    "series": "meetings.html",
    "person": "people.html",
    "agency": "bodies.html",
    "state": "bodies.html",
    "post": "bodies.html",
    "place": "things.html",
    "mechanism": "things.html",
    "programme": "things.html",
    "project": "things.html",
    "instrument": "things.html",
    "facility": "things.html",
    "document": "documents.html",
    "disagreement": "disagreements.html",
}


def elsewhere(evidence: Evidence, iri: str) -> tuple[Link, ...]:
    """Return the links to the same thing in other data sets."""
    addresses = (address for name in _ELSEWHERE for address in evidence.data.texts(iri, name))
    return tuple(outside(address) for address in dict.fromkeys(addresses))
