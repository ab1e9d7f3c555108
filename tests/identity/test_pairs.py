"""Identity against labelled pairs of mentions: nothing wrong, little missed, and no silent change."""

from collections import Counter

import pytest

from tests.identity.cases import TABLES, Case, decide, read_cases

CASES = {table: read_cases(table) for table in TABLES}
ALL = [case for cases in CASES.values() for case in cases]


@pytest.mark.parametrize("case", ALL, ids=lambda case: f"{case.tier}: {case.left} | {case.right}")
def test_a_pair_is_decided_as_frozen(case: Case) -> None:
    """Each labelled pair comes out as the table says; whoever changes that changes the table."""
    assert decide(case) == case.frozen


def test_the_tables_are_large_enough() -> None:
    """At least 120 pairs of people, bodies and posts and 40 of meetings are labelled, in tiers."""
    assert len(CASES["pairs.tsv"]) >= 120
    assert len(CASES["meetings.tsv"]) >= 40
    assert {"spelling", "diacritics", "nickname", "initial", "translation of the post", "homonym"} <= {case.tier for case in ALL}


def test_nothing_different_is_taken_for_one() -> None:
    """Precision on "same" is 1.00."""
    assert [case for case in ALL if case.frozen == "same" and case.label != "same"] == []


@pytest.mark.parametrize("table", TABLES)
def test_little_is_missed(table: str) -> None:
    """At least nine in ten of the pairs that are one are found."""
    found = Counter(case.frozen for case in CASES[table] if case.label == "same")

    assert found["same"] / found.total() >= 0.9
