"""Sentences that look like meetings and gave nothing."""

import pytest

from communique.records import Excerpt, Noise, Reading, ReadMeeting
from communique.silence import sentences, silent_sentences
from tests.making import document

MET = "Minister Ana Stone met with Minister Bo Reed in Quito."


def quotes(text: str, reading: Reading | None = None) -> list[str]:
    """Return the silent sentences of a text."""
    return list(silent_sentences(document("a", text), reading or Reading("a", "")))


def meeting(start: int, end: int) -> ReadMeeting:
    """Make a meeting that rests on a range of the text."""
    return ReadMeeting(None, None, None, None, None, None, None, "held", (Excerpt(start, end, ""),))


@pytest.mark.parametrize(
    "sentence",
    [
        MET,
        "Ambassador Cy Marsh held talks with Director Di Vale.",
        "Ana Stone led the Peruvian delegation.",
        "The third session of the Lake Council took place in Lima.",
        "Secretary Bo Reed spoke by telephone with the Foreign Minister.",
        "The Ministry of Waters hosted the talks.",
    ],
)
def test_a_sentence_about_a_meeting_is_found(sentence: str) -> None:
    """A sentence with a name and words of meeting that the reading does not rest on is found."""
    assert [sentence] == quotes(f"It rained. {sentence} It rained again.")


@pytest.mark.parametrize(
    "sentence", ["They met with friends.", "Ana Stone thanked Bo Reed.", "The plan meets the needs of Lake Country."]
)
def test_other_sentences_are_not(sentence: str) -> None:
    """Without a name, or without words of meeting, a sentence says nothing of a meeting."""
    assert [] == quotes(sentence)


def test_a_sentence_that_gave_something_is_not_silent() -> None:
    """A sentence of which any part is evidence of a meeting gave something."""
    assert [] == quotes(MET, Reading("a", "", meetings=(meeting(9, 18),)))


def test_noise_is_not_silent() -> None:
    """What the reading sets aside as no part of the release is not looked at."""
    assert [] == quotes(MET, Reading("a", "", noise=(Noise(0, len(MET), "menu"),)))


def test_a_long_sentence_is_cut() -> None:
    """A long sentence is quoted up to a bearable length."""
    [quote] = quotes(MET[:-1] + " and spoke of the lake" * 20 + ".")

    assert (160, True) == (len(quote), quote.endswith("…"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met. They left.", ["They met. ", "They left."]),
        ("U.S. Envoy Stone met Mr. Reed. Gen. Vale left.", ["U.S. Envoy Stone met Mr. Reed. ", "Gen. Vale left."]),
        ("# Talks\n\nThey met\nin Quito.\n\n- Ana\n- Bo\n", ["# Talks", "They met\nin Quito.", "- Ana", "- Bo"]),
        ("He said “We met.” They left.", ["He said “We met.” ", "They left."]),
        ("", []),
    ],
)
def test_texts_are_parted_into_sentences(text: str, expected: list[str]) -> None:
    """Sentences end at full stops that end sentences, at empty lines, and before the entries of lists."""
    assert expected == [text[start:end] for start, end in sentences(text)]


def test_a_long_text_without_an_end_is_parted_in_time() -> None:
    """A text of a million words without a full stop is one sentence."""
    text = "Ana Stone met " * 100_000

    assert [(0, len(text))] == list(sentences(text))
