"""Takedowns: a name that is taken down appears nowhere in what is published."""

from pathlib import Path

import pytest

from communique.errors import AuthorityError
from communique.takedowns import append_takedowns, mask, read_takedowns, takedowns_of
from tests.conftest import READOUT, RELEASE, Run, make_project
from tests.making import document

LINK = (
    "#curie_map:\n#  o: https://example.org/bridges/\n#  t: https://example.org/their/\n"
    "subject_id\tsubject_label\tpredicate_id\tobject_id\tmapping_justification\n"
    "o:person/luc-moreau\tLuc Moreau\tskos:exactMatch\tt:1\tsemapv:ManualMappingCuration\n"
)
WHY = ("asked for it", "R. Roe", "2022-01-02")


def masked(text: str, *names: str) -> str:
    """Mask names in a text."""
    return mask(document("a", text), takedowns_of(names, WHY)).text


def test_no_offset_moves() -> None:
    """A masked text is as long as the text was."""
    text = "Minister Zoë Ångström-Lee and Bo Cole met."

    assert len(masked(text, "Zoe Angstrom Lee")) == len(text)


@pytest.mark.parametrize("form", ["Zoë Ångström-Lee", "ZOE ANGSTROM-LEE", "zoe angstrom lee"])
def test_a_name_is_found_in_any_spelling(form: str) -> None:
    """Case, accents and hyphens do not hide a name."""
    assert "Lee" not in masked("Minister Zoë Ångström-Lee and Bo Cole met.", form)


def test_a_namesake_elsewhere_is_left_alone() -> None:
    """The family name alone is masked only in a text that has the whole name."""
    assert masked("Bo Bell spoke.", "Ann Bell") == "Bo Bell spoke."


def test_the_record_holds_no_name(tmp_path: Path) -> None:
    """The file of takedowns has hashes only."""
    append_takedowns(tmp_path / "takedowns.tsv", takedowns_of(["Ann Bell"], WHY))

    assert "Bell" not in (tmp_path / "takedowns.tsv").read_text(encoding="utf-8")
    assert read_takedowns(tmp_path / "takedowns.tsv") == tuple(takedowns_of(["Ann Bell"], WHY))


def test_a_damaged_record_is_refused(tmp_path: Path) -> None:
    """A row that is no takedown stops the build rather than being passed over."""
    (tmp_path / "takedowns.tsv").write_text("whole\tfamily\treason\tby\tdate\nAnn Bell\n", encoding="utf-8")

    with pytest.raises(AuthorityError, match="is not a takedown"):
        read_takedowns(tmp_path / "takedowns.tsv")


def test_a_forgotten_person_is_in_nothing_that_is_published(run: Run, tmp_path: Path) -> None:
    """After `forget` and `build`, no published file holds the name; other people are still there."""
    folder = make_project(tmp_path, release=RELEASE, readout=READOUT)
    run("build", project=folder)

    run("forget", "Luc Moreau", "--reason", "asked", "--by", "R. Roe", project=folder)
    status, _, err = run("build", project=folder)
    published = b"".join(path.read_bytes() for path in (folder / "data/graph").iterdir()).decode()

    assert status == 0, err
    assert "Moreau" not in published
    assert "moreau" not in published
    assert "Ann Bell" in published


def test_what_builds_keep_is_gone_at_once(run: Run, tmp_path: Path) -> None:
    """Not only the next build forgets: readings, the depot of a large data set, kept checks and stores are removed."""
    folder = make_project(tmp_path, release=RELEASE, readout=READOUT)
    run("build", project=folder)
    for name in ("depot.sqlite", "checked/1/lines", "stores/1/data"):
        kept = folder / ".communique" / name
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text("Luc Moreau", encoding="utf-8")

    run("forget", "Luc Moreau", "--reason", "asked", "--by", "R. Roe", project=folder)

    assert [path.name for path in (folder / ".communique").rglob("*") if path.is_file()] == ["lock"]


def test_a_forgotten_person_is_on_no_page_and_in_no_kept_reading(run: Run, tmp_path: Path) -> None:
    """The site's documents are masked as the data are, links about the person stay out, and nothing kept beside holds the name."""
    folder = make_project(
        tmp_path, release=RELEASE, readout=READOUT.replace("language", "url: https://example.org/luc-moreau\nlanguage")
    )
    (folder / "data/links").mkdir()
    (folder / "data/links/x.sssom.tsv").write_text(LINK, encoding="utf-8")
    run("build", project=folder)
    run("forget", "Luc Moreau", "--reason", "asked", "--by", "R. Roe", project=folder)
    run("build", project=folder)

    status, _, err = run("site", str(folder / "site"), project=folder)
    written = {
        path: path.read_bytes().lower()
        for part in ("site", ".communique", "data/graph")
        for path in (folder / part).rglob("*")
        if path.is_file()
    }

    assert 0 == status, err
    assert [path for path, content in written.items() if b"moreau" in content or "moreau" in path.name] == []
    assert b"ann bell" in b"".join(written.values())
