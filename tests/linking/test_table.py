"""Local tables as targets: CSV, TSV and RDF under one description."""

from pathlib import Path

import pytest

from communique.errors import TargetError
from communique.linking.base import Office, Subject
from communique.linking.table import read_table

HEAD = 'name = "ports"\nprefix = "port"\nspace = "http://example.org/port/"\nkind = "facility"\ncountry = "USA"\n'


def described(folder: Path, name: str, text: str, more: str = 'id = "code"\nnames = ["name"]\n') -> Path:
    """Write a table with its description, and return the description's path."""
    (folder / name).write_text(text, encoding="utf-8")
    path = folder / "ports.toml"
    path.write_text(HEAD + f'file = "{name}"\n' + more, encoding="utf-8")
    return path


def test_a_row_becomes_a_record(tmp_path: Path) -> None:
    """Columns go where the description says; several values are apart by bars."""
    more = 'id = "code"\nnames = ["name", "short"]\nregion = "state"\nlatitude = "lat"\nlongitude = "lon"\nbegan = "since"\n'
    text = "code\tname\tshort\tstate\tlat\tlon\tsince\n07\tPort of Otero\tOtero|Old Otero\tVerde\t32.5\t-117.0\t1950\n"

    [record] = read_table(described(tmp_path, "ports.tsv", text, more)).records

    assert record == Subject(
        id="07",
        kind="facility",
        label="Port of Otero",
        names=("Otero", "Old Otero"),
        country="USA",
        region="Verde",
        point=(32.5, -117.0),
        began="1950",
        iri="http://example.org/port/07",
    )


def test_identifiers_are_text(tmp_path: Path) -> None:
    """Leading zeros stay: an identifier is no number."""
    table = read_table(described(tmp_path, "ports.csv", 'code,name\n01762,"Otero, Port of"\n'))

    assert [(one.id, one.label) for one in table.records] == [("01762", "Otero, Port of")]


def test_what_is_no_iso_date_or_degree_is_left_open(tmp_path: Path) -> None:
    """A table that passed through a spreadsheet has other dates; they are not guessed at, nor are other coordinates."""
    more = 'id = "code"\nnames = ["name"]\nbegan = "since"\nended = "until"\nlatitude = "lat"\nlongitude = "lon"\n'
    text = "code\tname\tsince\tuntil\tlat\tlon\n1\tOtero\t3/2/1955\t1990-00-00\t3315N\t11633W\n"

    [record] = read_table(described(tmp_path, "ports.tsv", text, more)).records

    assert (record.began, record.ended, record.point) == ("", "1990", None)


def test_a_table_may_say_the_kind_of_each_row(tmp_path: Path) -> None:
    """A column and a list of its values give the kinds; a value not listed leaves the kind open."""
    path = described(tmp_path, "sites.tsv", "code\tname\tfunction\n1\tOtero\tB\n2\tOtero\t1\n3\tOtero\t9\n")
    text = path.read_text(encoding="utf-8").replace('kind = "facility"', 'kind_column = "function"')
    path.write_text(text + '[kinds]\nB = "facility"\n1 = "place"\n', encoding="utf-8")

    assert [one.kind for one in read_table(path).records] == ["facility", "place", ""]


def test_posts_come_from_a_second_table(tmp_path: Path) -> None:
    """Appointments are joined to people; codes become words; the first date that is there counts."""
    (tmp_path / "posts.tsv").write_text("of\trole\tplace\tnamed\tbegan\tended\nh\tambassador-e-p\tcosta-rica\t2010-01-02\t\t2013\n")
    more = 'id = "code"\nnames = ["name"]\n[offices]\nfile = "posts.tsv"\nof = "of"\ntitle = "role"\nplace = "place"\n'
    more += 'start = ["began", "named"]\nend = "ended"\n[offices.titles]\n"ambassador-e-p" = "Ambassador"\n'

    [record] = read_table(described(tmp_path, "people.tsv", "code\tname\nh\tRuth Harrow\n", more)).records

    assert record.posts == (Office("Ambassador", "costa rica", "", "2010-01-02", "2013"),)


def test_lines_that_begin_with_a_number_sign_are_comments(tmp_path: Path) -> None:
    """The head of a table may say where it comes from."""
    table = read_table(described(tmp_path, "ports.tsv", "# from the harbour office\ncode\tname\n1\tOtero\n"))

    assert [one.id for one in table.records] == ["1"]


LABEL = "http://www.w3.org/2000/01/rdf-schema#label"


def test_rdf_is_a_table_of_properties(tmp_path: Path) -> None:
    """A subject is a row, a property a column, and the id is the address without the space."""
    text = '<http://example.org/port/7> <http://www.w3.org/2000/01/rdf-schema#label> "Otero"@en , "Otero Viejo"@es .'
    table = read_table(described(tmp_path, "ports.ttl", text, f'id = "@id"\nnames = ["{LABEL}"]\n'))

    assert [(one.id, one.forms) for one in table.records] == [("7", ("Otero", "Otero Viejo"))]


def test_rdf_with_node_names_that_begin_with_a_digit_is_mended(tmp_path: Path) -> None:
    """Some exporters write such names, which XML does not allow; the table is read all the same."""
    text = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:rdfs="http://www.w3.org/2000/01/rdf-schema#">'
        '<rdf:Description rdf:about="http://example.org/port/7"><rdfs:label>Otero</rdfs:label>'
        '<rdfs:seeAlso rdf:nodeID="0a1"/></rdf:Description><rdf:Description rdf:nodeID="0a1"><rdfs:comment>x</rdfs:comment>'
        "</rdf:Description></rdf:RDF>"
    )
    table = read_table(described(tmp_path, "ports.rdf", text, f'id = "@id"\nnames = ["{LABEL}"]\n'))

    assert "Otero" in [one.label for one in table.records]


def test_files_may_lie_elsewhere(tmp_path: Path) -> None:
    """`folder` says where the files of a description lie."""
    path = described(tmp_path, "ports.tsv", "code\tname\n1\tOtero\n")
    there = tmp_path / "there"
    there.mkdir()
    (tmp_path / "ports.tsv").rename(there / "ports.tsv")

    assert len(read_table(path, folder=there).records) == 1


@pytest.mark.parametrize(
    ("name", "text", "more", "says"),
    [
        ("ports.tsv", "code\tlabel\n", 'id = "code"\nnames = ["name"]\n', "no column name; it has code, label"),
        ("ports.tsv", "", 'id = "code"\nnames = ["name"]\n', "no column code, name"),
        ("ports.txt", "", 'id = "code"\nnames = ["name"]\n', "expected a .csv, .tsv"),
        ("ports.ttl", "<", 'id = "@id"\nnames = ["x"]\n', "not readable as RDF"),
        ("ports.tsv", "code\n", 'id = "code"\n', "no names; a target needs"),
        ("ports.tsv", "code\n", "id = ", "expected a TOML file"),
        ("ports.tsv", "code\n", 'id = 5\nnames = ["name"]\n', "id is 5; expected a text"),
        ("ports.tsv", "code\n", 'id = "code"\nnames = "name"\n', "names is 'name'; expected a list of texts"),
        ("ports.tsv", "code\n", 'id = "code"\nnames = [1]\n', "expected a list of texts"),
        ("ports.tsv", "code\n", 'id = "code"\nnames = ["code"]\noffices = "x"\n', "expected a table of its own"),
        ("ports.tsv", "code\n", 'id = "code"\nnames = ["code"]\n[offices]\nfile = "x"\n', "no of, title under"),
        ("ports.tsv", 'code\tname\n"' + "x" * 140_000 + "\ty\n", 'id = "code"\nnames = ["name"]\n', "field larger"),
    ],
)
def test_what_is_wrong_is_said(tmp_path: Path, name: str, text: str, more: str, says: str) -> None:
    """The message names the file and what was expected."""
    path = described(tmp_path, name, text, more)

    with pytest.raises(TargetError, match=says) as error:
        read_table(path)
    assert str(tmp_path) in str(error.value)


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    """A description whose table is not there says which file to set."""
    path = described(tmp_path, "ports.tsv", "")
    (tmp_path / "ports.tsv").unlink()

    with pytest.raises(TargetError, match="no such file; put the target's table there"):
        read_table(path)
