"""The site of a data set: every page, file and script by its path; the static site is written from it, the server asks it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from pathlib import PurePosixPath
from typing import Final

from pyoxigraph import Store

from communique.settings import Settings
from communique.site.atlas import find_things, make_page
from communique.site.context import MEDIA, find_context
from communique.site.data import Data
from communique.site.evidence import Evidence
from communique.site.pages.questions import answer_file
from communique.site.pages.search import INDEX, make_index
from communique.site.paths import PAGE_KINDS
from communique.site.render import render
from communique.site.texts import find_texts
from communique.site.things import FORMATS, write_thing
from communique.site.wording import Wording

_KEPT: Final = 2048
_BINARY: Final = "application/octet-stream"
_HTML: Final = MEDIA[".html"]
#: The timeline sets the places of its items as style attributes.
LOOSER: Final = {
    "timeline.html": {
        "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    }
}


@dataclass(frozen=True, slots=True)
class Resource:
    """What stands at a path: its bytes, media type, status, and headers of its own."""

    body: bytes
    media: str = _HTML
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


class Site:
    """The site of one data set; `live` where a server stands behind it. It may be asked from several threads."""

    def __init__(self, settings: Settings, store: Store, live: bool = False) -> None:
        self.context = find_context(settings, live)
        texts = find_texts(settings.paths["documents"], settings.paths["takedowns"])
        self.data = Data(store, settings.base, texts, self.context.languages[0])
        self._rendered = lru_cache(maxsize=_KEPT)(self._render)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the pages, that at the root first."""
        return self.context.languages

    def page(self, path: str, language: str) -> bytes | None:
        """Return the page at a path such as `person/ada-moreno.html` in a language, or nothing.

        The ending may be missing; the empty path is the first page.
        """
        return self._rendered(path.removesuffix(".html") or "index", language)

    def _render(self, path: str, language: str, given: tuple[tuple[str, str], ...] = ()) -> bytes | None:
        evidence = Evidence(self.data, Wording(language))
        found = make_page(evidence, self.context, path, dict(given))
        return render(*found, evidence, self.context) if found else None

    def static(self, name: str) -> bytes | None:
        """Return a file of the site's own scripts, styles and vendored programs, or nothing."""
        if ".." in PurePosixPath(name).parts:
            return None
        file = files("communique.site").joinpath("static", *PurePosixPath(name).parts)
        return file.read_bytes() if file.is_file() else None

    def file(self, path: str, language: str) -> bytes | None:
        """Return what is no page of ours: data about a thing, an answer, a published file, the index, the ontology's pages."""
        folder, _, name = path.partition("/")
        stem, _, ending = name.rpartition(".")
        if path == INDEX:
            return self._index(language)
        if folder == "download":
            return self.context.files[name].path.read_bytes() if name in self.context.files else None
        if folder == "reference":
            return self.context.reference[name].read_bytes() if name in self.context.reference else None
        if folder == "question" and ending in {"csv", "json", "rq"} and stem in self.context.questions:
            return answer_file(Evidence(self.data, Wording(language)), self.context.questions[stem], ending)
        if (folder in PAGE_KINDS or self.context.live) and ending in FORMATS and self.data.knows(self.data.iri(f"{folder}/{stem}")):
            return write_thing(self.data, self.data.iri(f"{folder}/{stem}"), ending)
        return None

    def _index(self, language: str) -> bytes:
        return make_index(Evidence(self.data, Wording(language)), find_things(self.data))

    def answer(self, path: str, query: Mapping[str, str], language: str) -> Resource | None:
        """Return what a server gives at a path without its leading slash, or nothing.

        `page/…` is the same as the path without it. A path says its language by its folder; the first page alone, asked for
        without a file name, goes on to the page in the reader's language.
        """
        if path == "" and language in self.languages[1:]:
            return Resource(b"", status=303, headers={"Location": f"/{language}/", "Vary": "Accept-Language"})
        path = path.removeprefix("page/")
        folder, _, rest = path.partition("/")
        own, path = (folder, rest) if folder in self.languages[1:] else (self.languages[0], path)
        if path.startswith("static/"):
            return _file(path, self.static(path.removeprefix("static/")))
        return self._answer_page(path or "index.html", query, own) or _file(path, self.file(path, own))

    def _answer_page(self, path: str, query: Mapping[str, str], language: str) -> Resource | None:
        if path.startswith("question/") and query:
            body = self._render(path.removesuffix(".html"), language, tuple(sorted(query.items())))
        else:
            body = self.page(path, language)
        return None if body is None else Resource(body, headers=LOOSER.get(f"{path.removesuffix('.html')}.html", {}))


def _file(path: str, body: bytes | None) -> Resource | None:
    return None if body is None else Resource(body, MEDIA.get(PurePosixPath(path).suffix, _BINARY))
