"""The server: SPARQL endpoint, graph store, content negotiation and saved questions over a data set; pages come in by a door.

Nothing heavy is imported until a server is made: the worker processes go through this module too.
"""

from typing import TYPE_CHECKING

from communique.errors import CommuniqueError
from communique.server.settings import Limits, Page, PageSource, Ready, ServerSettings, tell_nobody

if TYPE_CHECKING:
    from starlette.applications import Starlette

__all__ = ["Limits", "Page", "PageSource", "Ready", "ServerSettings", "create_app", "serve", "tell_nobody"]


def create_app(settings: ServerSettings) -> "Starlette":
    """Make the application (ASGI) of a server.

    Raises:
        CommuniqueError: the parts that a server needs are not installed.
    """
    try:
        from communique.server import app
    except ModuleNotFoundError as error:
        raise _missing(error) from error
    return app.create_app(settings)


def serve(settings: ServerSettings, host: str = "127.0.0.1", port: int = 8000, ready: Ready = tell_nobody) -> None:
    """Serve a data set until interrupted; `ready` is told host and port as soon as requests are answered there.

    Raises:
        CommuniqueError: the address is taken, the data are missing, or the parts that a server needs are not installed.
    """
    try:
        from communique.server import running
    except ModuleNotFoundError as error:
        raise _missing(error) from error
    running.run(settings, host, port, ready)


def _missing(error: ModuleNotFoundError) -> CommuniqueError:
    return CommuniqueError(f"{error.name}: a part that the server needs is not installed; run: pip install 'communique[web]'")
