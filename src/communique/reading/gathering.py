"""What is known of the meetings of one document while they are gathered, and what every way of finding one needs."""

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from communique.reading.cast import Cast
from communique.reading.drafts import Draft, Part, Told, same_series
from communique.reading.frames import Clause
from communique.reading.line import ordinal_of
from communique.reading.names import REFERRED, MeetingName
from communique.reading.page import Page
from communique.reading.roster import Roster
from communique.reading.scenes import Scene

_NUMBERED: Final = re.compile(r"(e?O)[VWxZJ]{0,6}m")


class Gathering:
    """The page, its sentences and people, the drafts found so far, and the journey that opens the text, if one does."""

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

    def about(self, number: int) -> list[MeetingName]:
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

    def open(self, number: int, verb: str, within: Draft | None = None) -> Draft:
        """Open a draft; on a journey those who travel are part of it, and one within another has its time and place."""
        draft = Draft(Told([number]), verbs=[(number, verb)], trip=within or self.trip)
        for part in self.trip.parts.values() if self.trip else ():
            draft.parts[id(part.person)] = Part(part.person, list(part.actors), Told(part.sentences))
        self.drafts.append(draft)
        return draft

    def is_of_another_number(self, number: int, draft: Draft) -> bool:
        """Tell whether a sentence begins with a meeting of another number than the draft's: "The fourth meeting was …"."""
        start = self.clauses[number].start
        line = self.clauses[number].line
        found = _NUMBERED.match(line.labels)
        mine = {name.ordinal for name in draft.names if name.ordinal}
        if not found or not mine or start == self.clauses[draft.sentences[0]].start:
            return False
        at = found.end(1) - 1
        return ordinal_of(self.page.view[line.starts[at] : line.ends[at]]) not in mine

    @staticmethod
    def add(draft: Draft, scene: Scene) -> None:
        """Add the people of a scene to a draft."""
        for person, actor in scene.people:
            draft.add(person, scene.number, actor, scene.frame)
        draft.verbs.append((scene.number, scene.frame.verb))
