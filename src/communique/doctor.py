"""What hinders a better data set, the most useful first, each with the next step: `communique doctor`.

Nothing here decides anything: each rule looks at what the stages made and says where a person's minute is best spent. A
hindrance's weight is an estimate of how much would come right: its rule's weight times how often it is met.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from communique.records import Document, Identities, Merge, Reading
from communique.silence import silent_sentences
from communique.similarity import Similarity

#: From this share on, an unmarked near-duplicate is worth a look.
_ALIKE: Final = 0.8
#: A body that is not known beforehand is worth a row from this many mentions on.
_OFTEN: Final = 3
#: The languages whose sentences are read.
_READ: Final = frozenset({"en"})


@dataclass(frozen=True, slots=True)
class Hindrance:
    """One thing that hinders: the rule that found it, what it is, the documents it is met in, what to do next."""

    rule: str
    weight: int
    what: str
    documents: tuple[str, ...]
    next: str


@dataclass(frozen=True, slots=True)
class Case:
    """What is looked at: documents, their readings by name, what identity decided, and files that nothing reads."""

    documents: Sequence[Document]
    readings: Mapping[str, Reading]
    identities: Identities
    unread: Sequence[Path] = ()


def examine(case: Case) -> tuple[Hindrance, ...]:
    """Return all that hinders, the most useful to mend first; of one weight in the order of rule and words.

    >>> examine(Case((), {}, Identities({}, ())))
    ()
    """
    found = (hindrance for rule in _RULES for hindrance in rule(case))
    return tuple(sorted(found, key=lambda hindrance: (-hindrance.weight, hindrance.rule, hindrance.what)))


def _lost_originals(case: Case) -> Iterator[Hindrance]:
    names = {document.name for document in case.documents}
    for document in case.documents:
        if document.copy_of and document.copy_of not in names:
            what = f"{document.name} says that it is a copy of {document.copy_of}, which is not among the documents"
            step = f"add {document.copy_of}, or mend copy_of in the front matter of {document.name}"
            yield Hindrance("original-missing", 12, what, (document.name,), step)


def _unmarked_copies(case: Case) -> Iterator[Hindrance]:
    known = Similarity()
    for document in sorted(case.documents, key=lambda document: (document.published or "9999", document.name)):
        for name, share in known.find(document.text)[:1] if not document.copy_of else ():
            if share >= _ALIKE:
                what = f"{document.name} has {share:.0%} of the text of {name}, but counts as an independent witness"
                step = f"if it is a reprint, write 'copy_of: {name}' into its front matter"
                yield Hindrance("copy-unmarked", 9, what, (name, document.name), step)
        known.add(document.name, document.text)


def _undated(case: Case) -> Iterator[Hindrance]:
    """Find documents without date of publication; one whose meeting has no date either matters most."""
    rest = []
    for document in case.documents:
        reading = case.readings.get(document.name)
        open_meetings = sum(meeting.start is None for meeting in reading.meetings) if reading else 0
        if document.published is None and open_meetings:
            what = f"{document.name} has no date of publication, and no date follows for {_count(open_meetings, 'meeting')} in it"
            yield Hindrance("no-date", 8 * open_meetings, what, (document.name,), _DATE_STEP)
        elif document.published is None:
            rest.append(document.name)
    if rest:
        yield Hindrance(
            "no-date", len(rest), f"{_count(len(rest), 'document')} without a date of publication", tuple(rest), _DATE_STEP
        )


def _unsure(case: Case) -> Iterator[Hindrance]:
    """Find what identity could not decide, one row for each pair of names however often they meet.

    Two whom other documents brought together are decided, whatever their own words leave open.
    """
    labels = {entity.id: entity.label for entity in case.identities.entities}
    pairs: dict[tuple[str, str], list[Merge]] = {}
    for merge in case.identities.merges:
        if merge.verdict == "unsure" and not case.identities.are_one(merge.left, merge.right):
            names = sorted(labels.get(case.identities.entity_of.get(mention, ""), mention) for mention in (merge.left, merge.right))
            pairs.setdefault((names[0], names[1]), []).append(merge)
    for (left, right), merges in pairs.items():
        documents = _documents_of([mention for merge in merges for mention in (merge.left, merge.right)])
        who = f"{left} and {right}" if left != right else f"The bearers of the name {left}"
        what = f"{who} in {', '.join(documents)} may be one: {'; '.join(map(_in_words, merges[0].reasons))}"
        yield Hindrance("unsure", 5 + len(merges), what, documents, "decide it: communique judge")


def _unknown_bodies(case: Case) -> Iterator[Hindrance]:
    for entity in case.identities.entities:
        if entity.kind == "body" and not entity.authority and len(entity.mentions) >= _OFTEN:
            what = f"{entity.label} is named {len(entity.mentions)} times and is not known beforehand"
            step = "add a row with its state and its other names to data/lexicon/agencies.tsv"
            yield Hindrance("unknown-body", 2 * len(entity.mentions), what, _documents_of(entity.mentions), step)


def _surnames(case: Case) -> Iterator[Hindrance]:
    for entity in case.identities.entities:
        if entity.kind == "person" and " " not in entity.label.strip() and not entity.authority:
            step = "add a document that gives the full name, or say who it is in data/judgements"
            yield Hindrance("one-name", 2, f"{entity.label} is known by one name only", _documents_of(entity.mentions), step)


def _silent_sentences(case: Case) -> Iterator[Hindrance]:
    for document in case.documents:
        reading = case.readings.get(document.name)
        titles = {_bare(document.title or ""), _bare(next(iter(document.text.split("\n", 1)), ""))}
        quotes = [quote for quote in silent_sentences(document, reading) if _bare(quote) not in titles] if reading else []
        if reading and quotes:
            looks = "looks like a meeting" if len(quotes) == 1 else "look like meetings"
            what = f"{_count(len(quotes), 'sentence')} of {document.name} {looks} and gave nothing: “{quotes[0]}”"
            step = f"compare with: communique read data/documents/{document.name}.*; teach the words that it lacks in data/lexicon"
            weight = (3 if reading.meetings else 10) * len(quotes)
            yield Hindrance("sentence-unread", weight, what, (document.name,), step)


def _other_languages(case: Case) -> Iterator[Hindrance]:
    for document in case.documents:
        language = (document.language or "").partition("-")[0].lower()
        if language and language not in _READ:
            what = f"{document.name} is in the language {document.language!r}; only English is read"
            yield Hindrance("language-unread", 7, what, (document.name,), "add its English version, if there is one, in its place")


def _sideless(case: Case) -> Iterator[Hindrance]:
    """Find documents that tell of nobody in a meeting whose side he takes."""
    for document in case.documents:
        reading = case.readings.get(document.name)
        meetings = reading.meetings if reading else ()
        people = [person for meeting in meetings for person in meeting.attendance]
        if people and not any(person.side for person in people):
            what = f"{document.name} has no side for {_count(len(people), 'participant')}, {people[0].person} for one"
            step = "add their bodies, or its publisher, with the state to data/lexicon/agencies.tsv"
            yield Hindrance("no-side", 2 * len(people), what, (document.name,), step)


def _unread_files(case: Case) -> Iterator[Hindrance]:
    if case.unread:
        names = ", ".join(path.name for path in case.unread)
        what = f"{_count(len(case.unread), 'file')} among the documents in a form that is not read there: {names}"
        yield Hindrance(
            "file-unread", 3 * len(case.unread), what, (), "take feeds in with: communique add FILE; save others as .txt"
        )


_DATE_STEP: Final = "write 'published: YYYY-MM-DD', the day of the release, into its front matter"
_RULES: Final[tuple[Callable[[Case], Iterator[Hindrance]], ...]] = (
    _lost_originals,
    _unmarked_copies,
    _undated,
    _unsure,
    _unknown_bodies,
    _surnames,
    _silent_sentences,
    _other_languages,
    _sideless,
    _unread_files,
)


def _in_words(reason: str) -> str:
    """Return a reason without its weight."""
    return re.sub(r"^[+-]\d\.\d\d ", "", reason)


def _bare(line: str) -> str:
    return " ".join(line.split()).lstrip("# ").lower()


def _documents_of(mentions: Sequence[str]) -> tuple[str, ...]:
    return tuple(sorted({mention.partition("#")[0] for mention in mentions}))


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
