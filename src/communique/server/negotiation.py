"""Which media type an answer gets: the `Accept` header against what can be given.

1. Each range of the header has a quality; the most specific range that fits a type gives the type's quality.
2. The type of the highest quality wins; among equals, the one that stands first in our table.
3. Nothing fits: there is no answer (406). No header, or an empty one, accepts everything.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

Table = dict[str, str]

#: Media types by the short name of the form of answer, the preferred first; the names are also values of `format=`.
ROWS: Final[Table] = {
    "application/sparql-results+json": "json",
    "application/sparql-results+xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
    "application/json": "json",
    "application/xml": "xml",
    "text/xml": "xml",
}
GRAPHS: Final[Table] = {
    "text/turtle": "ttl",
    "application/n-triples": "nt",
    "application/rdf+xml": "rdf",
    "application/ld+json": "jsonld",
    "application/json": "jsonld",
    "text/plain": "nt",
}
QUESTIONS: Final[Table] = {"application/json": "json", "text/csv": "csv"}
REASONS: Final[Table] = {"text/plain": "text", "application/json": "json", "application/problem+json": "json"}
#: The types that go out with a character set in their name.
_TEXT: Final = ("text/",)


@dataclass(frozen=True, slots=True)
class Range:
    """One media range of an `Accept` header with its quality."""

    type: str
    subtype: str
    quality: float

    def fit(self, media: str) -> int:
        """Return how closely this range fits a media type: 0 not at all, 3 exactly."""
        kind, _, name = media.partition("/")
        if (self.type, self.subtype) == (kind, name):
            return 3
        if (self.type, self.subtype) == (kind, "*"):
            return 2
        return int((self.type, self.subtype) == ("*", "*"))


def read_accept(header: str) -> list[Range]:
    """Read an `Accept` header; ranges that mean nothing are left out.

    >>> [(range.subtype, range.quality) for range in read_accept("text/turtle, */*;q=0.1")]
    [('turtle', 1.0), ('*', 0.1)]
    """
    return [found for part in header.split(",") if (found := _read_range(part)) is not None]


def _read_range(part: str) -> Range | None:
    name, *parameters = (piece.strip().lower() for piece in part.split(";"))
    kind, slash, subtype = name.partition("/")
    if not slash or not kind or not subtype:
        return None
    quality = next((piece[2:] for piece in parameters if piece.startswith("q=")), "1")
    try:
        return Range(kind, subtype, min(max(float(quality), 0.0), 1.0))
    except ValueError:
        return None


def choose(header: str | None, offered: Iterable[str]) -> str | None:
    """Return the media type to answer with, or nothing where none is acceptable.

    >>> choose("application/rdf+xml;q=0.5, text/*", GRAPHS)
    'text/turtle'
    >>> choose(None, GRAPHS)
    'text/turtle'
    >>> choose("image/png", GRAPHS) is None
    True
    """
    offered = list(offered)
    if not header or not header.strip():
        return offered[0]
    ranges = read_accept(header)
    best = max(offered, key=lambda media: _quality(media, ranges))
    return best if _quality(best, ranges) > 0 else None


def _quality(media: str, ranges: list[Range]) -> float:
    fitting = [(found, entry.quality) for entry in ranges if (found := entry.fit(media))]
    return max(fitting)[1] if fitting else 0.0


def choose_named(name: str | None, header: str | None, offered: Table) -> str | None:
    """Return the media type that `format=` names, else the one that `Accept` chooses.

    >>> choose_named("csv", "application/json", ROWS)
    'text/csv'
    """
    if name is None:
        return choose(header, offered)
    return next((media for media, short in offered.items() if short == name), None)


def content_type(media: str) -> str:
    """Return a media type as the `Content-Type` header gives it.

    >>> content_type("text/turtle")
    'text/turtle; charset=utf-8'
    """
    return f"{media}; charset=utf-8" if media.startswith(_TEXT) else media
