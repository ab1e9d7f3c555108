"""Where pages stand: one folder for each kind of thing, one tree for each language, only relative links between them."""

from typing import Final

from communique.terms import CODES

#: The kinds of node that have pages of their own, each with the module that makes them.
PAGE_KINDS: Final = {
    "meeting": "meeting",
    "series": "series",
    "person": "person",
    "agency": "body",
    "state": "body",
    "post": "post",
    "place": "place",
    "mechanism": "thing",
    "programme": "thing",
    "project": "thing",
    "instrument": "thing",
    "facility": "thing",
    "document": "document",
    "disagreement": "disagreement",
}
_TOPIC: Final = str(CODES["topic"])


def code_page(iri: str) -> str | None:
    """Return the page about a code: only topics have one.

    >>> code_page("https://w3id.org/communique/code/topic/trade")
    'topic/trade.html'
    """
    return f"topic/{iri.removeprefix(_TOPIC)}.html" if iri.startswith(_TOPIC) else None


def to_root(path: str) -> str:
    """Return the way from a page up to the root of its tree.

    >>> to_root("person/ada.html"), to_root("index.html")
    ('../', '')
    """
    return "../" * path.count("/")


def place_of(path: str, language: str, languages: tuple[str, ...]) -> str:
    """Return where a page stands below the site's root: the first language at the root, any other in a folder of its own.

    >>> place_of("person/ada.html", "es", ("en", "es"))
    'es/person/ada.html'
    """
    return path if language == languages[0] else f"{language}/{path}"


#: The vendored programs and style sheets, below `static/`.
VENDORED: Final = {
    "cytoscape": "vendor/cytoscape-3.34.4/cytoscape.min.js",
    "vis-timeline": "vendor/vis-timeline-8.5.4/vis-timeline-graph2d.min.js",
    "yasqe": "vendor/yasqe-4.6.2/yasqe.min.js",
}
VENDORED_STYLES: Final = {
    "vis-timeline": "vendor/vis-timeline-8.5.4/vis-timeline-graph2d.min.css",
    "yasqe": "vendor/yasqe-4.6.2/yasqe.min.css",
}
