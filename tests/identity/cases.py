"""The labelled pairs of `pairs.tsv` and `meetings.tsv`: how each is laid out as documents, and what identity makes of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.identity.pages import Page, resolved

FOLDER: Final = Path(__file__).parent
TABLES: Final = ("pairs.tsv", "meetings.tsv")


@dataclass(frozen=True)
class Case:
    """One labelled pair: what it is of, its tier, the truth, the frozen result, both sides, and how they stand to each other."""

    kind: str
    tier: str
    label: str
    frozen: str
    left: str
    right: str
    context: str


def read_cases(table: str) -> tuple[Case, ...]:
    """Read a table of labelled pairs."""
    lines = (FOLDER / table).read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    assert rows[0] == ["kind", "tier", "label", "found", "left", "right", "context"], table
    return tuple(Case(*row) for row in rows[1:])


def decide(case: Case) -> str:
    """Return what identity makes of a pair: `same` or `apart`."""
    pages, left, right = {"person": _people, "body": _bodies, "post": _posts, "meeting": _meetings}[case.kind](case)
    found = resolved(*pages)
    return "same" if found.entity_of[left] == found.entity_of[right] else "apart"


def _parts(text: str, count: int) -> Iterator[str]:
    parts = [part.strip() for part in text.split(";")]
    yield from parts
    yield from [""] * (count - len(parts))


def _pages(case: Case) -> tuple[Page, Page]:
    """One document for both, or one for each."""
    first = Page("a", "2021-01-01")
    return first, first if "one document" in case.context or "one list" in case.context else Page("b", "2022-01-01")


def _people(case: Case) -> tuple[list[Page], str, str]:
    """Lay two people out in documents; the context may put them in one meeting or list, or add a third."""
    first, second = _pages(case)
    shared = "one meeting" in case.context or "one list" in case.context
    left = _person(first, case.left, case.context, None)
    right = _person(second, case.right, case.context, left if shared and first is second else None)
    pages = [first, second]
    for number, also in enumerate(case.context.split("also: ")[1:]):
        pages.append(Page(f"c{number}", "2021-06-01"))
        _person(pages[-1], also, "", None)
    return pages, left, right


def _person(page: Page, text: str, context: str, beside: str | None) -> str:
    name, title, body, side, series, date = _parts(text, 6)
    ordinal = 3 if "one meeting" in context else None
    meeting = page.made[beside].meeting if beside else page.meeting("", series or None, date or None, ordinal=ordinal)
    listed = "list-1" if "one list" in context else None
    return page.person(name, *([(title, body or None)] if title else []), side=side or None, meeting=meeting, listed=listed)


def _bodies(case: Case) -> tuple[list[Page], str, str]:
    first, second = _pages(case)
    found = []
    for page, text in ((first, case.left), (second, case.right)):
        name, acronym, side = _parts(text, 3)
        found.append(page.body(name, side or None, acronym or None))
    return [first, second], str(found[0]), str(found[1])


def _posts(case: Case) -> tuple[list[Page], str, str]:
    first, second = _pages(case)
    found = []
    for number, (page, text) in enumerate(((first, case.left), (second, case.right))):
        title, body, side = _parts(text, 3)
        person = page.person(f"Holder {['Alpha', 'Beta'][number]}", (title, body or None), side=side or None)
        found.append(f"{person}/post/0")
    return [first, second], found[0], found[1]


def _meetings(case: Case) -> tuple[list[Page], str, str]:
    first, second = _pages(case)
    return [first, second], _meeting(first, case.left), _meeting(second, case.right)


def _meeting(page: Page, text: str) -> str:
    name, series, ordinal, date, status, people = _parts(text, 6)
    if not status:
        return page.reference(name, date or None)
    meeting = page.meeting(name, series or None, date or None, ordinal=int(ordinal) if ordinal else None, status=status)
    for person in filter(None, people.split(",")):
        words, _, side = person.strip().partition("@")
        page.person(words, side=side or None, meeting=meeting)
    return meeting
