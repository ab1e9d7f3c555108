"""Who does what at a meeting, from the verbs of a sentence.

A sentence is walked from left to right over its people, verbs and small words. What a verb makes of the people before it and
after it is the table `VERBS`; what a small word before people makes of them is the table `MARKS` (both in `verbs`).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Final

from communique.reading.line import Line
from communique.reading.page import Page
from communique.reading.people import Mention, Span, find_people, is_known, span_of, surnames, with_shared_titles
from communique.reading.verbs import MARKS, VERBS, Part
from communique.records import RoleCode, RoleScope

#: A title that stands for a person: "the Secretary", "The Secretary and President".
ANAPHOR: Final = re.compile(
    r"ex?[RV]{0,3}T(?![ofCWI'])|^[RV]{0,2}T(?=z?[LcHksj^+])|(?<=[0DMy],)[RV]{0,2}T(?=z?[LcHks^])|(?<=\$&)[RV]{0,3}T(?=[LcHksjz^xl])"
)
#: "…, for Peru" behind one of a list, and "for Peru, …" before one.
_FOR: Final = r"(?:,?fe?S(?=[,;.&)]|$))"
_OF_LIST: Final = re.compile(r"fe?[SB],?e?$")
LIST: Final = (
    rf"[P$=]{_FOR}?(?:(?:[,-]?&(?:[bw@]|z)?|,[b@z]?|;&?,?(?:b|z)?)(?:fe?[SB],?)?(?:e?[P$]|e?(?:[JS]'?)?N,?P){_FOR}?){{0,60}}"
)
_FOR_ONE: Final = re.compile(_FOR)
_STEP: Final = re.compile(rf"(?P<list>{LIST})|(?P<verb>[LcHksji^G+])|(?P<stop>~)")
_NO_VERB: Final = r"[^LcHksjiG+.;~]"
#: What may stand between people and their verb: nothing much, or "and a delegation, including officials of …,", or "along with …,".
_ADJACENT: Final = re.compile(
    rf"[z,)l-]{{0,4}}|z?lez?|,?(?:y|u?D|u?M0)(?:\([^)]{{1,4}}\))?,?z?|,?&e?{_NO_VERB}{{0,5}}[dQN](?:,?%{_NO_VERB}{{0,80}},|[or]{_NO_VERB}{{0,60}})?[z,]{{0,3}}|,?[%@!]{_NO_VERB}{{0,80}},z{{0,2}}|,?@e?[xJSZVg]{{0,6}}[dQNU]z{{0,2}}"
)
_DELEGATION: Final = re.compile(r"t?(?:e|[JSZBg']|o|z|x(?=[JSZBg]?d)){0,6}d")
_OBJECT: Final = re.compile(r"[^LcHksji,.;&@P$]{0,25}?m")
_FOR_PARTY: Final = re.compile(r"[^LcHksji]{0,12}?(?:f|\*o)e?([SJ])(?!C)")
_RIGHT_AFTER: Final = re.compile(r"(?:f|\*o)e?([SJ])(?!C)")
_MEMBERS_OF: Final = re.compile(r"([JS])'?g?(?:d|U|Q)[^.;]{0,4}$|dr?oe?g?o?e?([SJ])z?$")
#: "On behalf of Peru, the following took part: …", "For Peru, …"
_FOR_A_PARTY: Final = re.compile(r"(?:u\*o|f|r|u)e?([SJ])[dg]?,")
#: "On the Peruvian side, the talks were led by …"
_ON_THE_SIDE: Final = re.compile(r"[uf]e?([JS])'?d,")
_TIME_AND_PLACE: Final = re.compile(r"(?:z|y|x?D|[nua]e?(?:E|M0|D|0)|M0|,){1,5}")
#: "his Peruvian counterpart, …"
_COUNTERPART: Final = re.compile(r"([JS])'?N,?[ez]?$")
#: "…; the Kenyan delegation by …"
_ELLIPSIS: Final = re.compile(r"[;,&]e?([JS]'?g?d|S)be?$")
#: "…, and on the Kenyan side by …"
_OTHER_SIDE: Final = re.compile(r"&[uf]e?([JS])'?d?z?be?h{0,3}$")
#: "the trilateral meeting of …"
_MEETING_OF: Final = re.compile(r"mo$")
#: "In a meeting with …, the Minister …"
_IN_A_MEETING: Final = re.compile(r"[nx]e?[xzVJ]{0,2}mwe?(?=P[P&,]{0,6}[^.;LcHksj]{0,12},e?[P$])")
#: "with the ministers of the two countries - …"
_NAMED: Final = re.compile(r"(?:w|[\^H])[^.;:&P$LcHksj]{0,12}[#TQN][^.;P$LcHksj]{0,12}[-:]$")
#: "…, who is visiting Peru, …"
_RELATIVE: Final = re.compile(r",~[^;.~]{1,40},z{0,3}")
#: "co-chaired by", "co-chaired on the Peruvian side by"
_BY: Final = re.compile(r"z{0,2}(?:te?[VWxm]{1,4}z?|[fn]e?[xzV]{0,2}mz?|[uf]e?([JS])'?d?z?|nE(?:,[SE],?)?)?b")
#: "…, and told him of her talks with …"
_OTHER_TALKS: Final = re.compile(r"[^+lz]mw$")
#: "The U.S. participants were …"
_ARE: Final = re.compile(r"(?:[JS]'?g?)?[UQN](?:[ofr]e?[JS]?d?)?z?l$")
_INVERTED: Final = re.compile(r"[jLc][ro]?e?([SJ])?d?[^LcHksji]{0,8}l$")


@dataclass(slots=True)
class Actor:
    """One person's part in a frame; `mention` is -1 for a title or a pronoun, `group` is the unit where the list begins."""

    mention: int
    role: RoleCode | None = None
    scope: RoleScope = "meeting"
    words: Span | None = None
    party: str | None = None
    party_at: Span | None = None
    group: int = -1


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
    """A sentence with its people and frames; in `line` people are single units."""

    line: Line
    start: int
    end: int
    block: int
    mentions: list[Mention]
    frames: list[Frame]


def read_clauses(lines: Sequence[Line], page: Page) -> list[Clause]:
    """Return the people and frames of all sentences, tagged and with bodies."""
    found = [list(find_people(line)) for line in lines]
    known = surnames(chain.from_iterable(found), page.view)
    clauses = []
    for line, mentions, sentence in zip(lines, found, page.sentences, strict=True):
        kept = with_shared_titles(line, [mention for mention in mentions if is_known(mention, line, page.view, known)])
        merged = _with_people(line, kept)
        clauses.append(Clause(merged, sentence.start, sentence.end, sentence.block, kept, _Walk(merged).frames()))
    return clauses


def _with_people(line: Line, mentions: list[Mention]) -> Line:
    spans: list[tuple[int, int, str, str]] = []
    for number, mention in enumerate(mentions):
        if spans and spans[-1][0] == mention.units[0]:
            spans[-1] = (*spans[-1][:3], f"{spans[-1][3]} {number}")
        else:
            spans.append((*mention.units, "P", str(number)))
    people = line.merged(spans)
    for _ in range(2 if "T" in people.labels else 0):  # the second title of a pair is known by the first
        people = people.merged([(found.start(), found.end(), "$", "") for found in ANAPHOR.finditer(people.labels)])
    return people


class _Walk:
    """The walk over one line: what was found, the people who may be the next subject, and the last verb."""

    def __init__(self, line: Line) -> None:
        self.line = line
        self.found: list[Frame] = []
        self.subject: Span | None = None
        self.frame: Frame | None = None
        self.aside: Span | None = None

    def frames(self) -> list[Frame]:
        """Walk, and return the frames."""
        for step in _STEP.finditer(self.line.labels):
            if step["list"]:
                self._people(self._behind_host(*step.span()), step.end())
            elif step["verb"]:
                self._verb(step.start(), step["verb"])
            else:
                self.aside = self.subject or self.aside
                self.subject = None
        return self.found

    # --- verbs

    def _verb(self, at: int, label: str) -> None:
        frame = Frame(
            label,
            span_of(self.line, at, at + 1),
            at,
            passive=self.line.values[at].endswith("-by") or (label in "LcHj+" and bool(_BY.match(self.line.labels, at + 1))),
        )
        if frame.passive and label == "H":
            frame.others = self._subjects(at)
        elif not frame.passive:
            frame.actors = self._subjects(at)
            side = _FOR_A_PARTY.match(self.line.labels)
            if side and self.subject and self.subject[0] in (side.end(), side.end() + 1):
                self._give_party(frame.actors, *side.span(1))
            self._give_roles(frame)
        self.found.append(frame)
        self.frame, self.subject = frame, None

    def _subjects(self, at: int) -> list[Actor]:
        """Return who acts: the people right before the verb, or the subject of the verb that this one is joined to."""
        if self.subject and _ADJACENT.fullmatch(self.line.labels[self.subject[1] : at]):
            return self._actors(*self.subject)
        if self.aside and _RELATIVE.fullmatch(self.line.labels, self.aside[1], at):
            return self._actors(*self.aside)
        before = self.line.labels[:at].rstrip("z")[-1:]
        if before == "f" and self.line.labels[at] == "H" and self.subject and self.subject[1] == at - 1:
            return self._actors(*self.subject)
        if self.frame and not self.frame.passive and (before in ("&", ",", ";") or (before == "t" and self.frame.verb == "G")):
            return [
                Actor(actor.mention, words=actor.words if actor.mention < 0 else None, party=actor.party, party_at=actor.party_at)
                for actor in self.frame.actors
            ]
        if before == "," and self.frame and self.frame.passive:
            return [
                Actor(actor.mention, party=actor.party, party_at=actor.party_at)
                for frame in self.found
                if frame.passive
                for actor in frame.actors
            ]
        return []

    def _actors(self, first: int, last: int) -> list[Actor]:
        found: list[Actor] = []
        for at, label in enumerate(self.line.labels[first:last], first):
            if label == "w":  # "with A, and with B": two groups
                first = at
            elif label == "P":
                here = [Actor(int(number), group=first) for number in self.line.values[at].split()]
                if side := _FOR_ONE.match(self.line.labels, at + 1, last) or _OF_LIST.search(self.line.labels, first, at):
                    self._give_party(here, *side.span())
                if counterpart := _COUNTERPART.search(self.line.labels, max(0, at - 4), at):
                    self._give_party(here, *counterpart.span(1))
                found += here
            elif label in "$=":
                found.append(Actor(-1, words=span_of(self.line, at, at + 1), group=first))
        return found

    def _give_roles(self, frame: Frame) -> None:
        verb, at = VERBS[frame.verb], frame.unit
        if frame.verb == "j" and (found := _DELEGATION.match(self.line.labels, at + 1)):
            self._give_party(frame.actors, at + 1, found.end())
        if not verb.role:
            return
        scope, end, party = self._object(at + 1, frame.verb)
        for actor in frame.actors:
            actor.role, actor.scope = verb.role, scope
            actor.words = (frame.at[0], self.line.ends[end - 1]) if actor.mention >= 0 else actor.words
        if party is not None:
            self._give_party([actor for actor in frame.actors if not actor.party], party, end)

    def _give_party(self, actors: list[Actor], first: int, last: int) -> None:
        party = next((at for at in range(first, last) if self.line.labels[at] in "JSB" and self.line.values[at]), None)
        if party is not None:
            for actor in actors:
                actor.party, actor.party_at = self.line.values[party], span_of(self.line, first, last)

    def _object(self, at: int, verb: str) -> tuple[RoleScope, int, int | None]:
        """Return what a role verb governs: its scope, the unit where its words end, and the unit of the party, if any."""
        labels = self.line.labels
        if verb == "L" and (found := _DELEGATION.match(labels, at)):
            return "delegation", found.end(), at
        noun = _OBJECT.match(labels, at)
        end = noun.end() if noun else at
        if party := _FOR_PARTY.match(labels, end):
            return ("delegation" if verb == "L" else "meeting"), party.end(), party.start(1)
        return "meeting", end, None

    # --- people

    def _behind_host(self, first: int, last: int) -> int:
        """Return where a list begins behind the one who invites, who is not there for that: "At the invitation of A, B …"."""
        invited = self.line.labels[:first].rstrip("ezh").endswith("?")
        comma = self.line.labels.find(",", first, last) if invited else -1
        return next((at for at in range(comma, last) if self.line.labels[at] in "P$="), first) if comma > 0 else first

    def _people(self, first: int, last: int) -> None:
        """Decide what people are to the last verb, by what stands before them."""
        labels, frame = self.line.labels, self.frame
        if labels[last : last + 1] == "'":  # whose something it is: those before in the list remain
            last = max(labels.rfind(mark, first, last) for mark in ",;&")
        if last <= first or self._opening(first, last):
            return
        before = labels[:first].rstrip("ezh")
        before = before[:-1] if before.endswith("N,") else before.removesuffix("dx")
        mark, part = self._part(before)
        if part == "subject" and self._inverted(before, first, last):
            return
        if frame and frame.others and frame.verb in "k^sH" and _OTHER_TALKS.search(before):
            return
        if mark == "!" and frame is None and (not self.subject or before[:-1].endswith("l")):
            self.frame = frame = Frame("j", span_of(self.line, len(before) - 1, len(before)), len(before) - 1)
            self.found.append(frame)
        together = not frame and len(self._actors(first, last)) > 1
        if mark == "v" or (together and (mark == "b" or _MEETING_OF.search(before))):
            self.found.append(Frame("v", span_of(self.line, first, last), first, others=self._actors(first, last)))
        elif frame and mark == "w" and frame.others and re.search(r";&?w$", before):
            self.frame = Frame(frame.verb, frame.at, frame.unit, actors=frame.actors, others=self._actors(first, last))
            self.found.append(self.frame)
        elif frame is None or part == "subject" or (part == "agent" and not frame.passive):
            joined = mark in ("@", "%", "!") and self.subject
            self.subject = (self.subject[0], last) if joined and self.subject else (first, last)
        else:
            self._add(frame, part, first, last)

    def _part(self, before: str) -> tuple[str, Part]:
        """Return the small word before people and what it makes of them; after some verbs they take part without one."""
        mark, frame = before[-1:], self.frame
        if _NAMED.search(before):
            return "w", "object"
        part: Part = "member" if before.endswith("S:") else MARKS.get(mark, "subject")
        if part == "agent" and frame and frame.verb in "k^" and len(before) == frame.unit + len("kb"):
            return mark, "object"
        if part != "subject" or not frame:
            return mark, part
        if frame.verb == "i" or before[frame.unit + 1 :] == ":":
            return mark, "member"
        if len(before) == frame.unit + 1 and self.line.values[frame.unit].endswith("-by"):
            return mark, "agent"
        visited = frame.verb == "G" and len(before) == frame.unit + 1
        return mark, "object" if visited or (VERBS[frame.verb].takes and self._close(before, frame)) else "subject"

    def _inverted(self, before: str, first: int, last: int) -> bool:
        """Take those who stand behind their verb: "Leading the delegation was A"; tell whether they were."""
        if not self.frame and (listed := _ARE.search(before)):
            self.frame = Frame(
                "i", span_of(self.line, len(before) - 1, len(before)), len(before) - 1, others=self._actors(first, last)
            )
            self._give_party(self.frame.others, listed.start(), len(before))
            self.found.append(self.frame)
            return True
        found = _INVERTED.search(before) if self.frame and not self.frame.actors else None
        if not found or not self.frame:
            return False
        self.frame.actors = self._actors(first, last)
        self._give_roles(self.frame)
        self._give_party(self.frame.actors, found.start(1) if found[1] else found.start(), found.end())
        return True

    def _opening(self, first: int, last: int) -> bool:
        """Take those of a meeting that opens the sentence: "In a meeting with A, B said …"; tell whether they were."""
        labels = self.line.labels
        opening = _IN_A_MEETING.match(labels)
        if not opening or len(self.found) > 1:
            return False
        if opening.end() == first and not self.found:
            noun = labels.index("m")
            self.frame = Frame("s" if self.line.values[noun] == "talk" else "k", span_of(self.line, noun, noun + 1), noun)
            self.frame.others = self._actors(first, last)
            self.found.append(self.frame)
            return True
        if self.frame is None or self.frame.actors or labels[first - 1] != ",":
            return False
        self.frame.actors = self._actors(first, last)
        return True

    @staticmethod
    def _close(before: str, frame: Frame) -> bool:
        """Tell whether people follow a verb at once, or after time and place: "received today in Lima the Minister …"."""
        between = before[frame.unit + 1 :]
        return not between or (
            frame.verb in "k^H" and bool(frame.actors) and not frame.others and bool(_TIME_AND_PLACE.fullmatch(between))
        )

    def _add(self, frame: Frame, part: Part, first: int, last: int) -> None:
        """Add people to a frame: as agents, as people beside the agents, or as others who take part."""
        actors, verb = self._actors(first, last), VERBS[frame.verb]
        if part == "agent":
            self._agents(frame, actors, (first, last))
        elif verb.role and (part == "beside" or (part == "object" and self._shares(frame, first))):
            like = frame.actors[0] if frame.actors else Actor(-1, verb.role, words=frame.at)
            for actor in actors:
                actor.role, actor.scope, actor.words = like.role, like.scope, like.words or frame.at
                actor.party, actor.party_at = (like.party, like.party_at) if part == "beside" else (None, None)
            frame.actors += actors
        else:
            if found := _COUNTERPART.search(self.line.labels[:first]):
                self._give_party(actors, found.start(1), found.end(1))
            if part == "member" and (found := _FOR_A_PARTY.match(self.line.labels)):
                self._give_party(actors, found.start(1), found.end(1))
            elif part == "member" and (found := _MEMBERS_OF.search(self.line.labels[: frame.unit])):
                self._give_party(actors, found.start(), frame.unit)
            elif part == "member" and (led := next((one for one in reversed(self.found) if one.verb == "L" and one.actors), None)):
                for actor in actors:
                    actor.party, actor.party_at = led.actors[0].party, led.actors[0].party_at
            frame.others += actors

    def _shares(self, frame: Frame, first: int) -> bool:
        """Tell whether "with" gives the role of the subject: "co-chaired the dialogue with", "hosted with"."""
        before = self.line.labels[:first].rstrip("ez")
        return before[-1:] == "w" and (self.line.values[frame.unit].startswith("co-") or before[frame.unit + 1 :].strip("z") == "w")

    def _agents(self, frame: Frame, actors: list[Actor], units: Span) -> None:
        """Give the agents of "was led by" their role, its scope and the party that stands before the verb or after them."""
        labels = self.line.labels
        before = labels[: frame.unit].rstrip("z").removesuffix("l").rstrip("z,")
        side = _BY.match(labels, frame.unit + 1)
        if side and side[1] and not frame.actors:
            self._give_party(actors, *side.span(1))
        if not frame.actors and (opening := _ON_THE_SIDE.match(labels)):
            self._give_party(actors, *opening.span(1))
        if other := _OTHER_SIDE.search(labels, frame.unit, units[0]):
            self._give_party(actors, *other.span(1))
        if short := _ELLIPSIS.search(labels, frame.unit, units[0]):
            before = labels[: short.end(1)]
        scope: RoleScope = "delegation" if frame.verb == "L" and before[-1:] in tuple("dSJ") else "meeting"
        start = self.line.starts[len(before) - 1] if before else frame.at[0]
        for actor in actors:
            actor.role, actor.scope, actor.words = VERBS[frame.verb].role, scope, (start, frame.at[1])
        if scope == "delegation" and (found := re.search(r"[JS]'?(?:x(?=d))?[gd]{0,2}$|[SJ]$|d(?:roe|oe?|r)g?o?e?[SJ]$", before)):
            self._give_party(actors, found.start(), max(frame.unit, len(before)))
        elif frame.verb == "c" and (found := re.search(r"([JS])'?g?d$", before)):
            self._give_party(actors, *found.span(1))
        elif frame.verb == "j" and before.endswith("S"):
            self._give_party(actors, len(before) - 1, len(before))
        elif found := _RIGHT_AFTER.match(labels, units[1]):
            self._give_party(actors, *found.span())
        frame.actors += actors
