"""A project's server: the pages of its site, its reconciliation service and the review pages behind the routes of the server."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from communique.inputs import question_folders
from communique.linking.asking import Asker
from communique.linking.desk import Desk
from communique.linking.routes import reconcile_routes
from communique.linking.service import Index, make_index
from communique.linking.subjects import find_subjects
from communique.parts import find_parts
from communique.pipeline import weigh_project
from communique.project import Project
from communique.review import PATH as REVIEW
from communique.review import Bench, check_local, review_routes
from communique.server import Limits, Page, Ready, ServerSettings, serve, tell_nobody
from communique.settings import Settings
from communique.site import Site
from communique.store import disk_store, fits


class SitePages:
    """The pages of a site, as the server asks for them; the first pages are made before it starts."""

    def __init__(self, site: Site) -> None:
        self._site = site
        for language in site.languages:
            site.page("", language)

    def page(self, path: str, query: Mapping[str, str], language: str, /) -> Page | None:
        """Return the page at a path without its leading slash, if there is one."""
        found = self._site.answer(path, query, language)
        return None if found is None else Page(found.body, found.media, found.status, found.headers)


def server_settings(project: Project, *, writable: bool = False, review: bool = False) -> ServerSettings:
    """Return what the server of a project is told; with `review` it has the pages on which a person decides."""
    settings = project.settings
    return ServerSettings(
        data=_data(settings),
        base=settings.base,
        title=settings.title,
        description=settings.description,
        writable=writable,
        services=frozenset(settings.services),
        questions=question_folders(settings),
        pages=SitePages(Site(settings, project.store, live=True)),
        mounted=(
            ("/reconcile", reconcile_routes(_index(project))),
            *([(REVIEW, review_routes(make_bench(project)))] if review else []),
        ),
    )


def _data(settings: Settings) -> Path:
    """Return where the server reads: the published folder, which each worker loads, or for a large data set its store on disk."""
    graph = settings.paths["graph"]
    return graph if fits(find_parts(graph), Limits().processes) else disk_store(graph, settings.cache)


def _index(project: Project) -> Index:
    settings = project.settings
    return make_index(settings.title, settings.base, find_subjects(project.store, settings.base))


def make_bench(project: Project) -> Bench:
    """Return what the review pages of a project look at and change."""
    settings = project.settings
    asker = Asker(settings.cache / "asked", network=False)
    desk = Desk(settings.base, settings.paths["links"], asker, licence=settings.licence)
    return Bench(settings, desk, lambda: weigh_project(settings), lambda: project.store, project.build)


class Place(NamedTuple):
    """Where a project is served; `ready` is told host and port as soon as requests are answered there."""

    host: str
    port: int
    ready: Ready = tell_nobody


def serve_project(project: Project, at: Place, *, writable: bool = False, review: bool = False) -> None:
    """Serve a project at a place until interrupted.

    Raises:
        CommuniqueError: the address is taken, or others could reach the review pages there.
    """
    if review:
        check_local(at.host)
    serve(server_settings(project, writable=writable, review=review), *at)
