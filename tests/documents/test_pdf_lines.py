"""Paragraphs from a PDF's lines."""

import pytest

from communique.documents.pdf_lines import Line, blocks_of


def page(*words: str, step: int = 14) -> list[Line]:
    """Set lines from the top of a page at one distance."""
    return [Line(700 - step * number, 11, line) for number, line in enumerate(words)]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("a high-", "level group"), "a high-level group"),
        (("their coop-", "eration, cooperation"), "their cooperation, cooperation"),
        (("their coop-", "eration, coop-eration, cooperation"), "their coop-eration, coop-eration, cooperation"),
        (("the U.S.-", "Peru talks"), "the U.S.- Peru talks"),
        (("from", "May", "3 -", "4", "May", "on"), "from May 3 - 4 May on"),
    ],
)
def test_a_hyphen_stays_unless_the_text_writes_the_word_whole(lines: tuple[str, ...], expected: str) -> None:
    """A hyphen at a line's end is dropped only where the word without it is written elsewhere, and more often than with it."""
    assert [expected] == blocks_of([page(*lines)])


def test_larger_letters_begin_a_block() -> None:
    """A line in letters of another size is a block of its own."""
    assert ["Talks", "They met."] == blocks_of([[Line(700, 16, "Talks"), Line(686, 11, "They met.")]])


def test_a_second_column_begins_a_block() -> None:
    """A jump back to the top of the page begins a block."""
    assert ["They met in", "Others did not."] == blocks_of([[Line(100, 11, "They met in"), Line(700, 11, "Others did not.")]])


def test_a_new_sentence_on_a_new_page_begins_a_block() -> None:
    """A page that begins with a capital letter begins a block."""
    assert ["They met.", "They agreed."] == blocks_of([page("They met."), page("They agreed.")])


def test_a_number_within_a_page_is_kept() -> None:
    """Only at a page's head and foot is a lone number that of the page."""
    assert ["a b c 12 d e f"] == blocks_of([page("a", "b", "c", "12", "d", "e", "f")])
