"""People who took part, as records: name, posts, side and roles, each with the words it rests on."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from communique.reading.events import Draft, Part
from communique.reading.frames import Actor, Clause
from communique.reading.page import Page
from communique.reading.parties import UNITED_STATES, party_name
from communique.reading.people import Span, Title
from communique.reading.roster import Person
from communique.records import Attendance, Evidence, Excerpt, ReadPost, ReadRole, Saying

_ACRONYM: Final = re.compile(r"\s*\([^()]*\)$")
_PLURAL: Final = re.compile(r"^(\w+?)(?:ies|s)\b")
#: Titles that, with nothing more, are of the United States: a Secretary of State is, and so are the ranks below.
_OF_STATE: Final = re.compile(r"(?:(?:Deputy |Under |Assistant |Principal |Acting )*[Ss]ecretary)\b(?!\s+General)(?: of (?:State|Defense))?")
#: Titles that a publisher uses of its own officials without saying whose they are.
_OWN: Final = re.compile(r"(?:Under ?[Ss]ecretary|(?:Principal |Deputy |Acting )*Assistant Secretary|Counselor|(?:U\.S\. )?Special (?:Presidential )?(?:Envoy|Representative|Advisor|Coordinator)|Senior (?:\w+ )?Official|Ambassador[- ]at[- ]Large|Administrator|National Security Advis[oe]r|Coordinator|Attorney General|Deputy Attorney General|Permanent Representative|Deputy National Security|Senior Advisor|Senior Director|Director|Spokesperson|Chief of Staff|Chief of Protocol|Director General|Deputy Director|Deputy Special|Global)")


@dataclass(frozen=True, slots=True)
class Context:
    """What sides are told by: the page, the publisher's state, the sentences."""

    page: Page
    clauses: Sequence[Clause]
    publisher: str | None

    def excerpt(self, span: Span) -> Excerpt:
        """Return the words at a span."""
        return self.page.excerpt(*span)

    def sentence(self, number: int) -> Excerpt:
        """Return a whole sentence."""
        return self.page.excerpt(self.clauses[number].start, self.clauses[number].end)


Side = tuple[str, Saying]


def _own_side(person: Person, context: Context) -> Side | None:
    if found := person.party():
        return found[0], Saying("party named with the post", (context.excerpt(found[1]),))
    return None


def _frame_side(part: Part, context: Context) -> Side | None:
    for _, actor, _ in part.actors:
        if actor.party and actor.party_at:
            return actor.party, Saying("party of the delegation", (context.excerpt(actor.party_at),))
    return None


def _default_side(person: Person, context: Context) -> Side | None:
    for title in (title for _, mention in person.mentions for title in mention.posts):
        words = context.page.view[slice(*title.title)]
        if _OF_STATE.match(words) and (_OF_STATE.fullmatch(words) or context.publisher == UNITED_STATES or " of State" in words or " of Defense" in words) and title.body is None:
            return UNITED_STATES, Saying("U.S. title without a party", (context.excerpt(title.title),))
        if context.publisher and _OWN.match(words):
            return context.publisher, Saying("title of the publisher's own official", (context.excerpt(title.title),), "publisher")
    return None


def _local_side(part: Part, context: Context) -> Side | None:
    """Return the one state that the sentence names besides that of the publisher: "In Kenya, … will meet with President …"."""
    for number in part.sentences:
        line = context.clauses[number].line
        states = {line.values[at]: at for at, label in enumerate(line.labels) if label == "S" and line.values[at] != context.publisher and line.labels[max(0, at - 1)] in "nt"}
        if len(states) == 1:
            code, at = next(iter(states.items()))
            return code, Saying("state that the sentence is set in", (context.excerpt((line.starts[at], line.ends[at])),))
    return None


def read_sides(draft: Draft, context: Context) -> dict[int, Side]:
    """Return the side of each person of a draft, as a code with how it was read."""
    sides: dict[int, Side] = {}
    for key, part in draft.parts.items():
        side = _own_side(part.person, context) or _frame_side(part, context) or _default_side(part.person, context)
        if side:
            sides[key] = side
    _other_of_two(draft, context, sides)
    for key, part in draft.parts.items():
        if key not in sides and (side := _local_side(part, context)):
            sides[key] = side
    return sides


def _other_of_two(draft: Draft, context: Context, sides: dict[int, Side]) -> None:
    """Give the one who led or chaired without a party the other of two parties that met, when all others are of one."""
    line = context.clauses[draft.sentences[0]].line
    met = {value: at for at, value in enumerate(line.values) if line.labels[at] in "SJ" and value}
    known = {side for side, _ in sides.values()}
    without = [key for key, part in draft.parts.items() if key not in sides and any(actor.role for _, actor, _ in part.actors)]
    leading = {sides[key][0] for key, part in draft.parts.items() if key in sides and any(actor.role for _, actor, _ in part.actors)}
    if len(met) == 2 and len(without) >= 1 and len(leading) == 1 and known <= set(met):  # noqa: PLR2004 - two parties
        other = next(iter(set(met) - leading))
        for key in without:
            sides[key] = other, Saying("the other of two parties", (context.excerpt((line.starts[met[other]], line.ends[met[other]])),))


def body_name(span: Span, page: Page) -> str:
    """Return a body as a value: as written, without an acronym in brackets after it."""
    return _ACRONYM.sub("", page.value(*span)).removeprefix("the ").removeprefix("The ")


def _post(title: Title, context: Context, rule: str) -> ReadPost:
    words = context.page.value(*title.title)
    spans = [title.title, *([title.body] if title.body else [])]
    if rule == "several people with one title":
        words = _PLURAL.sub(lambda found: found[1] + ("y" if found[0].endswith("ies") else ""), words)
    body = body_name(title.body, context.page) if title.body else None
    return ReadPost(words, body, title.acting, rule, tuple(context.excerpt(span) for span in spans), context.excerpt(title.body) if title.body else None)


def _role(number: int, actor: Actor, context: Context, rule: str) -> ReadRole | None:
    if not actor.role or not actor.words:
        return None
    words = " ".join(context.page.shown[slice(*actor.words)].split())
    return ReadRole(actor.role, actor.scope, words, rule, (context.sentence(number), context.excerpt(actor.words)))


def _roles(part: Part, context: Context) -> tuple[ReadRole, ...]:
    found: dict[str, ReadRole] = {}
    for number, actor, frame in part.actors:
        role = _role(number, actor, context, "led by" if frame.passive else "verb of a role")
        if role:
            found.setdefault(role.role, role)
    return tuple(found.values())


def _distinct(excerpts: Sequence[Excerpt]) -> Evidence:
    return tuple(dict.fromkeys(excerpts))


def attend(part: Part, side: Side | None, context: Context) -> Attendance:
    """Return one person's attendance."""
    person = part.person
    rule = person.best.rule
    posts = tuple(_post(title, context, rule) for title in person.titles)
    roles = _roles(part, context)
    at = context.excerpt(person.at)
    spans = [at, *(excerpt for post in posts for excerpt in post.evidence), *(context.sentence(number) for number in part.sentences)]
    aliases = tuple(dict.fromkeys(form for form in person.forms if form != person.name and len(form.split()) > 1))
    name = party_name(side[0], context.page.view) if side else None
    return Attendance(person.name, at, part.listed or rule, _distinct(spans), aliases, posts, name, side[1] if side else None, roles, part.listed)
