"""Who does what at a meeting, from the verbs of a sentence.

A sentence is walked from left to right over its people, verbs and small words. What a verb makes of the people before and after
it is the table `VERBS`; what a small word before people makes of them is the table `MARKS`.
"""

import re
from dataclasses import dataclass, field
from typing import Final, Literal, NamedTuple

from communique.reading.line import Line
from communique.reading.people import Mention, Span, find_people, span_of, with_bodies
from communique.records import RoleCode, RoleScope

Part = Literal["agent", "object", "beside", "member", "none"]


class Verb(NamedTuple):
    """What a verb makes of its subject and of the people after it."""

    name: str
    role: RoleCode | None
    after: Part


VERBS: Final = {
    "L": Verb("lead", "lead", "none"),
    "c": Verb("chair", "chair", "none"),
    "H": Verb("host", "host", "object"),
    "^": Verb("receive", None, "object"),
    "k": Verb("meet", None, "object"),
    "s": Verb("speak", None, "object"),
    "j": Verb("join", None, "object"),
    "i": Verb("include", None, "member"),
    "G": Verb("travel", None, "none"),
    "+": Verb("hold", None, "none"),
}
#: What stands before people: by whom, beside whom, with whom, including whom.
MARKS: Final[dict[str, Part]] = {"b": "agent", "@": "beside", "!": "member", "w": "object", "%": "member", "v": "object"}

ANAPHOR: Final = re.compile(r"e[RV]{0,3}T(?![ofCWI'&])|(?<=&)[RV]{0,3}T(?=[LcHksjz^xl])|(?<![A-Za-z])e[RV]{0,3}T(?=&)")
LIST: Final = r"[P$](?:(?:[,;]?&|[,;])(?:[bw@]|z)?e?[P$]){0,60}"
_STEP: Final = re.compile(rf"(?P<list>{LIST})|(?P<verb>[LcHksji^G+])|(?P<stop>~)")
_ADJACENT: Final = re.compile(r"[z,)l]{0,4}$")
_DELEGATION: Final = re.compile(r"(?:e|[JSZBg']|o){0,6}d")
_FOR_PARTY: Final = re.compile(r"[^LcHksji]{0,12}?(?:f|\*o)e?([SJ])(?!C)")
_PARTY_BEFORE: Final = re.compile(r"([SJ])'?(?:[,)]|d|e|g|\w(?=d)){0,3}z?$|([JS])[gd]{1,2},?z?l?z?$")
_PARTY_LIST: Final = re.compile(r"([JS])'?g?(?:d|U|Q)[^.;]{0,4}$")
_BEHALF: Final = re.compile(r"\*oeg?o?e?([SJ])")


@dataclass(slots=True)
class Actor:
    """One person's part in a frame."""

    mention: int
    role: RoleCode | None = None
    scope: RoleScope = "meeting"
    words: Span | None = None
    party: str | None = None
    party_at: Span | None = None


@dataclass(slots=True)
class Frame:
    """What one verb says: its class, where it stands, who acts and who else takes part."""

    verb: str
    at: Span
    unit: int
    passive: bool = False
    actors: list[Actor] = field(default_factory=list)
    others: list[Actor] = field(default_factory=list)


@dataclass(slots=True)
class Clause:
    """A sentence with its people and frames; `line` has people as single units."""

    line: Line
    start: int
    end: int
    block: int
    mentions: list[Mention]
    frames: list[Frame]


def read_clause(line: Line, view: str, span: Span, block: int) -> Clause:
    """Return the people and frames of a tagged sentence."""
    bodied = with_bodies(line)
    mentions = list(find_people(bodied, view))
    merged = _with_people(bodied, mentions)
    return Clause(merged, *span, block, mentions, _Walk(merged).frames())


def _with_people(line: Line, mentions: list[Mention]) -> Line:
    spans: list[tuple[int, int, str, str]] = []
    for number, mention in enumerate(mentions):
        if spans and spans[-1][0] == mention.units[0]:
            spans[-1] = (*spans[-1][:3], f"{spans[-1][3]} {number}")
        else:
            spans.append((*mention.units, "P", str(number)))
    people = line.merged(spans)
    titles = [(found.start(), found.end(), "$", "") for found in ANAPHOR.finditer(people.labels)]
    return people.merged(titles)


class _Walk:
    """The walk over one line."""

    def __init__(self, line: Line) -> None:
        self.line = line
        self.found: list[Frame] = []
        self.subject: Span | None = None
        self.frame: Frame | None = None

    def frames(self) -> list[Frame]:
        for step in _STEP.finditer(self.line.labels):
            if step["list"]:
                self._people(*step.span())
            elif step["verb"]:
                self._verb(step.start(), step["verb"])
            else:
                self.subject = None
        return self.found

    def _actors(self, first: int, last: int) -> list[Actor]:
        return [
            Actor(int(number)) if label == "P" else Actor(-1, words=span_of(self.line, at, at + 1))
            for at, label in enumerate(self.line.labels[first:last], first)
            if label in "P$"
            for number in (self.line.values[at].split() if label == "P" else ("-1",))
        ]

    def _mark(self, first: int) -> str:
        before = self.line.labels[max(0, first - 3) : first].rstrip("ez")
        return before[-1:]

    def _verb(self, at: int, label: str) -> None:
        labels = self.line.labels
        frame = Frame(label, span_of(self.line, at, at + 1), at)
        after = labels[at + 1 : at + 3].lstrip("z")
        before = labels[:at].rstrip("z")
        if after[:1] == "b" and label in "LcHj+":
            frame.passive = True
        elif self.subject and _ADJACENT.fullmatch(labels[self.subject[1] : at]):
            frame.actors = self._actors(*self.subject)
        elif before[-1:] in ("&", ",") and self.frame and not self.frame.passive:
            frame.actors = [Actor(actor.mention, words=actor.words, party=actor.party, party_at=actor.party_at) for actor in self.frame.actors]
        self._give_roles(frame)
        self.found.append(frame)
        self.frame, self.subject = frame, None

    def _give_roles(self, frame: Frame) -> None:
        verb, at = VERBS[frame.verb], frame.unit
        if frame.verb == "j" and (found := _DELEGATION.match(self.line.labels, at + 1)):
            self._give_party(frame.actors, at + 1, found.end())
        if not verb.role or frame.passive:
            return
        scope, end, party = self._object(at + 1, frame.verb)
        for actor in frame.actors:
            actor.role, actor.scope = verb.role, scope
            if actor.mention >= 0:
                actor.words = (frame.at[0], self.line.ends[end - 1])
            if party is not None:
                actor.party, actor.party_at = self.line.values[party] or None, span_of(self.line, at, end)

    def _give_party(self, actors: list[Actor], first: int, last: int) -> None:
        party = next((at for at in range(first, last) if self.line.labels[at] in "JS"), None)
        for actor in actors if party is not None else ():
            actor.party, actor.party_at = self.line.values[party or 0] or None, span_of(self.line, first, last)

    def _object(self, at: int, verb: str) -> tuple[RoleScope, int, int | None]:
        """Return what a role verb governs: its scope, the unit where its words end, and the unit of the party, if any."""
        labels = self.line.labels
        if verb == "L" and (found := _DELEGATION.match(labels, at)):
            return "delegation", found.end(), next((k for k in range(at, found.end()) if labels[k] in "JS"), None)
        noun = re.compile(r"[^LcHksji,.;&@P$]{0,25}?m|").match(labels, at)
        end = max(at, noun.end() if noun else at)
        party = _FOR_PARTY.match(labels, end)
        if party:
            return ("delegation" if verb == "L" else "meeting"), party.end(), party.start(1)
        return "meeting", end, None

    def _people(self, first: int, last: int) -> None:
        mark, labels = self._mark(first), self.line.labels
        actors = self._actors(first, last)
        part = MARKS.get(mark, "none")
        frame = self.frame
        if part == "none" and frame and frame.unit == first - 1 - (labels[first - 1] in "ez") - (labels[first - 2] in "ez" and labels[first - 1] in "ez"):
            part = VERBS[frame.verb].after
        elif part == "none" and frame and frame.verb == "i":
            part = "member"
        if part == "none" or frame is None:
            if part in {"none", "agent"} or frame is None:
                self.subject = (first, last)
            if part != "object" or mark != "v":
                self._behalf(first, last)
            if mark == "v":
                self.found.append(Frame("v", span_of(self.line, first, last), first, others=actors))
            return
        self._add(frame, actors, part, (first, last))

    def _behalf(self, first: int, last: int) -> None:
        del first, last

    def _add(self, frame: Frame, actors: list[Actor], part: Part, units: Span) -> None:
        first, last = units
        verb = VERBS.get(frame.verb)
        if part == "agent" and frame.passive and verb:
            self._agents(frame, actors, verb.role, units)
        elif part in {"beside", "object"} and verb and verb.role and frame.verb != "H" or part == "beside" and verb and verb.role:
            like = frame.actors[0] if frame.actors else Actor(-1)
            for actor in actors:
                actor.role, actor.scope, actor.party, actor.party_at = like.role or (verb.role if verb else None), like.scope, (like.party if part == "beside" else None), like.party_at
                actor.words = like.words or frame.at
            frame.actors = frame.actors + actors
        else:
            self._members(frame, actors, part, first)

    def _agents(self, frame: Frame, actors: list[Actor], role: RoleCode | None, units: Span) -> None:
        labels = self.line.labels
        before = labels[: frame.unit].rstrip("z").removesuffix("l").rstrip("z,")
        scope: RoleScope = "delegation" if before[-1:] in tuple("dSJ") else "meeting"
        party = next((k for k in range(len(before) - 1, max(-1, len(before) - 6), -1) if before[k] in "JS"), None) if scope == "delegation" else None
        following = _FOR_PARTY.match(labels, units[1])
        start = self.line.starts[len(before) - 1] if before else frame.at[0]
        for actor in actors:
            actor.role, actor.scope, actor.words = role, scope, (start, frame.at[1])
            if party is not None:
                actor.party, actor.party_at = self.line.values[party], span_of(self.line, party, frame.unit)
            elif following and following.start() == units[1] and following.end() <= units[1] + 3:
                actor.party, actor.party_at = self.line.values[following.start(1)], span_of(self.line, *following.span())
        frame.actors += actors

    def _members(self, frame: Frame, actors: list[Actor], part: Part, first: int) -> None:
        del first
        labels = self.line.labels
        if part == "member" and frame.verb == "i" and (found := _PARTY_LIST.search(labels[: frame.unit])):
            for actor in actors:
                actor.party, actor.party_at = self.line.values[found.start(1)] or None, span_of(self.line, found.start(1), frame.unit)
        frame.others += actors
