"""Which meetings a document is about: the frames of its sentences, gathered into one draft for each meeting.

1. A headline or the first sentence that tells of people meeting opens the first draft.
2. A later sentence that tells of a meeting with people not yet there opens another.
3. Sentences about leading, chairing, hosting, joining and about delegations add to the draft that is open.

People who stand only in sentences about other meetings, or as the subject of talk, never come in.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from communique.reading.drafts import Draft, Told, same_series
from communique.reading.frames import Actor, Frame
from communique.reading.gathering import Gathering
from communique.reading.names import MeetingName
from communique.reading.openings import (
    add_again,
    open_after,
    open_beside,
    open_discussed,
    open_from_headline,
    open_later,
    open_unnamed,
)
from communique.reading.rolls import find_rolls
from communique.reading.scenes import (
    OPENING,
    Scene,
    begins_with,
    is_planned,
)

#: "the fifth Trade Forum under the Agreement and the third …"
_AND_ALSO: Final = re.compile(r"\band (?:also )?(?:the |their )?$")
_TALKS: Final = re.compile(r"\b(?:meet|meets|met|meetings?|consult|consultations?|engage|talks)\b")


class Gatherer(Gathering):
    """The walk over the sentences of one document, from frame to frame."""

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
                open_after(self, number, clause)
            if not self.drafts:
                open_unnamed(self, number, clause)
            else:
                add_again(self, number, clause)
                open_later(self, number, clause)
                open_beside(self, number, clause)
            if self.drafts and number in self.drafts[-1].sentences:
                self.drafts[-1].names += [name for name in self.about(number) if name not in self.drafts[-1].names]
        self._rolls()
        self.drafts = [twin for draft in self.drafts for twin in self._twins(draft)]
        if (
            not self.drafts
            and self.trip
            and any(_TALKS.search(self.page.view, clause.start, clause.end) for clause in self.clauses)
        ):
            self.drafts = [self.trip]
        if not self.drafts:
            open_from_headline(self)
        if not self.drafts:
            open_discussed(self)
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
        twins = [Draft(Told(draft.sentences[:1]), draft.parts, draft.verbs[:1], [name], draft.trip) for name in joined]
        return [Draft(draft.sentences, draft.parts, draft.verbs, rest, draft.trip), *twins] if twins else [draft]

    def _rolls(self) -> None:
        """Add those whom rolls of participants name to the first meeting."""
        for number, frame in find_rolls(self.page, self.clauses) if self.drafts else ():
            clause = self.clauses[number]
            self.add(self.drafts[0], Scene(number, clause, frame, self.cast.people(clause, frame.others), self.page.view))

    def _frame(self, scene: Scene) -> None:
        frame = scene.frame
        if not scene.people or scene.is_mine:
            return
        if not self.drafts and scene.is_umbrella:
            self.trip = Draft(Told([scene.number]), verbs=[(scene.number, "+")])
            self.add(self.trip, scene)
        elif attended := scene.hosted_at:
            self._dinner(scene, attended)
        elif scene.is_meeting:
            for each in scene.apart:
                self._meeting(each)
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
            self.add(self.open(scene.number, "k"), Scene(scene.number, scene.clause, frame, people, scene.view))

    def _travel(self, scene: Scene) -> None:
        if not self.drafts and not self.trip:
            self.trip = Draft(Told([scene.number]), verbs=[(scene.number, "G")])
            self.add(self.trip, scene)

    def _other_by_name(self, draft: Draft, number: int) -> bool:
        """Tell whether people who met hold, in another paragraph, a numbered meeting of its own name."""
        apart = self.clauses[number].block != self.clauses[draft.sentences[-1]].block
        return apart and not draft.names and draft.verbs[0][1] == "k" and any(name.ordinal for name in self.about(number))

    # --- meetings

    def _meeting(self, scene: Scene) -> None:
        """Take a sentence that tells of people meeting: a new draft, unless its people are those of the last."""
        draft, number, frame = self.drafts[-1] if self.drafts else None, scene.number, scene.frame
        if not scene.takes_two(first=draft is None):
            if draft and self.trip and scene.meets_leaders:
                self.add(self.open(number, frame.verb), scene)
        elif draft is None:
            if not scene.is_recalled:
                self.add(self.open(number, frame.verb), scene)
        elif draft.has(scene.people) and frame.verb != "G":
            self._same_people(scene, draft)
        elif not draft.parts or self._continues(draft, scene):
            self.add(draft, scene)
        elif before := next((one for one in self.drafts[:-1] if one.has(scene.people) and not self.trip), None):
            before.sentences.append(number)
        elif not scene.is_recalled and self._opens_next(scene, draft):
            self.add(self.open(number, frame.verb), scene)

    def _same_people(self, scene: Scene, draft: Draft) -> None:
        """Take a sentence about those of a draft: most often the same meeting, sometimes one beside it or of another name."""
        number, verb = scene.number, scene.frame.verb
        elsewhere = number not in draft.sentences
        if verb == "+" and self._other_by_name(draft, number):
            self.add(self.open(number, verb, draft), scene)
        elif elsewhere and (scene.is_separate or (draft.names and scene.opens_another)):
            self.add(self.open(number, verb), scene)
        else:
            draft.sentences.append(number)

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
            self.add(self.open(scene.number, "k"), scene)

    # --- roles

    def _role(self, scene: Scene) -> None:
        """Take a sentence about leading, chairing, hosting, joining or a delegation."""
        labels, frame, number = scene.clause.line.labels, scene.frame, scene.number
        if scene.is_no_role:
            return
        about = self.about(number)
        attends = frame.verb in "jcH" and "m" in labels[frame.unit :]
        draft = self.drafts[-1] if self.drafts else self.trip if not about and not attends else None
        if draft is None or self._fresh(scene, draft, about):
            if about or "m" in labels or "d" in labels or scene.is_shared or scene.is_led:
                self.add(self._apart(scene), scene)
        elif scene.is_in_all:
            for each in self.drafts:
                self.add(each, scene)
        elif not self._elsewhere(scene, draft):
            self.add(draft, scene)

    def _apart(self, scene: Scene) -> Draft:
        """Open a draft for a role; beside another draft, only those who have the role are part of it."""
        if not self.drafts:
            return self.open(scene.number, scene.frame.verb)
        self.drafts.append(Draft(Told([scene.number]), verbs=[(scene.number, scene.frame.verb)], trip=self.trip))
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
        if (
            scene.is_recalled
            or scene.is_aside
            or self.is_of_another_number(scene.number, draft)
            or self._of_the_other(scene, draft)
        ):
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
