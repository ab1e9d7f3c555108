"""What one client may ask for: how often, and how much at once."""

import asyncio
import time
from collections.abc import Callable, Mapping
from typing import Final

from starlette.requests import ClientDisconnect, Request
from starlette.types import ASGIApp, Receive, Scope, Send

from communique.server.refusals import Refusal, answer_refusal
from communique.server.settings import Limits

_CLIENTS: Final = 10_000
#: The paths below which requests are counted.
_COUNTED: Final = ("/sparql", "/graphs")


class Buckets:
    """A bucket of tokens for each client: a request takes one, and time fills the bucket again.

    >>> buckets = Buckets(rate=1, burst=2, clock=lambda: 0.0)
    >>> [buckets.take("a"), buckets.take("a"), buckets.take("a"), buckets.take("b")]
    [True, True, False, True]
    """

    def __init__(self, rate: float, burst: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._rate = rate
        self._burst = burst
        self._clock = clock
        self._filled: dict[str, tuple[float, float]] = {}

    def take(self, client: str) -> bool:
        """Take a token of a client's; return whether there was one."""
        now = self._clock()
        tokens, seen = self._filled.pop(client, (float(self._burst), now))
        tokens = min(self._burst, tokens + (now - seen) * self._rate)
        allowed = tokens >= 1
        self._filled[client] = (tokens - 1 if allowed else tokens, now)
        if len(self._filled) > _CLIENTS:
            del self._filled[next(iter(self._filled))]
        return allowed


class RateLimit:
    """Refuses a client that asks too often what only it may want to know (429); pages, data and questions are cheap."""

    def __init__(self, app: ASGIApp, limits: Limits) -> None:
        self._app = app
        self._limits = limits
        self._buckets = Buckets(limits.requests_per_second, limits.burst)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if not self._counts(scope) or self._buckets.take(_client(scope)):
            await self._app(scope, receive, send)
            return
        await self._refuse(scope, receive, send)

    def _counts(self, scope: Scope) -> bool:
        return scope["type"] == "http" and self._limits.requests_per_second > 0 and scope["path"].startswith(_COUNTED)

    async def _refuse(self, scope: Scope, receive: Receive, send: Send) -> None:
        reason = f"more than {self._limits.requests_per_second:g} requests a second; wait a little, or take the whole data set"
        response = answer_refusal(Request(scope), Refusal(429, reason))
        await response(scope, receive, send)


def _client(scope: Mapping[str, object]) -> str:
    client = scope.get("client")
    return str(client[0]) if isinstance(client, (tuple, list)) else ""


async def read_body(request: Request, limit: int, seconds: float) -> bytes:
    """Read a request's body, up to a size and in a time.

    Raises:
        Refusal: it is larger (413), or slower (408).
    """
    announced = request.headers.get("content-length", "")
    if announced.isdecimal() and int(announced) > limit:
        raise _too_large(limit)
    try:
        async with asyncio.timeout(seconds):
            return await _read_bounded(request, limit)
    except TimeoutError as error:
        raise Refusal(408, f"the body did not arrive within {seconds:g} seconds") from error
    except ClientDisconnect as error:
        raise Refusal(400, "the body ended too early") from error


async def _read_bounded(request: Request, limit: int) -> bytes:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > limit:
            raise _too_large(limit)
    return bytes(body)


def _too_large(limit: int) -> Refusal:
    return Refusal(413, f"the request is larger than {limit:,} bytes; send less at once")
