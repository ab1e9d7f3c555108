"""A project's server: the pages of its site behind the routes of the server."""

from collections.abc import Mapping

from communique.pipeline import question_folders
from communique.project import Project
from communique.server import Page, ServerSettings, serve
from communique.site import Site


class SitePages:
    """The pages of a site, as the server asks for them."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def page(self, path: str, query: Mapping[str, str], language: str, /) -> Page | None:
        """Return the page at a path without its leading slash, if there is one."""
        found = self._site.answer(path, query, language)
        return None if found is None else Page(found.body, found.media, found.status, found.headers)


def server_settings(project: Project, *, writable: bool = False) -> ServerSettings:
    """Return what the server of a project is told."""
    settings = project.settings
    return ServerSettings(
        data=settings.paths["graph"],
        base=settings.base,
        title=settings.title,
        description=settings.description,
        writable=writable,
        services=frozenset(settings.services),
        questions=question_folders(settings),
        pages=SitePages(Site(settings, project.store, live=True)),
    )


def serve_project(project: Project, at: tuple[str, int], *, writable: bool) -> None:
    """Serve a project at a host and port until interrupted."""
    serve(server_settings(project, writable=writable), *at)
