"""The review pages: what each shows, and what a form on it does. They run in a thread, one at a time."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import quote, urlencode

from communique.errors import AuthorityError, CommuniqueError
from communique.linking.sheet import DECISIONS
from communique.review.bench import Bench
from communique.review.cases import show_cases
from communique.review.links import FIELD, decide, group, sheet_of, waiting
from communique.review.render import Reader, render
from communique.server.refusals import Refusal

PATH: Final = "/review"
#: A page shows so many cases or subjects; the next ones come when these are decided.
MOST: Final = 50


@dataclass(frozen=True, slots=True)
class Visit:
    """One request: who reads, the fields of the address or of the form, and the target that the path names."""

    reader: Reader
    fields: Mapping[str, str] = field(default_factory=dict)
    target: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """A page with its status, or where to go on to (303)."""

    body: str = ""
    status: int = 200
    location: str = ""


def show_overview(bench: Bench, visit: Visit) -> Answer:
    """Show how much waits, what was decided since the last build, and what the last build gave."""
    kinds = [case.kind == "value" for case in bench.open().cases]
    targets = [(name, _count(bench, name)) for name in bench.desk.targets()]
    values = {
        "contradictions": sum(kinds),
        "pairs": len(kinds) - sum(kinds),
        "candidates": sum(count or 0 for _, count in targets),
        "pending": bench.pending(),
        "built": bench.built,
    }
    return Answer(render("overview", bench.settings, visit.reader, **values))


def _count(bench: Bench, target: str) -> int | None:
    """Return how many candidates of a target's sheet wait; nothing where it has no sheet, or one that cannot be read."""
    if not sheet_of(bench, target).is_file():
        return None
    try:
        return sum(bool(row.candidate_id) for row in waiting(bench, target))
    except CommuniqueError:
        return None


def start_build(bench: Bench, visit: Visit) -> Answer:
    """Build, and go on to the overview, which says what came of it."""
    del visit
    bench.rebuild()
    return Answer(location=f"{PATH}#build")


def show_cases_page(bench: Bench, visit: Visit, mistake: str = "") -> Answer:
    """Show the open cases; after a mistake, with what was typed."""
    opened = bench.open()
    values = {
        "cases": tuple(show_cases(opened, opened.cases[:MOST])),
        "rest": max(0, len(opened.cases) - MOST),
        "fields": defaultdict(str, visit.fields),
        "mistake": mistake,
        "folder": _relative(bench, bench.settings.paths["judgements"]),
    }
    return Answer(render("cases", bench.settings, visit.reader, **values), 400 if mistake else 200)


def settle_case(bench: Bench, visit: Visit) -> Answer:
    """Record the judgement that a form holds, and go on to what is left.

    Raises:
        Refusal: the case does not wait any more (409).
    """
    given = {name: visit.fields.get(name, "").strip() for name in ("case", "verdict", "reason", "by")}
    case = next((case for case in bench.open().cases if case.id == given["case"]), None)
    if case is None:
        raise Refusal(409, f"{given['case'] or 'no case'}: this case does not wait for a judgement any more; load the page again")
    try:
        bench.settle(case, given["verdict"], given["reason"], given["by"])
    except AuthorityError as error:
        return show_cases_page(bench, visit, str(error))
    return Answer(location=f"{PATH}/cases?{urlencode({'done': case.id, 'by': given['by']})}")


def show_targets(bench: Bench, visit: Visit) -> Answer:
    """Show the data sets that can be linked with."""
    targets = [(name, quote(name), _count(bench, name)) for name in bench.desk.targets()]
    return Answer(render("targets", bench.settings, visit.reader, targets=targets))


def show_target(bench: Bench, visit: Visit, mistake: str = "") -> Answer:
    """Show the candidates of one target, or why there are none to show; after a mistake, with what was chosen."""
    _known(bench, visit.target)
    trouble = ""
    try:
        found = group(waiting(bench, visit.target))
    except CommuniqueError as error:
        found, trouble = [], str(error)
    sheet = sheet_of(bench, visit.target)
    values = {
        "target": visit.target,
        "action": f"{PATH}/links/{quote(visit.target)}",
        "subjects": found[:MOST],
        "rest": max(0, len(found) - MOST),
        "fields": defaultdict(str, visit.fields),
        "mistake": mistake,
        "trouble": trouble,
        "decisions": [name for name in (*DECISIONS, "unsure") if name != "none"],
        "prefix": FIELD,
        "sheet": _relative(bench, sheet) if sheet.is_file() else "",
        "folder": _relative(bench, bench.desk.links),
    }
    return Answer(render("target", bench.settings, visit.reader, **values), 409 if trouble else 400 if mistake else 200)


def decide_links(bench: Bench, visit: Visit) -> Answer:
    """Record the decisions that a form holds on one subject, and go on to what is left.

    Raises:
        Refusal: the subject does not wait any more (409).
    """
    _known(bench, visit.target)
    subject = visit.fields.get("subject", "")
    try:
        rows = [row for row in waiting(bench, visit.target) if row.subject_id == subject]
        if rows:
            done = decide(bench, visit.target, rows, visit.fields)
    except CommuniqueError as error:
        return show_target(bench, visit, str(error))
    if not rows:
        raise Refusal(409, f"{subject or 'no subject'}: nothing waits for a decision on it any more; load the page again")
    told = {"accepted": done.accepted, "rejected": done.rejected, "none": done.none, "by": visit.fields["by"].strip()}
    return Answer(location=f"{PATH}/links/{quote(visit.target)}?{urlencode(told)}")


def _known(bench: Bench, target: str) -> None:
    if target not in bench.desk.targets():
        raise Refusal(404, f"{target}: no such data set; expected one of {', '.join(bench.desk.targets()) or 'none'}")


def _relative(bench: Bench, path: Path) -> str:
    root = bench.settings.root
    return str(path.relative_to(root)) if path.is_relative_to(root) else path.name
