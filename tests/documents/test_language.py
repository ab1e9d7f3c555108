"""The language of a text that does not state it."""

import pytest

from communique.documents.language import language_of
from communique.documents.text import stated_in

ENGLISH = (
    "The ministers of the two states met in Quito on Friday and agreed on a plan for the lake and for the birds that live on it."
)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", ENGLISH),
        (
            "es",
            "La canciller se reunió en Quito con el ministro de la presidencia para hablar de los lagos y de las aves.",
        ),
        (
            "fr",
            "Le ministre des eaux a rencontré à Quito la ministre de la pêche pour parler des lacs et des oiseaux.",
        ),
        (
            "pt",
            "O ministro das águas reuniu-se em Quito com a ministra da pesca para falar do lago e das aves.",
        ),
        (
            "de",
            "Der Minister für das Wasser und die Fische traf sich in Quito mit der Ministerin und sprach mit ihr über den See.",
        ),
    ],
)
def test_small_words_tell_the_language(language: str, text: str) -> None:
    """A sentence or two are enough."""
    assert language == language_of(text)


@pytest.mark.parametrize(
    "text",
    [
        "Lake talks",
        "Ana Ito, Joe Otieno, Bo Reed, " * 12,
        "Statsministeren møtte i dag sin kollega fra Kenya i Oslo for å snakke om samarbeidet mellom landene og havner.",
        ENGLISH
        + " La canciller se reunió en Quito con el ministro para hablar de los lagos y de las aves que los habitan, según la nota.",
    ],
)
def test_where_they_do_not_nothing_is_said(text: str) -> None:
    """A few words, a list of names, a language that is not known and two languages in one text give none."""
    assert language_of(text) is None


def test_the_document_says_where_its_language_came_from() -> None:
    """What small words tell is marked as such."""
    assert [("en", "small words of the text")] == [
        (entry.value, entry.source) for entry in stated_in(ENGLISH) if entry.field == "language"
    ]
