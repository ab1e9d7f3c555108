"""`/sparql`: the SPARQL 1.1 Protocol, for queries and, where the server is writable, updates."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl

from starlette.datastructures import ImmutableMultiDict
from starlette.requests import Request
from starlette.responses import Response

from communique.server.description import describe_service
from communique.server.frames import Job
from communique.server.limits import read_body
from communique.server.negotiation import GRAPHS, ROWS, choose, choose_named
from communique.server.pages import find_page
from communique.server.refusals import Refusal, make_response
from communique.server.services import check_iri, check_writable, find_own_address, get_services

PATH: Final = "/sparql"
FORM: Final = "application/x-www-form-urlencoded"
#: The media types of a bare query and a bare update, with the parameter that each stands for.
_BARE: Final = {"application/sparql-query": "query", "application/sparql-update": "update"}
_GRAPH_PARAMETERS: Final = {
    "query": ("default-graph-uri", "named-graph-uri"),
    "update": ("using-graph-uri", "using-named-graph-uri"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request asks: a query or an update, and the graphs that it names for it."""

    kind: str
    text: str
    default: tuple[str, ...]
    named: tuple[str, ...]


async def answer_sparql(request: Request) -> Response:
    """Answer a query, carry out an update, or describe the service."""
    if request.method != "POST" and not {"query", "update"} & set(request.query_params):
        return await _answer_bare(request)
    asked = await _read_request(request)
    if asked.kind == "update":
        return await _update(request, asked)
    if request.method != "POST" and _prefers_page(request):
        page = await find_page(request, PATH[1:])
        if page is not None:
            return page
    return await _query(request, asked)


async def _answer_bare(request: Request) -> Response:
    page = await find_page(request, PATH[1:]) if _prefers_page(request) else None
    return page if page is not None else await describe_service(request, PATH)


def _prefers_page(request: Request) -> bool:
    offered = [*GRAPHS, *ROWS, "text/html"]
    return "format" not in request.query_params and choose(request.headers.get("accept"), offered) == "text/html"


async def _query(request: Request, asked: Asked) -> Response:
    services = get_services(request)
    job = Job(
        "query",
        asked.text,
        default=asked.default,
        named=asked.named,
        union=services.settings.union,
        base=find_own_address(request, PATH),
        formats=_choose_formats(request),
    )
    return make_response(await services.lanes.ask(job))


def _choose_formats(request: Request) -> dict[str, tuple[str, str]]:
    """Return the form of answer for each kind of result, or refuse if there is none for any.

    The protocol knows no `format`; a name that we do not know is some other program's own (SPARQLWrapper's `format=turtle`).
    """
    named, accept = request.query_params.get("format"), request.headers.get("accept")
    name = named if named in {*ROWS.values(), *GRAPHS.values()} else None
    rows, graph = choose_named(name, accept, ROWS), choose_named(name, accept, GRAPHS)
    formats: dict[str, tuple[str, str]] = {}
    if rows is not None:
        formats |= dict.fromkeys(("rows", "boolean"), (rows, ROWS[rows]))
    if graph is not None:
        formats["graph"] = (graph, GRAPHS[graph])
    if not formats:
        known = ", ".join(dict.fromkeys((*ROWS, *GRAPHS)))
        raise Refusal(406, f"no form of answer fits; these can be given: {known}")
    return formats


async def _update(request: Request, asked: Asked) -> Response:
    check_writable(request)
    job = Job("update", asked.text, default=asked.default, named=asked.named, base=find_own_address(request, PATH))
    return make_response(await get_services(request).lanes.ask(job))


async def _read_request(request: Request) -> Asked:
    """Read what is asked from the address and the body.

    Raises:
        Refusal: not exactly one query or update, or a body that is not what it says.
    """
    parameters = _read_form(request.scope["query_string"].decode("latin-1"))
    if request.method != "POST":
        if "update" in request.query_params:
            raise Refusal(400, "an update must be sent by POST")
        return _make_asked(parameters)
    media = _read_media(request)
    limits = get_services(request).settings.limits
    text = _decode(await read_body(request, limits.request_bytes, limits.body_seconds))
    added = _read_form(text) if media == FORM else [(_BARE[media], text)]
    return _make_asked(parameters + added)


def _read_media(request: Request) -> str:
    media, parameters = split_media(request.headers.get("content-type", ""))
    if media != FORM and media not in _BARE:
        raise Refusal(415, f"'{media}': send {FORM}, {' or '.join(_BARE)}", Accept=", ".join((FORM, *_BARE)))
    if parameters.get("charset", "utf-8").lower() not in {"utf-8", "utf8"}:
        raise Refusal(415, f"{parameters['charset']}: send the text in UTF-8")
    return media


def split_media(header: str) -> tuple[str, Mapping[str, str]]:
    """Split a `Content-Type` into the media type and its parameters.

    >>> split_media('text/turtle; charset="UTF-8"')
    ('text/turtle', {'charset': 'UTF-8'})
    """
    media, *rest = (part.strip() for part in header.split(";"))
    pairs = (part.partition("=") for part in rest)
    return media.lower(), {name.strip().lower(): value.strip().strip('"') for name, _, value in pairs}


def _decode(body: bytes) -> str:
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refusal(400, f"byte {error.start} of the body is not UTF-8; send the text in UTF-8") from error


def _read_form(text: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=1000)
    except ValueError as error:
        raise Refusal(400, f"the form cannot be read: {error}") from error


def _make_asked(items: list[tuple[str, str]]) -> Asked:
    parameters = ImmutableMultiDict(items)
    given = [(kind, text) for kind in _GRAPH_PARAMETERS for text in parameters.getlist(kind)]
    if len(given) != 1:
        raise Refusal(400, f"{len(given)} queries and updates; send exactly one, as 'query' or 'update'")
    kind, text = given[0]
    default, named = (tuple(map(check_iri, parameters.getlist(name))) for name in _GRAPH_PARAMETERS[kind])
    return Asked(kind, text, default, named)
