"""Lineages: which documents are independent witnesses."""

from communique.witnesses import find_lineages, resemblance, shingles
from tests.making import document

RELEASE = (
    "The ministers of Freedonia and Sylvania met in Fredville on May 4 to review trade, water and the new bridge between the two."
)


def test_a_document_that_says_what_it_copies_joins_its_lineage() -> None:
    """`copy_of` makes a lineage whose head is the original."""
    found = find_lineages([document("original", "One text."), document("copy", "Another.", copy_of="original")])

    assert found == {"original": "original", "copy": "original"}


def test_near_identical_texts_are_one_lineage() -> None:
    """A reprint with a line of its own on top is the same witness."""
    reprint = document("b", RELEASE * 3 + " Read more.", published="2021-05-06")

    found = find_lineages([document("a", RELEASE * 3, published="2021-05-05"), reprint])

    assert found == {"a": "a", "b": "a"}


def test_texts_on_one_meeting_in_other_words_are_two_witnesses() -> None:
    """Two texts of one event that share few sequences of words stay apart."""
    other = "Freedonia's minister received his Sylvanian colleague; both praised the bridge that is to join their countries."

    found = find_lineages([document("a", RELEASE), document("b", other)])

    assert found == {"a": "a", "b": "b"}


def test_a_copy_of_what_is_not_here_stands_alone() -> None:
    """`copy_of` an address or an unknown document makes no lineage with anything."""
    assert find_lineages([document("a", copy_of="https://example.org/x")]) == {"a": "a"}


def test_the_earliest_published_is_the_head() -> None:
    """Among equals, the document published first heads the lineage."""
    found = find_lineages([document("a", RELEASE, published="2021-05-06"), document("b", RELEASE, published="2021-05-05")])

    assert found == {"a": "b", "b": "b"}


def test_resemblance_is_one_for_equal_texts() -> None:
    """Equal texts share all their sequences."""
    assert resemblance(shingles(RELEASE), shingles(RELEASE)) == 1.0
