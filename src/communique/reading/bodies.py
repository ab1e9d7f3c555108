"""Bodies that a text names together with their acronyms: "Secretariat of Fisheries (SEF)"."""

import re
from collections.abc import Sequence
from typing import Final

from communique.reading.line import Line
from communique.reading.page import Page
from communique.records import ReadBody

_ACRONYM: Final = re.compile(r"\s*\(([A-Z][A-Za-z&-]{1,9})\)")

_NAMED: Final = re.compile("[BS]")


def find_bodies(page: Page, lines: Sequence[Line]) -> tuple[ReadBody, ...]:
    """Return each body with its acronym, once; `lines` are the sentences with bodies as units."""
    found: dict[str, ReadBody] = {}
    for line in lines if "(" in page.view else ():
        for at in (unit.start() for unit in _NAMED.finditer(line.labels)):
            label = line.labels[at]
            start, end = line.starts[at], line.ends[at]
            inside = re.search(r"\s*\(([A-Z][A-Za-z&-]{1,9})\)$", page.view[start:end])
            match = inside or _ACRONYM.match(page.view, end)
            if not match or (label == "S" and not inside):
                continue
            stop = start + inside.start() if inside else end
            whole = page.excerpt(start, end if inside else match.end())
            name = page.value(start, stop).removeprefix("the ")
            found.setdefault(match[1], ReadBody(name, match[1], page.excerpt(start, stop), (whole,), "acronym in brackets"))
    return tuple(found.values())
