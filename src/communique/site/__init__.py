"""The pages for people: the same templates for the static site and for the server."""

from communique.site.site import Resource, Site
from communique.site.write import SiteSummary, write_site

__all__ = ["Resource", "Site", "SiteSummary", "write_site"]
