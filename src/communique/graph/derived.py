"""`graph/derived`: what follows from facts by named rules, each application with its inputs.

- `date-bounds`: the first and last day that a meeting's dates allow;
- `party-publisher`: a meeting is reported by a party where the publisher of a document belongs to a side that took part;
- `attestation`: a tenure is attested on the days of the meetings at which it was exercised, never that it began or ended then;
- `topic-words`: an outcome is about a topic whose words stand in it;
- `named-in-outcome`: an outcome concerns a thing that its words name.
"""

import calendar
import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Final

from pyoxigraph import Literal, Quad

from communique.graph.base import TYPE, Material, Node, Rows, code, date
from communique.graph.evidence import excerpt_path
from communique.records import Claim, Fact
from communique.terms import MEET, PROV

_DERIVATION, _BY_RULE, _SUBJECT, _RESTS_ON = (
    Node(str(MEET[name])) for name in ("Derivation", "byRule", "derivedSubject", "restsOn")
)
_USED: Final = Node(str(PROV.used))
_EARLIEST, _LATEST, _BY_PARTY, _ATTESTED, _FIRST, _LAST, _TOPIC, _CONCERNS = (
    Node(str(MEET[name]))
    for name in ("earliest", "latest", "reportedByParty", "attestedOn", "firstAttested", "lastAttested", "topic", "concerns")
)
#: The properties of a part of a meeting that tell its side, and those of a delegation, whose side is part of what it is.
_SIDED: Final = frozenset({"participation.side", "representation.side"})
_OF_DELEGATION: Final = frozenset({"delegation.led-by"})


@dataclass(frozen=True, slots=True)
class _Derived:
    """One application of a rule: what it says of the subject, the claims that it used, and the words that it rests on."""

    rule: str
    subject: str
    said: tuple[tuple[Node, Node | Literal], ...]
    used: tuple[str, ...]
    rests_on: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Day:
    """The days on which a meeting took place at which a tenure was exercised, and the claims that say so."""

    tenure: str
    first: str
    last: str
    claims: tuple[str, ...]


def derived_rows(material: Material, topics: Mapping[str, Sequence[str]]) -> Rows:
    """Yield what the rules derive from all facts; `topics` maps each topic's code to the words that tell it."""
    yield from local_rows(material, topics)
    yield from attested_rows(material, held_days(material))


def local_rows(material: Material, topics: Mapping[str, Sequence[str]]) -> Rows:
    """Yield what the rules derive from the facts of one meeting or document alone."""
    for item in chain(
        _bounds_rows(dict(_date_bounds(material))), _party_reports(material), _topics(material, topics), _concerns(material)
    ):
        yield from _rows_of(material, item, material.graph("derived"))


def attested_rows(material: Material, days: Iterable[Day]) -> Rows:
    """Yield when tenures are attested, given the days of all meetings at which they were exercised."""
    for item in _attestations(days):
        yield from _rows_of(material, item, material.graph("derived"))


def bounds(start: str, end: str) -> tuple[str, str]:
    """Return the first and last day of a range of partial dates.

    >>> bounds("2021-11", "2021-11")
    ('2021-11-01', '2021-11-30')
    """
    first = f"{start}-01-01"[:10] if len(start) != 7 else f"{start}-01"
    year, month = int(end[:4]), int(end[5:7] or 12)
    last = end if len(end) == 10 else f"{end[:4]}-{month:02d}-{calendar.monthrange(year, month)[1]:02d}"
    return first, last


def _rows_of(material: Material, item: _Derived, graph: Node) -> Rows:
    subject = material.node(item.subject)
    written = "\n".join((item.rule, item.subject, *(f"{p.value} {o.value}" for p, o in item.said)))
    node = material.node(f"derivation/{hashlib.sha256(written.encode()).hexdigest()[:16]}")
    for predicate, value in item.said:
        yield Quad(subject, predicate, value, graph)
    yield Quad(node, TYPE, _DERIVATION, graph)
    yield Quad(node, _BY_RULE, Literal(item.rule), graph)
    yield Quad(node, _SUBJECT, subject, graph)
    for claim in item.used:
        yield Quad(node, _USED, material.node(f"claim/{claim}"), graph)
    for path in item.rests_on:
        yield Quad(node, _RESTS_ON, material.node(path), graph)


def _facts_of(material: Material, key: str) -> Iterable[Fact]:
    return (fact for fact in material.weighed.facts if fact.property == key)


def _date_bounds(material: Material) -> Iterable[tuple[str, tuple[str, str, tuple[str, ...]]]]:
    for start in _facts_of(material, "meeting.start"):
        ends = material.facts.get((start.subject, "meeting.end"), (start,))
        if len(material.facts[start.subject, "meeting.start"]) == 1 == len(ends):
            first, last = bounds(start.value.text, ends[0].value.text)
            yield start.subject, (first, last, tuple(sorted({*start.claims, *ends[0].claims})))


def _bounds_rows(found: Mapping[str, tuple[str, str, tuple[str, ...]]]) -> Iterable[_Derived]:
    for meeting, (first, last, claims) in found.items():
        yield _Derived("date-bounds", meeting, ((_EARLIEST, date(first)), (_LATEST, date(last))), claims)


def _party_reports(material: Material) -> Iterable[_Derived]:
    """Find the documents whose publisher belongs to a side that took part in the meeting that they report."""
    present = _present(material)
    found: dict[str, tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
    for fact in _facts_of(material, "meeting.reported-in"):
        issuer = material.weighed.issuers.get(fact.value.text.removeprefix("document/"))
        if issuer and (fact.subject, issuer) in present:
            documents, claims = found[fact.subject]
            documents.add(fact.value.text)
            claims.update(fact.claims, present[fact.subject, issuer])
    for meeting, (documents, claims) in sorted(found.items()):
        said = tuple((_BY_PARTY, material.node(document)) for document in sorted(documents))
        yield _Derived("party-publisher", meeting, said, tuple(sorted(claims)))


def _present(material: Material) -> Mapping[tuple[str, str], tuple[str, ...]]:
    """Return, for each meeting and side that took part, the claims of the first fact that tells so."""
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for fact in material.weighed.facts:
        if fact.property in _SIDED:
            found.setdefault((material.entities[fact.subject].parts[0], fact.value.text), fact.claims)
        elif fact.property in _OF_DELEGATION:
            meeting, side = material.entities[fact.subject].parts
            found.setdefault((meeting, side), fact.claims)
    return found


def held_days(material: Material) -> Iterable[Day]:
    """Yield the days of the meetings at which tenures were exercised."""
    days = dict(_date_bounds(material))
    for fact in _facts_of(material, "participation.capacity"):
        meeting = material.entities[fact.subject].parts[0]
        if meeting in days:
            first, last, claims = days[meeting]
            yield Day(fact.value.text, first, last, (*fact.claims, *claims))


def _attestations(days: Iterable[Day]) -> Iterable[_Derived]:
    held: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for day in days:
        held[day.tenure][day.first].update(day.claims)
        held[day.tenure][day.last].update(day.claims)
    for tenure, by_day in sorted(held.items()):
        said = [(_FIRST, date(min(by_day))), (_LAST, date(max(by_day)))]
        said += [(_ATTESTED, date(day)) for day in sorted(by_day)]
        yield _Derived("attestation", tenure, tuple(said), tuple(sorted(set().union(*by_day.values()))))


def _topics(material: Material, topics: Mapping[str, Sequence[str]]) -> Iterable[_Derived]:
    patterns = {name: _word_pattern(tuple(words)) for name, words in sorted(topics.items()) if words}
    for fact in _facts_of(material, "outcome.text"):
        for name, pattern in patterns.items():
            if pattern.search(fact.value.text):
                said = ((_TOPIC, code(f"topic/{name}")),)
                yield _Derived("topic-words", fact.subject, said, fact.claims, _excerpts(material, fact))


@lru_cache(maxsize=256)
def _word_pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return re.compile(r"\b(?:" + "|".join(re.escape(word) for word in longest_first) + ")", re.IGNORECASE)


def _excerpts(material: Material, fact: Fact) -> tuple[str, ...]:
    claims = (material.claim[name] for name in fact.claims)
    return tuple(sorted({excerpt_path(claim.document, excerpt) for claim in claims for excerpt in claim.evidence}))


def _concerns(material: Material) -> Iterable[_Derived]:
    """Look for the names of a document's things in its outcomes."""
    named: dict[str, list[Claim]] = defaultdict(list)
    for claim in material.claims:
        if claim.property == "thing.name":
            named[claim.document].append(claim)
    for fact in _facts_of(material, "outcome.text"):
        document = material.claim[fact.claims[0]].document
        things: dict[str, set[str]] = defaultdict(set)
        for claim in named[document]:
            if stands_in(claim.value.text, fact.value.text):
                things[material.identities.entity_of[claim.subject]].add(claim.id)
        for thing, claims in sorted(things.items()):
            used = tuple(sorted({*claims, *fact.claims}))
            yield _Derived("named-in-outcome", fact.subject, ((_CONCERNS, material.node(thing)),), used, _excerpts(material, fact))


def stands_in(name: str, text: str) -> bool:
    """Tell whether a name stands in a text as a word or words of its own.

    >>> stands_in("Bridge 2", "They opened Bridge 2."), stands_in("Bridge 2", "Bridge 24 and Bridge 2A")
    (True, False)
    """
    start = text.find(name)
    while start >= 0:
        before, after = text[start - 1 : start], text[start + len(name) : start + len(name) + 1]
        if not _is_word(before) and not _is_word(after):
            return True
        start = text.find(name, start + 1)
    return False


def _is_word(sign: str) -> bool:
    return sign.isalnum() or sign == "_"
