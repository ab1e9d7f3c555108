"""Which meetings a document is about: the frames of its sentences, gathered into one draft for each meeting.

1. A headline or the first sentence that tells of people meeting opens the first draft.
2. A later sentence that tells of a meeting with people not yet there opens another.
3. Sentences about leading, chairing, hosting, joining and about delegations add to the draft that is open.

People who stand only in sentences about other meetings, or as the subject of talk, never come in.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from communique.reading.frames import Actor, Clause, Frame
from communique.reading.names import REFERRED, MeetingName
from communique.reading.page import Page
from communique.reading.people import Span
from communique.reading.roster import Person, Roster

#: Verbs that make a meeting by themselves, when people stand before or after them.
_OPENING: Final = frozenset("ks^")
_HEADLINE: Final = re.compile(r"(?P<one>[P$](?:&[P$])*)'(?:[A-Za-z0]{0,4})?(?P<noun>m)(?:w|x)e?(?P<other>[P$](?:,?&?e?[P$])*)")
#: Delegations or governments that meet, without names.
_DELEGATIONS: Final = re.compile(r"(?:[dQg]|S&e?S|[SJ]&e?[SJ][gd])[^.;]{0,25}?[kHc+]|\bS&e?S\w{0,6}[kHc+]")


@dataclass(slots=True)
class Part:
    """One person's part in a draft, with the sentences that tell of it."""

    person: Person
    actors: list[tuple[int, Actor, Frame]] = field(default_factory=list)
    sentences: list[int] = field(default_factory=list)
    listed: str | None = None


@dataclass(slots=True)
class Draft:
    """A meeting being put together: people by order of appearance, sentences, verbs, name."""

    sentences: list[int] = field(default_factory=list)
    parts: dict[int, Part] = field(default_factory=dict)
    verbs: list[tuple[int, str]] = field(default_factory=list)
    names: list[MeetingName] = field(default_factory=list)

    def add(self, person: Person, sentence: int, actor: Actor, frame: Frame) -> None:
        """Add one person's part as one frame tells it."""
        part = self.parts.setdefault(id(person), Part(person))
        part.actors.append((sentence, actor, frame))
        if sentence not in part.sentences:
            part.sentences.append(sentence)
        if sentence not in self.sentences:
            self.sentences.append(sentence)


@dataclass(slots=True)
class Gatherer:
    """What is known while the drafts of one document are gathered."""

    page: Page
    clauses: Sequence[Clause]
    roster: Roster
    names: Sequence[MeetingName]
    drafts: list[Draft] = field(default_factory=list)
    trip: Draft | None = None

    def person(self, clause: Clause, actor: Actor) -> Person | None:
        """Return the person of an actor; a title alone stands for the last person named with it."""
        if actor.mention >= 0:
            return self.roster.of(clause.mentions[actor.mention])
        return self._titled(self.page.view[slice(*actor.words)], actor.words[0]) if actor.words else None

    def _titled(self, words: str, before: int) -> Person | None:
        title = re.sub(r"^the ", "", words.lower())
        fits = {
            id(person): person
            for person in self.roster.people
            for _, mention in person.mentions
            for post in mention.posts
            if mention.name[0] < before and self._answers(title, self.page.view[slice(*post.title)].lower())
        }
        return next(iter(fits.values())) if len(fits) == 1 else None

    @staticmethod
    def _answers(short: str, title: str) -> bool:
        same = {"foreign minister": "minister of foreign affairs", "defense minister": "minister of defense", "secretary": "secretary of state"}
        return title == short or title.startswith(f"{short} of") or title == same.get(short) or (short == "minister" and "minister" in title and "prime" not in title)

    def read(self) -> list[Draft]:
        """Gather the drafts."""
        for number, clause in enumerate(self.clauses):
            for frame in clause.frames:
                self._frame(number, clause, frame)
            if not self.drafts:
                self._unnamed(number, clause)
            if self.drafts:
                self._name(number)
        if not self.drafts and self.trip and any(frame.verb == "k" for clause in self.clauses for frame in clause.frames):
            self.drafts = [self.trip]
        if not self.drafts:
            self._headline()
        return self.drafts

    def _about(self, number: int) -> list[MeetingName]:
        """Return the meetings that a sentence names as its subject, not in passing."""
        start = self.clauses[number].start
        return [name for name in self.names if name.sentence == number and not REFERRED.search(self.page.view[max(start, name.at[0] - 60) : name.at[0]])]

    def _open(self, number: int, verb: str) -> Draft:
        draft = Draft([number], verbs=[(number, verb)])
        if self.trip:
            for part in self.trip.parts.values():
                draft.parts[id(part.person)] = Part(part.person, list(part.actors), list(part.sentences), part.listed)
        self.drafts.append(draft)
        return draft

    def _people(self, clause: Clause, actors: Sequence[Actor]) -> list[tuple[Person, Actor]]:
        found = ((self.person(clause, actor), actor) for actor in actors)
        return [(person, actor) for person, actor in found if person]

    def _frame(self, number: int, clause: Clause, frame: Frame) -> None:
        people = self._people(clause, [*frame.actors, *frame.others])
        if not people:
            return
        if frame.verb in _OPENING or (frame.verb == "H" and frame.others):
            self._meeting(number, clause, frame, people)
        elif frame.verb == "G":
            if not self.drafts and not self.trip and frame.actors:
                self.trip = Draft([number], verbs=[(number, "G")])
                self._add(self.trip, number, people, frame)
        elif frame.verb == "v":
            self._between(number, clause, frame, people)
        elif frame.verb in "LcHji":
            self._role(number, clause, frame, people)

    def _add(self, draft: Draft, number: int, people: Sequence[tuple[Person, Actor]], frame: Frame) -> None:
        for person, actor in people:
            draft.add(person, number, actor, frame)
        draft.verbs.append((number, frame.verb))

    def _meeting(self, number: int, clause: Clause, frame: Frame, people: Sequence[tuple[Person, Actor]]) -> None:
        """Take a sentence that tells of people meeting: a new draft, unless its people are those of the last."""
        if frame.verb != "H" and (not frame.others and len({id(person) for person, _ in people}) < 2):  # noqa: PLR2004 - it takes two to meet
            return
        if frame.verb == "s" and not frame.others:
            return
        draft = self.drafts[-1] if self.drafts else None
        if draft and all(id(person) in draft.parts for person, _ in people):
            draft.sentences += [number] if number not in draft.sentences else []
            return
        if draft and not draft.parts:
            self._add(draft, number, people, frame)
            return
        if draft and not self._main(clause, frame):
            return
        self._add(self._open(number, frame.verb), number, people, frame)

    @staticmethod
    def _main(clause: Clause, frame: Frame) -> bool:
        """Tell whether the frame is the main clause of its sentence, not a recollection inside it."""
        before = clause.line.labels[: frame.unit]
        return "~" not in before and not re.search(r"[kLcHs^]", before)

    def _between(self, number: int, clause: Clause, frame: Frame, people: Sequence[tuple[Person, Actor]]) -> None:
        if not self.drafts and re.search(r"m[^.;]{0,6}v$", clause.line.labels[: frame.unit].rstrip("e")) and number <= 1:
            self._add(self._open(number, "k"), number, people, frame)

    def _role(self, number: int, clause: Clause, frame: Frame, people: Sequence[tuple[Person, Actor]]) -> None:
        """Take a sentence about leading, chairing, hosting, joining or a delegation."""
        labels = clause.line.labels
        if frame.verb == "i" and not re.search(r"[dUQg]|m$", labels[: frame.unit].rstrip("z")):
            return
        about = self._about(number)
        draft = self.drafts[-1] if self.drafts else None
        if self._elsewhere(number, clause, frame, about):
            return
        fresh = bool(about) and frame.verb in "cHj" and not frame.passive and bool(draft) and not self._same(draft, about)
        if draft is None and self.trip and not about:
            draft = self.trip
        if fresh or draft is None:
            if not (about or "m" in labels or "d" in labels):
                return
            draft = Draft([number], verbs=[(number, frame.verb)]) if fresh else self._open(number, frame.verb)
            if fresh:
                self.drafts.append(draft)
        self._add(draft, number, people, frame)

    def _same(self, draft: Draft | None, about: Sequence[MeetingName]) -> bool:
        """Tell whether the named meeting can be the draft's: it has no name yet, or one of the same series."""
        if draft is None or not draft.names:
            return draft is None or len(draft.parts) == 0 or draft.verbs[0][1] not in "ks^"
        words = set(about[0].series.lower().split())
        return any(words <= set(name.series.lower().split()) or set(name.series.lower().split()) <= words for name in draft.names)

    def _elsewhere(self, number: int, clause: Clause, frame: Frame, about: Sequence[MeetingName]) -> bool:
        """Tell whether a role belongs to another event: "the retreat hosted by …" in a later sentence."""
        if not self.drafts or number in self.drafts[-1].sentences:
            return False
        before = clause.line.labels[: frame.unit].rstrip("z")
        if frame.passive:
            return not before.endswith("l") and not re.search(r"[dgSJ][,)]?$", before.rstrip(","))
        named = [name for name in self.names if name.sentence == number and name.at[0] > frame.at[0]]
        return bool(named) and not about and not self._same(self.drafts[-1], named) if frame.verb in "cHj" else False

    def _unnamed(self, number: int, clause: Clause) -> None:
        """Open a draft where delegations meet or a named meeting is held, before any people are named."""
        about = self._about(number)
        heading = self.page.sentences[number].kind == "heading"
        labels = clause.line.labels
        if heading or not (about or _DELEGATIONS.search(labels)):
            return
        if re.search(r"[kHc+]", labels) and (about or re.search(r"[kHc]", labels)) and _DELEGATIONS.search(labels) or (about and re.search(r"[kHc+L]", labels)):
            self._open(number, "k")

    def _name(self, number: int) -> None:
        draft = self.drafts[-1]
        if number in draft.sentences:
            draft.names += [name for name in self._about(number) if name not in draft.names]

    def _headline(self) -> None:
        """Open a draft from a headline "A's meeting with B" whose text tells no more."""
        clause = self.clauses[0] if self.clauses else None
        found = _HEADLINE.search(clause.line.labels) if clause else None
        if clause and found:
            actors = [Actor(int(number)) for at in range(*found.span()) if clause.line.labels[at] == "P" for number in clause.line.values[at].split()]
            frame = Frame("k", (clause.line.starts[found.start("noun")], clause.line.ends[found.start("noun")]), found.start("noun"))
            self._add(self._open(0, "s" if clause.line.values[found.start("noun")] == "talk" else "k"), 0, self._people(clause, actors), frame)
