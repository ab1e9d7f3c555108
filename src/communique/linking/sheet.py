"""The review sheet: candidates put before a person, and the decisions taken back.

A sheet is TSV, one row for each candidate, with our words beside it and the sum that made its score; a subject without candidates
has one row. A person fills `decision`:

- `same`, `close`, `related`: accepted, as an exact, close or related match;
- `not-same`: rejected, and never suggested again;
- `none`: looked for and not found (on any row of the subject);
- `unsure`, or nothing: not decided.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Final

from communique import __version__
from communique.errors import AuthorityError
from communique.ledger import rewrite
from communique.linking.base import Subject, Target
from communique.linking.dates import iso_date
from communique.linking.features import THRESHOLD
from communique.linking.links_graph import REJECTED
from communique.linking.sssom import NO_TERM, NOT, Mapping, MappingSet, joined, read_sssom, write_sssom
from communique.linking.suggest import Candidate, Pair, Suggestion

#: What a decision makes of a row: predicate and modifier.
DECISIONS: Final = {
    "same": ("skos:exactMatch", ""),
    "close": ("skos:closeMatch", ""),
    "related": ("skos:relatedMatch", ""),
    "not-same": ("skos:exactMatch", NOT),
    "none": ("skos:exactMatch", ""),
}
_DAY: Final = 10
_SCORE: Final = re.compile(r"0(\.\d+)?|1(\.0+)?")
UNDECIDED: Final = frozenset({"", "unsure"})
#: The prefix of our own identifiers in mapping files.
OURS: Final = "communique"


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row of a review sheet; every cell is text."""

    subject_id: str
    subject_label: str
    kind: str
    quotation: str
    attested: str
    posts: str
    verdict: str
    rank: str
    candidate_id: str
    candidate_label: str
    candidate_kind: str
    candidate_about: str
    candidate_iri: str
    score: str
    why: str
    decision: str = ""
    decided_by: str = ""
    comment: str = ""


_COLUMNS: Final = tuple(one.name for one in fields(SheetRow))


def sheet_rows(suggestions: Iterable[Suggestion]) -> Iterator[SheetRow]:
    """Yield the rows of a sheet, subjects in their order, candidates best first.

    >>> [row] = sheet_rows([Suggestion(Subject("person/r", "person", "Ruth Harrow", quotes=("said Harrow",)), "not there")])
    >>> row.verdict, row.quotation, row.candidate_id
    ('not there', 'said Harrow', '')
    """
    for one in suggestions:
        yield from (_row(one, place, candidate) for place, candidate in enumerate(one.candidates, 1))
        if not one.candidates:
            yield _row(one, 0, None)


def _row(one: Suggestion, place: int, candidate: Candidate | None) -> SheetRow:
    ours = one.subject
    theirs = candidate.record if candidate else Subject("", "", "")
    return SheetRow(
        subject_id=ours.id,
        subject_label=ours.label,
        kind=ours.kind,
        quotation=" … ".join(ours.quotes[:2]),
        attested=", ".join(ours.dates),
        posts=_posts(ours),
        verdict=one.verdict,
        rank=str(place) if candidate else "",
        candidate_id=theirs.id,
        candidate_label=theirs.label,
        candidate_kind=theirs.kind,
        candidate_about=theirs.description or _posts(theirs),
        candidate_iri=theirs.iri,
        score=f"{candidate.score.value:.2f}" if candidate else "",
        why=candidate.score.why if candidate else "",
    )


def _posts(subject: Subject) -> str:
    spans = ((one, "–".join(dict.fromkeys(day for day in (one.start, one.end) if day))) for one in subject.posts)
    return "; ".join(f"{one.title} {one.place}".strip() + (f" ({span})" if span else "") for one, span in spans)


def write_sheet(suggestions: Iterable[Suggestion]) -> str:
    """Return a review sheet as TSV, with a head row."""
    return write_rows(sheet_rows(suggestions))


def write_rows(rows: Iterable[SheetRow]) -> str:
    """Return the rows of a review sheet as TSV, with a head row; white space within cells becomes plain."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter="\t", lineterminator="\n")
    writer.writerow(_COLUMNS)
    writer.writerows([" ".join(getattr(row, column).split()) for column in _COLUMNS] for row in rows)
    return text.getvalue()


def read_sheet(path: Path) -> list[SheetRow]:
    """Return the rows of a review sheet.

    Raises `AuthorityError` for a file that is no sheet, a decision that means nothing, and one on a candidate that is not there.
    """
    try:
        reader = csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline=""), delimiter="\t", restval="")
        found = list(enumerate(reader, 2))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        message = f"{path}: {error}; expected a review sheet, as `communique link suggest` writes it"
        raise AuthorityError(message) from error
    if missing := [column for column in _COLUMNS if column not in (reader.fieldnames or ())]:
        message = f"{path}: no column {', '.join(missing)}; expected a review sheet, as `communique link suggest` writes it"
        raise AuthorityError(message)
    return [
        _checked(SheetRow(**{column: row[column].strip() for column in _COLUMNS}), f"{path}, line {line}") for line, row in found
    ]


def _checked(row: SheetRow, where: str) -> SheetRow:
    row = replace(row, decision=row.decision.lower().replace(" ", "-"))
    if row.decision not in {*DECISIONS, *UNDECIDED}:
        message = f"{where}: the decision is '{row.decision}'; expected one of {', '.join(DECISIONS)}, unsure, or nothing"
        raise AuthorityError(message)
    if row.score and not _SCORE.fullmatch(row.score):
        message = f"{where}: the score is '{row.score}'; expected a number from 0 to 1, as the sheet was written with"
        raise AuthorityError(message)
    if row.decision not in {"none", *UNDECIDED} and not row.candidate_id:
        message = f"{where}: '{row.decision}' on a row without a candidate; write 'none' where nothing was found"
        raise AuthorityError(message)
    return row


@dataclass(frozen=True, slots=True)
class Decided:
    """What a sheet was turned into: how many rows were accepted, rejected, found to have no counterpart, and left."""

    accepted: int
    rejected: int
    none: int
    left: int


@dataclass(frozen=True, slots=True)
class Review:
    """Who decided and when (an ISO date), in which data set: its base address, and its licence."""

    by: str
    date: str
    base: str
    licence: str = "https://creativecommons.org/licenses/by/4.0/"


def apply_sheet(rows: Sequence[SheetRow], folder: Path, target: Target, review: Review) -> Decided:
    """Write a sheet's decisions into the mapping files of a folder, and return how many there were of each kind.

    What is accepted, or found to be nowhere, goes into `TARGET.sssom.tsv`; what is rejected into `rejected.sssom.tsv`, since
    careless readers drop the modifier that says "not". Raises `AuthorityError` where one subject is said to be two things, and
    for a date that is no day.
    """
    if len(iso_date(review.date)) != _DAY or iso_date(review.date) != review.date:
        message = f"{review.date}: no day; expected YYYY-MM-DD"
        raise AuthorityError(message)
    _check_single(rows)
    decided = [(row, _mapping(row, target, review)) for row in rows if row.decision not in UNDECIDED]
    accepted = [mapping for _, mapping in decided if mapping.predicate_modifier != NOT]
    rejected = [mapping for _, mapping in decided if mapping.predicate_modifier == NOT]
    folder.mkdir(parents=True, exist_ok=True)
    for name, fresh in ((f"{target.name}.sssom.tsv", accepted), (REJECTED, rejected)):
        if fresh:
            _add(folder / name, fresh, target, review)
    nowhere = len({mapping.subject_id for mapping in accepted if mapping.object_id == NO_TERM})
    kept = sum(mapping.object_id != NO_TERM for mapping in accepted)
    return Decided(kept, len(rejected), nowhere, sum(row.decision in UNDECIDED for row in rows))


def _check_single(rows: Sequence[SheetRow]) -> None:
    settled = Counter(row.subject_id for row in rows if row.decision in {"same", "none"})
    if twice := sorted(subject for subject, times in settled.items() if times > 1):
        message = f"{twice[0]}: decided 'same' or 'none' on {settled[twice[0]]} rows; one record can be the same, or none is"
        raise AuthorityError(message)


def _mapping(row: SheetRow, target: Target, review: Review) -> Mapping:
    predicate, modifier = DECISIONS[row.decision]
    nowhere = row.decision == "none"
    return Mapping(
        f"{OURS}:{row.subject_id}",
        predicate,
        NO_TERM if nowhere else f"{target.prefix}:{row.candidate_id}",
        "semapv:ManualMappingCuration",
        row.subject_label,
        row.kind,
        modifier,
        "" if nowhere else row.candidate_label,
        "" if nowhere else row.candidate_kind,
        reviewer_label=row.decided_by or review.by,
        mapping_cardinality="1:0" if nowhere else "",
        mapping_tool="communique",
        mapping_tool_version=__version__,
        mapping_date=review.date,
        confidence=_confidence(row),
        similarity_score="" if nowhere else row.score,
        comment=row.comment or ("" if nowhere else row.why),
        source=f"{target.name}, reviewed" if nowhere else row.candidate_iri,
    )


def _confidence(row: SheetRow) -> str:
    """Return how sure an accepted pair is: highest where the person and the comparison agree."""
    if row.decision != "same":
        return ""
    return "0.95" if row.score and float(row.score) >= THRESHOLD else "0.9"


def _add(path: Path, fresh: list[Mapping], target: Target, review: Review) -> None:
    about = {
        "mapping_set_id": f"{review.base}links/{path.name}",
        "mapping_set_title": f"Links with {target.name}" if path.name != REJECTED else "Links that were looked at and rejected",
        "license": review.licence,
    }
    prefixes = {OURS: review.base, target.prefix: target.space}

    def added(known: str) -> str:
        old = read_sssom(path) if known else MappingSet({}, about)
        return write_sssom(joined(old, fresh, prefixes))

    rewrite(path, added)


def decided_pairs(folder: Path, target: Target, base: str) -> frozenset[Pair]:
    """Return the pairs (our id, its id) that are not to be suggested again: those rejected, and those linked."""
    files = [path for path in (folder / f"{target.name}.sssom.tsv", folder / REJECTED) if path.exists()]
    sets = [read_sssom(path) for path in files]
    pairs = [(found.expand(one.subject_id), found.expand(one.object_id)) for found in sets for one in found.mappings]
    return frozenset((ours.removeprefix(base), theirs.removeprefix(target.space)) for ours, theirs in pairs)


def linked(folder: Path, target: Target, base: str) -> frozenset[str]:
    """Return the ids of ours that have an exact match in a target already, so that nothing is suggested for them."""
    path = folder / f"{target.name}.sssom.tsv"
    found = read_sssom(path) if path.exists() else MappingSet({})
    exact = (one for one in found.mappings if one.found and one.predicate_id == "skos:exactMatch")
    return frozenset(found.expand(one.subject_id).removeprefix(base) for one in exact)
