"""A data set made a piece at a time: the same as in one piece, and made anew only where something changed."""

import random
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from communique.cli.progress import STEPS
from communique.settings import Settings, read_settings
from tests.stream.making import Builds, edit, parts, project, statements, whole

SAMPLE = Path(__file__).parents[1] / "sample"
FLAGSHIP = Path(__file__).parents[2]


@pytest.fixture(scope="module", autouse=True)
def _many_parts() -> Iterator[None]:
    """Four documents fill a part, so that few documents make many parts."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("communique.stream.splice._DOCUMENTS", 4)
        yield


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A project of two dozen generated releases."""
    return project(tmp_path_factory.mktemp("few"), 24)


@pytest.fixture(scope="module")
def built(few: Settings, tmp_path_factory: pytest.TempPathFactory) -> Builds:
    """Its first build."""
    builds = Builds(few, tmp_path_factory.mktemp("built"))
    builds.build()
    return builds


@pytest.fixture(scope="module")
def changed(few: Settings, tmp_path_factory: pytest.TempPathFactory) -> Builds:
    """A full build of the same project after one document has lost its second half."""
    settings = copied(few, tmp_path_factory.mktemp("changed"))
    shorten(settings)
    builds = Builds(settings, settings.root)
    builds.build()
    return builds


def copied(settings: Settings, folder: Path) -> Settings:
    """Copy a project's inputs, so that a test can change them."""
    shutil.copytree(settings.root / "data", folder / "data", symlinks=False)
    shutil.copy(settings.root / "communique.toml", folder)
    return read_settings(folder)


def shorten(settings: Settings) -> None:
    """Take the second half of one document away."""
    document = sorted(settings.paths["documents"].iterdir())[9]
    text = document.read_text("utf-8")
    document.write_text(text[: len(text) // 2], encoding="utf-8")


def test_the_pieces_are_the_whole(built: Builds) -> None:
    """Made a piece at a time, a data set has just the statements that it has when made in one piece, each once."""
    found = statements(built.published)

    assert len(found) == len(set(found))
    assert set(found) == whole(built.settings)


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


def test_a_judgement_on_a_document_that_is_gone_is_told_in_both(tmp_path: Path) -> None:
    """What somebody judged of a document that is no longer there stays in the data, with what the other side of it is."""
    settings = copied(read_settings(FLAGSHIP), tmp_path / "own")
    name = sorted(settings.paths["documents"].iterdir())[0].stem
    row = f"person\tgone#10-20\t{name}#meeting-1\tdifferent\tseen\tR. Roe\t2024-05-01\t"
    head = "kind\tleft\tright\tverdict\treason\tby\tdate\tevidence_hash"
    (settings.paths["judgements"] / "gone.tsv").write_text(f"{head}\n{row}\n", encoding="utf-8")
    builds = Builds(settings, tmp_path)
    builds.build()
    found = set(statements(builds.published))

    assert any("#judges>" in line and "judgement/" in line for line in found)
    assert found == whole(settings)


def test_a_terminal_is_shown_every_step(built: Builds, tmp_path: Path) -> None:
    """Each step that a build in parts tells of has its bar on a terminal."""
    told: list[str] = []
    again = built.copied(built.settings, tmp_path)
    again.progress = lambda step, _done, _all: told.append(step)
    again.build()

    assert told
    assert set(told) <= set(STEPS)


def test_two_processes_give_the_bytes_of_one(built: Builds, tmp_path: Path) -> None:
    """However many processes make the pieces, they are written in one order."""
    two = Builds(built.settings, tmp_path)
    two.build(jobs=2)

    assert parts(two.published) == parts(built.published)


def test_only_the_parts_that_a_change_touches_are_written(few: Settings, built: Builds, changed: Builds, tmp_path: Path) -> None:
    """After one document has changed, the parts of documents that have nothing new are the files that they were."""
    settings = copied(few, tmp_path / "own")
    builds = built.copied(settings, tmp_path / "builds")
    shorten(settings)
    before = {path.name: path.stat().st_ino for path in builds.published.rglob("documents-*.nq")}
    builds.build()
    after = {path.name: path.stat().st_ino for path in builds.published.rglob("documents-*.nq")}

    assert parts(builds.published) == parts(changed.published)
    assert before.keys() == after.keys()
    assert before.items() - after.items()
    assert before.items() & after.items()


def test_any_edits_give_the_bytes_of_a_full_build(few: Settings, built: Builds, tmp_path: Path) -> None:
    """After each of three edits (a document changed, removed, copied, or brought back) nothing differs from a build of all."""
    settings = copied(few, tmp_path / "own")
    kept = {path.name: path.read_text("utf-8") for path in settings.paths["documents"].iterdir()}
    builds, rng = built.copied(settings, tmp_path / "builds"), random.Random(5)
    for number in range(3):
        edit(settings.paths["documents"], kept, rng)
        found = builds.build()
        full = Builds(settings, tmp_path / f"full-{number}")

        assert found.digest == full.build().digest
        assert parts(builds.published) == parts(full.published)


@pytest.mark.slow
def test_many_edits_give_the_bytes_of_a_full_build(few: Settings, built: Builds, tmp_path: Path) -> None:
    """So it is after each of sixty edits, and after several at once."""
    settings = copied(few, tmp_path / "own")
    kept = {path.name: path.read_text("utf-8") for path in settings.paths["documents"].iterdir()}
    builds, rng = built.copied(settings, tmp_path / "builds"), random.Random(11)
    for number in range(60):
        for _ in range(1 + number % 3):
            edit(settings.paths["documents"], kept, rng)
        builds.build()
        full = Builds(settings, tmp_path / f"full-{number}")
        full.build()

        assert parts(builds.published) == parts(full.published)
        shutil.rmtree(tmp_path / f"full-{number}")


def test_a_damaged_depot_is_made_anew(built: Builds, tmp_path: Path) -> None:
    """A file of the cache that is no database any more costs time, and nothing else."""
    builds = built.copied(built.settings, tmp_path)
    (tmp_path / "depot.sqlite").write_bytes(b"not a database" * 1000)
    builds.build()

    assert parts(builds.published) == parts(built.published)


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("letter", "body"),
        ("block", "body"),
        ("part", "sums"),
        ("part", "blocks"),
        ("sheaf", "body"),
        ("sheaf", "hints"),
        ("sheaf", "trace"),
        ("resolved", "body"),
        ("grouped", "told"),
        ("grouped", "body"),
        ("day", "body"),
        ("alike", "body"),
    ],
)
def test_a_damaged_piece_is_known(few: Settings, built: Builds, changed: Builds, tmp_path: Path, table: str, column: str) -> None:
    """A body whose bytes have changed is never taken for what was put there, when a change asks for it."""
    settings = copied(few, tmp_path / "own")
    builds = built.copied(settings, tmp_path / "builds")
    rows = sqlite3.connect(builds.folder / "depot.sqlite")
    damaged = rows.execute(f"UPDATE {table} SET {column} = CAST(substr({column}, 1, 20) || x'07' || substr({column}, 22) AS BLOB)")
    if table == "sheaf":
        rows.execute("DELETE FROM page")
    rows.commit()
    rows.close()
    shorten(settings)
    builds.build()

    assert damaged.rowcount > 0
    assert parts(builds.published) == parts(changed.published)


def test_a_depot_of_another_form_is_made_anew(few: Settings, built: Builds, changed: Builds, tmp_path: Path) -> None:
    """Tables that another version of the program made are not read."""
    settings = copied(few, tmp_path / "own")
    builds = built.copied(settings, tmp_path / "builds")
    rows = sqlite3.connect(builds.folder / "depot.sqlite")
    rows.executescript("PRAGMA user_version = 7; DROP TABLE grouped; CREATE TABLE grouped (path TEXT)")
    rows.close()
    shorten(settings)
    builds.build()

    assert parts(builds.published) == parts(changed.published)


def test_published_files_that_somebody_changed_are_not_copied_from(built: Builds, tmp_path: Path) -> None:
    """Bytes are copied only out of files that have the hash they were published with."""
    builds = built.copied(built.settings, tmp_path)
    part = next(iter(sorted(builds.published.rglob("documents-*.nq"))))
    data = part.read_bytes()
    part.write_bytes(data[:100] + b"?" + data[101:])
    builds.build()

    assert parts(builds.published) == parts(built.published)


def test_a_build_that_was_not_kept_changes_nothing(few: Settings, built: Builds, tmp_path: Path) -> None:
    """If a data set is published that the cache does not know, the next build does not copy from it."""
    settings = copied(few, tmp_path / "own")
    builds = built.copied(settings, tmp_path / "builds")
    one = sorted(settings.paths["documents"].iterdir())[7]
    text = one.read_text("utf-8")
    one.unlink()
    builds.build()
    shutil.rmtree(builds.published)
    Path(builds.folder / "build-1").rename(builds.published)
    one.write_text(text, encoding="utf-8")
    builds.build()

    assert parts(builds.published) == parts(built.published)
