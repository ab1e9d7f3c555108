"""What a reading took from a text: every character is read, noise, layout or unread, and the unread sentences are listed."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from communique.reading.page import read_page
from communique.records import Document, Evidence, Excerpt, Reading, ReadMeeting


@dataclass(frozen=True, slots=True)
class Coverage:
    """Counts of characters, which add up to `total`; noise by rule; and the sentences that nothing was read from."""

    total: int
    read: int
    noise: int
    layout: int
    unread: int
    noise_by_rule: tuple[tuple[str, int], ...]
    unread_sentences: tuple[Excerpt, ...]

    @property
    def share(self) -> float:
        """The read share of what could be read, from 0 to 1."""
        return self.read / (self.read + self.unread) if self.read + self.unread else 1.0


def _of_meeting(meeting: ReadMeeting) -> Iterator[Evidence]:
    yield meeting.evidence
    yield from (saying.evidence for saying in meeting.says.values())
    for person in meeting.attendance:
        yield person.evidence
        yield from (role.evidence for role in person.roles)
        yield person.side_says.evidence if person.side_says else ()
    yield from (body.evidence for body in meeting.represented)
    yield from (outcome.evidence for outcome in meeting.outcomes)


def evidence_of(reading: Reading) -> Iterator[Excerpt]:
    """Yield every excerpt that a reading rests on."""
    for meeting in reading.meetings:
        yield from chain.from_iterable(_of_meeting(meeting))
    yield from (excerpt for reference in reading.references for excerpt in reference.evidence)
    yield from (excerpt for thing in reading.things for excerpt in thing.evidence)
    yield from (excerpt for quotation in reading.quotations for excerpt in quotation.evidence)
    yield from (excerpt for statement in reading.statements for excerpt in statement.evidence)
    yield from (excerpt for body in reading.bodies for excerpt in body.evidence)


def coverage(document: Document, reading: Reading) -> Coverage:
    """Account for every character of a document.

    >>> whole = coverage(Document("d", "top of page", ""), Reading("d", "", noise=()))
    >>> whole.total == whole.read + whole.noise + whole.layout + whole.unread
    True
    """
    text = document.text
    marks = bytearray(len(text))
    by_rule: dict[str, int] = {}
    for noise in reading.noise:
        fresh = sum(1 for at in range(noise.start, noise.end) if not marks[at] and not text[at].isspace())
        by_rule[noise.rule] = by_rule.get(noise.rule, 0) + fresh
        marks[noise.start : noise.end] = b"\2" * (noise.end - noise.start)
    for excerpt in evidence_of(reading):
        marks[excerpt.start : excerpt.end] = b"\1" * (excerpt.end - excerpt.start)
    sentences = tuple(
        Excerpt(one.start, one.end, text[one.start : one.end])
        for one in read_page(text).sentences
        if not any(marks[one.start : one.end])
    )
    layout = sum(1 for at, mark in enumerate(marks) if not mark and text[at].isspace())
    read, noisy = marks.count(1), marks.count(2)
    return Coverage(len(text), read, noisy, layout, len(text) - read - noisy - layout, tuple(sorted(by_rule.items())), sentences)
