"""Open cases as the page shows them: each choice with the documents that speak for it and their very words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from communique.judging import Case
from communique.records import Claim, Document
from communique.review.bench import Opened

#: Quotations shorter than this are shown with so many characters on each side.
_SHORT: Final = 60
_AROUND: Final = 110


@dataclass(frozen=True, slots=True)
class Words:
    """A quotation: what stands before it, its words, what stands after it, and where the site highlights it."""

    before: str
    exact: str
    after: str
    path: str


@dataclass(frozen=True, slots=True)
class Voice:
    """One document with its words; `field` names what a claim without words rests on."""

    title: str
    publisher: str
    issued: str
    path: str
    words: tuple[Words, ...]
    field: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer, and who speaks for it."""

    verdict: str
    voices: tuple[Voice, ...]


@dataclass(frozen=True, slots=True)
class ShownCase:
    """A case; `between` are the two places that a pair is about."""

    case: Case
    choices: tuple[Choice, ...]
    between: tuple[Voice, ...]

    @property
    def is_value(self) -> bool:
        """Whether the sources contradict each other, rather than may mean one thing."""
        return self.case.kind == "value"


def show_cases(opened: Opened, cases: Iterable[Case]) -> Iterator[ShownCase]:
    """Yield cases with the words behind them."""
    documents = {document.name: document for document in opened.material.documents}
    for case in cases:
        choices = tuple(Choice(verdict, _voices(opened, documents, case.behind.get(verdict, ()))) for verdict in case.choices)
        sides = () if case.kind == "value" else (case.left, *dict.fromkeys(case.choices.values()))
        yield ShownCase(case, choices, tuple(_mentioned(opened, documents, name) for name in sides))


def _voices(opened: Opened, documents: dict[str, Document], claims: Iterable[str]) -> tuple[Voice, ...]:
    by_document: dict[str, list[Claim]] = {}
    for name in claims:
        claim = opened.material.claim[name]
        by_document.setdefault(claim.document, []).append(claim)
    return tuple(_voice(documents[name], by_document[name]) for name in sorted(by_document))


def _voice(document: Document, claims: list[Claim]) -> Voice:
    spans = _widest({(excerpt.start, excerpt.end) for claim in claims for excerpt in claim.evidence})
    field = next((claim.source for claim in claims if claim.source and not claim.evidence), "")
    return _say(document, tuple(_quote(document, *span) for span in spans), field)


def _mentioned(opened: Opened, documents: dict[str, Document], name: str) -> Voice:
    mention = opened.mentions[name]
    document = documents[mention.document]
    if mention.start is None or mention.end is None:
        return _say(document, (Words("", mention.name, "", _page(document.name)),))
    return _say(document, (_quote(document, mention.start, mention.end),))


def _say(document: Document, words: tuple[Words, ...], field: str = "") -> Voice:
    return Voice(
        document.title or document.name, document.publisher or "", document.published or "", _page(document.name), words, field
    )


def _widest(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the spans that lie in no other, in their order.

    >>> _widest({(0, 9), (2, 5), (12, 15)})
    [(0, 9), (12, 15)]
    """
    known = sorted(spans)
    return [span for span in known if not any(other != span and other[0] <= span[0] and span[1] <= other[1] for other in known)]


def _quote(document: Document, start: int, end: int) -> Words:
    """Return words of a document, short ones with what stands around them in their paragraph, cut between words."""
    text, around = document.text, _AROUND if end - start < _SHORT else 0
    before = text[max(0, start - around) : start].rpartition("\n\n")
    after = text[end : end + around].partition("\n\n")
    first, last = before[2], after[0]
    if around and not before[1] and start > around:
        first = "… " + first.partition(" ")[2]
    if around and not after[1] and end + around < len(text):
        last = last.rpartition(" ")[0] + " …"
    return Words(first, text[start:end], last, f"{_page(document.name)}#e{start}-{end}")


def _page(document: str) -> str:
    return f"document/{quote(document)}.html"
