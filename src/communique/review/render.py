"""Review pages written as HTML, in the look of the site and without any script."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from communique.settings import Settings
from communique.site.wording import Wording, find_languages


@dataclass(frozen=True, slots=True)
class Reader:
    """Who a page is for: the language, and the token of the reader's forms."""

    language: str
    token: str


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("communique.review"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )


def render(template: str, settings: Settings, reader: Reader, **values: Any) -> str:
    """Return a page as HTML; every value is escaped."""
    first, *_ = find_languages(settings)
    values |= {
        "t": Wording(reader.language),
        "language": reader.language,
        "token": reader.token,
        "site": settings,
        "root": "/" if reader.language == first else f"/{reader.language}/",
        "here": template,
    }
    return _environment().get_template(f"{template}.html").render(values)
