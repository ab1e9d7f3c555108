"""A text cut for highlighting: at every boundary of every span, so that overlapping spans never have to nest.

1. What may be shown is the whole text, or the sentences around the spans.
2. The boundaries of the spans and of the shown ranges cut it into segments; each knows the spans that cover it.
"""

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

Span = tuple[int, int]

#: The end of a sentence, of a line, or of the text; a full stop after a short form or an initial ends nothing.
_END: Final = re.compile(
    r"(?<!\b[A-ZÁÉÍÓÚÑ])(?<!\b(?:Mr|Ms|Dr|Sr|St|No))(?<!\b(?:Mrs|Lic|Ing|Gen|Gov|Sen|Rep|Sra|etc))[.!?…][\"'”’»)\]]*(?=\s)|\n\s*\n|\Z"
)


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text: the spans that cover it, those that begin with it; a gap stands for what is not shown."""

    text: str
    spans: tuple[Span, ...] = ()
    starting: tuple[Span, ...] = ()
    gap: bool = False

    @property
    def narrowest(self) -> Span | None:
        """The shortest span that covers the segment."""
        return min(self.spans, key=lambda span: (span[1] - span[0], span), default=None)


def cut(text: str, spans: Iterable[Span], shown: Sequence[Span] | None = None) -> tuple[Segment, ...]:
    """Return the segments of the shown ranges of a text (all of it, if none are given), with gaps between them.

    >>> [(segment.text, len(segment.spans)) for segment in cut("They met here.", [(0, 8), (5, 13)])]
    [('They ', 1), ('met', 2), (' here', 1), ('.', 0)]
    """
    spans = sorted({span for span in spans if span[0] < span[1]})
    ranges = [(0, len(text))] if shown is None else shown
    found: list[Segment] = []
    end = 0
    for start, stop in ranges:
        if start > end:
            found.append(Segment("", gap=True))
        found += _cut_range(text, spans, (start, stop))
        end = stop
    if end < len(text):
        found.append(Segment("", gap=True))
    return tuple(found)


def _cut_range(text: str, spans: Sequence[Span], shown: Span) -> Iterable[Segment]:
    start, stop = shown
    inside = [span for span in spans if span[0] < stop and span[1] > start]
    bounds = sorted({start, stop, *(edge for span in inside for edge in span if start < edge < stop)})
    for left, right in itertools.pairwise(bounds):
        covering = tuple(span for span in inside if span[0] < right and span[1] > left)
        yield Segment(text[left:right], covering, tuple(span for span in covering if span[0] == left))


def around(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return the sentences that the spans touch, as ranges that neither overlap nor meet.

    >>> text = "One came. Two met. Three left."
    >>> [text[start:end] for start, end in around(text, [(11, 14)])]
    ['Two met.']
    """
    edges = [0, *(match.end() for match in _END.finditer(text))]
    sentences = [_trim(text, (left, right)) for left, right in itertools.pairwise(edges)]
    wanted: list[Span] = []
    spans = sorted(spans)
    for start, end in sentences:
        touched = [span for span in spans if span[0] < end and span[1] > start]
        if not touched:
            continue
        start, end = min(start, touched[0][0]), max(end, *(span[1] for span in touched))
        if wanted and not text[wanted[-1][1] : start].strip():
            start = wanted.pop()[0]
        wanted.append((start, end))
    return tuple(wanted)


def _trim(text: str, span: Span) -> Span:
    start, end = span
    inner = text[start:end]
    return start + len(inner) - len(inner.lstrip()), end - (len(inner) - len(inner.rstrip()))
