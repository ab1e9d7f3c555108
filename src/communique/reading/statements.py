# ruff: noqa: E501 - a pattern or a row of a table is read as one line

"""What a text says of a series or mechanism as such: when it began, how often it meets, its goal, the span it has lasted."""

import re
from collections.abc import Iterator
from typing import Final

from communique.reading.page import Page
from communique.records import ReadStatement, StatementProperty

#: Patterns with the value in a group, by property and rule.
FORMS: Final[tuple[tuple[StatementProperty, str, re.Pattern[str]], ...]] = tuple(
    (prop, rule, re.compile(pattern))  # type: ignore[misc]
    for prop, rule, pattern in (
        ("began", "launched or begun in a year", r"\b(?:since its (?:launch|inception|establishment|creation|founding) in|(?:was |were )?(?:launched|established|created|founded|initiated|inaugurated|began|begun) in|[Ss]ince) ((?:19|20)\d\d)\b"),
        ("frequency", "how often it meets", r"\b(?:has |have )?((?:generally |usually )?(?:held|met|convened|hold|holds|meets?|convenes?)(?: [a-z]+){0,2} (?:annual(?:ly)?|biannual(?:ly)?|yearly|regular(?:ly)?|every (?:year|two years|other year|six months)|twice (?:a year|yearly))(?: (?:plenary )?meetings)?)"),
        ("span", "the span it has lasted", r"\bspanning ((?:[^;.\n]|(?<=[A-Z])\.|\.(?=\w)){5,160}?)(?=(?<![A-Z])[.;]|;|\n|\.\s*$|$)"),
        ("goal", "its goal", r"\b(?:[Tt]he (?:goal|aim|purpose|objective)s? of the [A-Z][^.;]{3,80}? (?:is|are)(?: to)?|whose (?:goal|aim|purpose|objective) is(?: to)?|with (?:a|the) (?:clear )?(?:goal|aim|purpose|objective) (?:of|to)|works to|aims to|seeks to|is designed to)\s+([^.;]{10,300})"),
    )
)  # fmt: skip
#: Words without which a pattern finds nothing.
HINTS: Final[dict[StatementProperty, tuple[str, ...]]] = {
    "began": ("ince 19", "ince 20", " in 19", " in 20"),
    "frequency": ("annual", "yearly", "regular", "every ", "twice"),
    "span": ("spanning ",),
    "goal": ("goal", "aim", "purpose", "objective", "works to", "seeks to", "designed to"),
}
_ABOUT: Final = re.compile(
    r"((?:[A-Z0-9][\w.'-]*|of|the|for|on|and)(?: (?:[A-Z0-9][\w.'-]*|of|the|for|on|and|\([A-Z0-9]+\)))*?)(?: \([A-Z0-9]+\))?(?:'s)? (?:is|are|was|were|has|have|works|aims|seeks|meets|holds|convenes|began)\b"
)
_ARTICLE: Final = re.compile(r"^(?:The|As|In|Since|This|It|They|These)\s+|^the ")
_NAME: Final = re.compile(
    r"[A-Z0-9][\w.-]*[A-Z]|Initiative|Process|Committee|Dialogue|Partnership|Forum|Group|Mechanism|Council|Commission|Consultations|Program|Coalition|Conference|Quad"
)


def _about(page: Page, start: int, end: int, before: int) -> tuple[int, int] | None:
    """Return where the thing spoken of stands: the last name that is a subject before the words."""
    found = None
    for match in _ABOUT.finditer(page.view, start, end):
        if match.start() > before and found:
            break
        first, last = match.span(1)
        while article := _ARTICLE.match(page.view[first:last]):
            first += article.end()
        if _NAME.search(page.view, first, last) and last - first < 150:
            found = first, last
    return found


def find_statements(page: Page) -> Iterator[ReadStatement]:
    """Yield what is said of series and mechanisms."""
    for prop, rule, pattern in FORMS:
        for match in pattern.finditer(page.view) if any(hint in page.view for hint in HINTS[prop]) else ():
            sentence = page.sentence_at(match.start())
            if about := _about(page, sentence.start, sentence.end, match.end()):
                whole = page.excerpt(sentence.start, sentence.end)
                yield ReadStatement(page.value(*about), prop, page.value(*match.span(1)), rule, (whole,))
