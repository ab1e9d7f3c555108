"""What keeps other sites and other machines from deciding in a reviewer's name.

1. The pages are served on a loopback address alone, and only to a browser that asked for one (`Host`): a name of somebody else's
   that was made to lead here (DNS rebinding) is refused.
2. A request that another site's page causes is refused, also one that only reads.
3. A change must carry a token that a page of this process gave to this browser: it is signed with a secret of the process and
   bound to a cookie that never travels with another site's requests.
4. A change is a plain form and nothing else.
"""

import hashlib
import hmac
import ipaddress
import re
import secrets
from typing import Final
from urllib.parse import parse_qs, urlsplit

from starlette.requests import Request
from starlette.responses import Response

from communique.errors import CommuniqueError
from communique.server.limits import read_body
from communique.server.refusals import Refusal
from communique.server.settings import Limits

COOKIE: Final = "communique-review"
FORM: Final = "application/x-www-form-urlencoded"
#: No script at all: the pages need none.
POLICY: Final = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
_VISITOR: Final = re.compile(r"[0-9a-f]{32}")
_LONGEST: Final = 100_000
_FIELDS: Final = 200
#: What browsers say of a request that the reader made, or one of our own pages.
_OWN: Final = frozenset({"", "same-origin", "none"})


def check_local(host: str) -> None:
    """Make sure that a server with review pages listens to this machine alone.

    >>> check_local("127.0.0.1"), check_local("localhost"), check_local("::1")
    (None, None, None)

    Raises:
        CommuniqueError: the address is not a loopback address.
    """
    if not _is_loopback(host):
        msg = f"--review with --host {host}: whoever reaches the pages can decide; expected a loopback address such as 127.0.0.1"
        raise CommuniqueError(msg)


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


class Guard:
    """The guard of one process."""

    def __init__(self) -> None:
        self._secret = secrets.token_bytes(32)

    def check(self, request: Request) -> None:
        """Let a request pass that came to this machine's own address from a page of ours, or from the reader's own hand.

        Raises:
            Refusal: it did not (403).
        """
        host = request.headers.get("host", "")
        if not _is_loopback(_name(host)):
            raise Refusal(403, f"{host}: the review pages answer at this machine's own address only, such as 127.0.0.1")
        origin = request.headers.get("origin")
        if origin not in {None, _own(request)} or request.headers.get("sec-fetch-site", "") not in _OWN:
            raise Refusal(403, "the review pages do not answer what another site asks for; type their address yourself")

    async def read_form(self, request: Request) -> dict[str, str]:
        """Return the fields of a form that a page of ours gave out; the last of a name counts.

        Raises:
            Refusal: it comes from elsewhere (403), is no form (415, 400), or is too large (413).
        """
        _check_source(request)
        media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if media != FORM:
            raise Refusal(415, f"{media or 'nothing'}: only a form is taken ({FORM})")
        fields = _parse(await read_body(request, _LONGEST, Limits().body_seconds))
        visitor = self.visitor(request)
        if visitor is None or not hmac.compare_digest(fields.pop("token", "").encode(), self.token(visitor).encode()):
            raise Refusal(403, "the form is not from this server, or from before it was started; load the page again and repeat")
        return fields

    def visitor(self, request: Request) -> str | None:
        """Return the visitor that a browser's cookie names, if it names one."""
        given = request.cookies.get(COOKIE, "")
        return given if _VISITOR.fullmatch(given) else None

    def token(self, visitor: str) -> str:
        """Return the token of a visitor's forms."""
        return hmac.new(self._secret, visitor.encode(), hashlib.sha256).hexdigest()


def greet(response: Response, visitor: str) -> Response:
    """Add the visitor's cookie and the policy of these pages to an answer, which nobody keeps."""
    response.set_cookie(COOKIE, visitor, path="/review", httponly=True, samesite="strict")
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["Cache-Control"] = "no-store"
    return response


def new_visitor() -> str:
    """Return a name for a browser that has none."""
    return secrets.token_hex(16)


def _name(host: str) -> str:
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


def _own(request: Request) -> str:
    return f"{request.url.scheme}://{request.headers.get('host', '')}"


def _check_source(request: Request) -> None:
    """Refuse a change that does not say that it comes from a page of ours; browsers say so."""
    source = request.headers.get("origin") or request.headers.get("referer", "")
    if source != _own(request) and not source.startswith(_own(request) + "/"):
        raise Refusal(403, "a change must come from a page of this server (Origin or Referer)")


def _parse(body: bytes) -> dict[str, str]:
    try:
        found = parse_qs(body.decode("ascii"), keep_blank_values=True, max_num_fields=_FIELDS, errors="strict")
    except ValueError as error:
        raise Refusal(400, f"the form cannot be read: {error}") from error
    return {name: values[-1] for name, values in found.items()}
