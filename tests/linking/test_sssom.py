"""Mapping files in SSSOM/TSV."""

from pathlib import Path

import pytest

from communique.errors import AuthorityError
from communique.linking.sssom import COLUMNS, NO_TERM, Mapping, MappingSet, joined, parse_sssom, read_sssom, write_sssom

CURATED = "semapv:ManualMappingCuration"
PREFIXES = {"o": "http://example.org/our/", "t": "http://example.org/their/"}
EXACT = Mapping("o:1", "skos:exactMatch", "t:1", CURATED, subject_label="One", confidence="0.98", mapping_date="2022-05-01")
ABOUT = {"mapping_set_id": "http://example.org/set", "license": "https://creativecommons.org/publicdomain/zero/1.0/"}
HEAD = "subject_id\tpredicate_id\tobject_id\tmapping_justification"
BLOCK = "#curie_map:\n#  o: http://example.org/our/\n#  t: http://example.org/their/\n"


def test_a_set_reads_back_as_it_was_written() -> None:
    """Writing and reading lose nothing, and writing again gives the same text."""
    text = write_sssom(
        MappingSet(PREFIXES, ABOUT, (EXACT, Mapping("o:2", "skos:exactMatch", NO_TERM, CURATED, mapping_date="2022-06-01")))
    )
    found = parse_sssom(text)

    assert write_sssom(found) == text
    assert EXACT in found.mappings


def test_the_form_is_canonical() -> None:
    """Prefixes in use stand first and sorted, common values in the head, columns in the specification's order, no empty ones."""
    rows = (Mapping("o:2", "skos:closeMatch", "t:2", CURATED, mapping_date="2022-05-01"), EXACT)

    assert write_sssom(MappingSet({**PREFIXES, "idle": "http://example.net/"}, ABOUT, rows)) == (
        BLOCK + "#mapping_set_id: http://example.org/set\n#license: https://creativecommons.org/publicdomain/zero/1.0/\n"
        "#mapping_date: 2022-05-01\n"
        "subject_id\tsubject_label\tpredicate_id\tobject_id\tmapping_justification\tconfidence\n"
        "o:1\tOne\tskos:exactMatch\tt:1\tsemapv:ManualMappingCuration\t0.98\n"
        "o:2\t\tskos:closeMatch\tt:2\tsemapv:ManualMappingCuration\t\n"
    )


def test_what_the_head_says_holds_for_all_rows() -> None:
    """A value given once for the set reaches each row."""
    text = f"{BLOCK}#mapping_tool: finder\n{HEAD}\no:1\tskos:exactMatch\tt:1\t{CURATED}\n"

    assert [one.mapping_tool for one in parse_sssom(text).mappings] == ["finder"]


def test_a_value_in_a_column_keeps_the_head_from_reaching_down() -> None:
    """If any row speaks for itself, the head speaks for none."""
    rows = f"o:1\tskos:exactMatch\tt:1\t{CURATED}\tother\no:2\tskos:exactMatch\tt:2\t{CURATED}\t\n"
    text = f"{BLOCK}#mapping_tool: finder\n{HEAD}\tmapping_tool\n{rows}"

    assert [one.mapping_tool for one in parse_sssom(text).mappings] == ["other", ""]


def test_quoted_cells_keep_tabs_and_quotes() -> None:
    """A value with a tab, a quotation mark or a line break survives."""
    odd = Mapping("o:1", "skos:exactMatch", "t:1", CURATED, comment='a "tab"\there\nand a line')

    assert parse_sssom(write_sssom(MappingSet(PREFIXES, {}, (odd,)))).mappings == (odd,)


def test_columns_of_the_specification_without_a_field_are_kept() -> None:
    """What others write in standard columns is not lost."""
    text = f"{BLOCK}{HEAD}\tissue_tracker_item\no:1\tskos:exactMatch\tt:1\t{CURATED}\tt:7\n"

    assert parse_sssom(text).mappings[0].more == (("issue_tracker_item", "t:7"),)
    assert "issue_tracker_item" in write_sssom(parse_sssom(text))


def test_unknown_columns_count_only_where_the_head_defines_them() -> None:
    """An extension that is defined is read; a stray column is dropped, as the specification asks."""
    table = f"{HEAD}\tsource\tstray\no:1\tskos:exactMatch\tt:1\t{CURATED}\tfile.csv\tx\n"
    defined = "#extension_definitions:\n#- slot_name: source\n#  property: dcterms:source\n"

    assert parse_sssom(BLOCK + table).mappings[0].source == ""
    assert parse_sssom(BLOCK + defined + table).mappings[0].source == "file.csv"
    assert parse_sssom(BLOCK + defined + table).mappings[0].more == ()


def test_a_source_is_written_with_its_definition() -> None:
    """A file with sources defines the column, so that others may read it."""
    text = write_sssom(MappingSet(PREFIXES, {}, (Mapping("o:1", "skos:exactMatch", "t:1", CURATED, source="file.csv"),)))

    assert "#  dcterms: http://purl.org/dc/terms/\n" in text
    assert "property: dcterms:source" in text
    assert parse_sssom(text).mappings[0].source == "file.csv"


def test_a_head_may_be_set_off_from_its_number_signs() -> None:
    """Others write a blank after each sign, and texts over several lines."""
    spaced = "".join(f"# {line[1:]}\n" for line in BLOCK.splitlines()) + "# comment: >-\n#   made by\n#   hand\n"
    found = parse_sssom(f"{spaced}{HEAD}\no:1\tskos:exactMatch\tt:1\t{CURATED}\n")

    assert (found.about["comment"], len(found.mappings)) == ("made by hand", 1)


def test_a_head_may_stand_in_a_file_of_its_own(tmp_path: Path) -> None:
    """A table without a head is read with the YAML file beside it."""
    (tmp_path / "x.sssom.yml").write_text(BLOCK.replace("#", ""), encoding="utf-8")
    (tmp_path / "x.sssom.tsv").write_text(f"{HEAD}\no:1\tskos:exactMatch\tt:1\t{CURATED}\n", encoding="utf-8")

    found = read_sssom(tmp_path / "x.sssom.tsv")

    assert found.expand(found.mappings[0].object_id) == "http://example.org/their/1"


def test_a_mere_text_may_be_mapped() -> None:
    """A subject that is a literal has a label and no identifier."""
    head = "subject_label\tsubject_type\tpredicate_id\tobject_id\tmapping_justification"
    [row] = parse_sssom(f"{BLOCK}{head}\nalice\trdfs literal\tskos:closeMatch\tt:1\t{CURATED}\n").mappings

    assert (row.subject_id, row.subject_label) == ("", "alice")


def test_rows_are_sorted_by_their_cells() -> None:
    """In the order of the columns, whatever the order in which they came."""
    rows = [
        Mapping("o:1", predicate, "t:1", CURATED, label) for label, predicate in (("b", "skos:a"), ("a", "skos:b"), ("a", "skos:a"))
    ]
    lines = write_sssom(MappingSet(PREFIXES, {}, tuple(rows))).splitlines()[-3:]

    assert [line.split("\t")[1:3] for line in lines] == [["a", "skos:a"], ["a", "skos:b"], ["b", "skos:a"]]


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("o:1\tskos:exactMatch\tt:1\t", "line 5: no mapping_justification"),
        (f"o:1\tskos:exactMatch\tq:1\t{CURATED}", "q:1: the prefix 'q' is not declared"),
    ],
)
def test_rows_that_mean_nothing_are_refused(row: str, says: str) -> None:
    """The message names the line, or the identifier, and what is wrong."""
    with pytest.raises(AuthorityError, match=says):
        parse_sssom(f"{BLOCK}{HEAD}\n{row}\n")


@pytest.mark.parametrize(
    ("column", "value", "says"),
    [
        ("confidence", "high", "expected a number from 0 to 1"),
        ("confidence", "1.5", "confidence"),
        ("predicate_modifier", "No", "expected 'Not'"),
    ],
)
def test_cells_that_mean_nothing_are_refused(column: str, value: str, says: str) -> None:
    """A confidence is a share, a modifier is "Not"."""
    with pytest.raises(AuthorityError, match=says):
        parse_sssom(f"{BLOCK}{HEAD}\t{column}\no:1\tskos:exactMatch\tt:1\t{CURATED}\t{value}\n")


@pytest.mark.parametrize(("text", "says"), [("#: [\n", "not YAML"), ("#just words\n", "holds no keys")])
def test_a_head_that_is_none_is_refused(text: str, says: str) -> None:
    """The head is YAML with keys."""
    with pytest.raises(AuthorityError, match=says):
        parse_sssom(text + HEAD + "\n")


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    """The message names the file."""
    with pytest.raises(AuthorityError, match=r"no\.sssom\.tsv"):
        read_sssom(tmp_path / "no.sssom.tsv")


def test_an_empty_set_still_has_its_columns() -> None:
    """A set without mappings is a file with a head row."""
    assert write_sssom(MappingSet({}, {})).splitlines()[-1] == HEAD


def test_a_link_found_later_replaces_what_was_not_found() -> None:
    """The row that says "not found" goes when a term is found, and only for that subject."""
    nowhere = [Mapping(f"o:{number}", "skos:exactMatch", NO_TERM, CURATED) for number in (1, 2)]

    found = joined(MappingSet(PREFIXES, {}, tuple(nowhere)), [EXACT], PREFIXES)

    assert {(one.subject_id, one.object_id) for one in found.mappings} == {("o:1", "t:1"), ("o:2", NO_TERM)}


def test_the_columns_are_those_of_the_specification() -> None:
    """None twice, and the four that every mapping needs in their order."""
    assert len(set(COLUMNS)) == len(COLUMNS) == 49
    assert [one for one in COLUMNS if one in HEAD.split("\t")] == HEAD.split("\t")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"{HEAD}\no:1\tskos:x\rb\tc\td\n", "file, line 2: new-line character"),
        (f"{BLOCK}{HEAD}\no:1\tskos:x\tt:1\t{'x' * 200_000}\n", "file, line 5: field larger than"),
        (f"#extension_definitions: source\n{HEAD}\n", "file: extension_definitions in the head is 'source'"),
        (f"#extension_definitions:\n#- source\n{HEAD}\n", "file: extension_definitions in the head is"),
        (f"#extension_definitions:\n#- slot_name: [a]\n{HEAD}\n", "file: extension_definitions in the head is"),
        (f"#curie_map: o\n{HEAD}\n", "file: curie_map in the head is 'o'"),
        (f"#curie_map:\n#  o: [a]\n{HEAD}\n", "file: curie_map in the head is"),
        (f"#a: {'[' * 10_000}\n{HEAD}\n", "file: the head is not YAML"),
        (f"#a: \x07\n{HEAD}\n", "file: the head is not YAML"),
    ],
)
def test_what_is_no_table_or_no_head_is_refused_with_its_place(text: str, said: str) -> None:
    """Cells, prefixes and definitions of another shape make one message that names the file, and the line where it is known."""
    with pytest.raises(AuthorityError) as caught:
        parse_sssom(text, "file")

    assert said == str(caught.value)[: len(said)]


def test_a_line_separator_within_a_cell_ends_no_line() -> None:
    """Only line feeds part lines, so a cell may hold any other sign."""
    text = f"{BLOCK}{HEAD}\tcomment\no:1\tskos:exactMatch\tt:1\t{CURATED}\tc\u2028d\n"

    assert [one.comment for one in parse_sssom(text).mappings] == ["c\u2028d"]


def test_a_head_beside_the_table_that_is_no_text_is_refused(tmp_path: Path) -> None:
    """The file with the head is held to the same as the table."""
    (tmp_path / "a.sssom.tsv").write_text(HEAD + "\n", encoding="utf-8")
    (tmp_path / "a.sssom.yml").write_bytes(b"\xff")

    with pytest.raises(AuthorityError, match=r"a\.sssom\.yml"):
        read_sssom(tmp_path / "a.sssom.tsv")
