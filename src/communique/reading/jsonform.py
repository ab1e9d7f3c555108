"""A reading as JSON, in the form that `communique read --format json` prints."""

from collections.abc import Sequence
from typing import Any

from communique.records import (
    Attendance,
    Evidence,
    Reading,
    ReadMeeting,
    ReadOutcome,
    ReadPost,
    ReadQuotation,
    ReadStatement,
    ReadThing,
    Reference,
    Represented,
    Saying,
)  # fmt: skip

Json = dict[str, Any]


def _evidence(evidence: Evidence) -> list[Json]:
    return [{"start": one.start, "end": one.end, "quote": one.quote} for one in evidence]


def _saying(saying: Saying) -> Json:
    found: Json = {"rule": saying.rule}
    if saying.evidence:
        found["evidence"] = _evidence(saying.evidence)
    return found | ({"from": saying.source} if saying.source else {})


def _post(post: ReadPost) -> Json:
    return {
        "title": post.title,
        "organization": post.organization,
        "acting": post.acting,
        "rule": post.rule,
        "evidence": _evidence(post.evidence),
    }


def _attendance(one: Attendance) -> Json:
    found: Json = {
        "person": one.person,
        "aliases": list(one.aliases),
        "posts": [_post(post) for post in one.posts],
        "side": one.side,
        "roles": [role.role for role in one.roles],
        "said": {role.role: role.words for role in one.roles},
        "scopes": {role.role: role.scope for role in one.roles},
        "rule": one.rule,
        "listed": one.listed,
        "evidence": _evidence(one.evidence),
    }
    return found | ({"side_says": _saying(one.side_says)} if one.side_says else {})


def _represented(one: Represented) -> Json:
    return {"organization": one.organization, "side": one.side, "rule": one.rule, "evidence": _evidence(one.evidence)}


def _outcome(one: ReadOutcome) -> Json:
    return {"kind": one.kind, "text": one.text, "rule": one.rule, "evidence": _evidence(one.evidence)}


def _meeting(one: ReadMeeting) -> Json:
    return {
        "name": one.name,
        "series": one.series,
        "ordinal": one.ordinal,
        "start": one.start,
        "end": one.end,
        "place": one.place,
        "mode": one.mode,
        "status": one.status,
        "evidence": _evidence(one.evidence),
        "says": {name: _saying(saying) for name, saying in sorted(one.says.items())},
        "attendance": [_attendance(person) for person in one.attendance],
        "represented": [_represented(body) for body in one.represented],
        "outcomes": [_outcome(outcome) for outcome in one.outcomes],
    }


def _plain(items: Sequence[Reference | ReadThing | ReadQuotation | ReadStatement], *names: str) -> list[Json]:
    return [
        {name: getattr(item, name) for name in names} | {"rule": item.rule, "evidence": _evidence(item.evidence)} for item in items
    ]


def as_json(reading: Reading) -> Json:
    """Return a reading in the form of the corpus' schema, with rules and evidence.

    >>> as_json(Reading("state-2022-05-03", "0"))["meetings"]
    []
    """
    return {
        "document": reading.document,
        "sha256": reading.sha256,
        "title": reading.title,
        "published": reading.published,
        "publisher": reading.publisher,
        "language": reading.language,
        "meetings": [_meeting(meeting) for meeting in reading.meetings],
        "references": _plain(reading.references, "name", "date"),
        "things": _plain(reading.things, "name", "kind", "acronym"),
        "quotations": _plain(reading.quotations, "speaker", "text"),
        "statements": _plain(reading.statements, "about", "property", "value"),
        "bodies": [
            {"name": body.name, "acronym": body.acronym, "rule": body.rule, "evidence": _evidence(body.evidence)}
            for body in reading.bodies
        ],
        "noise": [{"start": noise.start, "end": noise.end, "rule": noise.rule} for noise in reading.noise],
    }
