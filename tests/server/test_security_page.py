"""`docs/security.md` names tests; they are there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NAMED = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", (ROOT / "docs" / "security.md").read_text(encoding="utf-8"))


def test_the_page_names_tests() -> None:
    """A test for each line of its tables."""
    assert len(NAMED) > 30


@pytest.mark.parametrize(("file", "name"), sorted(set(NAMED)))
def test_a_named_test_is_there(file: str, name: str) -> None:
    """In the file that the page says."""
    assert f"def {name}(" in (ROOT / file).read_text(encoding="utf-8")
