"""A folder for bulk loaders: what is in it, and that writing it goes on where it was broken off."""

import gzip
import hashlib
from pathlib import Path

import pytest

from communique.bulk import STARTERS, write_bulk
from communique.errors import DataError

LINES = [f"<urn:s{n}> <urn:p> <urn:o> <urn:g> .\n".encode() for n in range(3)]


@pytest.fixture
def parts(tmp_path: Path) -> tuple[Path, ...]:
    """A data set of two parts, one of them packed."""
    plain, packed = tmp_path / "a-0000.nq", tmp_path / "b-0000.nq.gz"
    plain.write_bytes(LINES[0])
    packed.write_bytes(gzip.compress(b"".join(LINES[1:])))
    return plain, packed


def quiet(_done: int, _of: int) -> None:
    """Report nothing."""


def test_the_folder_holds_plain_parts_hashes_and_starters(parts: tuple[Path, ...], tmp_path: Path) -> None:
    """Packed parts are unpacked; the scripts are beside them; the hashes are in the form of `sha256sum`."""
    folder = tmp_path / "bulk"
    written = write_bulk(parts, folder, quiet)

    assert [path.read_bytes() for path in written] == [LINES[0], LINES[1] + LINES[2]]
    assert all((folder / name).is_file() for name in STARTERS)
    assert f"ld_dir('{folder}'" in (folder / "virtuoso.sql").read_text("utf-8")
    lines = (folder / "SHA256SUMS").read_text("ascii").splitlines()
    assert lines == [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}" for path in written]


def test_what_is_there_is_passed_over_and_what_is_damaged_written_again(parts: tuple[Path, ...], tmp_path: Path) -> None:
    """A part that is there stays the file that it was; one that was cut short is made whole."""
    folder = tmp_path / "bulk"
    first, second = write_bulk(parts, folder, quiet)
    before = first.stat().st_ino
    second.write_bytes(LINES[1])
    write_bulk(parts, folder, quiet)

    assert first.stat().st_ino == before
    assert second.read_bytes() == LINES[1] + LINES[2]


def test_other_statements_in_the_folder_are_refused(parts: tuple[Path, ...], tmp_path: Path) -> None:
    """A loader would take them in with the data set, as it would a part that the data set no longer has."""
    (tmp_path / "bulk").mkdir()
    (tmp_path / "bulk" / "old.nq").write_bytes(LINES[0])

    with pytest.raises(DataError, match=r"old\.nq: not of this data set"):
        write_bulk(parts, tmp_path / "bulk", quiet)
