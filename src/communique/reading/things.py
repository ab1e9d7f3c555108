# ruff: noqa: E501 - a pattern or a row of a table is read as one line

"""Named things: mechanisms, programmes, projects, instruments and facilities, told by the noun that ends their name."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from communique.lexicon import rows
from communique.lexicon.glossary import kept
from communique.reading.frames import Clause
from communique.reading.line import Line
from communique.reading.page import Page
from communique.reading.people import Span
from communique.reading.words import plain
from communique.records import ReadThing, ThingKind

_CAPITAL: Final = r"(?:[VWCZKTREOmIhA]'?|[JSY](?!')|0(?=[VWCJKTm]))"
#: A run of words of names, with the small words that may stand inside one.
_RUN: Final = re.compile(
    rf"{_CAPITAL}(?:{_CAPITAL}|[q0]|(?<=[VWCm]),(?=[VW]{{1,3}},?&[VW])|,?&(?=[VWC])|[ofuvt]e?(?={_CAPITAL})|(?<=[SV])&e?(?=S)){{0,24}}"
)
_ACRONYM: Final = re.compile(r"\s*\(([A-Z][\w&+-]{1,9})\)")
#: Names that no noun at their end tells, by rule; the name is the first group, or all of it.
_FORMS: Final[tuple[tuple[str, str, ThingKind, re.Pattern[str]], ...]] = tuple(
    (rule, hint, kind, re.compile(pattern))  # type: ignore[misc]
    for rule, hint, kind, pattern in (
        ("numbered resolution", "Resolution", "instrument", r"\b(?:(?:UN|U\.N\.|United Nations) )?(?:(?:Security Council|General Assembly|Human Rights Council) )?Resolutions? \d+(?: \(\d{4}\))?"),
        ("port of entry by name", "of entry ", "facility", r"[Pp]orts? of [Ee]ntry (?:of|at) ((?:[A-Z][\w-]+ )*[A-Z][\w-]+)"),
        ("friends of a cause", "Friends of", "mechanism", r"\b(?:Group of )?Friends of (?:the )?[A-Z][\w-]+(?: (?:[A-Z][\w-]+|of|the|on)(?= [A-Z])| [A-Z][\w-]+)*"),
        ("friends of a cause", "Group of Friends", "mechanism", r"\bGroup of Friends on (?:[A-Z][\w-]+|and)(?: (?:[A-Z][\w-]+|and))*"),
        ("noun after a name", " consensus", "instrument", r"\b([A-Z][\w-]*(?: [A-Z][\w-]*){0,3} (?:[a-z]+-[a-z]+ )?consensus)\b"),
    )
)  # fmt: skip
_WORD: Final = r"(?:[A-Z][\w-]*|\d[\w/]*)"
#: Nouns in small letters that make a name of the capitalised words before them, with what may stand among these.
_AFTER_NAMES: Final[tuple[tuple[str, ThingKind, re.Pattern[str]], ...]] = tuple(
    (noun, kind, re.compile(rf"(?<![\w-])[A-Z][\w-]*(?: (?:{_WORD}{small})){{0,5}}$"))  # type: ignore[misc]
    for noun, kind, small in (
        (" program", "programme", r"|\([A-Z]+\)|el|the|la|de|del|for|of"),
        (" programme", "programme", r"|\([A-Z]+\)|el|the|la|de|del|for|of"),
        (" project", "project", ""),
        (" projects", "project", ""),
        (" border crossing", "facility", ""),
        (" port of entry", "facility", ""),
        (" bridge", "facility", ""),
        (" terminal", "facility", ""),
        (" bypass", "facility", ""),
        (" crossing", "facility", ""),
        (" dry port", "facility", ""),
        (" transit center", "facility", ""),
        (" reception center", "facility", ""),
        (" transmission line", "project", ""),
        (" railway", "project", ""),
        (" pipeline", "project", ""),
        (" agreement", "instrument", ""),
        (" airport", "facility", ""),
    )
)
#: Characters in which the words before such a noun are looked for.
_BEFORE: Final = 90
#: Bodies that several parties have together: "Joint Economic Committee", "Bilateral Group on Migration", with the parties before them.
_JOINT: Final = re.compile(
    r"\b(?:(?:Joint|High-Level|Mixed) (?:[A-Z][\w-]*(?:,? and |, | )){0,4}(?:Committee|Commission|Group|Council)|(?:Bilateral|Binational|Trilateral|Intergovernmental) (?:[A-Z][\w-]*(?:,? and |, | )){0,4}(?:Commission|Group|Council))(?: (?:on|for) [A-Z][\w-]*(?:,? (?:and )?[A-Z][\w-]*){0,5})?"
)
_PAIR: Final = re.compile(r"[A-Z][\w.]*(?:-[A-Z][\w.]*)+ $")
_ORDINAL: Final = re.compile(
    r"^(?:[Tt]he )?(?:(?:\d+(?:st|nd|rd|th)(?! [Cc]entury)|[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ff]ifth|[Ss]ixth|[Ss]eventh|[Ee]ighth|[Nn]inth|[Tt]enth|[Ii]naugural|[Aa]nnual|[IVX]{2,})\s+)+"
)
_OPENING: Final = re.compile(
    r"^(?:[^,;]{3,60} for the (?=\d))?(?:(?:Prior to|Following|The|This|These|In|At|On|For|During|Through|As|Both|A|An|Joint Statement (?:of|on)(?: the)?|Statement on(?: the)?) )?(?:the )?(?:(?:\S+ ){0,2}(?:[Pp]lenary )?(?:[Mm]eeting|[Ss]ession|[Rr]ound|[Ii]teration) of (?:the )?)?"
)
#: What was done with a thing, before its name: "Completion of the Salt River Bridge".
_DONE: Final = re.compile(
    r"^(?:Completion|Adoption|Implementation|Launch|Establishment|Creation|Renewal|Signing|Signature|Expansion|Opening|Inauguration|Construction|Extension|Modernization|Development|Continuation|Approval|Ratification|Finalization|Progress) (?:of|on) (?:the |an? )?(?=[A-Z0-9])"
)
#: Small words before a name: "negotiations of an Implementing Arrangement"; and who has it: "the Dialogue's Work Plan".
_SMALL: Final = re.compile(r"^(?:[a-z][\w-]* )+(?=[A-Z0-9])")
_HAS: Final = re.compile(
    r"^.*\b(?:Dialogue|Commission|Committee|Council|Forum|Group|Partnership|Fund|Agency|[A-Z]{2,})'s (?=[A-Z0-9])"
)
#: Years behind the name of an instrument, and what a memorandum is on.
_TERM: Final = re.compile(r" (?:(?:for|of) (?:[A-Z][a-z]+ )?)?(?:20\d\d(?:-(?:20)?\d\d)?)(?!\d)")
_SUBJECT: Final = re.compile(
    r" (?:on|for|regarding|concerning) (?:the )?(?!the\b|a\b|its\b|their\b)[a-z][\w-]*(?: (?!and\b[^.,;]*\b(?:agreed|signed)|to\b|that\b|which\b|with\b|in\b|by\b|at\b|between\b|for\b|of\b|as\b|on\b|under\b|during\b|was\b|will\b|were\b|and\b)[a-z][\w-]*){0,3}(?: and [a-z]+ [a-z]+)?"
)
_LEGAL: Final = re.compile(
    r"(?:Memorand(?:um|a) of (?:Understanding|Cooperation|Agreement)|Letter of Intent|Statement of Intent|Arrangement|MOU)$"
)
_COMPLETES: Final = re.compile(r"(?: \([A-Z][\w-]+\))? (?:of|on|for|between|to|Against|against) ")
#: Characters that a noun with nothing before it needs after it to be a name.
_LONG: Final = 15
_BUILT: Final = re.compile(r"(?:Training Cent(?:er|re)|Facility|Base)$")
_LISTED: Final = re.compile(r"\s*\(((?:[A-Z][\w]*(?: [A-Z]\w*)*, )+(?:and )?[A-Z]\w*(?: [A-Z]\w*)*)\)")


@kept
def _nouns() -> tuple[re.Pattern[str], dict[str, ThingKind]]:
    kinds: dict[str, ThingKind] = {row["words"]: row["kind"] for row in rows("things")}  # type: ignore[misc]
    return re.compile(
        r"(?<![\w-])(" + "|".join(re.escape(word) for word in sorted(kinds, key=lambda word: (-len(word), word))) + r")(?![\w-])"
    ), kinds


@kept
def _known() -> tuple[re.Pattern[str], dict[str, ThingKind]]:
    kinds: dict[str, ThingKind] = {row["name"]: row["kind"] for row in rows("known_things")}  # type: ignore[misc]
    return re.compile(
        r"(?<![\w-])(?:" + "|".join(re.escape(name) for name in sorted(kinds, key=lambda name: -len(name))) + r")(?![\w-])"
    ), kinds


def _names(page: Page, start: int, end: int) -> Iterator[tuple[Span, ThingKind]]:
    """Yield the names in a run of words: each from its beginning, or from behind the "and" after the last, to its noun and what belongs to it."""
    pattern, kinds = _nouns()
    found = list(pattern.finditer(page.view, start, end))
    for number, noun in enumerate(found):
        joined = re.match(r",? and ", page.view[noun.end() : end])
        if number + 1 < len(found) and not joined:
            continue
        if got := _trimmed(page, start, noun, end if not joined else noun.end()):
            yield got, kinds[noun[1]]
        start = noun.end() + (joined.end() if joined else 0)


def _trimmed(page: Page, start: int, noun: re.Match[str], end: int) -> Span | None:
    """Return the span of a name without opening words and ordinal, with the words that complete it."""
    _, kinds = _nouns()
    for opening in (_SMALL, _OPENING, _DONE, _HAS, _ORDINAL):
        match = opening.match(page.view[start : noun.end()])
        start += match.end() if match else 0
    before, instrument = page.view[start : noun.start()], kinds[noun[1]] == "instrument"
    completes = kinds[noun[1]] != "facility" and _COMPLETES.match(page.view[noun.end() : end])
    forum = kinds[noun[1]] == "mechanism" and bool(completes) and end - noun.end() > _LONG
    alone = forum or (instrument and (" " in noun[1] or (bool(completes) and end - noun.end() > _LONG)))
    if not (alone or re.search(r"[A-Z]", before)):
        return None
    last = end if completes else noun.end()
    if instrument and (more := _TERM.match(page.view, last) or (_LEGAL.search(noun[1]) and _SUBJECT.match(page.view, last))):
        last = more.end()
    return (start, last) if start < noun.start() or alone else None


def _runs(page: Page, line: Line, clause: Clause) -> Iterator[Span]:
    """Yield the runs of words of names, leaving out people with their posts."""
    labels = list(line.labels)
    for mention in clause.mentions:
        if mention.posts:
            labels[slice(*mention.units)] = "." * (mention.units[1] - mention.units[0])
    for found in _RUN.finditer("".join(labels)):
        if found.end() - found.start() > 1:  # a noun alone is no name
            yield line.starts[found.start()], line.ends[found.end() - 1]
    for at in [at for at, label in enumerate(line.labels) if label == "B"] if "B" in line.labels else ():
        if _BUILT.search(page.view, line.starts[at], line.ends[at]):
            yield line.starts[at], line.ends[at]


def _acronym(page: Page, end: int) -> tuple[str | None, int]:
    found = _ACRONYM.match(page.view, end)
    return (found[1], found.end()) if found else (None, end)


def _thing(page: Page, span: Span, kind: ThingKind, rule: str) -> ReadThing:
    acronym, _ = _acronym(page, span[1])
    at = page.excerpt(*span)
    sentence = page.sentence_at(span[0])
    name = page.value(*span)
    return ReadThing(
        _ACRONYM.sub("", name) if name.endswith(")") else name,
        kind,
        at,
        rule,
        (at, page.excerpt(sentence.start, sentence.end)),
        acronym,
    )


def find_things(
    page: Page, clauses: Sequence[Clause], lines: Sequence[Line], series: Sequence[tuple[Span, str]]
) -> tuple[ReadThing, ...]:
    """Return the named things of a document; of names that hold each other only the longest.

    `series` are the spans and names of the series that the document's meetings belong to.
    """
    found = [
        _thing(page, span, kind, "noun that ends a name")
        for number, (line, clause) in enumerate(zip(lines, clauses, strict=True))
        if number == 0 or page.sentences[number].kind != "heading"
        for run in _runs(page, line, clause)
        for span, kind in _names(page, *run)
        if page.sentences[number].kind != "heading" or _recurs(page, span, series)
    ]
    for rule, hint, kind, pattern in _FORMS:
        if hint in page.view:
            found += [_thing(page, match.span(match.re.groups), kind, rule) for match in pattern.finditer(page.view)]
    found += [_thing(page, span, kind, "noun after a name") for span, kind in _before_nouns(page.view)]
    for match in _JOINT.finditer(page.view):
        pair = _PAIR.search(page.view[max(0, match.start() - _BEFORE) : match.start()])
        start = match.start() - (len(pair[0]) if pair else 0)
        found.append(_thing(page, (start, match.end()), "mechanism", "joint body by name"))
    pattern, kinds = _known()
    found += [
        _thing(page, match.span(), kinds[match[0]], "known by name")
        for match in pattern.finditer(page.view)
        if page.view[match.start() - 1 : match.start()] + page.view[match.end() : match.end() + 1] != "()"
    ]
    found += [_thing(page, span, "mechanism", "series of a meeting") for span, name in series if _is_mechanism(name)]
    found += [part for thing in found for part in _listed(page, thing)]
    return _longest(found)


def _recurs(page: Page, span: Span, series: Sequence[tuple[Span, str]]) -> bool:
    """Tell whether a name in the headline stands in the text too, or is that of a series: other headlines run verbs and names together."""
    name = page.value(*span)
    end = page.sentences[0].end
    return page.view.find(page.view[slice(*span)], end) >= 0 or any(name in one or one in name for _, one in series)


def _before_nouns(view: str) -> Iterator[tuple[Span, ThingKind]]:
    """Yield names that end in a noun in small letters: "Amber Bridge program"."""
    for noun, kind, words in _AFTER_NAMES:
        at = view.find(noun)
        while at >= 0:
            end = at + len(noun)
            name = None if view[end : end + 1].isalnum() else words.search(view[max(0, at - _BEFORE) : at])
            if name:
                yield (at - len(name[0]), end), kind
            at = view.find(noun, end)


#: Standing bodies of several parties, when meetings are named after them.
_STANDING: Final = re.compile(r"\b(?:Council|Commission|(?<!Steering )Committee|Group|Quadrilateral)(?: (?:on|for) [A-Z][\w ,]+)?$")


def _is_mechanism(series: str) -> bool:
    if _STANDING.search(series) and not any(series.endswith(row["name"]) for row in rows("agencies")):
        return True
    pattern, kinds = _nouns()
    found = list(pattern.finditer(series))
    return (
        bool(found)
        and kinds[found[-1][1]] == "mechanism"
        and (found[-1].end() == len(series) or bool(re.match(r" (?:on|of|for) ", series[found[-1].end() :])))
    )


def _listed(page: Page, thing: ReadThing) -> Iterator[ReadThing]:
    """Yield the things named in brackets after several of their kind: "the Traveler Programs (Sky Pass, Rail Pass, and Road Pass)"."""
    listed = _LISTED.match(page.view, thing.at.end) if thing.kind == "programme" else None
    for part in re.finditer(r"[A-Z]\w*(?: [A-Z]\w*)*", listed[1]) if listed else ():
        start = listed.start(1) + part.start() if listed else 0
        yield _thing(page, (start, start + len(part[0])), thing.kind, "listed in brackets")


def _longest(found: Sequence[ReadThing]) -> tuple[ReadThing, ...]:
    """Return the things without those whose words end or begin a longer name of the same kind."""
    kept: dict[str, ReadThing] = {}
    for thing in sorted(found, key=lambda one: (-len(one.name), one.at.start)):
        words = plain(thing.name).lower()
        if not any(
            longer.endswith(" " + words) or (" " not in words and longer.startswith(words + " ")) or longer == words
            for longer in kept
        ):
            kept[words] = thing
    return tuple(sorted(kept.values(), key=lambda thing: thing.at.start))
