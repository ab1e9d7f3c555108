"""Makes every connection to another machine fail, in the tests and in every Python process that they start.

Python imports a module of this name at its start wherever it finds one; `tests/conftest.py` lets it find this one.
"""

import sys
from typing import Any

LOCAL = ("127.", "localhost", "::1", "0.0.0.0", "/")
#: What Python tells of before it happens, and where in it the host stands.
EVENTS = {"socket.connect": 1, "socket.sendto": 1, "socket.getaddrinfo": 0, "socket.gethostbyname": 0}


class OutsideError(AssertionError):
    """A test has tried to reach another machine."""


def watch(event: str, given: tuple[Any, ...]) -> None:
    """Refuse what leads to another machine."""
    place = EVENTS.get(event)
    if place is None:
        return
    address = given[place]
    host = address[0] if isinstance(address, tuple) else address if event.startswith("socket.get") else "/"
    name = host.decode() if isinstance(host, bytes) else str(host or "/")
    if not name.startswith(LOCAL):
        raise OutsideError(f"a test may only talk to this machine, not to {name}")


sys.addaudithook(watch)
