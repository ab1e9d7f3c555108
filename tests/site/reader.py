"""A page read back: its links, anchors, scripts, marks and words."""

import json
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

INLINE = {"a", "mark", "span", "strong", "q", "code"}
VOID = {"meta", "link", "br", "img", "input", "hr"}


@dataclass
class Found:
    """What a page holds."""

    links: list[str] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    attributes: list[tuple[str, str, str]] = field(default_factory=list)
    scripts: list[tuple[str, str]] = field(default_factory=list)
    language: str = ""
    text: str = ""
    unclosed: list[str] = field(default_factory=list)

    def data(self, kind: str) -> list[Any]:
        """Return the data blocks of a media type."""
        return [json.loads(body) for media, body in self.scripts if media == kind]


class Reader(HTMLParser):
    """Reads a page strictly: every element that is opened is closed in order."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found = Found()
        self.open: list[str] = []
        self.script: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        values = {name: value or "" for name, value in attrs}
        self.found.attributes += [(tag, name, value) for name, value in values.items()]
        if "id" in values:
            self.found.ids.append(values["id"])
        if tag == "html":
            self.found.language = values["lang"]
        if tag == "a" or (tag == "link" and values.get("rel") == "alternate"):
            self.found.links.append(values["href"])
        elif "src" in values or tag == "link":
            self.found.loads.append(values.get("src") or values["href"])
        if tag == "script" and "src" not in values:
            self.script = ""
            self.found.scripts.append((values.get("type", "text/javascript"), ""))
        if tag not in VOID:
            self.open.append(tag)
        if tag not in INLINE:
            self.found.text += " "

    def handle_endtag(self, tag: str) -> None:
        """Close an element."""
        if not self.open or self.open[-1] != tag:
            self.found.unclosed.append(tag)
        else:
            self.open.pop()
        if tag == "script" and self.script is not None:
            self.found.scripts[-1] = (self.found.scripts[-1][0], self.script)
            self.script = None

    def handle_data(self, data: str) -> None:
        """Note words."""
        if self.script is not None:
            self.script += data
        elif "script" not in self.open:
            self.found.text += data


def read_page(body: bytes) -> Found:
    """Read a page."""
    reader = Reader()
    reader.feed(body.decode())
    reader.close()
    reader.found.unclosed += reader.open
    return reader.found
