"""The pages in a real browser: from a folder, and from a server under its strict policy.

Needs Chromium with its driver, Selenium, and for the check of what hinders people axe-core; `make setup-slow` installs them.
"""

import json
import shutil
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from communique.server.app import create_app
from communique.server.running import bind
from communique.server.settings import Page, ServerSettings
from communique.site import Site
from tests.site.conftest import Small
from tests.site.small import ADA, BASE, DISPUTE, SECOND

pytestmark = pytest.mark.slow
selenium = pytest.importorskip("selenium", reason="Selenium is missing; install it with 'make setup-slow'")
for program in ("chromium", "chromedriver"):
    if shutil.which(program) is None:
        pytest.skip(f"{program} is missing; install it with 'make setup-slow'", allow_module_level=True)

uvicorn = pytest.importorskip("uvicorn")

from selenium.webdriver import Chrome, ChromeOptions  # noqa: E402 - only where it is installed
from selenium.webdriver.chrome.service import Service  # noqa: E402
from selenium.webdriver.common.by import By  # noqa: E402
from selenium.webdriver.common.keys import Keys  # noqa: E402

FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--window-size=1280,1000",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost",
)  # fmt: skip
PAGES = (
    "index.html", f"{SECOND}.html", f"{ADA}.html", f"{DISPUTE}.html", "document/north-2.html", "document/south-2.html",
    "agency/water.html", "topic/borders.html", "meetings.html", "people.html", "disagreements.html", "questions.html",
    "question/meetings.html", "timeline.html", "network.html", "search.html", "downloads.html", "ontology.html",
    f"es/{SECOND}.html",
)  # fmt: skip
SECONDS = 20
#: Where `make setup-slow` puts axe-core.
AXE = Path(sys.prefix) / "axe" / "node_modules" / "axe-core" / "axe.min.js"


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    """A browser with a fresh profile, whose console and requests are recorded."""
    options = ChromeOptions()
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(flag)
    options.binary_location = shutil.which("chromium") or ""
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = Chrome(options=options, service=Service(shutil.which("chromedriver")))
    yield driver
    driver.quit()


@pytest.fixture(scope="module")
def server(small: Small) -> Iterator[str]:
    """The address of a server with the pages of the small data set."""
    settings, store = small
    site = Site(settings, store, live=True)

    class Pages:
        def page(self, path: str, query: Any, language: str) -> Page | None:
            found = site.answer(path, query, language)
            return None if found is None else Page(found.body, found.media, found.status, found.headers)

    app = create_app(ServerSettings(settings.paths["graph"], settings.base, settings.title, pages=Pages()))
    with bind("127.0.0.1", 0) as taken:
        running = uvicorn.Server(uvicorn.Config(app, log_level="error"))
        thread = threading.Thread(target=running.run, kwargs={"sockets": [taken]}, daemon=True)
        thread.start()
        wait(lambda: running.started)
        yield f"http://127.0.0.1:{taken.getsockname()[1]}/"
        running.should_exit = True
        thread.join(SECONDS)


def wait(is_so: Callable[[], Any]) -> Any:
    """Wait until something is so, and return it."""
    end = time.monotonic() + SECONDS
    while not (found := is_so()) and time.monotonic() < end:
        time.sleep(0.05)
    assert found
    return found


def recorded(browser: Any, kind: str) -> list[dict[str, Any]]:
    """Return what was recorded of a kind since it was last asked for."""
    return list(browser.get_log(kind))


def look(browser: Chrome, address: str) -> None:
    """Open a page and forget what was recorded before."""
    browser.get("about:blank")
    recorded(browser, "browser")
    recorded(browser, "performance")
    browser.get(address)


def complaints(browser: Chrome) -> list[str]:
    """Return what the console complains of."""
    return [entry["message"] for entry in recorded(browser, "browser") if entry["level"] in {"SEVERE", "WARNING"}]


def requests(browser: Chrome) -> set[str]:
    """Return the addresses that were asked for."""
    events = (json.loads(entry["message"])["message"] for entry in recorded(browser, "performance"))
    return {event["params"]["request"]["url"] for event in events if event["method"] == "Network.requestWillBeSent"}


def click(browser: Chrome, words: str) -> None:
    """Follow the first link whose words begin so."""
    links = browser.find_elements(By.TAG_NAME, "a")
    link = next(link for link in links if link.text.startswith(words))
    browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", link)
    link.click()


def text(browser: Chrome) -> str:
    """Return the words of a page."""
    return str(browser.execute_script("return document.body ? document.body.innerText : ''"))


@pytest.mark.parametrize("page", PAGES)
def test_a_page_in_a_folder_asks_nobody_and_complains_of_nothing(browser: Chrome, written: Path, page: str) -> None:
    """From disk, every request is for a file, and the console stays silent."""
    look(browser, (written / page).as_uri())
    wait(lambda: browser.execute_script("return document.readyState") == "complete")

    assert {address.partition(":")[0] for address in requests(browser)} <= {"file", "data", "blob"}
    assert complaints(browser) == []


@pytest.mark.parametrize("page", [*PAGES, "sparql"])
def test_a_page_of_the_server_keeps_its_policy(browser: Chrome, server: str, page: str) -> None:
    """Under the server's policy nothing is refused, and nobody else is asked."""
    look(browser, server + page)
    wait(lambda: browser.execute_script("return document.readyState") == "complete")

    assert {address for address in requests(browser) if not address.startswith((server, "data:", "blob:"))} <= {"about:blank"}
    assert complaints(browser) == []


def test_from_the_first_page_to_the_words_in_clicks(browser: Chrome, written: Path) -> None:
    """Who chaired? The mark beside the role leads to the highlighted words."""
    look(browser, (written / "index.html").as_uri())
    click(browser, "Second meeting of the River Commission")
    role = next(value for value in browser.find_elements(By.CSS_SELECTOR, ".roles .value") if value.text.startswith("chairs"))
    mark = role.find_element(By.CSS_SELECTOR, "a.cite")
    browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", mark)
    mark.click()
    lit = "".join(part.text for part in browser.find_elements(By.CSS_SELECTOR, "a.ev.on mark"))

    assert "document/south-2.html#e" in browser.current_url
    assert lit == "Ada Moreno chaired"


def test_search_finds_without_accents_and_case(browser: Chrome, written: Path) -> None:
    """From the box on any page; the first hit leads to the page."""
    look(browser, (written / f"{ADA}.html").as_uri())
    browser.find_element(By.ID, "find").send_keys("TULLY", Keys.ENTER)
    wait(lambda: "1 found" in text(browser))
    click(browser, "Ben Tully")

    assert "person/ben-tully.html" in browser.current_url


def test_the_language_is_remembered(browser: Chrome, server: str) -> None:
    """After the switch to Spanish, an English address opens in Spanish, until it is switched back."""
    look(browser, f"{server}page/{SECOND}.html")
    click(browser, "Español")
    browser.get(f"{server}page/{ADA}.html")
    wait(lambda: browser.current_url == f"{server}page/es/{ADA}.html")
    assert "Se reunió con" in text(browser)

    click(browser, "English")
    browser.get(f"{server}page/{ADA}.html")
    wait(lambda: "Met" in text(browser))
    assert browser.current_url == f"{server}page/{ADA}.html"


def test_the_timeline_shows_two_dates_in_two_lanes(browser: Chrome, written: Path) -> None:
    """The disputed meeting stands in the lane of each publisher with the date that it gives."""
    look(browser, (written / "timeline.html").as_uri())
    items = wait(lambda: [item.text for item in browser.find_elements(By.CSS_SELECTOR, ".vis-item.differs .lane")])

    assert {"4 May 2021", "5 May 2021"} == {item.splitlines()[0] for item in items}
    assert "Southland Gazette" in browser.find_element(By.CSS_SELECTOR, ".vis-labelset").text


def test_the_network_is_drawn_and_filters_its_table(browser: Chrome, written: Path) -> None:
    """The picture has its canvas; a filter leaves the rows that fit."""
    look(browser, (written / "network.html").as_uri())
    wait(lambda: browser.find_elements(By.CSS_SELECTOR, "#network canvas"))
    browser.find_element(By.CSS_SELECTOR, "#filters select[name=side] option[value=southland]").click()
    rows = [row.text for row in browser.find_elements(By.CSS_SELECTOR, "#meeters tbody tr") if row.is_displayed()]

    assert [row.partition(" South")[0] for row in rows] == ["Ben Tully"]


def test_a_query_typed_in_the_editor_is_answered(browser: Chrome, server: str) -> None:
    """Cells of the answer lead to pages."""
    look(browser, f"{server}sparql")
    editor = wait(lambda: browser.find_elements(By.CSS_SELECTOR, ".CodeMirror textarea"))[0]
    editor.send_keys(Keys.CONTROL, "a")
    editor.send_keys(f"SELECT ?who WHERE {{ ?who a <{BASE}none> }}")
    browser.execute_script("document.querySelector('.CodeMirror').CodeMirror.setValue(arguments[0])", QUERY)
    browser.find_element(By.CSS_SELECTOR, "#query button").click()
    wait(lambda: "2 rows" in text(browser))
    click(browser, ADA)

    assert browser.current_url == f"{server}page/{ADA}"


QUERY = "PREFIX meet: <https://w3id.org/communique/meet#> SELECT ?who WHERE { ?who a meet:Person }"


def test_without_scripts_all_is_there(browser: Chrome, written: Path) -> None:
    """Facts, marks and tables need no script; the search page leads to the lists."""
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    look(browser, (written / f"{SECOND}.html").as_uri())
    facts = text(browser)
    browser.get((written / "timeline.html").as_uri())
    table = text(browser)
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})

    assert "Ben Tully" in facts
    assert "5 May 2021" in table


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_serious_hinders_people(browser: Chrome, written: Path, page: str, scheme: str) -> None:
    """axe-core finds nothing serious or critical, in the light and in the dark."""
    if not AXE.is_file():
        pytest.skip("axe-core is missing; install it with 'make setup-slow'")
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": scheme}]})
    look(browser, (written / page).as_uri())
    browser.execute_script(AXE.read_text(encoding="utf-8"))
    found = browser.execute_async_script("axe.run().then(arguments[arguments.length - 1])")
    serious = [
        (one["id"], [node["html"] for node in one["nodes"]][:3])
        for one in found["violations"]
        if one["impact"] in {"serious", "critical"}
    ]

    assert serious == []
