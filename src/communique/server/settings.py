"""What a server is told: where the data are, what it may do, its limits, and who gives it pages."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.routing import Route

#: Told the host and port once requests are answered there.
Ready = Callable[[str, int], None]


def tell_nobody(_host: str, _port: int) -> None:
    """Report nothing."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one request, and one client, may cost; times are in seconds, sizes in bytes.

    A query first has `quick_seconds` of the processor's time beside the other short ones; if it needs more, it starts again among
    the slow ones, which give way to all else, for `query_seconds`. Answers to saved questions and about things are kept, up to
    `kept_bytes`.
    `requests_per_second` counts what a client asks of `/sparql` and `/graphs`, after the first `burst`; 0 sets no rate.
    """

    query_seconds: float = 10
    quick_seconds: float = 0.2
    wait_seconds: float = 5
    body_seconds: float = 15
    request_bytes: int = 1_000_000
    upload_bytes: int = 5_000_000
    answer_bytes: int = 50_000_000
    worker_bytes: int = 2_000_000_000
    kept_bytes: int = 64_000_000
    workers: int = 2
    requests_per_second: float = 100
    burst: int = 2000

    @property
    def processes(self) -> int:
        """How many processes load the data: one for each of the three lanes, of which its workers are copies."""
        return 3


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


@dataclass(frozen=True, slots=True)
class ServerSettings:
    """A server's settings.

    `data` is the folder of an embedded store, the published folder with its N-Quads, or an N-Quads file; it is never
    written: a `writable` server works on a copy that ends with it. `services` are the addresses that `SERVICE` and `LOAD` may
    name. `union` makes the default graph of a query the union of all graphs. `questions` are the folders of the saved questions.
    `mounted` are routes of others, by the path below which they answer (`/reconcile`).
    """

    data: Path
    base: str
    title: str
    description: str = ""
    writable: bool = False
    union: bool = True
    limits: Limits = Limits()
    services: frozenset[str] = frozenset()
    questions: tuple[Path, ...] = ()
    pages: PageSource | None = None
    mounted: tuple[tuple[str, "Sequence[Route]"], ...] = ()
