"""What can be taken away: every published file with its size and SHA-256, and the answers to the saved questions."""

from dataclasses import dataclass

from communique.site import schema
from communique.site.base import Head, Link
from communique.site.context import Context, Published
from communique.site.evidence import Evidence
from communique.site.pages.home import in_language
from communique.site.pages.questions import answer_links, can_be_asked


@dataclass(frozen=True, slots=True)
class DownloadsPage:
    """The files of the data set and of the answers."""

    head: Head
    files: tuple[tuple[Published, Link, str], ...]
    answers: tuple[tuple[str, tuple[Link, ...]], ...]
    licence: str
    graphs: tuple[tuple[str, int], ...]


def make_downloads(evidence: Evidence, context: Context) -> DownloadsPage:
    """Return the page of downloads."""
    wording = evidence.wording
    files = tuple((file, Link(name, f"download/{name}"), _what(evidence, name)) for name, file in context.files.items())
    answers = (
        (in_language(question.summary, wording.language), answer_links(name))
        for name, question in context.questions.items()
        if can_be_asked(question)
    )
    described = schema.dataset(context.settings, ((file.name, file.media) for file in context.files.values()))
    return DownloadsPage(
        head=Head("downloads.html", wording("downloads.title"), "downloads", schema=described),
        files=files,
        answers=tuple(answers),
        licence=context.settings.licence,
        graphs=tuple(_graphs(evidence)),
    )


def _what(evidence: Evidence, name: str) -> str:
    key = f"file.{name}"
    return evidence.wording(key) if evidence.wording.has(key) else ""


def _graphs(evidence: Evidence) -> list[tuple[str, int]]:
    """Return the named graphs with how much each holds; those of claims as one."""
    counts: dict[str, int] = {}
    for graph in evidence.data.store.named_graphs():
        name = graph.value.rpartition("/graph/")[2].partition("/")[0]
        size = sum(1 for _ in evidence.data.store.quads_for_pattern(None, None, None, graph))
        counts[name] = counts.get(name, 0) + size
    return sorted(counts.items())
