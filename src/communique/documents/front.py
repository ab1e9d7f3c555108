"""Front matter: the lines between two `---` at the head of a plain text, and their checks.

Only `key: value` lines are meant: YAML's tags have no effect, and lists, mappings and repeated keys are refused.
"""

import re
from collections.abc import Mapping
from datetime import date
from typing import Final

import yaml

from communique.errors import DocumentError

FIELDS: Final = (
    "title", "published", "publisher", "url", "language", "copy_of", "rights",
    "extracted_from", "extractor", "original_sha256", "found_in",
)  # fmt: skip
RIGHTS: Final = ("open", "excerpts", "unknown")
LIMIT: Final = 16_384
_MOST_BRACKETS: Final = 200

HEAD: Final = re.compile(r"---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)", re.S | re.M)
#: What the value of a field must look like, and how that is said to people.
_FORMS: Final = {
    "published": (r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", "a date like 2021-12-10"),
    "url": (r"https?://[^\s<>\"{}|\\^`\x00-\x1f]+", "an address that begins with https:// and has no spaces"),
    "language": (r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", "a language code like en or es-MX"),
    "copy_of": (r"\w[\w.-]*", "the name of another document, without its ending"),
    "rights": ("|".join(RIGHTS), f"one of {', '.join(RIGHTS)}"),
    "original_sha256": (r"[0-9a-f]{64}", "64 hexadecimal digits"),
    "found_in": (rf"({'|'.join(FIELDS)})=[^;=]+(; ({'|'.join(FIELDS)})=[^;=]+)*", "entries like 'title=h1; published=meta date'"),
}


def split(content: str, where: str) -> tuple[dict[str, str], str]:
    r"""Split a file's content into the fields of its front matter and the text after it.

    Raises:
        DocumentError: the front matter has no end, is too long, or a line of it means nothing.

    >>> split("---\ntitle: Joint Statement\n---\nThey met.", "a.txt")
    ({'title': 'Joint Statement'}, 'They met.')
    """
    if not content.startswith("---\n"):
        return {}, content
    match = HEAD.match(content)
    if match is None:
        if re.match(r"---\n[a-z_]+:", content):
            raise DocumentError(f"{where}: the front matter has no end; expected a line '---' after it")
        return {}, content
    if len(match[1]) > LIMIT:
        raise DocumentError(f"{where}: the front matter has {len(match[1])} characters; expected at most {LIMIT}")
    head = _parse(match[1], where)
    for key, value in head.items():
        check(key, value, where)
    return {key: value for key, value in head.items() if value}, content[match.end() :]


def render(fields: Mapping[str, str]) -> str:
    """Write fields as front matter, in the order of `FIELDS`.

    >>> print(render({"published": "2021-12-10", "title": "Met: today"}), end="")
    ---
    title: 'Met: today'
    published: '2021-12-10'
    ---
    """
    ordered = {key: fields[key] for key in FIELDS if fields.get(key)}
    return f"---\n{yaml.safe_dump(ordered, allow_unicode=True, sort_keys=False, width=10**6)}---\n" if ordered else ""


def is_good(key: str, value: str) -> bool:
    """Tell whether a field may have a value.

    >>> is_good("published", "2021-02-30"), is_good("url", "https://example.org/a")
    (False, True)
    """
    form, _ = _FORMS.get(key, (r"[^\n]*", ""))
    return re.fullmatch(form, value) is not None and (key != "published" or _is_day(value))


def check(key: str, value: str, where: str) -> None:
    """Raise `DocumentError` unless a field of the front matter is known and has a value that it may have."""
    if key not in FIELDS:
        raise DocumentError(f"{where}: the front matter has {key!r}; expected one of {', '.join(FIELDS)}")
    if value and not is_good(key, value):
        _, expected = _FORMS.get(key, ("", "one line of text"))
        raise DocumentError(f"{where}: {key} in the front matter is {value!r}; expected {expected}")


def _is_day(value: str) -> bool:
    try:
        date.fromisoformat(value + "-01-01"[len(value) - 4 :])
    except ValueError:
        return False
    return True


def _parse(text: str, where: str) -> dict[str, str]:
    if text.count("[") + text.count("{") > _MOST_BRACKETS:
        raise DocumentError(f"{where}: the front matter is nested too deeply; expected lines like 'title: …'")
    try:
        node = yaml.compose(text, Loader=yaml.BaseLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f", line {mark.line + 2}" if mark else ""
        raise DocumentError(f"{where}{place}: the front matter is not YAML; expected lines like 'title: …'") from None
    except RecursionError:
        raise DocumentError(f"{where}: the front matter is nested too deeply; expected lines like 'title: …'") from None
    if node is None or node.value == "":
        return {}
    if not isinstance(node, yaml.MappingNode):
        raise DocumentError(f"{where}: the front matter is a {_kind(node)}; expected lines like 'title: …'")
    return _pairs(node, where)


def _pairs(node: yaml.MappingNode, where: str) -> dict[str, str]:
    head: dict[str, str] = {}
    for key, value in node.value:
        name = str(key.value) if isinstance(key, yaml.ScalarNode) else f"a {_kind(key)}"
        if not isinstance(value, yaml.ScalarNode):
            raise DocumentError(f"{where}: {name} in the front matter is a {_kind(value)}; expected one line of text")
        if name in head:
            raise DocumentError(f"{where}: the front matter has {name!r} twice; keep one of them")
        head[name] = value.value
    return head


def _kind(node: yaml.Node) -> str:
    return {yaml.ScalarNode: "line of text", yaml.SequenceNode: "list", yaml.MappingNode: "mapping"}[type(node)]
