"""From the lines of a PDF's pages to its paragraphs.

1. What repeats at the head or foot of pages, and page numbers there, is left out.
2. A new block begins after a wider gap, at another size of letters, at a list's mark, and after a page unless a sentence runs on.
3. Lines of one block are joined by a space; a hyphen at a line's end stays unless the text elsewhere writes the word without it.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

_NUMBER: Final = re.compile(r"\W*(?:(?:page|p\.)\s*)?\d{1,4}\s*(?:(?:of|/)\s*\d{1,4})?\W*", re.I)
_MARK: Final = re.compile(r"^\s*(?:[•‣◦▪●○■\uf0b7–*-]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s+\S")
_SENTENCE_END: Final = re.compile(r"[.:;!?][\"”’)\]]*$")
_WIDER: Final = 1.3
_SIZE_STEP: Final = 0.8
_RARE: Final = 8


class Line(NamedTuple):
    """One line of a page: its height above the page's foot, the size of its letters, its words."""

    height: float
    size: float
    words: str


def blocks_of(pages: Sequence[Sequence[Line]]) -> list[str]:
    """Put the lines of all pages together to blocks of text, in order.

    >>> blocks_of([[Line(700, 11, "They met in"), Line(686, 11, "Lima."), Line(650, 11, "They parted.")]])
    ['They met in Lima.', 'They parted.']
    """
    blocks: list[list[str]] = []
    for page in _without_edges(pages):
        step = _usual_step(page)
        before: Line | None = None
        for line in page:
            if (before and _is_new(before, line, step)) or (not before and not (blocks and _runs_on(blocks[-1][-1], line.words))):
                blocks.append([])
            blocks[-1].append(line.words.strip())
            before = line
    written = Counter(re.findall(r"\w+(?:-\w+)*", " ".join(line for block in blocks for line in block)))
    return [_join(block, written) for block in blocks]


def _without_edges(pages: Sequence[Sequence[Line]]) -> Iterator[list[Line]]:
    edges = Counter(_plain(line) for page in pages for line in {*page[:2], *page[-2:]})
    for page in pages:
        yield [
            line for place, line in enumerate(page) if not (_is_edge(place, len(page)) and _is_furniture(line, edges, len(pages)))
        ]


def _is_edge(place: int, length: int) -> bool:
    return place < 2 or place >= length - 2


def _is_furniture(line: Line, edges: Counter[str], pages: int) -> bool:
    if _NUMBER.fullmatch(line.words):
        return True
    return pages >= 3 and edges[_plain(line)] * 2 > pages


def _plain(line: Line) -> str:
    return re.sub(r"\d+", "#", line.words.strip())


def _usual_step(page: Sequence[Line]) -> float:
    """Return the distance of lines within a block: the smallest that is not rare."""
    steps = Counter(
        round(before.height - line.height) for before, line in pairwise(page) if before.height - line.height > line.size / 2
    )
    return min((step for step, number in steps.items() if number * _RARE >= steps.total()), default=0)


def _is_new(before: Line, line: Line, step: float) -> bool:
    gap = before.height - line.height
    if _MARK.match(line.words) or abs(before.size - line.size) > _SIZE_STEP:
        return True
    return gap > step * _WIDER if gap > 0 else gap < -step


def _runs_on(before: str, words: str) -> bool:
    return _SENTENCE_END.search(before) is None and words[:1].islower()


def _join(lines: Sequence[str], written: Counter[str]) -> str:
    text = lines[0]
    for line in lines[1:]:
        text = _with_hyphen(text, line, written) if re.search(r"\w-$", text) else f"{text} {line}"
    return text


def _with_hyphen(text: str, line: str, written: Counter[str]) -> str:
    left, right = re.search(r"[\w-]*$", text), re.match(r"[\w-]*", line)
    assert left is not None
    assert right is not None
    whole = left[0][:-1] + right[0]
    return (text[:-1] if written[whole] > written[left[0] + right[0]] else text) + line
