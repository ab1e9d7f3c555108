"""Asks a SPARQL endpoint somewhere else, through SPARQLWrapper, with a limit on time and size."""

import ast
import json
import re
import time
import urllib.error
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any, Final, Protocol
from urllib.parse import urlsplit

from SPARQLWrapper import JSON, POST, TURTLE, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import SPARQLWrapperException

from communique import __version__
from communique.errors import QueryError
from communique.sparql import read_tokens

AGENT: Final = f"communique/{__version__}"
_FORMS: Final = {"SELECT": JSON, "ASK": JSON, "CONSTRUCT": TURTLE, "DESCRIBE": TURTLE}
#: The first of these words says what a request is.
_KEYWORDS: Final = {*_FORMS, "INSERT", "DELETE", "WITH", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY"}
_CHUNK: Final = 1 << 16
_MOST_BYTES: Final = 200_000_000
_SHOWN: Final = 200
NONSENSE: Final = "the answer is not what SPARQL 1.1 says it should be; is this the address of an endpoint?"
#: SPARQLWrapper takes words of a remark for the kind of the query.
_LEADING_REMARKS: Final = re.compile(r"\A(?:[ \t]*(?:#[^\n]*)?\n)+")
#: A query longer than this does not fit into every server's longest address.
_LONGEST_ADDRESS: Final = 2000


@dataclass(frozen=True, slots=True)
class RemoteAnswer:
    """What an endpoint answered: columns and rows, where what is not bound is `None`, or for triples a text in Turtle.

    The answer to ASK is one row, `true` or `false`, in a column `answer`.
    """

    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str | None, ...], ...] = ()
    turtle: str | None = None


class _Stream(Protocol):
    def read1(self, size: int, /) -> bytes:
        """Return what has arrived, at most so many bytes."""


def ask_endpoint(endpoint: str, text: str, seconds: float = 60) -> RemoteAnswer:
    """Put a query to an endpoint.

    Raises:
        QueryError: the address or the query is wrong, or the endpoint is not there, refuses, is too slow, or answers nonsense.
    """
    form, body = fetch(endpoint, text, seconds)
    try:
        return _read_graph(body) if makes_graph(form) else _read_rows(json.loads(body))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise QueryError(f"{endpoint}: {NONSENSE}") from error


def fetch(endpoint: str, text: str, seconds: float) -> tuple[str, bytes]:
    """Put a query to an endpoint; return its form (`SELECT` …) and the answer as sent, in JSON or Turtle.

    Raises:
        QueryError: the address or the query is wrong, or the endpoint is not there, refuses or is too slow.
    """
    form = _find_form(text)
    wrapper = _prepare(endpoint, text, form, seconds)
    deadline = time.monotonic() + seconds
    try:
        return form, _read(wrapper.query().response, deadline)
    except (SPARQLWrapperException, OSError, HTTPException) as error:
        msg = f"{endpoint}: {_explain(error, seconds)}"
        raise QueryError(msg) from error


def makes_graph(form: str) -> bool:
    """Say whether queries of a form are answered by a graph."""
    return bool(_FORMS[form] == TURTLE)


def _find_form(text: str) -> str:
    form = next((word for word in (token.word.upper() for token in read_tokens(text)) if word in _KEYWORDS), "")
    if form not in _FORMS:
        msg = f"'{_shorten(text)}': not a query; expected SELECT, ASK, CONSTRUCT or DESCRIBE"
        raise QueryError(msg)
    return form


def _prepare(endpoint: str, text: str, form: str, seconds: float) -> SPARQLWrapper:
    parts = urlsplit(endpoint)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        msg = f"{endpoint}: not the address of an endpoint; give one that begins with http:// or https://"
        raise QueryError(msg)
    wrapper = SPARQLWrapper(endpoint, agent=AGENT)
    wrapper.setTimeout(max(1, round(seconds)))
    wrapper.setQuery(_LEADING_REMARKS.sub("", text))
    wrapper.setReturnFormat(_FORMS[form])
    if len(text) > _LONGEST_ADDRESS:
        wrapper.setMethod(POST)
    return wrapper


def _read(stream: _Stream, deadline: float) -> bytes:
    """Read to the end, however slowly the bytes arrive, until the deadline."""
    body = bytearray()
    while chunk := stream.read1(_CHUNK):
        body += chunk
        if time.monotonic() > deadline:
            raise TimeoutError
        if len(body) > _MOST_BYTES:
            msg = f"the answer is larger than {_MOST_BYTES:,} bytes; add LIMIT"
            raise OSError(msg)
    return bytes(body)


def _explain(error: Exception, seconds: float) -> str:
    """Say in one line why there is no answer, and what to do."""
    if isinstance(error, SPARQLWrapperException):
        return f"the query was refused: {_find_reason(error)}"
    if isinstance(error, urllib.error.HTTPError):
        return f"answered {error.code}: {_shorten(error.read(_CHUNK).decode(errors='replace')) or error.reason}"
    reason = error.reason if isinstance(error, urllib.error.URLError) else error
    if isinstance(reason, TimeoutError):
        return f"no answer within {seconds:g} seconds; ask for less, or wait longer"
    return f"no answer ({reason or type(error).__name__}); check the address and the network"


def _find_reason(error: SPARQLWrapperException) -> str:
    """Return the endpoint's own words, which the exception holds as the text of a bytes literal, or else the exception's."""
    said = str(error).partition("Response:\n")[2]
    return _shorten(ast.literal_eval(said).decode(errors="replace") if said else str(error))


def _shorten(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else line[:_SHOWN] + " …"


def _read_graph(body: bytes) -> RemoteAnswer:
    return RemoteAnswer(turtle=body.decode())


def _read_rows(answer: Mapping[str, Any]) -> RemoteAnswer:
    if "boolean" in answer:
        return RemoteAnswer(("answer",), ((str(answer["boolean"]).lower(),),))
    columns = tuple(answer["head"]["vars"])
    found = answer["results"]["bindings"]
    return RemoteAnswer(columns, tuple(tuple(row[name]["value"] if name in row else None for name in columns) for row in found))
