"""Pieces as engines carry them: each step from packed bytes to packed bytes, the same for every engine."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from communique.stream.depot import seal, unseal
from communique.stream.frame import Frame
from communique.stream.gathering import read_sheaf
from communique.stream.home import Post, make_home
from communique.stream.homes import MEETINGS
from communique.stream.letters import Known, pack, pack_days, unpack, unpack_days
from communique.stream.page import make_page
from communique.stream.splice import slot_of
from communique.stream.written import Written
from communique.summary import Sums

#: The stream, slot and name of a piece: its place in the data set.
Key = tuple[int, int, str]
DOCUMENTS: Final = 0
HOMES: Final = (1, 2)


@dataclass(frozen=True, slots=True)
class Made:
    """A piece as a worker returns it: what it is, its sums, and what it tells others, packed, by home."""

    written: Written
    sums: Sums
    told: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Bundle:
    """What has come to one home, packed."""

    home: str
    letters: Sequence[bytes]
    days: Sequence[bytes]
    more: bytes


def home_key(home: str) -> Key:
    """Return the stream, slot and path of a home.

    >>> home_key("meeting/talks-1")[0], home_key("person/ann")[0]
    (1, 2)
    """
    return HOMES[not home.startswith(MEETINGS)], slot_of(home), home


def page_piece(task: tuple[bytes, Known], frame: Frame) -> Made:
    """Make the page of a packed sheaf."""
    sheaf = read_sheaf(task[0])
    page = make_page(sheaf, task[1], frame)
    sums = Sums(1, len(sheaf.claims), sheaf.coverage.plain(), page.facts)
    return Made(page.written, sums, {home: seal(pack(letter)) for home, letter in page.letters.items()})


def home_piece(bundle: Bundle, frame: Frame) -> Made:
    """Make a home of all that has come to it."""
    letters = [unpack(unseal(body)) for body in bundle.letters]
    days = [day for body in bundle.days for day in unpack_days(unseal(body))]
    home = make_home(Post(bundle.home, letters, days, list(read_quads(unseal(bundle.more)))), frame)
    sums = Sums(facts=home.facts, disagreements=Counter(home.disagreements))
    return Made(home.written, sums, {holder: seal(pack_days(found)) for holder, found in home.days.items()})


def route(quads: Iterable[Quad], homes: Collection[str], frame: Frame) -> tuple[dict[str, bytes], bytes]:
    """Return what files of people's say of each home, sealed, and the rest, as sorted N-Quads."""
    rest: set[str] = set()
    found: dict[str, set[str]] = {}
    for quad in frame.veil.quads(quads):
        path = quad.subject.value.removeprefix(frame.base) if isinstance(quad.subject, NamedNode) else ""
        (found.setdefault(path, set()) if path in homes else rest).add(f"{quad} .\n")
    told = {home: seal("".join(sorted(lines)).encode()) for home, lines in found.items()}
    return told, "".join(sorted(rest)).encode()


def read_quads(lines: bytes) -> Iterator[Quad]:
    """Yield the statements of N-Quads of our own."""
    return iter(parse(lines, format=RdfFormat.N_QUADS)) if lines else iter(())
