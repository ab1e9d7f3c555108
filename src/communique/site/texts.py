"""The texts of the source documents, read when a page wants them."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from communique.documents import find_documents, read_document


@dataclass(frozen=True, slots=True)
class Texts:
    """Where each document's file lies, by its name."""

    paths: Mapping[str, Path]

    def find(self, name: str, sha256: str) -> str | None:
        """Return the text of a document if it is at hand and still the one that the data set was made from."""
        path = self.paths.get(name)
        text = read_document(path).text if path else None
        return text if text is not None and hashlib.sha256(text.encode()).hexdigest() == sha256 else None


def find_texts(folder: Path) -> Texts:
    """Return the texts of a folder; none where there is no such folder.

    Raises:
        DocumentError: the folder holds no document, or two files would have one name.
    """
    return Texts({path.stem: path for path in find_documents(folder)} if folder.is_dir() else {})
