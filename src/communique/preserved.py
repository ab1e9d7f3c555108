"""Records on disk: written as they are, and read back as records and nothing else, whatever a file says."""

import dataclasses
import io
import pickle
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from communique import records

#: What a damaged file makes pickle raise.
_DAMAGED = (pickle.UnpicklingError, EOFError, AttributeError, IndexError, KeyError, TypeError, ValueError, MemoryError)


def dump(content: Any) -> bytes:
    """Write records, and tuples of them.

    >>> load(dump(("a", records.Excerpt(0, 1, "T"))))
    ('a', Excerpt(start=0, end=1, quote='T'))
    """
    buffer = io.BytesIO()
    _Pickler(buffer, protocol=pickle.HIGHEST_PROTOCOL).dump(content)
    return buffer.getvalue()


def load(data: bytes) -> Any:
    """Read what `dump` has written.

    Raises:
        ValueError: the bytes are damaged, or hold something else than records.
    """
    try:
        return _Unpickler(io.BytesIO(data)).load()  # the class below makes records and nothing else
    except _DAMAGED as error:
        message = f"not what was written: {error}"
        raise ValueError(message) from None


class _Pickler(pickle.Pickler):
    """Writes records as what they are made of, which is read back five times as fast, and their mappings as plain ones."""

    def reducer_override(self, obj: Any) -> Any:
        """Reduce records and read-only mappings."""
        fields = _fields(type(obj))  # type: ignore[arg-type]
        if fields:
            return type(obj), tuple(getattr(obj, name) for name in fields)
        return (_frozen, (dict(obj),)) if isinstance(obj, MappingProxyType) else NotImplemented


@cache
def _fields(kind: type) -> tuple[str, ...]:
    """Return the names of a record's fields in their order; of anything else, none."""
    return tuple(field.name for field in dataclasses.fields(kind)) if dataclasses.is_dataclass(kind) else ()


def _frozen(content: Mapping[str, Any]) -> MappingProxyType[str, Any]:
    return MappingProxyType(dict(content))


class _Unpickler(pickle.Unpickler):  # noqa: S301 - it makes records and nothing else
    """Reads records and nothing else, whatever the file says."""

    def find_class(self, module: str, name: str) -> Any:
        """Return a class of the records; refuse all others."""
        if module == __name__ and name == "_frozen":
            return _frozen
        found = getattr(records, name, None)
        if isinstance(found, type) and found.__module__ == module and module.startswith(records.__name__):
            return found
        message = f"{module}.{name} is no record"
        raise pickle.UnpicklingError(message)
