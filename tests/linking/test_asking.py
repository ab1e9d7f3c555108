"""Asking services: offline unless allowed, patiently, and never believing half an answer."""

import email.message
import urllib.error
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from communique.errors import TargetError
from communique.linking.asking import LONGEST_WAIT, Asker

ADDRESS = "http://service.example.org/"
GOOD = b'{"rows": [1]}'


def refusing(code: int, times: int, after: str | None = None) -> Callable[[], bytes]:
    """Return a service that answers with an error some times, then well."""
    left = [times]

    def ask() -> bytes:
        if left[0]:
            left[0] -= 1
            headers = email.message.Message()
            if after:
                headers["Retry-After"] = after
            raise urllib.error.HTTPError(ADDRESS, code, "refused", headers, None)
        return GOOD

    return ask


@pytest.fixture
def waits() -> list[float]:
    """Return the list that the waits of the test go into."""
    return []


@pytest.fixture
def asker(tmp_path: Path, waits: list[float]) -> Asker:
    """Return a way to ask that may use the network and does not really wait."""
    return Asker(tmp_path / "cache", network=True, sleep=waits.append)


def test_offline_is_the_default(tmp_path: Path) -> None:
    """Without leave nothing is asked, and the message says how to give it."""
    with pytest.raises(TargetError, match="--network"):
        Asker(tmp_path).answer(ADDRESS, "q", lambda: GOOD, "rows")


def test_an_answer_is_asked_for_once(asker: Asker, tmp_path: Path) -> None:
    """The second time it comes from the disk, even offline."""
    asker.answer(ADDRESS, "q", lambda: GOOD, "rows")

    assert Asker(tmp_path / "cache").answer(ADDRESS, "q", lambda: b"", "rows") == {"rows": [1]}


def test_another_question_is_another_answer(asker: Asker, tmp_path: Path) -> None:
    """What is kept is found by the whole question."""
    asker.answer(ADDRESS, "q", lambda: GOOD, "rows")

    with pytest.raises(TargetError):
        Asker(tmp_path / "cache").answer(ADDRESS, "other", lambda: GOOD, "rows")


def test_a_busy_service_is_waited_for(asker: Asker, waits: list[float]) -> None:
    """`Retry-After` in seconds is obeyed, and the answer then taken."""
    assert asker.answer(ADDRESS, "q", refusing(429, 2, "7"), "rows") == {"rows": [1]}
    assert waits == [7.0, 7.0]


def test_a_service_may_name_the_hour(asker: Asker, waits: list[float]) -> None:
    """`Retry-After` as a date is obeyed, too, but not for longer than is reasonable."""
    asker.answer(ADDRESS, "q", refusing(503, 1, format_datetime(datetime.now(UTC) + timedelta(hours=3), usegmt=True)), "rows")

    assert waits == [LONGEST_WAIT]


def test_without_a_hint_the_waits_grow(asker: Asker, waits: list[float]) -> None:
    """Each try waits longer than the one before."""
    asker.answer(ADDRESS, "q", refusing(503, 2), "rows")

    assert waits == [2.0, 4.0]


def test_patience_ends(asker: Asker) -> None:
    """A service that stays busy is given up, in words."""
    with pytest.raises(TargetError, match="429 refused; it is busy; try again later"):
        asker.answer(ADDRESS, "q", refusing(429, 9), "rows")


@pytest.mark.parametrize(("code", "says"), [(403, "give a contact"), (404, "check the address")])
def test_a_refusal_is_not_tried_again(asker: Asker, waits: list[float], code: int, says: str) -> None:
    """A service that will not answer is not asked twice."""
    with pytest.raises(TargetError, match=says):
        asker.answer(ADDRESS, "q", refusing(code, 9), "rows")
    assert waits == []


@pytest.mark.parametrize(
    ("body", "says"),
    [(b"", "200 with nothing"), (b'{"rows": [1', "half of it"), (b"<html>", "no JSON"), (b"[]", "no 'rows'"), (b"{}", "no 'rows'")],
)
def test_an_empty_answer_is_no_answer(asker: Asker, tmp_path: Path, body: bytes, says: str) -> None:
    """Two hundred with nothing, or half, in it is a failure, and is not kept."""
    with pytest.raises(TargetError, match=says):
        asker.answer(ADDRESS, "q", lambda: body, "rows")
    assert list(tmp_path.glob("cache/*")) == []


def test_no_connection_is_said(asker: Asker) -> None:
    """A network that fails gives a message, not a traceback."""

    def ask() -> bytes:
        raise TimeoutError("timed out")

    with pytest.raises(TargetError, match=r"no answer \(timed out\)"):
        asker.answer(ADDRESS, "q", ask, "rows")
