"""Which records are worth comparing with a subject."""

from communique.linking.base import Subject
from communique.linking.blocks import MOST, Blocks


def found(subject: Subject, *records: Subject) -> list[str]:
    """Return the ids of the records to compare with a subject."""
    return [record.id for record in Blocks(records).find(subject)]


def test_records_that_share_a_word_are_found_most_shared_first() -> None:
    """Small words do not count; what shares nothing is not compared."""
    records = [
        Subject(key, "agency", name)
        for key, name in (("1", "Board of Lakes"), ("2", "Office of Harbour Works"), ("3", "Harbour Office"))
    ]

    assert found(Subject("a", "agency", "Harbour Works Board"), *records) == ["2", "1", "3"]


def test_only_records_of_the_kind_or_of_none_are_found() -> None:
    """A town of the family name is not compared with a person; a record that does not say what it is may be."""
    records = [Subject("1", "place", "Harrow"), Subject("2", "", "Harrow"), Subject("3", "person", "Ruth Harrow")]

    assert found(Subject("p", "person", "Harrow"), *records) == ["2", "3"]
    assert found(Subject("x", "", "Harrow"), *records) == ["1", "2", "3"]


def test_either_of_two_family_names_finds_a_person() -> None:
    """And so does a family name that stands first; a first name among several does not."""
    record = Subject("1", "person", "Ruth Ann Harrow Solís")

    assert [found(Subject("p", "person", name), record) for name in ("Harrow", "Solís", "Ruth")] == [["1"], ["1"], []]
    assert found(Subject("p", "person", "Ou Min"), Subject("1", "person", "Min Ou")) == ["1"]


def test_there_is_a_bound() -> None:
    """A word that a whole register shares says too little."""
    records = [Subject(str(number), "agency", "Harbour Office") for number in range(MOST + 1)]

    assert len(found(Subject("a", "agency", "Harbour Office"), *records)) == MOST
