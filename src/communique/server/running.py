"""Runs the application on an address of this machine until it is told to stop."""

import socket
from contextlib import suppress
from typing import Final

import uvicorn

from communique.errors import CommuniqueError
from communique.server.app import create_app
from communique.server.settings import ServerSettings

_KEEP_ALIVE_SECONDS: Final = 15
_LAST_SECONDS: Final = 5


def bind(host: str, port: int) -> socket.socket:
    """Take an address.

    Raises:
        CommuniqueError: it is taken, or not of this machine.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # asyncio sends small answers at once only on sockets that name their protocol
    taken = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        taken.bind((host, port))
    except (OSError, OverflowError) as error:
        taken.close()
        msg = f"{host}:{port}: cannot listen there: {error}; choose another address or port (--host, --port)"
        raise CommuniqueError(msg) from error
    return taken


def run(settings: ServerSettings, host: str, port: int) -> None:
    """Serve until interrupted.

    Raises:
        CommuniqueError: the address cannot be taken, or the data are missing.
    """
    with bind(host, port) as taken:
        config = uvicorn.Config(
            create_app(settings),
            log_level="warning",
            access_log=False,
            server_header=False,
            timeout_keep_alive=_KEEP_ALIVE_SECONDS,
            timeout_graceful_shutdown=_LAST_SECONDS,
        )
        server = uvicorn.Server(config)
        with suppress(KeyboardInterrupt):
            server.run(sockets=[taken])
