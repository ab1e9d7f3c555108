"""Every page about hostile texts in a real browser: their scripts stand there as words, and none of them runs."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from communique.project import Project
from communique.site import write_site
from tests.conftest import make_project
from tests.hostile import BUILDS, CANARY, SCRIPTS
from tests.site.test_browser import FLAGS, wait  # skips this module too where browser, driver or Selenium is missing

from selenium.webdriver import Chrome, ChromeOptions  # isort: skip
from selenium.webdriver.chrome.service import Service  # isort: skip

pytestmark = pytest.mark.slow

#: What a text would have to make in a page to run there; the site itself makes none of these.
_ALIEN = "iframe, object, embed, math, base, [srcdoc], [onerror], [onload], [onfocus], [ontoggle], [onmouseover]"


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    """A browser with a fresh profile."""
    options = ChromeOptions()
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(flag)
    options.binary_location = shutil.which("chromium") or ""
    driver = Chrome(options=options, service=Service(shutil.which("chromedriver")))
    yield driver
    driver.quit()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a project of all hostile texts."""
    project = Project.open(make_project(tmp_path_factory.mktemp("hostile"), **BUILDS))
    project.build()
    written = tmp_path_factory.mktemp("site")
    write_site(project.settings, project.store, written, lambda *_: None)
    return written


def show(browser: Chrome, page: Path) -> str:
    """Load a page and return its title once everything on it has loaded."""
    browser.get(page.as_uri())
    wait(lambda: browser.execute_script("return document.readyState") == "complete")
    return str(browser.title)


def test_each_script_would_run_if_it_were_let_in(browser: Chrome, tmp_path: Path) -> None:
    """The texts mean it: unescaped, their scripts set the title, so that a page that lets one in is seen."""
    ran = []
    for number, script in enumerate(SCRIPTS):
        page = tmp_path / f"{number}.html"
        page.write_text(f"<!doctype html><meta charset=utf-8><title>t</title><p title='{script}'>{script}", encoding="utf-8")
        ran.append(show(browser, page) == CANARY)

    assert sum(ran) >= 5


def test_no_script_of_a_text_runs_on_any_page(browser: Chrome, folder: Path) -> None:
    """On every page, title and elements are the site's own; words that are markup are shown as words."""
    pages = sorted(folder.rglob("*.html"))

    assert len(pages) > len(BUILDS)
    for page in pages:
        assert show(browser, page) != CANARY, page
        assert browser.execute_script(f"return document.querySelectorAll({_ALIEN!r}).length") == 0, page


def test_pictures_and_hits_show_names_as_words(browser: Chrome, folder: Path) -> None:
    """The programs behind timeline and network take labels for words, and so does the search."""
    for name in ("timeline.html", "network.html"):
        assert show(browser, folder / name) != CANARY
        assert browser.execute_script(f"return document.querySelectorAll({_ALIEN!r}).length") == 0, name
    show(browser, folder / "search.html")
    browser.find_element("css selector", "main input").send_keys("Dialogue script")

    assert "<script>" in str(wait(lambda: "<script>" in browser.find_element("css selector", "main").text and "<script>"))
    assert browser.title != CANARY
    assert browser.execute_script(f"return document.querySelectorAll({_ALIEN!r}).length") == 0
