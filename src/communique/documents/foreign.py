"""Plain texts whose front matter was written for another program, such as a site generator: what it states, by other names.

A project's own documents must say things in the project's words, so that no slip of the pen is passed over; this is for taking
documents in.
"""

import re
from collections.abc import Iterator
from typing import Final

import yaml

from communique.documents.base import Extract, Stated, first_of_each, one_line
from communique.documents.dates import iso_date
from communique.documents.front import FIELDS, HEAD, LIMIT, is_good
from communique.documents.text import decode
from communique.errors import DocumentError

READER: Final = "front-matter-1"

#: Field, and the names under which other programs keep it, the most telling first.
_NAMES: Final = (
    ("title", ("title", "headline", "name")),
    ("published", ("published", "date", "pubdate", "publishdate", "date_published", "issued")),
    ("publisher", ("publisher", "source", "organization", "organisation", "agency", "author")),
    ("url", ("url", "canonical_url", "canonical", "source_url", "original_url", "link")),
    ("language", ("language", "lang", "locale")),
    ("rights", ("rights",)),
    ("copy_of", ("copy_of",)),
)


def extract(data: bytes, where: str) -> Extract:
    """Take off another program's front matter and read what it states.

    Raises:
        DocumentError: the front matter is no mapping.
    """
    content = decode(data, where)
    said = _fields(content)
    if said is None:
        raise DocumentError(f"{where}: the front matter is not YAML; expected lines like 'title: …'")
    stated = first_of_each(list(_stated(said)))
    used = {entry.source.rpartition(" ")[2] for entry in stated}
    left = sorted(key for key in said if key not in used)
    match = HEAD.match(content)
    notes = (f"left out of the front matter: {', '.join(left)}",) if left else ()
    return Extract(content[match.end() :] if match else content, stated, READER, notes)


def is_foreign(content: str) -> bool:
    r"""Tell whether a text has front matter with something that a document of a project cannot have.

    >>> is_foreign("---\nlayout: post\n---\nThey met."), is_foreign("---\ntitle: Talks\n---\nThey met."), is_foreign("They met.")
    (True, False, False)
    """
    said = _fields(content)
    return said is not None and any(key not in FIELDS or value is None or not is_good(key, value) for key, value in said.items())


def _fields(content: str) -> dict[str, str | None] | None:
    """Return the keys of the front matter with their values, `None` for what is more than a line; or `None` if there is none."""
    match = HEAD.match(content)
    if match is None or len(match[1]) > LIMIT:
        return None
    try:
        node = yaml.compose(match[1], Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError):
        return None
    if not isinstance(node, yaml.MappingNode):
        return None
    pairs = ((key.value, value) for key, value in node.value if isinstance(key, yaml.ScalarNode))
    return {str(key): one_line(value.value) if isinstance(value, yaml.ScalarNode) else None for key, value in pairs}


def _stated(said: dict[str, str | None]) -> Iterator[Stated]:
    by_name = {key.lower().replace("-", "_"): (key, value) for key, value in said.items() if value}
    for field, names in _NAMES:
        for name in names:
            key, value = by_name.get(name, ("", ""))
            plain = _plainly(field, value or "")
            if plain and is_good(field, plain):
                yield Stated(field, plain, f"front matter, {key}")


def _plainly(field: str, value: str) -> str:
    if field == "published":
        return value if re.fullmatch(r"\d{4}(-\d\d)?", value) else iso_date(value) or ""
    return value.replace("_", "-") if field == "language" else value
