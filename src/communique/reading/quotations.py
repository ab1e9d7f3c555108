# ruff: noqa: E501 - a pattern or a row of a table is read as one line
"""Direct speech: what stands between quotation marks beside a verb of saying, and who says it."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from communique.reading.frames import Clause
from communique.reading.page import Page
from communique.reading.roster import Person, Roster
from communique.records import ReadQuotation

_QUOTE: Final = re.compile(r"\"([^\"\n]{12,1500})\"")
_SIGNATURE: Final = re.compile(r"[–—-]\s*$")
#: Characters that a line may have to be a signature.
_SHORT: Final = 120
_SAID: Final = re.compile(
    r"\b(?:said|says|stated|states|noted|notes|added|adds|told|remarked|emphasized|stressed|declared|explained|underscored|commented|affirmed|concluded|observed|pointed out|according to|called for|calling for|called (?:it|them|this|the \w+)|described|describing|spoke of|urged|recalled|reiterated|praised|assured|welcomed|expressed|hailed)\b"
)


def _speaker(clauses: Sequence[Clause], roster: Roster, start: int, end: int) -> Person | None:
    """Return the person named outside the quotation in its sentence or the sentences beside it in the same block."""
    touching = [clause for clause in clauses if clause.start < end and clause.end > start]
    blocks = {clause.block for clause in touching}
    near = touching + [clause for clause in clauses if clause.block in blocks and clause not in touching]
    for clause in near:
        outside = [mention for mention in clause.mentions if mention.name[1] <= start or mention.name[0] >= end]
        if outside:
            after = [mention for mention in outside if mention.name[0] >= end]
            return roster.of((after or outside)[0])
    return None


def _signed(page: Page, clauses: Sequence[Clause], roster: Roster) -> Iterator[ReadQuotation]:
    """Yield paragraphs that a line "– Secretary A, May 3" signs."""
    first = 0
    for number, (sentence, clause) in enumerate(zip(page.sentences, clauses, strict=True)):
        if number and sentence.block != page.sentences[number - 1].block:
            before, first = page.sentences[first], number
            signs = (
                clause.mentions
                and clause.mentions[0].whole[0] == clause.start
                and _SIGNATURE.search(page.text, clause.start - 3, clause.start)
            )
            if signs and sentence.kind == "item" and clause.end - clause.start < _SHORT:
                at = page.excerpt(before.start, page.sentences[number - 1].end)
                evidence = (at, page.excerpt(clause.start, clause.end))
                yield ReadQuotation(roster.of(clause.mentions[0]).name, at.quote, at, "paragraph signed after a dash", evidence)


def find_quotations(page: Page, clauses: Sequence[Clause], roster: Roster) -> tuple[ReadQuotation, ...]:
    """Return the direct speech of a document, in order; "he said" is the speaker before."""
    found: list[ReadQuotation] = []
    last: str | None = None
    for match in _QUOTE.finditer(page.view):
        first, final = page.sentence_at(match.start()), page.sentence_at(match.end() - 1)
        around = (
            page.view[first.start : match.start()] + page.view[match.end() : max(final.end, match.end()) + 80].split("\n", 1)[0]
        )
        if not _SAID.search(around):
            continue
        person = _speaker(clauses, roster, *match.span())
        speaker = person.name if person else last
        last = speaker
        at = page.excerpt(*match.span(1))
        evidence = (at, page.excerpt(min(first.start, match.start()), max(final.end, match.end())))
        found.append(ReadQuotation(speaker, at.quote, at, "quotation marks beside a verb of saying", evidence))
    return tuple(sorted([*found, *_signed(page, clauses, roster)], key=lambda one: one.at.start))
