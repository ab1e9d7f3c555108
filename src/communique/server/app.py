"""The application: every route of the server, and what stands before them."""

from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from typing import Final

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from communique.server.graphstore import PATH as GRAPHS
from communique.server.graphstore import answer_graphs
from communique.server.headers import EXPOSED, CarefulHeaders
from communique.server.limits import RateLimit
from communique.server.openapi import make_openapi
from communique.server.pages import answer_page, find_page
from communique.server.protocol import PATH as SPARQL
from communique.server.protocol import answer_sparql
from communique.server.questions_api import PATH as QUESTIONS
from communique.server.questions_api import answer_question, answer_questions
from communique.server.refusals import answer_failure, answer_refusal
from communique.server.services import get_services, run_services
from communique.server.settings import ServerSettings
from communique.server.things import answer_data, answer_id, answer_thing_page

_SPARQL_METHODS: Final = ["GET", "POST"]
_STORE_METHODS: Final = ["GET", "PUT", "POST", "DELETE"]
_HOME: Final = (
    '<!doctype html><title>Communique</title><h1>Communique</h1><ul><li><a href="/sparql">SPARQL</a>'
    '<li><a href="/api/questions">saved questions</a><li><a href="/openapi.json">OpenAPI</a></ul>\n'
)

ROUTES: Final = (
    Route(SPARQL, answer_sparql, methods=_SPARQL_METHODS),
    Route(f"{SPARQL}/", answer_sparql, methods=_SPARQL_METHODS),
    Route(GRAPHS, answer_graphs, methods=_STORE_METHODS),
    Route(f"{GRAPHS}/{{path:path}}", answer_graphs, methods=_STORE_METHODS),
    Route("/id/{path:path}", answer_id),
    Route("/data/{path:path}", answer_data),
    Route("/page/{path:path}", answer_thing_page),
    Route(QUESTIONS, answer_questions),
    Route(f"{QUESTIONS}/{{name}}", answer_question),
)


def _place_mounted(settings: ServerSettings) -> Iterator[Route]:
    """Yield the routes of others at their whole paths; what stands at their root answers without a slash at the end."""
    for prefix, routes in settings.mounted:
        for route in routes:
            yield Route(prefix + route.path.rstrip("/"), route.endpoint, methods=sorted(route.methods or ()))


async def answer_openapi(request: Request) -> Response:
    """Answer with the description of the interface (OpenAPI 3.1)."""
    services = get_services(request)
    return JSONResponse(make_openapi(services.settings, services.questions.values()))


async def answer_home(request: Request) -> Response:
    """Answer with the first page; without pages, with links to what there is."""
    return await find_page(request, "") or HTMLResponse(_HOME)


def create_app(settings: ServerSettings) -> Starlette:
    """Make the application; its workers run from its start-up to its end.

    Raises:
        DataError: at start-up, when the data are missing or damaged.
    """

    @asynccontextmanager
    async def live(app: Starlette) -> AsyncIterator[Mapping[str, object]]:
        async with run_services(settings) as services:
            app.state.services = services
            yield {}

    app = Starlette(
        routes=[
            *ROUTES,
            *_place_mounted(settings),
            Route("/openapi.json", answer_openapi),
            Route("/", answer_home),
            Route("/{path:path}", answer_page),
        ],
        middleware=[
            Middleware(CarefulHeaders),
            Middleware(
                CORSMiddleware, allow_origins=["*"], allow_methods=["GET", "POST"], allow_headers=["*"], expose_headers=EXPOSED
            ),
            Middleware(RateLimit, limits=settings.limits),
        ],
        exception_handlers={HTTPException: answer_refusal, Exception: answer_failure},
        lifespan=live,
    )
    app.router.redirect_slashes = False  # an address is what the tables say, and no answer is made of a client's Host header
    return app
