"""Bodies that took part as such: "representatives from …", "the Department of State hosted …", "the Bank participated as an observer"."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from communique.reading.attendance import body_name
from communique.reading.events import Draft
from communique.reading.frames import Clause
from communique.reading.line import Line
from communique.reading.parties import is_party, party_name
from communique.reading.people import Span, span_of
from communique.reading.sides import Context
from communique.reading.words import plain
from communique.records import Represented, Saying

_BODY: Final = r"e?(?:[JSZ]'?)?[BY]"
_LIST: Final = rf"{_BODY}(?:(?:,?&|,)(?:{_BODY}|e?S)(?![A-Za-z']?T)){{0,40}}"
#: How bodies stand in a sentence, by rule.
FORMS: Final = tuple(
    (rule, re.compile(pattern))
    for rule, pattern in (
        ("representatives of bodies", rf"[Qd][roj](?P<list>{_LIST})"),
        ("bodies that host or hold a meeting", rf"(?P<list>{_LIST})z?(?:[HcLk+]|z?j)"),
        ("bodies listed as members", rf"i(?P<list>(?:(?:e?S|{_BODY})(?:,?&|,)){{0,40}}(?:e?S|{_BODY}))(?=[.;,)]|$)"),
        ("bodies that join", rf"!(?P<list>{_LIST})"),
        ("host of a meeting", rf"[HcL]b(?P<list>{_LIST})"),
    )
)
_SEVERAL: Final = re.compile(r"(?:U\.S\. )?(Departments|Ministries) of (.+)$")
_ONE: Final = {"Departments": "Department", "Ministries": "Ministry"}
_PARTY_NEAR: Final = re.compile(r"([JS])'?[gdU]{1,2}z?i?[^;.]{0,3}$|eg?oe?([S])d?z?i[^;.]{0,3}$")


def _lines(draft: Draft, clauses: Sequence[Clause], names: frozenset[str], context: Context) -> Iterator[tuple[int, Clause]]:
    """Yield the sentences that can tell of bodies at a draft's meeting: its own, and those about delegations or the series."""
    for number, clause in enumerate(clauses):
        labels = clause.line.labels
        if number in draft.sentences or (re.search(r"[dU].*[ij]|[BY][^.;]{0,12}z?j", labels) and re.search(r"[dUm]|j", labels)):
            yield number, clause
        elif "i" in labels and any(plain(context.page.view[clause.start : clause.start + 60]).removeprefix("The ").startswith(name) for name in names):
            yield number, clause


def _members(line: Line, first: int, last: int) -> Iterator[int]:
    for at in range(first, last):
        if line.labels[at] in "BY":
            yield at


def _party(line: Line, first: int, at: int) -> tuple[str, Span] | None:
    """Return the party of a body: its own, else that of the delegation before the list."""
    own = (line.values[at] if is_party(line.values[at]) else "") or next((line.values[k] for k in (at - 1, at - 2) if k >= first and line.labels[k] in "JS"), "")
    if own:
        return own, span_of(line, at, at + 1)
    found = _PARTY_NEAR.search(line.labels[:first])
    if not found:
        return None
    unit = found.start(1) if found[1] else found.start(2)
    return (line.values[unit], span_of(line, unit, first)) if line.values[unit] else None


def _each(name: str) -> list[str]:
    """Return the bodies that a plural names together.

    >>> _each("Departments of State, Defense, and Energy")
    ['Department of State', 'Department of Defense', 'Department of Energy']
    """
    found = _SEVERAL.match(name)
    if not found:
        return [name]
    return [f"{_ONE[found[1]]} of {part}" for part in re.split(r",? and |, ", found[2]) if part]


def read_bodies(draft: Draft, context: Context, series: Sequence[str], acronyms: frozenset[str]) -> tuple[Represented, ...]:
    """Return the bodies that took part in a draft's meeting."""
    heads = frozenset(" ".join(plain(name).split()[:2]) for name in series if name)
    found: dict[str, Represented] = {}
    for number, clause in _lines(draft, context.clauses, heads, context):
        line = clause.line
        for rule, pattern in FORMS:
            for match in pattern.finditer(line.labels):
                if rule == "bodies listed as members" and number in draft.sentences:
                    continue
                for at in _members(line, *match.span("list")):
                    start = at - 1 if at and line.labels[at - 1] in "JZ" and line.starts[at] - line.ends[at - 1] == 1 else at
                    span = span_of(line, start, at + 1)
                    name = body_name(span, context.page)
                    if line.labels[at] == "Y" and name not in acronyms:
                        continue
                    party = _party(line, match.start("list"), at)
                    side = party_name(party[0], context.page.view) if party else None
                    says = Saying("party named with the body or its delegation", (context.excerpt(party[1]),)) if party else None
                    evidence = (context.excerpt(span), context.sentence(number))
                    for one in _each(name):
                        found.setdefault(one.lower(), Represented(one, context.excerpt(span), rule, evidence, side, says))
    return tuple(found.values())
