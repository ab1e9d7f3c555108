"""Telling of a meeting: a release of one party, with the gold reading of exactly what it says.

A telling may be wrong about the day, leave people out and shorten names; what it says is its truth.
"""

import re
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random
from typing import Any, Final

from corpus import forms
from corpus.words import ACHIEVEMENTS, BACKGROUND, COMMITMENTS, INSTRUMENTS, MONTHS, ORDINALS, QUOTES
from corpus.world import Body, Meeting, Seat, State

WRONG_DAY: Final = 0.04
SHORT_NAME: Final = 0.25
LEFT_OUT: Final = 0.15
YESTERDAY: Final = 0.3

Gold = dict[str, Any]


@dataclass(slots=True)
class Telling:
    """A release: its text and metadata, its gold reading, and which entity each name stands for."""

    title: str
    published: date
    publisher: str
    meeting: Meeting | None
    paragraphs: list[str] = field(default_factory=list)
    meetings: list[Gold] = field(default_factory=list)
    quotations: list[Gold] = field(default_factory=list)
    people: dict[str, str] = field(default_factory=dict)
    bodies: dict[str, str] = field(default_factory=dict)
    name: str = ""
    copy_of: str | None = None

    @property
    def content(self) -> str:
        """Return the file's content, front matter and text."""
        head = [f"title: {self.title}", f"published: {self.published}", f"publisher: {self.publisher}", "language: en"]
        head += [f"copy_of: {self.copy_of}"] if self.copy_of else []
        return "\n".join(["---", *head, "---", self.title, "", "\n\n".join(self.paragraphs), ""])

    def name_body(self, body: Body) -> None:
        """Note a body under its name, without and with its state."""
        self.bodies.update({body.name: body.id, f"{body.name} of {body.state.name}": body.id})

    @property
    def gold(self) -> Gold:
        """Return the gold reading."""
        return {"document": self.name, "published": str(self.published), "meetings": self.meetings, "quotations": self.quotations}


def greeting(state: State, day: date) -> Telling:
    """Tell of no meeting at all."""
    text = f"On behalf of the people, we send warm wishes to {state.name} on its national day. May the years to come be kind."
    return Telling(f"National day of {state.name}", day, "Office of the Spokesperson", None, [text])


def reprint(original: Telling) -> Telling:
    """Copy a telling, with words of the agency around it."""
    paragraphs = ["NEWS SERVICE – The following was released today.", *original.paragraphs, "Share this story"]
    return replace(original, publisher="News Service", paragraphs=paragraphs, copy_of=original.name)


def tell(meeting: Meeting, teller: State, random: Random) -> Telling:
    """Tell of a meeting as one party sees it."""
    told = _as_told(meeting, random)
    published = told.end + timedelta(days=random.randint(1, 3))
    telling = Telling("", published, f"Government of {teller.name}", meeting, meetings=[_gold(told)])
    _Teller(random, telling, told).tell()
    return telling


def _as_told(meeting: Meeting, random: Random) -> Meeting:
    heads, others = meeting.seats[:2], meeting.seats[2:]
    kept = (*heads, *(seat for seat in others if random.random() > LEFT_OUT))
    shift = timedelta(days=1 if random.random() < WRONG_DAY else 0)
    return replace(meeting, seats=kept, start=meeting.start + shift, end=meeting.end + shift)


def _gold(told: Meeting) -> Gold:
    return {
        "name": None,
        "series": told.series.name if told.series else None,
        "ordinal": told.ordinal,
        "start": str(told.start),
        "end": str(told.end),
        "place": told.place,
        "mode": told.mode,
        "status": "held",
        "attendance": [],
        "represented": [],
        "outcomes": [],
    }


@dataclass(slots=True)
class _Teller:
    """Writes one telling of a meeting as told."""

    random: Random
    telling: Telling
    told: Meeting

    @property
    def gold(self) -> Gold:
        return self.telling.meetings[0]

    def tell(self) -> None:
        if self.told.series:
            self._plenary(self.told.series.name, self.told.ordinal or 1)
        else:
            self._bilateral()
        self._results()
        self._quotation()
        if self.random.random() < 0.4:
            self.telling.paragraphs.append(self.random.choice(BACKGROUND))

    def _plenary(self, series: str, ordinal: int) -> None:
        word = ORDINALS[ordinal - 1]
        self.telling.title = f"{word.title()} Meeting of the {series}"
        self.gold["name"] = f"{self.random.choice((word, _numeral(ordinal)))} meeting of the {series}"
        a, b = self.told.parties
        where = f" in {self.told.place}" if self.told.place else " virtually"
        opening = self._say(forms.OPENINGS, name=self.gold["name"], a=a.name, b=b.name, where=where, when=self._day())
        self.telling.paragraphs.append(f"{opening} {self._heads()}")
        self._others()
        if self.told.series and self.random.random() < 0.5:
            self.telling.paragraphs.append(
                f"Meetings of the {series} have been held every year since it was launched in {self.told.series.began}."
            )

    def _bilateral(self) -> None:
        first, second = self.told.seats[:2]
        self.telling.title = f"{first.post.title} {first.person.surname}’s meeting with {second.post.title} {second.person.surname}"
        said = {"in-person": forms.TALKS, "call": forms.CALLS, "virtual": forms.VIRTUAL}[self.told.mode]
        one, two = (self._ref(seat, with_side=True) for seat in (first, second))
        self.telling.paragraphs.append(self._say(said, one=one, two=two, place=self.told.place or "", when=self._day()))

    def _heads(self) -> str:
        first, second = self.told.seats[:2]
        a, b = self.told.parties
        chaired = "chair" in first.roles
        sided = chaired or self.random.random() < 0.5
        one, two = (self._ref(seat, with_side=sided) for seat in (first, second))
        for entry, state in zip(self.gold["attendance"], (a, b), strict=True):
            entry["side"] = state.name
        return self._say(forms.CHAIRS if chaired else forms.LEADS, one=one, two=two, a=a.adjective, b=b.adjective)

    def _others(self) -> None:
        refs = [self._ref(seat, with_side=True) for seat in self.told.seats[2:]]
        if refs and self.random.random() < 0.4:
            self.telling.paragraphs.append("Participants:\n\n" + "\n".join(f"- {ref.rstrip(',')}" for ref in refs))
        elif refs:
            self.telling.paragraphs.append(_tidy(_capital(f"{_joined(refs)} also took part in the meeting.")))
        if self.told.bodies:
            names = [f"the {body.name} of {body.state.name}" for body in self.told.bodies]
            self.telling.paragraphs.append(f"Representatives of {_joined(names)} also joined the meeting.")
        for body in self.told.bodies:
            self.telling.name_body(body)
            self.gold["represented"].append({"organization": body.name, "side": body.state.name})

    def _results(self) -> None:
        random = self.random
        sentences = [("commitment", f"The parties agreed {random.choice(COMMITMENTS)}.")]
        if self.told.series and random.random() < 0.6:
            sentences.append(("adoption", f"The parties adopted the {self.told.start.year} {random.choice(INSTRUMENTS)}."))
        if random.random() < 0.5:
            sentences.append(("achievement", f"They welcomed {random.choice(ACHIEVEMENTS)}."))
        self.gold["outcomes"] = [{"kind": kind, "text": text} for kind, text in sentences]
        self.telling.paragraphs.append(" ".join(text for _, text in sentences))

    def _quotation(self) -> None:
        if self.random.random() < 0.3:
            seat, quote = self.told.seats[0], self.random.choice(QUOTES) + ","
            self.telling.paragraphs.append(f"“{quote}” said {seat.post.title} {seat.person.surname}.")
            self.telling.quotations.append({"speaker": self.gold["attendance"][0]["person"], "text": quote})

    def _ref(self, seat: Seat, *, with_side: bool) -> str:
        """Name a person with the post, and note in the gold what the words tell."""
        person, post = seat.person, seat.post
        short = f"{person.given} {person.surname}"
        name = short if self.random.random() < SHORT_NAME and short not in self.telling.people else person.name
        body = post.body.name if post.body else None
        said = forms.OF_BODY if body else forms.OF_STATE if with_side else forms.OF_NONE
        self.telling.people[name] = person.id
        if post.body:
            self.telling.name_body(post.body)
        entry = {"person": name, "aliases": [], "posts": [{"title": post.title, "organization": body, "acting": False}]}
        self.gold["attendance"].append({**entry, "side": post.state.name if body or with_side else None, "roles": list(seat.roles)})
        form = self.random.choice(said)
        return form.format(title=post.title, name=name, body=body, state=post.state.name, adjective=post.state.adjective)

    def _day(self) -> str:
        day, end = self.told.start, self.told.end
        month = MONTHS[day.month - 1]
        if end != day and end.month == day.month:
            days = f"{day.day} and {end.day}" if (end - day).days == 1 else f"{day.day}–{end.day}"
            return f"on {month} {days}, {day.year}"
        if end != day:
            return f"from {month} {day.day} to {MONTHS[end.month - 1]} {end.day}, {end.year}"
        if self.telling.published - day == timedelta(days=1) and self.random.random() < YESTERDAY:
            return "yesterday"
        return self.random.choice(
            (f"on {month} {day.day}, {day.year}", f"on {day.day} {month} {day.year}", f"on {month} {day.day}")
        )

    def _say(self, said: tuple[str, ...], **places: str) -> str:
        """Fill one of the forms; a place whose name begins with a capital gets one."""
        capitals = {key.title(): _capital(value) for key, value in places.items() if len(key) > 1}
        return _tidy(self.random.choice(said).format(**places, **capitals))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _tidy(text: str) -> str:
    return re.sub(r",(?=[,.])", "", text)


def _numeral(number: int) -> str:
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _joined(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
