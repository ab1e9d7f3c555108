"""A store somewhere else that speaks the Graph Store Protocol (SPARQL 1.1): named graphs are put, added to and read back."""

import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse
from typing import BinaryIO, Final, cast

from pyoxigraph import RdfFormat, Triple, parse

from communique.errors import QueryError
from communique.remote import AGENT

_SECONDS: Final = 600
_TYPE: Final = "application/n-triples"
_SHOWN: Final = 200


@dataclass(frozen=True, slots=True)
class Login:
    """A name and a password, for a store that asks for them (HTTP digest or basic)."""

    name: str
    password: str


class GraphStore:
    """A store at an address, to which `?graph=IRI` is added."""

    def __init__(self, address: str, login: Login | None = None) -> None:
        """Check the address.

        Raises:
            QueryError: it is none.

        >>> GraphStore("store.example/graphs")
        Traceback (most recent call last):
        communique.errors.QueryError: store.example/graphs: not the address of a store; give one that begins with http:// or https://
        """
        if not address.startswith(("http://", "https://")):
            msg = f"{address}: not the address of a store; give one that begins with http:// or https://"
            raise QueryError(msg)
        self.address = address
        known = urllib.request.HTTPPasswordMgrWithDefaultRealm()
        if login:
            known.add_password(None, address, login.name, login.password)
        asked = (urllib.request.HTTPDigestAuthHandler(known), urllib.request.HTTPBasicAuthHandler(known))
        self._opener = urllib.request.build_opener(*asked)

    def replace(self, graph: str, triples: bytes) -> None:
        """Make a graph hold exactly these N-Triples.

        Raises:
            QueryError: the store refuses, or is not there.
        """
        with self._ask("PUT", graph, triples):
            return

    def add(self, graph: str, triples: bytes) -> None:
        """Add N-Triples to a graph.

        Raises:
            QueryError: the store refuses, or is not there.
        """
        with self._ask("POST", graph, triples):
            return

    def read(self, graph: str) -> Iterator[Triple]:
        """Yield the statements of a graph.

        Raises:
            QueryError: the store refuses, is not there, or sends something else.
        """
        with self._ask("GET", graph) as answer:
            try:
                yield from (quad.triple for quad in parse(cast("BinaryIO", answer), RdfFormat.N_TRIPLES))
            except (SyntaxError, ValueError, HTTPException) as error:
                msg = f"{self.address}: <{graph}> came back as something that is not N-Triples ({error})"
                raise QueryError(msg) from None

    @contextmanager
    def _ask(self, method: str, graph: str, body: bytes | None = None) -> Iterator[HTTPResponse]:
        headers = {"User-Agent": AGENT, "Accept" if body is None else "Content-Type": _TYPE}
        address = f"{self.address}?graph={urllib.parse.quote(graph, safe='')}"
        request = urllib.request.Request(address, data=body, method=method, headers=headers)  # noqa: S310 - http(s) only, as checked
        try:
            with self._opener.open(request, timeout=_SECONDS) as answer:
                yield answer
        except urllib.error.HTTPError as error:
            said = error.read(_SHOWN).decode(errors="replace").strip()
            msg = f"{self.address}: answered {error.code} to {method} of <{graph}>: {said}"
            raise QueryError(msg) from None
        except OSError as error:
            why = getattr(error, "reason", error)
            msg = f"{self.address}: does not answer ({why}); is it running, and may it be written to?"
            raise QueryError(msg) from None
