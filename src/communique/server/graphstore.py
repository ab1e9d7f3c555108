"""`/graphs`: the SPARQL 1.1 Graph Store HTTP Protocol, for reading and, where the server is writable, writing.

A graph is named by `?graph=IRI`, as `?default`, or by an address below `/graphs/`, which is then its IRI.
"""

from collections.abc import AsyncIterator
from typing import Final
from uuid import uuid4

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Message

from communique.server.description import describe_service
from communique.server.frames import Job, Reply
from communique.server.limits import read_body
from communique.server.negotiation import GRAPHS, choose_named
from communique.server.protocol import PATH as SPARQL
from communique.server.protocol import split_media
from communique.server.refusals import Refusal, make_response
from communique.server.services import check_iri, check_writable, find_own_address, get_services

PATH: Final = "/graphs"
FORM: Final = "multipart/form-data"
#: The media types of documents that can be stored, with their short names.
STORED: Final = {media: name for media, name in GRAPHS.items() if media not in {"application/json", "text/plain"}}
_CREATED: Final = 201


async def answer_graphs(request: Request) -> Response:
    """Read or change the graph that the request names, or make a new one."""
    named = "path" in request.path_params or "graph" in request.query_params or "default" in request.query_params
    if request.method in {"GET", "HEAD"}:
        return await (_read(request, find_graph(request)) if named else describe_service(request, SPARQL))
    check_writable(request)
    if request.method == "DELETE":
        return make_response(await get_services(request).lanes.ask(Job("drop", graph=find_graph(request))))
    if named:
        return make_response(await _write(request, find_graph(request)))
    return await _create(request)


def find_graph(request: Request) -> str:
    """Return the IRI of the graph that a request names, empty for the default graph.

    Raises:
        Refusal: it names none, or more than one.
    """
    if "path" in request.path_params:
        return check_iri(find_own_address(request, request.scope["raw_path"].decode("ascii").partition("?")[0]))
    graphs, default = request.query_params.getlist("graph"), "default" in request.query_params
    if len(graphs) + default != 1:
        raise Refusal(400, "name one graph, by 'graph=IRI' or 'default'")
    return check_iri(graphs[0]) if graphs else ""


async def _read(request: Request, graph: str) -> Response:
    media = choose_named(request.query_params.get("format"), request.headers.get("accept"), GRAPHS)
    if media is None:
        raise Refusal(406, f"no form of answer fits; these can be given: {', '.join(GRAPHS)}")
    job = Job("read", graph=graph, formats={"graph": (media, GRAPHS[media])})
    return make_response(await get_services(request).lanes.ask(job))


async def _create(request: Request) -> Response:
    if request.method != "POST":
        raise Refusal(400, "name one graph, by 'graph=IRI' or 'default'")
    graph = find_own_address(request, f"{PATH}/{uuid4()}")
    response = make_response(await _write(request, graph))
    response.headers["Location"] = graph
    return response


async def _write(request: Request, graph: str) -> Reply:
    parts = [part async for part in _read_parts(request)]
    job = Job(
        "write",
        graph=graph,
        base=graph or find_own_address(request, PATH),
        replace=request.method == "PUT",
        parts=tuple((name, len(body)) for name, body in parts),
    )
    return await get_services(request).lanes.ask(job, b"".join(body for _, body in parts))


async def _read_parts(request: Request) -> AsyncIterator[tuple[str, bytes]]:
    """Yield the documents of the body, each with the short name of its form."""
    media, _ = split_media(request.headers.get("content-type", ""))
    limits = get_services(request).settings.limits
    body = await read_body(request, limits.upload_bytes, limits.body_seconds)
    if media != FORM:
        yield _name_form(media), body
        return
    async with Request(request.scope, _replay(body)).form(max_part_size=limits.upload_bytes) as form:
        for item in form.values():
            if not isinstance(item, UploadFile):
                raise Refusal(415, "a part of the form has no file name; send each document as a file with its media type")
            yield _name_form(split_media(item.content_type or "")[0]), await item.read()


def _replay(body: bytes):  # type: ignore[no-untyped-def]
    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    return receive


def _name_form(media: str) -> str:
    if media not in STORED:
        raise Refusal(415, f"'{media}': send one of {', '.join(STORED)}", Accept=", ".join(STORED))
    return STORED[media]
