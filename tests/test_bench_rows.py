"""The table of `make bench` shows a ratio only of two measurements of one run and one size."""

import pytest
from tools.rows import Ratio, Row, Table

OURS = Row("5 documents", "check", 0.5, documents=5, triples=7000, peak_mb=100)
PEER = Row("5 documents", "check by pySHACL", 10.0)


def test_a_ratio_of_one_run_is_told() -> None:
    """Two rows of this run give how many times as fast ours is."""
    assert Ratio(OURS, PEER).times == 20.0


@pytest.mark.parametrize("side", ["ours", "peer"])
def test_a_side_of_another_run_is_refused(side: str) -> None:
    """A row that another run measured, on either side, gives no ratio."""
    other = Row("5 documents", side, 3.0, run="yesterday")

    with pytest.raises(ValueError, match=f"5 documents, {side}: not measured in this run"):
        Ratio(other, PEER) if side == "ours" else Ratio(OURS, other)


def test_two_sizes_are_refused() -> None:
    """A figure for much is not compared with one for little."""
    with pytest.raises(ValueError, match="one size"):
        Ratio(OURS, Row("60 documents", "check by pySHACL", 10.0))


def test_a_stopped_side_of_ours_is_refused() -> None:
    """What did not end says nothing of how fast it is."""
    with pytest.raises(ValueError, match="was stopped"):
        Ratio(Row("5 documents", "check", 0.5, stopped=True), PEER)


def test_a_side_outside_the_table_is_refused() -> None:
    """Both sides of a ratio can be read in the table."""
    table = Table()
    table.add(OURS)

    with pytest.raises(ValueError, match="add both"):
        table.compare(OURS, PEER)


def test_the_table_shows_rows_and_ratios() -> None:
    """One line each, with rates, memory, and the ratio beside the row that it is about."""
    table = Table()
    table.compare(table.add(OURS), table.add(Row("5 documents", "check by pySHACL", 10.0, triples=7000, stopped=True)))
    head, ours, peer = table.text().splitlines()

    assert head.split() == ["size", "stage", "seconds", "documents/s", "triples/s", "peak", "MB", "ratio"]
    assert ours.split("  ") == ["5 documents", "check", *ours.split("  ")[2:]]
    assert "14,000" in ours
    assert ours.endswith("at least 20.0 times check by pySHACL")
    assert "over 10" in peer
    assert table.figures()["ratios"] == [
        {"size": "5 documents", "stage": "check", "peer": "check by pySHACL", "times_as_fast": 20.0, "at_least": True}
    ]


def test_a_block_is_timed() -> None:
    """A timed block becomes a row with its seconds and the memory held."""
    table = Table()
    with table.timed(Row("little", "nothing", 0.0)) as found:
        pass

    assert found == table.rows
    assert found[0].seconds >= 0
    assert (found[0].peak_mb or 0) > 0
