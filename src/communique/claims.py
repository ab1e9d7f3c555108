"""From a reading to mentions and claims.

1. Everything that the reading names gets a mention: a place in the document that stands for a thing.
2. Everything that it says becomes claims about mentions, each with its rule and evidence.
3. What is said twice in one document is one claim with two excerpts.

Nothing here knows another document; which mentions are one thing is decided later, and no id depends on that.
"""

import hashlib
import re
import unicodedata
from dataclasses import dataclass, field, replace
from typing import Any, Final

from communique.properties import PROPERTIES
from communique.records import (
    Attendance,
    Claim,
    Document,
    Evidence,
    Excerpt,
    HeldPost,
    Mention,
    MentionKind,
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
    Value,
)

#: Fields of a meeting, the property that each becomes, and the form of its value.
_FIELDS: Final = (
    ("name", "meeting.name", "text"),
    ("ordinal", "meeting.ordinal", "integer"),
    ("start", "meeting.start", "date"),
    ("end", "meeting.end", "date"),
    ("mode", "meeting.mode", "mode/"),
    ("status", "meeting.status", "status/"),
)
#: The code of a role: what was led matters, because leading a meeting and leading a delegation can both hold.
_ROLES: Final = {
    ("lead", "meeting"): "role/lead-meeting",
    ("lead", "delegation"): "role/lead-delegation",
    ("chair", "meeting"): "role/chair",
    ("chair", "delegation"): "role/chair",
    ("host", "meeting"): "role/host",
    ("host", "delegation"): "role/host",
}
_STATEMENT_OF_SERIES: Final = {"frequency", "span"}


def claim_id(document_hash: str, subject: str, key: str, value: Value) -> str:
    """Return a claim's id: sixteen hex digits of a hash of what was read.

    >>> claim_id("00", "a#meeting-1", "meeting.ordinal", Value("integer", "13"))
    'e62176008a0c76c7'
    """
    content = "\n".join((document_hash, subject, key, value.kind, value.text))
    return hashlib.sha256(content.encode()).hexdigest()[:16]


def make_claims(document: Document, reading: Reading) -> tuple[tuple[Mention, ...], tuple[Claim, ...]]:
    """Return the mentions and claims of one reading, each sorted by id."""
    collector = _Collector(document, reading)
    collector.collect()
    mentions = tuple(collector.mentions[key] for key in sorted(collector.mentions))
    return mentions, tuple(collector.claims[key] for key in sorted(collector.claims))


def local_key(text: str) -> str:
    """Fold a name to a key for a mention that no words of its own stand for.

    >>> local_key("Côte d’Ivoire")
    'cote-divoire'
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode() or text
    return re.sub(r"[^\w]+", "-", plain.casefold().replace("’", "-")).strip("-") or hashlib.sha256(text.encode()).hexdigest()[:8]


@dataclass(frozen=True, slots=True)
class _Said:
    """The rule and words of one claim."""

    rule: str
    evidence: Evidence
    source: str | None = None
    words: str | None = None


def _said(item: Attendance | Represented | ReadOutcome | Reference | ReadThing | ReadQuotation | ReadPost | ReadStatement) -> _Said:
    return _Said(item.rule, item.evidence)


@dataclass(slots=True)
class _Collector:
    """Gathers the mentions and claims of one document."""

    document: Document
    reading: Reading
    mentions: dict[str, Mention] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)
    acronyms: dict[str, tuple[str, Excerpt]] = field(default_factory=dict)

    def collect(self) -> None:
        """Walk the reading from its bodies to its statements."""
        self.acronyms = {body.name: (body.acronym, body.at) for body in self.reading.bodies}
        self._mention("document", "document", self.document.name)
        if self.document.publisher:
            self._mention("publisher", "body", self.document.publisher)
        for number, meeting in enumerate(self.reading.meetings, 1):
            self._meeting(meeting, f"meeting-{number}")
        for reference in self.reading.references:
            self._reference(reference)
        for thing in self.reading.things:
            self._thing(thing)
        for quotation in self.reading.quotations:
            self._quotation(quotation)
        for statement in self.reading.statements:
            self._statement(statement)

    # --- making ---

    def _mention(self, key: str, kind: MentionKind, name: str, **hints: Any) -> str:
        mention_id = f"{self.document.name}#{key}"
        known = self.mentions.get(mention_id)
        mention = Mention(mention_id, kind, self.document.name, name, published=self.document.published)
        if known is None or not known.aliases:
            self.mentions[mention_id] = (known or mention)._replace(**hints)
        return mention_id

    def _at(self, at: Excerpt, kind: MentionKind, name: str, **hints: Any) -> str:
        suffix = "" if kind == "person" else f"/{kind}"
        return self._mention(f"{at.start}-{at.end}{suffix}", kind, name, start=at.start, end=at.end, **hints)

    def _claim(self, subject: str, key: str, value: Value, said: _Said) -> None:
        assert key in PROPERTIES, key
        identity = claim_id(self.document.sha256, subject, key, value)
        known = self.claims.get(identity)
        evidence = tuple(sorted({*(known.evidence if known else ()), *said.evidence}))
        claim = known or Claim(identity, self.document.name, subject, key, value, evidence, said.rule, said.source, said.words)
        self.claims[identity] = replace(claim, evidence=evidence)

    def _link(self, subject: str, key: str, target: str, said: _Said) -> None:
        self._claim(subject, key, Value("mention", target), said)

    # --- meetings ---

    def _meeting(self, meeting: ReadMeeting, key: str) -> None:
        series = self._series(meeting)
        hints = {"series": series, "ordinal": meeting.ordinal, "date": meeting.start, "status": meeting.status}
        subject = self._mention(key, "meeting", meeting.name or "", **hints)
        for name, prop, form in _FIELDS:
            self._field(subject, meeting, (name, prop, form))
        if series:
            self._link(subject, "meeting.series", series, self._saying(meeting, "series"))
        if meeting.place:
            place = self._mention(f"place/{local_key(meeting.place)}", "place", meeting.place)
            self._link(subject, "meeting.place", place, self._saying(meeting, "place"))
        self._link(subject, "meeting.reported-in", f"{self.document.name}#document", _Said("reports", meeting.evidence))
        people = tuple(self._attendance(subject, meeting, person) for person in meeting.attendance)
        self.mentions[subject] = self.mentions[subject]._replace(people=people)
        for body in meeting.represented:
            self._represented(subject, body)
        for outcome in meeting.outcomes:
            self._outcome(subject, outcome)

    def _field(self, subject: str, meeting: ReadMeeting, row: tuple[str, str, str]) -> None:
        name, prop, form = row
        value = getattr(meeting, name)
        if value is None:
            return
        typed = Value("code", form + value) if form.endswith("/") else Value(form, str(value))  # type: ignore[arg-type]
        self._claim(subject, prop, typed, self._saying(meeting, name))

    @staticmethod
    def _saying(meeting: ReadMeeting, name: str) -> _Said:
        saying = meeting.says.get(name) or Saying("stated", meeting.evidence)
        return _Said(saying.rule, saying.evidence or meeting.evidence, saying.source)

    def _series(self, meeting: ReadMeeting) -> str | None:
        if not meeting.series:
            return None
        series = self._mention(f"series/{local_key(meeting.series)}", "series", meeting.series)
        self._claim(series, "series.name", Value("text", meeting.series), self._saying(meeting, "series"))
        return series

    # --- people ---

    def _attendance(self, meeting: str, read: ReadMeeting, person: Attendance) -> str:
        subject = self._person(meeting, read, person)
        said = _said(person)
        self._link(meeting, "meeting.attended-by", subject, said)
        key = meeting.split("#")[1]
        part = self._mention(f"{key}/{person.at.start}-{person.at.end}", "participation", person.person, parts=(meeting, subject))
        if person.side:
            self._side_of(part, "participation.side", person)
        for role in person.roles:
            words = _Said(role.rule, role.evidence, words=role.words)
            self._claim(part, "participation.role", Value("code", _ROLES[role.role, role.scope]), words)
            if role.role == "lead" and role.scope == "delegation" and person.side:
                self._link(self._delegation(meeting, person.side), "delegation.led-by", subject, words)
        for post in person.posts:
            self._post(subject, part, person, post)
        return subject

    def _person(self, meeting: str, read: ReadMeeting, person: Attendance) -> str:
        key = f"{person.at.start}-{person.at.end}"
        known = self.mentions.get(f"{self.document.name}#{key}")
        if known and known.meeting != meeting:
            key += "/" + meeting.split("#")[1]
        posts = tuple(HeldPost(p.title, self._body_of(p, person.side), p.acting) for p in person.posts)
        side = self._side(person.side)
        hints = {
            "aliases": person.aliases,
            "posts": posts,
            "side": side,
            "meeting": meeting,
            "listed": person.listed,
            "date": read.start,
        }
        place = {"start": person.at.start, "end": person.at.end}
        subject = self._mention(key, "person", person.person, **hints, **place)
        for name in (person.person, *person.aliases):
            said = _Said(person.rule, (person.at,) if name == person.person else person.evidence)
            self._claim(subject, "person.name", Value("text", name), said)
        return subject

    def _post(self, subject: str, part: str, person: Attendance, post: ReadPost) -> None:
        said = _said(post)
        body = self._body_of(post, person.side)
        key = f"{person.at.start}-{person.at.end}/post/{local_key(post.title)}"
        holding = self._mention(key, "post", post.title, body=body, side=self._side(person.side))
        self._claim(holding, "post.title", Value("text", post.title), said)
        if body:
            self._link(holding, "post.body", body, said)
        self._link(subject, "person.holds", holding, said)
        acting = "acting" if post.acting else ""
        tenure = self._mention(f"{key}/tenure/{acting}".rstrip("/"), "tenure", acting, parts=(subject, holding))
        self._link(part, "participation.capacity", tenure, said)

    # --- bodies and sides ---

    def _side(self, side: str | None) -> str | None:
        return self._mention(f"side/{local_key(side)}", "side", side) if side else None

    def _side_of(self, subject: str, key: str, item: Attendance | Represented) -> None:
        target, says = self._side(item.side), item.side_says or Saying(item.rule)
        assert target
        self._link(subject, key, target, _Said(says.rule, says.evidence or item.evidence, says.source))

    def _delegation(self, meeting: str, side: str) -> str:
        key = f"{meeting.split('#')[1]}/delegation/{local_key(side)}"
        target = self._side(side)
        assert target
        return self._mention(key, "delegation", side, parts=(meeting, target))

    def _body_of(self, post: ReadPost, side: str | None) -> str | None:
        if not post.organization:
            return None
        return self._body(post.organization, post.body_at, side, _said(post))

    def _body(self, name: str, at: Excerpt | None, side: str | None, said: _Said) -> str:
        acronym = self.acronyms.get(name)
        hints = {"aliases": (acronym[0],) if acronym else (), "side": self._side(side)}
        body = self._at(at, "body", name, **hints) if at else self._mention(f"body/{local_key(name)}", "body", name, **hints)
        self._claim(body, "body.name", Value("text", name), _Said(said.rule, (at,) if at else said.evidence))
        if acronym:
            self._claim(body, "body.name", Value("text", acronym[0]), _Said("acronym-in-brackets", (acronym[1],)))
        return body

    def _represented(self, meeting: str, read: Represented) -> None:
        body = self._body(read.organization, read.at, read.side, _said(read))
        self._link(meeting, "meeting.body", body, _said(read))
        key = f"{meeting.split('#')[1]}/body/{read.at.start}-{read.at.end}"
        part = self._mention(key, "representation", read.organization, parts=(meeting, body))
        if read.side:
            self._side_of(part, "representation.side", read)

    # --- what was said and named ---

    def _outcome(self, meeting: str, outcome: ReadOutcome) -> None:
        subject = self._at(outcome.at, "outcome", outcome.text, meeting=meeting)
        self._link(subject, "outcome.of", meeting, _said(outcome))
        self._claim(subject, "outcome.kind", Value("code", f"outcome/{outcome.kind}"), _said(outcome))
        self._claim(subject, "outcome.text", Value("text", outcome.text), _said(outcome))

    def _reference(self, reference: Reference) -> None:
        subject = self._at(reference.at, "meeting", reference.name, date=reference.date)
        said = _said(reference)
        self._claim(subject, "meeting.name", Value("text", reference.name), said)
        if reference.date:
            self._claim(subject, "meeting.start", Value("date", reference.date), said)
        self._link(subject, "meeting.mentioned-in", f"{self.document.name}#document", said)

    def _thing(self, thing: ReadThing) -> None:
        subject = self._at(thing.at, thing.kind, thing.name, aliases=(thing.acronym,) if thing.acronym else ())
        for name in filter(None, (thing.name, thing.acronym)):
            self._claim(subject, "thing.name", Value("text", name), _said(thing))
        self._link(subject, "thing.mentioned-in", f"{self.document.name}#document", _said(thing))

    def _quotation(self, quotation: ReadQuotation) -> None:
        subject = self._at(quotation.at, "quotation", quotation.text)
        self._claim(subject, "quotation.text", Value("text", quotation.text), _said(quotation))
        speaker = self._speaker(quotation) if quotation.speaker else None
        if speaker:
            self._link(subject, "quotation.speaker", speaker, _said(quotation))
        if len(self.reading.meetings) == 1:
            self._link(subject, "quotation.meeting", f"{self.document.name}#meeting-1", _said(quotation))

    def _speaker(self, quotation: ReadQuotation) -> str | None:
        name = quotation.speaker or ""
        attending = (m.id for m in self.mentions.values() if m.kind == "person" and m.name == name)
        known = min(attending, default=None)
        start = self.document.text.find(name)
        if known or start < 0:
            return known
        at = Excerpt(start, start + len(name), name)
        speaker = self._at(at, "person", name)
        self._claim(speaker, "person.name", Value("text", name), _Said(quotation.rule, (at,)))
        return speaker

    def _statement(self, statement: ReadStatement) -> None:
        kind = "date" if statement.property == "began" else "text"
        subject, prefix = self._stated_of(statement)
        self._claim(subject, f"{prefix}.{statement.property}", Value(kind, statement.value), _said(statement))  # type: ignore[arg-type]

    def _stated_of(self, statement: ReadStatement) -> tuple[str, str]:
        about = local_key(statement.about)
        series = {local_key(m.name): m.id for m in self.mentions.values() if m.kind == "series"}
        things = {local_key(t.name): f"{self.document.name}#{t.at.start}-{t.at.end}/{t.kind}" for t in self.reading.things}
        if about in series or about in things:
            return (series[about], "series") if about in series else (things[about], "thing")
        if statement.property in _STATEMENT_OF_SERIES and len(series) == 1:
            return next(iter(series.values())), "series"
        return self._mention(f"mechanism/{about}", "mechanism", statement.about), "thing"
