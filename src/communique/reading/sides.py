# ruff: noqa: E501 - a pattern or a row of a table is read as one line

"""Which side each person at a meeting is on: rules from the surest to the weakest, each leaving the words it rests on."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from communique.reading.drafts import Draft, Part
from communique.reading.frames import Clause, Frame
from communique.reading.page import Page
from communique.reading.parties import UNITED_STATES, is_party
from communique.reading.people import Span
from communique.reading.roster import Person
from communique.reading.words import lexicon
from communique.records import Excerpt, Saying

#: Titles that, with nothing more, are of the United States: a Secretary of State is, and so are the ranks below.
_OF_STATE: Final = re.compile(
    r"(?!Secretary of State for )(?:(?:Principal|Deputy|Under|Assistant|Acting) ?)*(?:[Ss]ecretary of (?:State|Defense|the Treasury|Homeland Security|Commerce|Energy)|(?:United States|U\.S\.|US) Trade Representative)\b"
)
_BARE: Final = re.compile(r"(?:Deputy |Under |Assistant )*Secretary$")
#: Titles that a publisher uses of its own officials without saying whose they are; the looser ones only of those who act.
_OWN: Final = re.compile(
    r"(?:Under Secretary|(?:Principal |Deputy |Senior )*Assistant Secretary|Counselor|(?:U\.S\. )?Special (?:Presidential )?(?:Envoy|Representative|Coordinator)|Senior (?:\w+ )?Official|Ambassador[- ]at[- ]Large|(?:Deputy )?Attorney General|Secretary of (?:Agriculture|Labor|Transportation|Education|the Interior|Health and Human Services|Veterans Affairs)|Deputy National Security Advis|(?:Treasury|Commerce|Energy|Transportation|Labor|Interior|Agriculture|Homeland Security|Defense) (?:(?:Deputy|Under|Assistant) )*Secretary)"
)
_OWN_LOOSELY: Final = re.compile(
    r"(?:President$|Vice President|First Lady|National Security Advis|Administrator|Coordinator|Attorney General|Permanent Representative|Senior Advis|Senior Director|Director|Chief|Assistant to the President|Chargé|Ambassador)"
)

_ACCOMPANIED: Final = re.compile(r"\baccompanied by (?:the |his |her )?$")
#: What stands between a person and "joined by …".
_WAS: Final = re.compile(r",?\s*(?:(?:was|were|is|are|will be|had been|also|,)\s*)*")

Side = tuple[str, Saying]


@dataclass(frozen=True, slots=True)
class Context:
    """What sides are told by: the page, the sentences, the publisher's state, and what earlier meetings of the text told."""

    page: Page
    clauses: Sequence[Clause]
    publisher: str | None
    known: dict[int, Side] = field(default_factory=dict)

    def excerpt(self, span: Span) -> Excerpt:
        """Return the words at a span."""
        return self.page.excerpt(*span)

    def sentence(self, number: int) -> Excerpt:
        """Return a whole sentence."""
        return self.page.excerpt(self.clauses[number].start, self.clauses[number].end)

    def unit(self, number: int, at: int) -> Excerpt:
        """Return the words of one unit of a sentence."""
        line = self.clauses[number].line
        return self.page.excerpt(line.starts[at], line.ends[at])


def _own(person: Person, context: Context) -> Side | None:
    if found := person.party():
        return found[0], Saying("party named with the post", (context.excerpt(found[1]),))
    return None


def _delegation(part: Part, context: Context) -> Side | None:
    for _, actor, _ in part.actors:
        if actor.party and actor.party_at:
            return actor.party, Saying("party of the delegation", (context.excerpt(actor.party_at),))
    return None


def _companions(draft: Draft, sides: dict[int, Side], context: Context) -> None:
    """Give those of "A, accompanied by B, met …" the party of A."""
    for key, part in draft.parts.items():
        _, _, frame = part.actors[0]
        first = next((id(that.person) for that in draft.parts.values() if that.actors[0][1] in frame.actors[:1]), key)
        if key in sides or first not in sides or not part.person.titles:
            continue
        if any(
            _ACCOMPANIED.search(context.page.view, max(0, at - 24), at) for at in (one.whole[0] for _, one in part.person.mentions)
        ):
            code, saying = sides[first]
            sides[key] = code, Saying("party of the one whom they accompany", saying.evidence)


def _joining(draft: Draft, sides: dict[int, Side], context: Context) -> None:
    """Give those of "A was joined by …" and "Joining A were …" the party of A, where no words tell theirs."""
    for key, part in draft.parts.items():
        number, actor, frame = part.actors[0]
        accompanied = context.page.view.startswith("accompanied", frame.at[0])
        envoy = _is_envoy(part.person, context) and not accompanied
        by = not frame.actors or (frame.passive and actor in frame.actors)
        if key in sides or frame.verb != "j" or not part.person.titles or envoy:
            continue
        whom = _joined(draft, context, number, frame) if by else _behind(draft, context, frame)
        if side := sides.get(whom):
            sides[key] = side[0], Saying("party of the one whom they joined", side[1].evidence)


def _joined(draft: Draft, context: Context, number: int, frame: Frame) -> int:
    """Return the one person who stands before "was joined by …", or 0."""
    before = [
        (id(that.person), mention.whole[1])
        for that in draft.parts.values()
        for where, mention in that.person.mentions
        if where == number and mention.whole[1] <= frame.at[0]
    ]
    if len(before) == 1 and _WAS.fullmatch(context.page.view, before[0][1], frame.at[0]):
        return before[0][0]
    return 0


def _behind(draft: Draft, context: Context, frame: Frame) -> int:
    """Return the one person whom "Joining A were …" names, or 0."""
    joined = [key for key, part in draft.parts.items() if part.actors[0][2] is not frame or part.actors[0][1] in frame.others]
    named = [
        key for key in joined if any(frame.at[1] <= one.whole[0] < frame.at[1] + 3 for _, one in draft.parts[key].person.mentions)
    ]
    said = context.page.view.startswith("Joining ", frame.at[0])
    return named[0] if said and len(named) == 1 else 0


def _titles(person: Person, context: Context) -> list[tuple[str, Span]]:
    return [(context.page.view[slice(*title.title)], title.title) for _, mention in person.mentions for title in mention.posts]


def _by_title(person: Person, context: Context) -> Side | None:
    """Return the United States for a Secretary of State and the titles below."""
    titles = _titles(person, context)
    if any(words.startswith("Secretary of State for ") for words, _ in titles):
        return None
    for words, span in titles:
        bare = context.publisher in {UNITED_STATES, None} and all(_BARE.fullmatch(one) for one, _ in titles)
        if _OF_STATE.match(words) or bare:
            return UNITED_STATES, Saying("U.S. title without a party", (context.excerpt(span),))
    return None


def _by_publisher(person: Person, context: Context) -> Side | None:
    """Return the publisher's side for a title that it uses of its own officials."""
    for words, span in _titles(person, context) if context.publisher else ():
        if _OWN.match(words):
            return context.publisher or "", Saying("title of the publisher's own official", (context.excerpt(span),), "publisher")
    return None


def _publishers_own(part: Part, context: Context) -> Side | None:
    """Return the publisher's side for one who acts in a sentence without a party, where the title allows it."""
    acts = any(actor in frame.actors and (frame.passive or actor.group <= frame.unit) for _, actor, frame in part.actors)
    for words, span in _titles(part.person, context) if acts and context.publisher else ():
        if (context.publisher != UNITED_STATES and not words.startswith("Ambassador")) or (
            context.publisher == UNITED_STATES and _OWN_LOOSELY.match(words)
        ):
            return context.publisher or "", Saying("title of the publisher's own official", (context.excerpt(span),), "publisher")
    return None


#: "Ambassador to Peru", "Chargé d'Affaires in Peru".
_ACCREDITED: Final = re.compile(r"(?:Ambassador|Charg\u00e9|High Commissioner)\b.*? (?:to|in) (?:the )?([A-Z].*)$")


def _receiving(draft: Draft, context: Context) -> Side | None:
    """Return the state to which an ambassador at the meeting is accredited, if there is one such state."""
    found: dict[str, Span] = {}
    for part in draft.parts.values():
        for words, span in _titles(part.person, context):
            to = _ACCREDITED.match(words)
            state = lexicon().words.get(to[1]) if to else None
            if state and state.label == "S":
                found[state.value] = span
    if len(found) != 1:
        return None
    code, at = next(iter(found.items()))
    return code, Saying("state that an ambassador at the meeting is accredited to", (context.excerpt(at),))


def _is_envoy(person: Person, context: Context) -> bool:
    """Tell whether someone is an ambassador, who may stand in the list of those among whom he is accredited."""
    return any(words.startswith(("Ambassador", "Chargé", "Consul")) for words, _ in _titles(person, context))


def _neighbour(draft: Draft, sides: dict[int, Side], context: Context) -> None:
    """Give people in one list the party named with the one before them: "Kenyan President A, Prime Minister B, and …".

    Not where they are the subject: "Kenyan Minister A and Director B co-chaired" are most often of two parties.
    """
    before: tuple[int, int, int, int] | None = None
    for key, part in draft.parts.items():
        number, actor, frame = part.actors[0]
        at = (number, frame.unit, actor.group)
        after = (
            actor.group > frame.unit
            and not (frame.passive and (frame.verb == "c" or actor.scope == "meeting"))
            and part.person.titles
            and not _is_envoy(part.person, context)
        )
        if after:
            if (
                key not in sides
                and before
                and before[:3] == at
                and before[3] in sides
                and sides[before[3]][1].rule != "U.S. title without a party"
            ):
                code, saying = sides[before[3]]
                sides[key] = code, Saying("party named with the one before in a list", saying.evidence)
            before = (*at, key)


def pair_of(draft: Draft, context: Context) -> dict[str, Excerpt]:
    """Return the two parties of a bilateral meeting with the words that name each, else nothing."""
    numbers = [name.sentence for name in draft.names] + ([] if draft.verbs[0][1] in "ks^" else [*draft.sentences[:1], 0])
    for number in numbers:
        line = context.clauses[number].line
        for at, label in enumerate(line.labels):
            if label == "Z" and line.values[at].count("|") == 1:
                return dict.fromkeys(line.values[at].split("|"), context.unit(number, at))
    met: dict[str, Excerpt] = {}
    for number in draft.sentences[:2]:
        line = context.clauses[number].line
        met |= {
            value: context.unit(number, at)
            for at, value in enumerate(line.values)
            if line.labels[at] in "SJ" and is_party(value) and value not in met
        }
    return met if len(met) == 2 else {}


def _other_of_two(draft: Draft, sides: dict[int, Side], context: Context) -> None:
    """Give those without a party the other of two parties: who leads or chairs beside the first, who is met or hosted by it."""
    pair = pair_of(draft, context)
    for key, part in draft.parts.items():
        if key in sides or not pair:
            continue
        facing = {
            sides[other][0]
            for other, that in draft.parts.items()
            if other in sides and (_face(part, that) or len(draft.parts) == len(pair))
        }
        if not facing and context.publisher in pair and _is_guest(part):
            facing = {context.publisher or ""}
        rest = set(pair) - facing
        if len(facing) == 1 and len(rest) == 1 and facing <= set(pair):
            code = rest.pop()
            sides[key] = code, Saying("the other of two parties", (pair[code],))


def _ministerial(person: Person, context: Context) -> Span | None:
    """Return the words that make someone a minister or of a ministry, if any do."""
    for _, mention in person.mentions:
        for title in mention.posts:
            body = context.page.view[slice(*title.body)] if title.body else ""
            if "Minister" in context.page.view[slice(*title.title)] or body.startswith(("Ministry", "Secretariat", "the Ministry")):
                return title.title
    return None


def _minister(draft: Draft, sides: dict[int, Side], context: Context) -> None:
    """Give one of a ministry, at a meeting with the United States, the other party: the United States has no ministries."""
    pair = pair_of(draft, context)
    other = next((code for code in pair if code != UNITED_STATES), None)
    for key, part in draft.parts.items():
        span = _ministerial(part.person, context) if key not in sides and other and UNITED_STATES in pair else None
        if span and other:
            sides[key] = other, Saying("a minister, of the party that has them", (context.excerpt(span), pair[other]))


def _is_guest(part: Part) -> bool:
    return any(actor in frame.others and frame.verb in "H^ksG" for _, actor, frame in part.actors)


def _face(one: Part, other: Part) -> bool:
    """Tell whether two people stand face to face: both with a role, or one the subject and the other the object of a verb."""
    roles = [{id(frame) for _, actor, frame in part.actors if actor.role} for part in (one, other)]
    if all(roles) and any(frame.verb == "H" and frame.others for _, _, frame in one.actors if id(frame) in roles[1]):
        return False
    if all(roles):
        return not roles[0] & roles[1] or all(frame.verb != "L" for _, _, frame in one.actors)
    frames = {id(frame): actor in frame.others for _, actor, frame in one.actors}
    return any(id(frame) in frames and frames[id(frame)] != (actor in frame.others) for _, actor, frame in other.actors)


def _hosts(draft: Draft, sides: dict[int, Side], context: Context) -> Side | None:
    """Return the one party, besides the publisher's, of those met at one stop of a journey."""
    met = {side[0]: side[1] for key, side in sides.items() if side[0] != context.publisher and key in draft.parts}
    return (next(iter(met)), Saying("party of the others met there", next(iter(met.values())).evidence)) if len(met) == 1 else None


def _called_on(draft: Draft, part: Part, sides: dict[int, Side], context: Context) -> Side | None:
    """Return the publisher's side for one whom a guest of another party called on."""
    others = {sides[key][0] for key, that in draft.parts.items() if that is not part and key in sides}
    met = draft.verbs[0][1] in "k^" and len(draft.parts) == 2 and bool(part.person.titles)
    if not met or len(others) != 1 or others == {context.publisher} or not context.publisher:
        return None
    title = part.person.titles[0].title
    return context.publisher, Saying("title of the publisher's own official", (context.excerpt(title),), "publisher")


def _paragraph(number: int, context: Context) -> list[int]:
    """Return a sentence and, from near to far, those before it in its paragraph."""
    block = context.clauses[number].block
    return [one for one in range(number, max(-1, number - 4), -1) if context.clauses[one].block == block]


def _place(part: Part, context: Context, trip: Draft | None) -> Side | None:
    """Return the one state that the sentence is set in: "In Kenya, … will meet with President …"."""
    journey = trip.sentences[:1] if trip else []
    for number in [*(near for one in part.sentences for near in _paragraph(one, context)), *journey]:
        line = context.clauses[number].line
        found = {
            line.values[at]: at
            for at, label in enumerate(line.labels)
            if line.values[at] != context.publisher
            and (
                (label == "S" and line.labels[:at].rstrip("e")[-1:] in ("n", "t", "G"))
                or (label == "E" and line.labels[at - 1 : at] in ("n", "t"))
            )
        }
        named = {value for label, value in zip(line.labels, line.values, strict=True) if label in "SJ" and value}
        if len(found) == 1 and not named - set(found) - {context.publisher}:
            code, at = next(iter(found.items()))
            return code, Saying("state that the sentence is set in", (context.unit(number, at),))
    return None


def read_sides(draft: Draft, context: Context) -> dict[int, Side]:
    """Return the side of each person of a draft, as a code with how it was read."""
    sides: dict[int, Side] = {}
    for key, part in draft.parts.items():
        if side := _own(part.person, context) or _delegation(part, context) or context.known.get(key):
            sides[key] = side
    _companions(draft, sides, context)
    _joining(draft, sides, context)
    for key, part in draft.parts.items():
        if key not in sides and (side := _by_title(part.person, context)):
            sides[key] = side
    _neighbour(draft, sides, context)
    for key, part in draft.parts.items():
        if key not in sides and (side := _by_publisher(part.person, context)):
            sides[key] = side
    _other_of_two(draft, sides, context)
    _minister(draft, sides, context)
    for key, part in draft.parts.items():
        if key not in sides and draft.trip and _is_guest(part) and (side := _hosts(draft, sides, context)):
            sides[key] = side
        if key not in sides and (
            side := _publishers_own(part, context)
            or (_receiving(draft, context) or _place(part, context, draft.trip) if part.person.titles and _is_guest(part) else None)
            or _called_on(draft, part, sides, context)
        ):
            sides[key] = side
    _other_of_two(draft, sides, context)
    context.known.update(sides)
    return sides
