"""Near-duplicates: what is alike, and what is not."""

from hypothesis import given
from hypothesis import strategies as st

from communique.similarity import LEAST, Similarity, share, shingles

RELEASE = (
    "The Lake Council met in Quito on 3 May 2020. Ana Stone led the delegation of Peru and Bo Reed that of Chad. "
    "The delegations agreed to count the fish of the lake every year and to publish the numbers in both languages. "
    "They will meet again in Lima in a year, when the plan for the birds is to be adopted."
)


def known(**texts: str) -> Similarity:
    """Return an index of these texts."""
    index = Similarity()
    for name, text in texts.items():
        index.add(name, text)
    return index


def test_a_reprint_with_words_around_it_is_alike() -> None:
    """A text that another holds whole shares all of the shorter."""
    assert [("original", 1.0)] == known(original=RELEASE).find(f"WIRE NEWS – {RELEASE} Share this story.")


def test_a_reprint_in_other_type_is_alike() -> None:
    """Case, punctuation and line ends do not count."""
    assert [("original", 1.0)] == known(original=RELEASE).find(RELEASE.upper().replace(". ", "!\n"))


def test_a_text_with_some_changes_is_alike() -> None:
    """A text with a word changed here and there is reported with its share."""
    [(name, found)] = known(original=RELEASE).find(RELEASE.replace("Quito", "Cuenca").replace("fish", "herons"))

    assert ("original", True) == (name, LEAST < found < 1)


def test_another_release_of_the_same_series_is_not_alike() -> None:
    """Two releases that share names and a phrase are not copies."""
    other = "The Lake Council met in Lima on 9 May 2021. Cy Marsh and Bo Reed spoke about birds, boats and the price of nets."

    assert [] == known(original=RELEASE).find(other)


def test_the_most_alike_comes_first() -> None:
    """Texts are ordered by their share, then by name."""
    index = known(b=RELEASE, a=RELEASE, changed=RELEASE.replace("Quito", "Cuenca"))

    assert ["a", "b", "changed"] == [name for name, _ in index.find(RELEASE)]


def test_long_texts_are_found_by_a_part_of_their_shingles() -> None:
    """A long text is found though only a part of its shingles is in the index."""
    long = " ".join(f"word{number} and so on" for number in range(2000))

    assert [("long", 1.0)] == known(long=long).find(long)


@given(st.text(max_size=80), st.text(max_size=80))
def test_a_share_is_the_same_from_both_sides(left: str, right: str) -> None:
    """The share lies between nought and one, does not depend on the side, and is whole for a text with itself."""
    a, b = shingles(left), shingles(right)

    assert 0 <= share(a, b) <= 1
    assert share(a, b) == share(b, a)
    assert 1 == share(a, a)
