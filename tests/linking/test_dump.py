"""A dump of Wikidata entities as a target."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from communique.errors import TargetError
from communique.linking.base import Office
from communique.linking.dump import read_dump

ABOUT = {
    "name": "wikidata",
    "prefix": "wikidata",
    "space": "http://www.wikidata.org/entity/",
    "file": "entities.json",
    "kinds": {"Q5": "person", "Q327333": "agency"},
    "countries": {"Q30": "USA"},
}


def item(id_: str) -> dict[str, Any]:
    """Return a snak whose value is an item."""
    return {"datavalue": {"type": "wikibase-entityid", "value": {"id": id_}}}


def time(text: str, precision: int) -> dict[str, Any]:
    """Return a snak whose value is a date."""
    return {"datavalue": {"type": "time", "value": {"time": text, "precision": precision}}}


def claim(snak: dict[str, Any], **more: object) -> dict[str, Any]:
    """Return a statement."""
    return {"mainsnak": snak, "rank": "normal", **more}


PERSON = {
    "id": "Q7000001",
    "labels": {"en": {"value": "Ruth Harrow"}, "es": {"value": "Ruth Harrow Solís"}},
    "aliases": {"en": [{"value": "R. Harrow"}]},
    "descriptions": {"en": {"value": "diplomat"}},
    "claims": {
        "P31": [claim(item("Q5"))],
        "P569": [claim(time("+1950-00-00T00:00:00Z", 9)), claim(time("+1949-05-00T00:00:00Z", 10), rank="deprecated")],
        "P39": [
            claim(
                item("Q7000002"),
                id="Q7000001$a",
                qualifiers={"P580": [time("+2010-09-01T00:00:00Z", 11)], "P582": [{"snaktype": "somevalue"}]},
            ),
            claim({"snaktype": "somevalue"}),
        ],
    },
}
POST = {"id": "Q7000002", "labels": {"en": {"value": "Ambassador to Peru"}}, "claims": {}}
BODY = {
    "id": "Q7000003",
    "labels": {"es": {"value": "Harbour Office"}},
    "claims": {"P31": [claim(item("Q327333"))], "P17": [claim(item("Q30"))]},
}


def dump(folder: Path, *entities: dict[str, Any]) -> Path:
    """Write entities as the dumps do, one a line within brackets."""
    (folder / "entities.json").write_text("[\n" + ",\n".join(map(json.dumps, entities)) + "\n]\n", encoding="utf-8")
    return folder


def test_an_entity_becomes_a_record(tmp_path: Path) -> None:
    """Names of all languages, life, posts with their dates and statements; a deprecated value is not read, an unknown one open."""
    person = read_dump(ABOUT, dump(tmp_path, PERSON, POST, BODY)).records[0]

    assert (person.label, person.forms) == ("Ruth Harrow", ("Ruth Harrow", "Ruth Harrow Solís", "R. Harrow"))
    assert (person.kind, person.began, person.iri) == ("person", "1950", "http://www.wikidata.org/entity/Q7000001")
    assert person.posts == (
        Office("Ambassador to Peru", "", "", "2010-09-01", "", iri="http://www.wikidata.org/entity/Q7000002", source="Q7000001$a"),
    )


def test_entities_of_no_listed_kind_are_no_records(tmp_path: Path) -> None:
    """A post serves for its title alone; a body keeps its country."""
    records = read_dump(ABOUT, dump(tmp_path, PERSON, POST, BODY)).records

    assert [(one.id, one.kind, one.label, one.country) for one in records][1:] == [("Q7000003", "agency", "Harbour Office", "USA")]


def test_a_gzipped_dump_is_read(tmp_path: Path) -> None:
    """What the servers offer need not be unpacked."""
    with gzip.open(tmp_path / "entities.json.gz", "wt", encoding="utf-8") as file:
        file.write(json.dumps(BODY) + "\n")

    assert len(read_dump({**ABOUT, "file": "entities.json.gz"}, tmp_path).records) == 1


@pytest.mark.parametrize(
    ("text", "says"), [("{", "line 1: no JSON"), ("[1]", "line 1: no entity"), ('{"labels": {}}', "no entity")]
)
def test_a_line_that_is_no_entity_is_told(tmp_path: Path, text: str, says: str) -> None:
    """The message names file and line."""
    (tmp_path / "entities.json").write_text(text, encoding="utf-8")

    with pytest.raises(TargetError, match=says):
        read_dump(ABOUT, tmp_path)


def test_a_missing_dump_is_told(tmp_path: Path) -> None:
    """The message names what was expected."""
    with pytest.raises(TargetError, match="expected a dump"):
        read_dump(ABOUT, tmp_path)


@pytest.mark.parametrize("name", ["entities.json", "entities.json.gz"])
def test_a_damaged_dump_is_told(tmp_path: Path, name: str) -> None:
    """Neither a file that is no text nor half of an archive gives a traceback."""
    whole = gzip.compress(json.dumps(BODY).encode() * 50)
    (tmp_path / name).write_bytes(whole[: len(whole) // 2] if name.endswith("gz") else b"\xff\xfe{")

    with pytest.raises(TargetError, match="entities"):
        read_dump({**ABOUT, "file": name}, tmp_path)
