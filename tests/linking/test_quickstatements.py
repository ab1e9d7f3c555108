"""QuickStatements: the commands by which links and statements are given back."""

import re

import pytest

from communique.errors import AuthorityError
from communique.linking.base import Office, Subject
from communique.linking.quickstatements import Statement, identifier_statements, post_statements, text, time, write_quickstatements
from communique.linking.sssom import NO_TERM, Mapping, MappingSet

#: The grammar of version 1, as its help page gives it: item, property, value, then qualifiers, then sources.
VALUE = r'(?:Q[1-9]\d*|"[^"\t\n]*"|[a-z-]{2,}:"[^"\t\n]*"|[+-]\d{4,}-\d{2}-\d{2}T00:00:00Z/(?:9|10|11))'
COMMAND = re.compile(rf"Q[1-9]\d*\tP[1-9]\d*\t{VALUE}(?:\tP[1-9]\d*\t{VALUE})*(?:\tS[1-9]\d*\t{VALUE})+")

CURATED = "semapv:ManualMappingCuration"
PREFIXES = {
    "o": "http://example.org/ours/",
    "wd": "http://www.wikidata.org/entity/",
    "ror": "https://ror.org/",
    "geo": "http://sws.geonames.org/",
}
SOURCE = (("S854", text("https://example.org/")),)


def links(*pairs: tuple[str, str], predicate: str = "skos:exactMatch") -> MappingSet:
    """Return mappings of the harbour office."""
    rows = tuple(Mapping(ours, predicate, theirs, CURATED, mapping_date="2022-05-01") for ours, theirs in pairs)
    return MappingSet(PREFIXES, {}, rows)


def test_identifiers_are_given_to_the_linked_item() -> None:
    """Each exact link to a known register becomes a statement with its page and the day as its source."""
    found = identifier_statements([links(("o:a", "wd:Q7000001")), links(("o:a", "ror:0abc"), ("o:a", "geo:17/"))])

    assert write_quickstatements(found) == (
        'Q7000001\tP1566\t"17"\tS854\t"http://sws.geonames.org/17/"\tS813\t+2022-05-01T00:00:00Z/11\n'
        'Q7000001\tP6782\t"0abc"\tS854\t"https://ror.org/0abc"\tS813\t+2022-05-01T00:00:00Z/11\n'
    )


def found_in(**more: str) -> str:
    """Return the commands for one identifier that was found somewhere."""
    row = Mapping("o:a", "skos:exactMatch", "loc:USOTE", CURATED, **more)  # type: ignore[arg-type]
    prefixes = {**PREFIXES, "loc": "https://w3id.org/communique/identifier/un-locode/"}
    return write_quickstatements(identifier_statements([links(("o:a", "wd:Q7000001")), MappingSet(prefixes, {}, (row,))]))


def test_the_reference_is_where_the_identifier_was_found() -> None:
    """The file or page that the mapping names stands as its source."""
    assert found_in(see_also="https://example.org/list.csv") == 'Q7000001\tP1937\t"USOTE"\tS854\t"https://example.org/list.csv"\n'


def test_an_identifier_without_a_page_is_not_given() -> None:
    """A name that only this project gives to an identifier is no reference."""
    assert found_in() == ""


def test_what_came_from_wikidata_does_not_go_back() -> None:
    """An identifier that was read out of Wikidata is known there."""
    assert found_in(see_also="https://example.org/x", source="registry: external/wikidata.json") == ""


@pytest.mark.parametrize(
    "sets",
    [
        [links(("o:a", "ror:0abc"))],
        [links(("o:a", "wd:Q7000001")), links(("o:b", "ror:0abc"))],
        [links(("o:a", "wd:Q7000001")), links(("o:a", "ror:0abc"), predicate="skos:closeMatch")],
        [links(("o:a", "wd:Q7000001")), links(("o:a", NO_TERM))],
    ],
)
def test_nothing_is_given_without_an_exact_link_on_both_sides(sets: list[MappingSet]) -> None:
    """No item, another subject, a close match, or nothing found: no statement."""
    assert list(identifier_statements(sets)) == []


def test_a_post_is_given_with_its_day_and_document() -> None:
    """A person and a post that are both linked give a statement with the document as its source."""
    ours = Subject(
        "person/h",
        "person",
        "Harrow",
        posts=(
            Office("Envoy", "", "", "2011-05-02", "2011-05-02", iri="o/post/e", source="https://example.org/release"),
            Office("Chair", iri="o/post/c"),
        ),
        iri="o/person/h",
    )
    found = post_statements([ours], {"o/person/h": "Q7000001", "o/post/e": "Q7000002", "o/post/c": "Q7000003"})

    assert write_quickstatements(found) == (
        'Q7000001\tP39\tQ7000002\tP585\t+2011-05-02T00:00:00Z/11\tS854\t"https://example.org/release"\n'
    )


def test_every_command_is_of_the_published_form() -> None:
    """Texts with odd characters, dates of each precision and items make commands that the grammar takes."""
    odd = [
        Statement("Q7", "P1", text('a "b"\tc\nd “e” f"g'), (("P585", time("2021")),), SOURCE),
        Statement("Q7", "P2", time("2021-12"), (), SOURCE),
        Statement("Q7", "P3", "Q9", (), (*SOURCE, ("S813", time("2021-12-02")))),
    ]
    lines = write_quickstatements(odd).splitlines()

    assert len(lines) == 3
    assert [line for line in lines if not COMMAND.fullmatch(line)] == []


def test_nothing_is_given_twice_or_that_is_known() -> None:
    """One command for one statement, and none for what Wikidata holds."""
    one, other = Statement("Q7", "P1", '"a"', (), SOURCE), Statement("Q7", "P1", '"b"', (), SOURCE)

    assert len(write_quickstatements([one, one, other]).splitlines()) == 2
    assert write_quickstatements([one, other], frozenset({("Q7", "P1", '"a"')})) == other.line + "\n"


@pytest.mark.parametrize(
    ("statement", "says"),
    [
        (Statement("Q7", "P1", '"a"'), "no reference"),
        (Statement("person/h", "P1", '"a"', (), SOURCE), "expected an item"),
        (Statement("Q7", "S1", '"a"', (), SOURCE), "expected an item"),
    ],
)
def test_what_cannot_be_given_is_refused(statement: Statement, says: str) -> None:
    """Without a source, or about no item, nothing is written."""
    with pytest.raises(AuthorityError, match=says):
        write_quickstatements([statement])


def test_a_text_is_no_date() -> None:
    """Dates are ISO 8601."""
    with pytest.raises(AuthorityError, match="expected YYYY"):
        time("May 2021")
