"""Cleaning an HTML tree of what is not text of the release, and finding the part that is.

A page's own marks decide (element names, roles, names of classes), never the words. No part that holds half of the page's text
is dropped, whatever it is called: a superfluous menu does less harm than a lost participant.
"""

import re
from typing import Any, Final

from communique.documents.base import library

_SILENT: Final = (
    "script", "style", "noscript", "template", "head", "svg", "math", "iframe", "object", "embed", "applet", "canvas", "audio",
    "video", "map", "select", "button", "input", "textarea", "datalist", "dialog", "menu", "progress", "meter", "title",
)  # fmt: skip
_AROUND: Final = ("nav", "footer", "aside", "header")
_ROLES: Final = {
    "navigation", "banner", "contentinfo", "search", "complementary", "menu", "menubar", "dialog", "alertdialog", "toolbar",
}  # fmt: skip
#: Whole names of classes and ids that mark what stands around a text; also as the last part of a name (`site-nav`).
_NAMES: Final = {
    "nav", "navbar", "navigation", "menu", "breadcrumb", "breadcrumbs", "cookie", "cookies", "share", "sharing", "social",
    "sidebar", "footer", "masthead", "newsletter", "subscribe", "pagination", "pager", "skip", "skiplink", "comments", "advert",
    "advertisement", "related", "toolbar", "usa-banner", "skip-link", "skip-nav", "skip-to-content",
}  # fmt: skip
_DROPPED: Final = "dropped"
_KEPT: Final = {"html", "body", "main", "article"}
_HIDDEN: Final = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I)
_MAIN: Final = ("//main|//*[@role='main']", "//article", "//*[@itemprop='articleBody']")


def clean(page: Any) -> None:
    """Remove from the tree, in place, comments and all that is not shown or stands around the text."""
    etree = library("lxml.etree")
    etree.strip_elements(page, etree.Comment, *_SILENT, with_tail=False)
    _drop(page, [element for element in page.iter("*") if _is_hidden(element)])
    around = {element for element in page.iter("*") if _is_around(element)}
    lengths = _lengths(page, around | {page})
    _drop(page, [element for element in around if lengths[element] * 2 < lengths[page]])


def main_part(page: Any) -> Any:
    """Return the element that holds the release: the marked main part if there is one with half of the text, else all."""
    for path in _MAIN:
        found = page.xpath(path)
        if len(found) == 1:
            lengths = _lengths(page, {page, found[0]})
            if lengths[found[0]] * 2 >= lengths[page]:
                return found[0]
    return page


def _drop(page: Any, elements: list[Any]) -> None:
    for element in elements:
        element.tag = _DROPPED
    library("lxml.etree").strip_elements(page, _DROPPED, with_tail=False)


def _lengths(page: Any, elements: set[Any]) -> dict[Any, int]:
    """Measure the text below each of the elements, in one walk."""
    starts: dict[Any, int] = {}
    lengths: dict[Any, int] = {}
    seen = 0
    for event, element in library("lxml.etree").iterwalk(page, events=("start", "end")):
        if event == "start":
            starts.update({element: seen} if element in elements else {})
            seen += len((element.text or "").strip())
        else:
            lengths.update({element: seen - starts[element]} if element in elements else {})
            seen += len((element.tail or "").strip())
    return lengths


def _is_hidden(element: Any) -> bool:
    if element.tag in _KEPT:
        return False
    return (
        "hidden" in element.attrib or element.get("aria-hidden") == "true" or _HIDDEN.search(element.get("style", "")) is not None
    )


def _is_around(element: Any) -> bool:
    if element.tag in _KEPT:
        return False
    if element.tag == "header":
        return not any(True for _ in element.iterancestors("main", "article"))
    return element.tag in _AROUND or element.get("role") in _ROLES or any(map(_is_name, _names(element)))


def _names(element: Any) -> list[str]:
    return f"{element.get('class', '')} {element.get('id', '')}".lower().split()


def _is_name(name: str) -> bool:
    return name in _NAMES or re.split(r"[-_]+", name)[-1] in _NAMES
