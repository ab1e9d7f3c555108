"""Mapping files: SSSOM/TSV, read and written by its specification (mapping-commons.github.io/sssom).

A file is a metadata block (YAML behind `#`), then a table. Identifiers are written short, their prefixes declared in the block.
What a set says once for all rows (`mapping_tool: …`) is handed down to the rows on reading and gathered again on writing; a column
that the specification does not know is kept only where the block defines it as an extension.
"""

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from collections.abc import Mapping as Map
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

import yaml

from communique.errors import AuthorityError
from communique.terms import PREFIXES

#: The columns in the order of the specification.
COLUMNS: Final = (
    "record_id", "subject_id", "subject_label", "subject_category", "predicate_id", "predicate_label", "predicate_modifier",
    "object_id", "object_label", "object_category", "mapping_justification", "author_id", "author_label", "reviewer_id",
    "reviewer_label", "creator_id", "creator_label", "license", "subject_type", "subject_source", "subject_source_version",
    "object_type", "object_source", "object_source_version", "predicate_type", "mapping_provider", "mapping_source",
    "mapping_cardinality", "cardinality_scope", "mapping_tool", "mapping_tool_id", "mapping_tool_version", "mapping_date",
    "publication_date", "review_date", "confidence", "curation_rule", "curation_rule_text", "subject_match_field",
    "object_match_field", "match_string", "subject_preprocessing", "object_preprocessing", "similarity_score",
    "similarity_measure", "see_also", "issue_tracker_item", "other", "comment",
)  # fmt: skip
#: The slots of a set, in the order of the specification.
SLOTS: Final = (
    "sssom_version", "mapping_set_id", "mapping_set_version", "mapping_set_source", "mapping_set_title",
    "mapping_set_description", "mapping_set_confidence", "creator_id", "creator_label", "license", "subject_type",
    "subject_source", "subject_source_version", "object_type", "object_source", "object_source_version", "predicate_type",
    "mapping_provider", "cardinality_scope", "mapping_tool", "mapping_tool_id", "mapping_tool_version", "mapping_date",
    "publication_date", "subject_match_field", "object_match_field", "subject_preprocessing", "object_preprocessing",
    "similarity_measure", "curation_rule", "curation_rule_text", "see_also", "issue_tracker", "other", "comment",
    "extension_definitions",
)  # fmt: skip
#: The slots that a set may state once for all its rows.
SHARED: Final = frozenset({
    "subject_type", "subject_source", "subject_source_version", "object_type", "object_source", "object_source_version",
    "predicate_type", "mapping_provider", "cardinality_scope", "mapping_tool", "mapping_tool_id", "mapping_tool_version",
    "mapping_date", "publication_date", "subject_match_field", "object_match_field", "subject_preprocessing",
    "object_preprocessing", "similarity_measure", "curation_rule", "curation_rule_text",
})  # fmt: skip
#: What every row needs; all four are identifiers.
_REQUIRED: Final = ("subject_id", "predicate_id", "object_id", "mapping_justification")
#: Prefixes that need no declaration.
BUILT_IN: Final = {
    **{name: PREFIXES[name] for name in ("owl", "rdf", "rdfs", "semapv", "skos", "sssom", "xsd")},
    "linkml": "https://w3id.org/linkml/",
}
#: The column of ours, as the head defines it.
_EXTENSION: Final = {"slot_name": "source", "property": "dcterms:source", "type_hint": "xsd:string"}
NO_TERM: Final = "sssom:NoTermFound"
#: A mapping of a mere text has a label and no identifier.
_LITERAL: Final = "rdfs literal"
NOT: Final = "Not"


@dataclass(frozen=True, slots=True)
class Mapping:
    """One row: what is mapped to what, how surely, and who says so on what ground.

    `source` names the file, commit or page in which the identifier was found (an extension, `dcterms:source`); `more` holds the
    columns of the specification that have no field here.
    """

    subject_id: str
    predicate_id: str
    object_id: str
    mapping_justification: str
    subject_label: str = ""
    subject_category: str = ""
    predicate_modifier: str = ""
    object_label: str = ""
    object_category: str = ""
    reviewer_label: str = ""
    author_label: str = ""
    mapping_cardinality: str = ""
    mapping_tool: str = ""
    mapping_tool_version: str = ""
    mapping_date: str = ""
    confidence: str = ""
    match_string: str = ""
    similarity_score: str = ""
    see_also: str = ""
    comment: str = ""
    source: str = ""
    more: tuple[tuple[str, str], ...] = ()

    @property
    def found(self) -> bool:
        """Say whether the row names an object and affirms it.

        >>> Mapping("a:1", "skos:exactMatch", NO_TERM, "semapv:ManualMappingCuration").found
        False
        """
        return self.object_id != NO_TERM and self.predicate_modifier != NOT


_FIELDS: Final = tuple(name for name in Mapping.__dataclass_fields__ if name not in {"more", "source"})


@dataclass(frozen=True, slots=True)
class MappingSet:
    """A file of mappings: prefixes, the other slots of the set as YAML gives them, and the rows."""

    prefixes: Map[str, str]
    about: Map[str, Any] = field(default_factory=dict)
    mappings: tuple[Mapping, ...] = ()

    def expand(self, curie: str) -> str:
        """Return the address that a short identifier stands for.

        >>> MappingSet({"w": "http://example.org/"}).expand("w:Q1")
        'http://example.org/Q1'
        """
        prefix, _, local = curie.partition(":")
        known = {**BUILT_IN, **self.prefixes}
        if prefix not in known:
            message = f"{curie}: the prefix '{prefix}' is not declared; add it to curie_map at the head of the file"
            raise AuthorityError(message)
        return known[prefix] + local


def read_sssom(path: Path) -> MappingSet:
    """Return the mappings of an SSSOM/TSV file, whose head may stand in a `.sssom.yml` file beside it.

    Raises `AuthorityError` that names file and line: for a row that lacks what every mapping needs, an undeclared prefix, a
    confidence outside 0 to 1, a head that is not YAML.
    """
    text = _read(path)
    beside = path.with_name(path.name.removesuffix(".tsv") + ".yml")
    if not text.startswith("#") and beside.exists():
        text = "".join(f"#{line}\n" for line in _read(beside).splitlines()) + text
    return parse_sssom(text, str(path))


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        message = f"{path}: {error}; expected an SSSOM file in UTF-8"
        raise AuthorityError(message) from error


def parse_sssom(text: str, name: str = "mappings") -> MappingSet:
    """Return the mappings of a text in SSSOM/TSV; `name` stands in messages.

    >>> row = ("w:1", "skos:exactMatch", "w:2", "semapv:ManualMappingCuration")
    >>> text = write_sssom(MappingSet({"w": "http://example.org/"}, {}, (Mapping(*row),)))
    >>> parse_sssom(text).mappings[0].object_id
    'w:2'
    """
    lines = list(io.StringIO(text))
    size = next((place for place, line in enumerate(lines) if not line.startswith("#")), len(lines))
    about = _head("".join(line[1:] for line in lines[:size]), name)
    prefixes = about.pop("curie_map", None) or {}
    kept = {*COLUMNS, *(one.get("slot_name", "") for one in about.get("extension_definitions", ()))}
    columns, cells = _cells_of(lines[size:], name, size)
    handed = {slot: _text(about.pop(slot)) for slot in sorted(SHARED & about.keys()) if slot not in columns}
    rows = tuple(_mapping({**handed, **_known(row, kept)}, f"{name}, line {number}") for number, row in cells)
    found = MappingSet(prefixes, about, rows)
    for row in rows:
        _check_ids(row, found, name)
    return found


def _cells_of(lines: list[str], name: str, before: int) -> tuple[Sequence[str], list[tuple[int, dict[str, str]]]]:
    """Return a table's columns, and its rows by the line on which each ends; `before` lines stand above it."""
    reader = csv.DictReader(lines, delimiter="\t", restval="")
    try:
        return reader.fieldnames or (), [(before + reader.line_num, row) for row in reader]
    except csv.Error as error:
        message = f"{name}, line {before + reader.reader.line_num}: {error}; expected cells parted by tabs"
        raise AuthorityError(message) from None


def _head(text: str, name: str) -> dict[str, Any]:
    try:
        about = yaml.load(text, Loader=yaml.BaseLoader) or {}  # the base loader makes nothing but texts
    except (yaml.YAMLError, RecursionError) as error:
        message = f"{name}: the head is not YAML: {error}".replace("\n", " ")
        raise AuthorityError(message) from None
    if not isinstance(about, dict):
        message = f"{name}: the head holds no keys; expected lines such as '#mapping_set_id: …'"
        raise AuthorityError(message)
    for slot, (is_right, expected) in _SHAPES.items():
        if about.get(slot) and not is_right(about[slot]):
            message = f"{name}: {slot} in the head is {str(about[slot])[:80]!r}; expected {expected}"
            raise AuthorityError(message)
    return about


def _is_map(value: object) -> bool:
    return isinstance(value, dict) and all(isinstance(text, str) for pair in value.items() for text in pair)


def _is_list_of_maps(value: object) -> bool:
    return isinstance(value, list) and all(map(_is_map, value))


#: The slots of the head whose value is no text, with what it must be.
_SHAPES: Final[Map[str, tuple[Callable[[object], bool], str]]] = {
    "curie_map": (_is_map, "lines such as '#  wikidata: http://www.wikidata.org/entity/'"),
    "extension_definitions": (_is_list_of_maps, "a list whose entries have lines such as '#- slot_name: source'"),
}


def _text(value: object) -> str:
    return "|".join(map(str, value)) if isinstance(value, list) else str(value)


def _known(row: Map[str | Any, str | Any], kept: set[str]) -> dict[str, str]:
    return {column: value.strip() for column, value in row.items() if column in kept and isinstance(value, str) and value.strip()}


def _mapping(row: dict[str, str], where: str) -> Mapping:
    literal = {side for side in ("subject", "object") if row.get(f"{side}_type") == _LITERAL and f"{side}_label" in row}
    row.update({f"{side}_id": "" for side in literal if f"{side}_id" not in row})
    if missing := [column for column in _REQUIRED if column not in row]:
        message = f"{where}: no {', '.join(missing)}; every mapping needs {', '.join(_REQUIRED)}"
        raise AuthorityError(message)
    if row.get("predicate_modifier", NOT) != NOT:
        message = f"{where}: predicate_modifier is '{row['predicate_modifier']}'; expected '{NOT}' or nothing"
        raise AuthorityError(message)
    _check_shares(row, where)
    fields = {column: row.pop(column) for column in [*_FIELDS, "source"] if column in row}
    return Mapping(**fields, more=tuple(sorted(row.items())))


def _check_shares(row: Map[str, str], where: str) -> None:
    for column in ("confidence", "similarity_score"):
        try:
            right = 0 <= float(row.get(column, 0)) <= 1
        except ValueError:
            right = False
        if not right:
            message = f"{where}: {column} is '{row[column]}'; expected a number from 0 to 1"
            raise AuthorityError(message)


def _check_ids(row: Mapping, found: MappingSet, name: str) -> None:
    try:
        for curie in (getattr(row, column) for column in _REQUIRED):
            if curie:
                found.expand(curie)
    except AuthorityError as error:
        message = f"{name}: {error}"
        raise AuthorityError(message) from error


def write_sssom(found: MappingSet) -> str:
    r"""Return a set in the canonical form of SSSOM/TSV: rows sorted, common values gathered in the head, no empty columns.

    >>> row = Mapping("w:1", "skos:exactMatch", "w:2", "semapv:ManualMappingCuration", mapping_date="2022-05-01")
    >>> for line in write_sssom(MappingSet({"w": "http://example.org/"}, {"license": "CC0"}, (row,))).splitlines():
    ...     print(line.replace("\t", " | "))
    #curie_map:
    #  w: http://example.org/
    #license: CC0
    #mapping_date: 2022-05-01
    subject_id | predicate_id | object_id | mapping_justification
    w:1 | skos:exactMatch | w:2 | semapv:ManualMappingCuration
    """
    rows = sorted((_cells(mapping) for mapping in set(found.mappings)), key=_order)
    shared = _gathered(rows)
    columns = [one for one in (*COLUMNS, "source") if one not in shared and any(one in row for row in rows)] or [*_REQUIRED]
    about = {**found.about, **shared}
    if "source" in columns and "extension_definitions" not in about:
        about["extension_definitions"] = [_EXTENSION]
    ordered = {slot: about[slot] for slot in (*SLOTS, *sorted(about.keys() - {*SLOTS})) if slot in about}
    return _block({"curie_map": _used(found, rows, "source" in columns), **ordered}) + _table(rows, columns)


def _order(row: Map[str, str]) -> tuple[str, ...]:
    return tuple(row.get(column, "") for column in (*COLUMNS, "source"))


def _cells(mapping: Mapping) -> dict[str, str]:
    fields = {name: getattr(mapping, name) for name in [*_FIELDS, "source"]}
    return {name: value for name, value in {**fields, **dict(mapping.more)}.items() if value}


def _gathered(rows: list[dict[str, str]]) -> dict[str, str]:
    """Return the shared slots that have one value in all rows."""
    seen = {slot: {row.get(slot, "") for row in rows} for slot in COLUMNS if slot in SHARED}
    return {slot: min(values) for slot, values in seen.items() if len(values) == 1 and min(values)}


def _used(found: MappingSet, rows: list[dict[str, str]], sourced: bool) -> dict[str, str]:
    """Return the prefixes that the rows use, and that of the column of ours, sorted; those that every reader knows stay out."""
    known = {"dcterms": PREFIXES["dcterms"], **found.prefixes}
    used = {row.get(column, "").partition(":")[0] for row in rows for column in _REQUIRED} | ({"dcterms"} if sourced else set())
    return {prefix: known[prefix] for prefix in sorted(used & known.keys()) if prefix not in BUILT_IN}


def _block(about: Map[str, Any]) -> str:
    """Return the head: YAML in plain style, so far as it goes, each line behind `#`."""
    plain = yaml.dump(dict(about), Dumper=_Plain, sort_keys=False, allow_unicode=True, width=100_000)
    return "".join(f"#{line}\n" for line in plain.splitlines())


class _Plain(yaml.SafeDumper):
    """A dumper for which dates and numbers are the texts that they are here."""


_Plain.yaml_implicit_resolvers = {}


def _table(rows: list[dict[str, str]], columns: list[str]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, delimiter="\t", lineterminator="\n", extrasaction="ignore", restval="")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def joined(found: MappingSet, fresh: Iterable[Mapping], prefixes: Map[str, str]) -> MappingSet:
    """Return a set with further mappings; a fresh one replaces that of the same subject and object, and "no term" of its subject.

    >>> old = Mapping("w:1", "skos:exactMatch", NO_TERM, "semapv:ManualMappingCuration")
    >>> new = Mapping("w:1", "skos:exactMatch", "w:2", "semapv:ManualMappingCuration")
    >>> [one.object_id for one in joined(MappingSet({}, {}, (old,)), [new], {"w": "http://example.org/"}).mappings]
    ['w:2']
    """
    new = {(one.subject_id, one.object_id): one for one in fresh}
    affirmed = {subject for subject, object_ in new if object_ != NO_TERM}
    stale = {(subject, NO_TERM) for subject in affirmed}
    kept = [one for one in found.mappings if (one.subject_id, one.object_id) not in {*new, *stale}]
    return replace(found, prefixes={**found.prefixes, **prefixes}, mappings=(*kept, *new.values()))
