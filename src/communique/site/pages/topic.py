"""The page about a topic: the outcomes about it, by kind."""

from dataclasses import dataclass

from communique.site.base import Head, Link
from communique.site.evidence import Evidence
from communique.site.sayings import Outcome, find_outcomes
from communique.terms import MEET, SKOS


@dataclass(frozen=True, slots=True)
class TopicPage:
    """A topic of outcomes; `wider` and `narrower` are the topics above and below it."""

    head: Head
    definition: str
    wider: tuple[Link, ...]
    narrower: tuple[Link, ...]
    outcomes: tuple[tuple[str, str, tuple[Outcome, ...]], ...]


def make_topic(evidence: Evidence, iri: str) -> TopicPage:
    """Return the page about a topic."""
    data, wording = evidence.data, evidence.wording
    definitions = [term for term in data.values(iri, SKOS.definition) if getattr(term, "language", "") == wording.language]
    link = evidence.link(iri)
    return TopicPage(
        head=Head(
            path=link.path or "", title=link.text, kind="topic", iri=iri, crumbs=(Link(wording("list.topic"), "topics.html"),)
        ),
        definition=definitions[0].value if definitions else "",
        wider=tuple(map(evidence.link, data.texts(iri, SKOS.broader))),
        narrower=tuple(map(evidence.link, data.subjects(SKOS.broader, iri))),
        outcomes=find_outcomes(evidence, data.subjects(MEET.topic, iri)),
    )
