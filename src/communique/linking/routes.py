"""The routes of the reconciliation service, for a Starlette application to mount."""

import json
from collections.abc import Callable
from typing import Any, Final
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from communique.errors import QueryError
from communique.linking import service
from communique.linking.service import Index

#: The API asks services to let pages of other origins in.
CORS: Final = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, POST, OPTIONS",
    "Access-Control-Allow-Headers": "*",
}
#: No honest batch is longer.
_LONGEST: Final = 1_000_000
Fields = dict[str, str]


def reconcile_routes(index: Index) -> list[Route]:
    """Return the routes of the service, relative to where they are mounted.

    >>> sorted(route.path for route in reconcile_routes(service.make_index("Demo", "http://example.org/", [])))
    ['/', '/preview', '/properties', '/suggest/entity', '/suggest/property', '/suggest/type']
    """
    answers: dict[str, Callable[[Fields], Any]] = {
        "/suggest/entity": lambda fields: service.suggest_entities(index, fields.get("prefix", "")),
        "/suggest/type": lambda fields: service.suggest_types(index, fields.get("prefix", "")),
        "/suggest/property": lambda fields: service.suggest_properties(fields.get("prefix", "")),
        "/properties": lambda fields: service.propose_properties(fields.get("type", "")),
        "/preview": lambda fields: service.preview(index, fields.get("id", "")),
    }

    def root(fields: Fields, address: str) -> Any:
        if "queries" in fields:
            return service.reconcile(index, _object(fields["queries"], "queries"))
        if "extend" in fields:
            return service.extend(index, _object(fields["extend"], "extend"))
        return service.manifest(index, address)

    return [_route("/", root), *(_route(path, _without_address(answer)) for path, answer in answers.items())]


def _without_address(answer: Callable[[Fields], Any]) -> Callable[[Fields, str], Any]:
    return lambda fields, _: answer(fields)


def _route(path: str, answer: Callable[[Fields, str], Any]) -> Route:
    async def endpoint(request: Request) -> Response:
        if request.method == "OPTIONS":
            return Response(status_code=204, headers=CORS)
        try:
            fields = await _fields(request)
            return _response(answer(fields, str(request.url.replace(query="", fragment=""))), fields.get("callback", ""))
        except QueryError as error:
            return _json({"status": "error", "message": str(error)}, 400)

    return Route(path, endpoint, methods=["GET", "POST", "OPTIONS"])


async def _fields(request: Request) -> Fields:
    """Return the fields of the address and of a form in the body; the last of a name counts."""
    body = await request.body() if request.method == "POST" else b""
    if len(body) > _LONGEST:
        message = f"request: {len(body)} bytes; expected at most {_LONGEST}: send fewer queries at once"
        raise QueryError(message)
    try:
        form = parse_qs(body.decode("utf-8"), keep_blank_values=True)
    except UnicodeDecodeError as error:
        raise QueryError("request: the body is not UTF-8; expected a form") from error
    return {**dict(request.query_params), **{name: values[-1] for name, values in form.items()}}


def _object(text: str, what: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except ValueError as error:
        message = f"{what}: no JSON ({error}); expected an object"
        raise QueryError(message) from error
    if not isinstance(found, dict):
        message = f"{what}: {type(found).__name__}; expected a JSON object"
        raise QueryError(message)
    return found


def _response(answer: object, callback: str) -> Response:
    if isinstance(answer, str):
        return HTMLResponse(answer, headers=CORS)
    if not callback:
        return _json(answer, 200)
    if not callback.replace(".", "_").isidentifier():
        message = f"callback: '{callback}' is no name of a function"
        raise QueryError(message)
    script = f"/**/{callback}({json.dumps(answer, ensure_ascii=True)});"
    return Response(script, media_type="application/javascript", headers=CORS)


def _json(answer: object, status: int) -> Response:
    text = json.dumps(answer, ensure_ascii=False)
    return Response(text, status, media_type="application/json", headers=CORS)
