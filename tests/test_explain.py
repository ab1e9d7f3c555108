"""What the data set says of one thing, and the words behind it."""

import pytest

from communique.errors import DataError
from communique.explain import Explanation, explain
from communique.project import Project


def of(project: Project, thing: str) -> Explanation:
    """Explain a thing of a project."""
    return explain(project.store, project.settings.base, thing)


NAMES = ("https://example.org/bridges/person/luc-moreau", "person/luc-moreau", "luc-moreau", "Luc Moreau", "luc moreau")


@pytest.mark.parametrize("thing", NAMES)
def test_a_thing_can_be_named_in_several_ways(bridges: Project, thing: str) -> None:
    """An address, its path, its last segment and the exact name lead to the same node."""
    assert of(bridges, thing).label == "Luc Moreau"


def test_a_disputed_value_is_shown_as_claimed(bridges: Project) -> None:
    """Of two dates, the one that is not asserted is still shown, with its words."""
    (meeting,) = bridges.ask("meetings")
    found = [s for s in of(bridges, meeting["meeting"]).statements if s.predicate.endswith("startDate")]

    assert sorted((s.value, s.asserted) for s in found) == [("2021-05-04", True), ("2021-05-05", False)]
    assert all(s.words for s in found)


def test_every_claimed_statement_leads_to_words(bridges: Project) -> None:
    """What is said of a person comes with document, place and rule."""
    words = [w for s in of(bridges, "Luc Moreau").statements for w in s.words]

    assert words
    assert all(w.document and w.quote and w.rule and w.end > w.start for w in words)


def test_an_unknown_thing_is_told(bridges: Project) -> None:
    """The message says what would be understood."""
    with pytest.raises(DataError, match="expected an address, a path"):
        of(bridges, "Nobody")
