# ruff: noqa: E501 - a pattern or a row of a table is read as one line

"""The fields of a meeting: name, series, number, dates, place, mode and status, each with the rule that gave it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from communique.lexicon import rows
from communique.lexicon.glossary import kept
from communique.reading.dates import Calendar, When, find_dates
from communique.reading.drafts import Draft, same_series, series_words
from communique.reading.frames import Clause
from communique.reading.line import ordinal_of
from communique.reading.names import MeetingName
from communique.reading.page import Page
from communique.reading.people import Span, span_of
from communique.records import Mode, Saying, Status

_VIRTUAL: Final = re.compile(
    r"\b(?:virtual(?:ly)?|video[ -]?conferenc\w+|videolink|via (?:video|zoom|webex)|by video|online)\b", re.IGNORECASE
)
_HYBRID: Final = re.compile(
    r"\bhybrid (?:format|meeting|form|mode)\b|\bin[ -]person and (?:virtual|online)|\b(?:some|other|others|several|many|certain)\b[\w ]{0,24} (?:joining|participating|connecting|attending|connected|joined|participated) (?:remotely|virtually|online|by video)|\bone session by video",
    re.IGNORECASE,
)
_THIS_VIRTUAL: Final = re.compile(
    r"\b(?:this|the) (?:virtual(?:ly)?|online|video)(?: held)? (?:\w+ ){0,3}(?:meeting|conference|dialogue|consultations?|event|session|forum|talks|summit|discussions?|exchange|roundtable)\b|\b(?:was|were) (?:held|conducted|convened) virtually\b",
    re.IGNORECASE,
)
_PHONE: Final = re.compile(
    r"\b(?:by|via|over the) (?:tele)?phone\b|\b(?:phone|telephone|tele-?conference|conference|video) (?:call|conversation)\b|\b(?:had|held) an? (?:[\w-]+ ){0,2}call\b|\bteleconference\b|\btelephon\w+",
    re.IGNORECASE,
)
#: Modes by the words that name them, with parts of words without which a pattern finds nothing.
_MODES: Final[tuple[tuple[Mode, tuple[str, ...], re.Pattern[str]], ...]] = (
    ("hybrid", ("ybrid", "erson", "emotely", "irtual", "nline", "video"), _HYBRID),
    ("virtual", ("irtual", "ideo", "nline", "zoom", "Zoom", "ebex"), _VIRTUAL),
    ("call", ("hone", "onferenc", " call", " conversation"), _PHONE),
)
#: "…, whose third round was held virtually": another meeting.
_OTHER_ROUND: Final = re.compile(r"\b(?:whose|previous|last|earlier)\b[^,;]*$")
_IN_PERSON: Final = re.compile(
    r"\bin[ -]person\b|\bat (?:the )?(?:Pentagon|White House|State Department|(?:U\.S\. )?Department of (?:State|Defense)|(?:[A-Z][\w'.]+ ){1,4}(?:Palace|House|Hotel|Residence))\b|\bface[ -]to[ -]face\b|\bvisit(?:ed|ing)? (?:to|the)\b|\bwelcomed\b[^.]{0,80}\bto (?:the )?(?:[A-Z]\w+)",
    re.IGNORECASE,
)
_PLACE: Final = re.compile(
    r"[nta](?P<city>E)(?:,[SE])?|^(?P<line>E)(?:,[SE])?-|(?<=[na])e?[VWCKB'TSJ]{1,5},(?P<venue>E)|[na](?P<new>C{1,3}|P),(?:S|C(?=[.,]))|(?<=[kH+yl0DOm,])n(?P<bare>C{1,3})(?=[uf.,t&;w])|^(?P<seat>E)(?=zH|H)|n(?P<both>S)(?!')"
    r"|n(?P<dated>C{1,3}),?(?=u[DM0y])|(?<=P)n(?P<there>C{1,3})(?=[.uy]|,[SWC]{1,2}[,.])"
)
_FUTURE: Final = re.compile(
    r"\b(?:will|plans? to|intends? to|(?:is|are) (?:scheduled|set|expected|due) to|(?:is|are) travell?ing)\b", re.IGNORECASE
)
_PRESENT: Final = re.compile(
    r"(?:participates|attends|meets|travels|hosts|chairs|joins|delivers|visits|convenes|holds|speaks|leads|has)\b"
)
_ADJECTIVE: Final = re.compile(
    r"\s*(?:bilateral |virtual |plenary |ministerial |telephone |trilateral |in-person )*(?:meeting|summit|visit|trip|travel|speech|announcement|session|strikes?|call|agreement|statement|attack|elections?|consensus|declaration|conversation|dialogue)\b"
)
_TODAYS: Final = re.compile(
    r"\b[Tt]oday's (?:\w+ ){0,3}?(?:meeting|dialogue|consultations?|talks|discussions?|conversation|call|conference|session|ministerial|summit)\b"
)
#: A headline's "President's Meeting" is no name.
_OWNED: Final = re.compile(
    r"(?:[\w.'-]+ ){0,4}[\w.-]+'s? (?:[A-Z][a-z]+ )?(?:Meeting|Call|Visit|Travel|Trip|Meetings|Calls|Participation)\b"
)
#: Headlines of texts that a meeting issues.
_STATED: Final = re.compile(
    r"(?:(?:Joint|Trilateral|Chairs?'?|Co-[Cc]hairs?'?|Leaders'?|Ministers'?) )*(?:Press |Media )?(?:Statement|Communiqu[eé]|Declaration|Release|Readout|Outcomes?|Summary)\b",
    re.IGNORECASE,
)
_ATTENDED: Final = re.compile(
    r"\b(?:attend(?:ed|s|ing)?|join(?:ed|s)?|host(?:ed|s)?|chair(?:ed|s)?|participat\w+ in|part in|led|for|convened?) the $"
)
_OTHER_DAY: Final = re.compile(
    r"\b(?:since|by|until|before|after|initiated|launched|signed|established|founded|began|beginning|starting|dated|adopted|of last|created|elected|inaugurated)(?: (?:on|in))?\s*$",
    re.IGNORECASE,
)


_ORDINAL: Final = r"([A-Za-z]+(?:-[a-z]+)?|\d+(?:st|nd|rd|th))"
#: "This was the second round", "It was the third such conversation".
_NTH: Final = re.compile(
    rf"(?:This|It|These|They)(?: [a-z]+ [a-z]+)? (?:was|is|marked|marks|were) (?:the |their |its )?{_ORDINAL} (?:such |ever |annual )?(?:[a-z]+ )?(?:round|meeting|conversation|session|edition|iteration|dialogue|consultations|talks|call|time)\b"
)
#: "met for the third time"
_NTH_TIME: Final = re.compile(
    rf"\b(?:met|convened|gathered|assembled) for (?:the|its|their) {_ORDINAL} time\b|\bfor (?:the|their) {_ORDINAL} (?:[a-z]+ ){0, 3}(?:meeting|round|talks|dialogue|consultations)\b"
)
#: A relative clause, but for "the dialogue, which was held in …".
_ASIDE: Final = re.compile(r"~(?!z?\+)[^,;]*")
_HERE: Final = re.compile(r"\bhere\b(?! (?:is|are)\b)")
_CITY: Final = re.compile(r"\s*([A-Z][A-Za-z]+(?: [A-Z][A-Za-z]+)?)")


@kept
def _cities() -> frozenset[str]:
    return frozenset(row["name"] for row in rows("cities"))


@kept
def _city_states() -> frozenset[str]:
    """Return the names that are those of a state and of its city: "in Singapore"."""
    return _cities() & frozenset(row["name"] for row in rows("states"))


@dataclass(slots=True)
class Fields:
    """Values by field name, and how each was read."""

    values: dict[str, Any] = field(default_factory=dict)
    says: dict[str, Saying] = field(default_factory=dict)

    def put(self, name: str, value: object, saying: Saying) -> None:
        """Set a field with how it was read."""
        self.values[name] = value
        self.says[name] = saying


@dataclass(frozen=True, slots=True)
class Source:
    """What fields are read from: the page, its sentences, all named meetings, and the calendar."""

    page: Page
    clauses: Sequence[Clause]
    names: Sequence[MeetingName]
    calendar: Calendar
    acronyms: frozenset[str] = frozenset()

    def saying(self, rule: str, *spans: Span, source: str | None = None) -> Saying:
        """Return how a value was read, with the words at `spans`."""
        return Saying(rule, tuple(self.page.excerpt(*span) for span in spans), source)


def read_status(draft: Draft, source: Source) -> tuple[Status, Saying]:
    """Return whether a draft's meeting was held or is planned, from the form of its first verb."""
    number = draft.trip.sentences[0] if draft.trip else draft.sentences[0]
    clause = source.clauses[number]
    for frame in clause.frames:
        before = source.page.view[max(clause.start, frame.at[0] - 30) : frame.at[0] + 5]
        if frame.verb in "kscHjGL^+" and _FUTURE.search(before + source.page.view[frame.at[0] : frame.at[1]]):
            return "planned", source.saying("verb in the future", (clause.start, clause.end))
        if (
            _PRESENT.match(source.page.view, frame.at[0])
            and source.page.sentences[0].kind == "heading"
            and "chedule" in source.page.view[: source.page.sentences[0].end]
        ):
            return "planned", source.saying("present tense of a schedule", (clause.start, clause.end))
    return "held", source.saying("verb in the past", (clause.start, clause.end))


#: The share of a headline that a name takes which is all of it.
_ALL_BUT: Final = 0.8


def _is_headline(name: MeetingName, source: Source) -> bool:
    """Tell whether a headline is nothing but the name of a meeting."""
    sentence = source.page.sentences[name.sentence]
    return name.at[1] - name.at[0] > _ALL_BUT * (sentence.end - sentence.start)


def read_name(draft: Draft, source: Source, fields: Fields, main: bool) -> None:
    """Read name, series and ordinal: the fullest name in the sentences of the draft and, for the main meeting, the headline."""
    own = list(draft.names)
    heads = (
        [
            name
            for name in source.names
            if source.page.sentences[name.sentence].kind == "heading"
            and name.sentence < 3
            and not _OWNED.match(source.page.view, name.at[0])
        ]
        if main
        else []
    )
    if not own and not (heads and draft.verbs[0][1] not in "s"):
        return
    stated = _STATED.match(source.page.view, source.clauses[0].start) if source.clauses else None
    named = any(name.ordinal or _is_headline(name, source) for name in heads)
    if not own and draft.verbs[0][1] == "k" and draft.parts and not stated and not named:
        return
    pool = own + [name for name in heads if not own or any(same_series(name.series, one.series) for one in own)]
    best = max(pool, key=lambda name: (name.ordinal is not None, name.at[1] - name.at[0], -name.at[0]))
    series = max(
        (name for name in pool if same_series(name.series, best.series)),
        key=lambda name: (len(series_words(name.series)), name is best),
        default=best,
    )
    fields.put("name", source.page.value(*best.at), source.saying("fullest name of the meeting", best.at))
    if series.series:
        fields.put("series", series.series, source.saying("name without its number", series.series_at))
    number = next((name for name in [best, *pool] if name.ordinal), None)
    if number and number.ordinal_at:
        fields.put("ordinal", number.ordinal, source.saying("ordinal in the name", number.ordinal_at))


def read_number(draft: Draft, source: Source, fields: Fields) -> None:
    """Read the ordinal from words that tell it apart from the name: "This was the second round", "met for the third time"."""
    if fields.values.get("ordinal"):
        return
    first = draft.sentences[0]
    own = draft.sentences[:3]
    for number in [*own, *(one for one in (first + 1, first + 2) if one not in own and one < len(source.clauses))]:
        clause = source.clauses[number]
        pattern = _NTH_TIME if number in own else _NTH
        found = _NTH.match(source.page.view, clause.start, clause.end) or pattern.search(source.page.view, clause.start, clause.end)
        ordinal = ordinal_of(found[found.lastindex or 1]) if found else None
        if found and ordinal:
            fields.put("ordinal", ordinal, source.saying("ordinal told beside the name", found.span(found.lastindex or 1)))
            return


def _candidates(numbers: Sequence[int], source: Source, status: Status) -> list[When]:
    view = source.page.view
    found = []
    for number in numbers:
        clause = source.clauses[number]
        for when in find_dates(view, (clause.start, clause.end), source.calendar, status):
            before = view[max(clause.start, when.at[0] - 30) : when.at[0]]
            other = _ADJECTIVE.match(view, when.at[1]) and not _ATTENDED.search(before)
            if not other and not _OTHER_DAY.search(before):
                found.append(when)
    return found


def read_dates(draft: Draft, source: Source, fields: Fields, status: Status) -> None:
    """Read start and end from the sentences of the draft, else from the headline."""
    numbers = [*draft.sentences[:4], *(draft.trip.sentences[:1] if draft.trip else []), 0]
    today = _TODAYS.search(source.page.view) if "oday's" in source.page.view else None
    numbers += [source.page.sentences.index(source.page.sentence_at(today.start()))] if today else []
    dates = [when for when in _candidates(list(dict.fromkeys(numbers)), source, status) if when.start]
    adjective = next((when for when in dates if _ADJECTIVE.match(source.page.view, when.at[1])), None)
    when = adjective or next(iter(dates), None)
    if when is None:
        return
    if status == "held" and source.calendar.published and (when.start or "") > source.calendar.published:
        fields.put("status", "planned", source.saying("date after publication", when.at, source="published"))
    spans = [when.at, *([when.leans_on] if when.leans_on else [])]
    fields.put("start", when.start, source.saying(when.rule, *spans, source=when.source))
    fields.put("end", when.end, source.saying(when.rule, *spans, source=when.source))


def _worded(view: str, spans: Sequence[Span], *, whole: bool) -> tuple[Mode, Span] | None:
    """Return the mode that words in some sentence name, or for the main meeting words like "this virtual dialogue" anywhere."""
    for mode, hints, pattern in _MODES:
        for span in spans:
            sentence = view[slice(*span)]
            found = pattern.search(view, *span) if any(hint in sentence for hint in hints) else None
            if found and not _OTHER_ROUND.search(view, span[0], found.start()):
                return mode, found.span()
    anywhere = _THIS_VIRTUAL.search(view) if whole and any(hint in view for hint in _MODES[1][1]) else None
    return ("virtual", anywhere.span()) if anywhere else None


def read_mode(draft: Draft, source: Source, fields: Fields, main: bool) -> None:
    """Read mode and place."""
    numbers = [*draft.sentences, *([0] if main else [])]
    spans = [(source.clauses[number].start, source.clauses[number].end) for number in numbers]
    if found_mode := _worded(source.page.view, spans if main else spans[:1], whole=main):
        fields.put("mode", found_mode[0], source.saying(f"words of a {found_mode[0]} meeting", found_mode[1]))
        if found_mode[0] == "hybrid":
            _read_place(draft, source, fields)
        return
    verb = draft.verbs[0][1]
    if verb == "s":
        fields.put("mode", "call", source.saying("people who speak with each other", spans[0]))
        return
    _read_place(draft, source, fields)
    hosted = [
        frame.at for number in draft.sentences for frame in source.clauses[number].frames if frame.verb == "H" and frame.others
    ]
    found_in = next((found for span in spans if (found := _IN_PERSON.search(source.page.view, *span))), None)
    if draft.trip and draft.trip.verbs[0][1] == "G" and "place" not in fields.values:
        journey = source.clauses[draft.trip.sentences[0]]
        fields.put("mode", "in-person", source.saying("a journey to meet", (journey.start, journey.end)))
    elif hosted or found_in or "place" in fields.values:
        at = hosted[0] if hosted else found_in.span() if found_in else fields.says["place"].evidence[0]
        where = at if isinstance(at, tuple) else (at.start, at.end)
        fields.put("mode", "in-person", source.saying("a place, a visit or a host of people", where))


def _stop(draft: Draft, source: Source, fields: Fields) -> bool:
    """Read the place as the stop of a journey in the state that the sentence, or the one before, names."""
    trip = source.clauses[draft.trip.sentences[0]].line if draft.trip else None
    stops = (
        {trip.values[found.start()]: span_of(trip, found.start(), found.start() + 1) for found in re.finditer(r"E", trip.labels)}
        if trip
        else {}
    )
    for number in (draft.sentences[0], draft.sentences[0] - 1):
        line = source.clauses[number].line
        for at, label in enumerate(line.labels):
            if label in "SE" and line.values[at] in stops and line.labels[at - 1 : at] in ("n", "t"):
                span = stops[line.values[at]] if label == "S" else span_of(line, at, at + 1)
                fields.put(
                    "place",
                    source.page.value(*span),
                    source.saying("stop of the journey in the state named", span, span_of(line, at, at + 1)),
                )
                return True
    return False


def _read_place(draft: Draft, source: Source, fields: Fields) -> None:
    if draft.trip and draft.trip is not draft and _stop(draft, source, fields):
        return
    for number in [*draft.sentences[:4], *(draft.trip.sentences[:1] if draft.trip else [])]:
        line = source.clauses[number].line
        labels = line.labels
        if not draft.trip and draft.verbs[0][1] != "G":
            labels = _ASIDE.sub(lambda found: "~" * len(found[0]), labels)
        for found in _PLACE.finditer(labels):
            span = span_of(line, *next(found.span(group) for group in _PLACE.groupindex if found[group]))
            words = source.page.value(*span)
            elsewhere = (found["dated"] or found["there"]) and number != draft.sentences[0]
            if not elsewhere and (not found["both"] or words in _city_states()):
                fields.put("place", words, source.saying("city after a preposition", span))
                return
    _place_of_issue(draft, source, fields)


def _place_of_issue(draft: Draft, source: Source, fields: Fields) -> None:
    """Read the city of the dateline: for "here", and where a report from elsewhere than Washington names no other."""
    clause = source.clauses[draft.sentences[0]]
    here = _HERE.search(source.page.view, clause.start, clause.end)
    lines = [noise for noise in source.page.noise if noise.rule == "dateline" and (here or noise.end == clause.start)]
    city = _CITY.match(source.page.text, lines[0].start) if lines else None
    name = city[1].title() if city else ""
    if city and name in _cities() and (here or (name != "Washington" and draft is not draft.trip)):
        spans = [city.span(1), *([here.span()] if here else [])]
        fields.put("place", name, source.saying("city of the dateline", *spans))
