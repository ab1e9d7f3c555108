"""Pages written as HTML: one environment of templates, every value escaped, every link relative."""

from collections.abc import Mapping
from functools import cache, partial
from typing import Any, Final
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined

from communique import __version__
from communique.site.atlas import Page
from communique.site.context import Context
from communique.site.evidence import Evidence
from communique.site.paths import place_of, to_root

#: What stands in the navigation of every page, with the key of each entry.
NAVIGATION: Final = (
    ("meetings.html", "list.meeting"),
    ("people.html", "list.person"),
    ("bodies.html", "list.agency"),
    ("things.html", "list.thing"),
    ("topics.html", "list.topic"),
    ("documents.html", "list.document"),
    ("disagreements.html", "list.disagreement"),
    ("questions.html", "list.question"),
    ("timeline.html", "timeline.short"),
    ("network.html", "network.short"),
)
_SAFE: Final = "/#?&=%+:-._~"


@cache
def environment() -> Environment:
    """Return the environment of the templates."""
    made = Environment(
        loader=PackageLoader("communique.site"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    made.globals |= {"version": __version__, "navigation": NAVIGATION}
    return made


def relative(root: str, path: str) -> str:
    """Return a path below the root as a link from a page whose way up is `root`.

    >>> relative("../", "person/josé.html#posts")
    '../person/jos%C3%A9.html#posts'
    """
    return root + quote(path, safe=_SAFE)


def render(page: Page, template: str, evidence: Evidence, context: Context) -> bytes:
    """Return a page as HTML."""
    language = evidence.wording.language
    place = place_of(page.head.path, language, context.languages)
    root, within = to_root(place), to_root(page.head.path)
    values: Mapping[str, Any] = {
        "page": page,
        "head": page.head,
        "t": evidence.wording,
        "language": language,
        "href": partial(relative, within),
        "asset": partial(relative, root),
        "static": partial(relative, f"{root}static/"),
        "languages": _others(page.head.path, root, context.languages),
        "site": context.settings,
        "own": context.settings.languages[0],
        "live": context.live,
        "sources": evidence.sources,
    }
    return environment().get_template(f"{template}.html").render(values).encode()


def _others(path: str, root: str, languages: tuple[str, ...]) -> list[tuple[str, str]]:
    """Return the link to the same page in each language."""
    return [(language, relative(root, place_of(path, language, languages))) for language in languages]
