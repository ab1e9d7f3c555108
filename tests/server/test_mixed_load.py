"""A short form of the mixed load that `python tools/bench.py load` measures for ten minutes: 200 clients, all kinds of requests."""

import json
import subprocess
import sys

import pytest
from tools.bench_load import CLIENTS, MIX, ROOT

pytestmark = pytest.mark.slow

SECONDS = 24
#: Kinds of requests that no heavy query may keep from their answers.
OUR_OWN = ("page", "data", "question", "reconcile")


def test_two_hundred_clients_are_answered_beside_heavy_queries() -> None:
    """No answer is an error but the limits' own, and none of those where no stranger's query is run; memory stays level."""
    command = [sys.executable, str(ROOT / "tools/bench_load.py"), "--seconds", str(SECONDS)]
    found = json.loads(subprocess.run(command, check=True, capture_output=True, timeout=120).stdout)

    assert (found["errors"], found["clients"]) == (0, CLIENTS), json.dumps(found["errors_by_kind"])
    assert set(MIX) <= found["statuses"].keys()
    assert {kind: list(found["statuses"][kind]) for kind in OUR_OWN} == {kind: ["200"] for kind in OUR_OWN}
    assert "503" in found["statuses"]["heavy"]
    assert found["memory"]["most_mb"] < 1000
