"""The site as files: complete, with relative links only, and nothing from elsewhere."""

import gzip
import os
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from pyoxigraph import RdfFormat, Store

from communique.errors import ProjectError
from communique.project import Project
from communique.site import write_site
from communique.site.write import MANIFEST
from tests.site.conftest import Small
from tests.site.reader import Found, read_page
from tests.site.small import ADA, BASE


@pytest.fixture(scope="module")
def pages(written: Path) -> dict[Path, Found]:
    """All pages, read back."""
    found = {path: read_page(path.read_bytes()) for path in written.rglob("*.html")}
    assert len(found) > 50
    return found


def test_every_link_leads_somewhere(pages: dict[Path, Found]) -> None:
    """Each relative link names a file of the site, and each anchor an element of its page."""
    for page, found in pages.items():
        for link in {*found.links, *found.loads}:
            parts = urlsplit(link)
            if not parts.scheme:
                target = (page.parent / unquote(parts.path)).resolve() if parts.path else page
                assert target.is_file(), f"{page}: {link}"
                if parts.fragment:
                    assert parts.fragment in pages[target].ids, f"{page}: {link}"


def test_nothing_is_loaded_from_elsewhere(pages: dict[Path, Found], written: Path) -> None:
    """Scripts, styles and pictures are the site's own, and style sheets load nothing."""
    for page, found in pages.items():
        assert [address for address in found.loads if "//" in address] == [], page
    for sheet in written.rglob("*.css"):
        assert re.findall(r"url\((?!['\"]?data:)|@import", sheet.read_text(encoding="utf-8")) == [], sheet


def test_there_is_no_inline_script_or_style(pages: dict[Path, Found]) -> None:
    """A strict policy of what may run is kept: data blocks alone stand in the pages."""
    for page, found in pages.items():
        assert {kind for kind, _ in found.scripts} <= {"application/json", "application/ld+json"}, page
        assert [name for _, name, _ in found.attributes if name == "style" or name.startswith("on")] == [], page


def test_every_element_is_closed_and_every_id_stands_once(pages: dict[Path, Found]) -> None:
    """The pages are well-formed."""
    for page, found in pages.items():
        assert found.unclosed == [], page
        assert len(found.ids) == len(set(found.ids)), page


def test_every_page_has_its_landmarks(pages: dict[Path, Found]) -> None:
    """A main part that the first link leads to, a labelled navigation, one language."""
    for page, found in pages.items():
        assert found.links[[link.startswith("#") for link in found.links].index(True)] == "#main"
        assert "main" in found.ids
        assert ("nav", "aria-label") in {(tag, name) for tag, name, _ in found.attributes}
        assert found.language == ("es" if "es" in page.parts[-3:-1] else "en")


def test_no_page_weighs_more_than_it_may(written: Path, pages: dict[Path, Found]) -> None:
    """With all that it loads, no page is over 250 kB compressed."""
    for page, found in pages.items():
        parts = [page, *((page.parent / address).resolve() for address in found.loads)]
        weight = sum(len(gzip.compress(part.read_bytes())) for part in parts)

        assert weight <= 250_000, page


def test_pictures_of_two_kinds_are_never_on_one_page(pages: dict[Path, Found]) -> None:
    """The network's and the timeline's programs are loaded where they are needed."""

    def users(name: str) -> set[str]:
        return {page.name for page, found in pages.items() if any(name in one for one in found.loads)}

    assert (users("cytoscape"), users("vis-")) == ({"network.html"}, {"timeline.html"})


def test_the_data_of_a_thing_stand_beside_its_page(written: Path) -> None:
    """Turtle and JSON-LD say what the page says, with the claims and their words."""
    store = Store()
    store.load(path=str(written / f"{ADA}.ttl"), format=RdfFormat.TURTLE)

    assert store.query(f'ASK {{ <{BASE}{ADA}> ?p ?o . ?c ?s <{BASE}{ADA}> ; ?on ?e . ?e ?exact "Ada Moreno" }}')
    assert (written / f"{ADA}.jsonld").is_file()


def test_published_files_are_there_as_they_are(written: Path, small: Small) -> None:
    """A download is the published file, byte for byte; GitHub's own processing is off."""
    assert (written / "download/everything.nq").read_bytes() == (small[0].paths["graph"] / "everything.nq").read_bytes()
    assert (written / ".nojekyll").is_file()


def test_the_pages_of_the_ontology_are_linked_and_copied(pages: dict[Path, Found], written: Path) -> None:
    """Where the project has them, the vocabulary's page leads to them."""
    assert "reference/index.html" in pages[written / "ontology.html"].links
    assert (written / "reference/index.html").is_file()


def test_the_same_data_give_the_same_bytes(written: Path, small: Small, tmp_path: Path) -> None:
    """Writing twice changes nothing; progress is told from none to all pages."""
    told: list[tuple[str, int, int]] = []
    summary = write_site(*small, tmp_path, lambda *step: told.append(step))
    before = {path.relative_to(written): path.read_bytes() for path in written.rglob("*") if path.is_file()}
    after = {path.relative_to(tmp_path): path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}

    assert after == before
    assert told[0][:2] == ("site", 0)
    assert told[-1][1] == told[-1][2] == summary.pages / 2


@pytest.mark.slow
@pytest.mark.parametrize("seed", ["1", "2"])
def test_the_order_of_hashes_changes_nothing(written: Path, small: Small, tmp_path: Path, seed: str) -> None:
    """A program with another hash seed writes the same bytes."""
    code = (
        "import sys; from pathlib import Path; from communique.settings import read_settings; "
        "from communique.site import write_site; from communique.store import open_store; settings = read_settings(sys.argv[1]); "
        "write_site(settings, open_store(settings.paths['graph'], settings.cache), Path(sys.argv[2]), lambda *_: None)"
    )
    command = [sys.executable, "-c", code, str(small[0].root), str(tmp_path)]
    subprocess.run(command, env={**os.environ, "PYTHONHASHSEED": seed}, check=True)

    for path in written.rglob("*"):
        if path.is_file():
            assert (tmp_path / path.relative_to(written)).read_bytes() == path.read_bytes(), path


def test_what_is_no_longer_written_is_removed_and_the_rest_left_alone(small: Small, tmp_path: Path) -> None:
    """A page of an earlier run goes; a file of somebody else stays, whatever the list of files says."""
    outside = tmp_path / "outside.txt"
    folder = tmp_path / "site"
    folder.mkdir()
    for path in (outside, folder / "old.html", folder / "mine.txt"):
        path.write_text("x", encoding="utf-8")
    (folder / MANIFEST).write_text("old.html\n../outside.txt\n", encoding="utf-8")
    write_site(*small, folder, lambda *_: None)

    assert not (folder / "old.html").exists()
    assert (folder / "mine.txt").exists()
    assert outside.exists()


def test_a_folder_that_is_a_file_is_refused(small: Small, tmp_path: Path) -> None:
    """The message names it and says what to give."""
    (tmp_path / "site").write_text("x", encoding="utf-8")

    with pytest.raises(ProjectError, match="give a folder for the site"):
        write_site(*small, tmp_path / "site", lambda *_: None)


def test_no_address_leads_out_of_the_folder(bridges: Project, tmp_path: Path) -> None:
    """A data set whose addresses climb is refused, and nothing is written beside the folder."""
    data = (bridges.settings.paths["graph"] / "everything.nq").read_bytes()
    store = Store()
    store.bulk_load(data.replace(b"/person/ann-bell>", b"/person/../../../ann-bell>"), RdfFormat.N_QUADS)
    folder = tmp_path / "below" / "site"

    with pytest.raises(ProjectError, match="leads out of"):
        write_site(bridges.settings, store, folder, lambda *_: None)
    assert [path.name for path in tmp_path.rglob("ann-bell*")] == []
