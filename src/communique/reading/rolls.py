# ruff: noqa: E501 - a pattern is read as one line

"""Rolls of participants: lines that name one person each, under a heading or after words that end in a colon."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from communique.reading.frames import Actor, Clause, Frame
from communique.reading.page import Page
from communique.reading.people import span_of

_OPENS: Final = re.compile(
    r"\b(?:participants?|participated|attend(?:ees|ed|ance)|delegations?|delegates|representatives|co-?chairs?|included|present)\b",
    re.IGNORECASE,
)

#: A line that names one person, behind the party or its delegation if one is told.
_ROW: Final = re.compile(r"(?:(?:[LcTx#]oe?)?e?[JS]'?g?d?:)?e?P")

_LED: Final = re.compile(r"Loe?[JS]'?g?d:")

#: A party alone, as the heading of its part of a roll.
_PARTY_HEADING: Final = re.compile(r"e?[JS]'?g?d?:?$")

#: What a line of a roll says of one's part.
_ROLE: Final = re.compile(
    r"\(\s*(?:(head|leader) of (?:the )?delegation|(delegation) (?:head|lead)|((?:co-?)?chair))\s*\)|\b(?:(head|leader) of the [\w. ]+ ?delegation):",
    re.IGNORECASE,
)

#: A line that names all of one side: "U.S. participants: …; …".
_INLINE: Final = re.compile(r"e?(?:[JS]'?)?g?[dUQ]:(?=e?P)")


def _opens(page: Page, clause: Clause, kind: str) -> bool:
    colon = page.view[clause.end - 1] == ":"
    return (colon or kind == "heading") and bool(_OPENS.search(page.view, clause.start, clause.end))


def _party(opening: Clause, actor: Actor) -> Actor:
    """Give a person the one party that the opening words name: "The Peruvian delegation included:"."""
    line = opening.line
    parties = [at for at, label in enumerate(line.labels) if label in "JS" and line.values[at]]
    if len(parties) == 1:
        actor.party, actor.party_at = line.values[parties[0]], span_of(line, parties[0], parties[0] + 1)
    return actor


def find_rolls(page: Page, clauses: Sequence[Clause]) -> Iterator[tuple[int, Frame]]:
    """Yield the lines of rolls: the sentence, and a frame with the person whom it names."""
    opening: Clause | None = None
    for number, (clause, sentence) in enumerate(zip(clauses, page.sentences, strict=True)):
        if inline := _INLINE.match(clause.line.labels):
            others = [_party(clause, Actor(one)) for one in range(len(clause.mentions))]
            yield number, Frame("i", span_of(clause.line, 0, inline.end()), 0, others=others)
        elif (
            _opens(page, clause, sentence.kind) and not _ROW.fullmatch(clause.line.labels[: clause.line.labels.find("P") + 1])
        ) or (opening and sentence.kind == "heading" and _PARTY_HEADING.match(clause.line.labels)):
            opening = clause
        elif (
            (opening or _LED.match(clause.line.labels))
            and _ROW.match(clause.line.labels)
            and clause.mentions[0].posts
            and not any(one.actors for one in clause.frames)
        ):
            before = clause.line.labels.partition("P")[0]
            actor = _party(clause if ":" in before or not opening else opening, Actor(0))
            if role := _ROLE.search(page.view, clause.start, clause.end):
                actor.role, actor.words = "chair" if role[3] else "lead", role.span()
                actor.scope = "meeting" if role[3] else "delegation"
            yield number, Frame("i", span_of(clause.line, 0, 1), 0, others=[actor])
        elif sentence.kind == "text":
            opening = None
