"""The policy: its rules in their order, each with its reason."""

import pytest
from tests.making import document

from communique.records import Document, Entity, Term
from communique.weighing.policy import RULES, Question, prefer
from communique.weighing.voices import Voices

MEETING = "meeting/m"


def voices(*documents: Document, copies: tuple[tuple[str, str], ...] = (), issuers: tuple[tuple[str, str], ...] = ()) -> Voices:
    """Documents as voices at a meeting of Freedonia and Sylvania."""
    return Voices(
        dates={d.name: d.published or "" for d in documents},
        lineage={d.name: d.name for d in documents} | dict(copies),
        issuer=dict(issuers),
        entities={MEETING: Entity(MEETING, "meeting", "M")},
        sides={MEETING: frozenset({"state/freedonia", "state/sylvania"})},
        side_of={},
    )


def value(text: str) -> frozenset[Term]:
    """One date as a value."""
    return frozenset([Term("date", text)])


def decide(known: Voices, side: str | None = None, **said: str) -> tuple[str | None, str]:
    """Return the preferred date and the rule; `said` maps each document to its date."""
    values = {value(date): frozenset(name for name, other in said.items() if other == date) for date in said.values()}
    found, decision = prefer(values, Question(MEETING, side), known)
    return (next(iter(found)).text if found else None), decision.rule


def test_a_party_is_believed_about_its_own_side() -> None:
    """Each party's own release prevails for its own delegation, though both took part."""
    known = voices(document("a"), document("b"), issuers=(("a", "state/freedonia"), ("b", "state/sylvania")))

    assert decide(known, "state/sylvania", a="2021-05-04", b="2021-05-05") == ("2021-05-05", "own-side")


def test_who_took_part_is_believed_before_a_third_party() -> None:
    """A release of a party prevails over one of somebody else."""
    known = voices(document("a"), document("b"), issuers=(("a", "state/freedonia"), ("b", "state/ruritania")))

    assert decide(known, a="2021-05-04", b="2021-05-05") == ("2021-05-04", "took-part")


def test_an_original_is_believed_before_its_copy() -> None:
    """Where a copy differs from its original, the original prevails."""
    known = voices(document("a"), document("b"), copies=(("b", "a"),))

    assert decide(known, a="2021-05-04", b="2021-05-05") == ("2021-05-04", "original")


def test_more_independent_witnesses_are_believed() -> None:
    """Two witnesses prevail over one; a copy does not count."""
    known = voices(document("a"), document("b"), document("c"), document("d"), copies=(("d", "c"),))

    assert decide(known, a="2021-05-04", b="2021-05-04", c="2021-05-05", d="2021-05-05") == ("2021-05-04", "more-witnesses")


def test_the_more_precise_date_is_believed() -> None:
    """A day prevails over its month."""
    assert decide(voices(document("a"), document("b")), a="2021-05", b="2021-05-05") == ("2021-05-05", "more-precise")


def test_the_later_document_is_believed() -> None:
    """Of two that are alike in all else, the one published later prevails."""
    known = voices(document("a", published="2021-05-06"), document("b", published="2021-05-07"))

    assert decide(known, a="2021-05-04", b="2021-05-05") == ("2021-05-05", "later")


def test_without_both_dates_of_publication_the_policy_abstains() -> None:
    """An undated document is neither later nor earlier."""
    known = voices(document("a", published="2021-05-06"), document("b"))

    assert decide(known, a="2021-05-04", b="2021-05-05") == (None, "abstains")


@pytest.mark.parametrize("name", [name for name, _, _ in RULES])
def test_every_rule_says_why(name: str) -> None:
    """Each rule has a sentence that stands in the data."""
    (sentence,) = (text for other, _, text in RULES if other == name)

    assert " before " in sentence
