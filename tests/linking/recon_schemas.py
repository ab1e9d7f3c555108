"""What the Reconciliation API 0.2 asks of each answer, as JSON Schema: its published constraints in this project's own words."""

from typing import Any

Schema = dict[str, Any]


def obj(required: tuple[str, ...] = (), *, closed: bool = False, **properties: Any) -> Schema:
    """Return the schema of an object."""
    return {"type": "object", "required": list(required), "properties": properties, "additionalProperties": not closed}


def listed(items: Schema, **more: Any) -> Schema:
    """Return the schema of a list."""
    return {"type": "array", "items": items, **more}


TEXT: Schema = {"type": "string"}
NUMBER: Schema = {"type": "number"}
TYPE = obj(("id", "name"), id=TEXT, name=TEXT, description=TEXT)
TYPE_OR_ID: Schema = {"oneOf": [obj(("id",), id=TEXT, name=TEXT), TEXT]}
WITH_ID: Schema = {"type": "string", "pattern": r"\{\{id\}\}"}
SUGGESTS = obj(
    service_url=TEXT, service_path=TEXT, flyout_service_url=TEXT, flyout_service_path={"type": "string", "pattern": r"\$\{id\}"}
)

MANIFEST = obj(
    ("versions", "name", "identifierSpace", "schemaSpace"),
    versions=listed(TEXT, contains={"const": "0.2"}),
    name=TEXT,
    identifierSpace=TEXT,
    schemaSpace=TEXT,
    defaultTypes=listed(TYPE, uniqueItems=True),
    view=obj(("url",), url=WITH_ID),
    preview=obj(("url", "width", "height"), url=WITH_ID, width={"type": "integer"}, height={"type": "integer"}),
    suggest=obj(entity=SUGGESTS, property=SUGGESTS, type=SUGGESTS),
    extend=obj(
        propose_properties=obj(service_url=TEXT, service_path=TEXT), property_settings=listed(obj(("type", "label", "name")))
    ),
)
FEATURE = obj(id=TEXT, value={"oneOf": [{"type": "boolean"}, NUMBER]})
CANDIDATE = obj(
    ("id", "name", "score"),
    id=TEXT,
    name=TEXT,
    description=TEXT,
    score=NUMBER,
    features=listed(FEATURE),
    match={"type": "boolean"},
    type=listed(TYPE_OR_ID),
)
RESULTS: Schema = {"type": "object", "additionalProperties": obj(("result",), result=listed(CANDIDATE))}
ENTITIES = obj(("result",), result=listed(obj(("id", "name"), id=TEXT, name=TEXT, description=TEXT, notable=listed(TYPE_OR_ID))))
PROPERTIES = obj(("result",), result=listed(obj(("id", "name"), id=TEXT, name=TEXT, description=TEXT)))
TYPES = obj(("result",), result=listed(TYPE))
_DAY = r"^-?\d{4,}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?(Z|[+-]\d\d:\d\d)?$"
CELL: Schema = {
    "oneOf": [
        obj(closed=True),
        obj(("id", "name"), closed=True, id=TEXT, name=TEXT, description=TEXT),
        obj(("str",), closed=True, str=TEXT),
        obj(("float",), closed=True, float=NUMBER),
        obj(("int",), closed=True, int={"type": "integer"}),
        obj(("date",), closed=True, date={"type": "string", "pattern": _DAY}),
    ]
}
ROWS: Schema = {"type": "object", "additionalProperties": {"type": "object", "additionalProperties": listed(CELL)}}
EXTENSION = obj(("meta", "rows"), meta=listed(obj(("id", "name"), id=TEXT, name=TEXT)), rows=ROWS)
