"""The guard of the tests: nothing here reaches another machine. The address is one that no machine has (RFC 5737)."""

import socket
import subprocess
import sys
from collections.abc import Callable

import pytest

NOBODY = "192.0.2.1"
_TRY = f"import socket; socket.socket(type=socket.SOCK_DGRAM).sendto(b'', ('{NOBODY}', 9))"


def _connect(name: str) -> object:
    with socket.socket() as line:
        return getattr(line, name)((NOBODY, 9))


@pytest.mark.parametrize(
    "way",
    [
        lambda: _connect("connect"),
        lambda: _connect("connect_ex"),
        lambda: socket.create_connection((NOBODY, 9), timeout=1),
        lambda: socket.getaddrinfo("example.org", 80),
        lambda: socket.gethostbyname("example.org"),
    ],
    ids=["connect", "connect_ex", "create_connection", "getaddrinfo", "gethostbyname"],
)
def test_no_test_reaches_another_machine(way: Callable[[], object]) -> None:
    """Neither by an address nor by asking for one."""
    with pytest.raises(AssertionError, match="may only talk to this machine"):
        way()


def test_no_program_of_a_test_does_either() -> None:
    """The guard goes with every Python process that a test starts."""
    done = subprocess.run([sys.executable, "-P", "-c", _TRY], capture_output=True, text=True, check=False)

    assert done.returncode == 1
    assert "may only talk to this machine" in done.stderr


def test_this_machine_may_be_reached() -> None:
    """A server of the tests' own answers."""
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()) as line:
        assert line.getpeername() == server.getsockname()
