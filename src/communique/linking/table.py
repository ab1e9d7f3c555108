"""A local table as a target: CSV, TSV or RDF, described by a short TOML file.

The description says what the records are and which columns hold what; a second table may hold their posts:

    name = "ports"                  # name of the mapping file
    prefix = "port"                 # prefix of identifiers in mapping files
    space = "https://…/port/"       # what stands before an identifier in its address
    kind = "facility"               # or kind_column, with [kinds] value = "kind"
    country = "USA"                 # or country_column
    file = "ports.tsv"
    id = "code"
    names = ["name", "short_name"]
    region = "state"                # also: bodies, began, ended, latitude, longitude, description

    [offices]                       # one row for each post held
    file = "appointments.tsv"
    of = "person_id"
    title = "role"                  # also: place, body, end, iri
    start = ["started", "appointed"]
    [offices.titles]                # words for codes; other codes lose their hyphens
    "ambassador-e-p" = "Ambassador"

Every cell is text: an identifier with leading zeros keeps them. In RDF a "column" is the address of a property, and the id
is `@id`: the subject's address without `space`.
"""

import csv
import io
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, parse

from communique.errors import TargetError
from communique.linking.base import Office, Subject
from communique.linking.blocks import Blocks
from communique.linking.dates import iso_date
from communique.linking.names import country_code

_RDF: Final = {".ttl": RdfFormat.TURTLE, ".nt": RdfFormat.N_TRIPLES, ".rdf": RdfFormat.RDF_XML, ".xml": RdfFormat.RDF_XML}
_SEPARATOR: Final = {".csv": ",", ".tsv": "\t"}
#: Some exporters begin a node's name with a digit, which XML does not allow.
_BAD_NODE: Final = re.compile(r'(rdf:nodeID=")(?=\d)')
_NEEDED: Final = ("name", "prefix", "space", "file", "id", "names")
_OFFICES_NEEDED: Final = ("file", "of", "title")
#: The keys of a description whose value is no text, with the type that it has; `start` may be a text or a list.
_TYPES: Final[Mapping[str, type]] = {
    "names": list, "bodies": list, "languages": list, "page": int,
    "kinds": dict, "countries": dict, "types": dict, "properties": dict, "offices": dict, "titles": dict,
}  # fmt: skip
_TYPE_NAMES: Final[Mapping[type, str]] = {str: "a text", list: "a list of texts", int: "a number", dict: "a table of its own"}
Row = Mapping[str, str]


class Table:
    """Records in memory as a target; an implementation of `base.Target`."""

    def __init__(self, name: str, prefix: str, space: str, records: Iterable[Subject]) -> None:
        self.name, self.prefix, self.space = name, prefix, space
        self._blocks = Blocks(records)

    @property
    def kinds(self) -> frozenset[str]:
        """Return the kinds of the records that state one."""
        return frozenset(one.kind for one in self.records if one.kind)

    @property
    def records(self) -> tuple[Subject, ...]:
        """Return all records, in the order of the table."""
        return self._blocks.records

    def candidates(self, subject: Subject) -> Sequence[Subject]:
        """Return the records of the subject's kind that share a word of its name."""
        return self._blocks.find(subject)


def read_table(path: Path, *, folder: Path | None = None) -> Table:
    """Return the table that a TOML file describes; its `file`s lie in `folder`, by default beside it.

    Raises `TargetError` for a missing file, key or column.
    """
    about = describe(path, _NEEDED)
    folder = folder or path.parent
    if missing := [key for key in _OFFICES_NEEDED if key not in about.get("offices", dict.fromkeys(_OFFICES_NEEDED))]:
        message = f"{path}: no {', '.join(missing)} under [offices]; it needs {', '.join(_OFFICES_NEEDED)}"
        raise TargetError(message)
    held = _offices(folder, about["offices"]) if "offices" in about else {}
    records = [_record(row, about, held) for row in _rows(folder / about["file"], [about["id"], *about["names"]])]
    return Table(about["name"], about["prefix"], about["space"], records)


def describe(path: Path, needed: Sequence[str]) -> dict[str, Any]:
    """Return the content of a target's description, which must have the keys `needed`."""
    try:
        about = tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        message = f"{path}: {error}; expected a TOML file that describes a target (docs/linking.md)"
        raise TargetError(message) from error
    if missing := [key for key in needed if key not in about]:
        message = f"{path}: no {', '.join(missing)}; a target needs {', '.join(needed)} (docs/linking.md)"
        raise TargetError(message)
    _check_types(about, path)
    _check_types(about.get("offices", {}), path)
    return about


def _check_types(about: Mapping[str, Any], path: Path) -> None:
    for key, value in about.items():
        wanted = _TYPES.get(key, str)
        many = key == "start" and isinstance(value, list)
        if not (isinstance(value, wanted) or many) or (isinstance(value, list) and not all(isinstance(one, str) for one in value)):
            message = f"{path}: {key} is {value!r}; expected {_TYPE_NAMES[wanted]} (docs/linking.md)"
            raise TargetError(message)


def _rows(path: Path, needed: Sequence[str]) -> list[Row]:
    """Return the rows of a table, of which each has the columns `needed`."""
    if path.suffix not in {*_RDF, *_SEPARATOR}:
        message = f"{path}: expected a .csv, .tsv, .ttl, .nt or .rdf file"
        raise TargetError(message)
    try:
        rows, columns = _rdf_rows(path) if path.suffix in _RDF else _text_rows(path)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        reason = "no such file" if isinstance(error, FileNotFoundError) else error
        message = f"{path}: {reason}; put the target's table there (in UTF-8), or give the folder that holds it"
        raise TargetError(message) from error
    if absent := [column for column in needed if column not in columns]:
        message = f"{path}: no column {', '.join(absent)}; it has {', '.join(sorted(columns))}"
        raise TargetError(message)
    return rows


def _text_rows(path: Path) -> tuple[list[Row], set[str]]:
    lines = io.StringIO(path.read_text("utf-8-sig"), newline="")
    reader = csv.DictReader((line for line in lines if not line.startswith("#")), delimiter=_SEPARATOR[path.suffix], restval="")
    rows: list[Row] = list(reader)
    return rows, set(reader.fieldnames or ())


def _rdf_rows(path: Path) -> tuple[list[Row], set[str]]:
    text = _BAD_NODE.sub(r"\1b", path.read_text("utf-8"))
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    try:
        for quad in parse(text, format=_RDF[path.suffix]):
            found[_value(quad.subject)][_value(quad.predicate)].append(_value(quad.object))
    except (SyntaxError, ValueError) as error:
        message = f"{path}: not readable as RDF: {error}"
        raise TargetError(message) from error
    rows = [
        {"@id": subject, **{key: "|".join(sorted(values)) for key, values in row.items()}} for subject, row in sorted(found.items())
    ]
    return [*rows], {column for row in rows for column in row}


def _value(term: object) -> str:
    """Return an RDF term's address, label or lexical form."""
    return term.value if isinstance(term, NamedNode | BlankNode | Literal) else str(term)


def _first(row: Row, columns: str | Sequence[str] | None) -> str:
    """Return the first value that is there of the columns named."""
    named = [columns] if isinstance(columns, str) else columns or []
    return next((value.strip() for column in named if (value := row.get(column) or "").strip()), "")


def _many(row: Row, columns: Sequence[str]) -> tuple[str, ...]:
    parts = (part.strip() for column in columns for part in (row.get(column) or "").split("|"))
    return tuple(part for part in parts if part)


def _record(row: Row, about: Mapping[str, Any], held: Mapping[str, tuple[Office, ...]]) -> Subject:
    key = _first(row, about["id"]).removeprefix(about["space"])
    names = _many(row, about["names"])
    return Subject(
        id=key,
        kind=about["kind"] if "kind" in about else about.get("kinds", {}).get(_first(row, about.get("kind_column")), ""),
        label=names[0] if names else key,
        names=names[1:],
        posts=held.get(key, ()),
        bodies=_many(row, about.get("bodies", [])),
        country=about["country"] if "country" in about else country_code(_first(row, about.get("country_column"))),
        region=_first(row, about.get("region")),
        point=_point(_first(row, about.get("latitude")), _first(row, about.get("longitude"))),
        began=iso_date(_first(row, about.get("began"))),
        ended=iso_date(_first(row, about.get("ended"))),
        iri=about["space"] + key,
        description=_first(row, about.get("description")),
    )


def _point(latitude: str, longitude: str) -> tuple[float, float] | None:
    """Return a point in degrees; other ways to write one are not guessed at."""
    try:
        return float(latitude), float(longitude)
    except ValueError:
        return None


def _offices(folder: Path, about: Mapping[str, Any]) -> dict[str, tuple[Office, ...]]:
    held: dict[str, list[Office]] = defaultdict(list)
    titles = about.get("titles", {})
    for row in _rows(folder / about["file"], [about["of"], about["title"]]):
        title = _first(row, about["title"])
        place = _first(row, about.get("place"))
        office = Office(
            titles.get(title, title.replace("-", " ")),
            place.replace("-", " ") if place in place.lower() else place,
            _first(row, about.get("body")),
            iso_date(_first(row, about.get("start"))),
            iso_date(_first(row, about.get("end"))),
            iri=_first(row, about.get("iri")),
            source=_first(row, about.get("source")),
        )
        held[_first(row, about["of"])].append(office)
    return {person: tuple(offices) for person, offices in held.items()}
