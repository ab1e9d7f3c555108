"""What keeps others from deciding: every refusal with its status and its reason."""

import re

import pytest
from starlette.testclient import TestClient

from communique.errors import CommuniqueError
from communique.review import check_local
from communique.review.guard import COOKIE, Guard
from communique.serving import Place, serve_project, server_settings
from tests.conftest import Run
from tests.review.conftest import HOST, Browser

GIVEN = {"case": "x", "verdict": "same", "reason": "r", "by": "b"}


def rows(browser: Browser) -> list[str]:
    """Return the files of judgements, of which a refused request makes none."""
    return [path.name for path in browser.project.settings.paths["judgements"].glob("*")]


def test_without_the_option_there_are_no_review_pages(shared: Browser) -> None:
    """They are a part of a server that was started for review, and of no other."""
    assert [False, True] == ["/review" in dict(server_settings(shared.project, review=review).mounted) for review in (False, True)]


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.7", "::", "example.org", ""])
def test_an_address_that_others_reach_is_refused_at_the_start(shared: Browser, host: str) -> None:
    """The server does not start, and says why."""
    with pytest.raises(CommuniqueError, match="whoever reaches the pages can decide; expected a loopback address"):
        serve_project(shared.project, Place(host, 0), review=True)


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.9.1", "localhost", "::1"])
def test_a_loopback_address_is_allowed(host: str) -> None:
    """Each name of this machine for itself passes."""
    check_local(host)


def test_the_command_line_refuses_such_an_address_in_one_line(run: Run, shared: Browser) -> None:
    """With status 2, and no traceback."""
    status, _, err = run("serve", "--review", "--host", "0.0.0.0", project=shared.project.settings.root)

    assert status == 2
    assert "communique: --review with --host 0.0.0.0: whoever reaches the pages can decide" in err


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8000", "127.0.0.1.evil.example", "[::1", "192.0.2.7:8000"])
def test_a_name_that_was_made_to_lead_here_is_refused(shared: Browser, host: str) -> None:
    """A page of somebody else's name (DNS rebinding) neither reads nor decides."""
    read = shared.get("/cases", Host=host)
    change = shared.send("/build", {}, Host=host, Origin=f"http://{host}")

    assert [403, 403] == [read.status_code, change.status_code]
    assert "answer at this machine's own address only" in read.text


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:9999"},
        {"Origin": "https://127.0.0.1:8000"},
    ]
    + [{"Sec-Fetch-Site": site} for site in ("cross-site", "same-site")],
)
def test_what_another_site_asks_for_is_refused(shared: Browser, headers: dict[str, str]) -> None:
    """Reading (for the token) and changing alike, also from another port of this machine."""
    read = shared.client.get("/review/cases", headers=headers)
    change = shared.client.post("/review/cases", data=GIVEN | {"token": shared.token}, headers={"Origin": HOST} | headers)

    assert [403, 403] == [read.status_code, change.status_code]
    assert "do not answer what another site asks for" in read.text
    assert rows(shared) == []


def test_a_change_without_a_source_is_refused(shared: Browser) -> None:
    """Browsers say where a form comes from; what says nothing is no form of ours."""
    answer = shared.client.post("/review/cases", data=GIVEN | {"token": shared.token})

    assert (answer.status_code, answer.text) == (403, "a change must come from a page of this server (Origin or Referer)\n")


@pytest.mark.parametrize(("referer", "status"), [(f"{HOST}/review/cases", 409), ("http://127.0.0.1:8000.evil.example/", 403)])
def test_a_referer_stands_for_a_missing_origin(shared: Browser, referer: str, status: int) -> None:
    """A page of ours passes (and meets the next question), one whose name only begins so does not."""
    answer = shared.client.post("/review/cases", data=GIVEN | {"token": shared.token}, headers={"Referer": referer})

    assert answer.status_code == status


@pytest.mark.parametrize("token", ["", "0" * 64, "é"])
def test_a_form_without_its_token_is_refused(shared: Browser, token: str) -> None:
    """With the reason, and nothing is written."""
    answer = shared.send("/cases", GIVEN | {"token": token})

    assert answer.status_code == 403
    assert "the form is not from this server" in answer.text
    assert rows(shared) == []


def test_a_token_without_its_cookie_is_refused(shared: Browser) -> None:
    """A token is worth nothing in another shared."""
    stranger = TestClient(shared.client.app, base_url=HOST)

    answer = stranger.post("/review/build", data={"token": shared.token}, headers={"Origin": HOST})

    assert answer.status_code == 403


def test_a_token_of_another_visitor_or_process_is_refused(shared: Browser) -> None:
    """The token is bound to the cookie and to the process."""
    token = shared.token
    visitor = shared.client.cookies[COOKIE]
    stolen = shared.send("/build", {"token": token}, Cookie=f"{COOKIE}={'0' * 32}")
    older = shared.send("/build", {"token": Guard().token(visitor)})

    assert [403, 403] == [stolen.status_code, older.status_code]


@pytest.mark.parametrize("media", ["application/json", "text/plain", "multipart/form-data; boundary=x", ""])
def test_only_a_form_is_taken(shared: Browser, media: str) -> None:
    """No JSON, and none of the kinds that a script of another site could send unasked."""
    shared.get()
    answer = shared.client.post("/review/cases", content=b"{}", headers={"Origin": HOST, "Content-Type": media})

    assert answer.status_code == 415
    assert "only a form is taken" in answer.text


@pytest.mark.parametrize(
    ("body", "status"), [(b"a=" + b"b" * 200_000, 413), (b"a=\xff", 400), (b"a=%ff", 400), (b"a=1&" * 500, 400)]
)
def test_a_form_that_is_too_large_or_broken_is_refused(shared: Browser, body: bytes, status: int) -> None:
    """Before anything is done with it."""
    headers = {"Origin": HOST, "Content-Type": "application/x-www-form-urlencoded"}

    assert shared.client.post("/review/cases", content=body, headers=headers).status_code == status


@pytest.mark.parametrize(("method", "path"), [("PUT", "/cases"), ("DELETE", "/links/registry"), ("POST", "")])
def test_each_page_has_its_methods(shared: Browser, method: str, path: str) -> None:
    """Reading never changes, and only forms change."""
    assert shared.client.request(method, f"/review{path}").status_code == 405


@pytest.mark.parametrize("path", ["", "/cases", "/links", "/links/registry"])
def test_pages_are_strict_and_kept_by_nobody(shared: Browser, path: str) -> None:
    """No script at all, no frame, no copy; the cookie stays with this site and away from scripts."""
    answer = shared.get(path)
    cookie = answer.headers["Set-Cookie"]

    assert answer.status_code == 200
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'; style-src 'self'; ")
    assert "script-src" not in answer.headers["Content-Security-Policy"]
    assert (answer.headers["Cache-Control"], answer.headers["X-Frame-Options"]) == ("no-store", "DENY")
    assert {"HttpOnly", "SameSite=strict", "Path=/review"} <= set(cookie.split("; "))
    assert re.findall(r"<script|<style|<[^>]* (?:style|on\w+)=", re.sub(r'"[^"]*"', '""', answer.text)) == []


def test_a_preliminary_question_of_a_browser_opens_nothing(shared: Browser) -> None:
    """Other sites may ask whether they may; the request that follows is refused all the same."""
    asked = {"Origin": "http://evil.example", "Access-Control-Request-Method": "POST"}
    shared.client.options("/review/build", headers=asked)

    assert shared.send("/build", {}, Origin="http://evil.example").status_code == 403
