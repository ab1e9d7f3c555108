"""The page about a post: its titles, its body, and who held it when, as far as attested."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from communique.site import schema
from communique.site.base import Brief, Head, Link, Row
from communique.site.disputes import find_disputes
from communique.site.evidence import Evidence
from communique.site.pages.base import elsewhere, make_head
from communique.site.pages.person import Holding, holding
from communique.terms import MEET, ORG

_ROWS: Final[Mapping[str, object]] = {
    "property.title": MEET.title,
    "property.body": ORG.postIn,
    "property.of-state": MEET.ofState,
}


@dataclass(frozen=True, slots=True)
class PostPage:
    """A post."""

    head: Head
    rows: tuple[Row, ...]
    holders: tuple[tuple[Link, Holding], ...]
    disputes: tuple[Brief, ...]
    elsewhere: tuple[Link, ...]


def make_post(evidence: Evidence, iri: str) -> PostPage:
    """Return the page about a post."""
    tenures = evidence.data.subjects(MEET.ofPost, iri)
    holders = ((evidence.link(evidence.data.text(tenure, MEET.holder)), holding(evidence, tenure)) for tenure in tenures)
    return PostPage(
        head=make_head(evidence, iri, schema=schema.role(evidence, iri)),
        rows=evidence.rows(iri, _ROWS),
        holders=tuple(holders),
        disputes=find_disputes(evidence, [iri, *tenures]),
        elsewhere=elsewhere(evidence, iri),
    )
