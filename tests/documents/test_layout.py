"""What the layout of a plain text tells: labelled lines, a dateline, a title, a letterhead."""

import time

import pytest

from communique.documents.text import stated_in

TEXT = "The Lake Council met on Sunday and agreed on a plan for the lake and all its fish and birds, to begin in a year."


def stated(text: str) -> dict[str, tuple[str, str]]:
    """Return the first value of each field with its rule."""
    found: dict[str, tuple[str, str]] = {}
    for entry in stated_in(text):
        found.setdefault(entry.field, (entry.value, entry.source))
    return found


@pytest.mark.parametrize(
    "text",
    [
        f"Lake talks\n\nQUITO, 4 May 2020 - {TEXT}",
        f"Lake talks\n\nQuito, May 4, 2020 — {TEXT}",
        f"Lake talks\n\nPort Louis, Monday, 4 May 2020: {TEXT}",
        f"Lake talks\n\nWASHINGTON, D.C., May 4, 2020 – {TEXT}",
        f"Lake talks\n\nQuito (Lake Wire) – May 4, 2020\n\n{TEXT}",
        f"Lake talks\n\n*Quito, 4th May 2020*\n\n{TEXT}",
        f"Lake talks\n\n(Quito, 4 May 2020)\n\n{TEXT}",
        f"Reunión en Quito\n\nQuito, 4 de mayo de 2020\n\n{TEXT}",
        f"Rencontre au lac\n\nQuito, 4 mai 2020 - {TEXT}",
    ],
)
def test_the_day_of_a_dateline_is_that_of_publication(text: str) -> None:
    """A place and a day before the text or on a line of their own tell when it was released."""
    assert ("2020-05-04", "dateline") == stated(text).get("published")


@pytest.mark.parametrize(
    "text",
    [
        f"Third Plenary Meeting, 4 May 2020\n\n{TEXT}",
        f"Lake talks\n\nMeeting of the Council, 4 May 2020\n\n{TEXT}",
        f"Lake talks\n\nThey met in Quito, 4 May 2020. {TEXT}",
        f"Lake talks\n\nQuito, 34 May 2020 - {TEXT}",
        f"Lake talks\n\nQuito, May 4 - {TEXT}",
        f"Lake talks\n\n{TEXT}\n\nQuito, 4 May 2020 - {TEXT}",
        f"Title: Lake talks\nDate: 4 May 2020\nVenue: Quito\n\n{TEXT}",
    ],
)
def test_the_day_of_a_meeting_is_left(text: str) -> None:
    """A day behind the name of a meeting, in a sentence, below the first paragraph, beside a venue, or in part is not taken."""
    assert "published" not in stated(text)


@pytest.mark.parametrize(
    "head",
    [
        "Third meeting of the Lake Council\nQuito, 4 May 2020",
        "MINISTRY OF WATERS AND BIRDS\nPRESS RELEASE\n\nThird meeting of the Lake Council",
        "Ministry of Waters and Birds\n\nPress release No. 12/2020\n\nThird meeting of the Lake Council\n\nQuito, 4 May 2020",
        "FOR IMMEDIATE RELEASE\n4 May 2020\n\nThird meeting of the Lake Council\nFor more: press@lake.example",
        "Third meeting\nof the Lake Council",
        "**Third meeting of the Lake Council**\n\n*4 May 2020*",
    ],
)
def test_the_line_above_the_text_is_the_title(head: str) -> None:
    """Below the house, the kind of text and the day stands the title."""
    assert "Third meeting of the Lake Council" == stated(f"{head}\n\n{TEXT}").get("title", ("",))[0]


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(TEXT[start : start + 40] for start in range(0, len(TEXT), 40)) + "\n\n" + TEXT,
        f"Lake talks\n\n{TEXT}",
        f"Reunión en Quito\n\nQuito, 4 de mayo de 2020\n\n{TEXT}",
        f"The ministers of the lake have met.\n\n{TEXT}",
        f"Royal Department of Lakes and Rivers\n\n{TEXT}",
        "Third meeting of the Lake Council\n\nFish\n\nBirds",
    ],
)
def test_other_lines_are_no_title(text: str) -> None:
    """The first line of a wrapped paragraph, two words, a sentence, a house, and a line above no text are no title."""
    assert "title" not in stated(text)


def test_labelled_lines_give_their_fields() -> None:
    """A block of labelled lines at the top says title, day, address, language and publisher, each with its label."""
    head = "Title: Lake talks\nDate: 4 May 2020\nURL: https://lake.example/1\nLanguage: Spanish\nIssued by: Ministry of Waters"

    assert {
        "title": ("Lake talks", "line “title:”"),
        "published": ("2020-05-04", "line “date:”"),
        "url": ("https://lake.example/1", "line “url:”"),
        "language": ("es", "line “language:”"),
        "publisher": ("Ministry of Waters", "line “issued by:”"),
    } == stated(f"{head}\n\n{TEXT}")


def test_an_address_below_the_text_is_that_of_the_text() -> None:
    """A line that is an address and says so gives the address; one in a sentence does not."""
    assert ("https://lake.example/1", "labelled-address") == stated(f"{TEXT}\n\nSource: https://lake.example/1\n").get("url")
    assert "url" not in stated(f"{TEXT}\n\nMore on the council at https://lake.example/1 in Spanish.")


def test_the_house_at_the_top_is_the_publisher() -> None:
    """The name of a body on the first line is a letterhead."""
    assert ("Ministry of Waters", "letterhead") == stated(f"Ministry of Waters\n\nThird meeting of the council\n\n{TEXT}")[
        "publisher"
    ]
    assert "publisher" not in stated(f"Third Meeting of the Lake Commission\n\n{TEXT}")


@pytest.mark.parametrize(
    "line", ["Ministry OF " + "OF " * 900 + "x", "Source" + " " * 200_000 + "x", "*" * 4000, "A: " + " " * 2900 + "x"]
)
def test_lines_that_are_made_to_hurt_cost_little(line: str) -> None:
    """No line makes the patterns try the same again and again."""
    start = time.process_time()

    list(stated_in(f"{line}\n\n{TEXT}"))

    assert time.process_time() - start < 1
