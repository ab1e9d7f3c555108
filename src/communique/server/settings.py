"""What a server is told: where the data are, what it may do, its limits, and who gives it pages and saved questions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Limits:
    """What one request, and one client, may cost; times are in seconds, sizes in bytes.

    A query first runs for `quick_seconds` beside the other short ones; if it needs more, it starts again among the slow ones,
    which give way to all else, for `query_seconds`. `requests_per_second` of 0 sets no rate.
    """

    query_seconds: float = 10
    quick_seconds: float = 0.5
    wait_seconds: float = 5
    body_seconds: float = 15
    request_bytes: int = 1_000_000
    upload_bytes: int = 50_000_000
    answer_bytes: int = 50_000_000
    worker_bytes: int = 2_000_000_000
    workers: int = 2
    requests_per_second: float = 50
    burst: int = 200


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it goes out: its bytes, its media type, its status and headers of its own (a looser policy for one picture)."""

    body: bytes
    media: str = "text/html; charset=utf-8"
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


class PageSource(Protocol):
    """Whoever makes the pages for people."""

    def page(self, path: str, query: Mapping[str, str], language: str, /) -> Page | None:
        """Return the page at a path without its leading slash (`""`, `page/person/…`, `sparql`, `static/…`), if there is one."""


class Parameter(Protocol):
    """A parameter of a saved question, as the interface describes it; `type` is a name such as `xsd:date`, `iri` or `text`."""

    @property
    def name(self) -> str:
        """The name, as in the address."""

    @property
    def type(self) -> str:
        """The type of its values."""

    @property
    def label(self) -> str:
        """What it means."""


class Question(Protocol):
    """A saved question, as the interface describes it."""

    @property
    def name(self) -> str:
        """The name, as in the address."""

    @property
    def title(self) -> str:
        """The question in plain words."""

    @property
    def description(self) -> str:
        """More about it, or nothing."""

    @property
    def parameters(self) -> Sequence[Parameter]:
        """What may be given."""


Row = Sequence[object]


class Catalogue(Protocol):
    """The saved questions and their answers. It is called from several threads."""

    def list(self) -> Sequence[Question]:
        """Return all questions, in the order in which to show them."""

    def ask(self, name: str, params: Mapping[str, str], /) -> tuple[Sequence[str], Sequence[Row]]:
        """Return columns and rows of a question's answer.

        Raises:
            QuestionError: a parameter is unknown or has a value that is not of its type.
        """


@dataclass(frozen=True, slots=True)
class ServerSettings:
    """A server's settings.

    `data` is the folder of an embedded store, the published folder with its `everything.nq`, or an N-Quads file; it is never
    written: a `writable` server works on a copy that ends with it. `services` are the addresses that `SERVICE` and `LOAD` may
    name. `union` makes the default graph of a query the union of all graphs.
    """

    data: Path
    base: str
    title: str
    description: str = ""
    writable: bool = False
    union: bool = True
    limits: Limits = Limits()
    services: frozenset[str] = frozenset()
    questions: Catalogue | None = None
    pages: PageSource | None = None
