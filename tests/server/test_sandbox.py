"""A worker process is shut in."""

import subprocess
import sys

import pytest

#: What a shut-in process tries, and how it says that it could.
TRIES = {
    "connect": "import socket; socket.socket()",
    "run": "import os; os.execv('/bin/true', ['true'])",
    "query": "from pyoxigraph import Store; Store().query('ASK { SERVICE <http://127.0.0.1:9999/> { ?s ?p ?o } }')",
}
SHUT = "from communique.server.sandbox import confine; assert confine()\ntry:\n    {}\nexcept OSError as error:\n    print(error)\n"


def run(code: str) -> subprocess.CompletedProcess[str]:
    """Run some code in a process of its own."""
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=20)


@pytest.mark.skipif(sys.platform != "linux", reason="the filter is the Linux kernel's")
@pytest.mark.parametrize("tried", TRIES.values(), ids=TRIES)
def test_a_shut_in_process_gets_nowhere(tried: str) -> None:
    """No socket, no other program, and no SERVICE even past the guard."""
    assert "ermission denied" in run(SHUT.format(tried)).stdout


@pytest.mark.skipif(sys.platform != "linux", reason="the filter is the Linux kernel's")
def test_a_shut_in_process_still_works() -> None:
    """It reads files and computes."""
    assert run(SHUT.format("print(len(open('/proc/self/status').read()) > 0)")).stdout == "True\n"


def test_memory_is_bounded() -> None:
    """More than the limit cannot be had."""
    limit = "from communique.server.sandbox import limit_memory; limit_memory(300_000_000)"

    assert run(f"{limit}\ntry:\n    bytes(400_000_000)\nexcept MemoryError:\n    print('no')").stdout == "no\n"
