"""Meetings that no verb of meeting with people tells of: statements after a meeting, delegations, headlines, asides."""

import re
from typing import Final

from communique.reading.drafts import same_series
from communique.reading.frames import Actor, Clause, Frame
from communique.reading.gathering import Gathering
from communique.reading.people import span_of
from communique.reading.scenes import (
    Scene,
    begins_with,
    is_dated_before,
    is_habit,
    noun_of_statement,
    parties_meet,
    people_of_aside,
    tells_of_holding,
    verb_of_talk,
)

_HEADLINE: Final = re.compile(r"(?P<one>[P$](?:&[P$])*)'(?:[A-Za-z0]{0,4})?(?P<noun>m)(?:w|x)e?(?P<other>[P$](?:,?&?e?[P$])*)")


def open_after(gathering: Gathering, number: int, clause: Clause) -> None:
    """Open a draft from those who issue a statement after their meeting: "Following the second Forum, A and B said"."""
    found = noun_of_statement(clause, gathering.page.view) if len(clause.mentions) > 1 else None
    people = gathering.cast.people(clause, [Actor(one) for one in range(len(clause.mentions))]) if found else []
    if found and len({id(person) for person, _ in people}) > 1:
        frame = Frame("k", found, 0, others=[actor for _, actor in people])
        gathering.add(gathering.open(number, "k"), Scene(number, clause, frame, people, gathering.page.view))
        gathering.drafts[-1].names += gathering.names[number]


def open_unnamed(gathering: Gathering, number: int, clause: Clause) -> None:
    """Open a draft where delegations meet or a named meeting is held, before any people are named."""
    if gathering.page.sentences[number].kind == "heading":
        return
    about, labels = gathering.about(number), clause.line.labels
    if is_habit(clause, gathering.page.view):
        return
    headlined = any(same_series(name.series, head.series) for name in about for head in gathering.heads)
    if headlined or (about and re.search(r"[kHc+L]|S.*j.*m", labels)) or parties_meet(clause, gathering.page.view):
        gathering.open(number, "k")


def open_beside(gathering: Gathering, number: int, clause: Clause) -> None:
    """Open a draft for "In a separate meeting, A and B discussed …" and "A's meeting with B focused on …"."""
    units = people_of_aside(clause, gathering.page.view)
    if not units or any(number in draft.sentences for draft in gathering.drafts):
        return
    actors = [Actor(int(one)) for at in units if clause.line.labels[at] == "P" for one in clause.line.values[at].split()]
    actors += [Actor(-1, words=span_of(clause.line, at, at + 1)) for at in units if clause.line.labels[at] == "$"]
    people = gathering.cast.people(clause, actors)
    parts = gathering.drafts[-1].parts
    if len(people) > 1 and not gathering.drafts[-1].has(people) and any(id(person) in parts for person, _ in people):
        frame = Frame("k", (clause.start, clause.end), 0, others=[actor for _, actor in people])
        gathering.add(gathering.open(number, "k"), Scene(number, clause, frame, people, gathering.page.view))


def open_later(gathering: Gathering, number: int, clause: Clause) -> None:
    """Open a draft for another named meeting that was held, where the next sentence tells who took part."""
    about = [name for name in gathering.about(number) if begins_with(clause, gathering.page.view, name.at[0])]
    known = {name.series for draft in gathering.drafts for name in draft.names}
    following = gathering.clauses[number + 1] if number + 1 < len(gathering.clauses) else None
    if not about or not following or following.block != clause.block or not tells_of_holding(clause):
        return
    told = any(frame.verb in "LcHj" and (frame.actors or frame.others) for frame in following.frames)
    new = not any(same_series(about[0].series, one) for one in known)
    general = is_habit(clause, gathering.page.view) or is_dated_before(clause, gathering.page.view)
    if told and new and not clause.mentions and not general:
        gathering.open(number, "k").names += about


def add_again(gathering: Gathering, number: int, clause: Clause) -> None:
    """Add a sentence without people that tells when and where the first, named meeting was held."""
    draft = gathering.drafts[0]
    near = draft.sentences[0] < number <= draft.sentences[0] + 3
    if len(gathering.drafts) > 1 or number in draft.sentences or not near or not tells_of_holding(clause):
        return
    about = [name for name in gathering.about(number) for own in draft.names if same_series(name.series, own.series)]
    if about and not gathering.is_of_another_number(number, draft) and not is_habit(clause, gathering.page.view):
        draft.sentences.append(number)
        draft.names += [name for name in about if name not in draft.names]


def open_discussed(gathering: Gathering) -> None:
    """Open a draft from a sentence that tells of two people discussing something, where nothing tells that they met."""
    for number, clause in enumerate(gathering.clauses):
        verb = verb_of_talk(clause, gathering.page.view) if len(clause.mentions) > 1 else None
        people = gathering.cast.people(clause, [Actor(one) for one in range(len(clause.mentions))]) if verb else []
        if verb and gathering.page.sentences[number].kind != "heading" and len({id(person) for person, _ in people}) > 1:
            frame = Frame("k", verb, 0, others=[actor for _, actor in people])
            gathering.add(gathering.open(number, "k"), Scene(number, clause, frame, people, gathering.page.view))
            return


def open_from_headline(gathering: Gathering) -> None:
    """Open a draft from a headline "A's meeting with B" whose text tells no more."""
    clause = gathering.clauses[0] if gathering.clauses else None
    found = _HEADLINE.search(clause.line.labels) if clause else None
    if clause and found:
        line, noun = clause.line, found.start("noun")
        named = [number for at in range(*found.span()) if line.labels[at] == "P" for number in line.values[at].split()]
        frame = Frame("s" if line.values[noun] == "talk" else "k", (line.starts[noun], line.ends[noun]), noun)
        scene = Scene(
            0, clause, frame, gathering.cast.people(clause, [Actor(int(number)) for number in named]), gathering.page.view
        )
        gathering.add(gathering.open(0, frame.verb), scene)
        people = {id(person) for person, _ in scene.people}
        told = (number for number, one in enumerate(gathering.clauses[1:4], 1) if len(gathering.cast.named(one) & people) > 1)
        for number in list(told)[:1]:
            gathering.drafts[0].sentences.append(number)
