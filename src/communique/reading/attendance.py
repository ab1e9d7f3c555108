"""People who took part, as records: name, posts, side and roles, each with the words it rests on."""

import re
from collections.abc import Sequence
from typing import Final

from communique.reading.drafts import Part
from communique.reading.frames import Actor
from communique.reading.page import Page
from communique.reading.parties import party_name
from communique.reading.people import SHARED, Span, Title
from communique.reading.sides import Context, Side
from communique.records import Attendance, Evidence, Excerpt, ReadPost, ReadRole

_ACRONYM: Final = re.compile(r"\s*\([^()]*\)$")
#: The noun of a title in the plural: "Foreign Ministers of …".
_PLURAL: Final = re.compile(r"^((?:[\w-]+ ){0,4}?[\w-]{2,}?)(ies|s)(?= (?:of|for|to|in)\b|$)")


def body_name(span: Span, page: Page) -> str:
    """Return a body as a value: as written, without an acronym in brackets after it."""
    return _ACRONYM.sub("", page.value(*span)).removeprefix("the ").removeprefix("The ")


def _post(title: Title, context: Context, rule: str) -> ReadPost:
    words = context.page.value(*title.title)
    if title.gap:
        words = f"{context.page.value(title.title[0], title.gap[0])} {context.page.value(title.gap[1], title.title[1])}"
    spans = [title.title, *([title.body] if title.body else [])]
    if rule == SHARED:
        words = _PLURAL.sub(lambda found: found[1] + ("y" if found[2] == "ies" else ""), words)
    body = body_name(title.body, context.page) if title.body else None
    return ReadPost(
        words,
        body,
        title.acting,
        rule,
        tuple(context.excerpt(span) for span in spans),
        context.excerpt(title.body) if title.body else None,
    )


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


def _listed(part: Part) -> str | None:
    """Return the name of the enumeration that a person stands in, if others stand in it too."""
    _, actor, frame = part.actors[0]
    group = frame.others if any(one is actor for one in frame.others) else frame.actors
    return f"list-{frame.at[0]}-{'others' if group is frame.others else 'actors'}" if len(group) > 1 else None


def attend(part: Part, side: Side | None, context: Context) -> Attendance:
    """Return one person's attendance."""
    person = part.person
    rule = person.best.rule
    posts = tuple(_post(title, context, rule) for title in person.titles)
    roles = _roles(part, context)
    at = context.excerpt(person.at)
    spans = [
        at,
        *(excerpt for post in posts for excerpt in post.evidence),
        *(context.sentence(number) for number in part.sentences),
    ]
    aliases = tuple(dict.fromkeys(form for form in person.forms if form != person.name and len(form.split()) > 1))
    name = party_name(side[0], context.page.view) if side else None
    return Attendance(
        person.name, at, rule, _distinct(spans), aliases, posts, name, side[1] if side else None, roles, _listed(part)
    )
