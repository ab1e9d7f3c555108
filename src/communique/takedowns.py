"""Takedowns: people whose names are masked in every text before it is read, so that nothing about them is ever published.

1. A takedown records hashes of the forms of a name, never the name, with reason, who decided, and the date.
2. A text in which a whole form of the name stands is masked: each occurrence of a form, and of the family name alone, becomes
   blocks of the same length, so that no offset moves. So are its title and publisher; an address that spells the name is left out.
3. Reading, weighing and publishing see the masked text alone; the stored hash of a document stays that of the text as received.

This is the one recorded exception to the rule that an excerpt is exactly the text as received.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final
from urllib.parse import unquote

from communique.errors import AuthorityError
from communique.ledger import rewrite
from communique.records import Document
from communique.rows import read_rows, with_line

COLUMNS: Final = ("whole", "family", "reason", "by", "date")
BLOCK: Final = "█"
#: The most words that a name has.
LONGEST: Final = 6
_WORD: Final = re.compile(r"[^\W\d_]+(?:[-'’.][^\W\d_]+)*\.?")


@dataclass(frozen=True, slots=True)
class Takedown:
    """The hashes of one form of a name and of its family name, with why it is taken down."""

    whole: str
    family: str
    reason: str
    by: str
    date: str


def name_hash(name: str) -> str:
    """Return the hash of a name, whatever its case, accents and punctuation.

    >>> name_hash("José  Peña") == name_hash("JOSE PENA")
    True
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode() or name
    return hashlib.sha256(" ".join(re.findall(r"\w+", plain.casefold())).encode()).hexdigest()


def takedowns_of(names: Iterable[str], why: tuple[str, str, str]) -> list[Takedown]:
    """Return a takedown for each form of a name; `why` is the reason, who decided, and the date."""
    reason, by, date = (" ".join(text.split()) for text in why)
    return [Takedown(name_hash(name), name_hash(name.split()[-1]), reason, by, date) for name in sorted(set(names))]


def read_takedowns(path: Path) -> tuple[Takedown, ...]:
    """Read the takedown file; a missing file holds none.

    Raises:
        AuthorityError: a row has the wrong cells.
    """
    return tuple(_takedown(row, path) for _, row in read_rows(path)[1:])


def _takedown(row: str, path: Path) -> Takedown:
    cells = row.split("\t")
    if len(cells) != len(COLUMNS) or not all(re.fullmatch(r"[0-9a-f]{64}", cell) for cell in cells[:2]):
        msg = f"{path}: the row {row[:40]!r}… is not a takedown; expected {', '.join(COLUMNS)}, parted by tabs"
        raise AuthorityError(msg)
    return Takedown(*cells)


def append_takedowns(path: Path, takedowns: Iterable[Takedown]) -> None:
    """Add rows to the takedown file, at once or not at all."""
    rows = "\n".join("\t".join((t.whole, t.family, t.reason, t.by, t.date)) for t in takedowns)
    rewrite(path, lambda known: with_line(known, "\t".join(COLUMNS), rows))


def mask(document: Document, takedowns: Iterable[Takedown]) -> Document:
    """Return a document with every name that is taken down masked, in its text and its title.

    >>> text = "Ann Bell met Bo Cole. Bell spoke."
    >>> mask(Document("a", text, ""), takedowns_of(["Ann Bell"], ("asked", "R. Roe", "2022-01-02"))).text
    '████████ met Bo Cole. ████ spoke.'
    """
    families = {takedown.whole: takedown.family for takedown in takedowns}
    if not families:
        return document
    found = list(_names(document.text, families.keys()))
    wanted = {families[digest] for _, _, digest in found}
    spans = [(start, end) for start, end, _ in found] + [(s, e) for s, e, _ in _names(document.text, wanted, longest=1)]
    if not spans:
        return document
    title, publisher = (
        _cover(text, _spans_in(text, families.keys(), wanted)) if text else None for text in (document.title, document.publisher)
    )
    url = document.url if document.url and not names_any(document.url, takedowns) else None
    return replace(document, text=_cover(document.text, spans), title=title, publisher=publisher, url=url)


def names_any(text: str, takedowns: Iterable[Takedown]) -> bool:
    """Say whether a whole form of a name that is taken down stands in a label, a slug or an address.

    >>> names_any("https://example.org/meet-ann-bell", takedowns_of(["Ann Bell"], ("asked", "R. Roe", "2022-01-02")))
    True
    """
    known = {takedown.whole for takedown in takedowns}
    words = re.findall(r"[^\W_]+", unquote(text)) if known else []
    runs = (" ".join(words[start:end]) for start in range(len(words)) for end in range(start + 1, start + LONGEST + 1))
    return any(name_hash(run) in known for run in runs)


def find_spellings(root: Path, patterns: Iterable[str], takedowns: Iterable[Takedown]) -> list[Path]:
    """Return the files below a folder, of those that match a pattern, in whose name or text a whole form stands."""
    rows = tuple(takedowns)
    paths = sorted({path for pattern in patterns for path in root.glob(pattern) if path.is_file()})
    return [path for path in paths if names_any(path.stem, rows) or names_any(path.read_text("utf-8", errors="replace"), rows)]


def _spans_in(text: str, wholes: Iterable[str], families: Iterable[str]) -> list[tuple[int, int]]:
    whole = [(start, end) for start, end, _ in _names(text, set(wholes))]
    return whole + [(start, end) for start, end, _ in _names(text, set(families), longest=1)]


def _names(text: str, wanted: Iterable[str], *, longest: int = LONGEST) -> Iterator[tuple[int, int, str]]:
    """Yield where a run of capitalised words has one of the hashes."""
    known = frozenset(wanted)
    words = list(_WORD.finditer(text)) if known else []
    for index, first in enumerate(words):
        if not first[0][0].isupper():
            continue
        for last in words[index : index + longest]:
            digest = name_hash(text[first.start() : last.end()])
            if digest in known:
                yield first.start(), last.end(), digest


def _cover(text: str, spans: Iterable[tuple[int, int]]) -> str:
    letters = list(text)
    for start, end in spans:
        letters[start:end] = BLOCK * (end - start)
    return "".join(letters)
