"""Runs the application on an address of this machine until it is told to stop."""

import socket
from collections.abc import Callable
from contextlib import AsyncExitStack, suppress
from typing import Final

import uvicorn
from starlette.applications import Starlette

from communique.errors import CommuniqueError
from communique.server.app import create_app
from communique.server.services import run_services
from communique.server.settings import Ready, ServerSettings

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


class _Server(uvicorn.Server):
    """A server that starts its workers before it takes requests, and ends them before it waits for those still open."""

    def __init__(self, config: uvicorn.Config, app: Starlette, settings: ServerSettings) -> None:
        super().__init__(config)
        self.failure: CommuniqueError | None = None
        self._app = app
        self._settings = settings
        self._held = AsyncExitStack()
        self.ready: Callable[[], None] = lambda: None

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start the workers, then listen; without workers there is no server."""
        try:
            self._app.state.services = await self._held.enter_async_context(run_services(self._settings))
        except CommuniqueError as error:
            self.failure, self.should_exit = error, True
            return
        await super().startup(sockets)
        if self.started:
            self.ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop the workers, then the rest."""
        await self._app.state.services.lanes.stop()
        await super().shutdown(sockets)
        await self._held.aclose()


def run(settings: ServerSettings, host: str, port: int, ready: Ready) -> None:
    """Serve until interrupted; `ready` is told the address as soon as requests are answered.

    Raises:
        CommuniqueError: the address cannot be taken, or the data are missing or damaged.
    """
    with bind(host, port) as taken:
        app = create_app(settings)
        config = uvicorn.Config(
            app,
            lifespan="off",
            log_level="warning",
            access_log=False,
            server_header=False,
            timeout_keep_alive=_KEEP_ALIVE_SECONDS,
            timeout_graceful_shutdown=_LAST_SECONDS,
        )
        server = _Server(config, app, settings)
        server.ready = lambda: ready(host, taken.getsockname()[1])
        with suppress(KeyboardInterrupt):
            server.run(sockets=[taken])
        if server.failure:
            raise server.failure
