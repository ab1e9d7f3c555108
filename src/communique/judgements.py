"""Recorded human decisions: the rows of `data/judgements/*.tsv`.

A row is never changed by the program, only added; taking a decision back is deleting its row. Left and right are mentions (or a
subject and a value), never entities, because those change with the decision.
"""

import hashlib
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from communique.errors import AuthorityError
from communique.ledger import rewrite
from communique.records import Judgement
from communique.rows import read_rows, with_line

COLUMNS: Final = ("kind", "left", "right", "verdict", "reason", "by", "date", "evidence_hash")
#: What can be judged, and the verdicts that each allows; of a value, the one that holds is named at the right.
VERDICTS: Final = {
    **dict.fromkeys(("person", "body", "post", "meeting", "thing"), ("same", "different", "unsure")),
    "value": ("prefer",),
}
_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}")


def read_judgements(folder: str | Path) -> tuple[Judgement, ...]:
    """Read all judgement files of a folder, sorted by file and line; a missing folder holds none.

    Raises:
        AuthorityError: a row has the wrong columns, an unknown kind or verdict, no reason, or no date.
    """
    return tuple(row for path in sorted(Path(folder).glob("*.tsv")) for row in _read_file(path))


def append_judgement(path: str | Path, judgement: Judgement) -> None:
    """Add one row to a judgement file, which is made if need be; the file is replaced at once or not at all.

    Raises:
        AuthorityError: the row could not be read back, or the file cannot be written.
    """
    path = Path(path)
    row = (
        judgement.kind,
        judgement.left,
        judgement.right,
        judgement.verdict,
        judgement.reason,
        judgement.by,
        judgement.date,
        judgement.evidence_hash,
    )
    line = "\t".join(" ".join(cell.split()) for cell in row)
    _judgement(line, f"{path}: the new row")
    rewrite(path, lambda known: with_line(known, "\t".join(COLUMNS), line))


def evidence_hash(texts: Iterable[str]) -> str:
    """Return sixteen hex digits of a hash of the words that a judgement was made on.

    >>> evidence_hash(["Ann Lee", "A. Lee"])
    '5ab508b2ccf3f789'
    """
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()[:16]


def _read_file(path: Path) -> Iterable[Judgement]:
    rows = read_rows(path)
    if rows and tuple(rows[0][1].split("\t")) != COLUMNS:
        raise AuthorityError(f"{path}:{rows[0][0]}: the columns are {rows[0][1]!r}; expected {' '.join(COLUMNS)}, parted by tabs")
    return [_judgement(line, f"{path.name}:{number}") for number, line in rows[1:]]


def _judgement(line: str, where: str) -> Judgement:
    cells = line.split("\t")
    if len(cells) != len(COLUMNS):
        raise AuthorityError(f"{where}: {len(cells)} cells; expected {len(COLUMNS)} ({', '.join(COLUMNS)}), parted by tabs")
    row = dict(zip(COLUMNS, cells, strict=True))
    if row["kind"] not in VERDICTS:
        raise AuthorityError(f"{where}: kind is {row['kind']!r}; expected one of {', '.join(VERDICTS)}")
    if row["verdict"] not in VERDICTS[row["kind"]]:
        raise AuthorityError(f"{where}: verdict is {row['verdict']!r}; expected one of {', '.join(VERDICTS[row['kind']])}")
    for column in ("left", "right", "reason", "by"):
        if not row[column].strip():
            raise AuthorityError(f"{where}: {column} is empty; fill it in")
    if not _DATE.fullmatch(row["date"]):
        raise AuthorityError(f"{where}: date is {row['date']!r}; expected a day like 2024-05-31")
    return Judgement(**row, source=where)
