"""The published N-Quads: one file, or several that are its parts in the order of their names, each plain or packed by gzip."""

import gzip
import hashlib
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final, cast

from pyoxigraph import RdfFormat, Store

from communique.errors import DataError

#: The name of a data set in one file; the folder of the parts of a large one; and the file there that has the hash of each.
DATA: Final = "everything.nq"
FOLDER: Final = "everything"
MANIFEST: Final = "SHA256SUMS"
_SUFFIXES: Final = (".nq", ".nq.gz")
_PACKED: Final = ".gz"
_CHUNK: Final = 1 << 20
_TRAILER: Final = 4


def find_parts(place: Path) -> tuple[Path, ...]:
    """Return the files of the data set that a folder holds, in their order; a file is its own only part.

    Raises:
        DataError: there is none.
    """
    whole = [path for suffix in _SUFFIXES if (path := place / f"everything{suffix}").is_file()]
    parts = sorted(path for suffix in _SUFFIXES for path in (place / FOLDER).glob(f"*{suffix}"))
    found = (place,) if place.is_file() else tuple(whole[:1] or parts)
    if not found:
        raise DataError(f"{place / DATA}: nothing is published yet; run 'communique build'")
    return found


@contextmanager
def open_part(path: Path) -> Iterator[BinaryIO]:
    """Open a part for reading, unpacked.

    Raises:
        DataError: it cannot be read, or is damaged.
    """
    try:
        file = cast("BinaryIO", gzip.open(path)) if path.suffix == _PACKED else path.open("rb")  # noqa: SIM115 - closed below
    except OSError as error:
        raise DataError(f"{path}: cannot be read ({error.strerror}); see who may read it") from None
    try:
        with file:
            yield file
    except (gzip.BadGzipFile, EOFError, zlib.error, SyntaxError, ValueError) as error:
        raise DataError(f"{path}: not N-Quads, or damaged ({error}); run 'communique build' to publish it again") from None


def load_parts(store: Store, parts: Iterable[Path]) -> None:
    """Load all parts into a store.

    Raises:
        DataError: one cannot be read, or is damaged.
    """
    for path in parts:
        with open_part(path) as file:
            store.bulk_load(input=file, format=RdfFormat.N_QUADS)


def read_parts(parts: Iterable[Path]) -> Iterator[bytes]:
    """Yield the bytes of the whole data set, piece by piece.

    Raises:
        DataError: a part cannot be read, or is damaged.
    """
    for path in parts:
        with open_part(path) as file:
            while piece := file.read(_CHUNK):
                yield piece


def hash_parts(parts: Sequence[Path]) -> str:
    """Return the SHA-256 that identifies the data set: of the file that has the hashes of its parts, else of all its bytes.

    Raises:
        DataError: a part cannot be read, or is damaged.
    """
    manifest = parts[0].with_name(MANIFEST)
    digest = hashlib.sha256()
    for piece in read_parts((manifest,) if manifest.is_file() else parts):
        digest.update(piece)
    return digest.hexdigest()


def count_bytes(parts: Iterable[Path]) -> int:
    """Return how many bytes the whole data set has, unpacked (of each packed part its trailer says it, up to 4 GiB)."""
    return sum(_unpacked_size(path) for path in parts)


def _unpacked_size(path: Path) -> int:
    if path.suffix != _PACKED:
        return path.stat().st_size
    with path.open("rb") as file:
        file.seek(-min(_TRAILER, path.stat().st_size), 2)
        return int.from_bytes(file.read(_TRAILER), "little")
