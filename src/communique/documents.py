"""Source documents: a file becomes a `Document`.

1. The bytes are decoded as UTF-8; a byte-order mark is dropped, CRLF is read as LF, and nothing else is changed.
2. YAML front matter between two `---` lines is taken off; the text begins right after the second one.
3. Metadata that the front matter lacks is read from the text where it is stated there, each by a named rule.

Offsets count Unicode code points of the text, exactly as stored.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

import yaml

from communique.errors import DocumentError
from communique.records import Document

SUFFIXES: Final = (".txt", ".md")
FIELDS: Final = ("title", "published", "publisher", "url", "language", "copy_of", "rights")
RIGHTS: Final = ("open", "excerpts", "unknown")
FRONT_MATTER_LIMIT: Final = 65_536

_FRONT_MATTER: Final = re.compile(r"---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)", re.S | re.M)
_DATE: Final = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_NAME: Final = re.compile(r"[\w][\w.-]*")
_MONTHS: Final = "jan feb mar apr may jun jul aug sep oct nov dec".split()

#: Rules that read metadata from the text: field, rule, pattern. Only the first 4,000 code points are looked at.
_TEXT_RULES: Final = (
    ("published", "file-date-line", re.compile(r"^File date: (?P<month>[A-Z][a-z]{2})[a-z]*\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?, (?P<year>\d{4})", re.M)),
    ("published", "mailer-time-stamp", re.compile(r"^(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{4}) \d{1,2}:\d{2} [AP]M [A-Z]{2,4}T", re.M)),
    ("publisher", "mailer-subscription-line", re.compile(r"You are subscribed to Press Releases for (?P<value>[A-Z][\w. ]+?)\. ")),
    ("title", "first-heading", re.compile(r"^#{1,3} +(?P<value>\S.*)", re.M)),
)


def read_document(path: str | Path) -> Document:
    """Read one plain-text or Markdown file.

    Raises:
        DocumentError: the file is missing, is not UTF-8 text, is empty, or its front matter is wrong.
    """
    path = Path(path)
    return make_document(path.stem, decode(_read_bytes(path), str(path)), str(path))


def read_folder(folder: str | Path) -> tuple[Document, ...]:
    """Read all documents of a folder, sorted by name.

    Raises:
        DocumentError: there is none, one cannot be read, or two have one name.
    """
    return tuple(read_document(path) for path in find_documents(folder))


def find_documents(folder: str | Path) -> tuple[Path, ...]:
    """Return the paths of a folder's documents, sorted by name.

    Raises:
        DocumentError: the folder is missing or holds no document, or two files would have one name.
    """
    folder = Path(folder)
    if not folder.is_dir():
        raise DocumentError(f"{folder}: no such folder; expected the documents to read; make it and put files there")
    paths = sorted((p for p in folder.iterdir() if p.suffix.lower() in SUFFIXES and not p.name.startswith((".", "README"))), key=lambda p: (p.stem, p.name))
    if not paths:
        raise DocumentError(f"{folder}: no documents; expected files ending in {', '.join(SUFFIXES)}; put at least one there")
    _check_names(paths)
    return tuple(paths)


def make_document(name: str, content: str, where: str) -> Document:
    """Make a document of a file's content, front matter included; `where` is named in errors.

    >>> make_document("a", "---\\npublished: 2021-12-10\\n---\\nThey met.", "a.txt").published
    '2021-12-10'
    """
    if not _NAME.fullmatch(name):
        raise DocumentError(f"{where}: the name {name!r} has characters that an address cannot carry; use letters, digits, '-', '_' and '.'")
    head, text = _split(content, where)
    if not text.strip():
        raise DocumentError(f"{where}: no text; expected the words of a release after the front matter")
    fields = {field: (value, "front matter") for field, value in head.items()}
    for field, rule, value in _stated(text):
        fields.setdefault(field, (value, rule))
    return Document(
        name=name,
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        sources=tuple((field, source) for field, (_, source) in sorted(fields.items())),
        **{field: value for field, (value, _) in fields.items()},
    )


def decode(data: bytes, where: str) -> str:
    """Decode a file's bytes as UTF-8 text with LF line ends.

    Raises:
        DocumentError: they are not UTF-8, or hold a NUL.

    >>> decode(b"\\xef\\xbb\\xbfMet\\r\\ntoday", "a.txt")
    'Met\\ntoday'
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"{where}: not text: byte 0x{data[error.start]:02x} at {error.start} is not UTF-8; save the file as UTF-8 text"
        raise DocumentError(message) from None
    if "\0" in text:
        raise DocumentError(f"{where}: not text: a NUL character at {text.index(chr(0))}; save the file as UTF-8 text")
    return text.replace("\r\n", "\n")


def _read_bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise DocumentError(f"{path}: cannot be read ({error.strerror}); expected a readable text file") from None


def _check_names(paths: Iterable[Path]) -> None:
    seen: dict[str, Path] = {}
    for path in paths:
        other = seen.setdefault(path.stem.casefold(), path)
        if other is not path:
            raise DocumentError(f"{path}: the name {path.stem!r} is also that of {other.name}; rename one of them")


def _split(content: str, where: str) -> tuple[dict[str, str], str]:
    if not content.startswith("---\n"):
        return {}, content
    match = _FRONT_MATTER.match(content)
    if match is None:
        if re.match(r"---\n[a-z_]+:", content):
            raise DocumentError(f"{where}: the front matter has no end; expected a line '---' after it")
        return {}, content
    if len(match[1]) > FRONT_MATTER_LIMIT:
        raise DocumentError(f"{where}: the front matter has {len(match[1])} characters; expected at most {FRONT_MATTER_LIMIT}")
    return _check_head(_parse_head(match[1], where), where), content[match.end() :]


def _parse_head(text: str, where: str) -> object:
    try:
        return yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - the base loader makes texts, lists and mappings only
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f", line {mark.line + 2}" if mark else ""
        raise DocumentError(f"{where}{place}: the front matter is not YAML; expected lines like 'title: …'") from None
    except RecursionError:
        raise DocumentError(f"{where}: the front matter is nested too deeply; expected lines like 'title: …'") from None


def _check_head(head: object, where: str) -> dict[str, str]:
    if head in (None, ""):
        return {}
    if not isinstance(head, dict):
        raise DocumentError(f"{where}: the front matter is a {type(head).__name__}; expected lines like 'title: …'")
    for key, value in head.items():
        if key not in FIELDS:
            raise DocumentError(f"{where}: the front matter has {key!r}; expected one of {', '.join(FIELDS)}")
        if not isinstance(value, str):
            raise DocumentError(f"{where}: {key} in the front matter is a {type(value).__name__}; expected one line of text")
    _check_value(where, "published", head.get("published"), _DATE.pattern, "a date like 2021-12-10")
    _check_value(where, "rights", head.get("rights"), "|".join(RIGHTS), f"one of {', '.join(RIGHTS)}")
    return {key: value for key, value in head.items() if value}


def _check_value(where: str, key: str, value: str | None, pattern: str, expected: str) -> None:  # noqa: PLR0913, PLR0917 - one error sentence
    if value and not re.fullmatch(pattern, value):
        raise DocumentError(f"{where}: {key} in the front matter is {value!r}; expected {expected}")


def _stated(text: str) -> Iterator[tuple[str, str, str]]:
    for field, rule, pattern in _TEXT_RULES:
        match = pattern.search(text[:4000])
        if match and field == "published":
            date = _iso(match)
            if date:
                yield field, rule, date
        elif match:
            yield field, rule, match["value"].strip(" *_")


def _iso(match: re.Match[str]) -> str | None:
    month = match["month"].lower()[:3]
    number = int(month) if month.isdigit() else _MONTHS.index(month) + 1 if month in _MONTHS else 0
    day = int(match["day"])
    if not 1 <= number <= 12 or not 1 <= day <= 31:
        return None
    return f"{match['year']}-{number:02d}-{day:02d}"
