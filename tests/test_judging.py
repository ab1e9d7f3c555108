"""What waits for a judgement, and the row that settles it."""

from dataclasses import replace
from pathlib import Path

import pytest

from communique.errors import AuthorityError
from communique.graph.base import Material
from communique.judging import Case, file_of, judge, open_cases
from communique.records import Claim, Disagreement, Identities, Term, Weighed
from tests.making import claim, identities, to

CLAIMS = (
    claim("a#delegation", "delegation.led-by", to("a#1-4")),
    claim("a#delegation", "delegation.led-by", to("a#9-12")),
    claim("b#delegation", "delegation.led-by", to("b#1-4")),
)
PAIR = Case("c1", "person", "the same?", "a#1-4", {"same": "b#1-4", "different": "b#1-4"}, (), "0123")


def contradiction(*claims: Claim, people: dict[str, list[str]]) -> Case:
    """Return the case of a contradiction about who led a delegation, of people who all bear one name."""
    found = identities({"delegation/x": sorted({one.subject for one in claims}), **people})
    named = tuple(replace(one, label="Ana Prado") if one.kind == "person" else one for one in found.entities)
    values = tuple(sorted({Term("entity", found.entity_of[one.value.text]) for one in claims}))
    names = tuple(one.id for one in claims)
    dispute = Disagreement(
        "disagreement/d1", "delegation/x", "delegation.led-by", "contradiction", "open", values, names, (), "", ""
    )
    weighed = Weighed((), (dispute,), {}, {})
    [case] = open_cases(Material("https://example.org/", (), {}, claims, Identities(found.entity_of, named), weighed), ())
    return case


def test_lists_are_choices_with_the_claims_of_their_documents() -> None:
    """Each document's whole list is one choice, backed by all of its claims."""
    case = contradiction(*CLAIMS, people={"person/ana": ["a#1-4", "b#1-4"], "person/bea": ["a#9-12"]})

    assert list(case.choices.values()) == ["a#1-4; a#9-12", "a#1-4"]
    assert list(case.behind.values()) == [(CLAIMS[0].id, CLAIMS[1].id), (CLAIMS[2].id,)]


def test_two_who_bear_one_name_are_two_choices() -> None:
    """What tells them apart stands behind the name, and each choice means its own."""
    case = contradiction(CLAIMS[0], CLAIMS[2], people={"person/ana": ["a#1-4"], "person/ana-2": ["b#1-4"]})

    assert case.choices == {"Ana Prado (person/ana)": "a#1-4", "Ana Prado (person/ana-2)": "b#1-4"}


def test_a_verdict_must_be_one_of_the_choices() -> None:
    """The message names those that there are."""
    with pytest.raises(AuthorityError, match="c1: the verdict is 'maybe'; expected one of 'same', 'different'"):
        judge(PAIR, "maybe", ("why", "R. Bell", "2024-05-31"))


def test_a_judgement_on_a_pair_goes_into_the_file_of_identity() -> None:
    """With both mentions, the verdict and the evidence."""
    row = judge(PAIR, "same", ("why", "R. Bell", "2024-05-31"))

    assert (row.left, row.right, row.verdict, row.evidence_hash) == ("a#1-4", "b#1-4", "same", "0123")
    assert file_of(Path("rows"), row) == Path("rows/identity.tsv")
