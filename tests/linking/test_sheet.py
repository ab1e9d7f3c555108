"""The review sheet: written for people, read back, applied to the mapping files."""

import csv
import io
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from communique.errors import AuthorityError
from communique.linking.base import Office, Subject
from communique.linking.sheet import (
    DECISIONS,
    Decided,
    Review,
    SheetRow,
    apply_sheet,
    decided_pairs,
    linked,
    read_sheet,
    sheet_rows,
    write_sheet,
)
from communique.linking.sssom import NO_TERM, read_sssom
from communique.linking.suggest import Suggestion, suggest
from communique.linking.table import Table

BASE = "http://example.org/ours/"
REVIEW = Review("Ada Quint", "2022-05-01", BASE)
SUBJECTS = [
    Subject(
        "agency/harbours",
        "agency",
        "Ministry of Harbours",
        country="MEX",
        quotes=("met the Ministry\tof Harbours",),
        iri=BASE + "agency/harbours",
    ),
    Subject("agency/lakes", "agency", "Lake Board", country="MEX"),
]
TARGET = Table(
    "register",
    "register",
    "http://example.org/theirs/",
    [
        Subject(number, "agency", "Ministry of Harbours", country="MEX", iri=f"http://example.org/theirs/{number}")
        for number in ("1", "2")
    ],
)


def suggestions() -> list[Suggestion]:
    """Return two candidates for one body and none for the other."""
    return suggest(SUBJECTS, TARGET)


def decide(rows: Sequence[SheetRow], **decisions: str) -> list[SheetRow]:
    """Return rows with decisions by candidate id (`c1`), or by the last word of the subject's id for a row without one."""
    keys = [f"c{row.candidate_id}" if row.candidate_id else row.subject_id.rpartition("/")[2] for row in rows]
    return [replace(row, decision=decisions.get(key, "")) for key, row in zip(keys, rows, strict=True)]


def applied(folder: Path, **decisions: str) -> Decided:
    """Apply decisions to the mapping files of a folder."""
    return apply_sheet(decide(list(sheet_rows(suggestions())), **decisions), folder, TARGET, REVIEW)


def test_each_candidate_is_a_row_with_our_words_and_its_reasons() -> None:
    """A reviewer sees the quotation and the sum beside each candidate; a subject without candidates has a row, too."""
    rows = list(csv.DictReader(io.StringIO(write_sheet(suggestions())), delimiter="\t"))

    assert [(row["subject_id"], row["candidate_id"], row["verdict"]) for row in rows] == [
        ("agency/harbours", "1", "ambiguous"),
        ("agency/harbours", "2", "ambiguous"),
        ("agency/lakes", "", "not there"),
    ]
    assert rows[0]["quotation"] == "met the Ministry of Harbours"
    assert rows[0]["why"] == "name +0.60 (harbours ministry); country +0.20 (MEX) = 0.80"


def test_a_sheet_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    """White space in cells becomes plain; all else stays."""
    path = tmp_path / "sheet.tsv"
    path.write_text(write_sheet(suggestions()), encoding="utf-8")

    assert [row.candidate_id for row in read_sheet(path)] == ["1", "2", ""]


def test_posts_are_shown_with_their_dates() -> None:
    """Both sides' posts can be compared by eye."""
    person = Subject("person/h", "person", "Harrow", posts=(Office("Envoy", "Peru", start="2010", end="2012"),))
    [row] = sheet_rows([Suggestion(person, "not there")])

    assert row.posts == "Envoy Peru (2010–2012)"


def test_decisions_become_mappings(tmp_path: Path) -> None:
    """What is accepted names its reviewer, day and reasons; what is nowhere is recorded as such."""
    assert applied(tmp_path, c1="same", c2="not-same", lakes="none") == Decided(1, 1, 1, 0)

    found = read_sssom(tmp_path / "register.sssom.tsv")
    assert [(one.subject_id, one.predicate_id, one.object_id) for one in found.mappings] == [
        ("communique:agency/harbours", "skos:exactMatch", "register:1"),
        ("communique:agency/lakes", "skos:exactMatch", NO_TERM),
    ]
    assert found.expand(found.mappings[0].subject_id) == BASE + "agency/harbours"
    assert (found.mappings[0].reviewer_label, found.mappings[0].mapping_date) == ("Ada Quint", "2022-05-01")
    assert (found.mappings[0].similarity_score, found.mappings[0].confidence) == ("0.80", "0.95")


def test_a_person_alone_is_less_sure_than_person_and_comparison(tmp_path: Path) -> None:
    """A pair below the threshold that a person calls the same is not of the highest confidence."""
    rows = [replace(row, score="0.55") for row in decide(list(sheet_rows(suggestions())), c1="same")]
    apply_sheet(rows, tmp_path, TARGET, REVIEW)

    assert [one.confidence for one in read_sssom(tmp_path / "register.sssom.tsv").mappings] == ["0.9"]


def test_rejected_pairs_stand_in_a_file_of_their_own(tmp_path: Path) -> None:
    """A reader who drops the modifier cannot take a rejected pair for a link."""
    applied(tmp_path, c1="same", c2="not-same")

    assert [one.predicate_modifier for one in read_sssom(tmp_path / "rejected.sssom.tsv").mappings] == ["Not"]
    assert [one.predicate_modifier for one in read_sssom(tmp_path / "register.sssom.tsv").mappings] == [""]


def test_what_was_decided_does_not_come_back(tmp_path: Path) -> None:
    """Rejected and linked pairs are left out of the next suggestions."""
    applied(tmp_path, c2="not-same")

    pairs = decided_pairs(tmp_path, TARGET, BASE)

    assert pairs == {("agency/harbours", "2")}
    assert suggest(SUBJECTS, TARGET, decided=pairs)[0].verdict == "match"


def test_subjects_with_an_exact_match_are_known(tmp_path: Path) -> None:
    """They need no further suggestion; those with a close one may."""
    applied(tmp_path, c1="close")
    assert linked(tmp_path, TARGET, BASE) == frozenset()
    applied(tmp_path, c1="same")

    assert linked(tmp_path, TARGET, BASE) == {"agency/harbours"}


def test_unsure_and_empty_decisions_change_nothing(tmp_path: Path) -> None:
    """No file is written for what nobody decided."""
    assert applied(tmp_path, c1="unsure") == Decided(0, 0, 0, 3)
    assert list(tmp_path.iterdir()) == []


def test_applying_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    """A sheet can be applied again without doubling anything."""
    applied(tmp_path, c1="same", c2="not-same", lakes="none")
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    applied(tmp_path, c1="same", c2="not-same", lakes="none")

    assert before == {path.name: path.read_bytes() for path in tmp_path.iterdir()}


def test_one_subject_cannot_be_two_things(tmp_path: Path) -> None:
    """Two rows that say "same" of one subject contradict each other."""
    with pytest.raises(AuthorityError, match="agency/harbours: decided 'same' or 'none' on 2 rows"):
        applied(tmp_path, c1="same", c2="same")


@pytest.mark.parametrize("date", ["yesterday", "2022-05", "2022-02-30", ""])
def test_a_decision_has_a_day(tmp_path: Path, date: str) -> None:
    """It goes into the mapping and into the graph as a date."""
    with pytest.raises(AuthorityError, match="expected YYYY-MM-DD"):
        apply_sheet(decide(list(sheet_rows(suggestions())), c1="same"), tmp_path, TARGET, replace(REVIEW, date=date))


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"decision": "perhaps"}, "line 2: the decision is 'perhaps'"),
        ({"decision": "same", "candidate_id": ""}, "on a row without a candidate"),
        ({"decision": "same", "score": "0,80"}, "line 2: the score is '0,80'"),
    ],
)
def test_a_decision_that_means_nothing_is_refused(tmp_path: Path, changes: dict[str, str], says: str) -> None:
    """The message names the line and the words that may stand there."""
    path = tmp_path / "sheet.tsv"
    [first, *_] = sheet_rows(suggestions())
    row = {**asdict(first), "quotation": "", **changes}
    path.write_text("\t".join(row) + "\n" + "\t".join(row.values()) + "\n", encoding="utf-8")

    with pytest.raises(AuthorityError, match=says):
        read_sheet(path)


def test_decisions_may_be_written_with_blanks_and_capitals(tmp_path: Path) -> None:
    """A person may write "Not same"."""
    path = tmp_path / "sheet.tsv"
    text = write_sheet(suggestions()).splitlines()
    path.write_text("\n".join([text[0], text[1].rstrip("\t") + "\tNot same\t\t", *text[2:]]) + "\n", encoding="utf-8")

    assert read_sheet(path)[0].decision == "not-same"


@pytest.mark.parametrize("text", ["", "a\tb\n1\t2\n", '"' + "x" * 140_000])
def test_another_file_is_no_sheet(tmp_path: Path, text: str) -> None:
    """The message says how to make one."""
    path = tmp_path / "sheet.tsv"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(AuthorityError, match="communique link suggest"):
        read_sheet(path)


def test_a_sheet_that_is_not_there_is_told(tmp_path: Path) -> None:
    """The message names the file."""
    with pytest.raises(AuthorityError, match=r"none\.tsv"):
        read_sheet(tmp_path / "none.tsv")


def test_each_decision_has_its_predicate() -> None:
    """Only rejecting negates."""
    assert [word for word, (_, modifier) in DECISIONS.items() if modifier] == ["not-same"]
