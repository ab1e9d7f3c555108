"""Meetings: one node for one event, however many documents report it, and even when they date it differently.

1. One series and one ordinal are one meeting, whatever the dates: body, series and ordinal weigh more.
2. One series and one day are one meeting, unless the ordinals differ; so are days of one series at most three apart on which the
   same people of two sides met.
3. Outside of a series, the same people of two sides on one day, with no more sides in one report than in the other.
4. A date without a day, or a mention in passing, joins the one meeting that it fits; if it fits two, none.

Two meetings that one document reports are two. A mention without a date stays by itself: "the Leaders' Summit" of two documents need not be one.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from typing import Final

from communique.folding import slug, split_brackets
from communique.identity.clusters import Clusters, judged
from communique.identity.context import Context
from communique.identity.dates import contains, days_between
from communique.identity.names import compare_names, read_name
from communique.identity.series import Key, read_ordinal, read_series, series_keys
from communique.identity.slugs import Group, first_seen, fullest
from communique.records import Mention, Merge

_NEAR: Final = 3
_DAY: Final = len("2024-01-01")
_MONTH: Final = len("2024-01")


@dataclass(frozen=True, slots=True, eq=False)
class Event:
    """A meeting mention with what is compared. `reported` says that its document is about it."""

    mention: Mention
    series: Key | None
    ordinal: int | None
    people: tuple[tuple[str, str], ...]
    sides: frozenset[str]

    @property
    def id(self) -> str:
        """The mention's id."""
        return self.mention.id

    @property
    def date(self) -> str:
        """The date as read, or nothing."""
        return self.mention.date or ""

    @property
    def reported(self) -> bool:
        """Whether the document is about the meeting."""
        return self.mention.status is not None


def group_meetings(context: Context) -> Iterator[Group]:
    """Yield one group for each meeting, and record the decisions in the context."""
    events = _events(context)
    clusters = judged((event.id for event in events), context.verdicts("meeting"))
    _forbid(clusters, events)
    by_id = {event.id: event for event in events}
    for rule, pairs in _rounds(clusters, events):
        for left, right in sorted(pairs):
            new = clusters.find(left) != clusters.find(right)
            if new and clusters.join(left, right):
                context.merges.append(Merge(left, right, "same", 1.0, (rule,)))
    for group in clusters.groups():
        yield _group(context, [by_id[mention] for mention in group])


def _events(context: Context) -> list[Event]:
    mentions = context.of_kind("meeting")
    keys = _series_of(context, mentions)
    sides = context.sides_of()
    return [
        Event(mention, keys.get(mention.id), _ordinal(mention), _people(context, mention), sides.get(mention.id, frozenset()))
        for mention in mentions
    ]


def _ordinal(mention: Mention) -> int | None:
    return mention.ordinal if mention.ordinal is not None or mention.status is not None else read_ordinal(mention.name)


def _people(context: Context, mention: Mention) -> tuple[tuple[str, str], ...]:
    people = (context.mentions[person] for person in mention.people)
    return tuple(sorted((person.name, context.resolved(person.side) or "") for person in people))


def _series_of(context: Context, mentions: Iterable[Mention]) -> dict[str, Key]:
    """Return the series of each meeting: as told, or, for one mentioned in passing, the one whose name it bears."""
    told = {mention.id: ("entity", context.entity_of[mention.series]) for mention in mentions if mention.series}
    series = context.of_kind("series")
    passing = [mention for mention in mentions if not mention.series]
    keys = series_keys(context, [*series, *passing], series_parties(context))
    entities = {keys[mention.id]: context.entity_of[mention.id] for mention in series}
    cores = {(m.document, read_series(context, m.name).core): context.entity_of[m.id] for m in series}
    for mention in passing:
        if mention.name:
            entity = entities.get(keys[mention.id]) or cores.get((mention.document, read_series(context, mention.name).core))
            told[mention.id] = ("entity", entity) if entity else keys[mention.id]
    return told


def series_parties(context: Context) -> dict[str, frozenset[str]]:
    """Return the sides of the meetings of each series mention."""
    sides = context.sides_of()
    found: dict[str, set[str]] = defaultdict(set)
    for meeting in context.of_kind("meeting"):
        if meeting.series:
            found[meeting.series] |= sides.get(meeting.id, frozenset())
    return {series: frozenset(parties) for series, parties in found.items()}


def _forbid(clusters: Clusters, events: Sequence[Event]) -> None:
    """Keep apart what one document reports as two, and two ordinals of one series."""
    by_document, by_series = defaultdict(list), defaultdict(list)
    for event in events:
        if event.reported:
            by_document[event.mention.document].append(event)
        if event.series and event.ordinal is not None:
            by_series[event.series].append(event)
    for group in (*by_document.values(), *by_series.values()):
        for left, right in combinations(group, 2):
            same_number = left.series == right.series and left.ordinal is not None and left.ordinal == right.ordinal
            if not same_number and clusters.find(left.id) != clusters.find(right.id):
                clusters.forbid(left.id, right.id)


def _rounds(clusters: Clusters, events: Sequence[Event]) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Yield the rules, surest first, each with the pairs that it joins; a later rule sees what an earlier one has joined."""
    in_series = _by(events, lambda event: event.series)
    yield "one series and one ordinal", _pairs(in_series, lambda a, b: a.ordinal is not None and a.ordinal == b.ordinal)
    yield "one series and one day", _pairs(in_series, lambda a, b: len(a.date) == _DAY and a.date == b.date)
    yield "one series, the same people, days apart", _pairs(in_series, _near)
    single = [event for event in events if event.reported and event.ordinal is None and event.people]
    days = _by(single, lambda event: event.date if len(event.date) == _DAY else None)
    yield "the same people on one day", _unambiguous(_pairs(days, _same_people), events)
    yield "the same words and date", _pairs(_by(events, _wording), lambda a, b: True)
    yield "the only meeting that the date fits", _only_fit(clusters, events, in_series)


def _by(events, key):
    found = defaultdict(list)
    for event in events:
        value = key(event)
        if value is not None:
            found[value].append(event)
    return found


def _pairs(groups, test) -> list[tuple[str, str]]:
    return [(a.id, b.id) for group in groups.values() for a, b in combinations(group, 2) if test(a, b)]


def _near(left: Event, right: Event) -> bool:
    numbers = left.ordinal is not None and right.ordinal is not None
    both = len(left.date) == len(right.date) == _DAY and days_between(left.date, right.date) <= _NEAR
    return both and not numbers and len(_shared_sides(left, right)) > 1


def _same_people(left: Event, right: Event) -> bool:
    if left.mention.document == right.mention.document or (left.series and right.series) or bool(left.series) != bool(right.series):
        return False
    return len(_shared_sides(left, right)) > 1 and (left.sides <= right.sides or right.sides <= left.sides)


def _shared_sides(left: Event, right: Event) -> set[str]:
    """Return the sides of people whom both have; one full name at least must be among them."""
    shared = [
        (side, read_name(a).full and read_name(b).full)
        for (a, side), (b, other) in product(left.people, right.people)
        if side and side == other and compare_names(read_name(a), read_name(b))
    ]
    return {side for side, _ in shared} if any(full for _, full in shared) else set()


def _unambiguous(pairs: list[tuple[str, str]], events: Sequence[Event]) -> list[tuple[str, str]]:
    """Drop the pairs of a meeting that fits two of one other document."""
    documents = {event.id: event.mention.document for event in events}
    fits: dict[tuple[str, str], set[str]] = defaultdict(set)
    for left, right in pairs:
        fits[left, documents[right]].add(right)
        fits[right, documents[left]].add(left)
    return [(a, b) for a, b in pairs if len(fits[a, documents[b]]) == 1 and len(fits[b, documents[a]]) == 1]


def _wording(event: Event) -> object:
    """What two passing mentions of one meeting have in common; one without a date only agrees with its own document."""
    if event.reported or not event.mention.name:
        return None
    return (slug(event.mention.name), event.date or event.mention.document)


def _only_fit(clusters: Clusters, events: Sequence[Event], in_series) -> list[tuple[str, str]]:
    pairs = []
    for event in events:
        precise = len(event.date) == _DAY
        if not event.series or event.ordinal is not None or not event.date or precise or len(event.date) < _MONTH:
            continue
        fitting = [
            other for other in in_series[event.series] if len(other.date) > len(event.date) and contains(other.date, event.date)
        ]
        roots = {clusters.find(other.id) for other in fitting} - {clusters.find(event.id)}
        if len(roots) == 1:
            pairs.append((event.id, fitting[0].id))
    return pairs


def _group(context: Context, events: list[Event]) -> Group:
    ordered = sorted(events, key=lambda event: first_seen(event.mention))
    names = fullest(event.mention.name for event in events if event.mention.name)
    stem, label = _stem(context, ordered, names)
    return Group("meeting", tuple(event.id for event in events), f"meeting/{stem}", names[0] if names else label, names or (label,))


def _stem(context: Context, events: list[Event], names: Sequence[str]) -> tuple[str, str]:
    """Return a meeting's slug, and the label of one that has no name."""
    series = next((str(event.series[1]).split("/")[-1] for event in events if event.series and event.series[0] == "entity"), "")
    ordinal = next((event.ordinal for event in events if event.ordinal is not None), None)
    date = max((event.date for event in events), key=len, default="")
    if series and (ordinal is not None or date):
        return f"{series}-{date if ordinal is None else ordinal}", ""
    if names:
        return slug(split_brackets(names[0])[0]), ""
    sides = sorted({side for event in events for side in event.sides})
    labels = [context.entities[side].label if side in context.entities else side for side in sides]
    parties = "-".join(side.split("/")[-1] for side in sides) or slug(events[0].mention.document)
    return f"{parties}-{date}".rstrip("-"), f"Meeting of {' and '.join(labels) or 'unnamed parties'}{', ' + date if date else ''}"
