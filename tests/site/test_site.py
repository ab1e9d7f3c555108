"""The site as a server asks it."""

import pytest

from communique.site import Site
from tests.site.conftest import Small
from tests.site.reader import read_page
from tests.site.small import ADA, SECOND


@pytest.fixture(scope="module")
def live(small: Small) -> Site:
    """The site with a server behind it."""
    return Site(*small, live=True)


@pytest.mark.parametrize("path", ["", "index.html", "page/index.html"])
def test_the_first_page_has_three_addresses(live: Site, path: str) -> None:
    """The empty path, its file name, and below `page/`."""
    found = live.answer(path, {}, "en")

    assert found is not None
    assert found.body == live.page("index.html", "en")


@pytest.mark.parametrize("path", [f"page/{ADA}", f"page/{ADA}.html", f"{ADA}.html"])
def test_a_page_is_found_with_and_without_its_ending(live: Site, path: str) -> None:
    """The same bytes, so relative links work from each address."""
    found = live.answer(path, {}, "en")

    assert found is not None
    assert found.body == live.page(f"{ADA}.html", "en")


def test_the_folder_tells_the_language(live: Site) -> None:
    """Whatever the reader's language, an address has one text."""
    spanish, english = live.answer(f"page/es/{ADA}", {}, "en"), live.answer(f"page/{ADA}", {}, "es")
    assert spanish is not None
    assert english is not None

    assert (read_page(spanish.body).language, read_page(english.body).language) == ("es", "en")


def test_the_first_page_goes_on_to_the_readers_language(live: Site) -> None:
    """Only the bare address asks who is there."""
    found = live.answer("", {}, "es")

    assert found is not None
    assert (found.status, found.headers["Location"]) == (303, "/es/")


@pytest.mark.parametrize(
    ("path", "media"),
    [
        ("static/site.css", "text/css; charset=utf-8"),
        ("page/static/site.js", "text/javascript; charset=utf-8"),
        ("page/search-index.js", "text/javascript; charset=utf-8"),
        (f"page/{ADA}.ttl", "text/turtle; charset=utf-8"),
        ("download/everything.nq", "application/n-quads; charset=utf-8"),
        ("question/meetings.csv", "text/csv; charset=utf-8"),
    ],
)
def test_files_have_their_media_type(live: Site, path: str, media: str) -> None:
    """What is no page is given as what it is."""
    found = live.answer(path, {}, "en")

    assert found is not None
    assert found.media == media


@pytest.mark.parametrize(
    "path",
    [
        "person/nobody",
        "page/person/",
        "person",
        "static/../site.py",
        "static/none.js",
        "download/none",
        "nowhere",
        "person/a b>",
    ],
)
def test_what_is_not_there_is_nothing(live: Site, path: str) -> None:
    """No page, no file, no way out of the folder."""
    assert live.answer(path, {}, "en") is None


def test_only_a_live_site_has_the_query_page(live: Site, site: Site) -> None:
    """Without a server there is nothing to ask."""
    page = live.answer("sparql", {}, "en")

    assert page is not None
    assert "query" in read_page(page.body).ids
    assert site.page("sparql", "en") is None


def test_a_question_is_answered_with_what_is_given(live: Site) -> None:
    """A form's values are the question's parameters."""
    given = live.answer("page/question/attendance", {"meeting": SECOND.partition("/")[2]}, "en")
    assert given is not None

    assert "Ben Tully" in read_page(given.body).text


def test_a_wrong_value_is_explained_on_the_page(live: Site) -> None:
    """The mistake is told where the form is."""
    found = live.answer("page/question/attendance", {"meeting": "no such meeting"}, "en")
    assert found is not None

    assert "no meeting in the data is called so" in read_page(found.body).text


def test_only_the_timeline_asks_for_a_looser_policy(live: Site) -> None:
    """Its program sets style attributes; no other page may."""
    timeline, network = live.answer("timeline.html", {}, "en"), live.answer("network.html", {}, "en")
    assert timeline is not None
    assert network is not None

    assert "style-src 'self' 'unsafe-inline'" in timeline.headers["Content-Security-Policy"]
    assert network.headers == {}


def test_every_address_of_the_data_leads_to_a_page(live: Site, site: Site) -> None:
    """A claim has a plain page with its words and values, which lead on; a site in a folder has pages for things alone."""
    found = live.answer("page/claim/c0", {}, "en")
    assert found is not None
    page = read_page(found.body)

    assert "On May 4, 2021" in page.text
    assert f"../{SECOND}.html" in page.links
    assert any(link.startswith("../document/north-2.html#e") for link in page.links)
    assert site.page("claim/c0", "en") is None
