# ruff: noqa: E501 - a pattern or a row of a table is read as one line

"""A document's text made ready for reading, without moving one character.

1. Noise is marked: each rule of `LINES` and `PREFIXES` is a pattern with a name; what it matches is blanked out of the view.
2. Markup inside lines (Markdown emphasis, targets of links, tags) is blanked likewise.
3. What is left is cut into blocks (paragraphs, list items, headings) and sentences.

`Page.view` has the same length as the text, so every offset into it is an offset into the document.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal

from communique.lexicon import rows
from communique.reading.words import plain
from communique.records import Excerpt, Noise

#: Lines that are not part of the release proper, by rule; a line fits whole.
LINES: Final = (
    ("menu", r"(?i:(?:top|bottom) of page|skip to (?:main )?content|home|menu|search|share|print|e-?mail|tweet|facebook|twitter|an official website.*)"),
    ("issuing office", r"Office of (?:the Spokesperson|Press Relations)|Bureau of [A-Z][\w, ]{3,70}|(?i:media note|press release|press statement|readout|fact sheet|notice to the press|for immediate release)"),
    ("mailer header", r".*\b(?:[Yy]ou are subscribed to|This (?:information|message) has (?:recently )?been (?:updated|sent))\b.*"),
    ("time stamp", r"\d{1,2}/\d{1,2}/\d{4} \d{1,2}:\d\d(?: [AP]M)?(?: [A-Z]{2,4})?"),
    ("file date", r"(?:File|Last updated|Updated|Published|Publication|Posted) ?(?:date|on)?:.{0,40}"),
    ("statement note", r"The (?:text of the )?following (?:is the text of .{0,400}|(?:joint )?(?:statement|text|communiqu\u00e9|press release)(?: below)? (?:was|is being) (?:released|issued|adopted) .{0,400})"),
    ("attribution", r"(?i:begin text|end text|begin|end|###|\(end\)):?\.?"),
    ("byline", r"[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){1,4}, (?:Acting |Principal |Department )*(?:Deputy |Under |Assistant )?(?:Secretary of State|Spokesperson|Deputy Spokesperson)"),
    ("dateline", r"(?:Washington,? D\.?C\.?|WASHINGTON(?:, D\.?C\.?)?)(?:, [A-Z][a-z]+ \d{1,2}, \d{4})?"),
    ("image path", r"[^ ]*/[^ ]*\.(?:jpe?g|png|gif|webp|svg)|!\[[^\]]{0,200}\]\([^)]{0,200}\)"),
    ("footnote", r"(?:<sup>\d{1,3}</sup>|\[\d{1,3}\]:?|\[\^\d{1,3}\]:).*"),
    ("rule", r"-{3,}|\*{3,}|_{3,}|={3,}"),
    ("further information", r"(?:For (?:more|further|additional|any) (?:press |media )?(?:information|inquiries|details|questions)|For (?:media|press) inquiries|Media (?:contact|inquiries)|Press contact|Please (?:visit|contact)|Contact:|Follow (?:us|the))\b.*"),
    ("schedule note", r"\*{3}[^*]{0,120}\*{3}|\((?:CLOSED|OPEN|POOLED|POOL)[^)]{0,60}\)"),
)  # fmt: skip
#: Beginnings of lines that are not part of the release proper.
PREFIXES: Final = (
    ("attribution", re.compile(r"The (?:below|following).{0,40} is attributable to [^:]{0,120}:[ \t]*")),
    (
        "dateline",
        re.compile(
            r"(?:[A-Z][A-Z.]{2,}(?: [A-Z]{2,}){0,2}|Washington)(?:, (?:D\.?C\.?|[A-Z][A-Za-z.]+))?(?:, [A-Z][a-z]+ \d{1,2}(?:, \d{4})?)? ?(?:\([^)]{0,30}\) )?[—–-]+[ \t]+"
        ),
    ),
)
#: What ends a release at the end of its last line, and the characters in which that ends.
_ENDS: Final = frozenset("/)#-*_")
_SUFFIX: Final = re.compile(r"\s+(?:/[Ee]nd/|\((?:END|End|end)\)|#{3,}|-30-|(?:\*{3}|_{3,}))\s*$")
#: Longer lines are noise only by what they begin with.
_LONGEST_NOISE: Final = 500
_NOISE_LINE: Final = re.compile("|".join(f"({pattern})" for _, pattern in LINES))
#: The lengths of lines that a hand wraps.
_SHORTEST_WRAPPED: Final = 45
_LONGEST_WRAPPED: Final = 140
#: What ends a line that must go on: a word in small letters, or a comma.
_GOES_ON: Final = re.compile(r"(?: [a-z]+|,)$")
_INDENT: Final = re.compile(r"[ \t>*#•]*")
#: Markup inside lines: only what is matched is blanked, what it surrounds stays.
MARKUP: Final = re.compile(
    r"<sup>\d{1,3}</sup>|<[/a-zA-Z][^<>\n]{0,300}>|(?<=\])\([^()\n]{0,400}\)|\[(?=[^\[\]\n]{1,200}\]\()|\](?=\()|\*\*|__|(?m:^[ \t]*#{1,6}[ \t])"
)
_BLOCK: Final = re.compile(r"[^\n]*\S[^\n]*")
_ITEM: Final = re.compile(r"[ \t]*(?:[-*•·–▪◦●]|\(?\d{1,2}[.)]|\(?[a-z][.)])[ \t]+(?=\S)")
_ABBREVIATION: Final = re.compile(
    r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Maj|Brig|Capt|Adm|Sgt|Hon|Rt|St|Jr|Sr|Amb|Sen|Rep|Gov|Engr?|Smt|Sh|Ma|Md|Mohd|Wm|Msgr|Rev|Fr|Ir|Drs|Arq|Lcd[oa]|Licd?a?|Ing|Mtr[oa]|Sra|Dra|H\.C|H\.E|No|Nos|vs|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|a\.m|p\.m|a\.i|i\.e|e\.g|[Rr]et|[Rr]etd|etc|approx|[A-Z]\.[A-Z]))\.$"
)
_END: Final = re.compile(r"""[.!?]["')\]]*(?=\s)|[.!?]["')\]]*$""")
_NEXT: Final = re.compile(r"""\s+["'(\[]*([A-Z0-9À-Þ])(\w*)""")
#: Words that begin a sentence also after an abbreviation ("… with the U.S. The two sides …"), and small words in lines of capitals.
_STARTERS: Final = frozenset(row["word"] for row in rows("starters"))
_LITTLE: Final = frozenset({"OF", "AND", "THE", "FOR", "TO", "IN", "ON", "AT", "WITH", "BY", "FROM"})

#: A line of capitals; a mark or two of another case, as in "McKEON", do not matter.
_CAPITALS: Final = re.compile(r"(?m)^(?=.*[A-Z]{4})(?:[^a-z\n]|[a-z]{1,2}(?![a-z])){8,}$")
_WORD: Final = re.compile(r"[^\W\d_]{2,}")

BlockKind = Literal["text", "item", "heading"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A range of the view that reads as one sentence, with the block it stands in."""

    start: int
    end: int
    block: int
    kind: BlockKind


@dataclass(frozen=True, slots=True)
class Page:
    """A text with its reading view, noise and sentences.

    `view` is the text with noise and markup blanked and typographic marks made plain; `shown` keeps the marks.
    """

    text: str
    view: str
    shown: str
    noise: tuple[Noise, ...]
    sentences: tuple[Sentence, ...]

    def excerpt(self, start: int, end: int) -> Excerpt:
        """Return the words from `start` to `end`."""
        return Excerpt(start, end, self.text[start:end])

    def value(self, start: int, end: int) -> str:
        """Return the words from `start` to `end` as a value: without markup, white space folded."""
        return " ".join(self.shown[start:end].split())

    def sentence_at(self, offset: int) -> Sentence:
        """Return the sentence that holds `offset`, or the last before it."""
        index = bisect_right(self.sentences, offset, key=lambda sentence: sentence.start)
        return self.sentences[max(0, index - 1)]


def _blank(text: str, spans: Iterable[tuple[int, int]]) -> str:
    pieces, at = [], 0
    for start, end in sorted(spans):
        if end > at:
            pieces += [text[at:start], re.sub(r"[^\n]", " ", text[max(at, start) : end])]
            at = end
    return "".join([*pieces, text[at:]])


def _calm(line: re.Match[str]) -> str:
    """Return a line in capitals with capitals only at the beginning of words, character by character; short words are acronyms."""
    calm = _WORD.sub(
        lambda word: word[0].lower() if word[0] in _LITTLE else word[0].capitalize() if len(word[0]) > 3 else word[0], line[0]
    )
    return calm if len(calm) == len(line[0]) else line[0]


def find_noise(text: str) -> tuple[Noise, ...]:
    r"""Return what is not part of the release proper, each range with the rule that says so.

    >>> find_noise("top of page\n\nThe ministers met.")
    (Noise(start=0, end=11, rule='menu'),)
    """
    found = [noise for block in _BLOCK.finditer(text) for noise in _of_line(block)]
    found += _trailing(_blank(text, ((noise.start, noise.end) for noise in found)))
    return tuple(sorted(found, key=lambda noise: (noise.start, noise.end)))


def _of_line(block: re.Match[str]) -> Iterator[Noise]:
    """Yield the noise of one line: all of it, or its beginning."""
    line = block[0]
    if len(line) <= _LONGEST_NOISE:
        bare = line.strip()
        for words in (bare, _INDENT.sub("", bare, count=1)) if bare[0] in "#*>•" else (bare,):
            if found := _NOISE_LINE.fullmatch(words):
                yield Noise(block.start(), block.end(), LINES[(found.lastindex or 1) - 1][0])
                return
    start = len(line) - len(line.lstrip())
    if line.rstrip()[-1:] in _ENDS and (suffix := _SUFFIX.search(line)):
        yield Noise(block.start() + suffix.start(), block.end(), "attribution")
    for rule, pattern in PREFIXES:
        if prefix := pattern.match(line, start):
            yield Noise(block.start(), block.start() + prefix.end(), rule)
            return


def _trailing(text: str) -> list[Noise]:
    """Return the lines after the last sentence of a text that has sentences: names of sites, titles of other pages."""
    found: list[Noise] = []
    blocks = list(_BLOCK.finditer(text))
    for block in reversed(blocks[1:]):
        words = block[0].strip()
        if len(words) > 90 or words[-1] in ".!?:;”\"')" or " – " in words or _ITEM.match(block[0]) or len(found) > 5:
            break
        found.append(Noise(block.start(), block.end(), "trailing line"))
    return found if len(found) < len(blocks) - 1 else []


def _cuts(view: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the sentences of one block."""
    at = start
    for stop in _END.finditer(view, start, end):
        following = _NEXT.match(view, stop.end(), end)
        initial = following and not following[2] and view[following.end() : following.end() + 1] == "."
        before = view[max(at, stop.start() - 12) : stop.start() + 1]
        if following and not _abbreviated(before, following) and not (initial and _ABBREVIATION.search(before)):
            yield at, stop.end()
            at = following.start(1)
    if view[at:end].strip():
        yield at, end


def _abbreviated(before: str, following: re.Match[str]) -> bool:
    return bool(_ABBREVIATION.search(before)) and following[1] + following[2] not in _STARTERS


def _sentences(view: str) -> Iterator[Sentence]:
    for number, block in enumerate(_BLOCK.finditer(view)):
        item = _ITEM.match(block[0])
        start = block.start() + (item.end() if item else len(block[0]) - len(block[0].lstrip()))
        end = block.start() + len(block[0].rstrip())
        kind: BlockKind = "item" if item else "heading" if _is_heading(block[0]) else "text"
        yield from (Sentence(first, last, number, kind) for first, last in _cuts(view, start, end))


def _wraps(view: str) -> Iterator[int]:
    """Yield the line feeds inside paragraphs that are wrapped by hand.

    A long line without an end goes on in small letters; where that is so, a next word that had no room goes on likewise.
    """
    blocks = list(_BLOCK.finditer(view))
    widest = max((len(block[0]) for block in blocks), default=0)
    maybe: list[int] = []
    proven = False
    for block, following in pairwise(blocks):
        line, rest = block[0].rstrip(), following[0].lstrip()
        apart = following.start() != block.end() + 1 or _ITEM.match(following[0]) or rest[0] in "|<"
        if apart or not _SHORTEST_WRAPPED <= len(line) <= _LONGEST_WRAPPED or line[-1] in ":;":
            continue
        if rest[0].islower() and line[-1] not in ".!?":
            proven = True
            yield block.end()
        elif widest <= _LONGEST_WRAPPED and (_GOES_ON.search(line[-12:]) or rest[0].isdigit() or _full(line, rest, widest)):
            maybe.append(block.end())
    if proven:
        yield from maybe


def _unwrapped(view: str) -> str:
    """Return the view with a space for each line feed inside a paragraph."""
    pieces, at = [], 0
    for feed in sorted(_wraps(view)):
        pieces += [view[at:feed], " "]
        at = feed + 1
    return "".join([*pieces, view[at:]])


def _full(line: str, rest: str, widest: int) -> bool:
    """Tell whether the next word had no room in a line, but for a few characters."""
    return len(line) + len(rest.split(None, 1)[0]) > widest - 4


def _is_heading(line: str) -> bool:
    words = line.strip()
    return len(words) < 200 and words[-1] not in ".;,!?"


def read_page(text: str) -> Page:
    r"""Return the page of a text.

    >>> page = read_page("top of page\n\nMr. Ito met the U.S. envoy. They agreed.")
    >>> [page.value(s.start, s.end) for s in page.sentences]
    ['Mr. Ito met the U.S. envoy.', 'They agreed.']
    """
    noise = find_noise(text)
    spans = [(noise_.start, noise_.end) for noise_ in noise]
    bare = _blank(text, [*spans, *(match.span() for match in MARKUP.finditer(text))])
    shown = _CAPITALS.sub(_calm, _unwrapped(bare))
    view = plain(shown)
    return Page(text, view, shown, noise, tuple(_sentences(view)))
