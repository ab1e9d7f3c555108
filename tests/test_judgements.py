"""The files of recorded decisions."""

from pathlib import Path

import pytest

from communique.errors import AuthorityError
from communique.judgements import COLUMNS, append_judgement, evidence_hash, read_judgements
from communique.records import Judgement

HEAD = "\t".join(COLUMNS) + "\n"
ROW = Judgement("person", "a#1-4", "b#1-4", "same", "told by the register", "A. Reader", "2024-01-31", "00ff")


def test_what_is_appended_is_read_back(tmp_path: Path) -> None:
    """A new file gets its head; a row keeps its cells, and knows its line."""
    append_judgement(tmp_path / "people.tsv", ROW)
    append_judgement(tmp_path / "people.tsv", ROW)

    first, second = read_judgements(tmp_path)

    assert (first.left, first.verdict, first.evidence_hash, first.source) == ("a#1-4", "same", "00ff", "people.tsv:2")
    assert second.source == "people.tsv:3"


def test_files_are_read_in_order(tmp_path: Path) -> None:
    """Rows come by file name and line; comments and empty lines count as lines and say nothing."""
    (tmp_path / "b.tsv").write_text(
        HEAD + "\n# why\n" + "\t".join(("body", "x", "y", "different", "r", "b", "2024-01-01", "")) + "\n"
    )
    append_judgement(tmp_path / "a.tsv", ROW)

    assert [row.source for row in read_judgements(tmp_path)] == ["a.tsv:2", "b.tsv:4"]


def test_a_missing_folder_holds_no_judgements(tmp_path: Path) -> None:
    """Nothing was decided yet."""
    assert read_judgements(tmp_path / "none") == ()


def test_line_breaks_and_tabs_in_a_reason_become_spaces(tmp_path: Path) -> None:
    """A reason that people type cannot break the table."""
    append_judgement(
        tmp_path / "a.tsv", Judgement("person", "a#1-4", "b#1-4", "same", "two\nlines\tand more", "A.", "2024-01-31", "")
    )

    assert read_judgements(tmp_path)[0].reason == "two lines and more"


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        (("person", "a", "b", "same", "r", "by", "2024-01-31"), "7 cells; expected 8"),
        (("animal", "a", "b", "same", "r", "by", "2024-01-31", ""), "kind is 'animal'; expected one of person, body"),
        (("person", "a", "b", "maybe", "r", "by", "2024-01-31", ""), "verdict is 'maybe'; expected one of same, different, unsure"),
        (("value", "a", "b", "same", "r", "by", "2024-01-31", ""), "expected one of prefer"),
        (("person", "a", "b", "same", "", "by", "2024-01-31", ""), "reason is empty"),
        (("person", "a", "b", "same", "r", "by", "31 January", ""), "date is '31 January'; expected a day like"),
    ],
)
def test_a_row_that_means_nothing_is_an_error(tmp_path: Path, cells: tuple[str, ...], message: str) -> None:
    """The error names file, line, cell and what was expected."""
    (tmp_path / "a.tsv").write_text(HEAD + "\t".join(cells) + "\n", encoding="utf-8")

    with pytest.raises(AuthorityError, match=f"a.tsv:2: .*{message}"):
        read_judgements(tmp_path)


def test_other_columns_are_an_error(tmp_path: Path) -> None:
    """A table with another head is refused before its rows are read."""
    (tmp_path / "a.tsv").write_text("left\tright\n", encoding="utf-8")

    with pytest.raises(AuthorityError, match="the columns are"):
        read_judgements(tmp_path)


def test_a_bad_row_is_not_appended(tmp_path: Path) -> None:
    """A row that could not be read back leaves the file as it was."""
    with pytest.raises(AuthorityError, match="verdict"):
        append_judgement(tmp_path / "a.tsv", Judgement("person", "a", "b", "perhaps", "r", "by", "2024-01-31", ""))

    assert not (tmp_path / "a.tsv").exists()


def test_the_hash_of_evidence_depends_on_every_text() -> None:
    """Other words, or the same in another order, give another hash."""
    assert len({evidence_hash(texts) for texts in (["a", "b"], ["b", "a"], ["a"], ["a b"])}) == 4
