"""Candidates for links as the page shows them, and what becomes of a form with decisions.

Candidates come from the sheet `review/TARGET.tsv` in the folder of links, where there is one (so what was found over the network
can be decided without it), else they are looked for now, without the network. What was decided before does not come back.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from communique.errors import AuthorityError
from communique.linking.sheet import (
    DECISIONS,
    UNDECIDED,
    Decided,
    Review,
    SheetRow,
    apply_sheet,
    decided_pairs,
    linked,
    read_sheet,
    sheet_rows,
)
from communique.linking.sssom import NO_TERM, MappingSet
from communique.review.bench import Bench, today

#: The name of a form's field for the decision on a candidate begins so; the candidate's id follows.
FIELD = "decision:"


@dataclass(frozen=True, slots=True)
class ShownSubject:
    """One of our things with its candidates, none where nothing was found."""

    about: SheetRow
    candidates: tuple[SheetRow, ...]


def sheet_of(bench: Bench, target: str) -> Path:
    """Return where a target's sheet lies, if it has one."""
    return bench.desk.links / "review" / f"{target}.tsv"


def waiting(bench: Bench, target: str) -> list[SheetRow]:
    """Return the rows that nobody has decided; raises what the target or the sheet raises."""
    sheet, found = sheet_of(bench, target), bench.desk.target(target)
    rows = read_sheet(sheet) if sheet.is_file() else list(sheet_rows(bench.desk.suggest(bench.store(), target)))
    base, links = bench.desk.base, bench.desk.links
    pairs = decided_pairs(links, found, base)
    nowhere = MappingSet({}).expand(NO_TERM)
    done = linked(links, found, base) | {ours for ours, theirs in pairs if theirs == nowhere}
    settled = {row.subject_id for row in rows if row.decision in {"same", "none"}}
    return [
        row
        for row in rows
        if row.decision in UNDECIDED and row.subject_id not in done | settled and (row.subject_id, row.candidate_id) not in pairs
    ]


def group(rows: Sequence[SheetRow]) -> list[ShownSubject]:
    """Return rows by their subject, those with candidates first."""
    by_subject: dict[str, list[SheetRow]] = {}
    for row in rows:
        by_subject.setdefault(row.subject_id, []).append(row)
    found = [ShownSubject(rows[0], tuple(row for row in rows if row.candidate_id)) for rows in by_subject.values()]
    return sorted(found, key=lambda one: not one.candidates)


def decide(bench: Bench, target: str, rows: Sequence[SheetRow], fields: Mapping[str, str]) -> Decided:
    """Write a form's decisions on the rows of one subject into the mapping files.

    Raises:
        AuthorityError: nobody signed, nothing was decided, or the decisions contradict each other.
    """
    by = fields.get("by", "").strip()
    if not by:
        raise AuthorityError("by is empty; say who decides")
    chosen = [replace(row, decision=fields.get(FIELD + row.candidate_id, "")) for row in rows if row.candidate_id]
    if fields.get("none"):
        chosen.append(replace(rows[0], candidate_id="", decision="none"))
    for row in chosen:
        if row.decision not in {*DECISIONS, *UNDECIDED}:
            msg = f"{row.candidate_id}: the decision is '{row.decision}'; expected one of {', '.join(DECISIONS)}, or unsure"
            raise AuthorityError(msg)
    if all(row.decision in UNDECIDED for row in chosen):
        raise AuthorityError(f"{rows[0].subject_label}: nothing was decided; choose for at least one candidate")
    desk = bench.desk
    return apply_sheet(chosen, desk.links, desk.target(target), Review(by, today(), desk.base, desk.licence))
