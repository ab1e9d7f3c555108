"""A dump of Wikidata entities as a target: JSON, one entity a line, plain or gzipped, as the dumps and their filters have it.

    form = "dump"
    name = "wikidata"
    prefix = "wikidata"
    space = "http://www.wikidata.org/entity/"
    file = "entities.json.gz"
    [kinds]                         # what an entity is an instance of, and what that is here
    "Q5" = "person"
    [countries]                     # the entities that stand for countries
    "Q30" = "USA"

Entities of no kind listed are kept as words for others (the title of a post), not as records.
"""

import gzip
import json
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from communique.errors import TargetError
from communique.linking.base import Office, Subject
from communique.linking.dates import iso_date
from communique.linking.table import Table

NEEDED: Final = ("name", "prefix", "space", "file", "kinds")
#: The properties that are read, by what they are here.
INSTANCE_OF: Final = "P31"
COUNTRY: Final = "P17"
POSITION: Final = "P39"
START, END = "P580", "P582"
BEGAN: Final = ("P569", "P571")
ENDED: Final = ("P570", "P576")
#: Lengths of an ISO date for Wikidata's precisions: year, month, day.
_LENGTHS: Final = {9: 4, 10: 7, 11: 10}
Entity = Mapping[str, Any]


def read_dump(about: Mapping[str, Any], folder: Path) -> Table:
    """Return the records of a dump that a description names.

    Raises `TargetError` for a missing file and a line that is no entity.
    """
    entities = list(_entities(folder / about["file"]))
    words = {one["id"]: _label(one) for one in entities}
    records = [record for one in entities if (record := _record(one, about, words)).kind]
    return Table(about["name"], about["prefix"], about["space"], records)


def _entities(path: Path) -> Iterator[Entity]:
    opened = gzip.open if path.suffix == ".gz" else open
    try:
        with opened(path, "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                if (bare := line.strip().rstrip(",")) not in {"", "[", "]"}:
                    yield _entity(bare, f"{path}, line {number}")
    except (OSError, EOFError, UnicodeDecodeError, zlib.error) as error:
        message = f"{path}: {error}; expected a dump of Wikidata entities, one a line"
        raise TargetError(message) from error


def _entity(text: str, where: str) -> Entity:
    try:
        found = json.loads(text)
    except ValueError as error:
        message = f"{where}: no JSON ({error}); expected one whole entity a line"
        raise TargetError(message) from error
    if not isinstance(found, dict) or "id" not in found:
        message = f"{where}: no entity; expected an object with id, labels and claims"
        raise TargetError(message)
    return found


def _label(entity: Entity) -> str:
    labels: Mapping[str, Mapping[str, str]] = entity.get("labels") or {}
    chosen = labels.get("en") or labels.get("mul") or next(iter(labels.values()), {"value": entity["id"]})
    return chosen["value"]


def _names(entity: Entity) -> tuple[str, ...]:
    spoken = [one["value"] for one in (entity.get("labels") or {}).values()]
    also = [one["value"] for tongue in (entity.get("aliases") or {}).values() for one in tongue]
    return tuple(dict.fromkeys((*spoken, *also)))


def _statements(entity: Entity, *properties: str) -> Iterator[Entity]:
    """Yield the statements of properties, the preferred ones first, the deprecated ones not at all."""
    claims = entity.get("claims") or {}
    found = [one for property_ in properties for one in claims.get(property_, []) if one.get("rank") != "deprecated"]
    yield from sorted(found, key=lambda one: one.get("rank") != "preferred")


def _value(snak: Entity) -> str:
    """Return the value of a snak as text: an entity's id, a date of its precision, a string; nothing where unknown."""
    value = (snak.get("datavalue") or {}).get("value", "")
    if isinstance(value, dict) and "time" in value:
        return iso_date(str(value["time"]))[: _LENGTHS.get(value.get("precision", 11), 4)]
    return str(value.get("id") or value.get("text") or "") if isinstance(value, dict) else str(value)


def _first(entity: Entity, *properties: str) -> str:
    return next((value for one in _statements(entity, *properties) if (value := _value(one["mainsnak"]))), "")


def _record(entity: Entity, about: Mapping[str, Any], words: Mapping[str, str]) -> Subject:
    kinds = (about["kinds"].get(_value(one["mainsnak"]), "") for one in _statements(entity, INSTANCE_OF))
    description = ((entity.get("descriptions") or {}).get("en") or {}).get("value", "")
    return Subject(
        id=entity["id"],
        kind=next(filter(None, kinds), ""),
        label=_label(entity),
        names=_names(entity),
        posts=tuple(_office(one, words, about["space"]) for one in _statements(entity, POSITION) if _value(one["mainsnak"])),
        country=about.get("countries", {}).get(_first(entity, COUNTRY), ""),
        began=_first(entity, *BEGAN),
        ended=_first(entity, *ENDED),
        iri=about["space"] + entity["id"],
        description=description,
    )


def _office(statement: Entity, words: Mapping[str, str], space: str) -> Office:
    post = _value(statement["mainsnak"])
    told = statement.get("qualifiers") or {}
    start, end = (next((_value(one) for one in told.get(property_, [])), "") for property_ in (START, END))
    return Office(words.get(post, post), "", "", start, end, iri=space + post, source=statement.get("id", ""))
