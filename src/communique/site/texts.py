"""The texts of the source documents, read when a page wants them."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from communique.documents import find_documents, read_document
from communique.takedowns import Takedown, mask, read_takedowns


@dataclass(frozen=True, slots=True)
class Texts:
    """Where each document's file lies, by its name; names that are taken down are masked in what is given out."""

    paths: Mapping[str, Path]
    takedowns: tuple[Takedown, ...] = ()

    def find(self, name: str, sha256: str) -> str | None:
        """Return the text of a document if it is at hand and still the one that the data set was made from."""
        path = self.paths.get(name)
        document = read_document(path) if path else None
        if document is None or hashlib.sha256(document.text.encode()).hexdigest() != sha256:
            return None
        return mask(document, self.takedowns).text


def find_texts(folder: Path, takedowns: Path) -> Texts:
    """Return the texts of a folder, none where there is no such folder; `takedowns` is the file of names taken down.

    Raises:
        DocumentError: the folder holds no document, or two files would have one name.
        AuthorityError: the file of takedowns has a row that is none.
    """
    paths = {path.stem: path for path in find_documents(folder)} if folder.is_dir() else {}
    return Texts(paths, read_takedowns(takedowns))
