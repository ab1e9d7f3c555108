"""Meetings: one node for one event, however many documents report it, and even when they date it differently.

1. One series and one ordinal are one meeting, whatever the dates: body, series and ordinal weigh more.
2. One series and one day are one meeting, unless the ordinals differ; so are days of one series at most three apart on which the
   same people of two sides met.
3. Outside of a series, the same people of two sides on one day, with no more sides in one report than in the other.
4. Mentions in passing with the same words and date are one; a date without a day joins the one meeting of its series that it fits.

Two meetings that one document reports are two, and so are two ordinals of one series. A mention without a date stays by itself:
"the Leaders' Summit" of two documents need not be one. What fits two meetings of one document joins neither.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import combinations
from typing import Final

from communique.folding import slug, split_brackets
from communique.identity.clusters import Clusters, Pair, judged
from communique.identity.context import Context
from communique.identity.dates import contains, days_between
from communique.identity.events import DAY, MONTH, Event, find_events, shared_sides
from communique.identity.marks import Marked
from communique.identity.series import mark_series, marked_words
from communique.identity.slugs import Group, first_seen, fullest
from communique.records import Mention, Merge

#: Days by which the dates of one meeting of a series may differ if the same people met.
_NEAR: Final = 3
Blocks = Mapping[Hashable, Sequence[Event]]


def group_meetings(context: Context) -> Iterator[Group]:
    """Yield one group for each meeting, and record the decisions in the context."""
    yield from group_events(context, find_events(context))


def group_events(context: Context, events: Sequence[Event]) -> Iterator[Group]:
    """Yield one group for each meeting among events, sorted by mention, of which no other can be one with any of these."""
    clusters = judged((event.id for event in events), context.verdicts("meeting"))
    _forbid(clusters, events)
    for rule, pairs in _rounds(context, clusters, events):
        for left, right in sorted(pairs):
            new = clusters.find(left) != clusters.find(right)
            if new and clusters.join(left, right):
                context.merges.append(Merge(left, right, "same", 1.0, (rule,)))
    by_id = {event.id: event for event in events}
    for group in clusters.groups():
        yield _group(context, [by_id[mention] for mention in group])


def event_keys(context: Context, event: Event) -> Iterator[Hashable]:
    """Yield keys of which two mentions share one, directly or through others, wherever a rule can make them one meeting.

    Days of a series are near each other within a month, or at the end of one and the beginning of the next.
    """
    if event.series is not None and event.ordinal is not None:
        yield "ordinal", event.series, event.ordinal
    if event.series is not None and len(event.date) >= MONTH:
        yield from (("month", event.series, month) for month in _months(event))
    if event.series is None and event.has_day and event.reported:
        yield from (("day", event.date, pair) for pair in combinations(sorted(event.sides), 2))
    if (wording := _wording(context, event)) is not None:
        yield "words", wording


def _months(event: Event) -> Iterator[str]:
    """Yield the month of a date and, where only days lie between, the one before."""
    yield event.date[:MONTH]
    if event.has_day:
        yield (date.fromisoformat(event.date) - timedelta(days=_NEAR)).isoformat()[:MONTH]


def _forbid(clusters: Clusters, events: Iterable[Event]) -> None:
    """Keep apart what one document reports as two, and two ordinals of one series."""
    reported = _blocks(events, lambda event: event.mention.document if event.reported else None)
    numbered = _blocks(events, lambda event: event.series if event.ordinal is not None else None)
    for group in (*reported.values(), *numbered.values()):
        for left, right in combinations(group, 2):
            if not _one_number(left, right) and clusters.find(left.id) != clusters.find(right.id):
                clusters.forbid(left.id, right.id)


def _rounds(context: Context, clusters: Clusters, events: Sequence[Event]) -> Iterator[tuple[str, list[Pair]]]:
    """Yield the rules, surest first, each with the pairs that it joins; a later rule sees what an earlier one has joined."""
    in_series = _blocks(events, lambda event: event.series)
    yield "one series and one ordinal", _pairs(in_series, _one_number)
    yield "one series and one day", _pairs(in_series, lambda a, b: a.has_day and a.date == b.date)
    yield "one series, days apart, with the same people of two sides", _pairs(in_series, _near)
    single = [event for event in events if event.reported and event.ordinal is None and event.people and event.has_day]
    days = _blocks(single, lambda event: event.date)
    yield "the same people of two sides on one day", _unambiguous(_pairs(days, _same_people), events)
    wordings = _blocks(events, lambda event: _wording(context, event))
    yield "the same words and date", _pairs(wordings, lambda _a, _b: True)
    yield "the only meeting of the series that the date fits", _only_fit(clusters, events, in_series)


def _blocks(events: Iterable[Event], key: Callable[[Event], Hashable]) -> Blocks:
    found: dict[Hashable, list[Event]] = defaultdict(list)
    for event in events:
        if (value := key(event)) is not None:
            found[value].append(event)
    return found


def _pairs(blocks: Blocks, test: Callable[[Event, Event], bool]) -> list[Pair]:
    return [(a.id, b.id) for group in blocks.values() for a, b in combinations(group, 2) if test(a, b)]


def _one_number(left: Event, right: Event) -> bool:
    return left.series is not None and left.series == right.series and left.ordinal is not None and left.ordinal == right.ordinal


def _near(left: Event, right: Event) -> bool:
    if not (left.has_day and right.has_day) or (left.ordinal is not None and right.ordinal is not None):
        return False
    return days_between(left.date, right.date) <= _NEAR and len(shared_sides(left, right)) > 1


def _same_people(left: Event, right: Event) -> bool:
    if left.mention.document == right.mention.document or left.series or right.series or len(left.sides & right.sides) < 2:
        return False
    return (left.sides <= right.sides or right.sides <= left.sides) and len(shared_sides(left, right)) > 1


def _unambiguous(pairs: Sequence[Pair], events: Iterable[Event]) -> list[Pair]:
    """Drop the pairs of a meeting that fits two of one other document."""
    documents = {event.id: event.mention.document for event in events}
    fits: dict[tuple[str, str], set[str]] = defaultdict(set)
    for left, right in pairs:
        fits[left, documents[right]].add(right)
        fits[right, documents[left]].add(left)
    return [(a, b) for a, b in pairs if len(fits[a, documents[b]]) == len(fits[b, documents[a]]) == 1]


def _wording(context: Context, event: Event) -> Hashable:
    """Return what two passing mentions of one meeting share; one without a date agrees with its own document only."""
    if event.reported or not event.mention.name:
        return None
    return marked_words(event.mention.name, context.nations), event.date or event.mention.document


def _only_fit(clusters: Clusters, events: Iterable[Event], in_series: Blocks) -> list[Pair]:
    """Return the pairs of an imprecise date with the one meeting of its series that it fits."""
    pairs = []
    for event in events:
        if event.series and event.ordinal is None and len(event.date) == MONTH:
            fitting = [other for other in in_series[event.series] if other.has_day and contains(other.date, event.date)]
            if len({clusters.find(other.id) for other in fitting}) == 1:
                pairs.append((event.id, fitting[0].id))
    return pairs


def mark_meetings(context: Context) -> Iterator[Marked]:
    """Yield what two mentions share that can be one meeting, or be kept apart as two; mentions of series show the way between."""
    series, meetings = context.of_kind("series"), context.of_kind("meeting")
    yield from mark_series(context, (*series, *(meeting for meeting in meetings if not meeting.series and meeting.name)))
    for mention, told in (*((one.id, one.id) for one in series), *((one.id, one.series) for one in meetings if one.series)):
        yield mention, ("told", told)
        yield mention, ("series", context.entity_of[told])
    reported = Counter(meeting.document for meeting in meetings if meeting.status is not None)
    for meeting in meetings:
        yield meeting.id, ("alone", meeting.id)
        if meeting.status is not None:
            yield from _mark_reported(context, meeting, reported[meeting.document] > 1)
        elif meeting.name:
            yield meeting.id, ("words", marked_words(meeting.name, context.nations), meeting.date or meeting.document)


def _mark_reported(context: Context, meeting: Mention, beside: bool) -> Iterator[Marked]:
    """Yield what a meeting shares with another that its document reports, and with others of its sides on its day."""
    if beside:
        yield meeting.id, ("reported", meeting.document)
    if meeting.date and len(meeting.date) == DAY:
        for sides in combinations(sorted(context.sides_of.get(meeting.id, ())), 2):
            yield meeting.id, ("day", meeting.date, *sides)


def _group(context: Context, events: list[Event]) -> Group:
    ordered = sorted(events, key=lambda event: first_seen(event.mention))
    names = fullest(event.mention.name for event in events if event.mention.name)
    label = names[0] if names else _label(context, ordered)
    return Group("meeting", tuple(event.id for event in events), f"meeting/{_stem(ordered, names)}", label, names or (label,))


def _stem(events: list[Event], names: Sequence[str]) -> str:
    """Return a meeting's slug: its series with the ordinal or date, or its name, or its parties and date."""
    series = next((str(event.series[1]) for event in events if event.series and event.series[0] == "entity"), "")
    ordinal = next((str(event.ordinal) for event in events if event.ordinal is not None), "")
    date = _date(events)
    if series and (ordinal or date):
        return f"{series.split('/')[1]}-{ordinal or date}"
    if names:
        return slug(split_brackets(names[0])[0])
    parties = "-".join(side.split("/")[1] for side in _sides(events)) or slug(events[0].mention.document)
    return f"{parties}-{date}".rstrip("-")


def _label(context: Context, events: list[Event]) -> str:
    """Return the label of a meeting that no document names."""
    parties = " and ".join(context.entities[side].label for side in _sides(events))
    return f"Meeting of {parties or 'unnamed parties'}" + (f", {_date(events)}" if _date(events) else "")


def _sides(events: list[Event]) -> list[str]:
    return sorted({side for event in events for side in event.sides})


def _date(events: list[Event]) -> str:
    """Return the most precise date, of the first mention that has it."""
    return max((event.date for event in events), key=len, default="")
