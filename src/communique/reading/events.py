"""Which meetings a document is about: the frames of its sentences, gathered into one draft for each meeting.

1. A headline or the first sentence that tells of people meeting opens the first draft.
2. A later sentence that tells of a meeting with people not yet there opens another.
3. Sentences about leading, chairing, hosting, joining and about delegations add to the draft that is open.

People who stand only in sentences about other meetings, or as the subject of talk, never come in.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from communique.reading.cast import Cast
from communique.reading.drafts import Draft, Part, same_series
from communique.reading.frames import Actor, Clause, Frame
from communique.reading.line import ordinal_of
from communique.reading.names import REFERRED, MeetingName
from communique.reading.page import Page
from communique.reading.people import span_of
from communique.reading.rolls import find_rolls
from communique.reading.roster import Roster
from communique.reading.scenes import (
    OPENING,
    Scene,
    begins_with,
    is_dated_before,
    is_habit,
    is_planned,
    noun_of_statement,
    parties_meet,
    people_of_aside,
    tells_of_holding,
    verb_of_talk,
)

_HEADLINE: Final = re.compile(r"(?P<one>[P$](?:&[P$])*)'(?:[A-Za-z0]{0,4})?(?P<noun>m)(?:w|x)e?(?P<other>[P$](?:,?&?e?[P$])*)")
#: "the fifth Trade Forum under the Agreement and the third …"
_AND_ALSO: Final = re.compile(r"\band (?:also )?(?:the |their )?$")
_NUMBERED: Final = re.compile(r"(e?O)[VWxZJ]{0,6}m")
_TALKS: Final = re.compile(r"\b(?:meet|meets|met|meetings?|consult|consultations?|engage|talks)\b")


class Gatherer:
    """What is known while the drafts of one document are gathered."""

    def __init__(self, page: Page, clauses: Sequence[Clause], roster: Roster, names: Sequence[MeetingName]) -> None:
        self.page = page
        self.clauses = clauses
        self.names: dict[int, list[MeetingName]] = defaultdict(list)
        for name in names:
            self.names[name.sentence].append(name)
        self.cast = Cast(page, roster)
        self.drafts: list[Draft] = []
        self.trip: Draft | None = None
        self.heads = [
            name
            for name in names
            if page.sentences[name.sentence].kind == "heading" and name.sentence < 3 and self._headlined(name)
        ]
        self.schedule = bool(page.sentences) and "chedule" in page.view[: page.sentences[0].end]

    def _headlined(self, name: MeetingName) -> bool:
        sentence = self.page.sentences[name.sentence]
        return name.ordinal is not None or 2 * (name.at[1] - name.at[0]) > sentence.end - sentence.start

    # --- sentences

    def read(self) -> list[Draft]:
        """Gather the drafts."""
        for number, clause in enumerate(self.clauses):
            headline = number == 0 and self.page.sentences[0].kind == "heading" and len(self.clauses) > 1
            for frame in () if headline else clause.frames:
                self._frame(Scene(number, clause, frame, self.cast.people(clause, [*frame.actors, *frame.others]), self.page.view))
            if not clause.frames and clause.mentions and clause.line.labels[:1] == "P":
                self.cast.last = self.cast.person(clause, Actor(0))
            if not self.drafts:
                self._after(number, clause)
            if not self.drafts:
                self._unnamed(number, clause)
            else:
                self._again(number, clause)
                self._later(number, clause)
                self._beside(number, clause)
            if self.drafts and number in self.drafts[-1].sentences:
                self.drafts[-1].names += [name for name in self._about(number) if name not in self.drafts[-1].names]
        self._rolls()
        self.drafts = [twin for draft in self.drafts for twin in self._twins(draft)]
        if (
            not self.drafts
            and self.trip
            and any(_TALKS.search(self.page.view, clause.start, clause.end) for clause in self.clauses)
        ):
            self.drafts = [self.trip]
        if not self.drafts:
            self._headline()
        if not self.drafts:
            self._discussed()
        return self.drafts

    def _twins(self, draft: Draft) -> list[Draft]:
        """Return a draft once for each meeting of its first sentence: "held the fifth … and the third …"."""
        view = self.page.view
        first = [name for name in self.names[draft.sentences[0]] if name.ordinal] if draft.names else []
        joined = [
            other
            for one, other in pairwise(first)
            if one in draft.names and not same_series(one.series, other.series) and _AND_ALSO.search(view[one.at[1] : other.at[0]])
        ]
        rest = [name for name in draft.names if not any(same_series(name.series, one.series) for one in joined)]
        twins = [Draft(draft.sentences[:1], draft.parts, draft.verbs[:1], [name], draft.trip) for name in joined]
        return [Draft(draft.sentences, draft.parts, draft.verbs, rest, draft.trip), *twins] if twins else [draft]

    def _rolls(self) -> None:
        """Add those whom rolls of participants name to the first meeting."""
        for number, frame in find_rolls(self.page, self.clauses) if self.drafts else ():
            clause = self.clauses[number]
            self._add(self.drafts[0], Scene(number, clause, frame, self.cast.people(clause, frame.others), self.page.view))

    def _about(self, number: int) -> list[MeetingName]:
        """Return the meetings that a sentence names as its subject, not in passing."""
        start = self.clauses[number].start
        return [
            name
            for name in self.names[number]
            if (
                not REFERRED.search(self.page.view[max(start, name.at[0] - 60) : name.at[0]])
                or any(same_series(name.series, head.series) for head in self.heads)
            )
        ]

    def _frame(self, scene: Scene) -> None:
        frame = scene.frame
        if not scene.people or scene.is_mine:
            return
        if len(groups := scene.apart) > 1:
            for group in groups:
                self._meeting(group)
            return
        if not self.drafts and scene.is_umbrella:
            self.trip = Draft([scene.number], verbs=[(scene.number, "+")])
            self._add(self.trip, scene)
            return
        if attended := scene.hosted_at:
            self._dinner(scene, attended)
        elif scene.is_meeting:
            self._meeting(scene)
        elif frame.verb == "G":
            self._travel(scene)
        elif frame.verb == "v":
            self._between(scene)
        elif frame.verb in "LcHji":
            self._role(scene)
        if frame.actors and (found := self.cast.person(scene.clause, frame.actors[0])):
            self.cast.last = found

    def _dinner(self, scene: Scene, attended: Frame) -> None:
        """Take "A attended a dinner hosted by B" as a meeting of the two."""
        frame = Frame("k", attended.at, attended.unit, actors=attended.actors, others=scene.frame.actors)
        people = self.cast.people(scene.clause, [*frame.actors, *frame.others])
        if len(people) > 1 and not (self.drafts and self.drafts[-1].has(people)):
            self._add(self._open(scene.number, "k"), Scene(scene.number, scene.clause, frame, people, scene.view))

    def _travel(self, scene: Scene) -> None:
        if not self.drafts and not self.trip:
            self.trip = Draft([scene.number], verbs=[(scene.number, "G")])
            self._add(self.trip, scene)

    def _other_by_name(self, draft: Draft, number: int) -> bool:
        """Tell whether people who met hold, in another paragraph, a numbered meeting of its own name."""
        apart = self.clauses[number].block != self.clauses[draft.sentences[-1]].block
        return apart and not draft.names and draft.verbs[0][1] == "k" and any(name.ordinal for name in self._about(number))

    def _open(self, number: int, verb: str, within: Draft | None = None) -> Draft:
        """Open a draft; on a journey those who travel are part of it, and one within another has its time and place."""
        draft = Draft([number], verbs=[(number, verb)], trip=within or self.trip)
        for part in self.trip.parts.values() if self.trip else ():
            draft.parts[id(part.person)] = Part(part.person, list(part.actors), list(part.sentences))
        self.drafts.append(draft)
        return draft

    @staticmethod
    def _add(draft: Draft, scene: Scene) -> None:
        for person, actor in scene.people:
            draft.add(person, scene.number, actor, scene.frame)
        draft.verbs.append((scene.number, scene.frame.verb))

    # --- meetings

    def _meeting(self, scene: Scene) -> None:
        """Take a sentence that tells of people meeting: a new draft, unless its people are those of the last."""
        draft, number, frame = self.drafts[-1] if self.drafts else None, scene.number, scene.frame
        if not scene.takes_two(first=draft is None):
            if draft and self.trip and scene.meets_leaders:
                self._add(self._open(number, frame.verb), scene)
            return
        if draft is None:
            if not scene.is_recalled:
                self._add(self._open(number, frame.verb), scene)
        elif draft.has(scene.people) and scene.is_separate and number not in draft.sentences:
            self._add(self._open(number, frame.verb), scene)
        elif draft.has(scene.people) and frame.verb == "+" and self._other_by_name(draft, number):
            self._add(self._open(number, frame.verb, draft), scene)
        elif draft.has(scene.people) and draft.names and scene.opens_another and number not in draft.sentences:
            self._add(self._open(number, frame.verb), scene)
        elif draft.has(scene.people) and frame.verb != "G":
            draft.sentences += [number] if number not in draft.sentences else []
        elif not draft.parts or self._continues(draft, scene):
            self._add(draft, scene)
        elif before := next((one for one in self.drafts[:-1] if one.has(scene.people) and not self.trip), None):
            before.sentences += [number] if number not in before.sentences else []
        elif not scene.is_recalled and self._opens_next(scene, draft):
            self._add(self._open(number, frame.verb), scene)

    def _opens_next(self, scene: Scene, draft: Draft) -> bool:
        """Tell whether words tell of a meeting after the draft's: as an aside with someone of it, or as the main clause."""
        if scene.is_talk_aside and any(id(person) in draft.parts for person, _ in scene.people):
            return True
        return scene.is_main(trip=bool(self.trip)) and not self._to_come(scene, draft)

    def _continues(self, draft: Draft, scene: Scene) -> bool:
        """Tell whether words only add to the meeting before them.

        So do "The delegation, led by A, met with B", and on a journey "They will also speak with …".
        """
        if draft.sentences == [scene.number] and draft.verbs[0][1] in "LcHji":
            return True
        same = self.clauses[draft.sentences[-1]].block == scene.clause.block and draft.sentences[-1] == scene.number - 1
        same = same and not scene.is_next_stop
        if same and scene.goes_on:
            return True
        return bool(self.trip) and same and scene.clause.line.labels.startswith("=")

    def _to_come(self, scene: Scene, draft: Draft) -> bool:
        """Tell whether a verb in the future stands in a text about a meeting that was held: that is only referred to."""
        first = self.clauses[draft.sentences[0]]
        return not self.trip and scene.is_ahead and not is_planned(first, self.page.view)

    def _between(self, scene: Scene) -> None:
        before = scene.clause.line.labels[: scene.frame.unit].rstrip("e")
        of_meeting = re.search(r"m[^.;]{0,6}[vo]$", before) or scene.is_stated
        first = not self.drafts and scene.number <= 1 and of_meeting
        talks = re.fullmatch(r"(?:[^.;P]{0,8},)?e?[xzVJ]{0,2}m[^.;P]{0,6}[vo]", before) and "+" in scene.clause.line.labels
        if first or (talks and self.drafts and not self.drafts[-1].has(scene.people) and not scene.is_recalled):
            self._add(self._open(scene.number, "k"), scene)

    # --- roles

    def _role(self, scene: Scene) -> None:
        """Take a sentence about leading, chairing, hosting, joining or a delegation."""
        labels, frame, number = scene.clause.line.labels, scene.frame, scene.number
        if scene.is_no_role:
            return
        about = self._about(number)
        attends = frame.verb in "jcH" and "m" in labels[frame.unit :]
        draft = self.drafts[-1] if self.drafts else self.trip if not about and not attends else None
        if draft is None or self._fresh(scene, draft, about):
            if about or "m" in labels or "d" in labels or scene.is_shared:
                self._add(self._apart(scene), scene)
        elif scene.is_in_all:
            for each in self.drafts:
                self._add(each, scene)
        elif not self._elsewhere(scene, draft):
            self._add(draft, scene)

    def _apart(self, scene: Scene) -> Draft:
        """Open a draft for a role; beside another draft, only those who have the role are part of it."""
        if not self.drafts:
            return self._open(scene.number, scene.frame.verb)
        self.drafts.append(Draft([scene.number], verbs=[(scene.number, scene.frame.verb)], trip=self.trip))
        return self.drafts[-1]

    def _fresh(self, scene: Scene, draft: Draft, about: Sequence[MeetingName]) -> bool:
        """Tell whether new people chair, host or join another meeting than the draft's."""
        if self.schedule and draft in self.drafts:
            return scene.clause.block != self.clauses[draft.sentences[0]].block
        same = any(same_series(name.series, about[0].series) for name in draft.names) if about else True
        if about and scene.frame.passive and about[0].at[1] <= scene.frame.at[0]:
            known = bool(draft.names) or (bool(draft.parts) and draft.verbs[0][1] in OPENING)
            return not same and known and not scene.is_recalled and not scene.is_aside and scene.begins_with(about[0].at[0])
        if scene.is_another and draft.parts and not draft.has(scene.people):
            return not scene.is_recalled
        if self.trip and draft is not self.trip and about and scene.frame.verb == "L" and not same:
            return not scene.frame.passive
        if not about or scene.frame.verb not in "LcHj" or scene.frame.passive or draft.has(scene.people) or not draft.parts:
            return False
        return not same and (bool(draft.names) or draft.verbs[0][1] in OPENING)

    def _elsewhere(self, scene: Scene, draft: Draft) -> bool:
        """Tell whether a role belongs to another event: "the retreat hosted by …" in a later sentence."""
        frame = scene.frame
        labels = scene.clause.line.labels[: frame.unit]
        if scene.is_recalled or scene.is_aside or self._other_number(scene.number, draft) or self._of_the_other(scene, draft):
            return True
        if scene.number in draft.sentences:
            return False
        before = labels.rstrip("z")
        if frame.passive and not scene.clause.line.values[frame.unit].endswith("-by"):
            return not before.endswith("l") and not re.search(r"[dgSJ][,)]?$", before.rstrip(","))
        named = [name for name in self.names[scene.number] if name.at[0] > frame.at[0]]
        same = any(same_series(name.series, one.series) for name in draft.names for one in named)
        if frame.verb == "j" and frame.others and named and not same:
            return True
        return frame.verb in "cHj" and bool(named) and bool(draft.names) and not same

    def _of_the_other(self, scene: Scene, draft: Draft) -> bool:
        """Tell whether "it" is another meeting, with which the sentence before began and which is none of the drafts."""
        before = scene.number - 1
        if before < 1 or before in draft.sentences or not self.page.view.startswith("It ", scene.clause.start):
            return False
        begun = [name for name in self.names[before] if begins_with(self.clauses[before], self.page.view, name.at[0])]
        return bool(begun) and not any(same_series(begun[0].series, one.series) for one in draft.names)

    def _other_number(self, number: int, draft: Draft) -> bool:
        """Tell whether a sentence begins with a meeting of another number than the draft's: "The fourth meeting was …"."""
        start = self.clauses[number].start
        line = self.clauses[number].line
        found = _NUMBERED.match(line.labels)
        mine = {name.ordinal for name in draft.names if name.ordinal}
        if not found or not mine or start == self.clauses[draft.sentences[0]].start:
            return False
        at = found.end(1) - 1
        return ordinal_of(self.page.view[line.starts[at] : line.ends[at]]) not in mine

    # --- meetings without people

    def _after(self, number: int, clause: Clause) -> None:
        """Open a draft from those who issue a statement after their meeting: "Following the second Forum, A and B said"."""
        found = noun_of_statement(clause, self.page.view) if len(clause.mentions) > 1 else None
        people = self.cast.people(clause, [Actor(one) for one in range(len(clause.mentions))]) if found else []
        if found and len({id(person) for person, _ in people}) > 1:
            frame = Frame("k", found, 0, others=[actor for _, actor in people])
            self._add(self._open(number, "k"), Scene(number, clause, frame, people, self.page.view))
            self.drafts[-1].names += self.names[number]

    def _unnamed(self, number: int, clause: Clause) -> None:
        """Open a draft where delegations meet or a named meeting is held, before any people are named."""
        if self.page.sentences[number].kind == "heading":
            return
        about, labels = self._about(number), clause.line.labels
        if is_habit(clause, self.page.view):
            return
        headlined = any(same_series(name.series, head.series) for name in about for head in self.heads)
        if headlined or (about and re.search(r"[kHc+L]|S.*j.*m", labels)) or parties_meet(clause, self.page.view):
            self._open(number, "k")

    def _beside(self, number: int, clause: Clause) -> None:
        """Open a draft for "In a separate meeting, A and B discussed …" and "A's meeting with B focused on …"."""
        units = people_of_aside(clause, self.page.view)
        if not units or any(number in draft.sentences for draft in self.drafts):
            return
        actors = [Actor(int(one)) for at in units if clause.line.labels[at] == "P" for one in clause.line.values[at].split()]
        actors += [Actor(-1, words=span_of(clause.line, at, at + 1)) for at in units if clause.line.labels[at] == "$"]
        people = self.cast.people(clause, actors)
        parts = self.drafts[-1].parts
        if len(people) > 1 and not self.drafts[-1].has(people) and any(id(person) in parts for person, _ in people):
            frame = Frame("k", (clause.start, clause.end), 0, others=[actor for _, actor in people])
            self._add(self._open(number, "k"), Scene(number, clause, frame, people, self.page.view))

    def _later(self, number: int, clause: Clause) -> None:
        """Open a draft for another named meeting that was held, where the next sentence tells who took part."""
        about = [name for name in self._about(number) if begins_with(clause, self.page.view, name.at[0])]
        known = {name.series for draft in self.drafts for name in draft.names}
        following = self.clauses[number + 1] if number + 1 < len(self.clauses) else None
        if not about or not following or following.block != clause.block or not tells_of_holding(clause):
            return
        told = any(frame.verb in "LcHj" and (frame.actors or frame.others) for frame in following.frames)
        new = not any(same_series(about[0].series, one) for one in known)
        general = is_habit(clause, self.page.view) or is_dated_before(clause, self.page.view)
        if told and new and not clause.mentions and not general:
            self._open(number, "k").names += about

    def _again(self, number: int, clause: Clause) -> None:
        """Add a sentence without people that tells when and where the first, named meeting was held."""
        draft = self.drafts[0]
        near = draft.sentences[0] < number <= draft.sentences[0] + 3
        if len(self.drafts) > 1 or number in draft.sentences or not near or not tells_of_holding(clause):
            return
        about = [name for name in self._about(number) for own in draft.names if same_series(name.series, own.series)]
        if about and not self._other_number(number, draft) and not is_habit(clause, self.page.view):
            draft.sentences.append(number)
            draft.names += [name for name in about if name not in draft.names]

    def _discussed(self) -> None:
        """Open a draft from a sentence that tells of two people discussing something, where nothing tells that they met."""
        for number, clause in enumerate(self.clauses):
            verb = verb_of_talk(clause, self.page.view) if len(clause.mentions) > 1 else None
            people = self.cast.people(clause, [Actor(one) for one in range(len(clause.mentions))]) if verb else []
            if verb and self.page.sentences[number].kind != "heading" and len({id(person) for person, _ in people}) > 1:
                frame = Frame("k", verb, 0, others=[actor for _, actor in people])
                self._add(self._open(number, "k"), Scene(number, clause, frame, people, self.page.view))
                return

    def _headline(self) -> None:
        """Open a draft from a headline "A's meeting with B" whose text tells no more."""
        clause = self.clauses[0] if self.clauses else None
        found = _HEADLINE.search(clause.line.labels) if clause else None
        if clause and found:
            line, noun = clause.line, found.start("noun")
            named = [number for at in range(*found.span()) if line.labels[at] == "P" for number in line.values[at].split()]
            frame = Frame("s" if line.values[noun] == "talk" else "k", (line.starts[noun], line.ends[noun]), noun)
            scene = Scene(0, clause, frame, self.cast.people(clause, [Actor(int(number)) for number in named]), self.page.view)
            self._add(self._open(0, frame.verb), scene)
            people = {id(person) for person, _ in scene.people}
            told = (number for number, one in enumerate(self.clauses[1:4], 1) if len(self.cast.named(one) & people) > 1)
            self.drafts[0].sentences += list(told)[:1]
