"""Named things: mechanisms, programmes, projects, instruments and facilities, told by the noun that ends their name."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from communique.lexicon import rows
from communique.reading.frames import Clause
from communique.reading.line import Line
from communique.reading.page import Page
from communique.reading.people import Span
from communique.reading.words import plain
from communique.records import ReadThing, ThingKind

_CAPITAL: Final = r"(?:[VWCJSZYKTREOmIhA][']?|0(?=[VWCJKTm]))"
#: A run of words of names with the small words that may stand inside one.
_RUN: Final = re.compile(rf"{_CAPITAL}(?:{_CAPITAL}|[q0]|(?<=[VWCm]),(?=[VW]{{1,3}},?&[VW])|,?&(?=[VWC])|[ofuvtn]e?(?={_CAPITAL})|(?<=[SV])&e?(?=S)|x(?=[VWCm])){{0,24}}")
_ACRONYM: Final = re.compile(r"\s*\(([A-Z][\w&+-]{1,9})\)")
_RESOLUTION: Final = re.compile(r"\b(?:(?:UN|U\.N\.|United Nations) )?(?:Security Council|General Assembly|Human Rights Council)? ?Resolutions? \d+(?: \(\d{4}\))?")
_ENTRY: Final = re.compile(r"[Pp]orts? of [Ee]ntry (?:of|at) ((?:[A-Z][\w-]+ ?){1,3})")
_ORDINAL: Final = re.compile(r"^(?:[Tt]he )?(?:(?:\d+(?:st|nd|rd|th)(?! [Cc]entury)|[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ff]ifth|[Ss]ixth|[Ss]eventh|[Ee]ighth|[Nn]inth|[Tt]enth|[Ii]naugural|[Aa]nnual|[IVX]{2,})\s+)+")
_OPENING: Final = re.compile(r"^(?:The|This|These|In|At|On|For|During|Through|As|Both|A|An|Joint Statement (?:of|on)(?: the)?|Statement on(?: the)?) ")


@cache
def _nouns() -> tuple[re.Pattern[str], dict[str, ThingKind]]:
    kinds: dict[str, ThingKind] = {row["words"]: row["kind"] for row in rows("things")}  # type: ignore[misc]
    return re.compile(r"(?<![\w-])(" + "|".join(re.escape(word) for word in sorted(kinds, key=lambda word: (-len(word), word))) + r")(?![\w-])"), kinds


def _name(page: Page, start: int, end: int) -> tuple[Span, ThingKind] | None:
    """Return the part of a run that ends with a noun of things, without ordinal and opening words, and its kind."""
    pattern, kinds = _nouns()
    found = list(pattern.finditer(page.view, start, end))
    if not found:
        return None
    last = found[-1]
    words = page.view[start : last.end()]
    for opening in (_OPENING, _ORDINAL):
        if match := opening.match(words):
            start += match.end()
            words = words[match.end() :]
    if " " not in words.strip() or not words[:1].strip() or not re.search(r"[A-Z]", words[: -len(last[0])] or last[0] if " " in last[0] else words[: -len(last[0])]):
        return None
    kind = kinds[last[0]]
    stop = end if kind in {"instrument", "mechanism"} and re.match(r" (?:of|on|for|between|to|in) ", page.view[last.end() : end]) else last.end()
    return (start, stop), kind


def _runs(line: Line) -> list[Span]:
    return [(line.starts[found.start()], line.ends[found.end() - 1]) for found in _RUN.finditer(line.labels)]


def _acronym(page: Page, end: int) -> tuple[str | None, int]:
    found = _ACRONYM.match(page.view, end)
    return (found[1], found.end()) if found else (None, end)


def _thing(page: Page, span: Span, kind: ThingKind, rule: str) -> ReadThing:
    acronym, _ = _acronym(page, span[1])
    at = page.excerpt(*span)
    sentence = page.sentence_at(span[0])
    name = page.value(*span)
    return ReadThing(_ACRONYM.sub("", name) if name.endswith(")") else name, kind, at, rule, (at, page.excerpt(sentence.start, sentence.end)), acronym)


def find_things(page: Page, clauses: Sequence[Clause], lines: Sequence[Line], series: Sequence[tuple[Span, str]]) -> tuple[ReadThing, ...]:
    """Return the named things of a document; of names that hold each other only the longest.

    `series` are the spans and names of the series that the document's meetings belong to.
    """
    found: list[ReadThing] = []
    for line in lines:
        for start, end in _runs(line):
            if got := _name(page, start, end):
                found.append(_thing(page, *got, "noun that ends a name"))
    for clause in clauses:
        for pattern, kind, rule in ((_RESOLUTION, "instrument", "numbered resolution"), (_ENTRY, "facility", "port of entry by name")):
            for match in pattern.finditer(page.view, clause.start, clause.end):
                span = match.span(1) if match.re.groups else match.span()
                found.append(_thing(page, (span[0], span[0] + len(page.view[slice(*span)].rstrip())), kind, rule))  # type: ignore[arg-type]
    pattern, _ = _nouns()
    found += [_thing(page, span, "mechanism", "series of a meeting") for span, name in series if pattern.search(name)]
    return _longest(found)


def _longest(found: Sequence[ReadThing]) -> tuple[ReadThing, ...]:
    """Return the things without those whose words end or begin a longer name of the same kind."""
    kept: dict[str, ReadThing] = {}
    for thing in sorted(found, key=lambda one: (-len(one.name), one.at.start)):
        words = plain(thing.name).lower()
        if not any(longer.endswith(" " + words) or longer == words for longer in kept):
            kept[words] = thing
    return tuple(sorted(kept.values(), key=lambda thing: thing.at.start))
