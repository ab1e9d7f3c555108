"""The door to the pages for people: whoever makes them is asked here, in a thread of its own."""

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import Response

from communique.server.refusals import Refusal
from communique.server.services import get_services
from communique.server.settings import Page


async def find_page(request: Request, path: str) -> Response | None:
    """Return the page at a path, if there is one."""
    services = get_services(request)
    source = services.settings.pages
    if source is None or _climbs(path):
        return None
    query, language = dict(request.query_params), find_language(request.headers.get("accept-language", ""))
    page = await to_thread.run_sync(source.page, path, query, language, limiter=services.threads)
    return None if page is None else _make_response(page)


def _climbs(path: str) -> bool:
    """Whether a path might lead out of a folder."""
    return ".." in path.split("/") or "\\" in path or "\0" in path


def _make_response(page: Page) -> Response:
    return Response(page.body, page.status, {"Content-Type": page.media, "Vary": "Accept, Accept-Language"} | dict(page.headers))


def find_language(header: str) -> str:
    """Return the language that a client likes best, as its two letters, or nothing.

    >>> find_language("en;q=0.8, es-MX, *;q=0.1")
    'es'
    """
    best = max((_read_language(part) for part in header.split(",")), key=lambda found: found[0])
    return best[1] if best[0] > 0 and best[1].isalpha() else ""


def _read_language(part: str) -> tuple[float, str]:
    tag, _, quality = part.replace(" ", "").partition(";q=")
    try:
        return float(quality or "1"), tag[:2].lower()
    except ValueError:
        return 0.0, ""


async def answer_page(request: Request) -> Response:
    """Answer with the page at the request's path.

    Raises:
        Refusal: there is none.
    """
    path = str(request.scope["path"]).removeprefix("/")
    page = await find_page(request, path)
    if page is None:
        raise Refusal(404, f"/{path}: there is no such page")
    return page
