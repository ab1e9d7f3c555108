"""Faults: whatever happens during a build, what is published is whole, and the next build gives the same bytes."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from communique import documents
from communique.errors import CommuniqueError, DataError
from communique.project import Project
from tests.conftest import READOUT, RELEASE, Run, make_project

LATER = READOUT.replace("May 5, 2021", "May 6, 2021")


def contents(folder: Path) -> dict[str, bytes]:
    """The published files of a project."""
    graph = folder / "data/graph"
    return {path.name: path.read_bytes() for path in graph.iterdir()} if graph.is_dir() else {}


def start(folder: Path) -> subprocess.Popen[bytes]:
    """Start a build in a process of its own."""
    command = [sys.executable, "-m", "communique", "--project", str(folder), "build"]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


@pytest.fixture
def states(tmp_path: Path) -> tuple[Path, dict[str, bytes], dict[str, bytes]]:
    """A project published in its old state, with documents changed since; and both states' files."""
    folder = make_project(tmp_path / "a", release=RELEASE, readout=READOUT)
    Project.open(folder).build()
    old = contents(folder)
    other = make_project(tmp_path / "b", release=RELEASE, readout=LATER)
    Project.open(other).build()
    (folder / "data/documents/readout.txt").write_text(LATER, encoding="utf-8")
    return folder, old, contents(other)


def time_of_a_build(folder: Path) -> float:
    """Return how many seconds a build takes from its start to its end."""
    began = time.perf_counter()
    assert start(folder).wait() == 0
    return time.perf_counter() - began


def kill_at_random(folder: Path, times: int, longest: float) -> tuple[list[dict[str, bytes]], int]:
    """Kill builds at random moments, each of a text other than the last one's.

    Returns what was published after each, and how many were still running when they were killed.
    """
    chance = random.Random(11)
    found, running = [], 0
    for number in range(times):
        (folder / "data/documents/readout.txt").write_text((LATER, READOUT)[number % 2], encoding="utf-8")
        process = start(folder)
        time.sleep(chance.random() * longest)
        process.send_signal(signal.SIGKILL)
        running += process.wait() == -signal.SIGKILL
        found.append(contents(folder))
    (folder / "data/documents/readout.txt").write_text(LATER, encoding="utf-8")
    return found, running


def test_a_killed_build_leaves_the_old_or_the_new_state_whole(states: tuple[Path, dict[str, bytes], dict[str, bytes]]) -> None:
    """Killed in the middle, a build leaves one of the two states; the next one gives the new state's bytes."""
    folder, old, new = states

    found, _ = kill_at_random(folder, 2, 1.0)

    assert all(state in (old, new) for state in found)
    Project.open(folder).build()
    assert contents(folder) == new


@pytest.mark.slow
def test_two_hundred_killed_builds(states: tuple[Path, dict[str, bytes], dict[str, bytes]]) -> None:
    """The same at two hundred random moments of a build, from its start to its end; some get as far as publishing."""
    folder, old, new = states
    longest = max(time_of_a_build(folder) for _ in range(3)) * 1.1

    found, running = kill_at_random(folder, 200, longest)

    assert [number for number, state in enumerate(found) if state not in (old, new)] == []
    assert running > 100
    assert old in found
    assert new in found
    assert start(folder).wait() == 0
    assert contents(folder) == new


def test_a_full_disk_leaves_what_was_published(states: tuple[Path, dict[str, bytes], dict[str, bytes]]) -> None:
    """When a file cannot be written to its end, the build says so and the old state stays."""
    folder, old, _ = states
    code = f"""
import resource, signal, sys
from communique.cli import main
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (9000, 9000))
sys.argv = ["communique", "--project", {str(folder)!r}, "build"]
main()
"""

    done = subprocess.run([sys.executable, "-B", "-c", code], capture_output=True, text=True, check=False)

    assert done.returncode == 2
    assert "cannot be published" in done.stderr
    assert contents(folder) == old


def test_a_place_that_cannot_be_written_is_told(states: tuple[Path, dict[str, bytes], dict[str, bytes]], run: Run) -> None:
    """Where the new folder cannot be made, the message names it and the old state stays."""
    folder, old, _ = states
    (folder / "data/.graph.new").write_text("in the way", encoding="utf-8")

    status, _, err = run("build", project=folder)

    assert (status, contents(folder)) == (2, old)
    assert "cannot be published" in err


def test_two_builds_at_once_leave_one_whole_state(states: tuple[Path, dict[str, bytes], dict[str, bytes]]) -> None:
    """Of two builds that run together one may be refused; the state is the new one."""
    folder, _, new = states

    statuses = [process.wait() for process in (start(folder), start(folder))]

    assert 0 in statuses
    assert set(statuses) <= {0, 2}
    assert contents(folder) == new


def test_a_document_that_vanishes_while_it_is_read(
    states: tuple[Path, dict[str, bytes], dict[str, bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that is listed and then gone stops the build with its name; the old state stays."""
    folder, old, _ = states
    listed = documents.files.find_documents

    def find_and_remove(where: str | Path) -> tuple[Path, ...]:
        found = listed(where)
        found[-1].unlink()
        return found

    monkeypatch.setattr(documents.files, "find_documents", find_and_remove)

    with pytest.raises(CommuniqueError, match="release"):
        Project.open(folder).build()
    assert contents(folder) == old


def test_a_damaged_data_set_is_told_and_mended(states: tuple[Path, dict[str, bytes], dict[str, bytes]]) -> None:
    """A file that no longer parses gets one clear line; the next build publishes it anew."""
    folder, _, new = states
    (folder / "data/graph/everything.nq").write_bytes(b"<broken")

    with pytest.raises(DataError, match="run 'communique build'"):
        Project.open(folder).ask("meetings")
    Project.open(folder).build()
    assert contents(folder) == new


def test_a_clock_that_jumps_changes_nothing(
    states: tuple[Path, dict[str, bytes], dict[str, bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """No clock time gets into what is published."""
    folder, _, new = states
    clock = iter(range(10**9, 0, -1000))
    monkeypatch.setattr(time, "time", lambda: float(next(clock)))

    Project.open(folder).build()

    assert contents(folder) == new


def test_what_people_wrote_is_never_rewritten_by_a_build(states: tuple[Path, dict[str, bytes], dict[str, bytes]]) -> None:
    """A build writes below data/graph and the cache, and nowhere else."""
    folder, _, _ = states

    def written_by_people() -> dict[str, tuple[bytes, float]]:
        paths = (p for p in folder.rglob("*") if p.is_file() and not {"graph", ".communique"} & set(p.relative_to(folder).parts))
        return {str(path): (path.read_bytes(), os.stat(path).st_mtime) for path in paths}  # noqa: PTH116 - plain status

    before = written_by_people()
    Project.open(folder).build()

    assert written_by_people() == before
