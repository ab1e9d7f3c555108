"""Sentences that look like meetings and gave nothing to a reading."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any, Final

from communique.records import Document, Excerpt, Reading

_LONGEST_QUOTE: Final = 160
#: Words by which English releases say that parties met; a sentence with one of them and a name should give something.
_MEETING_WORDS: Final = re.compile(
    r"""\b(?:
      (?:met|meets|will\ meet|spoke|speaks|talked|held\ (?:talks|consultations|an?\ (?:\w+\ )?(?:meeting|call|dialogue)))
      \ (?:\w+\ )?(?:with|by|in|on|today|yesterday|virtually|for)
    | hosted|co-hosted|convened|co-chaired|chaired|presided\ over
    | (?:led|headed)\ (?:the|a|its)\ (?:\S+\ )?delegation
    | (?:took\ place|was\ held|will\ be\ held|were\ held)\ (?:in|on|virtually|from)
    )\b""",
    re.X,
)
_NAME: Final = re.compile(r"\b[A-Z][\w’'.-]+ (?:[A-Z]\. |[a-z]{2} )?[A-Z][\w’'-]+")
_PARAGRAPH: Final = re.compile(r"[^\n]+(?:\n(?![ \t]*(?:\n|[-•*#]|\d+\.))[^\n]+)*")
_END: Final = re.compile(r"[.!?][\"”’)\]]*\s+(?=[A-Z“\"(])")
#: What a full stop stands after without ending a sentence.
_SHORT: Final = re.compile(r"(?:^|[\s(“\"])(?:(?:[A-Za-z]\.)*[A-Z]|Mr|Mrs|Ms|Dr|Gen|Col|Lt|St|No|Prof|Sen|Rep|Hon)$")


def silent_sentences(document: Document, reading: Reading) -> Iterator[str]:
    """Yield the sentences of a document that look like meetings and overlap nothing that its reading rests on.

    >>> document = Document("a", "Minister Ana Stone met with Minister Bo Reed. It rained.", "")
    >>> list(silent_sentences(document, Reading("a", "")))
    ['Minister Ana Stone met with Minister Bo Reed.']
    """
    said = (reading.meetings, reading.references, reading.quotations, reading.statements)
    spans = [(excerpt.start, excerpt.end) for excerpt in _excerpts(said)] + [(noise.start, noise.end) for noise in reading.noise]
    for first, last in sentences(document.text):
        sentence = document.text[first:last]
        looks_so = _MEETING_WORDS.search(sentence) and _NAME.search(sentence)
        if looks_so and not any(start < last and first < end for start, end in spans):
            folded = " ".join(sentence.split())
            yield folded if len(folded) <= _LONGEST_QUOTE else folded[: _LONGEST_QUOTE - 1] + "…"


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the sentences of a text begin and end; a heading and a list's entry are sentences.

    >>> list(sentences("They met. Mr. Reed left."))
    [(0, 10), (10, 24)]
    """
    for paragraph in _PARAGRAPH.finditer(text):
        start = paragraph.start()
        for end in _END.finditer(text, paragraph.start(), paragraph.end()):
            if not _SHORT.search(text[max(start, end.start() - 12) : end.start()]):
                yield start, end.end()
                start = end.end()
        yield start, paragraph.end()


def _excerpts(record: Any) -> Iterator[Excerpt]:
    """Yield the excerpts anywhere in a record."""
    if isinstance(record, Excerpt):
        yield record
    elif is_dataclass(record):
        for field in fields(record):
            yield from _excerpts(getattr(record, field.name))
    elif isinstance(record, (tuple, Mapping)):
        for part in record.values() if isinstance(record, Mapping) else record:
            yield from _excerpts(part)
