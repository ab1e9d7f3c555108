"""The first page: what this is, how much there is, the latest meetings, what sources disagree about, what can be asked."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Final

from communique.site import schema
from communique.site.base import Brief, Head, Link
from communique.site.context import Context
from communique.site.disputes import brief, find_pressing, in_order
from communique.site.evidence import Evidence
from communique.site.gatherings import Occasion, in_time, occasion
from communique.terms import MEET

_LATEST: Final = 5
_DISPUTES: Final = 6
#: What is counted, with the list that shows it.
_COUNTED: Final = (
    ("document", "documents.html", ("SourceDocument",)),
    ("meeting", "meetings.html", ("Meeting",)),
    ("person", "people.html", ("Person",)),
    ("agency", "bodies.html", ("Agency",)),
    ("outcome", "topics.html", ("Adoption", "Commitment", "Achievement")),
    ("claim", "documents.html", ("Claim",)),
    ("disagreement", "disagreements.html", ("Disagreement",)),
)


@dataclass(frozen=True, slots=True)
class HomePage:
    """The first page."""

    head: Head
    counts: tuple[tuple[int, Link], ...]
    latest: tuple[Occasion, ...]
    disputes: tuple[Brief, ...]
    disputes_all: int
    questions: tuple[Link, ...]


def make_home(evidence: Evidence, context: Context) -> HomePage:
    """Return the first page."""
    settings = context.settings
    files = ((file.name, file.media) for file in context.files.values())
    pressing = find_pressing(evidence.data)
    return HomePage(
        head=Head("index.html", settings.title, "home", summary=settings.description, schema=schema.dataset(settings, files)),
        counts=tuple(_counts(evidence, context)),
        latest=_latest(evidence),
        disputes=tuple(brief(evidence, iri) for iri in in_order(evidence, pressing[:_DISPUTES])),
        disputes_all=len(pressing),
        questions=tuple(question_links(evidence, context)),
    )


def _counts(evidence: Evidence, context: Context) -> Iterator[tuple[int, Link]]:
    for key, path, classes in _COUNTED:
        count = sum(_size(evidence, context, str(MEET[name])) for name in classes)
        if count:
            yield count, Link(evidence.wording(f"count.{key}.{'one' if count == 1 else 'many'}"), path)


def _size(evidence: Evidence, context: Context, name: str) -> int:
    return context.sizes.get(name) or len(evidence.data.instances(name))


def _latest(evidence: Evidence) -> tuple[Occasion, ...]:
    """Return the latest of the meetings that some document reports."""
    data = evidence.data
    days = dict.fromkeys(data.instances(MEET.Meeting), "")
    for meeting, day in data.pairs(MEET.startDate):
        days[meeting] = max(days[meeting], day)
    latest = sorted(days, key=lambda meeting: (days[meeting], meeting), reverse=True)
    reported = (meeting for meeting in latest if data.text(meeting, MEET.reportedIn))
    return tuple(occasion(evidence, meeting) for meeting in in_time(evidence, islice(reported, _LATEST)))


def question_links(evidence: Evidence, context: Context) -> Iterator[Link]:
    """Yield the links to the saved questions, in plain words."""
    for name, question in context.questions.items():
        yield Link(in_language(question.summary, evidence.wording.language), f"question/{name}.html")


def in_language(texts: Mapping[str, str], language: str) -> str:
    """Return a text in a language, or the first of its languages.

    >>> in_language({"en": "Who?", "es": "¿Quién?"}, "es")
    '¿Quién?'
    """
    return texts.get(language) or next(iter(texts.values()), "")
