"""Meetings as they are compared: who met, for which sides, on what day, as which one of which series."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from communique.identity.context import Context
from communique.identity.names import compare_names, read_name
from communique.identity.series import Key, read_ordinal, read_series, series_keys
from communique.records import Mention

DAY = len("2024-01-01")
MONTH = len("2024-01")


@dataclass(frozen=True, slots=True, eq=False)
class Event:
    """A meeting mention with what is compared: `people` are names with their sides."""

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
    def has_day(self) -> bool:
        """Whether the date tells the day."""
        return len(self.date) == DAY

    @property
    def reported(self) -> bool:
        """Whether the document is about the meeting, and does not only refer to it."""
        return self.mention.status is not None


def find_events(context: Context) -> list[Event]:
    """Return the meeting mentions as events, sorted by mention."""
    mentions = context.of_kind("meeting")
    series = _series_of(context, mentions)
    return [
        Event(m, series.get(m.id), _ordinal(m), _people(context, m), context.sides_of.get(m.id, frozenset()))
        for m in mentions
    ]  # fmt: skip


def series_sides(context: Context) -> dict[str, frozenset[str]]:
    """Return the sides of the meetings of each series mention."""
    found: dict[str, set[str]] = defaultdict(set)
    for meeting in context.of_kind("meeting"):
        if meeting.series:
            found[meeting.series] |= context.sides_of.get(meeting.id, frozenset())
    return {series: frozenset(parties) for series, parties in found.items()}


def shared_sides(left: Event, right: Event) -> set[str]:
    """Return the sides of the people whom both have; without one full name among those it is nobody's."""
    shared = [
        (side, read_name(a).full and read_name(b).full)
        for (a, side), (b, other) in product(left.people, right.people)
        if side and side == other and compare_names(read_name(a), read_name(b))
    ]
    return {side for side, _ in shared} if any(full for _, full in shared) else set()


def _ordinal(mention: Mention) -> int | None:
    """Return the ordinal as read; of a meeting mentioned in passing, the number that its name begins with."""
    return mention.ordinal if mention.ordinal is not None or mention.status is not None else read_ordinal(mention.name)


def _people(context: Context, mention: Mention) -> tuple[tuple[str, str], ...]:
    people = (context.mentions[person] for person in mention.people)
    return tuple(sorted((person.name, context.resolved(person.side) or "") for person in people))


def _series_of(context: Context, mentions: Sequence[Mention]) -> Mapping[str, Key]:
    """Return the series of each meeting: as told, or, for one mentioned in passing, the one whose name it bears, if one does."""
    found: dict[str, Key] = {m.id: ("entity", context.entity_of[m.series]) for m in mentions if m.series}
    series = context.of_kind("series")
    passing = [mention for mention in mentions if not mention.series and mention.name]
    keys = series_keys(context, [*series, *passing], series_sides(context))
    entities = {keys[mention.id]: context.entity_of[mention.id] for mention in series}
    cores = {(m.document, read_series(m.name, context.nations).core): context.entity_of[m.id] for m in series}
    for mention in passing:
        key = keys[mention.id]
        core = read_series(mention.name, context.nations).core
        entity = entities.get(key) or cores.get((mention.document, core)) or (key[1] if key[0] == "known" else None)
        if entity:
            found[mention.id] = ("entity", entity)
        elif key[0] != "in":
            found[mention.id] = key
    return found
