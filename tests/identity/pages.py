"""Invented documents as mentions, made the way that claims make them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from communique.authority import Authority, load
from communique.identity import resolve
from communique.records import HeldPost, Identities, Judgement, Mention, MentionKind

BASE = "https://example.org/data/"


@cache
def lexicon() -> Authority:
    """What every project knows: the general lexicon, without any authority of its own."""
    return load(Path(__file__).parent / "none", BASE)


@dataclass
class Page:
    """One document that grows mention by mention."""

    name: str
    published: str | None = None
    made: dict[str, Mention] = field(default_factory=dict)

    def add(self, key: str, kind: MentionKind, words: str, **hints: Any) -> str:
        """Add a mention and return its id."""
        mention = Mention(f"{self.name}#{key}", kind, self.name, words, published=self.published, **hints)
        self.made.setdefault(mention.id, mention)
        return mention.id

    def at(self, kind: MentionKind, words: str, **hints: Any) -> str:
        """Add a mention where words stand: each further along than the last."""
        start = 10 * len(self.made)
        suffix = "" if kind == "person" else f"/{kind}"
        return self.add(f"{start}-{start + len(words)}{suffix}", kind, words, start=start, end=start + len(words), **hints)

    def side(self, words: str | None) -> str | None:
        """Add a side, once."""
        return self.add(f"side/{words}", "side", words) if words else None

    def body(self, words: str | None, side: str | None = None, acronym: str | None = None) -> str | None:
        """Add a body."""
        return self.at("body", words, side=self.side(side), aliases=(acronym,) if acronym else ()) if words else None

    def meeting(self, words: str = "", series: str | None = None, date: str | None = None, **hints: Any) -> str:
        """Add a meeting that the document reports."""
        number = 1 + sum(mention.kind == "meeting" and mention.status is not None for mention in self.made.values())
        of = self.add(f"series/{series}", "series", series) if series else None
        return self.add(f"meeting-{number}", "meeting", words, series=of, date=date, **{"status": "held", **hints})

    def reference(self, words: str, date: str | None = None) -> str:
        """Add a meeting that the document only mentions."""
        return self.at("meeting", words, date=date)

    def person(
        self, words: str, *posts: tuple[str, str | None], side: str | None = None, meeting: str | None = None, **hints: Any
    ) -> str:
        """Add a person with posts (title, body), a participation, and the posts' and tenures' mentions."""
        told = [(title, self.body(body, side)) for title, body in posts]
        held = tuple(HeldPost(title, body, acting=False) for title, body in told)
        date = self.made[meeting].date if meeting else None
        person = self.at("person", words, posts=held, side=self.side(side), meeting=meeting, **{"date": date, **hints})
        for number, (title, body) in enumerate(told):
            key = f"{person.split('#')[1]}/post/{number}"
            post = self.add(key, "post", title, body=body, side=self.side(side))
            self.add(f"{key}/tenure", "tenure", "", parts=(person, post))
        if meeting:
            known = self.made[meeting]
            self.made[meeting] = known._replace(people=(*known.people, person))
            self.add(f"{meeting.split('#')[1]}/{person.split('#')[1]}", "participation", words, parts=(meeting, person))
        return person


def mentions_of(*pages: Page) -> tuple[Mention, ...]:
    """Return the mentions of documents."""
    return tuple(mention for page in pages for mention in page.made.values())


def resolved(*pages: Page, judgements: Iterable[Judgement] = (), authority: Authority | None = None) -> Identities:
    """Resolve documents."""
    return resolve(mentions_of(*pages), authority or lexicon(), tuple(judgements))


def one(identities: Identities, *mentions: str | None) -> bool:
    """Tell whether mentions are one entity."""
    return len({identities.entity_of[mention] for mention in mentions if mention}) == 1


def judgement(kind: str, left: str, right: str, verdict: str, evidence: str = "") -> Judgement:
    """Make a judgement."""
    return Judgement(kind, left, right, verdict, "told by the register", "A. Reader", "2024-01-31", evidence, "judgements.tsv:2")
