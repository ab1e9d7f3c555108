"""The published N-Quads: one file or parts, plain or packed, are one data set."""

import gzip
import hashlib
from pathlib import Path

import pytest
from pyoxigraph import Store

from communique.errors import DataError
from communique.parts import count_bytes, find_parts, hash_parts, load_parts, read_parts

LINES = [f'<https://example.org/{n}> <https://example.org/p> "ñ {n}" <https://example.org/graph/a> .\n'.encode() for n in range(6)]
WHOLE = b"".join(LINES)
CUT = gzip.compress(WHOLE, mtime=0)[:-9]


def in_one(folder: Path) -> None:
    """One plain file."""
    (folder / "everything.nq").write_bytes(WHOLE)


def in_one_packed(folder: Path) -> None:
    """One packed file."""
    (folder / "everything.nq.gz").write_bytes(gzip.compress(WHOLE))


def in_parts(folder: Path) -> None:
    """Parts in a folder of their own, one of them packed."""
    (folder / "everything").mkdir()
    (folder / "everything/b.nq").write_bytes(b"".join(LINES[4:]))
    (folder / "everything/a.nq.gz").write_bytes(gzip.compress(b"".join(LINES[:4])))


@pytest.mark.parametrize("publish", [in_one, in_one_packed, in_parts])
def test_however_cut_and_packed_it_is_one_data_set(publish: object, tmp_path: Path) -> None:
    """The bytes in order, their number, their hash and the store are the same."""
    assert callable(publish)
    publish(tmp_path)
    parts = find_parts(tmp_path)
    store = Store()
    load_parts(store, parts)

    assert b"".join(read_parts(parts)) == WHOLE
    assert count_bytes(parts) == len(WHOLE)
    assert hash_parts(parts) == hashlib.sha256(WHOLE).hexdigest()
    assert len(store) == len(LINES)


def test_one_whole_file_goes_before_parts(tmp_path: Path) -> None:
    """What an older build left in parts is not added to it."""
    in_parts(tmp_path)
    in_one(tmp_path)

    assert find_parts(tmp_path) == (tmp_path / "everything.nq",)


def test_parts_with_a_list_of_hashes_are_known_by_it(tmp_path: Path) -> None:
    """So that a large data set need not be read to be recognised."""
    in_parts(tmp_path)
    (tmp_path / "everything/SHA256SUMS").write_bytes(b"sums")

    assert hash_parts(find_parts(tmp_path)) == hashlib.sha256(b"sums").hexdigest()


def test_other_files_are_no_parts(tmp_path: Path) -> None:
    """Nor is a folder without any data set one: it is told what to do."""
    (tmp_path / "everything.trig").write_text("", encoding="utf-8")

    with pytest.raises(DataError, match="nothing is published yet; run 'communique build'"):
        find_parts(tmp_path)


@pytest.mark.parametrize(
    ("name", "content"),
    [("bad.nq", b"no quads"), ("bad.nq.gz", CUT), ("no.nq.gz", WHOLE)],
    ids=["no quads", "cut off", "not packed"],
)
def test_a_damaged_part_is_named(name: str, content: bytes, tmp_path: Path) -> None:
    """Whether it is no N-Quads, cut short, or not packed at all."""
    (tmp_path / name).write_bytes(content)

    with pytest.raises(DataError, match=rf"{name}: not N-Quads, or damaged"):
        load_parts(Store(), [tmp_path / name])
