"""The static site: every page and file below one folder, with relative links only.

It works from a folder, from any web server, and from GitHub Pages. What an earlier run wrote and this one does not is removed;
files of anyone else are left alone.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path, PurePosixPath
from typing import Final

from pyoxigraph import Store

from communique.errors import ProjectError
from communique.settings import Settings
from communique.site.atlas import find_pages
from communique.site.pages.questions import can_be_asked
from communique.site.pages.search import INDEX
from communique.site.paths import PAGE_KINDS, place_of
from communique.site.site import Site

#: The list of the files that were written, so that the next run knows its own.
MANIFEST: Final = ".communique-site"
Progress = Callable[[str, int, int], None]
_DATA: Final = ("ttl", "jsonld")
_ANSWERS: Final = ("csv", "json", "rq")


@dataclass(frozen=True, slots=True)
class SiteSummary:
    """What was written: pages, all files, and their bytes."""

    folder: Path
    pages: int
    files: int
    size: int


def write_site(settings: Settings, store: Store, folder: Path, progress: Progress) -> SiteSummary:
    """Write the site of a data set into a folder.

    Raises:
        ProjectError: the folder cannot be written to.
    """
    site = Site(settings, store)
    pages = list(find_pages(site.data, site.context))
    written: dict[str, int] = {}
    try:
        before = _read_manifest(folder)
        for number, path in enumerate(pages):
            progress("site", number, len(pages))
            for place, body in _bodies(site, path):
                written[place] = _write(folder, place, body)
        for place, body in _others(site):
            written[place] = _write(folder, place, body)
        _remove(folder, before - written.keys())
        _write(folder, MANIFEST, "".join(f"{place}\n" for place in sorted(written)).encode())
    except OSError as error:
        raise ProjectError(
            f"{error.filename or folder}: cannot be written ({error.strerror}); give a folder for the site"
        ) from None
    progress("site", len(pages), len(pages))
    return SiteSummary(folder, len(pages) * len(site.languages), len(written), sum(written.values()))


def _bodies(site: Site, path: str) -> Iterator[tuple[str, bytes]]:
    """Yield the page at a path in every language, and the data beside it."""
    for language in site.languages:
        body = site.page(path, language)
        assert body is not None
        yield place_of(f"{path}.html", language, site.languages), body
    if path.partition("/")[0] in PAGE_KINDS:
        for ending in _DATA:
            yield from _file(site, f"{path}.{ending}")


def _others(site: Site) -> Iterator[tuple[str, bytes]]:
    for language in site.languages:
        body = site.file(INDEX, language)
        assert body is not None
        yield place_of(INDEX, language, site.languages), body
    for name, question in site.context.questions.items():
        for ending in _ANSWERS if can_be_asked(question) else ("rq",):
            yield from _file(site, f"question/{name}.{ending}")
    for name in site.context.files:
        yield from _file(site, f"download/{name}")
    for name in site.context.reference:
        yield from _file(site, f"reference/{name}")
    yield from _walk(files("communique.site").joinpath("static"), "static")
    yield ".nojekyll", b""


def _file(site: Site, path: str) -> Iterator[tuple[str, bytes]]:
    body = site.file(path, site.languages[0])
    assert body is not None
    yield path, body


def _walk(folder: Traversable, path: str) -> Iterator[tuple[str, bytes]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        place = f"{path}/{entry.name}"
        if entry.is_dir():
            yield from _walk(entry, place)
        else:
            yield place, entry.read_bytes()


def _write(folder: Path, place: str, body: bytes) -> int:
    """Write a file below the folder, whatever the addresses in the data say."""
    path = folder / place
    if {"..", "/"} & {*PurePosixPath(place).parts}:
        raise ProjectError(f"{place}: an address in the data set leads out of {folder}; run 'communique build' again")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(body)
    return len(body)


def _read_manifest(folder: Path) -> set[str]:
    manifest = folder / MANIFEST
    return set(manifest.read_text(encoding="utf-8").splitlines()) if manifest.is_file() else set()


def _remove(folder: Path, places: set[str]) -> None:
    """Remove files of an earlier run, whatever the list may say only below the folder."""
    inside = folder.resolve()
    for place in sorted(places):
        path = folder / place
        if path.resolve().is_relative_to(inside):
            path.unlink(missing_ok=True)
