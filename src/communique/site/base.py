"""The records that pages are made of: links, values, and statements with the words behind them.

Paths are below the site's root, in one language, and end in `.html` (`person/ada-moreno.html#posts`); a template turns them
into relative links. Texts are for people, in the language of the page.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere: `path` is a page of the site, `url` an address elsewhere; without either they only stand."""

    text: str
    path: str | None = None
    url: str | None = None


def outside(address: str) -> Link:
    """Return an address as a link where it leads to the web, else as the text that it is.

    >>> outside("https://example.org/").url, outside("javascript:alert(1)").url
    ('https://example.org/', None)
    """
    return Link(address, url=address if address.startswith(("https://", "http://")) else None)


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a document, and the page and anchor at which they are highlighted."""

    text: str
    start: int
    end: int
    path: str


@dataclass(frozen=True, slots=True)
class Source:
    """A document as a page's list of sources has it; `number` is its mark on that page, `lineage` what it is a witness of."""

    name: str
    title: str
    publisher: str
    issued: str
    path: str
    lineage: str
    number: int = 0

    @property
    def by(self) -> str:
        """Who published it, or its title where nobody is named."""
        return self.publisher or self.title


@dataclass(frozen=True, slots=True)
class Said:
    """One claim as it stands behind a statement: who says it, in which words, and how it was weighed.

    `quotes` begins with the longest; a claim that rests on metadata alone has none, and `leans_on` names the field.
    """

    claim: str
    source: Source
    quotes: tuple[Quote, ...]
    rule: str
    standing: str
    reason: str = ""
    words: str = ""
    leans_on: str = ""

    @property
    def path(self) -> str:
        """Where the words are highlighted."""
        return self.quotes[0].path if self.quotes else self.source.path

    @property
    def quote(self) -> str:
        """The words, or nothing."""
        return self.quotes[0].text if self.quotes else ""


@dataclass(frozen=True, slots=True)
class Stated:
    """One value that is stated of something.

    `standing` is `asserted`, `disputed` or `outweighed`; `derived` names the rule where it follows from other facts, and `known`
    tells that it was known beforehand. `raw` is the value as in the data, to sort and to compare by.
    """

    value: Link
    raw: str
    said: tuple[Said, ...] = ()
    standing: str = "asserted"
    derived: str = ""
    known: bool = False
    note: str = ""

    @property
    def witnesses(self) -> int:
        """How many independent sources say so: documents that copy one release count once."""
        return len({said.source.lineage for said in self.said})

    @property
    def sources(self) -> tuple[Said, ...]:
        """One claim of each document, in the order of the documents' numbers."""
        first: dict[int, Said] = {}
        for said in self.said:
            first.setdefault(said.source.number, said)
        return tuple(first[number] for number in sorted(first))


@dataclass(frozen=True, slots=True)
class Row:
    """All that is stated of one thing by one property; `dispute` leads to the page of an open or settled disagreement."""

    label: str
    values: tuple[Stated, ...]
    dispute: Link | None = None
    contested: bool = False


@dataclass(frozen=True, slots=True)
class Brief:
    """A disagreement in one line: what about, of which kind, how it stands, and the values with their sources."""

    link: Link
    kind: str
    kind_label: str
    status: str
    status_label: str
    about: Link
    on: str
    values: tuple[Stated, ...]
    preferred: frozenset[str] = frozenset()
    side: str = ""

    @property
    def pressing(self) -> bool:
        """Whether it is an open contradiction."""
        return self.kind == "contradiction" and self.status == "open"


@dataclass(frozen=True, slots=True)
class Head:
    """What every page has: its path, title, and what stands above and behind it.

    `kind` names the sort of page; `iri` is the thing's own address; `data` holds the names of the files with its data; `schema`
    is the description for search engines; `scripts` and `styles` are files of `static/`, `picture` is the data of a picture.
    """

    path: str
    title: str
    kind: str
    iri: str = ""
    summary: str = ""
    crumbs: tuple[Link, ...] = ()
    data: tuple[str, ...] = ()
    schema: Mapping[str, object] | None = None
    scripts: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()
    picture: Mapping[str, object] | None = None
