"""Bodies that took part as such: "representatives from …", "the Department of State hosted …", "the Bank participated"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from communique.reading.attendance import body_name
from communique.reading.drafts import Draft
from communique.reading.line import Line
from communique.reading.parties import UNITED_STATES, is_party, party_name
from communique.reading.people import Span, span_of
from communique.reading.sides import Context, Side, pair_of
from communique.reading.words import plain
from communique.records import Represented, Saying

_BODY: Final = r"e?(?:[JSZ]'?|B'|T')?[BYK]"
#: Bodies, and states among them.
_LIST: Final = rf"{_BODY}(?:,?[&@,](?:{_BODY}|e?S)(?![A-Za-z']?T)){{0,40}}"
#: Words of names in a list that is known to be one of bodies.
_NAMES: Final = r"(?:e?[BVWCYKSJZO]'?|[,;]?&r?|[,;]|@|o(?=e?[VWCSJBK])|(?<!S)f(?=e?[VWCSJBK])){1,160}"
#: How bodies stand in a sentence, by rule; where the rule tells that all names are bodies, the second list fits any name.
FORMS: Final = tuple(
    (rule, re.compile(pattern))
    for rule, pattern in (
        ("representatives of bodies", rf"[QdU]x?[ro](?P<list>{_NAMES})"),
        ("officials named by their bodies", rf"[w@%i](?P<list>{_NAMES})(?=[QU])"),
        ("bodies that host or hold a meeting", rf"(?<![VWCBYKo])(?P<list>{_LIST}),?z?(?:[HcLk+]|z?j)"),
        ("bodies listed as members", rf"i(?P<list>(?:(?:e?S|{_BODY})(?:,?&|,)){{0,40}}(?:e?S|{_BODY}))(?=[.;,)]|$)"),
        ("bodies that join", rf"(?:!|j,?@)(?P<list>{_LIST})"),
        ("bodies represented", rf"j(?:[unf]e?[JS]'?d?)?l(?:,[xz],)?(?P<list>{_LIST})"),
        ("bodies of one side", rf";[uf]e?[JS]'?d,(?P<list>{_LIST})"),
        ("host of a meeting", rf"(?:[HcL]|lz?j)b(?P<list>{_LIST})"),
    )
)
_PARTY_FAR: Final = re.compile(r"([JS])'?g?x?[dU]|g?oe?([S])d")
#: Sentences that can tell of bodies: they include, join, represent, or are on a delegation.
_TELLING: Final = re.compile(
    "|".join(
        (
            r"[dUc].{0,120}[ij]",
            r"jb[^.;]{0,4}[QUB]",
            r"[QU]x?[ro][^.;]*(?:lue?[JS]'?g?d|z?j)",
            r"^fe?S,e?B[^.;]*j",
            r"[BY][^.;]{0,12}z?j[^.;]*[mx]",
            r"[al]e?x?l[QU]x?[ro]",
            r"xj[^.;]{0,3}i",
            r"j(?:(?:[unf]e?[JS]'?d?)?l|,?@|[^.;]{0,3}l?[QU]x?[ro])",
        )
    )
)
_PARTY_NEAR: Final = re.compile(r"(S)l?z?jb[^;.]{0,3}$|([JS])'?[gdU]{1,2}z?i?[^;.]{0,3}$|(?:eg?o|^f)e?([S])(?:d?z?i[^;.]{0,3}|,)$")
#: A state that a body is said to be of: "the Department of Agriculture of Ghana" is not another state's of that name.
_OWNER: Final = re.compile(r"[BY]oe?(S)")
_TWO: Final = 2
_SEVERAL: Final = re.compile(r"(?:[A-Z][\w.'-]+ )?(Departments|Ministries) of (.+)$")
_ONE: Final = {"Departments": "Department", "Ministries": "Ministry"}


@dataclass(frozen=True, slots=True)
class _About:
    """What lists of bodies are read with: the document, and the two parties of the meeting, if it has two."""

    context: Context
    pair: tuple[str, ...]


def _numbers(draft: Draft, context: Context, series: frozenset[str]) -> Iterator[int]:
    """Yield the sentences that can tell of bodies: a draft's own, and for the main one those about delegations or the series."""
    heads = tuple(series)
    own = {*draft.sentences, *(draft.trip.sentences if draft.trip else ())}
    for number in range(len(context.clauses)) if series else sorted(own):
        clause = context.clauses[number]
        labels = clause.line.labels
        about = labels.startswith("e") and "i" in labels and context.page.view.startswith(heads, clause.start + 4)
        if number in own or about or _TELLING.search(labels):
            yield number


def _members(line: Line, first: int, last: int) -> Iterator[Span]:
    """Yield the units of each body in a list. Where a comma stands before the last "and", other "and"s are inside names."""
    labels = line.labels[first:last]
    labels = labels.replace(";", ",")
    cut = r",?&|,|@" if ",&" not in labels else r",&|,|@|(?<=B)&(?=e?[JSZ]?[BY])"
    at = 0
    for piece in [*re.finditer(cut, labels), None]:
        end = piece.start() if piece else len(labels)
        start = at + len(labels[at:end]) - len(labels[at:end].lstrip("er"))
        if labels[start:end] and not re.fullmatch(r"[SJZe&,']*", labels[start:end]):
            yield first + start, first + end
        at = piece.end() if piece else end


def _party(line: Line, first: int, units: Span) -> tuple[str, Span] | None:
    """Return the party of a body: its own, else that of the delegation before the list."""
    owner = _OWNER.search(line.labels, *units)
    for at in (owner.start(1), *range(*units)) if owner else range(*units):
        if line.labels[at] in "JSB" and is_party(line.values[at]):
            return line.values[at], span_of(line, at, at + 1)
    found = _PARTY_NEAR.search(line.labels[:first]) or next(iter(reversed(list(_PARTY_FAR.finditer(line.labels, 0, first)))), None)
    unit = found.start(found.lastindex or 0) if found else 0
    return (line.values[unit], span_of(line, unit, first)) if found and line.values[unit] else None


def _side(found: tuple[str, Span] | None, before: Side | None, name: str, about: _About) -> Side | None:
    """Return the side of a body: its own, that of the one before it in the list, or the one that has ministries."""
    if found:
        return found[0], Saying("party named with the body or its delegation", (about.context.excerpt(found[1]),))
    if before:
        return before
    if name.startswith(("Ministry", "Secretariat")) and len(about.pair) == _TWO and UNITED_STATES in about.pair:
        return next(code for code in about.pair if code != UNITED_STATES), Saying("a ministry, of the party that has them")
    return None


def _each(name: str) -> list[str]:
    """Return the bodies that a plural names together.

    >>> _each("Departments of State, Defense, and Energy")
    ['Department of State', 'Department of Defense', 'Department of Energy']
    """
    found = _SEVERAL.match(name)
    if not found:
        return [name]
    return [f"{_ONE[found[1]]} of {part}" for part in re.split(r",? and |, ", found[2]) if part]


def _listed(number: int, rule: str, span: Span, about: _About) -> Iterator[Represented]:
    """Yield the bodies of one list."""
    context, line = about.context, about.context.clauses[number].line
    before: Side | None = None
    for units in _members(line, *span):
        start = units[0] - 1 if units[0] > span[0] and line.labels[units[0] - 1] in "JZ" else units[0]
        where = context.excerpt(span_of(line, start, units[1]))
        name = body_name((where.start, where.end), context.page)
        alone = any(line.labels[at] == "B" and line.values[at] and not is_party(line.values[at]) for at in range(*units))
        before = None if alone else _side(_party(line, span[0], (start, units[1])), before, name, about)
        side, says = (party_name(before[0], context.page.view), before[1]) if before else (None, None)
        for one in _each(name):
            yield Represented(one, where, rule, (where, context.sentence(number)), side, says)


def read_bodies(draft: Draft, context: Context, series: Sequence[str], acronyms: frozenset[str]) -> tuple[Represented, ...]:
    """Return the bodies that took part in a draft's meeting."""
    own = {plain(one.series).lower() for one in draft.names}
    heads = frozenset(" ".join(plain(name).split()[:2]) or "-" for name in series)
    about = _About(context, tuple(pair_of(draft, context)))
    found: dict[str, Represented] = {}
    for number in _numbers(draft, context, heads):
        for rule, pattern in FORMS:
            for match in pattern.finditer(context.clauses[number].line.labels):
                for body in _listed(number, rule, match.span("list"), about):
                    if plain(body.organization).lower() in own:
                        continue
                    if not body.organization.isupper() or body.organization in acronyms or _is_known(body, context, number):
                        found.setdefault(body.organization.lower(), body)
    return tuple(found.values())


def _is_known(body: Represented, context: Context, number: int) -> bool:
    """Tell whether an acronym is one of the lexicon's."""
    line = context.clauses[number].line
    return any(line.starts[at] <= body.at.start < line.ends[at] for at, label in enumerate(line.labels) if label == "B")
