"""Asking services on the network, politely: offline unless allowed, once and then from disk, and never in a hurry.

Every answer is kept in a cache folder under the hash of what was asked, so that a second run needs no network and gives the same
result. A service that is busy says so (429, 503, `Retry-After`) and is waited for; one that answers 200 with nothing in it, or
with half of it, has failed and is not believed.
"""

import email.utils
import hashlib
import json
import time
import urllib.error
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, Protocol

from communique import __version__
from communique.errors import TargetError

BUSY: Final = frozenset({429, 502, 503, 504})
#: No wait is longer, whatever a service asks for; it is told by giving up.
LONGEST_WAIT: Final = 60.0
TRIES: Final = 3
#: No answer is longer, in bytes.
MOST: Final = 50_000_000


class Readable(Protocol):
    """What an answer is read from."""

    def read(self, size: int, /) -> bytes:
        """Return at most so many bytes."""
        ...


@dataclass(frozen=True, slots=True)
class Asker:
    """How to ask: whether the network is allowed, where answers are kept, who is asking, how long to wait (seconds)."""

    cache: Path
    network: bool = False
    contact: str = "https://w3id.org/communique"
    timeout: float = 30.0
    sleep: Callable[[float], None] = time.sleep

    @property
    def agent(self) -> str:
        """Return the name under which the program asks; services refuse those who give none.

        >>> Asker(Path("."), contact="library@example.org").agent.endswith("(library@example.org)")
        True
        """
        return f"communique/{__version__} ({self.contact})"

    def answer(self, address: str, question: str, ask: Callable[[], bytes], needs: str) -> dict[str, Any]:
        """Return the JSON object that answers a question, from the cache or by asking.

        `needs` is the key that a whole answer has. Raises `TargetError` when offline without a kept answer, when the service
        does not answer in time, refuses, or sends something else.
        """
        digest = hashlib.sha256("\n".join((address, question)).encode()).hexdigest()[:32]
        kept = self.cache / f"{digest}.json"
        if kept.exists():
            return _object(kept.read_bytes(), address, needs)
        if not self.network:
            message = f"{address}: not asked before, and the network is not allowed; allow it with --network"
            raise TargetError(message)
        body = self._asked(address, ask)
        found = _object(body, address, needs)
        self.cache.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(body)
        return found

    def _asked(self, address: str, ask: Callable[[], bytes]) -> bytes:
        """Ask, and again while the service says that it is busy."""
        for left in reversed(range(TRIES)):
            try:
                return ask()
            except urllib.error.HTTPError as error:
                if error.code not in BUSY or not left:
                    message = f"{address}: answered {error.code} {error.reason}; {_advice(error.code)}"
                    raise TargetError(message) from error
                self.sleep(_wait(error.headers.get("Retry-After"), TRIES - left))
            except (OSError, ValueError) as error:
                message = f"{address}: no answer ({error}); check the address and the network, or work offline"
                raise TargetError(message) from error
        raise AssertionError  # the last try returns or raises


def read_bounded(response: Readable) -> bytes:
    """Return the whole of an answer.

    Raises `ValueError` for one longer than any honest answer is.
    """
    body = response.read(MOST + 1)
    if len(body) > MOST:
        message = f"more than {MOST:,} bytes"
        raise ValueError(message)
    return body


def _wait(asked: str | None, tried: int) -> float:
    """Return the seconds to wait: what `Retry-After` says (seconds or a date), else longer with each try."""
    if asked and asked.strip().isdigit():
        return min(float(asked), LONGEST_WAIT)
    if asked and (then := email.utils.parsedate_to_datetime(asked) if "," in asked else None):
        return min(max(0.0, (then - datetime.now(UTC)).total_seconds()), LONGEST_WAIT)
    return float(2**tried)


def _advice(code: int) -> str:
    if code in BUSY:
        return "it is busy; try again later"
    return "give a contact that it accepts" if code == 403 else "check the address and the query"


def _object(body: bytes, address: str, needs: str) -> dict[str, Any]:
    try:
        found = json.loads(body)
    except ValueError as error:
        what = "nothing" if not body.strip() else "something that is no JSON, or half of it"
        message = f"{address}: answered 200 with {what}; it has probably run out of time: ask for less, or later"
        raise TargetError(message) from error
    if not isinstance(found, dict) or needs not in found:
        message = f"{address}: the answer has no '{needs}'; is this the right kind of service?"
        raise TargetError(message)
    return found
