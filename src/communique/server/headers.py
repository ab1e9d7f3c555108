"""Headers that every answer carries: a careful site's, and those that let other sites' programs read."""

from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: What a page may load and do, unless it carries a policy of its own: only what this server gives, and no inline script.
PAGE_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
DATA_POLICY: Final = "default-src 'none'; frame-ancestors 'none'"

CAREFUL: Final = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
#: Headers that a program on another site may read.
EXPOSED: Final = ("Content-Location", "ETag", "Link", "Location", "Retry-After")


class CarefulHeaders:
    """Adds the headers to all answers, those to refused and failed requests too."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on and look after the headers of its answer."""

        async def send_careful(message: Message) -> None:
            if message["type"] == "http.response.start":
                add_careful(MutableHeaders(scope=message))
            await send(message)

        await self._app(scope, receive, send_careful)


def add_careful(headers: MutableHeaders) -> None:
    """Add what is missing."""
    for name, value in CAREFUL.items():
        headers.setdefault(name, value)
    html = headers.get("content-type", "").startswith("text/html")
    headers.setdefault("Content-Security-Policy", PAGE_POLICY if html else DATA_POLICY)
