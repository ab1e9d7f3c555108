"""Names of series and their parties."""

from communique.identity.nations import make_nations
from communique.identity.series import marked_words, read_series

NATIONS = make_nations([("state/ghana", ["Ghana", "Ghanaian"]), ("state/chile", ["Chile"]), ("agency/eu", ["EU"])])


def test_the_parties_are_taken_from_the_front() -> None:
    """Order and wording of the parties do not matter; a nation further on is a topic."""
    names = [
        read_series(name, NATIONS)
        for name in ("Ghana-Chile Trade Forum", "Third Chile-Ghanaian Trade Forum", "Trade Forum on Chile")
    ]

    assert names[0] == names[1]
    assert (names[2].parties, names[2].core) == (frozenset(), ("trade", "forum", "on", "@state/chile"))


def test_a_name_of_common_words_is_nobodys_own() -> None:
    """A "High-Level Economic Dialogue" could be anybody's; "Cocoa Forum" could not."""
    assert read_series("EU-Ghana High-Level Economic Dialogue", NATIONS).common
    assert not read_series("Ghana-Chile Cocoa Forum", NATIONS).common


def test_nations_compare_by_who_they_are() -> None:
    """Marked words are the same in whatever form a nation stands."""
    assert marked_words("the Ghana-EU Pact (GEP)", NATIONS) == marked_words("Ghanaian-EU Pact", NATIONS)
