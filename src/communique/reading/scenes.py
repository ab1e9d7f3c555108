# ruff: noqa: E501 - a pattern is read as one line

"""What one frame in its sentence tells of: a meeting, a role, something recalled, something to come."""

import re
from dataclasses import replace
from typing import Final, NamedTuple

from communique.reading.frames import Actor, Clause, Frame
from communique.reading.roster import Person

#: Verbs that make a meeting by themselves, when people stand before or after them.
OPENING: Final = frozenset("ks^")
#: What is hosted and is no meeting.
_SHOW: Final = re.compile(
    r" (?:[\w-]+ ){0,4}?(?:webinar|press (?:conference|briefing)|briefing|screening|exhibition|ceremony|town hall|podcast|celebration|competition|concert)\b"
)
#: Words of time before the first words that matter.
_TIME: Final = re.compile(
    r"(?:(?:On|In|At|Earlier|Later|Separately|Also|Then|Meanwhile|Additionally)\b[^.;]{0,40}?, )?(?:[Tt]he )?"
)
_ANOTHER: Final = re.compile(
    r"(?:On [^,.]{3,30}, )?(?:A|a|An|an|Another|another) (?:[\w-]+ ){0,4}(?:meeting|session|dialogue|roundtable|round)\b"
)
_LONG_BEFORE: Final = re.compile(r"\b(?:last|previous|earlier this|recent|ago|(?:19|20)\d\d)\b")
#: "attended a dinner hosted by"
_TABLE: Final = re.compile(r"je?[xzVJ]{0,2}m$")
_DINNER: Final = re.compile(r"e?[xzVJ]{0,2}mHb")
#: "In a separate meeting with A, B and C …"; "A's meeting with B …"
_ASIDE_MEETING: Final = re.compile(r"[nxa]e?[xzVJ]{0,2}m(?:we?P(?:,?&e?P)*)?[^.;P,]{0,10},e?[P$](?:,?&e?[P$])*")
_WHOSE_MEETING: Final = re.compile(r"e?[P$]'[xzVJ]{0,2}mwe?P(?:,?&e?P)*(?=x)")
_EARLIER: Final = re.compile(r"\b(?:last|previous(?:ly)?)\b|\bin (?:[A-Z][a-z]+ )?(?:19|20)\d\d\b")
_ALL: Final = re.compile(r" (?:in |at )?(?:both|all|the two) (?:of )?(?:the |these )?(?:meetings|calls|sessions|engagements)\b")
_TALKED: Final = re.compile(r"\b(?:discussed|reviewed|exchanged views|consulted|compared notes)\b")
#: Two named as subject, or one as subject and one behind "with".
_BOTH: Final = re.compile(r"^[^.;LcHksj]{0,14}P(?:,?&P[z,y]{0,3}x|[z,y]{0,3}x[^.;P]{0,30}we?P)")
_BESIDE: Final = re.compile(
    r"(?:Before|Prior to|Ahead of|After|Following|On the (?:margins|sidelines) of) (?:the|that|this|their) (?:[\w.-]+ ){0,4}?(?:[Dd]ialogue|[Mm]eeting|[Cc]onsultations?|[Mm]inisterial|[Ff]orum|[Ss]ession|[Cc]ommission|[Cc]ommittee|[Ss]ummit)\b"
)
#: "called on President A to release …": no visit.
_APPEAL: Final = re.compile(
    r"called on [^.;]{1,80}? to (?!discuss|brief|convey|exchange|bid|present|pay|deliver|thank|congratulate|express)"
)
#: "hosted foreign ministers and officials of …"
_OFFICIALS: Final = re.compile(r"e?[JSZx]{0,2}[#QUN]")
#: "she had met …", "when they met …": what was before.
_HAD: Final = re.compile(
    r"(?:\bhad(?: also| previously| earlier)?|\b(?:when|since|after|before) (?:they|he|she|the two|both)(?: last| first)?)\s+$"
)
#: "…, whose last meeting was led by …"
_WHOSE: Final = re.compile(r"\bwhose\b")
#: "The meeting, which was chaired by …"; "The fourth meeting …"
_OF_THIS: Final = re.compile(r"e?[OzxVZJS]{0,6}[mdU](?:oe?[VZJS]{1,6}m?)?,?~")
#: "held the following bilateral meetings …:"
_FOLLOWING: Final = re.compile(r"(?:following|several|separate) (?:[\w-]+ ){0,3}(?:meetings|calls|engagements|bilaterals)\b[^.]*:$")
#: "Consultations, held on May 3 with …"
_HELD_WITH: Final = re.compile(r"m(?:\(Y\))?,?$")
#: People met one after the other.
_APART: Final = re.compile(
    r"\bseparately\b|\bseparate (?:[a-z]+ )?(?:calls|meetings|conversations|talks|bilaterals|discussions|phone calls|engagements)\b|, in a (?:smaller|separate|second|further|later) (?:[a-z]+ )?(?:session|meeting|conversation|call)\b"
)
_TWO: Final = 2
#: "She went on to Lima, where she met …"
_WHERE: Final = re.compile(r"\b(?:went|travel\w+|continue[sd]?|flew|proceeded|arriv\w+|visit\w*) [^;]{1,80}, where ")
_NEXT_STOP: Final = re.compile(r"G(?:te?|e)?(?:E|S(?![VWCK'])|C(?=[u,.tMD0]))")
_LEADERS: Final = re.compile(r"^kw[^.;LcHks]{0,12}[#xQ]o?[^.;LcHks]{0,4}g?oe?S")
_WILL: Final = re.compile(r"\b(?:will|to|is|are)\b")
_FOR_MEETINGS: Final = re.compile(r"[^.;LcHksj]{0,14}f[^.;]{0,3}m[^.;]{0,2}w")
_MEETINGS: Final = re.compile(r"\s+(?:in\s+)?meetings\b")
#: The writer's own recollection: "I spoke with …".
_MYSELF: Final = re.compile(r"\bI (?:also |have |recently |had )?$")
_STATEMENT: Final = re.compile(r"\bjoint (?:press |media )?(?:statement|communiqu[eé]|declaration)\b", re.IGNORECASE)
_THEIR_MEETING: Final = re.compile(r"\b(?:their|the) (?:\w+ ){0,2}(?:meeting|talks|consultations|dialogue)\b")
#: "They met in Lima and were joined by …": the same meeting again, not "They met with …".
_THEY_MET: Final = re.compile(r"=z?[ks](?!z?w)")
#: Delegations or governments that meet, without names.
_DELEGATIONS: Final = re.compile(
    r"(?:[dQg]|^e?[xSJ]{0,3}#(?=z?k)|[T#]oe?S,?[&,][^.;PLcHks]{0,25}(?=k)|[Bg]o?S?,?&e?[BgSJ]+|S,?&e?S|[SJ]&e?[SJ][gd])[^.;]{0,25}?[kHc+]"
)
#: "We, the Ministers of Peru and Chile, met …"
_WE: Final = re.compile(r"We, the\b")
#: What is said of a series in general, not of one meeting.
_HABIT: Final = re.compile(
    r"\b(?:(?<!rst )(?<!ond )(?<!ird )(?<!th )since|generally|usually|annually|regularly|every (?:year|two|other)|each year|annual (?:plenary )?meetings|is a|are a)\b"
)
#: Those who met issue a statement.
_FOLLOWED: Final = re.compile(
    r"(?:Following|After|At the (?:end|conclusion|close) of|On the occasion of|Upon the conclusion of) (?:their|the|a|today's) "
    r"(?:(?:[^.]|\.(?=\S)){0,160}? )?(meeting|talks|consultations|dialogue|session|Dialogue|Meeting|Consultations|Commission|Committee|Forum|Council)\b"
    r"(?:[^.]|\.(?=\S)|(?<= [A-Z])\.)* (?:issued|released|made|adopted) (?:the|a) (?:following )?(?:joint )?(?:press )?(?:statement|communiqu[eé]|declaration|readout)"
)
#: A meeting that was held, or that parties held.
_HELD: Final = re.compile(r"m[^.;]{0,12}\+|[SgdQB][^.;]{0,8}[+Hk][^.;]{0,20}m")


class Scene(NamedTuple):
    """One frame in its sentence, with the people whom it names and the text that it stands in."""

    number: int
    clause: Clause
    frame: Frame
    people: list[tuple[Person, Actor]]
    view: str

    @property
    def is_mine(self) -> bool:
        """Tell whether the writer recalls: "I spoke with …"."""
        return bool(_MYSELF.search(self.view, self.clause.start, self.frame.at[0]))

    @property
    def is_umbrella(self) -> bool:
        """Tell whether words announce several meetings: "held the following meetings:"."""
        return self.frame.verb in "k+" and bool(_FOLLOWING.search(self.view, self.frame.at[0], self.clause.end))

    @property
    def is_meeting(self) -> bool:
        """Tell whether a verb makes a meeting: people met, spoke, were hosted, held talks, or travelled for meetings."""
        frame, labels = self.frame, self.clause.line.labels
        if _APPEAL.match(self.view, frame.at[0]):
            return False
        if frame.verb == "H" and _SHOW.match(self.view, frame.at[1]):
            return False
        if frame.verb in OPENING or (frame.verb in "HG" and frame.others):
            return True
        if frame.verb == "H" and frame.actors and _OFFICIALS.match(labels, frame.unit + 1):
            return True
        if frame.verb == "+" and frame.others and _HELD_WITH.search(labels, 0, frame.unit):
            return True
        if not frame.actors:
            return False
        after = labels[frame.unit + 1 : frame.unit + 24]
        return (frame.verb == "+" and "m" in after[:13]) or (frame.verb == "G" and bool(_FOR_MEETINGS.match(after)))

    def takes_two(self, *, first: bool) -> bool:
        """Tell whether others than one person take part: named, or as states, ministers or officials."""
        frame = self.frame
        if frame.others or len({id(person) for person, _ in self.people}) > 1 or frame.verb in "+GH":
            return True
        after = self.clause.line.labels[frame.unit : frame.unit + 16]
        return first and frame.verb in "ks" and bool(re.search(r"w[^.;]{0,4}[SJTQgNB]", after))

    @property
    def apart(self) -> list["Scene"]:
        """Return a scene for each whom someone met apart from the others: "separate calls with A and with B"."""
        frame = self.frame
        if frame.verb not in "ks^" or not frame.actors or len(frame.others) < _TWO:
            return [self]
        groups = list(dict.fromkeys(actor.group for actor in frame.others))
        if not _APART.search(self.view, self.clause.start, self.clause.end):
            return [self]
        each = (
            [[actor for actor in frame.others if actor.group == group] for group in groups]
            if len(groups) > 1
            else [[actor] for actor in frame.others]
        )
        return [self._with(others) for others in each]

    def _with(self, others: list[Actor]) -> "Scene":
        frame = replace(self.frame, others=others)
        kept = [(person, actor) for person, actor in self.people if any(actor is one for one in (*frame.actors, *others))]
        return self._replace(frame=frame, people=kept)

    @property
    def is_separate(self) -> bool:
        """Tell whether people of a meeting met apart from it: "He also met separately with …"."""
        return (
            self.frame.verb in "ks^"
            and bool(self.frame.actors)
            and bool(_APART.search(self.view, self.clause.start, self.frame.at[1] + 14))
        )

    @property
    def meets_leaders(self) -> bool:
        """Tell whether people meet the leaders of a state, who are not named: "will meet with officials of Peru"."""
        return self.frame.verb == "k" and bool(_LEADERS.match(self.clause.line.labels[self.frame.unit :]))

    @property
    def is_next_stop(self) -> bool:
        """Tell whether a sentence goes on to another place: "She will then travel to Lima to meet with …"."""
        return bool(_NEXT_STOP.search(self.clause.line.labels, 0, self.frame.unit))

    @property
    def is_recalled(self) -> bool:
        """Tell whether the words before the verb set it before: "she had met", "whose last meeting was led by"."""
        before = self.clause.start, self.frame.at[0]
        return bool(_HAD.search(self.view, *before) or _WHOSE.search(self.view, *before))

    def begins_with(self, offset: int) -> bool:
        """Tell whether the sentence begins with what stands at an offset, but for an article and words of time."""
        return begins_with(self.clause, self.view, offset)

    @property
    def is_another(self) -> bool:
        """Tell whether a sentence begins with a meeting not told of before: "A technical session was led by …"."""
        return self.frame.passive and bool(_ANOTHER.match(self.view, self.clause.start))

    @property
    def is_talk_aside(self) -> bool:
        """Tell whether "In a meeting with A, B said" opens the sentence, with nothing that sets it long before."""
        labels, unit = self.clause.line.labels, self.frame.unit
        return (
            labels[unit] == "m"
            and unit < len("nexm") + 1
            and not _LONG_BEFORE.search(self.view, self.clause.start, self.clause.end)
        )

    @property
    def hosted_at(self) -> Frame | None:
        """Return the frame of those who attended what the people of this one hosted: "attended a dinner hosted by …"."""
        if self.frame.verb != "H" or not self.frame.passive or not _TABLE.search(self.clause.line.labels[: self.frame.unit]):
            return None
        return next((one for one in reversed(self.clause.frames) if one.verb == "j" and one.unit < self.frame.unit), None)

    @property
    def opens_another(self) -> bool:
        """Tell whether people met beside the meeting before: "Before the dialogue, …"."""
        return self.frame.verb in "ks" and bool(_BESIDE.match(self.view, self.clause.start))

    @property
    def is_ahead(self) -> bool:
        """Tell whether the verb is in the future."""
        return self.view.startswith("will ", self.frame.at[0])

    def is_main(self, *, trip: bool) -> bool:
        """Tell whether the verb is that of the main clause, not of a recollection inside it, nor "In a meeting with …".

        On a journey a relative clause may tell of a meeting: "… to Lima, where she met with …".
        """
        labels, unit = self.clause.line.labels, self.frame.unit
        before = labels[:unit]
        if (
            trip
            or _WHERE.search(self.view, self.clause.start, self.frame.at[0])
            or (self.frame.verb == "+" and self.people and re.search(r"m.*Om|O.*m", labels[unit:]))
        ):
            before = before.replace("~", "")
        joined = self.frame.verb in "ks^" and re.search(r"[,;]?&z?$|[;,]z?$", before) and self.frame.others
        return labels[unit] != "m" and "~" not in before and (bool(joined) or not re.search(r"[kLcHs^]", before))

    @property
    def goes_on(self) -> bool:
        """Tell whether "they" met, were joined or spoke, as the sentence before has it: "They met in Lima and …"."""
        return bool(_THEY_MET.match(self.clause.line.labels)) and not self.frame.actors[1:]

    @property
    def is_stated(self) -> bool:
        """Tell whether several issue a joint statement of their meeting: "… statement by A, B and C at their meeting"."""
        clause, before = self.clause, self.clause.line.labels[: self.frame.unit].rstrip("e")
        said = _STATEMENT.search(self.view, clause.start, self.frame.at[0])
        return before.endswith("b") and bool(said) and bool(_THEIR_MEETING.search(self.view, self.frame.at[1], clause.end))

    @property
    def is_no_role(self) -> bool:
        """Tell whether a verb of including or joining says nothing of one meeting: "includes", "joined meetings"."""
        frame, labels = self.frame, self.clause.line.labels
        if frame.verb == "j" and _DINNER.match(labels, frame.unit + 1):
            return True
        if frame.verb == "i" and not re.search(r"[dUQg]|m$", labels[: frame.unit].rstrip("z")):
            return True
        return frame.verb == "j" and bool(_MEETINGS.match(self.view, frame.at[1])) and not self.is_in_all

    @property
    def is_in_all(self) -> bool:
        """Tell whether people took part in all the meetings told of before: "participated in both meetings"."""
        return self.frame.verb == "j" and bool(_ALL.match(self.view, self.frame.at[1]))

    @property
    def is_shared(self) -> bool:
        """Tell whether several people chair something, whatever it is called: that is a meeting."""
        frame, labels = self.frame, self.clause.line.labels
        said = not frame.passive or labels[: frame.unit].rstrip("z").endswith("l")
        return frame.verb == "c" and len(frame.actors) > 1 and said

    @property
    def is_led(self) -> bool:
        """Tell whether a phrase says under whom a delegation is: "delegation under …"."""
        return self.clause.line.values[self.frame.unit] == "lead-by"

    @property
    def is_aside(self) -> bool:
        """Tell whether a role stands in a relative clause about something else than the sentence's meeting or delegation."""
        labels = self.clause.line.labels[: self.frame.unit]
        return self.frame.verb in "LcH" and "~" in labels and not _OF_THIS.match(labels)


def begins_with(clause: Clause, view: str, offset: int) -> bool:
    """Tell whether a sentence begins with what stands at an offset, but for an article and words of time."""
    return bool(_TIME.fullmatch(view, clause.start, offset))


def is_habit(clause: Clause, view: str) -> bool:
    """Tell whether a sentence speaks of a series in general: "has met annually since"."""
    return bool(_HABIT.search(view, clause.start, clause.end))


def is_dated_before(clause: Clause, view: str) -> bool:
    """Tell whether a sentence sets a meeting before, by a month or year without a day: "was held in 2019"."""
    return bool(_EARLIER.search(view, clause.start, clause.end))


def is_planned(clause: Clause, view: str) -> bool:
    """Tell whether a sentence has a verb in the future or present."""
    return bool(_WILL.search(view, clause.start, clause.end))


def parties_meet(clause: Clause, view: str) -> bool:
    """Tell whether delegations, governments or ministers of states meet, without names."""
    labels = clause.line.labels
    if _WE.match(view, clause.start) and "k" in labels:
        return True
    return bool(_DELEGATIONS.search(labels) and re.search(r"[kHc]|\+[^.;]{0,14}m", labels))


def tells_of_holding(clause: Clause) -> bool:
    """Tell whether a sentence says that a meeting was held, or that parties held one."""
    return bool(_HELD.search(clause.line.labels))


def noun_of_statement(clause: Clause, view: str) -> tuple[int, int] | None:
    """Return where the meeting stands after which those named issue a statement: "Following their meeting, A and B issued …"."""
    found = _FOLLOWED.match(view, clause.start, clause.end)
    return found.span(1) if found else None


def verb_of_talk(clause: Clause, view: str) -> tuple[int, int] | None:
    """Return where a sentence says that people discussed something: one with another, or several named together."""
    found = _TALKED.search(view, clause.start, clause.end)
    return found.span() if found and _BOTH.search(clause.line.labels) else None


def people_of_aside(clause: Clause, view: str) -> list[int]:
    """Return the units of those who met in a meeting that opens the sentence or is its subject, unless it was long before."""
    labels = clause.line.labels
    found = _ASIDE_MEETING.match(labels) or _WHOSE_MEETING.match(labels)
    if not found or _LONG_BEFORE.search(view, clause.start, clause.end) or "upcoming" in view[clause.start : clause.end]:
        return []
    return [at for at in range(found.end()) if labels[at] in "P$"]
