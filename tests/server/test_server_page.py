"""`docs/server.md` describes the server that there is."""

import re
from pathlib import Path

from communique.server.app import ROUTES
from communique.server.negotiation import GRAPHS, ROWS

TEXT = (Path(__file__).resolve().parents[2] / "docs" / "server.md").read_text(encoding="utf-8")


def test_every_route_stands_on_the_page() -> None:
    """By the beginning of its address."""
    described = {"/" + path.split("/")[1] for path in re.findall(r"^\| `(/[^`]+)`", TEXT, re.MULTILINE)}

    assert described - {"/openapi.json"} == {"/" + route.path.split("/")[1] for route in ROUTES}


def test_every_form_stands_on_the_page() -> None:
    """By the name that `format=` takes."""
    line = next(line for line in TEXT.splitlines() if line.startswith("`format=`"))

    assert set(re.findall(r"`(\w+)`", line)) - {"Accept"} == {*ROWS.values(), *GRAPHS.values()}
