"""What the lines above the first paragraph of a plain text say: a labelled block, a dateline, the line that is the title.

Releases without metadata of their own are still laid out so that people see them:

1. lines such as "Title: …", "Date: …", "URL: …", "Language: …" in a block at the top;
2. "NAIROBI, 14 March 2019 - The Council …", or "Nairobi, 14 March 2019" on a line of its own;
3. above the text, between the name of the house and the date, the title.

A date that may be that of the meeting is left: beside "Venue:" or "Time:", or behind the name of a meeting.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from typing import Final

from communique.documents.base import Stated
from communique.documents.dates import DATE_LINES, DATELINES, iso_date, iso_of
from communique.documents.front import is_good

#: Of so many characters and blocks of lines the head of a text consists at most.
_HEAD_LENGTH: Final = 3000
_HEAD_BLOCKS: Final = 12
#: A block of so many characters that ends as a sentence does is a paragraph.
_PARAGRAPH: Final = 80
_TITLE_WORDS: Final = 4
_LONGEST_TITLE: Final = 200

_LABELLED: Final = re.compile(r"[ \t*_]{0,9}([^\W\d_][\w ]{1,24}?)[ \t*_]{0,9}:[ \t*_]{0,9}(\S.*)$")
#: Labels of a block at the top, and the field that each gives.
_LABELS: Final[Mapping[str, str]] = {
    "title": "title", "headline": "title", "subject": "title", "título": "title", "titre": "title",
    "date": "published", "dated": "published", "fecha": "published", "published": "published", "release date": "published",
    "publisher": "publisher", "issued by": "publisher", "from": "publisher", "agency": "publisher", "source": "publisher",
    "url": "url", "link": "url", "web": "url", "web address": "url", "address": "url", "permalink": "url", "available at": "url",
    "language": "language", "lang": "language", "idioma": "language", "langue": "language",
}  # fmt: skip
_OF_EVENTS: Final = frozenset({"venue", "place", "location", "time", "where", "when", "agenda", "participants", "lugar", "hora"})
_LANGUAGES: Final[Mapping[str, str]] = {
    "english": "en", "inglés": "en", "spanish": "es", "español": "es", "french": "fr", "français": "fr", "portuguese": "pt",
    "português": "pt", "german": "de", "deutsch": "de", "italian": "it", "italiano": "it", "arabic": "ar", "russian": "ru",
}  # fmt: skip
_ADDRESS: Final = re.compile(
    r"^[ \t(*_]*(?:Source|URL|Link|Permalink|Original|Available at|Retrieved from|Read (?:it|more) at)[ \t*_]{0,9}:?[ \t*_]{0,9}"
    r"<?(https?://[^\s<>\"]+[^\s<>\".,;)*_])[>)*_ \t]*$",
    re.M | re.I,
)
#: Lines above a title that say what kind of text this is, or where on a page it stood.
_KIND_OF_TEXT: Final = re.compile(
    r"(?:for immediate release|(?:press|news|media|joint) (?:release|statement|note|communiqué|communique|advisory)"
    r"|fact ?sheet|communiqué|comunicado(?: de prensa)?|statement|readout|(?:top|bottom) of page|skip to .*)"
    r"(?:[ ,:]*(?:no|nr|n°|number|#)?[. ]*[\w/-]*\d[\w/-]*)?",
    re.I,
)
_WORD: Final = r"[^\W\d_a-z][\w.,’'&-]*"
#: Small words; in a line of capitals they are words like others.
_SMALL: Final = r"(?:of|for|and|the|to|on|de|del|des|du|et|la|las|los|y)"
_BODIES: Final = (
    "Ministry|Department|Secretariat|Office|Embassy|Bureau|Agency|Administration|Authority|Government|Commission|Council|Mission"
    "|Directorate|Service|Presidency|Ministerio|Secretaría|Ministère"
)
_NAME_OF_BODY: Final = re.compile(rf"(?:{_WORD} ){{0,4}}(?i:{_BODIES})(?: (?:{_SMALL}|OF|FOR|DE)(?: (?:{_SMALL}|{_WORD}))+)?")
_MARKUP: Final = re.compile(r"(\*\*|__|\*|_)(?=\S)(.+?)(?<=\S)\1(?!\w)")


def stated_by_layout(text: str) -> Iterator[Stated]:
    r"""Yield the metadata that the layout of a text's head tells, the most telling first.

    >>> head = "PRESS RELEASE\nThird meeting of the Lake Council\nQuito, 4 May 2020\n\n"
    >>> [entry.value for entry in stated_by_layout(head + "The Lake Council met on Sunday. " * 5)]
    ['2020-05-04', 'Third meeting of the Lake Council']
    """
    blocks, paragraph = _head(text)
    lines = [line for block in blocks for line in block]
    yield from _labelled(lines)
    address = _ADDRESS.search(text)
    if address and is_good("url", address[1]):
        yield Stated("url", address[1], "labelled-address")
    day = next(filter(None, map(_dateline, (*lines, *paragraph[:1]))), None)
    if day:
        yield Stated("published", day, "dateline")
    if paragraph and _NAME_OF_BODY.fullmatch(lines[0] if lines else ""):
        yield Stated("publisher", lines[0], "letterhead")
    title = next(filter(None, map(_title, blocks)), "") if paragraph else ""
    if title:
        yield Stated("title", title, "line-above-the-text")


def without_markup(line: str) -> str:
    """Return a line without the signs that Markdown puts around words.

    >>> without_markup("Talks of the *Lake Council*"), without_markup("__Talks__ on file_name_2")
    ('Talks of the Lake Council', 'Talks on file_name_2')
    """
    return _MARKUP.sub(r"\2", line).strip(" \t*_")


def _head(text: str) -> tuple[list[list[str]], list[str]]:
    """Return the blocks of lines above the first paragraph, and the lines of that, if it is near."""
    blocks: list[list[str]] = []
    for block in re.split(r"\n[ \t]*\n", text[:_HEAD_LENGTH])[:_HEAD_BLOCKS]:
        lines = [line.strip() for line in block.splitlines() if line.strip()]
        if _is_paragraph(" ".join(lines)) and not all(map(_LABELLED.match, lines)):
            return blocks, lines
        blocks.append(lines)
    return blocks, []


def _is_paragraph(words: str) -> bool:
    return len(words) > _LONGEST_TITLE or (len(words) >= _PARAGRAPH and words.rstrip("\"”’') ")[-1:] in (".", "!", "?", ":"))


def _labelled(lines: list[str]) -> Iterator[Stated]:
    """Yield what a block of labelled lines gives: two at least that are about the text, and none about an event."""
    found = [(match[1].lower(), match[2]) for match in map(_LABELLED.match, lines) if match]
    if sum(label in _LABELS for label, _ in found) < 2 or any(label in _OF_EVENTS for label, _ in found):
        return
    for label, words in found:
        field = _LABELS.get(label, "")
        if field == "publisher" and is_good("url", words):
            field = "url"
        value = _FORMS[field](words) if field in _FORMS else without_markup(words)
        if field and value and is_good(field, value):
            yield Stated(field, value, f"line “{label}:”")


_FORMS: Final[Mapping[str, Callable[[str], str]]] = {
    "published": lambda words: iso_date(words) or "",
    "language": lambda words: _LANGUAGES.get(words.lower(), words if len(words) in (2, 5) else ""),
    "url": lambda words: words.strip("<>"),
}


def _dateline(line: str) -> str | None:
    found = next(filter(None, (form.match(line) for form in DATELINES)), None)
    return iso_of(found["year"], found["month"], found["day"]) if found else None


def _title(lines: list[str]) -> str:
    """Return the title that a block of lines holds, put together where it was wrapped."""
    kept = [without_markup(line) for line in lines if not _tells_something_else(line)]
    title = " ".join(kept)
    wrapped = all(line[:1].islower() or before.rpartition(" ")[2].islower() for before, line in pairwise(kept))
    fits = wrapped and len(title.split()) >= _TITLE_WORDS and len(title) <= _LONGEST_TITLE
    return title if fits and title[0].isalnum() and title[-1] not in ".:;," else ""


def _tells_something_else(line: str) -> bool:
    """Tell whether a line of the head names the house, the kind of text or the day, or is labelled."""
    bare = without_markup(line)
    if not bare or _KIND_OF_TEXT.fullmatch(bare) or _NAME_OF_BODY.fullmatch(bare) or _LABELLED.match(line):
        return True
    return bool(_dateline(line)) or any(form.match(line) for form in DATE_LINES)
