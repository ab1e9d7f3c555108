"""A source text, and a range of it with its words."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Document:
    """One source text as received, with its metadata.

    `name` is the file's name without its ending; `text` is what follows the front matter, exactly as stored; `sha256` is of
    that text in UTF-8. `rights` is `open`, `excerpts` or `unknown`. `sources` says, for each metadata field, where its value
    came from (`front matter`, or the name of the rule that read it from the text). Where the text was extracted from a file of
    another format, `extracted_from` is that file's name, `original_sha256` its hash, and `extractor` what extracted it.
    """

    name: str
    text: str
    sha256: str
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None
    copy_of: str | None = None
    rights: str = "unknown"
    sources: tuple[tuple[str, str], ...] = ()
    extracted_from: str | None = None
    extractor: str | None = None
    original_sha256: str | None = None


@dataclass(frozen=True, slots=True, order=True)
class Excerpt:
    """A range of a document's text with its words: `quote == text[start:end]`."""

    start: int
    end: int
    quote: str


Evidence = tuple[Excerpt, ...]
