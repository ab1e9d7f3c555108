"""The `Accept` header against what can be given."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.server.negotiation import GRAPHS, ROWS, choose, choose_named

OFFERED = ("text/turtle", "application/ld+json", "text/html")


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (None, "text/turtle"),
        ("  ", "text/turtle"),
        ("*/*", "text/turtle"),
        ("text/html", "text/html"),
        ("TEXT/HTML;Q=1.0", "text/html"),
        ("text/html;level=1;q=0.4, application/*;q=0.5", "application/ld+json"),
        ("text/turtle;q=0.1, text/*;q=0.9", "text/html"),
        ("text/turtle;q=0, */*", "application/ld+json"),
        ("text/turtle; charset=utf-8", "text/turtle"),
        ("application/ld+json, text/html", "application/ld+json"),
        ("text/turtle;q=0", None),
        ("image/png", None),
        ("nonsense", None),
        ("text/html;q=much, application/ld+json;q=0.2", "application/ld+json"),
        ("text/html;q=9, text/turtle;q=-3", "text/html"),
    ],
)
def test_the_best_type_is_chosen(header: str | None, expected: str | None) -> None:
    """Quality first, the closest range for each type, our order among equals."""
    assert choose(header, OFFERED) == expected


@given(st.text(alphabet="ax*/;=,q.0 \x00é", max_size=40))
def test_any_header_chooses_something_offered_or_nothing(header: str) -> None:
    """Nonsense raises nothing."""
    assert choose(header, OFFERED) in {*OFFERED, None}


@pytest.mark.parametrize(("name", "expected"), [("xml", "application/sparql-results+xml"), ("ttl", None), (None, "text/csv")])
def test_a_named_form_goes_first(name: str | None, expected: str | None) -> None:
    """An unknown name is not replaced by something else."""
    assert choose_named(name, "text/csv", ROWS) == expected


@pytest.mark.parametrize("table", [ROWS, GRAPHS])
def test_each_short_name_stands_for_its_own_type_first(table: dict[str, str]) -> None:
    """The types that many things share come after those of one form."""
    chosen = [choose_named(name, None, table) for name in dict.fromkeys(table.values())]

    assert chosen == list(table)[: len(chosen)]
