"""People with their posts as one sentence writes them.

1. The names of bodies in the line become one unit each.
2. The patterns of `grammar.MENTIONS` find names with their posts.
3. A post is taken apart: party, body, "acting", title, what belongs to the body after it.

What a document says of one person in several places is put together in `roster`.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from communique.reading.grammar import ANY_MENTION, BODIES, FULL_NAME, IN_A_ROW, MENTIONS, ONE_NAME, ONE_TITLE, SEVERAL
from communique.reading.line import Line
from communique.reading.words import lexicon

Span = tuple[int, int]
#: "Head of the …": a part of a body after it stays in the title.
_HEADED: Final = re.compile(r"[T#]oe?$")


@dataclass(frozen=True, slots=True)
class Title:
    """A post in a sentence: where title and body stand, and the party that its words name; `gap` is a party inside the title."""

    title: Span
    body: Span | None
    party: str | None
    party_at: Span | None
    acting: bool
    held: bool
    gap: Span | None = None


@dataclass(slots=True)
class Mention:
    """A person in a sentence: where the name stands, the posts, and the units that the mention takes."""

    name: Span
    rule: str
    posts: tuple[Title, ...]
    units: Span
    party: str | None = None
    party_at: Span | None = None
    whole: Span = (0, 0)


def _party(values: list[str], labels: str) -> str | None:
    return next((value.split("|")[0] for label, value in zip(labels, values, strict=True) if label in "SJ" and value), None)


def with_bodies(line: Line) -> Line:
    """Return the line with each name of a body as one unit `B`, whose value is the party that its words name."""
    spans = []
    for found in BODIES.finditer(line.labels) if "K" in line.labels or "g" in line.labels else ():
        first, last = found.span()
        party = _party(line.values[first:last], line.labels[first:last])
        if not (party is None and _HEADED.search(line.labels, 0, first) and _is_unit(line, first, last)):
            spans.append((first, last, "B", party or ""))
    return line.merged(spans)


def _is_unit(line: Line, first: int, last: int) -> bool:
    """Tell whether the name of a body is that of a part of another: "Unit for North America"."""
    return {value for label, value in zip(line.labels[first:last], line.values[first:last], strict=True) if label == "K"} == {
        "unit"
    }


@dataclass(slots=True)
class _Parts:
    """A title being taken apart: unit indexes of what was found."""

    start: int
    end: int
    body: Span | None = None
    party: int | None = None
    acting: bool = False
    held: bool = True


def _take_before(line: Line, parts: _Parts) -> None:
    """Take party, body and "acting" off the front of a title."""
    while parts.start < parts.end and (label := line.labels[parts.start]) in "ehJSZBY'AX":
        if label in "JS" and parts.party is None:
            parts.party = parts.start
        elif label in "BY" and not (parts.body and line.labels[parts.start - 1] == "'"):
            parts.body = (parts.start, parts.start + 1)
        parts.acting |= label == "A"
        parts.held &= label != "X"
        parts.start += 1


_AFTER: Final = re.compile(r"[oftanurw]e?(?:([JS])'?)?([BY](?:oe?S)?)(?:'B)?$")


#: Another name of a body behind it: "National Energy Authority (Orkustofnun)".
_BRACKET: Final = re.compile(r"(?<=B)\([^()]{1,6}\)$")
#: "Minister of Foreign Affairs of Peru", "President of Peru": the state is no part of the title.
_BEHIND_TOPIC: Final = re.compile(r"(?<=[VT])oe?S$")
#: "Deputy Secretary-General of the Union for Trade": nor is one between its words.
_BETWEEN: Final = re.compile(r"(?<=[VT])oe?S(?=[ft])")


def _take_after(line: Line, parts: _Parts) -> None:
    """Take the body off the end of a title: "… at the National Security Council"."""
    bracket = _BRACKET.search(line.labels, parts.start + 1, parts.end)
    found = _AFTER.search(line.labels, parts.start + 1, bracket.start() if bracket else parts.end)
    if found and parts.body is None:
        parts.body = (found.start(2), found.end(2))
        parts.end = found.start()
        if parts.party is None and found[1]:
            parts.party = found.start(1)
        if parts.party is None and found[0][-1] == "S":
            parts.party = found.end() - 1


def _take_apart(line: Line, first: int, last: int) -> Title:
    parts = _Parts(first, last)
    _take_before(line, parts)
    _take_after(line, parts)
    labels = line.labels[parts.start : parts.end]
    if parts.party is None and (found := re.search(r"(?<=o)e?S", labels)):
        parts.party = parts.start + found.end() - 1
    behind = _BEHIND_TOPIC.search(labels)
    if behind and line.values[parts.start + behind.start() - 1] != "sovereign":
        parts.end, labels = parts.start + behind.start(), labels[: behind.start()]
    between = _BETWEEN.search(labels)
    between = between if between and not _is_state(line.values[parts.start + between.end() - 1]) else None
    inside = re.match(r"[RVO]+([JS])(?=[RV]*[T#])", labels)
    if parts.party is None and inside:
        parts.party = parts.start + inside.start(1)
    parts.held &= "elect" not in line.values[parts.start : parts.end]
    if labels[:1] == "A":
        parts.acting, parts.start = True, parts.start + 1
    party, party_at = (
        (None, None) if parts.party is None else (line.values[parts.party] or None, span_of(line, parts.party, parts.party + 1))
    )
    if party is None and parts.body:
        party = line.values[parts.body[0]] or None
        party_at = span_of(line, *parts.body) if party else None
    outside = parts.party is not None and (parts.party < parts.start or parts.party >= parts.end or bool(between))
    if parts.body is None and outside and not inside and not _is_state(party) and parts.party is not None:
        parts.body = (parts.party, parts.party + 1)
    body = span_of(line, *parts.body) if parts.body else None
    gap = party_at if inside and party_at else None
    if between:
        gap = span_of(line, parts.start + between.start(), parts.start + between.end())
    return Title(span_of(line, parts.start, parts.end), body, party, party_at, parts.acting, parts.held, gap)


def _is_state(party: str | None) -> bool:
    """Tell whether a party is a state: its code has three capitals; organisations go by their names."""
    return party is None or (len(party) == len("USA") and party.isupper())


def span_of(line: Line, first: int, last: int) -> Span:
    """Return the offsets of the units from `first` to before `last`."""
    return line.starts[first], line.ends[last - 1]


def _posts(line: Line, first: int, last: int, *, whole: bool = False) -> tuple[Title, ...]:
    if whole:
        return (_take_apart(line, first, last),)
    return tuple(_take_apart(line, *found.span()) for found in ONE_TITLE.finditer(line.labels, first, last))


def _with_tail(line: Line, posts: tuple[Title, ...], tail: Span) -> tuple[Title, ...]:
    """Return the posts with the body that stands after the name or after a comma given to the last; the outermost is the last."""
    bodies = [at for at in range(*tail) if line.labels[at] in "BY" and line.labels[at - 1] != "'"]
    if not bodies or not posts:
        return posts
    last = posts[-1]
    party = next((line.values[at] for at in reversed(range(*tail)) if line.labels[at] in "JSB" and line.values[at]), None)
    body = last.body if last.body and line.labels[tail[0]] in "or" else span_of(line, bodies[-1], bodies[-1] + 1)
    party_at = last.party_at if last.party else span_of(line, *tail) if party else None
    return (*posts[:-1], Title(last.title, body, last.party or party, party_at, last.acting, last.held, last.gap))


def _part(found: re.Match[str], name: str, number: str) -> Span | None:
    """Return the units of a named part of a match, if the rule has it and it is there."""
    group = found.re.groupindex.get(name + number)
    return found.span(group) if group and found[group] else None


def _mention(line: Line, found: re.Match[str], rule: str, number: str = "") -> Mention:
    """Return the person of a match; `number` is that of the rule among `MENTIONS`."""
    post, name, tail = (_part(found, part, number) for part in ("post", "name", "tail"))
    assert name
    posts = _posts(line, *post, whole="small" in rule) if post else ()
    if post and rule.startswith("post under"):
        posts = (replace(posts[0], title=(posts[0].title[0], line.ends[post[1] - 1])),)
    party = party_at = None
    if tail:
        posts = _with_tail(line, posts, tail)
        if states := [at for at in range(*tail) if line.labels[at] == "S"]:
            party, party_at = line.values[states[-1]], span_of(line, states[-1], states[-1] + 1)
        elif named := [at for at in range(*tail) if line.labels[at] in "JB" and line.values[at]]:
            party, party_at = line.values[named[-1]], span_of(line, named[-1], named[-1] + 1)
    whole = span_of(line, *found.span())
    return Mention(span_of(line, *name), rule, posts, found.span(), party, party_at, whole)


def _several(line: Line, found: re.Match[str]) -> list[Mention]:
    posts = _posts(line, *found.span("post"))
    whole = span_of(line, *found.span())
    return [
        Mention(span_of(line, *name.span()), SHARED, posts, found.span(), whole=whole)
        for name in ONE_NAME.finditer(line.labels, *found.span("names"))
    ]


def _is_plural(line: Line, first: int, last: int) -> bool:
    return any(line.labels[at] == "T" and line.values[at] == "plural" for at in range(first, last))


#: "the foreign ministers of the two states: A of Peru, B of Chile": a title in the plural before a list of names.
_TITLE_OF_ALL: Final = re.compile(r"(?P<post>[RV]{0,2}[T#])[^.;:P]{0,24}[:,-]$")
_OWN_PLURAL: Final = frozenset({"posts and name", "posts and name of state"})
_LISTED: Final = frozenset({"name and state", "name of state", "name alone", "honorific and name"})


def with_shared_titles(line: Line, mentions: list[Mention]) -> list[Mention]:
    """Return the people of a line, those of a list behind one title in the plural with that title."""
    if "plural" not in line.values:
        return mentions
    found: list[Mention] = []
    shared: tuple[Title, ...] = ()
    for mention in mentions:
        first = mention.units[0]
        before = found[-1].units[1] if found else 0
        title = _TITLE_OF_ALL.search(line.labels, before, first)
        if title and line.values[title.end("post") - 1] == "plural":
            shared = (Title(span_of(line, *title.span("post")), None, None, None, acting=False, held=True),)
        elif not _JOINS.fullmatch(line.labels, before, first):
            shared = ()
        if mention.rule in _OWN_PLURAL and len(mention.posts) == 1 and _is_plural(line, *mention.units):
            shared = (replace(mention.posts[0], body=None, party=None, party_at=None),)
            mention = replace(mention, rule=SHARED)
        takes = shared and not mention.posts and mention.rule in _LISTED
        found.append(replace(mention, posts=shared, rule=SHARED) if takes else mention)
    return found


_JOINS: Final = re.compile(r"[,;]?&?e?")
#: The rule of those who have one title together.
SHARED: Final = "several people with one title"
_POSTS_IN_A_ROW: Final = 3
#: What a line must have to name someone: a title before a capitalised word, or two of these.
_MAY_NAME: Final = re.compile(r"[Th#][^.]*?[CWI]|[CWI][CWIpq]")


#: A stretch that can hold someone: labels of titles, bodies and names up to the first word of a name.
_STRETCH: Final = re.compile(r"[ehXARVWKYJSZBmO0CT#',&/oftanurw()IpqE-]*?[CWI]")
#: What stands before and after a name alone that is a person's: "by", "counterpart"; a verb, at once or after a list.
_BY: Final = re.compile(r"(?:b|N,?|S:)$")
_ACTS: Final = re.compile(rf"(?:(?:,?&|,){FULL_NAME}){{0,6}}[-,)]?(?:y|z|,)?[LcHks]")
#: What stands before those who take part; a name alone needs a well-known given name there.
_AMONG: Final = re.compile(r"(?:[wik^H&,:;@%!-]|[wk]h)e?$")


def surnames(mentions: Iterable[Mention], text: str) -> frozenset[str]:
    """Return the last words of the names that stand with a post or an honorific."""
    return frozenset(text[slice(*mention.name)].rsplit(None, 1)[-1] for mention in mentions if mention.rule != "name alone")


def is_known(mention: Mention, line: Line, text: str, known: frozenset[str]) -> bool:
    """Tell whether a name alone is a person's: one known from elsewhere, or one who stands where people act."""
    first, last = mention.units
    if mention.rule != "name alone" or text[slice(*mention.name)].rsplit(None, 1)[-1] in known:
        return True
    if _BY.search(line.labels, max(0, first - 2), first) or _ACTS.match(line.labels, last):
        return True
    given = text[slice(*mention.name)].split(None, 1)[0] in lexicon().given
    return given and bool(_AMONG.search(line.labels, max(0, first - 3), first))


def find_people(line: Line) -> Iterator[Mention]:
    """Yield the people that a line with bodies names, in order."""
    if not _MAY_NAME.search(line.labels):
        return
    at = 0
    rows = ",&" in line.labels and line.labels.count("T") >= _POSTS_IN_A_ROW
    while (near := _STRETCH.search(line.labels, at)) and (found := ANY_MENTION.search(line.labels, near.start())):
        row = IN_A_ROW.search(line.labels, at) if rows else None
        if row and row.start() <= found.start():
            yield _mention(line, row, "posts in a row and name")
            at = row.end()
            continue
        number = (found.lastgroup or "").removeprefix("rule")
        rule = MENTIONS[int(number)][0]
        several = SEVERAL.match(line.labels, found.start()) if _is_plural(line, *found.span()) else None
        if several:
            yield from _several(line, several)
            at = several.end()
            continue
        mention = _mention(line, found, rule, number)
        post = _part(found, "post", number) if rule.startswith("posts, then") else None
        shared = post and any(line.values[one] == "plural" for one in range(*post))
        yield replace(mention, posts=()) if shared else mention
        at = found.end()
