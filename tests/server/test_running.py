"""Running a server from beginning to end."""

import builtins
import http.client
import signal
import socket
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

from communique.errors import CommuniqueError, DataError
from communique.server import ServerSettings, create_app, serve
from communique.server.running import bind

from .test_limits import ENDLESS

PROGRAM = """
import sys
from pathlib import Path
from communique.server import ServerSettings, serve
serve(ServerSettings(Path(sys.argv[1]), "https://data.example/", "Test"), port=int(sys.argv[2]))
print("stopped")
"""
TELLING = """
import sys
import urllib.request
from pathlib import Path
from threading import Thread
from communique.server import ServerSettings, serve

def ask(host, port):
    print(urllib.request.urlopen(f"http://{host}:{port}/sparql?query=ASK%7B%7D").status, flush=True)

settings = ServerSettings(Path(sys.argv[1]), "https://data.example/", "Test")
serve(settings, "127.0.0.1", 0, lambda *at: Thread(target=ask, args=at).start())
"""


def free_port() -> int:
    """Return a port that nobody uses."""
    with bind("127.0.0.1", 0) as taken:
        return int(taken.getsockname()[1])


def answers(port: int) -> bool:
    """Whether a server answers, in a while."""
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            connection.request("GET", "/sparql?query=ASK%7B%7D")
            return connection.getresponse().status == 200
        except ConnectionError:
            time.sleep(0.05)
        finally:
            connection.close()
    return False


def test_a_server_tells_when_it_answers(quads: Path) -> None:
    """Who is told that it serves can ask at once, at the port that it took."""
    command = [sys.executable, "-c", TELLING, str(quads)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stdout.readline() == "200\n"
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_a_server_stops_when_told_and_leaves_nothing_behind(quads: Path, sent: signal.Signals) -> None:
    """Ctrl-C and a polite kill end it and its workers, without a traceback, even while it works; who waits is told."""
    port = free_port()
    command = [sys.executable, "-c", PROGRAM, str(quads), str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert answers(port)
        workers = children(process.pid)
        waiting = ask_endlessly(port)
        process.send_signal(sent)
        began = time.monotonic()
        out, err = process.communicate(timeout=20)
        took = time.monotonic() - began
        assert waiting.getresponse().status == 503
        waiting.close()

    assert (len(workers) > 0, err, took < 8) == (True, "", True)
    assert out == "stopped\n" or sent == signal.SIGTERM
    assert [pid for pid in workers if Path(f"/proc/{pid}").exists()] == []


def ask_endlessly(port: int) -> http.client.HTTPConnection:
    """Ask a query that does not end, and do not wait."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("POST", "/sparql", ENDLESS, {"Content-Type": "application/sparql-query"})
    time.sleep(0.3)
    return connection


def children(parent: int) -> list[int]:
    """Return the processes that a process has started."""
    return [int(pid) for task in Path(f"/proc/{parent}/task").iterdir() for pid in (task / "children").read_text().split()]


def test_a_taken_port_is_named(settings: ServerSettings) -> None:
    """With what to do."""
    with bind("127.0.0.1", 0) as taken:
        taken.listen()
        port = taken.getsockname()[1]

        with pytest.raises(CommuniqueError, match=rf"127\.0\.0\.1:{port}: cannot listen there: .* \(--host, --port\)"):
            serve(settings, port=port)


@pytest.mark.parametrize(("host", "port"), [("192.0.2.1", 8000), ("127.0.0.1", 99999), ("no-such-host.invalid", 8000)])
def test_an_address_that_is_not_ours_is_named(settings: ServerSettings, host: str, port: int) -> None:
    """Another machine's, or none."""
    with pytest.raises(CommuniqueError, match="cannot listen there"):
        serve(settings, host, port)


def test_data_that_are_missing_are_named(settings: ServerSettings, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Without a traceback."""
    with pytest.raises(DataError, match="run 'communique build'"):
        serve(replace(settings, data=tmp_path), port=free_port())

    assert capfd.readouterr().err == ""


def test_small_answers_are_sent_at_once() -> None:
    """The event loop does this for sockets that name their protocol, and for no others."""
    with bind("127.0.0.1", 0) as taken:
        assert taken.proto == socket.IPPROTO_TCP


@pytest.mark.parametrize("start", [create_app, serve])
def test_a_missing_part_is_named(monkeypatch: pytest.MonkeyPatch, settings: ServerSettings, start: object) -> None:
    """With the command that installs it."""
    real = builtins.__import__

    def fail(name: str, *rest: object) -> ModuleType:
        if name in {"starlette.applications", "uvicorn"}:
            raise ModuleNotFoundError(name=name)
        return real(name, *rest)  # type: ignore[arg-type]

    for module in ("communique.server.app", "communique.server.running"):
        monkeypatch.delitem(sys.modules, module, raising=False)
    monkeypatch.delattr("communique.server.app", raising=False)
    monkeypatch.delattr("communique.server.running", raising=False)
    monkeypatch.setattr(builtins, "__import__", fail)

    assert callable(start)
    with pytest.raises(CommuniqueError, match=r"pip install 'communique\[web\]'"):
        start(settings)


def test_a_worker_needs_no_web_parts() -> None:
    """It starts fast: neither the web framework nor rdflib is loaded."""
    code = "import sys, communique.server.worker; print(sorted({'starlette', 'uvicorn', 'rdflib', 'anyio'} & set(sys.modules)))"

    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=20).stdout == "[]\n"
