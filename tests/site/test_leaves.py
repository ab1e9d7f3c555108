"""Long lists stand on several pages."""

from pathlib import Path

import pytest
from pyoxigraph import Store

from communique.settings import Settings
from communique.site import Site, leaves, write_site
from tests.site.reader import Found, read_page

Small = tuple[Settings, Store]


@pytest.fixture
def site(small: Small, monkeypatch: pytest.MonkeyPatch) -> Site:
    """The site of the small project, with one row on each page of a list."""
    monkeypatch.setattr(leaves, "ROWS", 1)
    return Site(*small)


def show(site: Site, path: str) -> Found:
    """Return a page, read back."""
    body = site.page(path, "en")
    assert body is not None, path
    return read_page(body)


def test_the_latest_meeting_stands_on_the_first_page(site: Site) -> None:
    """Each page has its rows alone, and all series are on the first."""
    first, second = show(site, "meetings").text, show(site, "meetings-2").text

    assert "Second meeting of the River Commission" in first
    assert "First meeting of the River Commission" not in first
    assert "First meeting of the River Commission" in second
    assert ("Meetings of the River Commission" in first, "2 meetings" in second) == (True, False)


def test_pages_of_a_list_lead_to_each_other(site: Site) -> None:
    """Each says which one it is and has the way back and on."""
    first, last = show(site, "people"), show(site, "people-2")

    assert "Page 1 of 2" in first.text
    assert "people-2.html" in first.links
    assert "Page 2 of 2" in last.text
    assert "people.html" in last.links
    assert "people-3.html" not in last.links


def test_tables_follow_each_other_over_the_pages(site: Site) -> None:
    """States come before agencies, and agencies before posts, each row on one page."""
    names = [show(site, f"bodies-{number}" if number > 1 else "bodies").text for number in range(1, 5)]

    found = [next(name for name in ("Northland", "Southland") if name in text) for text in names[:2]]
    assert found == ["Northland", "Southland"]
    assert "Ministry of Water" in names[2]
    assert "Minister of Water" in names[3]


@pytest.mark.parametrize(
    "path", ["meetings-3", "meetings-1", "meetings-0", "meetings-02", "meetings-x", "index-2", "meetings-9999999999"]
)
def test_there_are_no_other_pages(site: Site, path: str) -> None:
    """A number past the end, or written otherwise, is no page."""
    assert site.page(path, "en") is None


def test_a_list_that_fits_on_one_page_says_nothing_of_pages(small: Small) -> None:
    """There is no way to turn."""
    assert "Page 1" not in show(Site(*small), "meetings").text


def test_all_pages_of_a_list_are_written(small: Small, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The static site has them in every language."""
    monkeypatch.setattr(leaves, "ROWS", 1)

    write_site(*small, tmp_path / "out", lambda *_: None)

    assert (tmp_path / "out/meetings-2.html").is_file()
    assert (tmp_path / "out/es/people-2.html").is_file()
    assert not (tmp_path / "out/meetings-3.html").exists()
