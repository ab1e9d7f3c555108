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
_ROW: Final = re.compile(r"(?:e?[JS]'?g?d?:)?e?P")

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
        elif _opens(page, clause, sentence.kind):
            opening = clause
        elif (
            opening and _ROW.match(clause.line.labels) and clause.mentions[0].posts and not any(one.actors for one in clause.frames)
        ):
            before = clause.line.labels.partition("P")[0]
            frame = Frame("i", span_of(clause.line, 0, 1), 0, others=[_party(clause if ":" in before else opening, Actor(0))])
            yield number, frame
        elif sentence.kind == "text":
            opening = None
