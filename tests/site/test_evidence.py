"""From statements to the words behind them."""

import pytest

from communique.site.base import Stated
from communique.site.data import Data
from communique.site.evidence import Evidence
from communique.site.wording import Wording
from communique.terms import MEET, SKOS
from tests.site.conftest import Small
from tests.site.small import ADA, BASE, BEN, DISPUTE, SECOND, TENURE


@pytest.fixture
def evidence(small: Small) -> Evidence:
    """The evidence of a fresh English page."""
    return Evidence(Data(small[1], BASE), Wording("en"))


def test_a_disputed_value_stands_beside_the_preferred_one(evidence: Evidence) -> None:
    """All values are given, what holds first, each with how it stands."""
    dates = evidence.stated(BASE + SECOND, MEET.startDate)

    assert [(one.value.text, one.standing) for one in dates] == [("4 May 2021", "asserted"), ("5 May 2021", "disputed")]


def test_copies_are_one_witness(evidence: Evidence) -> None:
    """Two documents say 5 May, but one is a copy of the other."""
    disputed = evidence.stated(BASE + SECOND, MEET.startDate)[1]

    assert (len(disputed.sources), disputed.witnesses) == (2, 1)


def test_independent_documents_are_two_witnesses(evidence: Evidence) -> None:
    """Two releases name the same person."""
    attended = {one.value.text: one.witnesses for one in evidence.stated(BASE + SECOND, MEET.attendedBy)}

    assert attended == {"Ada Moreno": 2, "Ben Tully": 1}


def test_a_claim_leads_to_its_words(evidence: Evidence) -> None:
    """The link of a claim is the anchor of its words in its document."""
    (said,) = evidence.stated(BASE + SECOND, MEET.place)[0].said

    assert said.quote == "in Porto <Azul>"
    assert said.path == f"document/north-2.html#e{said.quotes[0].start}-{said.quotes[0].end}"


def test_a_derived_value_names_its_rule_and_the_claims_it_used(evidence: Evidence) -> None:
    """What follows by a rule says so."""
    (day,) = evidence.stated(BASE + TENURE, MEET.attestedOn)

    assert (day.derived, [said.claim for said in day.said]) == ("attestation", ["c0"])


def test_what_was_known_beforehand_says_so(evidence: Evidence) -> None:
    """A value from the authority has no claim and is marked."""
    (notation,) = evidence.stated(BASE + "agency/water", SKOS.notation)

    assert notation == Stated(notation.value, "MoW", known=True)


def test_an_open_contradiction_marks_its_row(evidence: Evidence) -> None:
    """The row leads to the page of the disagreement."""
    row = evidence.row("Date", BASE + SECOND, MEET.startDate)

    assert row is not None
    assert row.contested
    assert row.dispute is not None
    assert row.dispute.path == f"{DISPUTE}.html"


def test_what_nobody_states_has_no_row(evidence: Evidence) -> None:
    """An empty row is no row."""
    assert evidence.row("End", BASE + SECOND, MEET.endDate) is None


def test_a_part_leads_to_the_page_of_the_whole(evidence: Evidence) -> None:
    """A participation has no page of its own."""
    assert evidence.about(f"{BASE}participation/river-2--ada-moreno").path == f"{SECOND}.html"


def test_sources_are_numbered_as_they_are_mentioned(evidence: Evidence) -> None:
    """The first document that a page needs is number one."""
    evidence.stated(BASE + BEN, MEET.name)
    evidence.stated(BASE + SECOND, MEET.startDate)

    assert (evidence.sources[0].number, evidence.sources[0].name) == (1, "north-2")
    assert sorted(one.number for one in evidence.sources) == [1, 2, 3]


def test_a_name_of_the_authority_stands_for_the_label_in_its_language(small: Small) -> None:
    """A body is called by its Spanish name on Spanish pages; a person has only one label."""
    data = Data(small[1], BASE)

    assert data.label(f"{BASE}agency/water", "es") == "Ministerio del Agua"
    assert data.label(f"{BASE}agency/water", "en") == "Ministry of Water"
    assert data.label(BASE + ADA, "es") == "Ada Moreno"


def test_what_is_no_iri_is_not_known(small: Small) -> None:
    """A path with characters that no IRI has names nothing."""
    data = Data(small[1], BASE)

    assert not data.knows(f"{BASE}person/a b>")
    assert data.knows(BASE + ADA)
