"""Which pages there are, and which maker and template each has."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, Protocol

from communique.site.base import Head
from communique.site.context import Context
from communique.site.data import Data
from communique.site.evidence import Evidence
from communique.site.leaves import Leaf, split_path
from communique.site.pages import lists
from communique.site.pages.body import make_body
from communique.site.pages.disagreement import make_disagreement
from communique.site.pages.document import make_document
from communique.site.pages.downloads import make_downloads
from communique.site.pages.home import make_home
from communique.site.pages.meeting import make_meeting
from communique.site.pages.network import make_network
from communique.site.pages.node import make_node
from communique.site.pages.ontology import make_ontology
from communique.site.pages.person import make_person
from communique.site.pages.post import make_post
from communique.site.pages.query import make_query
from communique.site.pages.questions import make_question, make_questions
from communique.site.pages.search import make_search
from communique.site.pages.series import make_series
from communique.site.pages.thing import make_place, make_thing
from communique.site.pages.timeline import make_timeline
from communique.site.pages.topic import make_topic
from communique.site.paths import PAGE_KINDS
from communique.site.wording import Wording
from communique.terms import CODES, MEET, ORG, SKOS


class Page(Protocol):
    """Any page."""

    @property
    def head(self) -> Head:
        """What every page has."""


class Leafed(Page, Protocol):
    """A leaf of a list."""

    @property
    def leaf(self) -> Leaf:
        """Which one it is."""


#: The makers of pages about a thing, by what `PAGE_KINDS` names; the templates have the same names.
THINGS: Final[Mapping[str, Callable[[Evidence, str], Page]]] = {
    "meeting": make_meeting,
    "series": make_series,
    "person": make_person,
    "body": make_body,
    "post": make_post,
    "place": make_place,
    "thing": make_thing,
    "document": make_document,
    "disagreement": make_disagreement,
    "topic": make_topic,
    "node": make_node,
}
#: The lists, by the path of the first leaf, each with its template.
LISTS: Final[Mapping[str, tuple[Callable[[Evidence, int], Leafed | None], str]]] = {
    "meetings": (lists.make_meetings, "meetings"),
    "people": (lists.make_people, "list"),
    "bodies": (lists.make_bodies, "list"),
    "things": (lists.make_things, "list"),
    "topics": (lists.make_topics, "list"),
    "documents": (lists.make_documents, "list"),
    "disagreements": (lists.make_disagreements, "disagreements"),
}
#: The pages about the whole, by path, each with its template.
WHOLES: Final[Mapping[str, tuple[Callable[[Evidence, Context], Page], str]]] = {
    "index": (make_home, "home"),
    "questions": (make_questions, "questions"),
    "timeline": (make_timeline, "timeline"),
    "network": (make_network, "network"),
    "search": (make_search, "search"),
    "downloads": (make_downloads, "downloads"),
    "ontology": (make_ontology, "ontology"),
}
#: The pages that only a site with a server behind it has.
LIVE: Final[Mapping[str, tuple[Callable[[Evidence, Context], Page], str]]] = {"sparql": (make_query, "query")}
_CLASSES: Final[tuple[Any, ...]] = (
    MEET.Meeting, MEET.MeetingSeries, MEET.Person, MEET.Agency, MEET.State, ORG.Post, MEET.Place, MEET.Mechanism, MEET.Programme,
    MEET.Project, MEET.Instrument, MEET.Facility, MEET.SourceDocument, MEET.Disagreement,
)  # fmt: skip


def find_things(data: Data) -> Iterator[str]:
    """Yield the IRIs of all things that have a page of their own, topics left out."""
    for name in _CLASSES:
        for iri in data.instances(name):
            if (data.path(iri) or "").partition("/")[0] in PAGE_KINDS:
                yield iri


def find_pages(data: Data, context: Context) -> Iterator[str]:
    """Yield the paths of all pages of a static site, without endings."""
    yield from WHOLES
    for make_leaf, _ in LISTS.values():
        first = make_leaf(Evidence(data, Wording(context.languages[0])), 1)
        yield from (path.removesuffix(".html") for path in (first.leaf.paths if first else ()))
    yield from (f"question/{name}" for name in context.questions)
    yield from (data.path(iri) or "" for iri in find_things(data))
    yield from (f"topic/{iri.rpartition('/')[2]}" for iri in topics(data))


def topics(data: Data) -> list[str]:
    """Return the topics that have pages: all of the code list."""
    return data.subjects(SKOS.inScheme, str(CODES["topic"]).rstrip("/"))


def make_page(evidence: Evidence, context: Context, path: str, given: Mapping[str, str]) -> tuple[Page, str] | None:
    """Return the page at a path without ending, and the name of its template; nothing where there is no such page."""
    wholes = {**WHOLES, **LIVE} if context.live else WHOLES
    if path in wholes:
        maker, template = wholes[path]
        return maker(evidence, context), template
    name, number = split_path(path)
    if name in LISTS:
        make_leaf, template = LISTS[name]
        leaf = make_leaf(evidence, number)
        return (leaf, template) if leaf else None
    kind, _, name = path.partition("/")
    if kind == "question":
        return (make_question(evidence, context, name, given), "question") if name in context.questions else None
    iri = f"{CODES['topic']}{name}" if kind == "topic" else evidence.data.iri(path)
    module = "topic" if kind == "topic" else PAGE_KINDS.get(kind, "node" if context.live else None)
    if module is None or not name or not evidence.data.knows(iri):
        return None
    return THINGS[module](evidence, iri), module
