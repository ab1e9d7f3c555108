"""The routes of the review pages, each behind the guard."""

from collections.abc import Awaitable, Callable
from importlib.resources import files
from typing import Final

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from communique.errors import CommuniqueError
from communique.review.bench import Bench
from communique.review.guard import Guard, greet, new_visitor
from communique.review.pages import (
    PATH,
    Answer,
    Visit,
    decide_links,
    settle_case,
    show_cases_page,
    show_overview,
    show_target,
    show_targets,
    start_build,
)
from communique.review.render import Reader
from communique.server.pages import find_language
from communique.server.refusals import Refusal
from communique.site.wording import find_languages

__all__ = ["PATH", "review_routes"]

Show = Callable[[Bench, Visit], Answer]
#: Each page: its path, what shows it, and what takes its form, where it has one.
_PAGES: Final[tuple[tuple[str, Show | None, Show | None], ...]] = (
    ("/", show_overview, None),
    ("/build", None, start_build),
    ("/cases", show_cases_page, settle_case),
    ("/links", show_targets, None),
    ("/links/{target}", show_target, decide_links),
)


def review_routes(bench: Bench) -> list[Route]:
    """Return the routes of the review pages, relative to `PATH`."""
    guard = Guard()
    pages = [Route(path, _answer(bench, guard, page), methods=_methods(page)) for path, *page in _PAGES]
    return [*pages, Route("/review.css", _style)]


def _methods(page: list[Show | None]) -> list[str]:
    return [method for method, shown in zip(("GET", "POST"), page, strict=True) if shown]


def _answer(bench: Bench, guard: Guard, page: list[Show | None]) -> Callable[[Request], Awaitable[Response]]:
    show, change = page

    async def endpoint(request: Request) -> Response:
        guard.check(request)
        post = request.method == "POST"
        fields = await guard.read_form(request) if post else dict(request.query_params)
        visitor = guard.visitor(request) or new_visitor()
        reader = Reader(_language(bench, request), guard.token(visitor))
        act = change if post else show
        assert act is not None
        visit = Visit(reader, fields, str(request.path_params.get("target", "")))
        return greet(_respond(await to_thread.run_sync(_do, bench, act, visit)), visitor)

    return endpoint


def _do(bench: Bench, act: Show, visit: Visit) -> Answer:
    """Show or change, one at a time: a form that is sent twice finds its case settled."""
    with bench.lock:
        try:
            return act(bench, visit)
        except CommuniqueError as error:
            raise Refusal(409, str(error)) from error


def _respond(answer: Answer) -> Response:
    return RedirectResponse(answer.location, 303) if answer.location else HTMLResponse(answer.body, answer.status)


def _language(bench: Bench, request: Request) -> str:
    languages = find_languages(bench.settings)
    wanted = find_language(request.headers.get("accept-language", ""))
    return wanted if wanted in languages else languages[0]


async def _style(_: Request) -> Response:
    return Response(files("communique.review").joinpath("review.css").read_bytes(), media_type="text/css")
