"""The types of parameters and columns: what each accepts, and how each is written."""

from collections.abc import Callable, Mapping
from typing import Final

from communique.questions.base import BETWEEN, Json
from communique.terms import MEET, ORG

_THINGS: Final = tuple(str(MEET[name]) for name in ("Mechanism", "Programme", "Project", "Instrument", "Facility"))
#: The classes whose instances a parameter of each type can name.
CLASSES: Final[Mapping[str, tuple[str, ...]]] = {
    "meeting": (str(MEET.Meeting),),
    "person": (str(MEET.Person),),
    "body": (str(MEET.Agency),),
    "side": (str(MEET.State), str(MEET.Agency)),
    "post": (str(ORG.Post),),
    "office": (str(ORG.Post), str(MEET.Agency)),
    "series": (str(MEET.MeetingSeries),),
    "document": (str(MEET.SourceDocument),),
    "thing": _THINGS,
}
#: An IRI can be any node that people may want to name.
CLASSES = {**CLASSES, "iri": tuple(sorted({name for names in CLASSES.values() for name in names}))}  # type: ignore[misc]
PARAMETER_TYPES: Final = frozenset({*CLASSES, "integer", "string", "date", "code"})


def _items(text: str) -> list[str]:
    return sorted(set(filter(None, text.split(BETWEEN))))


def _joined(text: str) -> str | None:
    return "; ".join(_items(text)) or None


#: How each type of column is written as JSON, from the lexical form of its value.
COLUMN_TYPES: Final[Mapping[str, Callable[[str], Json]]] = {
    "iri": str,
    "text": str,
    "date": str,
    "code": str,
    "integer": int,
    "boolean": lambda text: text in {"true", "1"},
    "iris": _items,
    "texts": _items,
    "codes": _items,
    "joined": _joined,
}
#: What stands where a solution has no value: an array is then empty, all else is null.
ARRAYS: Final = frozenset({"iris", "texts", "codes"})
