"""Texts cut for highlighting."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from communique.site.segments import around, cut

TEXT = "The U.S. side met. Two came! Three left.\n\nAfter a break, four spoke."
spans = st.lists(st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))).map(lambda pair: (min(pair), max(pair))))


@given(spans)
def test_segments_together_are_the_text(found: list[tuple[int, int]]) -> None:
    """Cutting loses and adds nothing."""
    assert "".join(segment.text for segment in cut(TEXT, found)) == TEXT


@given(spans)
def test_each_span_is_exactly_its_segments(found: list[tuple[int, int]]) -> None:
    """The segments that a span covers are together the words of the span, and one of them begins it."""
    segments = cut(TEXT, found)
    for start, end in found:
        if start < end:
            words = "".join(segment.text for segment in segments if (start, end) in segment.spans)

            assert words == TEXT[start:end]
            assert sum((start, end) in segment.starting for segment in segments) == 1


@given(spans)
def test_nothing_but_the_sentences_around_spans_is_shown(found: list[tuple[int, int]]) -> None:
    """Shown ranges are in order, apart, and hold every span; each touches a span."""
    found = [span for span in found if TEXT[slice(*span)].strip()]
    shown = around(TEXT, found)

    assert all(left[1] < right[0] for left, right in pairwise(shown))
    assert all(any(low <= start and end <= high for low, high in shown) for start, end in trimmed(found))
    assert all(any(start < high and end > low for start, end in found) for low, high in shown)


def trimmed(found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return spans without the white space at their ends."""
    words = [(start, TEXT[start:end]) for start, end in found]
    return [(start + len(text) - len(text.lstrip()), start + len(text.rstrip())) for start, text in words]


def test_a_gap_stands_for_what_is_not_shown() -> None:
    """Between shown ranges, and before and after them, there is a gap."""
    segments = cut("abcdef", [(2, 3)], [(2, 4)])

    assert [(segment.text, segment.gap) for segment in segments] == [("", True), ("c", False), ("d", False), ("", True)]


def test_short_forms_end_no_sentence() -> None:
    """The full stops of initials and titles do not cut a sentence."""
    start = TEXT.index("side")

    assert [TEXT[low:high] for low, high in around(TEXT, [(start, start + 4)])] == ["The U.S. side met."]


def test_neighbouring_sentences_join() -> None:
    """Two sentences beside each other are one range."""
    assert around("One came. Two met. Three left.", [(0, 3), (10, 13)]) == ((0, 18),)


def test_the_narrowest_span_is_where_a_mark_leads() -> None:
    """Of the spans that cover a segment, the shortest is the most telling."""
    (segment,) = [one for one in cut("abcdef", [(0, 6), (2, 4)]) if one.text == "cd"]

    assert segment.narrowest == (2, 4)
