"""Records on disk: written as they are, and read back as records and nothing else, whatever a file says."""

import io
import pickle
from collections.abc import Mapping
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
    """Writes the read-only mappings of records as plain ones."""

    def reducer_override(self, obj: Any) -> Any:
        """Reduce what pickle cannot write by itself."""
        return (_frozen, (dict(obj),)) if isinstance(obj, MappingProxyType) else NotImplemented


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
