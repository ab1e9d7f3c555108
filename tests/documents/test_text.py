"""Plain text: bytes to text, and what a text states about itself."""

import pytest

from communique.documents.text import decode, stated_in
from communique.errors import DocumentError

LONG = "The delegations met in Quito and agreed on a plan for the lake and all its fish and birds, to begin in a year."


def stated(text: str) -> dict[str, tuple[str, str]]:
    """Return the first value of each field with its rule."""
    found: dict[str, tuple[str, str]] = {}
    for entry in stated_in(text):
        found.setdefault(entry.field, (entry.value, entry.source))
    return found


def test_line_ends_become_one_character() -> None:
    """CRLF is one line end, and a lone CR stays what it is."""
    assert "a\nb\rc" == decode(b"a\r\nb\rc", "a.txt")


def test_a_byte_order_mark_is_dropped_at_the_beginning_only() -> None:
    """A byte-order mark is no text at the beginning; elsewhere it is kept."""
    assert "a\ufeffb" == decode("\ufeffa\ufeffb".encode(), "a.txt")


def test_strange_characters_are_kept() -> None:
    """Control characters, bidirectional overrides, zero-width characters and markup stay literally in the text."""
    text = "They\u202e met\u200b \x07<script>alert(1)</script> \u00a0now.\n"

    assert text == decode(text.encode(), "a.txt")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"M\xe9xico", "byte 0xe9 at 1 is not UTF-8"),
        (b"a\xc3", "byte 0xc3 at 1"),
        (b"\xff\xfea\0", "byte 0xff at 0"),
        (b"\xed\xa0\x80", "byte 0xed at 0"),
        (b"They\0met", "a NUL character at 4"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, message: str) -> None:
    """Bytes that are not UTF-8 text are refused with their place and what to do."""
    with pytest.raises(DocumentError, match=message) as refusal:
        decode(data, "a.txt")

    assert str(refusal.value).endswith("save the file as UTF-8 text")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("## Talks\n\nFile date: Jan 24th, 2022\n", ("2022-01-24", "file-date-line")),
        ("Header\n12/10/2021 02:46 PM EST\nThey met.", ("2021-12-10", "mailer-time-stamp")),
        ("Talks in Quito\n\n10 December 2021\n\nThey met.", ("2021-12-10", "date-line-at-top")),
        ("Talks in Quito\n\nFriday, December 10, 2021\n\nThey met.", ("2021-12-10", "date-line-at-top")),
        ("Published on: 3 May 2020\n\nThey met.", ("2020-05-03", "labelled-date-line")),
        ("**Release date:** 3 May 2020\n\nThey met.", ("2020-05-03", "labelled-date-line")),
    ],
)
def test_a_stated_date_of_publication_is_read(text: str, expected: tuple[str, str]) -> None:
    """A date that the text gives as that of its publication is found, with the rule that found it."""
    assert expected == stated(text).get("published")


@pytest.mark.parametrize(
    "text",
    [
        "They met on 3 May 2020 in Quito.",
        "Date: 3 May 2020\n\nPlace: Quito",
        "13/32/2021 02:46 PM EST",
        "File date: Foo 24th, 2022",
        "Talks\n\n31 February 2021\n\nThey met.",
        "They met. " * 100 + "\n10 December 2021\n",
    ],
)
def test_other_dates_are_not_of_publication(text: str) -> None:
    """The date of a meeting, an impossible date and a date far down are not taken for that of publication."""
    assert "published" not in stated(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# Talks of the *Lake Council*\n\nThey met.", ("Talks of the Lake Council", "first-heading")),
        (f"\nThird Meeting of the Lake Council\n\n{LONG}", ("Third Meeting of the Lake Council", "line-above-the-text")),
    ],
)
def test_a_title_is_read_from_the_text(text: str, expected: tuple[str, str]) -> None:
    """The first heading is the title, else a first line that stands alone and is no sentence."""
    assert expected == stated(text).get("title")


@pytest.mark.parametrize(
    "text",
    [
        f"top of page\n\n{LONG}",
        f"They met in Quito today.\n\n{LONG}",
        f"Third Meeting of the Council\n{LONG}",
        "Ministry of Waters and Birds\n\nPress release\n\nThey met.",
    ],
)
def test_no_title_is_made_up(text: str) -> None:
    """A sentence, a few words, a line that runs on, and the name above a letter are no title."""
    assert "title" not in stated(text)
