"""The door for other readers: a reading is checked word for word; what does not stand in the text is dropped and counted."""

from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, Protocol

from communique.records import Document, Excerpt, Reading


class Reader(Protocol):
    """Anything that reads a document."""

    def read(self, document: Document) -> Reading:
        """Return the reading of a document."""
        ...


class _Verifier:
    def __init__(self, text: str) -> None:
        self.text = text
        self.dropped = 0

    def stands(self, value: object) -> bool:
        """Tell whether every excerpt directly inside a record is the text that it points at, and evidence is there."""
        if isinstance(value, Excerpt):
            return (
                bool(value.quote)
                and 0 <= value.start < value.end <= len(self.text)
                and self.text[value.start : value.end] == value.quote
            )
        if not is_dataclass(value):
            return True
        own = {one.name: getattr(value, one.name) for one in fields(value)}
        direct = [item for item in own.values() if isinstance(item, Excerpt)]
        listed = [item for part in own.values() if isinstance(part, tuple) for item in part if isinstance(item, Excerpt)]
        rests = bool(own.get("evidence", True)) or "rule" not in own
        return rests and all(self.stands(item) for item in (*direct, *listed))

    def keep(self, items: Iterable[Any]) -> tuple[Any, ...]:
        """Return the records that stand, each cleaned inside."""
        kept = []
        for item in items:
            if self.stands(item):
                kept.append(self.clean(item))
            else:
                self.dropped += 1
        return tuple(kept)

    def clean(self, value: Any) -> Any:
        """Return a record without the parts that do not stand."""
        if not is_dataclass(value) or isinstance(value, (Excerpt, type)):
            return value
        changes: dict[str, Any] = {}
        for one in fields(value):
            part = getattr(value, one.name)
            if isinstance(part, tuple) and any(is_dataclass(item) and not isinstance(item, Excerpt) for item in part):
                changes[one.name] = self.keep(part)
            elif isinstance(part, Mapping):
                changes[one.name] = {name: saying for name, saying in part.items() if self._kept(saying)}
        return replace(value, **changes) if changes else value

    def _kept(self, saying: object) -> bool:
        stands = self.stands(saying) or not getattr(saying, "evidence", ())
        self.dropped += not stands
        return stands


def verify(reading: Reading, document: Document) -> tuple[Reading, int]:
    """Return the reading without what its text does not bear out word for word, and how many items were dropped.

    >>> from communique.records import ReadBody
    >>> made_up = ReadBody("Port Office", "PO", Excerpt(0, 4, "Port"), (Excerpt(0, 4, "Port"),), "name and acronym")
    >>> verify(Reading("d", "", bodies=(made_up,)), Document("d", "No such words.", ""))[1]
    1
    """
    verifier = _Verifier(document.text)
    noise = tuple(one for one in reading.noise if 0 <= one.start < one.end <= len(document.text))
    cleaned: Reading = verifier.clean(replace(reading, noise=()))
    return replace(cleaned, noise=noise), verifier.dropped
