"""What the routes of one server share, and the preparing of its data."""

import shutil
import tempfile
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import quote

from anyio import CapacityLimiter, to_thread
from pyoxigraph import NamedNode, Store
from starlette.requests import Request

from communique.parts import find_parts, load_parts
from communique.questions import Question, load_questions
from communique.server.pool import Lanes, make_lanes
from communique.server.refusals import Refusal
from communique.server.settings import ServerSettings
from communique.server.worker import Config
from communique.store import fits, is_store
from communique.terms import PREFIXES

_THREADS: Final = 4
_PATH_MARKS: Final = "/:@!$&'()*+,;=~-._"


@dataclass(frozen=True, slots=True)
class Services:
    """The settings, the saved questions, the workers, and the threads in which pages are made."""

    settings: ServerSettings
    questions: Mapping[str, Question]
    lanes: Lanes
    threads: CapacityLimiter


def get_services(request: Request) -> Services:
    """Return what the routes share."""
    found = request.app.state.services
    assert isinstance(found, Services)
    return found


@asynccontextmanager
async def run_services(settings: ServerSettings) -> AsyncIterator[Services]:
    """Prepare the data and start the workers; end them, and remove any copy, on leaving."""
    with tempfile.TemporaryDirectory(prefix="communique-") as folder:
        store = await to_thread.run_sync(prepare_store, settings, Path(folder) / "store")
        questions = load_questions(*settings.questions)
        lanes = make_lanes(_configure(settings, store), settings.limits)
        try:
            await lanes.start()
            yield Services(settings, questions, lanes, CapacityLimiter(_THREADS))
        finally:
            await lanes.stop()


def _configure(settings: ServerSettings, store: Path) -> Config:
    limits = settings.limits
    return Config(
        store=str(store),
        writable=settings.writable,
        services=tuple(sorted(settings.services)),
        seconds=limits.query_seconds,
        answer_bytes=limits.answer_bytes,
        worker_bytes=limits.worker_bytes,
        niceness=0,
        prefixes=PREFIXES,
        questions=tuple(map(str, settings.questions)),
    )


def prepare_store(settings: ServerSettings, copy: Path) -> Path:
    """Return what the workers open: the given store, quads that each can hold in memory, or a store made of either at `copy`.

    Raises:
        DataError: the data are missing or damaged.
    """
    data = settings.data
    if is_store(data):
        return Path(shutil.copytree(data, copy)) if settings.writable else data
    parts = find_parts(data)
    if fits(parts, settings.limits.processes) and not settings.writable:
        return data
    store = Store(str(copy))
    load_parts(store, parts)
    store.flush()
    return copy


def find_own_address(request: Request, path: str) -> str:
    """Return the address of a path of this server, as the client knows the server.

    Raises:
        Refusal: the client's `Host` header is no host.
    """
    return check_iri(f"{request.url.scheme}://{request.url.netloc}{path}")


def check_iri(iri: str) -> str:
    """Return an IRI that is one.

    Raises:
        Refusal: it is none.
    """
    try:
        return NamedNode(iri).value
    except ValueError as error:
        raise Refusal(400, f"{iri}: not an IRI; give a whole address, percent-encoded") from error


def quote_path(path: str) -> str:
    """Return a decoded path as an address carries it.

    >>> quote_path("person/josé")
    'person/jos%C3%A9'
    """
    return quote(path, safe=_PATH_MARKS)


def refuse_cross_site(request: Request) -> None:
    """Refuse a change that another site's page asks for in somebody's browser.

    Raises:
        Refusal: the request comes from another site.
    """
    origin = request.headers.get("origin")
    elsewhere = origin is not None and origin.partition("://")[2] != request.headers.get("host")
    if elsewhere or request.headers.get("sec-fetch-site") == "cross-site":
        raise Refusal(403, "changes are not accepted from a page of another site")


def check_writable(request: Request) -> None:
    """Refuse a change of a server that only reads, and one that another site asks for.

    Raises:
        Refusal: nothing may be changed.
    """
    if not get_services(request).settings.writable:
        raise Refusal(403, "this server only reads; start it with --writable to change a copy of the data")
    refuse_cross_site(request)
