"""Which meetings a document is about: the frames of its sentences, gathered into one draft for each meeting.

1. A headline or the first sentence that tells of people meeting opens the first draft.
2. A later sentence that tells of a meeting with people not yet there opens another.
3. Sentences about leading, chairing, hosting, joining and about delegations add to the draft that is open.

People who stand only in sentences about other meetings, or as the subject of talk, never come in.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from communique.reading.drafts import Draft, Part, same_series
from communique.reading.frames import Actor, Clause, Frame
from communique.reading.line import ordinal_of
from communique.reading.names import REFERRED, MeetingName
from communique.reading.page import Page
from communique.reading.rolls import find_rolls
from communique.reading.roster import Person, Roster

#: Verbs that make a meeting by themselves, when people stand before or after them.
_OPENING: Final = frozenset("ks^")
_HEADLINE: Final = re.compile(r"(?P<one>[P$](?:&[P$])*)'(?:[A-Za-z0]{0,4})?(?P<noun>m)(?:w|x)e?(?P<other>[P$](?:,?&?e?[P$])*)")
#: Delegations or governments that meet, without names.
_DELEGATIONS: Final = re.compile(r"(?:[dQg]|[T#]oe?S,?[&,][^.;PLcHks]{0,25}(?=k)|[Bg]o?S?,?&e?[BgSJ]+|S,?&e?S|[SJ]&e?[SJ][gd])[^.;]{0,25}?[kHc+]")
#: "They met in Lima and were joined by …": the same meeting again, not "They met with …".
_THEY_MET: Final = re.compile(r"=z?[ks](?!z?w)")
#: "hosted foreign ministers and officials of …"
_OFFICIALS: Final = re.compile(r"e?[JSZx]{0,2}[#QUN]")
#: "We, the Ministers of Peru and Chile, met …"
_WE: Final = re.compile(r"We, the\b")
#: "the fifth Trade Forum under the Agreement and the third …"
_AND_ALSO: Final = re.compile(r"\band (?:also )?(?:the |their )?$")
#: "she had met …", "when they met …": what was before.
_HAD: Final = re.compile(r"(?:\bhad(?: also| previously| earlier)?|\b(?:when|where|since|after|before) (?:they|he|she|the two|both)(?: last| first)?)\s+$")
#: "…, whose last meeting was led by …"
_WHOSE: Final = re.compile(r"\bwhose\b")
#: A meeting that was held, or that parties held.
_HELD: Final = re.compile(r"m[^.;]{0,12}\+|[SgdQB][^.;]{0,8}[+Hk][^.;]{0,20}m")
#: "The meeting, which was chaired by …"; "The fourth meeting …"
_OF_THIS: Final = re.compile(r"e?[OzxVZJS]{0,6}[mdU](?:oe?[VZJS]{1,6}m?)?,?~")
_NUMBERED: Final = re.compile(r"(e?O)[VWxZJ]{0,6}m")
#: "held the following bilateral meetings …:"
_FOLLOWING: Final = re.compile(r"(?:following|several|separate) (?:[\w-]+ ){0,3}(?:meetings|calls|engagements|bilaterals)\b[^.]*:$")
_WILL: Final = re.compile(r"\b(?:will|to|is|are)\b")
#: Those who met issue a statement.
_FOLLOWED: Final = re.compile(
    r"(?:Following|After|At the (?:end|conclusion|close) of|On the occasion of|Upon the conclusion of) (?:their|the|a|today's) "
    r"(?:(?:[^.]|\.(?=\S)){0,160}? )?(meeting|talks|consultations|dialogue|session|Dialogue|Meeting|Consultations|Commission|Committee|Forum|Council)\b"
    r"(?:[^.]|\.(?=\S)|(?<= [A-Z])\.)* (?:issued|released|made|adopted) (?:the|a) (?:following )?(?:joint )?(?:press )?(?:statement|communiqu[eé]|declaration|readout)"
)
_FOR_MEETINGS: Final = re.compile(r"[^.;LcHksj]{0,14}f[^.;]{0,3}m[^.;]{0,2}w")
_MEETINGS: Final = re.compile(r"\s+(?:in\s+)?meetings\b")
#: The writer's own recollection: "I spoke with …".
_MYSELF: Final = re.compile(r"\bI (?:also |have |recently |had )?$")
_PERSONAL: Final = re.compile(r"^(?:he|she)$", re.IGNORECASE)
#: What is said of a series in general, not of one meeting.
_HABIT: Final = re.compile(
    r"\b(?:(?<!rst )(?<!ond )(?<!ird )(?<!th )since|generally|usually|annually|regularly|every (?:year|two|other)|each year|annual (?:plenary )?meetings|is a|are a)\b"
)
_TALKS: Final = re.compile(r"\b(?:meet|meets|met|meetings?|consult|consultations?|engage|talks)\b")
_STATEMENT: Final = re.compile(r"\bjoint (?:press |media )?(?:statement|communiqu[eé]|declaration)\b", re.IGNORECASE)
_THEIR_MEETING: Final = re.compile(r"\b(?:their|the) (?:\w+ ){0,2}(?:meeting|talks|consultations|dialogue)\b")
#: How many titles before it a title alone may stand for.
_FEW: Final = 60
_SAME_TITLE: Final = {
    "foreign minister": (
        "minister of foreign affairs",
        "minister for foreign affairs",
        "secretary of foreign affairs",
        "minister of external affairs",
    ),
    "defense minister": ("minister of defense", "minister of national defense"),
    "secretary": ("secretary of state",),
    "deputy secretary": ("deputy secretary of state",),
    "minister": ("foreign minister", "minister of foreign affairs"),
}


class Scene(NamedTuple):
    """One frame in its sentence, with the people whom it names."""

    number: int
    clause: Clause
    frame: Frame
    people: list[tuple[Person, Actor]]


class Gatherer:
    """What is known while the drafts of one document are gathered."""

    def __init__(self, page: Page, clauses: Sequence[Clause], roster: Roster, names: Sequence[MeetingName]) -> None:
        self.page = page
        self.clauses = clauses
        self.roster = roster
        self.names: dict[int, list[MeetingName]] = defaultdict(list)
        for name in names:
            self.names[name.sentence].append(name)
        self.titles: list[tuple[int, str, Person]] = sorted(
            (
                (mention.name[0], page.view[slice(*post.title)].lower(), person)
                for person in roster.people
                for _, mention in person.mentions
                for post in mention.posts
            ),
            key=lambda item: item[0],
        )
        self.drafts: list[Draft] = []
        self.trip: Draft | None = None
        self.last: Person | None = None
        self.heads = [
            name
            for name in names
            if page.sentences[name.sentence].kind == "heading" and name.sentence < 3 and self._headlined(name)
        ]
        self.schedule = bool(page.sentences) and "chedule" in page.view[: page.sentences[0].end]

    def _headlined(self, name: MeetingName) -> bool:
        sentence = self.page.sentences[name.sentence]
        return name.ordinal is not None or 2 * (name.at[1] - name.at[0]) > sentence.end - sentence.start

    # --- people

    def _person(self, clause: Clause, actor: Actor) -> Person | None:
        """Return the person of an actor; a title alone stands for the one named with it, "he" for the last subject."""
        if actor.mention >= 0:
            return self.roster.of(clause.mentions[actor.mention])
        words = self.page.view[slice(*actor.words)] if actor.words else ""
        if _PERSONAL.match(words):
            return self.last
        return self._titled(re.sub(r"^the ", "", words.lower()), actor.words[0]) if actor.words else None

    def _titled(self, title: str, before: int) -> Person | None:
        earlier = self.titles[: bisect_left(self.titles, before, key=lambda item: item[0])][-_FEW:]
        fits = {id(person): person for _, words, person in earlier if self._answers(title, words)}
        return next(iter(fits.values())) if len(fits) == 1 else None

    @staticmethod
    def _answers(short: str, title: str) -> bool:
        return title == short or title.startswith(f"{short} of ") or title in _SAME_TITLE.get(short, ())

    def _people(self, clause: Clause, actors: Sequence[Actor]) -> list[tuple[Person, Actor]]:
        found = ((self._person(clause, actor), actor) for actor in actors)
        return [(person, actor) for person, actor in found if person]

    # --- sentences

    def read(self) -> list[Draft]:
        """Gather the drafts."""
        for number, clause in enumerate(self.clauses):
            headline = number == 0 and self.page.sentences[0].kind == "heading" and len(self.clauses) > 1
            for frame in () if headline else clause.frames:
                self._frame(Scene(number, clause, frame, self._people(clause, [*frame.actors, *frame.others])))
            if not self.drafts:
                self._after(number, clause)
            if not self.drafts:
                self._unnamed(number, clause)
            else:
                self._again(number, clause)
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
            self._add(self.drafts[0], Scene(number, clause, frame, self._people(clause, frame.others)))

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
        if not scene.people or _MYSELF.search(self.page.view, scene.clause.start, frame.at[0]):
            return
        if not self.drafts and frame.verb in "k+" and _FOLLOWING.search(self.page.view, frame.at[0], scene.clause.end):
            self.trip = Draft([scene.number], verbs=[(scene.number, "+")])
            self._add(self.trip, scene)
            return
        if self._is_meeting(scene):
            self._meeting(scene)
        elif frame.verb == "G":
            self._travel(scene)
        elif frame.verb == "v":
            self._between(scene)
        elif frame.verb in "LcHji":
            self._role(scene)
        if frame.actors and (found := self._person(scene.clause, frame.actors[0])):
            self.last = found

    @staticmethod
    def _is_meeting(scene: Scene) -> bool:
        """Tell whether a verb makes a meeting: people met, spoke, were hosted, held talks, or travelled for meetings."""
        frame, labels = scene.frame, scene.clause.line.labels
        if frame.verb in _OPENING or (frame.verb in "HG" and frame.others):
            return True
        if frame.verb == "H" and frame.actors and _OFFICIALS.match(labels, frame.unit + 1):
            return True
        if not frame.actors:
            return False
        after = labels[frame.unit + 1 : frame.unit + 24]
        return (frame.verb == "+" and "m" in after[:13]) or (frame.verb == "G" and bool(_FOR_MEETINGS.match(after)))

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
        if not self._takes_two(scene, first=draft is None):
            return
        if draft is None:
            self._add(self._open(number, frame.verb), scene)
        elif draft.has(scene.people) and frame.verb == "+" and self._other_by_name(draft, number):
            self._add(self._open(number, frame.verb, draft), scene)
        elif draft.has(scene.people) and frame.verb != "G":
            draft.sentences += [number] if number not in draft.sentences else []
        elif not draft.parts or self._continues(draft, scene):
            self._add(draft, scene)
        elif self._is_main(scene) and not self._to_come(scene, draft):
            self._add(self._open(number, frame.verb), scene)

    @staticmethod
    def _takes_two(scene: Scene, *, first: bool) -> bool:
        """Tell whether others than one person take part: named, or as states, ministers or officials."""
        frame = scene.frame
        if frame.others or len({id(person) for person, _ in scene.people}) > 1 or frame.verb in "+GH":
            return True
        after = scene.clause.line.labels[frame.unit : frame.unit + 16]
        return first and frame.verb in "ks" and bool(re.search(r"w[^.;]{0,4}[SJTQgNB]", after))

    def _continues(self, draft: Draft, scene: Scene) -> bool:
        """Tell whether words only add to the meeting before them.

        So do "The delegation, led by A, met with B", and on a journey "They will also speak with …".
        """
        if draft.sentences == [scene.number] and draft.verbs[0][1] in "LcHji":
            return True
        same = self.clauses[draft.sentences[-1]].block == scene.clause.block and draft.sentences[-1] == scene.number - 1
        if same and _THEY_MET.match(scene.clause.line.labels) and not scene.frame.actors[1:]:
            return True
        return bool(self.trip) and same and scene.clause.line.labels.startswith("=")

    def _to_come(self, scene: Scene, draft: Draft) -> bool:
        """Tell whether a verb in the future stands in a text about a meeting that was held: that is only referred to."""
        first = self.clauses[draft.sentences[0]]
        return (
            not self.trip
            and self.page.view[scene.frame.at[0] :].startswith("will ")
            and not _WILL.search(self.page.view, first.start, first.end)
        )

    def _is_main(self, scene: Scene) -> bool:
        """Tell whether the verb is that of the main clause, not of a recollection inside it, nor "In a meeting with …"."""
        labels, unit = scene.clause.line.labels, scene.frame.unit
        before = labels[:unit]
        if self.drafts and _HAD.search(self.page.view, scene.clause.start, scene.frame.at[0]):
            return False
        if scene.frame.verb == "+" and scene.people and re.search(r"m.*Om|O.*m", labels[unit:]):
            before = before.replace("~", "")
        joined = scene.frame.verb in "ks^" and re.search(r"[,;]?&z?$|[;,]z?$", before) and scene.frame.others
        return labels[unit] != "m" and "~" not in before and (bool(joined) or not re.search(r"[kLcHs^]", before))

    def _between(self, scene: Scene) -> None:
        before = scene.clause.line.labels[: scene.frame.unit].rstrip("e")
        of_meeting = re.search(r"m[^.;]{0,6}[vo]$", before) or self._stated(scene, before)
        if not self.drafts and scene.number <= 1 and of_meeting:
            self._add(self._open(scene.number, "k"), scene)

    def _stated(self, scene: Scene, before: str) -> bool:
        """Tell whether several issue a joint statement of their meeting: "… statement by A, B and C at their meeting"."""
        clause = scene.clause
        said = _STATEMENT.search(self.page.view, clause.start, scene.frame.at[0])
        return before.endswith("b") and bool(said) and bool(_THEIR_MEETING.search(self.page.view, scene.frame.at[1], clause.end))

    # --- roles

    def _role(self, scene: Scene) -> None:
        """Take a sentence about leading, chairing, hosting, joining or a delegation."""
        labels, frame, number = scene.clause.line.labels, scene.frame, scene.number
        if frame.verb == "i" and not re.search(r"[dUQg]|m$", labels[: frame.unit].rstrip("z")):
            return
        if frame.verb == "j" and _MEETINGS.match(self.page.view, frame.at[1]):
            return
        about = self._about(number)
        attends = frame.verb in "jcH" and "m" in labels[frame.unit :]
        draft = self.drafts[-1] if self.drafts else self.trip if not about and not attends else None
        if draft is None or self._fresh(scene, draft, about):
            if about or "m" in labels or "d" in labels or self._shared(scene):
                self._add(self._apart(scene), scene)
        elif not self._elsewhere(scene, draft):
            self._add(draft, scene)

    @staticmethod
    def _shared(scene: Scene) -> bool:
        """Tell whether several people chair something, whatever it is called: that is a meeting."""
        frame, labels = scene.frame, scene.clause.line.labels
        said = not frame.passive or labels[: frame.unit].rstrip("z").endswith("l")
        return frame.verb == "c" and len(frame.actors) > 1 and said

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
        if not about or scene.frame.verb not in "cHj" or scene.frame.passive or draft.has(scene.people) or not draft.parts:
            return False
        same = any(same_series(name.series, about[0].series) for name in draft.names)
        return not same and (bool(draft.names) or draft.verbs[0][1] in _OPENING)

    def _elsewhere(self, scene: Scene, draft: Draft) -> bool:
        """Tell whether a role belongs to another event: "the retreat hosted by …" in a later sentence."""
        frame = scene.frame
        labels = scene.clause.line.labels[: frame.unit]
        if (
            _WHOSE.search(self.page.view, scene.clause.start, frame.at[0])
            or _HAD.search(self.page.view, scene.clause.start, frame.at[0])
            or (frame.verb in "LcH" and "~" in labels and not _OF_THIS.match(labels))
            or self._other_number(scene.number, draft)
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

    def _other_number(self, number: int, draft: Draft) -> bool:
        """Tell whether a sentence begins with a meeting of another number than the draft's: "The fourth meeting was chaired by …"."""
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
        found = _FOLLOWED.match(self.page.view, clause.start, clause.end)
        people = self._people(clause, [Actor(one) for one in range(len(clause.mentions))])
        if found and len({id(person) for person, _ in people}) > 1:
            frame = Frame("k", found.span(1), 0, others=[actor for _, actor in people])
            self._add(self._open(number, "k"), Scene(number, clause, frame, people))
            self.drafts[-1].names += self.names[number]

    def _unnamed(self, number: int, clause: Clause) -> None:
        """Open a draft where delegations meet or a named meeting is held, before any people are named."""
        if self.page.sentences[number].kind == "heading":
            return
        about, labels = self._about(number), clause.line.labels
        if _HABIT.search(self.page.view, clause.start, clause.end):
            return
        headlined = any(same_series(name.series, head.series) for name in about for head in self.heads)
        if (
            headlined
            or (_WE.match(self.page.view, clause.start) and "k" in labels)
            or (about and re.search(r"[kHc+L]|S.*j.*m", labels))
            or (_DELEGATIONS.search(labels) and re.search(r"[kHc]|\+[^.;]{0,14}m", labels))
        ):
            self._open(number, "k")

    def _again(self, number: int, clause: Clause) -> None:
        """Add a sentence without people that tells when and where the first, named meeting was held."""
        draft = self.drafts[0]
        if len(self.drafts) > 1 or number in draft.sentences or number > draft.sentences[0] + 3 or not _HELD.search(clause.line.labels):
            return
        about = [name for name in self._about(number) for own in draft.names if same_series(name.series, own.series)]
        if self._other_number(number, draft):
            return
        if about and not _HABIT.search(self.page.view, clause.start, clause.end):
            draft.sentences.append(number)
            draft.names += [name for name in about if name not in draft.names]

    def _headline(self) -> None:
        """Open a draft from a headline "A's meeting with B" whose text tells no more."""
        clause = self.clauses[0] if self.clauses else None
        found = _HEADLINE.search(clause.line.labels) if clause else None
        if clause and found:
            line, noun = clause.line, found.start("noun")
            named = [number for at in range(*found.span()) if line.labels[at] == "P" for number in line.values[at].split()]
            frame = Frame("s" if line.values[noun] == "talk" else "k", (line.starts[noun], line.ends[noun]), noun)
            scene = Scene(0, clause, frame, self._people(clause, [Actor(int(number)) for number in named]))
            self._add(self._open(0, frame.verb), scene)
            people = {id(person) for person, _ in scene.people}
            told = (
                number
                for number, one in enumerate(self.clauses[1:4], 1)
                if len({id(self.roster.of(mention)) for mention in one.mentions} & people) > 1
            )
            self.drafts[0].sentences += list(told)[:1]
