"""A data set made a piece at a time: the same as in one piece, and made anew only where something changed."""

import random
import shutil
import sqlite3
from pathlib import Path

import pytest

from communique.cli.progress import STEPS
from communique.settings import Settings, read_settings
from tests.stream.making import Builds, edit, parts, project, statements, whole

SAMPLE = Path(__file__).parents[1] / "sample"
FLAGSHIP = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def sixty(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A project of sixty generated releases."""
    return project(tmp_path_factory.mktemp("sixty"), 60)


def copied(settings: Settings, folder: Path) -> Settings:
    """Copy a project's inputs, so that a test can change them."""
    shutil.copytree(settings.root / "data", folder / "data", symlinks=False)
    shutil.copy(settings.root / "communique.toml", folder)
    return read_settings(folder)


def test_the_pieces_are_the_whole(sixty: Settings, tmp_path: Path) -> None:
    """Made a piece at a time, a data set has just the statements that it has when made in one piece, each once."""
    builds = Builds(sixty, tmp_path)
    builds.build()
    found = statements(builds.published)

    assert len(found) == len(set(found))
    assert set(found) == whole(sixty)


@pytest.mark.parametrize("folder", [SAMPLE, FLAGSHIP], ids=["sample", "flagship"])
def test_the_pieces_are_the_whole_with_authority_links_and_judgements(folder: Path, tmp_path: Path) -> None:
    """What people wrote beside the documents is in the pieces as it is in the whole."""
    settings = read_settings(folder)
    builds = Builds(settings, tmp_path)
    builds.build()

    assert set(statements(builds.published)) == whole(settings)


def test_a_judgement_is_followed_in_pieces_as_in_the_whole(tmp_path: Path) -> None:
    """A contradiction that somebody settled is settled in both."""
    settings = copied(read_settings(FLAGSHIP), tmp_path / "own")
    row = "value\tstate-2021-esc-13#meeting-1 meeting.start\t2021-12-03\tprefer\tseen\tR. Roe\t2024-05-01\t"
    head = "kind\tleft\tright\tverdict\treason\tby\tdate\tevidence_hash"
    (settings.paths["judgements"] / "dates.tsv").write_text(f"{head}\n{row}\n", encoding="utf-8")
    builds = Builds(settings, tmp_path)
    builds.build()
    found = set(statements(builds.published))

    assert any("resolution/settled" in line for line in found)
    assert found == whole(settings)


def test_a_terminal_is_shown_every_step(sixty: Settings, tmp_path: Path) -> None:
    """Each step that a build in parts tells of has its bar on a terminal."""
    told: list[str] = []
    Builds(sixty, tmp_path, lambda step, _done, _all: told.append(step)).build()

    assert set(told) <= set(STEPS)


def test_two_processes_give_the_bytes_of_one(sixty: Settings, tmp_path: Path) -> None:
    """However many processes make the pieces, they are written in one order."""
    one, two = Builds(sixty, tmp_path / "one"), Builds(sixty, tmp_path / "two")
    one.build()
    two.build(jobs=2)

    assert parts(one.published) == parts(two.published)


def test_any_edits_give_the_bytes_of_a_full_build(sixty: Settings, tmp_path: Path) -> None:
    """After each of three edits (a document changed, removed, copied, or brought back) nothing differs from a build of all."""
    settings = copied(sixty, tmp_path / "own")
    kept = {path.name: path.read_text("utf-8") for path in settings.paths["documents"].iterdir()}
    builds, rng = Builds(settings, tmp_path), random.Random(5)
    builds.build()
    for number in range(3):
        edit(settings.paths["documents"], kept, rng)
        found = builds.build()
        full = Builds(settings, tmp_path / f"full-{number}")

        assert found.digest == full.build().digest
        assert parts(builds.published) == parts(full.published)


@pytest.mark.slow
def test_many_edits_give_the_bytes_of_a_full_build(sixty: Settings, tmp_path: Path) -> None:
    """So it is after each of sixty edits, and after several at once."""
    settings = copied(sixty, tmp_path / "own")
    kept = {path.name: path.read_text("utf-8") for path in settings.paths["documents"].iterdir()}
    builds, rng = Builds(settings, tmp_path), random.Random(11)
    builds.build()
    for number in range(60):
        for _ in range(1 + number % 3):
            edit(settings.paths["documents"], kept, rng)
        builds.build()
        full = Builds(settings, tmp_path / f"full-{number}")
        full.build()

        assert parts(builds.published) == parts(full.published)
        shutil.rmtree(tmp_path / f"full-{number}")


def test_a_damaged_depot_is_made_anew(sixty: Settings, tmp_path: Path) -> None:
    """A file of the cache that is no database any more costs time, and nothing else."""
    builds = Builds(sixty, tmp_path)
    first = builds.build()
    (tmp_path / "depot.sqlite").write_bytes(b"not a database" * 1000)

    assert builds.build().digest == first.digest


@pytest.mark.parametrize("table", ["letter", "block", "sheaf", "day"])
def test_a_damaged_piece_is_known(sixty: Settings, tmp_path: Path, table: str) -> None:
    """A body whose bytes have changed is never taken for what was put there."""
    builds = Builds(sixty, tmp_path)
    first = builds.build()
    rows = sqlite3.connect(tmp_path / "depot.sqlite")
    rows.execute(f"UPDATE {table} SET body = CAST(substr(body, 1, 40) || x'00' || substr(body, 42) AS BLOB)")
    if table == "letter":
        rows.execute("DELETE FROM block WHERE stream = 1")
    if table == "sheaf":
        rows.execute("DELETE FROM page")
    if table == "day":
        rows.execute("DELETE FROM block WHERE stream = 2")
    rows.commit()
    rows.close()

    assert builds.build().digest == first.digest


def test_published_files_that_somebody_changed_are_not_copied_from(sixty: Settings, tmp_path: Path) -> None:
    """Bytes are copied only out of files that have the hash they were published with."""
    builds = Builds(sixty, tmp_path)
    first = builds.build()
    part = next(iter(sorted(builds.published.rglob("documents-*.nq"))))
    data = part.read_bytes()
    part.write_bytes(data[:100] + b"?" + data[101:])

    assert builds.build().digest == first.digest


def test_a_build_that_was_not_kept_changes_nothing(sixty: Settings, tmp_path: Path) -> None:
    """If a build ends before its data set is published, the next one starts from what was there."""
    settings = copied(sixty, tmp_path / "own")
    builds = Builds(settings, tmp_path)
    builds.build()
    one = sorted(settings.paths["documents"].iterdir())[7]
    text = one.read_text("utf-8")
    one.unlink()
    builds.build()
    shutil.rmtree(builds.published)
    Path(tmp_path / "build-1").rename(builds.published)
    one.write_text(text, encoding="utf-8")
    found = builds.build()
    full = Builds(settings, tmp_path / "full")

    assert found.digest == full.build().digest
    assert parts(builds.published) == parts(full.published)
