"""Plain text and Markdown: the bytes as they are, and the metadata that a text states about itself.

The bytes are decoded as UTF-8; a byte-order mark is dropped, CRLF is read as LF, and nothing else is changed.
"""

import re
from collections.abc import Callable, Iterator
from typing import Final

from communique.documents.base import Stated
from communique.documents.dates import DATE_LINES, iso_date, iso_of
from communique.documents.front import is_good
from communique.documents.language import language_of
from communique.documents.layout import stated_by_layout, without_markup
from communique.errors import DocumentError

#: How much of a text is looked at for metadata, and how much of it may stand before a line that is only a date.
_HEAD_LENGTH: Final = 4000
_TOP_LENGTH: Final = 600


def decode(data: bytes, where: str) -> str:
    r"""Decode a file's bytes as UTF-8 text with LF line ends.

    Raises:
        DocumentError: they are not UTF-8, or hold a NUL.

    >>> decode(b"\xef\xbb\xbfMet\r\ntoday", "a.txt")
    'Met\ntoday'
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"{where}: not text: byte 0x{data[error.start]:02x} at {error.start} is not UTF-8; save the file as UTF-8 text"
        raise DocumentError(message) from None
    if "\0" in text:
        raise DocumentError(f"{where}: not text: a NUL character at {text.index(chr(0))}; save the file as UTF-8 text")
    return text.replace("\r\n", "\n")


def _day(match: re.Match[str]) -> str | None:
    return iso_of(match["year"], match["month"], match["day"])


def _written_day(match: re.Match[str]) -> str | None:
    return iso_date(match["value"])


def _value(match: re.Match[str]) -> str | None:
    return without_markup(match["value"])


#: Rules that read metadata from the text: field, rule, pattern, what the match gives. The first that gives a value counts.
_RULES: Final[tuple[tuple[str, str, re.Pattern[str], Callable[[re.Match[str]], str | None]], ...]] = (
    (
        "published",
        "file-date-line",
        re.compile(r"^File date: (?P<value>[A-Z][a-z]{2,8}\.? \d{1,2}(?:st|nd|rd|th)?, \d{4})", re.M),
        _written_day,
    ),
    (
        "published",
        "mailer-time-stamp",
        re.compile(r"^(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{4}) \d{1,2}:\d{2} [AP]M [A-Z]{2,4}T", re.M),
        _day,
    ),
    (
        "published",
        "labelled-date-line",
        re.compile(
            r"^[ \t*_]*(?:(?:Published|Posted|Issued|Released)(?: on)?[*_]*:?|(?:Release date|Date of release)[*_]*:)[ \t*_]+"
            r"(?P<value>\S.{5,30})$",
            re.M | re.I,
        ),
        _written_day,
    ),
    (
        "publisher",
        "mailer-subscription-line",
        re.compile(r"You are subscribed to Press Releases for (?P<value>[A-Z](?:[\w ]|(?<=[A-Z])\.|\.(?=\w)){2,80})\.(?=\s|$)"),
        _value,
    ),
    ("title", "first-heading", re.compile(r"^#{1,3} +(?P<value>\S.*)", re.M), _value),
)


def stated_in(text: str) -> Iterator[Stated]:
    """Yield the metadata that a text states about itself, the most telling rule for each field first.

    >>> [entry.value for entry in stated_in("File date: Jan 24th, 2022") if entry.field == "published"]
    ['2022-01-24']
    """
    head = text[:_HEAD_LENGTH]
    for field, rule, pattern, value_of in _RULES:
        match = pattern.search(head)
        value = value_of(match) if match else None
        if value and is_good(field, value):
            yield Stated(field, value, rule)
    for pattern in DATE_LINES:
        match = pattern.search(text[:_TOP_LENGTH])
        value = _day(match) if match else None
        if value:
            yield Stated("published", value, "date-line-at-top")
    yield from stated_by_layout(text)
    language = language_of(text)
    if language:
        yield Stated("language", language, "small words of the text")
