"""How the server says no: one status and one reason in plain words, as text or as JSON, whichever the client prefers."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from communique.server.frames import Reply
from communique.server.headers import add_careful
from communique.server.negotiation import REASONS, choose, content_type

#: Seconds after which to try again, by status.
_TRY_AGAIN = {429: "1", 503: "5"}


class Refusal(HTTPException):
    """A request is not answered: the status, the reason, and headers that help."""

    def __init__(self, status: int, reason: str, **headers: str) -> None:
        again = {"Retry-After": _TRY_AGAIN[status]} if status in _TRY_AGAIN else {}
        super().__init__(status, reason, again | {name.replace("_", "-"): value for name, value in headers.items()})


def answer_refusal(request: Request, error: Exception) -> Response:
    """Make the response to a request that is refused."""
    assert isinstance(error, HTTPException)
    if choose(request.headers.get("accept"), REASONS) in {"application/json", "application/problem+json"}:
        return JSONResponse({"status": error.status_code, "error": error.detail}, error.status_code, error.headers)
    return PlainTextResponse(error.detail + "\n", error.status_code, error.headers)


def answer_failure(request: Request, _: Exception) -> Response:
    """Make the response to a request that our own fault has broken; what went wrong is for the log, not for the client."""
    response = answer_refusal(request, HTTPException(500, "the server has failed at this request; its log says why"))
    add_careful(response.headers)
    return response


def make_response(reply: Reply) -> Response:
    """Make the response of a worker's reply.

    Raises:
        Refusal: the reply is a reason and not an answer.
    """
    if reply.failed:
        raise Refusal(reply.status, reply.body.decode())
    if reply.status == 204:
        return Response(status_code=204)
    return Response(reply.body, reply.status, {"Content-Type": content_type(reply.media), "Vary": "Accept"})
