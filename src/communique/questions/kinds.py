"""The types of parameters and columns: what each accepts, and how each is written."""

from collections.abc import Callable, Mapping
from typing import Final

from communique.questions.base import BETWEEN, Json
from communique.terms import MEET, ORG

_THINGS: Final = tuple(str(MEET[name]) for name in ("Mechanism", "Programme", "Project", "Instrument", "Facility"))
_OFFICES: Final = (str(ORG.Post), str(MEET.Agency))
_COMPOUNDS: Final = (
    "Participation",
    "Representation",
    "Delegation",
    "Tenure",
    "Adoption",
    "Commitment",
    "Achievement",
    "Quotation",
    "Place",
)
_OF_ONE_CLASS: Final = {
    "meeting": str(MEET.Meeting),
    "person": str(MEET.Person),
    "body": str(MEET.Agency),
    "post": str(ORG.Post),
    "series": str(MEET.MeetingSeries),
    "document": str(MEET.SourceDocument),
}
#: The classes whose instances a parameter of each type can name; an `iri` can be any node that is about something.
CLASSES: Final[Mapping[str, tuple[str, ...]]] = {
    **{name: (iri,) for name, iri in _OF_ONE_CLASS.items()},
    "thing": _THINGS,
    "office": _OFFICES,
    "iri": (*_OF_ONE_CLASS.values(), *_THINGS, str(MEET.State), *(str(MEET[name]) for name in _COMPOUNDS)),
}
#: The type of a parameter that is a property of claims.
PROPERTY: Final = "property"
PARAMETER_TYPES: Final = frozenset({*CLASSES, "integer", "string", "date", "code", PROPERTY})


def _items(text: str) -> list[str]:
    return sorted(set(filter(None, text.split(BETWEEN))))


def _joined(text: str) -> str | None:
    return "; ".join(_items(text)) or None


#: How each type of column is written as JSON, from the lexical form of its value.
COLUMN_TYPES: Final[Mapping[str, Callable[[str], Json]]] = {
    "iri": str,
    "text": str,
    "date": lambda text: text or None,
    "code": str,
    "integer": int,
    "boolean": lambda text: text in {"true", "1"},
    "iris": _items,
    "texts": _items,
    "codes": _items,
    "joined": _joined,
}
#: The types whose values stand as they are.
PLAIN: Final = frozenset({"iri", "text", "code"})
#: What stands where a solution has no value: an array is then empty, all else is null.
ARRAYS: Final = frozenset({"iris", "texts", "codes"})
