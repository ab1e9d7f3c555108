"""Suggestions: ranked, with a verdict that may be "not there"."""

from dataclasses import replace

import pytest

from communique.linking.base import Office, Subject
from communique.linking.suggest import Suggestion, suggest
from communique.linking.table import Table

HARBOURS = Subject("agency/harbours", "agency", "Ministry of Harbours", country="MEX")
RECORDS = [
    Subject("1", "agency", "Ministry of Harbours", country="MEX"),
    Subject("2", "post", "Minister of Harbours", country="MEX"),
    Subject("3", "agency", "Ministry of Forests", country="MEX"),
]


def table(*records: Subject) -> Table:
    """Return a target with some records."""
    return Table("demo", "demo", "http://example.org/", records)


def verdicts(found: list[Suggestion]) -> list[str]:
    """Return the verdicts of suggestions."""
    return [one.verdict for one in found]


def test_the_right_record_is_proposed() -> None:
    """The body of the name and country is the match, though its minister's post shares the words."""
    [found] = suggest([HARBOURS], table(*RECORDS))

    assert found.best == RECORDS[0]
    assert [one.record.id for one in found.candidates] == ["1"]


def test_a_subject_that_the_target_lacks_is_not_there() -> None:
    """Nothing is proposed where nothing fits, though a word is shared."""
    [found] = suggest([HARBOURS], table(RECORDS[2]))

    assert (found.verdict, found.candidates, found.best) == ("not there", (), None)


def test_an_empty_target_holds_nobody() -> None:
    """A register without records answers, too."""
    assert verdicts(suggest([HARBOURS], table())) == ["not there"]


def test_two_equal_records_are_ambiguous() -> None:
    """Neither of two that fit equally well is proposed; both are shown."""
    [found] = suggest([HARBOURS], table(RECORDS[0], replace(RECORDS[0], id="1b")))

    assert (found.verdict, found.best, len(found.candidates)) == ("ambiguous", None, 2)


def test_two_agencies_of_one_name_without_a_country_are_not_guessed_between() -> None:
    """Where our country is not known, a body that two countries have is not linked."""
    agency = Subject("agency/wpa", "agency", "Water Protection Agency", ("WPA",))
    both = table(replace(agency, id="1", country="USA"), replace(agency, id="2", country="IRL"))

    assert verdicts(suggest([agency], both)) == ["unsure"]
    assert verdicts(suggest([replace(agency, country="IRL")], both)) == ["match"]


def test_an_officer_of_a_lagging_register_is_shown_and_not_proposed() -> None:
    """A register that knows the person, and not yet the post, gives a candidate to look at."""
    officer = Subject(
        "person/h", "person", "Ruth A. Harrow", posts=(Office("Assistant Secretary for Harbours", start="2021-12-02"),)
    )
    known = Subject("h", "person", "Ruth A. Harrow", posts=(Office("Ambassador", "peru", "", "2014", "2017"),), began="1965")

    assert verdicts(suggest([officer], table(known))) == ["unsure"]


def test_an_officer_whom_a_lagging_register_lacks_is_not_there() -> None:
    """The predecessor in the same post is not taken for the holder."""
    officer = Subject("person/h", "person", "Ruth Harrow", posts=(Office("Ambassador to Peru", start="2021-12-02"),))
    before = Subject("q", "person", "Ida Quint", posts=(Office("Ambassador", "peru", "", "2018", "2021"),))

    assert verdicts(suggest([officer], table(before))) == ["not there"]


def test_programmes_named_side_by_side_stay_two() -> None:
    """The travellers' programmes of two countries have other names and are not linked."""
    ours = Subject("programme/x", "programme", "Viajero Sereno", country="MEX")

    assert verdicts(suggest([ours], table(Subject("1", "programme", "CALMTRAV", country="USA")))) == ["not there"]


def test_what_was_decided_is_not_suggested_again() -> None:
    """A rejected pair does not come back, and another candidate may take its place."""
    twin = replace(RECORDS[0], id="1b")
    [found] = suggest([HARBOURS], table(RECORDS[0], twin), decided={("agency/harbours", "1")})

    assert found.best == twin


def test_no_more_candidates_are_shown_than_wanted() -> None:
    """`most` bounds the list."""
    [found] = suggest([HARBOURS], table(*(replace(RECORDS[0], id=str(number)) for number in range(9))), most=3)

    assert [one.record.id for one in found.candidates] == ["0", "1", "2"]


def test_the_order_of_records_does_not_matter() -> None:
    """The same records in any order give the same suggestion."""
    assert suggest([HARBOURS], table(*RECORDS)) == suggest([HARBOURS], table(*reversed(RECORDS)))


@pytest.mark.parametrize("label", ["Min T. Ou", "Ou Min", "Min Ou"])
def test_short_names_and_names_turned_round_are_found(label: str) -> None:
    """A family name of two letters is one, and it may stand first."""
    envoy = Subject("person/o", "person", "Min Ou", posts=(Office("Ambassador to Peru", start="2012"),))
    record = Subject("o", "person", label, posts=(Office("Ambassador", "peru", "", "2011", "2013"),))

    assert verdicts(suggest([envoy], table(record))) == ["match"]
