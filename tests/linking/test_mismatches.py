"""Differences between the data set and those that it is linked with."""

import csv
import io
from dataclasses import replace

import pytest

from communique.errors import TargetError
from communique.linking.base import Office, Subject
from communique.linking.mismatches import FINDER, KINDS, Mismatch, find_mismatches, finder_csv, mismatch_rows

DOCUMENT = "https://example.org/release"
OURS = Subject(
    "person/harrow",
    "person",
    "Ruth Harrow",
    posts=(Office("Ambassador to Peru", start="2011-05-02", end="2012-06-01", attested=True, source=DOCUMENT),),
    dates=("2011-05-02", "2012-06-01"),
    iri="http://example.org/ours/person/harrow",
)
THEIRS = Subject(
    "Q7000001",
    "person",
    "Ruth A. Harrow",
    posts=(Office("Ambassador", "Peru", "", "2010-09-01", "2013-08-01", source="Q7000001$a"),),
    iri="http://www.wikidata.org/entity/Q7000001",
)


def found(ours: Subject, theirs: Subject) -> list[Mismatch]:
    """Return the differences of one pair."""
    return list(find_mismatches([(ours, theirs)]))


def held(start: str, end: str) -> Subject:
    """Return their record with other dates of the post."""
    return replace(THEIRS, posts=(replace(THEIRS.posts[0], start=start, end=end),))


def test_what_agrees_is_no_difference() -> None:
    """A name with or without an initial, and dates within a tenure, agree."""
    assert found(OURS, THEIRS) == []


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2012-01-01", "2013-08-01", [("before start", "2011-05-02", "2012-01-01")]),
        ("2010-09-01", "2011-12-31", [("after end", "2012-06-01", "2011-12-31")]),
        ("2011-05-30", "2013-08-01", []),
        ("2010", "", []),
    ],
)
def test_dates_outside_a_tenure_are_named_by_their_side(start: str, end: str, expected: list[tuple[str, str, str]]) -> None:
    """Before their start, after their end; some weeks, and an open end, are no difference."""
    assert expected == [(one.kind, one.ours, one.theirs) for one in found(OURS, held(start, end))]


def test_one_of_several_spans_is_enough() -> None:
    """A post held twice is no difference if one span has the date."""
    twice = replace(THEIRS, posts=(*held("1990", "1993").posts, *THEIRS.posts))

    assert found(OURS, twice) == []


def test_a_post_that_they_lack_is_told() -> None:
    """A register that lags lists other posts only."""
    lagging = replace(THEIRS, posts=(Office("Envoy", "Chile", "", "2001", "2004"),))

    assert [(one.kind, one.about, one.theirs) for one in found(OURS, lagging)] == [("post absent", "Ambassador to Peru", "")]


def test_a_record_without_posts_says_nothing_of_posts() -> None:
    """A data set that lists no posts at all lacks none."""
    assert found(OURS, replace(THEIRS, posts=())) == []


def test_another_name_is_told() -> None:
    """A linked record under another given name deserves a look."""
    assert [(one.kind, one.theirs) for one in found(OURS, replace(THEIRS, label="Ida Harrow"))] == [("name", "Ida Harrow")]


def test_a_life_that_had_ended_is_told() -> None:
    """Someone attested after death is somebody else, or the date is wrong."""
    assert [(one.kind, one.ours, one.theirs) for one in found(OURS, replace(THEIRS, ended="2012-01"))] == [
        ("after life", "2012-06-01", "2012-01")
    ]


def test_both_sides_have_their_sources() -> None:
    """The document on ours, the statement on theirs."""
    [one] = found(OURS, held("2012-01-01", "2013-08-01"))

    assert (one.our_source, one.their_source) == (DOCUMENT, "Q7000001$a")


def test_people_read_a_table() -> None:
    """Each row says in words what the difference is."""
    [row] = mismatch_rows(found(OURS, held("2012-01-01", "2013-08-01")))

    assert row["says"] == KINDS["before start"][0]


def test_the_import_file_has_the_finders_columns_and_rules() -> None:
    """A statement is of the item; without one the value is empty; dates of a post are qualifiers; the source is an address."""
    rows = [
        *found(OURS, held("2012-01-01", "2013-08-01")),
        *found(OURS, replace(THEIRS, posts=(Office("Envoy"),), label="Ida Harrow")),
    ]
    text = finder_csv(rows)
    cells = list(csv.DictReader(io.StringIO(text)))

    assert text.splitlines()[0] == ",".join(FINDER)
    assert [
        (row["property_id"], row["statement_guid"], row["wikidata_value"], row["external_value"], row["type"]) for row in cells
    ] == [
        ("P580", "Q7000001$a", "2012-01-01", "2011-05-02", "qualifier"),
        ("P39", "", "", "Ambassador to Peru", "statement"),
    ]
    assert {row["external_url"] for row in cells} == {DOCUMENT}
    assert all(row["statement_guid"].startswith(row["item_id"]) or not row["statement_guid"] for row in cells)
    assert all(len(value) <= 1500 for row in cells for value in row.values())


def test_a_known_value_without_its_statement_stays_out() -> None:
    """The form has no place for a value of theirs of which the statement is not known."""
    assert len(finder_csv(found(OURS, replace(THEIRS, ended="2012-01"))).splitlines()) == 1


def test_other_data_sets_have_no_import_file() -> None:
    """The Mismatch Finder takes Wikidata's items alone."""
    with pytest.raises(TargetError, match="no Wikidata item"):
        finder_csv(found(OURS, replace(THEIRS, id="harrow-ruth", label="Ida Harrow")))
