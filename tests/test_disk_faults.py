"""Disks that are full or may not be written, caches that are spoilt, documents and clocks that change under a build.

Each build runs as a user runs it. Afterwards the published state is the old or the new one, whole; once the fault is mended, the
next build gives the bytes of one that was never disturbed.
"""

import contextlib
import ctypes
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import READOUT, RELEASE, make_project
from tests.test_faults import LATER, contents

_DROP_CAPABILITY, _DAC_OVERRIDE = 24, 1
#: Ways in which files of the cache may be spoilt.
SPOILT: dict[str, Callable[[Path], object]] = {
    "empty": lambda path: path.write_bytes(b""),
    "cut short": lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]),
    "noise": lambda path: path.write_bytes(bytes(range(256)) * 9),
}


def build(folder: Path, *before: str, careful: bool = False) -> tuple[int, str]:
    """Build a project in a process of its own; return its status and what it says. `careful` takes root's privilege away."""
    command = [*before, sys.executable, "-m", "communique", "--project", str(folder), "build"]
    drop = (lambda: ctypes.CDLL(None).prctl(_DROP_CAPABILITY, _DAC_OVERRIDE)) if careful else None
    done = subprocess.run(command, capture_output=True, text=True, check=False, preexec_fn=drop, timeout=120)
    return done.returncode, " ".join(done.stderr.split())


def assert_told(status: int, err: str) -> None:
    """One message for people, and no traceback."""
    assert status == 2, err
    assert "Traceback" not in err
    assert "communique: " in err


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two published projects that differ in one document: the old and the new state."""
    old = make_project(tmp_path_factory.mktemp("old"), release=RELEASE, readout=READOUT)
    new = make_project(tmp_path_factory.mktemp("new"), release=RELEASE, readout=LATER)
    assert [build(folder)[0] for folder in (old, new)] == [0, 0]
    return old, new


@pytest.fixture
def changed(published: tuple[Path, Path], tmp_path: Path) -> Path:
    """The old state with the document changed since, and no kept readings."""
    folder = tmp_path / "project"
    shutil.copytree(published[0], folder, ignore=shutil.ignore_patterns(".communique"))
    (folder / "data/documents/readout.txt").write_text(LATER, encoding="utf-8")
    return folder


@pytest.mark.parametrize("part", ["data", "."])
def test_a_folder_that_may_not_be_written_is_told(published: tuple[Path, Path], changed: Path, part: str) -> None:
    """Whichever folder it is, one line names it; what was published stays, and once it may be written all is as ever."""
    (changed / part).chmod(0o555)
    status, err = build(changed, careful=True)
    (changed / part).chmod(0o755)

    assert_told(status, err)
    assert contents(changed) == contents(published[0])
    assert build(changed)[0] == 0
    assert contents(changed) == contents(published[1])


def test_a_cache_that_may_not_be_written_is_told(published: tuple[Path, Path], changed: Path) -> None:
    """Kept readings that cannot be stored stop the build with a message."""
    (changed / ".communique/readings").mkdir(parents=True)
    (changed / ".communique/readings").chmod(0o555)

    status, err = build(changed, careful=True)

    assert_told(status, err)
    assert contents(changed) == contents(published[0])


@pytest.mark.parametrize("way", SPOILT)
def test_a_spoilt_cache_changes_nothing(published: tuple[Path, Path], changed: Path, way: str) -> None:
    """Kept readings that cannot be read back are read again."""
    build(changed)
    kept = [path for path in (changed / ".communique").rglob("*.reading") if path.is_file()]
    for path in kept:
        SPOILT[way](path)

    status, err = build(changed)

    assert (len(kept) > 0, status) == (True, 0), err
    assert contents(changed) == contents(published[1])


@pytest.mark.parametrize("what", ["a file", "a link to nowhere"])
def test_a_cache_that_is_no_folder_is_told(published: tuple[Path, Path], changed: Path, what: str) -> None:
    """Nothing is published, and the message names it."""
    cache = changed / ".communique"
    cache.write_text("", encoding="utf-8") if what == "a file" else cache.symlink_to(changed / "nowhere" / "at all")

    status, err = build(changed)

    assert_told(status, err)
    assert contents(changed) == contents(published[0])


def test_what_a_killed_build_left_is_in_nobodys_way(published: tuple[Path, Path], changed: Path) -> None:
    """Half a new folder, half a kept reading and a lock without a holder are cleared away or passed over."""
    (changed / "data/.graph.new").mkdir()
    (changed / "data/.graph.new/facts.ttl").write_text("half", encoding="utf-8")
    (changed / ".communique/readings/00").mkdir(parents=True)
    (changed / ".communique/readings/00/abc.4711").write_text("half", encoding="utf-8")
    (changed / ".communique/lock").write_text("", encoding="utf-8")

    assert build(changed)[0] == 0
    assert contents(changed) == contents(published[1])
    assert not (changed / "data/.graph.new").exists()


@contextlib.contextmanager
def restless(path: Path, texts: tuple[str, str]) -> Iterator[None]:
    """Exchange a document's text all the time, each time at once."""
    stop = threading.Event()

    def exchange() -> None:
        number = 0
        while not stop.wait(0.002):
            fresh = path.with_name(".fresh")
            fresh.write_text(texts[number % 2], encoding="utf-8")
            fresh.replace(path)
            number += 1

    thread = threading.Thread(target=exchange)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def test_a_document_that_changes_while_it_is_read(published: tuple[Path, Path], changed: Path) -> None:
    """Each build publishes the one text or the other, never something of both."""
    states = [contents(folder) for folder in published]

    with restless(changed / "data/documents/readout.txt", (READOUT, LATER)):
        for _ in range(3):
            assert build(changed)[0] == 0
            assert contents(changed) in states
    (changed / "data/documents/readout.txt").write_text(LATER, encoding="utf-8")
    assert build(changed)[0] == 0
    assert contents(changed) == states[1]


def test_times_of_files_do_not_matter(published: tuple[Path, Path], changed: Path) -> None:
    """Files from 1970 and from 2099 give the same bytes."""
    for number, path in enumerate(sorted(p for p in changed.rglob("*") if p.is_file())):
        os.utime(path, (0, 0) if number % 2 else (4_070_908_800, 4_070_908_800))

    assert build(changed)[0] == 0
    assert contents(changed) == contents(published[1])


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("faketime") is None, reason="faketime is missing; install it with 'make setup-slow'")
@pytest.mark.parametrize("clock", ["1970-01-02 00:00:00", "2099-12-31 23:59:58", "@2021-05-05 00:00:00 x3000"])
def test_a_clock_that_is_wrong_changes_nothing(published: tuple[Path, Path], changed: Path, clock: str) -> None:
    """A clock far back, far ahead, or three thousand times too fast, for every system call of the process."""
    assert build(changed, "faketime", "-f", clock if clock.startswith("@") else f"@{clock}")[0] == 0
    assert contents(changed) == contents(published[1])


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of sixteen megabytes; it takes root to make one."""
    place = tmp_path / "disk"
    place.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", place], capture_output=True, check=False)
    if made.returncode:
        pytest.skip("a small disk cannot be made here (it takes root and the right to mount)")
    yield place
    subprocess.run(["umount", place], check=True)


@pytest.mark.slow
@pytest.mark.parametrize("left", [0, 4, 40, 150, 400])
def test_a_full_disk_leaves_what_was_published(published: tuple[Path, Path], changed: Path, disk: Path, left: int) -> None:
    """With so many kilobytes left the build stops somewhere; the old state stays, and with room again the new one comes."""
    folder = disk / "project"
    shutil.copytree(changed, folder)
    free = shutil.disk_usage(disk).free
    (disk / "filler").write_bytes(b"\0" * (free - left * 1024))

    status, err = build(folder)

    assert_told(status, err)
    assert contents(folder) == contents(published[0])
    (disk / "filler").unlink()
    assert build(folder)[0] == 0
    assert contents(folder) == contents(published[1])
